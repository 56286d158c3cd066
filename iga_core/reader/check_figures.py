"""National figures against the record."""

from __future__ import annotations

from iga_core.analysis.headline_grounds import PROGRAMME, joined
from iga_core.message import Value
from iga_core.reader.grounds import SCOPE_TYPES, Found, PressGrounds, answer
from iga_core.reader.said import ALL, PressClaim
from iga_core.record import Row, year_row


class FigureCheck(PressGrounds):
    """What the record says to counts of governments."""

    def _figure(self, claim: PressClaim) -> Found:
        year, said = int(claim.year or 0), int(claim.count or 0)
        if claim.note == "difference":
            return answer("contradicted", "reader.difference")
        told = {said, said + claim.others}
        values: dict[str, Value] = {"count": said}
        if claim.metric == "governments":
            return self._existing(claim, year, said)
        if claim.metric in ("innovations", "participants", "nominees"):
            printed = self._national_rows(year, claim.metric, claim.scope)
            known = [(int(r["value"]), str(r["id"])) for r in printed]
            return self._printed(claim, told, known, values)
        if claim.session:
            return self._of_session(claim, year, told, values)
        awarded, whole = self._awarded(claim, year)
        classed = self._classed(claim, year) if claim.level else []
        if any(n in told for n, _ in awarded):
            return self._printed(claim, told, awarded, values)
        if any(n in told for n, _ in classed):
            rows = [i for n, i in classed if n in told]
            plain = claim.scope == ALL or not awarded
            if plain and not claim.others:
                return answer("supported", "reader.figure", rows, **values)
            return answer("ambiguous", "reader.class_or_award", rows, **values)
        if rows := self._spoken_of(claim, year, told):
            return answer("ambiguous", "reader.figure_disputed", rows, **values)
        if awarded and whole:
            held = joined(sorted({n for n, _ in awarded}))
            return answer(
                "contradicted", "reader.other_figure", [i for _, i in awarded], held=held, **values
            )
        return answer("not_in_record", "reader.no_figure", (), **values)

    def _printed(
        self,
        claim: PressClaim,
        told: set[int],
        known: list[tuple[int, str]],
        values: dict[str, Value],
    ) -> Found:
        """Compare with every value that a source prints of one figure."""
        numbers = {n for n, _ in known}
        rows = [i for n, i in known if n in told]
        held = joined(sorted(numbers)) if numbers else ""
        if not numbers:
            return answer("not_in_record", "reader.no_figure", (), **values)
        if not rows:
            return answer(
                "contradicted", "reader.other_figure", [i for _, i in known], held=held, **values
            )
        if len(numbers) > 1 and claim.metric != "awarded":
            return answer(
                "ambiguous", "reader.figures_differ", [i for _, i in known], held=held, **values
            )
        return answer("supported", "reader.figure", rows, **values)

    def _existing(self, claim: PressClaim, year: int, said: int) -> Found:
        row = self._years.get(year)
        if row is None:
            return answer("not_in_record", "reader.no_figure", (), count=said)
        held = sum(int(row[kind]) for kind in SCOPE_TYPES[claim.scope])
        rows = [year_row(year)]
        if said == held:
            return answer("supported", "reader.figure", rows, count=said)
        return answer("contradicted", "reader.other_figure", rows, count=said, held=str(held))

    def _national_rows(self, year: int, metric: str, scope: str, **cells: str) -> list[Row]:
        return [
            r
            for r in self._national[year]
            if (r["metric"], r["scope"], r["region_code"]) == (metric, scope, "")
            and r["value"] is not None
            and all(r[name] == value for name, value in cells.items())
        ]

    def _parts(self, scope: str) -> tuple[str, ...]:
        return SCOPE_TYPES["kabupaten_kota"] if scope == "kabupaten_kota" else (scope,)

    def _awarded(self, claim: PressClaim, year: int) -> tuple[list[tuple[int, str]], bool]:
        """Return how many received an award by every source, and whether every level is counted."""
        levels = [claim.level] if claim.level else [*self._ladder]
        found: list[tuple[int, str]] = []
        whole = True
        sums: list[int] = []
        for level in levels:
            parts = [self._sizes_of(year, part, level) for part in self._parts(claim.scope)]
            whole = whole and all(parts)
            if all(parts):
                if len(parts) == 1:
                    found += parts[0]
                    sums.append(parts[0][-1][0])
                else:
                    total = sum(part[-1][0] for part in parts)
                    found.append((total, parts[0][-1][1]))
                    found += [(total, part[-1][1]) for part in parts[1:]]
                    sums.append(total)
        if len(sums) > 1 and found:
            found.append((sum(sums), found[0][1]))
        return found, whole

    def _sizes_of(self, year: int, scope: str, level: str) -> list[tuple[int, str]]:
        rows = self._national_rows(year, "awarded", scope, level=level)
        if level == self._ladder[-1]:
            rows += self._national_rows(year, "awarded_below_top", scope)
        found = [(int(r["value"]), str(r["id"])) for r in rows]
        category = self._scopes.get(scope, "")
        for count in self._lists[year]:
            key = (PROGRAMME, year, category, level)
            if (
                (count.category, count.level) == (category, level)
                and key in self._sizes
                and count.awarded
            ):
                found.append((count.awarded, self._sizes[key]))
        return found

    def _classed(self, claim: PressClaim, year: int) -> list[tuple[int, str]]:
        found = []
        parts = [
            self._national_rows(year, "predicate_count", part, predicate=str(claim.level))
            for part in self._parts(claim.scope)
        ]
        if all(parts):
            total = sum(int(rows[0]["value"]) for rows in parts)
            found = [(total, str(row["id"])) for rows in parts for row in rows]
        return found

    def _of_session(
        self, claim: PressClaim, year: int, told: set[int], values: dict[str, Value]
    ) -> Found:
        rows = self._spoken_of(claim, year, told, f"sesi {claim.session}")
        if rows:
            return answer("supported", "reader.figure", rows, **values)
        return answer("not_in_record", "reader.no_figure", (), **values)

"""Scores, classes, ranks and numbers of innovations against the record."""

from __future__ import annotations

from decimal import Decimal

from iga_core.analysis.headline_grounds import PROGRAMME, joined
from iga_core.message import Value
from iga_core.numbers import decimals_of, round_half_up
from iga_core.reader.grounds import SCOPE_TYPES, Found, PressGrounds, answer, ids_of
from iga_core.reader.said import ALL, PressClaim
from iga_core.record import year_row
from iga_core.regions import TYPE_CATEGORY


class IndexCheck(PressGrounds):
    """What the record says to results of the index."""

    def _score(self, claim: PressClaim) -> Found:
        code, year = str(claim.region), int(claim.year or 0)
        rows = [r for r in self._results[code, year] if r["score"] is not None]
        high = self._highest.get(claim.scale or "")
        fitting = [score for score in claim.scores if high is None or score <= high]
        possible = fitting or [*claim.scores]
        claim.score = possible[0]
        if not rows:
            return answer("not_in_record", "reader.no_score", (), value=possible[0])
        final = [r for r in rows if self._quality[r["quality"]]["score_final"] == "yes"]
        values: dict[str, Value] = {"value": possible[0]}
        same = [r for r in rows if Decimal(str(r["score"])) in possible]
        if sure := [r for r in same if r in final]:
            return answer("supported", "reader.score", ids_of(sure), **values)
        if same:
            return answer("ambiguous", "reader.score_unsure", ids_of(same), **values)
        for row in final:
            held = Decimal(str(row["score"]))
            for told in possible:
                places = min(decimals_of(told), decimals_of(held))
                if round_half_up(held, places) == round_half_up(told, places):
                    rounded = decimals_of(told) < decimals_of(held)
                    return answer(
                        "supported" if rounded else "ambiguous",
                        "reader.score_rounded", [str(row["id"])], value=told, held=held,
                    )  # fmt: skip
        if final:
            values["held"] = Decimal(str(final[0]["score"]))
            return answer("contradicted", "reader.other_score", ids_of(final), **values)
        values["held"] = Decimal(str(rows[0]["score"]))
        return answer("not_in_record", "reader.other_score_unsure", ids_of(rows), **values)

    def _predicate(self, claim: PressClaim) -> Found:
        code, year = str(claim.region), int(claim.year or 0)
        said = str(claim.predicate)
        values: dict[str, Value] = {"predicate": said}
        rows = [r for r in self._recipients.rows(code, year) if r["level"] == said]
        view = self._view.get((code, year))
        known = view["predicate"] if view else ""
        if known == said and view:
            ids = [view["predicate_id"], *view["predicate_agreeing_ids"].split()]
            return answer("supported", "reader.predicate", ids, **values)
        if rows:
            return answer("supported", "reader.predicate_award", ids_of(rows), **values)
        if known and view:
            return answer(
                "contradicted",
                "reader.other_predicate",
                [view["predicate_id"]],
                held=known,
                **values,
            )
        return answer("not_in_record", "reader.no_predicate", (), **values)

    def _rank(self, claim: PressClaim) -> Found:
        code, year, said = str(claim.region), int(claim.year or 0), int(claim.rank or 0)
        values: dict[str, Value] = {"rank": said}
        if claim.note == "inside_province":
            return answer("not_in_record", "reader.rank_inside", (), **values)
        kind = self._register.get(code).type
        by_base = self._ranks_known(claim, code, year, kind)
        meant = [ALL] if claim.scope == ALL else []
        if claim.level:
            meant = ["award"]
        elif claim.scope == kind:
            meant = ["award", kind]
        everything = [found for base in by_base.values() for found in base]
        fitting = [found for found in everything if found[0] == said]
        if not meant:
            return answer("ambiguous", "reader.rank_no_base", [i for _, i, _ in fitting], **values)
        known = [found for base in meant for found in by_base[base]]
        ids = [i for _, i, _ in known]
        if known and all(found[0] == said for found in known):
            if not all(certain for _, _, certain in known):
                return answer("ambiguous", "reader.rank_doubtful", ids, **values)
            if isinstance(claim.rank_base, int) and (wrong := self._wrong_base(claim, code, year)):
                return wrong
            return answer("supported", "reader.rank", ids, **values)
        if any(found[0] == said for found in known):
            return answer("ambiguous", "reader.rank_two", ids, **values)
        if fitting:
            return answer(
                "ambiguous", "reader.rank_other_base", [i for _, i, _ in fitting], **values
            )
        if known and any(certain for _, _, certain in known):
            return answer("contradicted", "reader.other_rank", ids, held=known[0][0], **values)
        if claim.level and (size := self._too_many(claim, year)):
            return size
        award = self._recipients.rows(code, year)
        return answer(
            "not_in_record", "reader.no_rank", ids_of(award) if claim.level else (), **values
        )

    def _ranks_known(
        self, claim: PressClaim, code: str, year: int, kind: str
    ) -> dict[str, list[tuple[int, str, bool]]]:
        """Return the ranks on file by what they are among: number, row, and whether it is sure."""
        results = self._results[code, year]
        sure = {r["id"] for r in results if self._quality[r["quality"]]["rank_final"] == "yes"}

        def printed(column: str) -> list[tuple[int, str, bool]]:
            known = [r for r in results if r[column] is not None]
            return [(int(r[column]), str(r["id"]), r["id"] in sure) for r in known]

        awards = [
            (int(r["rank"]), str(r["id"]), True)
            for r in self._recipients.rows(code, year)
            if r["rank"] is not None and claim.level in (None, r["level"])
        ]
        awards += [
            (int(r["value"]), str(r["id"]), True)
            for r in self._national[year]
            if (r["metric"], r["region_code"]) == ("award_rank", code)
        ]
        by_base = {kind: printed("rank_within_type"), ALL: printed("national_rank")}
        return {"award": awards, **by_base}

    def _wrong_base(self, claim: PressClaim, code: str, year: int) -> Found | None:
        """Return that a rank is printed among others than told; None: it is not."""
        held = {
            int(r[name]): str(r["id"])
            for r in self._results[code, year]
            for name in ("type_rank_base", "national_rank_base")
            if r[name] is not None
        }
        if not held and year in self._years:
            kinds = SCOPE_TYPES[claim.scope or ALL]
            held = {sum(int(self._years[year][kind]) for kind in kinds): year_row(year)}
        if not held or claim.rank_base in held:
            return None
        values: dict[str, Value] = {"held": next(iter(held)), "rank": int(claim.rank or 0)}
        return answer("contradicted", "reader.other_base", held.values(), **values)

    def _too_many(self, claim: PressClaim, year: int) -> Found | None:
        """Return that a rank lies beyond the end of its list; None: it does not."""
        own = TYPE_CATEGORY[self._register.get(str(claim.region)).type]
        rank = int(claim.rank or 0)
        for count in self._lists[year]:
            if (count.category, count.level) == (own, claim.level) and count.awarded:
                rows = [self._sizes[PROGRAMME, year, own, count.level]]
                values: dict[str, Value] = {"rank": rank, "size": count.awarded}
                if rank > count.awarded:
                    return answer("contradicted", "reader.rank_beyond", rows, **values)
        return None

    def _count(self, claim: PressClaim) -> Found:
        code, year, said = str(claim.region), int(claim.year or 0), int(claim.count or 0)
        rows = [r for r in self._results[code, year] if r["innovations"] is not None]
        known = [(int(r["innovations"]), str(r["id"])) for r in rows]
        known += [
            (int(r["value"]), str(r["id"]))
            for r in self._facts
            if r["region_code"] == code and r["year"] == year and str(r["value"]).isdigit()
        ]
        values: dict[str, Value] = {"count": said}
        if same := [i for number, i in known if number == said]:
            return answer("supported", "reader.count", same, **values)
        if known:
            held = joined(str(n) for n, _ in known)
            return answer(
                "ambiguous", "reader.other_count", [i for _, i in known], held=held, **values
            )
        return answer("not_in_record", "reader.no_count", (), **values)

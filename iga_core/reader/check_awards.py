"""Awards, rows of years and days against the record."""

from __future__ import annotations

from datetime import date

from iga_core.analysis.headline_grounds import PROGRAMME, joined, spanned
from iga_core.message import Value
from iga_core.reader.grounds import Found, PressGrounds, answer, ids_of
from iga_core.reader.said import PressClaim
from iga_core.record import Row, region_row
from iga_core.regions import TYPE_CATEGORY


class AwardCheck(PressGrounds):
    """What the record says to awards."""

    def _award(self, claim: PressClaim) -> Found:
        code, year = str(claim.region), int(claim.year or 0)
        smart = self._recipients.rows(code, year, programme="SmartCity")
        smart += self._recipients.rows(code, year, programme="SmartCity", standing="own_claim")
        if claim.programme == "SmartCity":
            return answer(
                "different_award",
                "reader.smart_city" if smart else "reader.smart_city_none",
                ids_of(smart),
            )
        if claim.note == "other_type":
            return self._other_type(claim)
        if claim.note == "same_as_what":
            return answer("ambiguous", "reader.same_as_what")
        return self._received(claim, code, year, smart)

    def _other_type(self, claim: PressClaim) -> Found:
        region = self._register.get(str(claim.region))
        rows = [region_row(region.code), *ids_of(self._recipients.rows(region.code, claim.year))]
        return answer("contradicted", "reader.other_type", rows, kind=region.type)

    def _received(self, claim: PressClaim, code: str, year: int, smart: tuple[Row, ...]) -> Found:
        rows = self._recipients.rows(code, year)
        own = self._recipients.rows(code, year, standing="own_claim")
        index = self._recipients.rows(code, year, standing="index_only")
        matching = [row for row in rows if self._fits(claim, row)]
        if matching:
            return self._session(claim, matching)
        steps = [row for row in rows if row["level"] in self._ladder]
        if claim.level and (other := [row for row in steps if row["level"] != claim.level]):
            return answer(
                "contradicted", "reader.other_level", ids_of(other), other=str(other[0]["level"])
            )
        if claim.level and rows and not steps and claim.level in self._ladder:
            plain = [row for row in rows if row["level"] not in self._prizes]
            if plain:
                return answer("ambiguous", "reader.level_not_told", ids_of(plain))
        if claimed := [row for row in own if self._fits(claim, row)]:
            return answer("own_account", "reader.own_account", ids_of(claimed))
        if claim.level and index:
            return answer("different_award", "reader.class_only", ids_of(index))
        if smart and not claim.level:
            return answer("different_award", "reader.smart_as_iga", ids_of(smart))
        return self._absent(claim, code, year, ids_of(rows))

    def _fits(self, claim: PressClaim, row: Row) -> bool:
        if claim.level is None:
            return row["level"] not in self._prizes
        if claim.level != row["level"]:
            return False
        groups = set(claim.categories)
        return not groups or row["category"] in groups or row["category"] in TYPE_CATEGORY.values()

    def _session(self, claim: PressClaim, rows: list[Row]) -> Found:
        if claim.categories and not {row["category"] for row in rows} & {*claim.categories}:
            return answer(
                "not_in_record",
                "reader.other_group",
                ids_of(rows),
                category=str(rows[0]["category"]),
            )
        told = {row["session"] for row in rows if row["session"]}
        if claim.session and told and claim.session not in told:
            return answer(
                "contradicted", "reader.other_session", ids_of(rows), session=joined(sorted(told))
            )
        if claim.session and not told:
            return answer("not_in_record", "reader.session_not_told", ids_of(rows))
        return answer(
            "supported",
            "reader.received",
            ids_of(rows),
            levels=joined({str(r["level"]): 1 for r in rows}),
        )

    def _absent(self, claim: PressClaim, code: str, year: int, besides: list[str]) -> Found:
        """Return what it means that no award is on file."""
        if year not in self._record.award_years:
            return answer("not_in_record", "reader.no_such_year")
        presence = self._categories.answer(code, year).presence
        if presence != "present":
            return answer("contradicted", "reader.not_there", [region_row(code)])
        labelled = claim.category == TYPE_CATEGORY[self._register.get(code).type]
        complete, open_ = self._missing(code, year, claim.level, labelled=labelled)
        view = self._view.get((code, year))
        if complete and not open_:
            rows = [self._sizes[PROGRAMME, year, c.category, c.level] for c in complete]
            if claim.level and view and view["predicate"] == claim.level:
                return answer(
                    "different_award", "reader.class_not_award", [view["predicate_id"], *rows]
                )
            return answer("contradicted", "reader.whole_list", [*besides, *rows])
        if claim.level and view and view["predicate"] == claim.level:
            return answer("not_in_record", "reader.class_known", [view["predicate_id"]])
        if open_:
            rows = [
                self._sizes[key]
                for c in open_
                if (key := (PROGRAMME, year, c.category, c.level)) in self._sizes
            ]
            known = sum(c.known for c in open_)
            return answer("not_in_record", "reader.open_list", [*besides, *rows], known=known)
        return answer("not_in_record", "reader.no_list", besides)

    def _streak(self, claim: PressClaim) -> Found:
        if not claim.years:
            return answer("ambiguous", "reader.no_year")
        states = {y: self._year_state(str(claim.region), y, claim.level) for y in claim.years}
        rows = [i for _, ids in states.values() for i in ids]
        values: dict[str, Value] = {"span": spanned(claim.years)}
        by_state = {
            s: [y for y, (state, _) in states.items() if state == s] for s in ("no", "open", "own")
        }
        if by_state["no"]:
            return answer(
                "contradicted",
                "reader.streak_broken",
                rows,
                missing=spanned(by_state["no"]),
                **values,
            )
        if by_state["open"]:
            return answer(
                "ambiguous", "reader.streak_open", rows, missing=spanned(by_state["open"]), **values
            )
        if claim.note == "length":
            return answer(
                "contradicted", "reader.streak_length", rows, length=len(claim.years), **values
            )
        if by_state["own"]:
            return answer(
                "own_account", "reader.streak_own", rows, missing=spanned(by_state["own"]), **values
            )
        return answer("supported", "reader.streak", rows, **values)

    def _first_time(self, claim: PressClaim) -> Found:
        code, year = str(claim.region), claim.year
        if year is None:
            return answer("ambiguous", "reader.no_year")
        state, rows = self._year_state(code, year, claim.level)
        earlier = {
            y: found
            for y in self._record.award_years
            if y < year and (found := self._year_state(code, y, claim.level))[0] in ("yes", "own")
        }
        ids = [i for _, found in earlier.values() for i in found]
        if any(found[0] == "yes" for found in earlier.values()):
            return answer(
                "contradicted", "reader.not_first", [*rows, *ids], earlier=spanned(earlier)
            )
        if state == "no":
            return answer("contradicted", "reader.not_received", rows)
        if earlier:
            return answer("ambiguous", "reader.not_first", [*rows, *ids], earlier=spanned(earlier))
        if state == "yes":
            return answer("supported", "reader.first", rows)
        return answer(
            "own_account" if state == "own" else "not_in_record", "reader.first_unknown", rows
        )

    def _only(self, claim: PressClaim) -> Found:
        code, year = str(claim.region), int(claim.year or 0)
        levels = [claim.level] if claim.level else None
        kinds = [claim.base_type] if claim.base_type else None
        others = [
            row
            for row in self._recipients.awards(year, kinds)
            if row["region_code"] != code
            and row["level"] not in self._prizes
            and (levels is None or row["level"] in levels)
            and (
                not claim.scope
                or self._register.get(row["region_code"]).province_code == claim.scope
            )
        ]
        if others:
            return answer(
                "contradicted",
                "reader.not_only",
                ids_of(others),
                others=self._names({r["region_code"] for r in others[:5]}),
            )
        own = ids_of(self._recipients.rows(code, year))
        lists = [c for c in self._lists[year] if levels is None or c.level in levels]
        if own and lists and all(c.complete for c in lists):
            return answer("supported", "reader.only", own)
        return answer("ambiguous", "reader.only_open", own)

    def _day(self, claim: PressClaim) -> Found:
        when = date.fromisoformat(claim.day)
        if claim.weekday is not None and when.weekday() != claim.weekday:
            return answer("contradicted", "reader.weekday")
        year = claim.year or when.year
        programme = claim.programme if claim.programme in ("IGA", "SmartCity") else PROGRAMME
        held = self._ceremonies[programme, year]
        if claim.day in held:
            return answer("supported", "reader.day", [held[claim.day]])
        if claim.programme == "other" or not held:
            return answer("not_in_record", "reader.no_day")
        return answer("ambiguous", "reader.other_day", held.values())

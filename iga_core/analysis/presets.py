"""Ready-made questions on the award list. Each says its rule and what partial lists leave open.

"Winner" here: a row that is reported or derived. A region's own claim and a row that only the
index supports are left out and counted in the statement. Nothing here is a new fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from iga_core.analysis.awards import described_awards, list_counts
from iga_core.message import Message
from iga_core.record import Record, received
from iga_core.regions import TYPES

PRESETS = (
    "first_time",
    "in_a_row",
    "dropped_out",
    "same_name",
    "tertinggal",
    "without_top_index",
)
TERTINGGAL_PERIODS = ((2015, 2019), (2020, 2024))
TERTINGGAL_CATEGORY = "Daerah Tertinggal"
TOP_PREDICATE = "Sangat Inovatif"
TOP_LEVEL = "Terinovatif"


@dataclass(frozen=True, slots=True)
class Preset:
    """The answer to a ready-made question.

    ``award_ids``: in the order of the awards table. ``rule``: how they were chosen; ``open``:
    what cannot be decided with the lists on file, and for how many governments or rows.
    """

    name: str
    award_ids: tuple[str, ...]
    rule: Message
    open: tuple[Message, ...]


def _iga(record: Record) -> pd.DataFrame:
    awards = described_awards(record)
    return awards[awards["programme"] == "IGA"]


def _ids(awards: pd.DataFrame, keep: pd.Series[bool]) -> tuple[str, ...]:
    return tuple(awards.loc[keep, "id"])


def _incomplete(record: Record, years: Iterable[int]) -> Message:
    """Say how many IGA lists of ``years`` are not complete, of how many on file."""
    wanted = set(years)
    lists = [c for c in list_counts(record) if c.programme == "IGA" and c.year in wanted]
    return Message(
        "preset.incomplete_lists",
        {"number": sum(not count.complete for count in lists), "lists": len(lists)},
    )


def first_time_winners(record: Record, year: int) -> Preset:
    """Return the awards of ``year`` whose government has none on file from an earlier year.

    A government with only a claim, or only the index, from an earlier year is left out.
    Raises ValueError for the first year on file: there everybody would be first.
    """
    first = min(record.award_years)
    if year <= first:
        raise ValueError(f"first winners can be named from {first + 1}, not for {year}")
    awards = _iga(record)
    sure = received(awards)
    before = set(sure.loc[sure["year"] < year, "region_code"])
    unsure = set(awards.loc[awards["year"] < year, "region_code"]) - before
    now = sure[sure["year"] == year]
    left_out = now.loc[now["region_code"].isin(unsure), "region_code"].nunique()
    return Preset(
        "first_time",
        _ids(now, ~now["region_code"].isin(before | unsure)),
        Message("preset.first_time.rule", {"year": str(year), "first": str(first)}),
        (
            Message("preset.first_time.open", {"first": str(first), "number": int(left_out)}),
            _incomplete(record, range(first, year)),
        ),
    )


def _runs(years: Iterable[int], minimum: int) -> set[int]:
    """Return the years that stand in a run of at least ``minimum`` without a gap."""
    kept: set[int] = set()
    run: list[int] = []
    for year in sorted(set(years)):
        run = [*run, year] if run and run[-1] == year - 1 else [year]
        if len(run) >= minimum:
            kept.update(run)
    return kept


def _years_by_region(awards: pd.DataFrame) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for code, year in zip(awards["region_code"], awards["year"], strict=True):
        found[str(code)].append(int(year))
    return found


def in_a_row(record: Record, minimum: int = 3) -> Preset:
    """Return the awards inside a run of at least ``minimum`` years without a gap (any level)."""
    awards = _iga(record)
    sure = received(awards)
    runs = {code: _runs(years, minimum) for code, years in _years_by_region(sure).items()}
    with_claims = {c: _runs(years, minimum) for c, years in _years_by_region(awards).items()}
    longer = sum(bool(run) and not runs.get(code) for code, run in with_claims.items())
    keep = pd.Series(
        [
            int(year) in runs[str(code)]
            for code, year in zip(sure["region_code"], sure["year"], strict=True)
        ],
        index=sure.index,
        dtype=bool,
    )
    return Preset(
        "in_a_row",
        _ids(sure, keep),
        Message("preset.in_a_row.rule", {"minimum": minimum}),
        (
            Message("preset.in_a_row.open", {"number": longer}),
            _incomplete(record, record.award_years),
        ),
    )


def dropped_out(record: Record, year: int, level: str = TOP_LEVEL) -> Preset:
    """Return the awards of ``level`` in ``year`` - 1 whose government has none of it in ``year``.

    Not found is not the same as not awarded: it is decided only where every list of that level
    and year that could name the government is complete (its own type's, and the mixed ones).
    """
    awards = _iga(record)
    awards = awards[awards["level"] == level]
    last = received(awards[awards["year"] == year - 1])
    still = set(awards.loc[awards["year"] == year, "region_code"])
    out = last[~last["region_code"].isin(still)]
    lists = [
        c for c in list_counts(record) if (c.programme, c.year, c.level) == ("IGA", year, level)
    ]
    own = {kind.capitalize(): kind for kind in TYPES}
    open_types = {
        kind
        for count in lists
        if not count.complete
        for kind in ([own[count.category]] if count.category in own else TYPES)
    }
    covered = {own[count.category] for count in lists if count.category in own} - open_types
    decided = int(out.loc[out["region_type"].isin(covered), "region_code"].nunique())
    number = int(out["region_code"].nunique())
    before, now = str(year - 1), str(year)
    return Preset(
        "dropped_out",
        tuple(out["id"]),
        Message("preset.dropped_out.rule", {"level": level, "before": before, "year": now}),
        (
            Message(
                "preset.dropped_out.open",
                {"decided": decided, "open": number - decided, "year": now},
            ),
        ),
    )


def same_name(record: Record) -> Preset:
    """Return the awards of every kota and kabupaten that share a name with each other."""
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for region in record.register.regions:
        if region.type != "provinsi":
            kinds[region.name_short][region.type] = region.code
    pairs = [tuple(found.values()) for found in kinds.values() if len(found) == 2]
    codes = {code for pair in pairs for code in pair}
    sure = received(_iga(record))
    winners = set(sure["region_code"])
    one_sided = sum(len(winners & set(pair)) == 1 for pair in pairs)
    return Preset(
        "same_name",
        _ids(sure, sure["region_code"].isin(codes)),
        Message("preset.same_name.rule", {"pairs": len(pairs)}),
        (
            Message("preset.same_name.open", {"number": one_sided}),
            _incomplete(record, record.award_years),
        ),
    )


def _period(year: int) -> str | None:
    return next((f"tertinggal_{a}_{b}" for a, b in TERTINGGAL_PERIODS if a <= year <= b), None)


def tertinggal_winners(record: Record) -> Preset:
    """Return the awards of governments that were daerah tertinggal in the award year's period.

    Also those given in the category of that name: the jury counted the government among them.
    Years without a list of daerah tertinggal on file stay open.
    """
    sure = received(_iga(record))
    regions = record.tables["regions"].set_index("code")
    marks = [
        "" if (column := _period(int(year))) is None else str(regions.at[code, column])
        for code, year in zip(sure["region_code"], sure["year"], strict=True)
    ]
    mark = pd.Series(marks, index=sure.index, dtype=str)
    in_category = sure["category"] == TERTINGGAL_CATEGORY
    undecided = (mark == "") & ~in_category & (sure["region_type"] != "provinsi")
    years = sorted({int(year) for year in sure["year"] if _period(int(year)) is None})
    return Preset(
        "tertinggal",
        _ids(sure, (mark == "yes") | in_category),
        Message("preset.tertinggal.rule"),
        (
            Message(
                "preset.tertinggal.open",
                {"number": int(undecided.sum()), "years": ", ".join(map(str, years)) or "-"},
            ),
            _incomplete(record, record.award_years),
        ),
    )


def _open_results(record: Record) -> set[tuple[str, str]]:
    """Return region code and year of every index result that an open difference is about."""
    disputes = record.tables["disputes"]
    about = disputes[(disputes["subject"] == "result") & (disputes["status"] == "open")]
    return {
        (code, year)
        for codes, years in about[["region_codes", "years"]].itertuples(index=False)
        for code in codes.split()
        for year in years.split()
    }


def without_top_index(record: Record) -> Preset:
    """Return Terinovatif awards whose government's index predicate that year was another.

    Only a predicate that an index report prints, and that no other claim contradicts, counts.
    Rows whose result is the subject of an open difference stay, and are counted as doubted.
    """
    sure = received(_iga(record))
    best = sure[sure["level"] == TOP_LEVEL]
    view = record.view.set_index(["region_code", "year"])
    found = view.reindex(pd.MultiIndex.from_frame(best[["region_code", "year"]]))
    found.index = best.index
    predicate = found["predicate"].fillna("")
    from_index = (found["predicate_basis"] == "index_report") & (predicate != "")
    disputed = found["predicate_differing_ids"].fillna("") != ""
    keep = from_index & ~disputed & (predicate != TOP_PREDICATE)
    open_results = _open_results(record)
    doubted = sum(
        (code, str(year)) in open_results
        for code, year in best.loc[keep, ["region_code", "year"]].itertuples(index=False)
    )
    doubts = [Message("preset.without_top_index.doubted", {"number": doubted})] if doubted else []
    return Preset(
        "without_top_index",
        _ids(best, keep),
        Message("preset.without_top_index.rule", {"predicate": TOP_PREDICATE}),
        (
            Message(
                "preset.without_top_index.open",
                {
                    "unknown": int((~from_index).sum()),
                    "disputed": int((from_index & disputed).sum()),
                    "rows": len(best),
                },
            ),
            *doubts,
        ),
    )

"""Rules about sources: what a source is tied to, that none is older than its fact, the seasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from iga_core.record.checks.tables import Checks
from iga_core.record.rows import Row, rows_of
from iga_core.record.violation import Violation


def before(day: str, other: str) -> bool:
    """Say whether ``day`` is earlier than ``other``, at the precision at which both are known.

    Dates, months or years as ISO text; of a range ("A/B") the end counts. An unknown day (empty)
    is never earlier.
    """
    day, other = day.rpartition("/")[2], other.rpartition("/")[2]
    shared = min(len(day), len(other))
    return day[:shared] < other[:shared]


def ties_hold(checks: Checks) -> list[Violation]:
    """A source is tied only to a row that cites it, and only to fields that the words name."""
    cited = {row["id"]: row["source_ids"].split() for row in rows_of(checks.frames["awards"])}
    allowed = set(checks.schema.vocabularies["tie_field"])
    found = []
    for index, row in checks.frames["ties"].iterrows():
        if row["source_id"] not in cited[row["award_id"]]:
            found.append(checks.violation("ties", index, "source_id", "tie_not_cited"))
        if not set(row["fields"].split()) <= allowed:
            words = ", ".join(sorted(allowed))
            found.append(checks.violation("ties", index, "fields", "vocabulary", allowed=words))
    return found


def texts_are_shared(checks: Checks) -> list[Violation]:
    """A text stands in at least two sources; alone it is no group but a slip."""
    groups = checks.frames["sources"]["text_group"]
    alone = {group for group, number in Counter(groups).items() if group and number == 1}
    return [
        checks.violation("sources", index, "text_group", "text_alone")
        for index in groups.index[groups.isin(alone)]
    ]


def doubts_name_rows(checks: Checks) -> list[Violation]:
    """A doubt is about a result or an award on file, and names a source only if it is about one."""
    known = {str(i) for table in ("results", "awards") for i in checks.frames[table]["id"]}
    cited = {
        row["id"]: row["source_ids"].split()
        for table in ("results", "awards")
        for row in rows_of(checks.frames[table])
    }
    found = []
    for index, row in checks.frames["doubts"].iterrows():
        if row["row_id"] not in known:
            found.append(
                checks.violation("doubts", index, "row_id", "broken_link", target="results, awards")
            )
        elif (row["doubt"] == "older_source") != (row["source_id"] != "") or (
            row["source_id"] and row["source_id"] not in cited[row["row_id"]]
        ):
            found.append(checks.violation("doubts", index, "source_id", "doubted_source"))
    return found


def _dated_facts(checks: Checks) -> Iterator[tuple[str, object, Row, str]]:
    """Yield table, index, row and day of every award, and of every result that is final.

    A claim that is not (``qualities.may_predate``) may be older than its year. A result known by
    the award alone is as old as the ceremony; others are no older than their year.
    """
    ceremonies: dict[int, str] = {}
    awards = checks.frames["awards"]
    for index, row in zip(awards.index, rows_of(awards), strict=True):
        if row["programme"] == "IGA":
            ceremonies[row["year"]] = max(ceremonies.get(row["year"], ""), row["ceremony_on"])
        if row["status"] != "derived":
            yield "awards", index, row, row["ceremony_on"]
    qualities, results = checks.frames["qualities"], checks.frames["results"]
    early = set(qualities.loc[qualities["may_predate"] == "yes", "quality"])
    for index, row in zip(results.index, rows_of(results), strict=True):
        if row["quality"] not in early:
            by_award = row["predicate_basis"] == "award_report"
            day = ceremonies.get(row["year"], "") if by_award else ""
            yield "results", index, row, day or str(row["year"])


def sources_not_older(checks: Checks) -> list[Violation]:
    """No source tells a fact before it happened, unless a doubt on file names row and source.

    A row that is a conclusion (``derived``) may rest on lists of finalists. Undated sources and
    those of the same month, where no more is known, stand.
    """
    published = dict(
        zip(checks.frames["sources"]["id"], checks.frames["sources"]["published_on"], strict=True)
    )
    doubted = {
        (row["row_id"], row["source_id"])
        for row in rows_of(checks.frames["doubts"])
        if row["doubt"] == "older_source"
    }
    return [
        checks.violation(
            table, index, "source_ids", "source_older",
            source=source, published=published[source], day=day,
        )
        for table, index, row, day in _dated_facts(checks)
        for source in row["source_ids"].split()
        if before(published[source], day) and (row["id"], source) not in doubted
    ]  # fmt: skip


def seasons_hold(checks: Checks) -> list[Violation]:
    """A stage has a day, begins before it ends, and a ceremony held is the awards' own day."""
    awards = checks.frames["awards"]
    iga = awards[awards["programme"] == "IGA"]
    ceremonies = {int(str(year)): set(days) for year, days in iga.groupby("year")["ceremony_on"]}
    found = []
    for index, row in checks.frames["season"].iterrows():
        if not (row["from_on"] or row["to_on"]):
            found.append(checks.violation("season", index, "from_on", "no_value"))
        elif row["from_on"] and row["to_on"] and before(row["to_on"], row["from_on"]):
            found.append(checks.violation("season", index, "to_on", "ends_before_it_begins"))
        days = ceremonies.get(int(row["year"]), set())
        held = row["stage"] == "ceremony" and row["basis"] == "held"
        if held and days and row["from_on"] not in days:
            expected = ", ".join(sorted(days))
            found.append(
                checks.violation(
                    "season", index, "from_on", "ceremony_of_awards", expected=expected
                )
            )
    return found


SOURCE_RULES: tuple[Callable[[Checks], list[Violation]], ...] = (
    ties_hold,
    texts_are_shared,
    doubts_name_rows,
    sources_not_older,
    seasons_hold,
)

"""What is true of a year's rules in one sentence: its criteria, a score under them, its season."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from iga_core.analysis.criteria import PlacedIndicator
from iga_core.analysis.headline_grounds import Sentence, ids, joined, kinds, listed
from iga_core.analysis.season import not_found
from iga_core.analysis.timemachine import YearReading
from iga_core.message import Message, Value
from iga_core.record import Row, statistic_row
from iga_core.rules import Rulebook

NAMED = 3  # indicators or stages that a sentence names; of more it says how many


def _bare(points: Decimal) -> Value:
    """Return points without decimals that are only zeros."""
    return int(points) if points == int(points) else points


def visible(book: Rulebook, placed: Sequence[PlacedIndicator]) -> Sentence:
    """Return how many points public figures show of a government, and how many nobody sees.

    ``placed``: its lines that a public statistic feeds, with and without a figure.
    """
    seen = [one.line for one in placed if one.line.points is not None]
    if not seen:
        return Sentence("criteria", Message("headline.criteria.none", {"year": str(book.year)}), ())
    most = sum((line.max_points for line in seen), Decimal(0))
    values: dict[str, Value] = {
        "reached": sum((line.points or Decimal(0) for line in seen), Decimal(0)),
        "most": most,
        "number": len(seen),
        "rest": _bare(book.maxima.total.known() - most),
    }
    rows = dict.fromkeys(
        statistic_row(figure.series_id, figure.region_code, figure.year, figure.measure)
        for line in seen
        for figure in line.figures
    )
    return Sentence("criteria", Message("headline.criteria", values), tuple(rows))


def _together(names: Sequence[str]) -> Value:
    few = len(names) <= NAMED
    return joined(names) if few else Message("headline.largest.many", {"number": len(names)})


def largest(book: Rulebook) -> Sentence:
    """Return which lines of a year bring most points, as far as their weights are on file."""
    year = str(book.year)
    names: dict[Decimal, list[str]] = defaultdict(list)
    known = 0
    for name, most in [(book.count.name, book.count.most), *((x.name, x.most) for x in book.lines)]:
        if most is not None:
            names[most].append(name)
            known += 1
    if not book.lines:
        return Sentence("largest", Message("headline.largest.no_lines", {"year": year}), ())
    number = len(book.lines) + bool(book.count.name)
    if not names:
        values: dict[str, Value] = {"year": year, "number": number}
        return Sentence("largest", Message("headline.largest.unweighted", values), ())
    (most, first), *after = sorted(names.items(), reverse=True)
    values = {"year": year, "first": _together(first), "most": _bare(most), "known": known}
    values["after"] = ""
    if after:
        second = {"names": _together(after[0][1]), "points": _bare(after[0][0])}
        values["after"] = Message("headline.largest.after", second)
    total = book.maxima.total.value
    if total is None or known < number:
        return Sentence("largest", Message("headline.largest.known", values), ())
    return Sentence("largest", Message("headline.largest", {**values, "total": _bare(total)}), ())


def _years(readings: Iterable[YearReading]) -> Message:
    said = {False: "headline.score.year", True: "headline.score.forecast"}
    return listed(
        Message(said[reading.rulebook.forecast], {"year": str(reading.year)})
        for reading in readings
    )


def verdicts(readings: Sequence[YearReading]) -> Sentence | None:
    """Return the class of a score under the rules of each year of one scale, in the given order.

    A class is said once with its years. None where no year has rules for the score.
    """
    found: dict[tuple[str, ...], list[YearReading]] = defaultdict(list)
    for reading in readings:
        if reading.verdict.candidates:
            found[reading.verdict.candidates].append(reading)
    if not found:
        return None
    parts = [
        Message(
            "headline.score.class" if len(classes) == 1 else "headline.score.either",
            {"classes": _either(classes), "years": _years(held)},
        )
        for classes, held in found.items()
    ]
    values: dict[str, Value] = {"score": readings[0].verdict.score, "classes": listed(parts)}
    return Sentence("score", Message("headline.score", values), ())


def _either(classes: Sequence[str]) -> Value:
    first, *rest = classes
    said: Value = first
    for name in rest:
        said = Message("headline.score.or", {"first": said, "second": name})
    return said


def distance(reading: YearReading, kind: str) -> Sentence | None:
    """Return how far a score is from the next class of a year, and above how many known ones.

    ``kind``: the region type it was read among, "" for all. None where neither can be said.
    """
    verdict, book = reading.verdict, reading.rulebook
    parts = []
    if verdict.to_next is not None and verdict.predicate:
        names = [entry.predicate for entry in book.classes]
        ahead = names[names.index(verdict.predicate) + 1]
        values: dict[str, Value] = {"points": verdict.to_next, "predicate": ahead}
        parts.append(Message("headline.score.next", values))
    if reading.known and verdict.candidates:
        among: dict[str, Value] = {"below": reading.below, "known": reading.known}
        among["kind"] = kinds(kind or "all")
        parts.append(Message("headline.score.place", among))
    if not parts:
        return None
    said: dict[str, Value] = {"year": str(reading.year), "said": listed(parts)}
    return Sentence("distance", Message("headline.score.in_year", said), ())


def season(year: int, stages: Collection[Row]) -> Sentence:
    """Return which stages of a year have a date on file, and of how many none was found."""
    dated = [
        Message(
            "headline.season.stage",
            {"stage": Message(f"term.season_stage.{row['stage']}"), "day": _day(row)},
        )
        for row in stages
    ]
    missing = len(not_found(tuple(stages)))
    values: dict[str, Value] = {
        "year": str(year),
        "number": len(dated),
        "missing": Message("headline.season.missing", {"number": missing}) if missing else "",
    }
    if not dated:
        return Sentence("season", Message("headline.season.none", values), ())
    if len(dated) <= NAMED:
        message = Message("headline.season.few", {**values, "stages": listed(dated)})
    else:
        message = Message("headline.season.many", {**values, "first": dated[0], "last": dated[-1]})
    return Sentence("season", message, ids(stages))


def _day(row: Row) -> str:
    first, last = str(row["from_on"]), str(row["to_on"])
    return f"{first}/{last}" if first and last and first != last else first or last


def window(book: Rulebook) -> Sentence | None:
    """Return when an innovation must have been applied to count in a year; None: not known."""
    first, last = book.eligibility.applied_from.value, book.eligibility.applied_to.value
    if first is None or last is None:
        return None
    values: dict[str, Value] = {"year": str(book.year), "day": f"{first}/{last}"}
    return Sentence("window", Message("headline.season.window", values), ())

"""The pictures of a comparison: years on one axis, scores on their bands, strips, points."""

from __future__ import annotations

from decimal import Decimal

from iga_core.analysis.comparison import Comparison, ScoreSeries
from iga_core.analysis.criteria import PlacedIndicator
from iga_core.analysis.timemachine import class_spans
from iga_core.chart.model import Band, Bar, Bars, Point, Ribbon, Ruler, RulerRow
from iga_core.record import Record
from iga_core.regions import display_name
from pages._parts.bandingkan.words import listed
from pages._shared import atlas, first
from pages._shared.canvas import Canvas
from pages._shared.links import href
from pages._shared.rule_text import line_name, points
from pages._shared.words import by_language, t, words

TWO = ("predicate", "innovations")  # the lanes of a pair; of more governments the awards alone
MARKS = 5  # of a scale
ABOVE = 1.08  # of the highest score a scale without an end ends at


def _names(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(atlas.record().register.get(code).name_short for code in codes)


@by_language(maxsize=64)
def _ribbon(codes: tuple[str, ...], everything: bool) -> Ribbon:
    fields = None if everything else TWO if len(codes) == 2 else ()
    return first.cells().ribbon(codes, fields)


def ribbon(canvas: Canvas, record: Record, codes: tuple[str, ...]) -> None:
    """Draw the years of all governments on one axis."""
    figure = _ribbon(codes, everything=False)
    drawn = {cell.token[1] for lane in figure.lanes for cell in lane.cells}
    levels = [level for level in record.schema.vocabularies["level"] if level in drawn]
    canvas.figure(figure, "", first.legend(*levels))


def everything(canvas: Canvas, codes: tuple[str, ...]) -> None:
    """Draw award, class, score, rank and number of innovations of every year."""
    canvas.figure(_ribbon(codes, everything=True))


def _ruler(codes: tuple[str, ...], series: ScoreSeries) -> Ruler:
    """Return the scores of one rule family on its bands: a row per government and year."""
    register, book = atlas.record().register, atlas.rulebooks()[series.years[-1]]
    known = [point for point in series.points if point.value is not None]
    end = book.scale.known().high
    top = float(end) if end is not None else ABOVE * max(float(p.value or 0) for p in known)
    rows = tuple(
        RulerRow(
            display_name(register.get(point.code)),
            (
                Point(
                    float(point.value or 0) / top,
                    words().printed(point.value),
                    who=codes.index(point.code),
                ),
            ),
            href("daerah", daerah=point.code, tahun=str(point.year)),
            note=str(point.year),
        )
        for point in sorted(known, key=lambda p: (-p.year, codes.index(p.code)))
    )
    bands = tuple(
        Band(
            span.low / top,
            min(1.0, span.high / top),
            span.predicate or t("aturan.unsure"),
            ("predicate", span.predicate) if span.predicate else ("", ""),
        )
        for span in class_spans(book, top)
    )
    said = "; ".join(f"{row.label} {row.note}: {row.points[0].text}" for row in rows)
    ticks = tuple((i / MARKS, words().number(i * top / MARKS)) for i in range(MARKS + 1))
    heading = t("chart.score_100") if end is not None else t("bandingkan.score_summed")
    return Ruler(said, heading, bands, ticks, rows)


@by_language(maxsize=64)
def _rulers(codes: tuple[str, ...], year: int | None) -> tuple[tuple[str, Ruler], ...]:
    return tuple(
        (listed(map(str, series.years)), _ruler(codes, series))
        for series in atlas.comparison(codes, year).series
    )


def scores(canvas: Canvas, comparison: Comparison) -> None:
    """Draw a picture per rule family in which two governments or more have a final score."""
    for years, ruler in _rulers(comparison.codes, comparison.year):
        canvas.figure(ruler, t("bandingkan.chart", years=years))


def _known(codes: tuple[str, ...], year: int) -> dict[str, list[PlacedIndicator | None]]:
    """Return the lines of public statistics by code, in order, each with one per government."""
    found: dict[str, list[PlacedIndicator | None]] = {}
    for place, code in enumerate(codes):
        for placed in atlas.placed(year).get(code, ()):
            line = found.setdefault(placed.line.line.code, [None] * len(codes))
            line[place] = placed if placed.line.points is not None else None
    return found


@by_language(maxsize=64)
def _points(codes: tuple[str, ...], year: int) -> tuple[Bars, str] | None:
    """Return the points of each line, their sum over what is known of all, and what is not."""
    lines = {line.code: line for line in atlas.rulebooks()[year].lines}
    known = _known(codes, year)
    drawn = {code: sides for code, sides in known.items() if any(sides)}
    if not drawn:
        return None
    address = href("kriteria", tahun=str(year), daerah=codes[0])
    bars = [
        Bar(
            line_name(lines[code]),
            tuple(
                None if side is None else float((side.line.points or 0) / side.line.max_points)
                for side in sides
            ),
            tuple(
                t("figure.unknown")
                if side is None
                else _of(side.line.points or 0, side.line.max_points)
                for side in sides
            ),
            address,
        )
        for code, sides in drawn.items()
    ]
    whole = [[side for side in sides if side] for sides in drawn.values() if all(sides)]
    if len(whole) > 1:
        most = sum(sides[0].line.max_points for sides in whole)
        sums = [sum(sides[i].line.points or 0 for sides in whole) for i in range(len(codes))]
        everything = len(whole) == len(drawn)
        label = t("bandingkan.sum" if everything else "bandingkan.sum_of_known")
        values = tuple(_of(found, most) for found in sums)
        bars.append(Bar(label, tuple(float(found / most) for found in sums), values))
    note = t(
        "bandingkan.points_note",
        known=words().number(len(drawn)),
        total=words().number(len(lines)),
        hidden=words().number(len(lines) - len(known)),
    )
    if without := [lines[code].no or code for code in known if code not in drawn]:
        note += " " + t("bandingkan.points_without", lines=", ".join(without))
    said = t("bandingkan.points", year=year)
    return Bars(said, _names(codes), tuple(bars)), note


def _of(found: Decimal, most: Decimal) -> str:
    return t("bandingkan.points_of", points=points(found), most=points(most))


def public(canvas: Canvas, codes: tuple[str, ...], rules: int) -> None:
    """Draw the public statistics among all of the kind, and the criteria points they give."""
    reached = _points(codes, rules)
    places = canvas.columns((3, 2) if reached else 1)
    if reached:
        figure, note = reached
        with places[1]:
            canvas.figure(figure, figure.said)
            canvas.caption(note)

"""The pictures of a comparison: years on one axis, scores on their bands, strips, points."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from iga_core.analysis.comparison import Comparison, ScoreSeries
from iga_core.analysis.timemachine import class_spans
from iga_core.chart.model import Band, Bar, Bars, Point, Ribbon, Ruler, RulerRow, Strips
from iga_core.chart.strips import strips
from iga_core.record import Record
from iga_core.regions import display_name, short_names
from pages._parts.bandingkan.words import listed
from pages._shared import atlas, first
from pages._shared.canvas import Canvas
from pages._shared.links import href, rows_address
from pages._shared.rule_text import amount, line_name
from pages._shared.words import by_language, t, words

TWO = ("predicate", "innovations")  # the lanes of a pair; of more governments the awards alone
MARKS = 5  # of a scale
NO_POINTS = Decimal(0)
ABOVE = 1.08  # of the highest score a scale without an end ends at


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
    known = [(point, point.value) for point in series.points if point.value is not None]
    end = book.scale.known().high
    top = float(end) if end is not None else ABOVE * max(float(value) for _, value in known)
    known.sort(key=lambda one: (-one[0].year, codes.index(one[0].code)))
    rows = tuple(
        RulerRow(
            display_name(register.get(point.code)),
            (Point(float(value) / top, words().printed(value), who=codes.index(point.code)),),
            href("daerah", daerah=point.code, tahun=str(point.year)),
            note=str(point.year),
        )
        for point, value in known
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


Reached = Sequence[Decimal | None]
"""Points of a line, one of each government, in their order (None: no figure)."""


def _reached(codes: tuple[str, ...], year: int) -> dict[str, tuple[Decimal, Reached]]:
    """Return the lines of public statistics by code, in order: most points, and those reached."""
    found: dict[str, tuple[Decimal, list[Decimal | None]]] = {}
    for place, code in enumerate(codes):
        for placed in atlas.placed(year).get(code, ()):
            line = placed.line
            held = found.setdefault(line.line.code, (line.max_points, [None] * len(codes)))
            held[1][place] = line.points
    return dict(found)


def _bar(label: str, most: Decimal, reached: Reached, address: str = "") -> Bar:
    values = (
        t("figure.unknown")
        if one is None
        else t("bandingkan.points_of", points=amount(one), most=amount(most))
        for one in reached
    )
    shares = (None if one is None else float(one / most) for one in reached)
    return Bar(label, tuple(shares), tuple(values), address)


@by_language(maxsize=64)
def _points(codes: tuple[str, ...], year: int) -> tuple[Bars, str] | None:
    """Return the points of each line, their sum over what is known of all, and what is not."""
    lines = {line.code: line for line in atlas.rulebooks()[year].lines}
    every = _reached(codes, year)
    drawn = {c: line for c, line in every.items() if any(one is not None for one in line[1])}
    if not drawn:
        return None
    address = href("kriteria", tahun=str(year), daerah=codes[0])
    bars = [_bar(line_name(lines[c]), *line, address) for c, line in drawn.items()]
    whole = [line for line in drawn.values() if None not in line[1]]
    if len(whole) > 1:
        most = sum((line[0] for line in whole), NO_POINTS)
        columns = zip(*(line[1] for line in whole), strict=True)
        sums = [sum((one or NO_POINTS for one in column), NO_POINTS) for column in columns]
        label = t("bandingkan.sum" if len(whole) == len(drawn) else "bandingkan.sum_of_known")
        bars.append(_bar(label, most, sums))
    note = t(
        "bandingkan.points_note",
        known=words().number(len(drawn)),
        total=words().number(len(lines)),
        hidden=words().number(len(lines) - len(every)),
    )
    if without := [lines[c].no or c for c in every if c not in drawn]:
        note += " " + t("bandingkan.points_without", lines=", ".join(without))
    names = short_names([atlas.record().register.get(code) for code in codes])
    return Bars(t("bandingkan.points", year=year), names, tuple(bars)), note


@by_language(maxsize=64)
def _strips(codes: tuple[str, ...]) -> tuple[str, Strips]:
    """Return the statistics of governments among all of their kinds, and the heading."""
    record, among = atlas.record(), atlas.among()
    newest = max(record.award_years)
    measures = [measure for measure in among.rules.measures if measure.statistic]
    figure = strips(record, among, codes, words(), rows_address, measures)
    kinds = [
        t(
            "bandingkan.strips_kind",
            number=words().number(len(record.register.participating(newest, kind))),
            kind=words().term("rank_scope", kind),
        )
        for kind in dict.fromkeys(map(among.kind, codes))
    ]
    return t("bandingkan.strips", kinds=listed(kinds)), figure


def public(canvas: Canvas, codes: tuple[str, ...], rules: int) -> None:
    """Draw the public statistics among all of the kind, and the criteria points they give.

    Beside each other for a pair; more governments take the whole width.
    """
    heading, figure = _strips(codes)
    reached = _points(codes, rules)
    beside = reached is not None and len(codes) == 2
    places = canvas.columns((3, 2) if beside else 1)
    with places[0]:
        canvas.figure(figure, heading)
    if reached:
        bars, note = reached
        with places[-1]:
            canvas.figure(bars, bars.said)
            canvas.caption(note)

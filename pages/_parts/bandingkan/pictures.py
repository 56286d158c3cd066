"""The pictures of a comparison: years on one axis, scores on their bands, strips, points."""

from __future__ import annotations

from decimal import Decimal

from iga_core.analysis.comparison import Comparison, ScoreSeries
from iga_core.chart.bands import bands_of
from iga_core.chart.look import mark
from iga_core.chart.model import (
    Bars,
    Lane,
    Point,
    Ribbon,
    Ruler,
    RulerRow,
    Strips,
    YearCell,
)
from iga_core.chart.points import points_bar, points_bars
from iga_core.chart.strips import strips
from iga_core.record import STATES, Record
from iga_core.regions import display_name, short_names
from iga_core.rules import Indicator
from pages._parts.bandingkan.words import listed
from pages._shared import atlas, first
from pages._shared.canvas import Canvas
from pages._shared.links import href, rows_address
from pages._shared.words import by_language, t, words

TWO = ("predicate", "innovations")  # the lanes of a pair; of more governments the awards alone
MARKS = 5  # of a scale
NO_POINTS = Decimal(0)
ABOVE = 1.08  # of the highest score a scale without an end ends at


@by_language(maxsize=64)
def _ribbon(codes: tuple[str, ...]) -> Ribbon:
    return first.cells().ribbon(codes, TWO if len(codes) == 2 else ())


def ribbon(canvas: Canvas, record: Record, codes: tuple[str, ...]) -> None:
    """Draw the years of all governments on one axis."""
    figure = _ribbon(codes)
    drawn = {cell.token[1] for lane in figure.lanes for cell in lane.cells}
    levels = [level for level in record.schema.vocabularies["level"] if level in drawn]
    canvas.figure(figure, "", first.legend(*levels))


def _state(code: str, year: int) -> YearCell:
    """Return what of a year's index is known: never a value, which may not compare."""
    if not atlas.record().register.takes_part(code, year):
        return YearCell("outside", "")
    state = atlas.map_facts().of(code, year).state
    text = words().term("state", state)
    said = t("chart.cell.received", year=year, level=text)
    if state == "unknown":
        return YearCell("not_found", said)
    profile = href("daerah", daerah=code, tahun=str(year))
    return YearCell("received", said, text=text, short=mark(("state", state)), href=profile)


@by_language(maxsize=64)
def _known(codes: tuple[str, ...]) -> Ribbon:
    record = atlas.record()
    years = tuple(sorted(record.index_years))
    names = short_names([record.register.get(code) for code in codes])
    lanes = tuple(
        Lane(name, tuple(_state(code, year) for year in years), "value", place)
        for place, (code, name) in enumerate(zip(codes, names, strict=True))
    )
    return Ribbon(t("bandingkan.matrix"), years, lanes)


def known(canvas: Canvas, codes: tuple[str, ...]) -> None:
    """Draw what is known of the index of every year: a word and a mark, never a value."""
    canvas.figure(_known(codes), t("bandingkan.matrix"))
    states = (f"{mark(('state', one))} {words().term('state', one)}" for one in STATES)
    canvas.caption(t("bandingkan.matrix_note", states=", ".join(states)))


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
    said = "; ".join(f"{row.label} {row.note}: {row.points[0].text}" for row in rows)
    ticks = tuple((i / MARKS, words().number(i * top / MARKS)) for i in range(MARKS + 1))
    heading = t("chart.score_100") if end is not None else t("bandingkan.score_summed")
    return Ruler(said, heading, bands_of(book, top, words()), ticks, rows)


@by_language(maxsize=64)
def _rulers(codes: tuple[str, ...], year: int | None) -> tuple[tuple[str, Ruler], ...]:
    return tuple(
        (listed(map(str, series.years)), _ruler(codes, series))
        for series in atlas.comparison(codes, year).series
    )


def scores(canvas: Canvas, comparison: Comparison, *, newest: bool) -> None:
    """Draw the newest rule family in which two or more have a final score, or all before it."""
    rulers = _rulers(comparison.codes, comparison.year)
    for years, ruler in rulers[:1] if newest else rulers[1:]:
        canvas.figure(ruler, t("bandingkan.chart", years=years))


@by_language(maxsize=64)
def _points(codes: tuple[str, ...], year: int) -> tuple[Bars, str] | None:
    """Return the points of each line, their sum over what is known of all, and what is not."""
    placed = [atlas.placed(year).get(code, ()) for code in codes]
    names = short_names([atlas.record().register.get(code) for code in codes])

    def address(line: Indicator) -> str:
        return href("kriteria", tahun=str(year), daerah=codes[0], indikator=line.code)

    figure, unseen = points_bars(placed, names, words(), address)
    if not figure.bars:
        return None
    bars = list(figure.bars)
    whole = [own for own in zip(*placed, strict=False) if all(one.line.reading for one in own)]
    if len(whole) > 1:
        most = sum((own[0].line.max_points for own in whole), NO_POINTS)
        reached = [
            sum((one.line.points or NO_POINTS for one in lines), NO_POINTS)
            for lines in zip(*whole, strict=True)
        ]
        label = t("bandingkan.sum" if len(whole) == len(bars) else "bandingkan.sum_of_known")
        bars.append(points_bar(label, reached, most, words()))
    total = len(atlas.rulebooks()[year].lines)
    note = t(
        "bandingkan.points_note",
        known=words().number(len(figure.bars)),
        total=words().number(total),
        hidden=words().number(total - len(figure.bars) - len(unseen)),
    )
    if unseen:
        lines = ", ".join(line.no or line.code for line in unseen)
        note += " " + t("bandingkan.points_without", lines=lines)
    return Bars(figure.said, figure.who, tuple(bars)), note


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
    """Draw the public statistics among all of the kind; of a pair, beside them their points."""
    heading, figure = _strips(codes)
    beside = len(codes) == 2 and _points(codes, rules) is not None
    places = canvas.columns((3, 2) if beside else 1)
    with places[0]:
        canvas.figure(figure, heading)
    if beside:
        with places[-1]:
            points(canvas, codes, rules)


def points(canvas: Canvas, codes: tuple[str, ...], rules: int) -> None:
    """Draw the points of criteria that public statistics show, where any are known."""
    if reached := _points(codes, rules):
        bars, note = reached
        canvas.figure(bars, t("bandingkan.points", year=rules))
        canvas.caption(note)

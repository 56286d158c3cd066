"""The pictures of the first screen: years, score among its kind, statistics, visible points."""

from __future__ import annotations

from decimal import Decimal

from iga_core.analysis.among import End
from iga_core.analysis.default_years import preparing_year
from iga_core.chart import look
from iga_core.chart.html import STATES
from iga_core.chart.model import Bars, Matrix, Ribbon, Ruler, Strips
from iga_core.chart.points import points_bars
from iga_core.chart.score import score_ruler
from iga_core.chart.strips import label_of, strips
from iga_core.record import Record
from iga_core.record.award_levels import levels_of_award
from iga_core.rules import Indicator
from pages._shared import atlas, first
from pages._shared.canvas import Canvas
from pages._shared.links import href, rows_address
from pages._shared.words import by_language, t, words

BESIDE, HALF = 3, 4  # strips beside a score, and beside the points of the criteria
SIGNS = {"claimed": "◌", "not_listed": "–", "not_found": "○"}  # the states of a cell on paper


@by_language(maxsize=600)
def _ribbon(code: str) -> Ribbon:
    return first.cells().ribbon([code], () if atlas.histories()[code].empty else None)


def ribbon(canvas: Canvas, record: Record, code: str) -> None:
    """Draw the years of a government; of one on which nothing is on file the awards alone."""
    canvas.figure(_ribbon(code), "", first.legend(*levels_of_award(record.schema)))


def key(record: Record) -> str:
    """Return what marks and states mean, for paper."""
    levels = [f"{look.mark(('level', level))} {level}" for level in levels_of_award(record.schema)]
    states = [f"{SIGNS[state]} {t(f'chart.legend.{state}')}" for state in STATES]
    return " · ".join((*levels, *states))


@by_language(maxsize=600)
def _score(code: str) -> tuple[int, Ruler] | None:
    """Return the newest score of a government among its kind, with its year."""
    newest = atlas.briefings()[code].score
    if newest is None:
        return None
    record = atlas.record()
    table = atlas.ranking().table(newest.year, record.register.get(code).type)
    found = score_ruler(record, table, atlas.rulebooks()[newest.year], code, words())
    return (newest.year, found) if found else None


@by_language(maxsize=600)
def _strips(code: str) -> Strips:
    return strips(atlas.record(), atlas.among(), (code,), words(), rows_address)


@by_language(maxsize=600)
def _points(code: str, year: int) -> tuple[Bars, str, str] | None:
    """Return the points public statistics show of ``year``, their sum and what is not seen."""
    placed = atlas.placed(year).get(code, ())

    def address(line: Indicator) -> str:
        return href("kriteria", tahun=str(year), daerah=code, indikator=line.code)

    name = atlas.record().register.get(code).name_short
    figure, unseen = points_bars((placed,), (name,), words(), address)
    if not figure.bars:
        return None
    known = [one.line for one in placed if one.line.points is not None]
    heading = t(
        "daerah.points",
        year=year,
        reached=words().figure(sum((one.points or Decimal(0) for one in known), Decimal(0))),
        most=words().figure(sum((one.max_points for one in known), Decimal(0))),
    )
    lines = len(atlas.rulebooks()[year].lines)
    note = t("daerah.points_note", known=words().number(len(known)), lines=words().number(lines))
    if unseen:
        names = ", ".join(line.no or line.code for line in unseen)
        note += " " + t("daerah.points_without", lines=names)
    return (
        figure,
        heading,
        f"{note} [{t('daerah.points_all')}]({href('kriteria', tahun=str(year), daerah=code)})",
    )


@by_language(maxsize=600)
def _peers(code: str) -> Matrix:
    return first.cells().matrix(atlas.nearest(code))


@by_language(maxsize=600)
def standouts(code: str) -> str:
    """Return in which measures a government is in the best or the worst part of its kind."""
    kind = words().term("rank_scope", atlas.among().kind(code))
    share = words().number(100 * Decimal(str(atlas.among().rules.extreme)))
    places = atlas.among().places(code)
    ends: dict[End, str] = {"best": "daerah.stands_out", "worst": "daerah.lags"}
    said = []
    for end, message in ends.items():
        held = [
            t("daerah.place", name=label_of(p.measure, words()), rank=p.rank, of=p.of)
            for p in places
            if p.end == end
        ]
        if held:
            said.append(t(message, share=share, kind=kind, measures=", ".join(held)))
    return " ".join(said) or t("daerah.no_standouts", share=share, kind=kind)


def _draw_strips(canvas: Canvas, code: str, message: str, most: int | None) -> None:
    whole = _strips(code)
    shown = Strips(whole.said, whole.who, whole.strips[:most], whole.low, whole.high, whole.unknown)
    kind = atlas.among().kind(code)
    number = len(atlas.record().register.participating(max(atlas.record().award_years), kind))
    heading = t(message, number=words().number(number), kind=words().term("rank_scope", kind))
    canvas.figure(shown, heading)
    canvas.caption(standouts(code))


def panels(canvas: Canvas, record: Record, code: str) -> None:
    """Draw two panels: what is known of a score, else of the criteria; beside it statistics."""
    empty, score = atlas.histories()[code].empty, _score(code)
    kind = words().term("rank_scope", record.register.get(code).type)
    left, right = canvas.columns((1, 1))
    if score:
        year, ruler = score
        with left:
            canvas.figure(ruler, t("daerah.score_among", year=year, kind=kind))
        with right:
            _draw_strips(canvas, code, "daerah.strips", BESIDE)
        return
    with left:
        message = "daerah.strips_known" if empty else "daerah.strips"
        _draw_strips(canvas, code, message, None if empty else HALF)
    with right:
        if empty:
            canvas.figure(_peers(code), t("daerah.nearest", kind=kind))
        criteria(canvas, code)


def criteria(canvas: Canvas, code: str) -> None:
    """Draw the points of the criteria of the season being entered that can be seen from outside."""
    year = preparing_year(atlas.record(), atlas.rulebooks())
    if found := _points(code, year):
        figure, heading, note = found
        canvas.figure(figure, heading)
        canvas.caption(note)


def every_strip(canvas: Canvas, record: Record, code: str) -> None:
    """Draw every public statistic among its kind."""
    if record.register.get(code).autonomous:
        _draw_strips(canvas, code, "daerah.strips", None)

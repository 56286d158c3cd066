"""The criteria of a rulebook side by side: what public statistics give, and what is not found."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from iga_core.analysis.criteria import PlacedIndicator
from iga_core.language import plain
from iga_core.record import Record, statistic_row
from iga_core.rules import Indicator
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.links import region_link, row_link, source_link
from pages._shared.marks import unknown
from pages._shared.rule_text import amount, line_name, points, unit_name
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words


def _by_line(year: int, codes: Sequence[str]) -> dict[str, dict[str, PlacedIndicator]]:
    """Return the placed lines with a figure: by line, then by government."""
    found: dict[str, dict[str, PlacedIndicator]] = {}
    for code in codes:
        for placed in atlas.placed(year).get(code, ()):
            if placed.line.reading is not None:
                found.setdefault(placed.line.line.code, {})[code] = placed
    return found


def gap(known: dict[str, PlacedIndicator]) -> Decimal:
    """Return how far the points of a line are apart, as a share of its most points."""
    reached = [placed.line.points for placed in known.values() if placed.line.points is not None]
    most = next(iter(known.values())).line.max_points
    return (max(reached) - min(reached)) / most if most else Decimal(0)


@by_language(maxsize=8192)
def _cell(year: int, code: str, line_code: str) -> str:
    placed = _by_line(year, (code,)).get(line_code, {}).get(code)
    if placed is None or placed.line.reading is None or placed.line.points is None:
        return unknown()
    line = placed.line
    figures = ", ".join(
        t(
            "bandingkan.figure_of",
            year=f.year,
            value=row_link(
                amount(f.value), statistic_row(f.series_id, f.region_code, f.year, f.measure)
            ),
        )
        for f in line.figures
    )
    return t(
        "bandingkan.criterion_cell",
        value=amount(placed.line.reading.value),
        unit=plain(unit_name(line.line.statistic.unit)),
        level=placed.line.reading.level,
        top=line.line.top,
        points=points(placed.line.points),
        most=points(line.max_points),
        figures=figures,
        source=source_link(atlas.series()[line.figures[0].series_id]["source_id"]),
    )


def _name(line: Indicator) -> str:
    return plain(line_name(line))


def criteria(canvas: Canvas, record: Record, codes: Sequence[str], year: int) -> None:
    """Draw the lines of the rulebook of ``year``: known ones in full, the others by name."""
    book = atlas.rulebooks()[year]
    canvas.subheader(t("bandingkan.criteria_header", year=year))
    if book.forecast:
        canvas.info(t("kriteria.forecast", year=book.assumes))
    if not book.lines:
        canvas.info(t("kriteria.no_lines", year=year))
        return
    found = _by_line(year, codes)
    lines = sorted(
        (line for line in book.lines if line.code in found),
        key=lambda line: -gap(found[line.code]),
    )
    if lines:
        canvas.info(t("kriteria.not_official"))
        head = [t("kriteria.column_line"), *(region_link(record, code) for code in codes)]
        body = [[_name(line), *(_cell(year, code, line.code) for code in codes)] for line in lines]
        canvas.markdown(markdown_table(head, body))
        canvas.caption(t("bandingkan.criteria_note"))
    rest = [line for line in book.lines if line.code not in found]
    if not rest:
        return
    text = t("bandingkan.criteria_unknown", number=words().number(len(rest)))
    with canvas.expander(text):
        canvas.markdown(
            f"{text}:\n\n" + "\n".join(f"- {_name(line)}: {t('figure.unknown')}" for line in rest)
        )

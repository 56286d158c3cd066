"""The comparison of two to six governments, section by section."""

from __future__ import annotations

from iga_core.record import Record
from pages._parts.bandingkan import choice, criteria, held, matrix, scores, tables, verdict
from pages._shared import load
from pages._shared.canvas import Canvas
from pages._shared.filters import ALL, Values
from pages._shared.words import t


def compared(values: Values) -> tuple[str, ...]:
    """Return the codes that ``values`` (of Bandingkan) set side by side, each once."""
    return tuple(dict.fromkeys((values.text("daerah"), *values.many("dengan"))))


def contents(canvas: Canvas, record: Record, values: Values) -> None:
    """Fill ``canvas`` with the comparison that ``values`` (of Bandingkan) ask for.

    With nobody to compare with, whom one may take. Needs no visit, only the thread's language
    (see ``words.speaking``).
    """
    codes, rules = compared(values), values.number("aturan")
    if len(codes) < 2:
        canvas.info(t("bandingkan.nobody"))
        canvas.markdown(choice.suggestions(record, codes[0]))
        return
    year = None if values["tahun"] == ALL else values.number("tahun")
    comparison = load.comparison(codes, year)
    verdict.verdict(canvas, record, comparison, rules)
    tables.by_difference(canvas, comparison)
    tables.against(canvas, record, comparison, values.many("tolok"))
    tables.known_for_one(canvas, comparison)
    held.withheld(canvas, comparison)
    scores.charts(canvas, record, comparison)
    criteria.criteria(canvas, record, codes, rules)
    matrix.matrix(canvas, record, codes)
    tables.years(canvas, record, comparison)
    matrix.disputes(canvas, record, [load.histories()[code] for code in codes])

"""The comparison of two to six governments, section by section."""

from __future__ import annotations

from collections.abc import Mapping

from iga_core.record import Record
from pages._parts.bandingkan import choice, criteria, held, matrix, scores, tables, verdict
from pages._shared import load
from pages._shared.address import ALL, Value
from pages._shared.canvas import Canvas
from pages._shared.words import t


def compared(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the codes that ``values`` (of ``params.compare``) set side by side, each once."""
    return tuple(dict.fromkeys((str(values["daerah"]), *values["dengan"])))


def contents(canvas: Canvas, record: Record, values: Mapping[str, Value]) -> None:
    """Fill ``canvas`` with the comparison that ``values`` (of ``params.compare``) ask for.

    With nobody to compare with, whom one may take. Needs no visit, only the thread's language
    (see ``words.speaking``).
    """
    codes, rules = compared(values), int(str(values["aturan"]))
    if len(codes) < 2:
        canvas.info(t("bandingkan.nobody"))
        canvas.markdown(choice.suggestions(record, codes[0]))
        return
    year = None if values["tahun"] == ALL else int(str(values["tahun"]))
    comparison = load.comparison(codes, year)
    verdict.verdict(canvas, record, comparison, rules)
    tables.by_difference(canvas, comparison)
    tables.against(canvas, record, comparison, tuple(values["tolok"]))
    tables.known_for_one(canvas, comparison)
    held.withheld(canvas, comparison)
    scores.charts(canvas, record, comparison)
    criteria.criteria(canvas, record, codes, rules)
    matrix.matrix(canvas, record, codes)
    tables.years(canvas, record, comparison)
    matrix.disputes(canvas, record, [load.histories()[code] for code in codes])

"""The comparison of two to six governments, section by section."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.analysis.profile import History
from iga_core.record import STATES, Record
from pages._parts.bandingkan import choice, criteria, held, scores, tables, verdict
from pages._parts.bandingkan.words import name
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.filters import ALL, Values
from pages._shared.links import href, region_link
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words


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
    comparison = atlas.comparison(codes, year)
    verdict.verdict(canvas, record, comparison, rules)
    tables.by_difference(canvas, comparison)
    tables.against(canvas, record, comparison, values.many("tolok"))
    tables.known_for_one(canvas, comparison)
    held.withheld(canvas, comparison)
    scores.charts(canvas, record, comparison)
    criteria.criteria(canvas, record, codes, rules)
    _matrix(canvas, record, codes)
    tables.years(canvas, record, comparison)
    _disputes(canvas, record, [atlas.histories()[code] for code in codes])


def _state(state: str, address: str = "") -> str:
    look = atlas.look()["state"][state]
    word = words().term("state", state)
    name = f"[{word}]({address})" if address else word
    return f':color[{look["mark"]}]{{foreground="{look["colour"]}"}} {name}'


@by_language(maxsize=8192)
def _cell(code: str, year: int) -> str:
    if not atlas.comparer().grounds.takes_part(code, year):
        return t("bandingkan.not_existing")
    state = atlas.map_facts().of(code, year).state
    return _state(state, href("daerah", daerah=code, tahun=str(year)))


def _matrix(canvas: Canvas, record: Record, codes: Sequence[str]) -> None:
    """Draw the state of every index year, newest first: a word and a mark, never a height."""
    canvas.header(t("bandingkan.matrix"))
    head = [t("chart.year"), *(region_link(record, code) for code in codes)]
    body = [
        [str(year), *(_cell(code, year) for code in codes)] for year in reversed(record.index_years)
    ]
    canvas.markdown(markdown_table(head, body))
    canvas.caption(t("bandingkan.matrix_note", states=", ".join(map(_state, STATES))))


def _disputes(canvas: Canvas, record: Record, histories: Sequence[History]) -> None:
    """Draw the disputes that name any of the governments, each once."""
    touched: dict[str, list[str]] = {}
    rows = {row["id"]: row for history in histories for row in history.disputes}
    for history in histories:
        for row in history.disputes:
            touched.setdefault(row["id"], []).append(name(record, history.code))
    if not rows:
        return
    canvas.header(t("bandingkan.disputes"))
    for row_id, row in rows.items():
        canvas.markdown(
            f"{say.dispute_text(row)}\n\n{t('bandingkan.about')}: {', '.join(touched[row_id])}"
        )

"""What is known of whom: a matrix of years and governments in four states; and what is disputed."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.analysis.profile import History
from iga_core.record import STATES, Record
from pages._parts.bandingkan.words import name
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.links import href, region_link
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words


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


def matrix(canvas: Canvas, record: Record, codes: Sequence[str]) -> None:
    """Draw the state of every index year, newest first: a word and a mark, never a height."""
    canvas.header(t("bandingkan.matrix"))
    head = [t("chart.year"), *(region_link(record, code) for code in codes)]
    body = [
        [str(year), *(_cell(code, year) for code in codes)] for year in reversed(record.index_years)
    ]
    canvas.markdown(markdown_table(head, body))
    canvas.caption(t("bandingkan.matrix_note", states=", ".join(map(_state, STATES))))


def disputes(canvas: Canvas, record: Record, histories: Sequence[History]) -> None:
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

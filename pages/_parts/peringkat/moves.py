"""Class moves between two years: a drawing of the flows, the same as a table, and the names."""

from __future__ import annotations

import altair as alt
import streamlit as st

from iga_core.analysis.moves import UNKNOWN, Move, MoveRibbon, Moves, comparable_years, ribbons
from iga_core.language import plain
from iga_core.record import Record, year_row
from iga_core.regions import TYPES
from iga_core.rules import MixedScalesError
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.charts import Spec, finished, legend_columns, part_of
from pages._shared.filters import View
from pages._shared.links import href, region_link, row_link
from pages._shared.marks import disputed, marked
from pages._shared.ranks import kind_name
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

STEPS = 16  # straight pieces that make up a ribbon
LEGIBLE = 0.04  # least share of a column that has room for a line of text


def _name(predicate: str) -> str:
    return plain(predicate) if predicate else t("peringkat.moves_unknown")


def _token(predicate: str) -> dict[str, str]:
    look = atlas.look()
    token: dict[str, str] = look["predicate"][predicate] if predicate else look["state"]["unknown"]
    return token


def _marked(predicate: str) -> str:
    """Return a class with its mark: the second cue beside colour."""
    name = _name(predicate)
    return marked("predicate", predicate, name) if predicate else marked("state", "unknown", name)


@by_language()
def _spec(total: int, first: int, last: int) -> Spec:
    names = {name: _token(name)["colour"] for name in (*atlas.look()["predicate"], UNKNOWN)}
    flows = (
        part_of("flow")
        .mark_area(opacity=0.8, stroke="#6b747c", strokeWidth=0.4)
        .encode(
            x=alt.X(
                "x:Q",
                title=None,
                scale=alt.Scale(domain=[-0.02, 1.02], nice=False),
                axis=alt.Axis(
                    values=[0, 1],
                    labelExpr=f"datum.value<0.5?'{first}':'{last}'",
                    grid=False,
                    labelFontSize=14,
                ),
            ),
            y=alt.Y(
                "bottom:Q",
                title=t("chart.governments"),
                scale=alt.Scale(domain=[0, total], nice=False),
            ),
            y2="top:Q",
            detail="flow:N",
            color=alt.Color(
                "start:N",
                title=t("peringkat.moves_colour", year=first),
                scale=alt.Scale(
                    domain=[_marked(name) for name in names], range=list(names.values())
                ),
                legend=alt.Legend(
                    orient="bottom",
                    columns=legend_columns(2),
                    symbolType="square",
                    labelLimit=260,
                ),
            ),
            tooltip=[alt.Tooltip("flow:N", title=t("peringkat.moves_flow"))],
        )
    )
    marks = (
        part_of("label")
        .mark_text(
            fontSize=13,
            fontWeight="bold",
            color="#1b2733",
            align=alt.ExprRef("datum.x<0.5?'left':'right'"),
        )
        .encode(x="x:Q", y=alt.Y("bottom:Q", title=t("chart.governments")), text="text:N")
    )
    return finished(alt.layer(flows, marks).properties(height=440))


def _smooth(share: float) -> float:
    """Return how far a ribbon has gone over: flat at both ends."""
    return share * share * (3 - 2 * share)


def _points(ribbon: MoveRibbon) -> list[dict[str, object]]:
    flow = t(
        "peringkat.moves_one",
        start=_name(ribbon.start),
        end=_name(ribbon.end),
        number=ribbon.number,
    )
    rows: list[dict[str, object]] = []
    for step in range(STEPS + 1):
        share = step / STEPS
        bottom = ribbon.left + (ribbon.right - ribbon.left) * _smooth(share)
        rows.append(
            {
                "part": "flow",
                "flow": flow,
                "start": _marked(ribbon.start),
                "x": share,
                "bottom": bottom,
                "top": bottom + ribbon.number,
            }
        )
    return rows


def _labels(moves: Moves) -> list[dict[str, object]]:
    """Return mark and number of every class at both edges, where its part is tall enough."""
    rows: list[dict[str, object]] = []
    for x, size in ((0.01, moves.row), (0.99, moves.column)):
        reached = 0
        for name in (UNKNOWN, *moves.classes[:-1]):
            number = size(name)
            if number >= moves.total * LEGIBLE:
                text = f"{_token(name)['mark']} {words().number(number)}"
                middle = reached + number / 2
                rows.append({"part": "label", "x": x, "bottom": middle, "text": text})
            reached += number
    return rows


def _flow_chart(page: Canvas, moves: Moves) -> None:
    rows = [row for ribbon in ribbons(moves) for row in _points(ribbon)] + _labels(moves)
    text = t(
        "peringkat.moves_alt",
        known=words().number(moves.known),
        total=words().number(moves.total),
        unknown=words().number(moves.total - moves.known),
        first=moves.first,
        last=moves.last,
    )
    spec = _spec(moves.total, moves.first, moves.last)
    page.chart(spec, text, rows, key="moves_flow")


def _matrix(page: Canvas, moves: Moves) -> None:
    total = t("peringkat.moves_total")
    head = [t("peringkat.moves_corner", first=moves.first, last=moves.last)]
    head += [*(_marked(name) for name in moves.classes), total]
    number = words().number
    body = [
        [
            _marked(start),
            *(number(len(moves.cells[start, end])) for end in moves.classes),
            number(moves.row(start)),
        ]
        for start in moves.classes
    ]
    sums = [number(moves.column(end)) for end in moves.classes]
    body.append([total, *sums, number(moves.total)])
    page.markdown(markdown_table(head, body, numbers=range(1, len(head))))


def _predicate(move: Move, side: str) -> str:
    """Return one year's predicate linked to its row, with what it rests on."""
    row = move.before if side == "before" else move.after
    if row is None or not row["predicate"]:
        return t("peringkat.moves_unknown")
    text = row_link(plain(row["predicate"]), row["predicate_id"]) + say.basis_text(row)
    if row["predicate_differing_ids"]:
        others = row["predicate_differing_ids"].split()
        text += (
            f" ({'; '.join(disputed(row_link(t('peringkat.moves_differs'), i)) for i in others)})"
        )
    return text


@by_language()
def _members(kind: str, first: int, last: int) -> list[str]:
    """Return every cell with its governments, named and linked; made once."""
    moves = atlas.class_moves(TYPES[kind], first, last)
    texts = []
    for (start, end), found in moves.cells.items():
        if not found or start == end == UNKNOWN:
            continue
        lines = [
            f"- {region_link(atlas.record(), move.code)}: "
            f"{_predicate(move, 'before')} → {_predicate(move, 'after')}"
            for move in found
        ]
        number = words().number(len(found))
        head = t("peringkat.moves_one", start=_name(start), end=_name(end), number=number)
        texts.append(f"**{head}**\n\n" + "\n".join(lines))
    return texts


def _pairs(record: Record, kind: str) -> str:
    """Return links to the pairs of years that can be compared."""
    links = []
    for first, last in comparable_years(atlas.rulebooks(), record.index_years):
        address = href("peringkat", bagian="perpindahan", jenis=kind, dari=str(first), ke=str(last))
        links.append(f"[{first} → {last}]({address})")
    return ", ".join(links)


def moves_part(record: Record, page: Canvas, view: View) -> None:
    """Draw the choice of two years and who moved between them, or why they cannot be compared."""
    with st.container(horizontal=True):
        for name in ("dari", "ke"):
            view.choose(name, width=130)
    kind, first, last = view.text("jenis"), view.number("dari"), view.number("ke")
    page.markdown(t("peringkat.moves_rule", pairs=_pairs(record, kind)))
    if first >= last:
        page.info(t("peringkat.moves_order", first=first, last=last))
        return
    try:
        moves = atlas.class_moves(TYPES[kind], first, last)
    except MixedScalesError:
        page.info(t("peringkat.moves_mixed", first=first, last=last, pairs=_pairs(record, kind)))
        return
    page.header(t("peringkat.moves_title", kind=kind_name(kind), first=first, last=last))
    existing = row_link(words().number(moves.total), year_row(first))
    known = words().number(moves.known)
    page.markdown(t("peringkat.moves_head", total=existing, kind=kind_name(kind), known=known))
    _flow_chart(page, moves)
    _matrix(page, moves)
    page.caption(t("peringkat.moves_basis"))
    with st.expander(t("peringkat.moves_names")):
        for text in _members(kind, first, last):
            page.markdown(text)
        unknown = words().number(len(moves.cells[UNKNOWN, UNKNOWN]))
        page.caption(t("peringkat.moves_both_unknown", number=unknown))

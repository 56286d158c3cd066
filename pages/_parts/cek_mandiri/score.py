"""The projection unfolded: claimed beside verified, where the points are, and who sent what."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import altair as alt
import streamlit as st

from iga_core.declared.rehearsal import Standards, standards
from iga_core.language import plain, unlinked
from iga_core.message import told
from iga_core.portfolio.report import ScoreReport
from iga_core.portfolio.review.recap import COLUMNS, recap, recap_notes, recap_table
from iga_core.portfolio.tree import Node, Projection, sides_rule, strengths_and_gaps, walk
from iga_core.record import Record
from iga_core.rules import Rulebook
from pages._parts.cek_mandiri import session
from pages._parts.cek_mandiri.basis import name as basis_name
from pages._parts.cek_mandiri.totals import NOTHING, counts, distance, predicate
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.charts import Spec, finished
from pages._shared.filters import ALL
from pages._shared.links import href
from pages._shared.rule_text import basis
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

INDENT = "\N{EM SPACE}"
# the columns of the recap that fit a screen
RECAP = ("agency", "sent", "scored", "mature", "mandatory", "evidence", "index")


def _points(value: Fraction | float, decimals: int = 2) -> str:
    return words().number(value, decimals)


def line_name(node: Node) -> str:
    """Return a branch of the score as it reads in a table."""
    if node.kind == "total":
        return t("cek_mandiri.score_total")
    if node.kind == "aspect":
        return words().term("aspect", node.code)
    kind = "line" if node.kind == "line" else "variable"
    return plain(f"{node.no} {words().glossed(kind, node.name)}".strip())


def framework_link(book: Rulebook) -> str:
    """Return a Markdown link to all weights and levels of a year with their sources."""
    address = href("kriteria", tahun=str(book.year), daerah=ALL)
    return f"[{t('cek_mandiri.score_framework', year=book.year)}]({address})"


def _both(found: Projection) -> str:
    """Return the table of claimed beside verified."""
    tree, reports = found.tree, (found.claimed, found.verified)

    def of_index(report: ScoreReport) -> str:
        return f"**{_points(report.scores.index[0])}**"

    rows = [
        [t("cek_mandiri.score_index"), *(of_index(report) for report in reports)],
        [t("label.predicate"), *(predicate(report.verdict) for report in reports)],
        [t("cek_mandiri.next"), *(distance(report.verdict) or NOTHING for report in reports)],
    ]
    for node in (*tree.children, tree):
        most = words().figure(node.most)
        name = t("cek_mandiri.score_points_of", name=line_name(node), most=most)
        rows.append([name, _points(node.claimed), _points(node.verified)])
    head = ["", t("cek_mandiri.column_claimed"), t("cek_mandiri.column_verified")]
    return markdown_table(head, rows, numbers=(1, 2))


def _projection(canvas: Canvas, found: Projection, book: Rulebook) -> None:
    canvas.header(t("cek_mandiri.score_projection"))
    # a document says these two before the part
    st.caption(f"{counts(found.claimed)} {t('cek_mandiri.projection')}")
    canvas.markdown(_both(found))
    tree, verdict = found.tree, found.claimed.verdict
    canvas.caption(
        t(
            "cek_mandiri.score_projection_note",
            basis=basis_name(session.verification()),
            most=words().figure(tree.most),
            claims=words().number(tree.claims),
            checked=words().number(tree.checked),
        )
    )
    canvas.caption(t("cek_mandiri.score_total_basis", basis=basis(book.maxima.total)))
    if verdict.basis is not None:
        canvas.caption(t("cek_mandiri.score_class_basis", basis=basis(verdict.basis)))


@by_language()
def _spec() -> Spec:
    look = atlas.look()["points"]
    names = {state: t(f"cek_mandiri.score_{state}") for state in look}
    chart = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar(stroke="#6b747c", strokeWidth=0.5)
        .encode(
            y=alt.Y("variable:N", title=None, sort=None, axis=alt.Axis(labelLimit=220)),
            x=alt.X("points:Q", title=t("cek_mandiri.score_points"), stack=True),
            order=alt.Order("position:Q"),
            color=alt.Color(
                "state:N",
                title=None,
                scale=alt.Scale(
                    domain=list(names.values()), range=[look[s]["colour"] for s in names]
                ),
                legend=alt.Legend(
                    orient="bottom", columns=1, symbolType="square", symbolStrokeWidth=0.5
                ),
            ),
            tooltip=[
                alt.Tooltip("aspect:N", title=t("cek_mandiri.score_aspect")),
                alt.Tooltip("variable:N", title=t("cek_mandiri.score_variable")),
                alt.Tooltip("state:N", title=t("chart.state")),
                alt.Tooltip("text:N", title=t("cek_mandiri.score_points")),
            ],
        )
        .properties(height=alt.Step(30))
    )
    return finished(chart)


def chart_rows(tree: Node) -> list[dict[str, object]]:
    """Return the points of each variable, reached and left, one row each; by claim."""
    found: list[dict[str, object]] = []
    for aspect in tree.children:
        for node in aspect.children:
            parts = {"reached": node.claimed, "left": node.left()}
            found += [
                {
                    "aspect": line_name(aspect),
                    "variable": node.name,
                    "state": t(f"cek_mandiri.score_{state}"),
                    "points": float(points),
                    "text": _points(points),
                    "position": position,
                }
                for position, (state, points) in enumerate(parts.items())
            ]
    return found


def _variables(canvas: Canvas, tree: Node) -> None:
    """Draw the points reached and left of each variable."""
    widest = max((x for a in tree.children for x in a.children), key=lambda node: node.left())
    text = t(
        "cek_mandiri.score_chart_alt",
        points=_points(tree.claimed),
        total=words().figure(tree.most),
        variable=widest.name,
        left=_points(widest.left()),
        most=words().figure(widest.most),
    )
    canvas.chart(_spec(), text, chart_rows(tree))


def _branch(node: Node, depth: int) -> list[str]:
    name = INDENT * depth + line_name(node)
    numbers = [
        _points(value) for value in (node.claimed, node.verified, node.most, node.left("claimed"))
    ]
    if node.kind == "line":
        return [name, *numbers]
    return [f"{INDENT * depth}**{line_name(node)}**", *(f"**{number}**" for number in numbers)]


def _tree(canvas: Canvas, tree: Node, book: Rulebook) -> None:
    """Draw the whole score, an aspect at a time."""
    canvas.header(t("cek_mandiri.score_tree"))
    canvas.caption(t("cek_mandiri.score_tree_note", framework=framework_link(book)))
    _variables(canvas, tree)
    head = [
        t("cek_mandiri.score_branch"),
        t("cek_mandiri.column_claimed"),
        t("cek_mandiri.column_verified"),
        t("cek_mandiri.score_most"),
        t("cek_mandiri.score_left"),
    ]
    tops = [_branch(tree, 0), *(_branch(aspect, 1) for aspect in tree.children)]
    canvas.markdown(markdown_table(head, tops, numbers=range(1, len(head))))
    for aspect in tree.children:
        with st.expander(t("cek_mandiri.score_lines_of", name=line_name(aspect))):
            rows = [_branch(node, depth) for depth, node in walk(aspect)]
            canvas.markdown(markdown_table(head, rows, numbers=range(1, len(head))))


def _side(nodes: Sequence[Node]) -> str:
    lines = [
        t(
            "cek_mandiri.score_side",
            name=line_name(node),
            points=_points(node.claimed),
            most=words().figure(node.most),
            left=_points(node.left()),
        )
        for node in nodes
    ]
    return "\n".join(f"- {line}" for line in lines) or t("cek_mandiri.score_no_side")


def _sides(canvas: Canvas, tree: Node, limits: Standards) -> None:
    canvas.header(t("cek_mandiri.score_sides"))
    found = strengths_and_gaps(tree, limits)
    left, right = st.columns(2)
    with left:
        canvas.markdown(f"**{t('cek_mandiri.score_strengths')}**\n\n{_side(found.strengths)}")
    with right:
        canvas.markdown(f"**{t('cek_mandiri.score_gaps')}**\n\n{_side(found.gaps)}")
    canvas.caption(told(sides_rule(limits), words()))
    canvas.caption(
        t(
            "cek_mandiri.score_sides_reason",
            strength=plain(limits.threshold.strength.reason, 300),
            gap=plain(limits.threshold.gap.reason, 300),
        )
    )


def _notes(canvas: Canvas, report: ScoreReport) -> None:
    if report.notes:
        canvas.header(t("cek_mandiri.score_notes"))
        lines = [t(f"rules.note_{note.key}", **note.details) for note in report.notes]
        canvas.markdown("\n".join(f"- {line}" for line in lines))


def _cell(value: str | float | None) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return unlinked(value, 80)
    return words().number(value) if isinstance(value, int) else _points(value)


def _agencies(canvas: Canvas, report: ScoreReport, limits: Standards) -> None:
    """Draw what each agency sent, and who has not reported."""
    canvas.header(t("cek_mandiri.score_agencies"))
    found = recap(report, limits, report.portfolio.agencies)
    if not found.agencies and not found.silent:
        canvas.markdown(t("cek_mandiri.no_items"))
        return
    columns = [COLUMNS.index(name) for name in RECAP]
    head, rows = recap_table(found, words())
    body = [[_cell(row[column]) for column in columns] for row in rows]
    names = [head[column] for column in columns]
    canvas.markdown(markdown_table(names, body, numbers=range(1, len(names))))
    if found.silent:
        silent = "; ".join(unlinked(name, 80) for name in found.silent)
        canvas.markdown(t("cek_mandiri.score_silent", agencies=silent))
    if found.unexpected:
        listed = "; ".join(unlinked(name, 80) for name in found.unexpected)
        canvas.markdown(t("cek_mandiri.score_unexpected", agencies=listed))
    for note in recap_notes(found, limits):
        canvas.caption(told(note, words()))


def score(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw the projection of this visit's portfolio, unfolded."""
    found, limits = session.projection(book), standards()
    _projection(canvas, found, book)
    _tree(canvas, found.tree, book)
    _sides(canvas, found.tree, limits)
    _notes(canvas, found.claimed)
    _agencies(canvas, found.claimed, limits)

"""Participation through the years, and how much of each year is on file here."""

from __future__ import annotations

import altair as alt
import streamlit as st

from iga_core.analysis.participation import EVERY, KINDS, Share, national_disputes
from iga_core.record import Record, year_row
from iga_core.regions import TYPES
from pages._shared import atlas, coverage
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.charts import INK, Spec, finished
from pages._shared.links import row_link
from pages._shared.ranks import kind_name
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words


def _share_text(share: Share) -> str:
    """Return a share in percent; a range where sources differ."""
    if share.least is None or share.most is None:
        return ""
    least, most = words().number(share.least, 1), words().number(share.most, 1)
    if least == most:
        return t("peringkat.participation_share", share=least)
    return t("peringkat.participation_share_range", least=least, most=most)


def _cell(share: Share) -> str:
    """Return printed participants of those existing, every printed value linked to its row."""
    existing = row_link(words().number(share.existing), year_row(share.year))
    if not share.printed.known:
        return t("peringkat.participation_unknown", existing=existing)
    values = [row_link(say.figure_value(row), row["id"]) for row in share.printed.rows]
    printed = t("figure.or").join(values)
    share_text = _share_text(share)
    return t("peringkat.participation_cell", printed=printed, existing=existing, share=share_text)


@by_language()
def _spec() -> Spec:
    colour = atlas.look()["state"]["scored"]["colour"]
    base = alt.Chart(alt.NamedData(name="rows"))
    y = alt.Y("year:O", title=t("chart.year"), sort="descending")
    title = t("peringkat.participation_axis")
    scale = alt.Scale(domain=[0, 100])
    tooltip = [
        alt.Tooltip("year:O", title=t("chart.year")),
        alt.Tooltip("text:N", title=title),
    ]
    ranges = base.mark_rule(strokeWidth=5, color=colour, opacity=0.5).encode(
        x=alt.X("least:Q", title=title, scale=scale), x2="most:Q", y=y, tooltip=tooltip
    )
    points = base.mark_point(filled=True, size=80, color=colour, opacity=1)
    least = points.encode(x=alt.X("least:Q", title=title), y=y, tooltip=tooltip)
    most = points.encode(x=alt.X("most:Q", title=title), y=y, tooltip=tooltip)
    named = base.properties(name=INK)
    labels = named.mark_text(align="right", dx=-10).encode(
        x=alt.X("least:Q", title=title), y=y, text="text:N"
    )
    return finished(alt.layer(ranges, least, most, labels).properties(height=alt.Step(30)))


def _chart(record: Record, page: Canvas) -> None:
    shares = [atlas.participation()[year, EVERY] for year in record.index_years]
    rows = [
        {"year": s.year, "least": s.least, "most": s.most, "text": _share_text(s)} for s in shares
    ]
    known = [s for s in shares if s.least is not None]
    text = t(
        "peringkat.participation_alt",
        first=known[0].year,
        before=_share_text(known[0]),
        last=known[-1].year,
        after=_share_text(known[-1]),
    )
    page.chart(_spec(), text, rows, key="participation_shares")


def _table(record: Record, page: Canvas) -> None:
    scopes = list(KINDS)
    head = [t("chart.year"), *(words().term("scope", scope) for scope in scopes)]
    body = [
        [str(year), *(_cell(atlas.participation()[year, scope]) for scope in scopes)]
        for year in record.index_years
    ]
    page.markdown(markdown_table(head, body))


def _printed(record: Record, page: Canvas) -> None:
    """Draw every printed figure with its sources, and the disputes on figures of these years."""
    with st.expander(t("peringkat.participation_sources")):
        lines = []
        for share in atlas.participation().values():
            scope = words().term("scope", share.scope)
            for metric, figure in (
                ("participants", share.printed),
                ("non_participants", share.absent),
                ("participation_percent", share.percent),
            ):
                name = words().term("metric", metric)
                lines += [
                    f"- {share.year}, {scope}, {name}: {line}" for line in say.figure_lines(figure)
                ]
        page.markdown("\n".join(lines))
    found = {row["id"]: row for rows in national_disputes(record).values() for row in rows}
    with st.expander(t("peringkat.participation_disputes", number=words().number(len(found)))):
        page.markdown("\n\n".join(say.dispute_text(row) for row in found.values()))


@by_language()
def _scored() -> str:
    """Return how many scores per type and year are on file, as a table; made once."""
    counts = [coverage.table(kind).to_dict("records") for kind in TYPES.values()]
    head = [t("chart.year"), *(kind_name(kind) for kind in TYPES)]
    body = []
    for of_year in zip(*counts, strict=True):
        cells = [
            t(
                "peringkat.participation_scored",
                number=words().number(row["scored"]),
                existing=words().number(row["existing"]),
                share=words().number(100 * row["scored"] / row["existing"], 1),
            )
            for row in of_year
        ]
        body.append([str(of_year[0]["year"]), *cells])
    return markdown_table(head, body)


def participation_part(record: Record, page: Canvas) -> None:
    """Draw who took part and how much of it is known here, with the denominator of the day."""
    page.markdown(t("peringkat.participation_intro"))
    page.header(t("peringkat.participation_title"))
    _chart(record, page)
    _table(record, page)
    page.caption(t("peringkat.participation_note"))
    _printed(record, page)
    page.header(t("peringkat.participation_coverage"))
    page.markdown(t("coverage.explained"))
    coverage.coverage_chart(page)
    coverage.coverage_table(page)
    page.header(t("peringkat.participation_scores"))
    page.markdown(_scored())

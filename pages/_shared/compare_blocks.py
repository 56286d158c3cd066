"""Two governments side by side: the verdict, scores where both have one, and year by year."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import streamlit as st

from iga_core.analysis.profile import History, YearFacts
from iga_core.language import plain
from iga_core.record import Record
from pages._shared import facts as say
from pages._shared import load, show
from pages._shared.charts import Spec, draw, finished
from pages._shared.links import region_link, source_link
from pages._shared.tables import markdown_table
from pages._shared.words import t, words


def option(record: Record, value: str) -> str:
    """Return how a choice reads: a government, a year, or none."""
    if value in record.register:
        return show.option_name(record, value)
    return t("filter.no_year") if value == "semua" else value


def _scored_years(history: History) -> list[int]:
    return [y.year for y in history.years if y.shown and y.shown["score"] is not None]


def verdict(record: Record, pair: Sequence[History]) -> None:
    """Say in words what can be compared and what was not found."""
    names = [plain(record.register.get(history.code).name) for history in pair]
    scored = [_scored_years(history) for history in pair]
    if not any(scored):
        st.info(t("compare.no_scores", first=names[0], second=names[1]))
        return
    for name, years in zip(names, scored, strict=True):
        listed = ", ".join(map(str, sorted(years)))
        st.markdown(
            t("compare.scored", name=name, years=listed)
            if years
            else t("compare.no_score", name=name)
        )


@st.cache_resource(show_spinner=False)
def _score_spec(language: str) -> Spec:
    chart = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar(color=load.look()["state"]["scored"]["colour"])
        .encode(
            x=alt.X("score:Q", title=t("chart.score_100"), scale=alt.Scale(domain=[0, 100])),
            y=alt.Y("name:N", title=None, axis=alt.Axis(labelLimit=220)),
            tooltip=[
                alt.Tooltip("name:N", title=t("chart.region")),
                alt.Tooltip("score:Q", title=t("label.score"), format=".2f"),
            ],
        )
        .properties(height=alt.Step(30))
    )
    return finished(chart)


def score_charts(record: Record, pair: Sequence[History]) -> None:
    """Draw scores only for years in which both have one on the 0-100 scale, a chart a year."""
    names = [record.register.get(history.code).name for history in pair]
    for both in zip(*(history.years for history in pair), strict=True):
        shown = [facts.shown for facts in both]
        if not all(row and row["scale"] == "0-100" for row in shown):
            continue
        year = both[0].year
        data = [
            {"name": name, "score": row["score"]}
            for name, row in zip(names, shown, strict=True)
            if row
        ]
        parts = [f"{row['name']} {words().number(float(row['score']), 2)}" for row in data]
        st.subheader(t("compare.chart", year=year))
        draw(
            _score_spec(words().language),
            "; ".join(parts),
            rows=data,
            key=f"compare_{year}",
            score_years=[year],
        )
        st.caption(t("compare.chart_note"))


def _cell(texts: Sequence[tuple[str, str]]) -> str:
    """Return the texts of a cell, each with its first source."""
    return "; ".join(
        f"{text} ({source_link(ids.split()[0])})" if ids else text for text, ids in texts
    )


def _awards(facts: YearFacts, programme: str) -> str:
    texts = []
    for row in facts.awards_of(programme):
        text = f"**{plain(row['level'])}**, {plain(row['category'])}"
        if row["session"]:
            text += f", {t('award.session_short', session=row['session'])}"
        texts.append((text, str(row["source_ids"])))
    return _cell(texts) or t("award.none_found")


def _shown(record: Record, facts: YearFacts, field: str) -> str:
    if facts.shown is None or not facts.shown[f"{field}_id"]:
        return t("figure.unknown")
    ids = [facts.shown[f"{field}_id"], *facts.shown[f"{field}_differing_ids"].split()]
    texts = []
    for claim in map(facts.claim, ids):
        if field == "predicate":
            text = plain(claim["predicate"])
            if claim["predicate_basis"] == "award_report":
                text += f" ({words().term('predicate_basis', 'award_report')})"
        elif field == "score":
            text = say.score_text(record, claim)
        else:
            text = say.rank_text(record, claim, field)
        texts.append((text, str(claim["source_ids"])))
    return _cell(texts)


def _counts(facts: YearFacts) -> str:
    rows = [row for row in facts.claims if row["innovations"] is not None]
    return _cell([(say.count_text(r), str(r["source_ids"])) for r in rows]) or t("figure.unknown")


def _rows(record: Record, pair: Sequence[YearFacts]) -> list[list[str]]:
    rows = [[t("award.label", programme="IGA"), *(_awards(f, "IGA") for f in pair)]]
    if any(f.awards_of("SmartCity") for f in pair):
        label = t("award.label", programme="Smart City")
        rows.append([label, *(_awards(f, "SmartCity") for f in pair)])
    if pair[0].year in record.index_years:
        fields = ("predicate", "score", "rank_within_type", "national_rank")
        rows += [
            [t(f"label.{field}"), *(_shown(record, f, field) for f in pair)]
            for field in fields
            if field != "national_rank" or any(f.shown and f.shown[f"{field}_id"] for f in pair)
        ]
        rows.append([t("label.innovations"), *(_counts(f) for f in pair)])
    return rows


def years(record: Record, compared: Sequence[History], chosen: str) -> None:
    """Draw a table per year in which either has anything on file; the chosen year first."""
    names = [region_link(record, history.code) for history in compared]
    pairs = list(zip(*(history.years for history in compared), strict=True))
    pairs.sort(key=lambda pair: str(pair[0].year) != chosen)
    for pair in pairs:
        if all(f.empty for f in pair) and str(pair[0].year) != chosen:
            continue
        st.subheader(str(pair[0].year))
        st.markdown(markdown_table([t("compare.measure"), *names], _rows(record, pair)))
    blank = [str(pair[0].year) for pair in pairs if all(f.empty for f in pair)]
    if blank:
        st.markdown(t("year.empty_years", years=", ".join(blank)))

"""A government's scores, a chart per rule family: what the rules part, no axis joins."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import altair as alt

from iga_core.analysis.profile import History, YearFacts
from iga_core.analysis.timemachine import class_spans
from iga_core.record import SCORED
from iga_core.rules import Rulebook
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.charts import Spec, finished
from pages._shared.words import by_language, t, words

NARROW = 12  # index points: a band no wider has no room for its name


@by_language()
def _spec() -> Spec:
    look = atlas.look()["predicate"]
    names = [*look, t("aturan.unsure")]
    grounds = [*(entry["band"] for entry in look.values()), "#ffffff"]
    base = alt.Chart(alt.NamedData(name="rows"))
    x = alt.X("low:Q", title=t("chart.score_100"), scale=alt.Scale(domain=[0, 100]))
    y = alt.Y("year:O", title=None, sort="descending")
    classes = base.transform_filter(alt.FieldValidPredicate(field="low", valid=True))
    bands = classes.mark_bar(stroke="#6b747c", strokeWidth=0.6).encode(
        x=x,
        x2="high:Q",
        y=y,
        color=alt.Color("predicate:N", scale=alt.Scale(domain=names, range=grounds), legend=None),
        tooltip=[alt.Tooltip("predicate:N", title=t("label.predicate"))],
    )
    # the name stands in the band: on grey paper colours do not tell classes apart
    labels = (
        classes.transform_filter(alt.FieldEqualPredicate(field="wide", equal=True))
        .mark_text(align="left", baseline="top", dx=3, dy=-15, fontSize=10, color="#1b2733")
        .encode(x=x, y=y, text="predicate:N")
    )
    marks = (
        base.transform_filter(alt.FieldValidPredicate(field="score", valid=True))
        .mark_point(size=130, strokeWidth=2, stroke="#111111", opacity=1)
        .encode(
            x="score:Q",
            y=y,
            fill=alt.Fill(
                "shown:N",
                scale=alt.Scale(domain=["yes", "no"], range=["#111111", "#ffffff"]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("year:O", title=t("chart.year")),
                alt.Tooltip("text:N", title=t("label.score")),
                alt.Tooltip("quality:N", title=t("column.status")),
            ],
        )
    )
    return finished(alt.layer(bands, labels, marks).properties(height=alt.Step(48)))


def _points(facts: YearFacts) -> list[dict[str, object]]:
    """Return every score claimed for a year; the one shown first is filled when it is final."""
    known = facts.shown is not None and facts.shown["state"] == SCORED
    shown = facts.shown["score_id"] if facts.shown is not None and known else ""
    return [
        {
            "year": facts.year,
            "score": float(row["score"]),
            "text": words().printed(row["score"]),
            "shown": "yes" if row["id"] == shown else "no",
            "quality": words().term("quality", str(row["quality"])),
        }
        for row in facts.claims
        if row["score"] is not None
    ]


def _bands(book: Rulebook) -> list[dict[str, object]]:
    return [
        {
            "year": span.year,
            "predicate": span.predicate or t("aturan.unsure"),
            "low": span.low,
            "high": span.high,
            "wide": span.high - span.low > NARROW,
        }
        for span in class_spans(book)
    ]


def _families(history: History, books: Mapping[int, Rulebook]) -> list[tuple[str, list[YearFacts]]]:
    """Return the scored years by rule family, newest first."""
    scored = [f for f in history.years if any(row["score"] is not None for row in f.claims)]
    grouped = groupby(scored, key=lambda facts: books[facts.year].family.known())
    return [(family, list(years)) for family, years in grouped]


def score_history(canvas: Canvas, history: History) -> None:
    """Draw the scores of each rule family: on 0-100 as a chart, sums of points in words."""
    books = atlas.rulebooks()
    canvas.header(t("daerah.scores"))
    families = _families(history, books)
    if not families:
        canvas.markdown(t("daerah.no_scores"))
        return
    for family, years in families:
        listed = ", ".join(str(facts.year) for facts in reversed(years))
        canvas.subheader(t("daerah.family", years=listed))
        lines = [line for facts in years for line in _lines(facts)]
        if books[years[0].year].scale.known().high is not None:
            points = [point for facts in years for point in _points(facts)]
            bands = [band for facts in years for band in _bands(books[facts.year])]
            alt_text = t("daerah.scores_alt", scores="; ".join(_named(point) for point in points))
            canvas.chart(
                _spec(),
                alt_text,
                [*bands, *points],
                key=f"daerah_scores_{family}",
                score_years=[facts.year for facts in years],
            )
        else:
            canvas.caption(t("daerah.summed_note"))
        canvas.markdown("\n".join(f"- {line}" for line in lines))
    canvas.caption(t("daerah.scores_note"))


def _named(point: Mapping[str, object]) -> str:
    return f"{point['year']}: {point['text']}"


def _lines(facts: YearFacts) -> list[str]:
    return [f"{facts.year}: {line}" for line in say.score_lines(facts)]

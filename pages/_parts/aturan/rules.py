"""The time machine: one score under every year's rules, the limits, the stages of the award."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import altair as alt
import streamlit as st

from iga_core.analysis.season import not_found
from iga_core.analysis.timemachine import YearReading, class_spans, read_under_all_years
from iga_core.language import plain, quoted
from iga_core.numbers import NumberError, readings
from iga_core.record import Row
from iga_core.record.award_levels import ladder
from iga_core.rules import Verdict
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.charts import Spec, draw, finished, legend_columns
from pages._shared.filters import ALL
from pages._shared.links import sources_line, sources_of_rows
from pages._shared.marks import marked
from pages._shared.rule_text import amount, basis, limit_text
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

FIGURES = (
    "window_from",
    "window_to",
    "index_decree_date",
    "index_decree_number",
    "award_decree_number",
    "assessor_institutions",
    "presentation_theme",
)
BOUNDED = "0-100"  # the scale whose years share an axis


def type_name(kind: str) -> str:
    """Return how a region type reads as a choice."""
    return t("filter.all") if kind == ALL else words().term("region_type", kind)


def read(text: str) -> tuple[Decimal, ...]:
    """Return what the typed score can say: one number, or two, the score of a summed scale first.

    None, with a line that says what was expected, where it says no score.
    """
    if not text.strip():
        return ()
    try:
        return readings(text)
    except NumberError as error:
        st.warning(t(f"aturan.bad_{error}", value=quoted(text, 40)))
        return ()


def _distance(verdict: Verdict) -> str:
    if verdict.to_next is not None:
        return t("aturan.to_next", points=amount(verdict.to_next))
    if verdict.to_next_range is not None:
        least, most = (amount(value) for value in verdict.to_next_range)
        return t("aturan.to_next_range", least=least, most=most)
    return ""


def _said(reading: YearReading) -> str:
    verdict = reading.verdict
    if verdict.status == "determined":
        predicate = str(verdict.predicate)
        name = words().glossed("predicate", predicate)
        text = marked("predicate", predicate, f"**{name}**")
    elif verdict.status == "undetermined":
        text = t("aturan.undetermined", candidates=t("figure.or").join(verdict.candidates))
    else:
        text = t(f"rules.status_{verdict.status}")
    return f"{text} ({t('aturan.forecast')})" if reading.rulebook.forecast else text


def _place(reading: YearReading) -> str:
    if reading.verdict.status == "off_scale":
        return ""
    if not reading.known:
        return t("aturan.no_scores")
    below, known = words().number(reading.below), words().number(reading.known)
    return t("aturan.place", below=below, known=known)


def _table(found: Sequence[YearReading]) -> None:
    head = [t(f"aturan.column_{name}") for name in ("year", "predicate", "next", "place")]
    rows = []
    for reading in found:
        distance, place = _distance(reading.verdict), _place(reading)
        rows.append([str(reading.year), _said(reading), distance, place])
    st.markdown(markdown_table(head, rows))
    facts = [(reading.year, reading.verdict.basis) for reading in found]
    with st.expander(t("aturan.basis")):
        st.markdown("\n".join(f"- **{year}:** {basis(fact)}" for year, fact in facts if fact))


def _in_short(found: Sequence[YearReading]) -> str:
    """Return what the rules of one scale say, each verdict once with its years, newest first."""
    years: dict[str, list[int]] = {}
    for reading in found:
        if reading.verdict.status != "no_rule":
            years.setdefault(_said(reading), []).append(reading.year)
    return "; ".join(f"{said} ({', '.join(map(str, held))})" for said, held in years.items())


def verdicts(scores: tuple[Decimal, ...], kind: str) -> None:
    """Draw what each year's rules say about a score; the two scales stay apart.

    ``scores``: see ``read``. What can be two numbers is the one on the scale of sums and the
    other on the scale that ends at 100; both are said.
    """
    if not scores:
        return
    books = [atlas.rulebooks()[year] for year in sorted(atlas.rulebooks(), reverse=True)]

    def read_on(score: Decimal, *, bounded: bool) -> tuple[YearReading, ...]:
        held = [book for book in books if (book.scale.known().id == BOUNDED) == bounded]
        name = "" if kind == ALL else kind
        return read_under_all_years(score, name, held, atlas.known_scores())

    whole, fraction = scores[0], scores[-1]
    bounded, summed = read_on(fraction, bounded=True), read_on(whole, bounded=False)
    off_scale = all(r.verdict.status == "off_scale" for r in bounded)
    if whole != fraction:
        given = {"whole": words().typed(whole), "fraction": words().typed(fraction)}
        said = t("aturan.off_100") if off_scale else _in_short(bounded)
        st.info(t("aturan.two_readings", **given, summed=_in_short(summed), bounded=said))
    st.header(t("aturan.scale_100", score=words().typed(fraction)))
    if off_scale:
        st.info(t("aturan.only_summed"))
    else:
        _table(bounded)
    st.header(t("aturan.scale_summed", score=words().typed(whole)))
    st.caption(t("aturan.summed_note"))
    _table(summed)


@by_language()
def _limits_spec(with_score: bool) -> Spec:
    look = atlas.look()["predicate"]
    unsure = t("aturan.unsure")
    names = [*look, unsure]
    colours = [*(entry["colour"] for entry in look.values()), "#ffffff"]
    bars = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar(stroke="#6b747c", strokeWidth=0.5)
        .encode(
            y=alt.Y("year:O", title=None, sort="descending"),
            x=alt.X("low:Q", title=t("chart.score_100"), scale=alt.Scale(domain=[0, 100])),
            x2="high:Q",
            color=alt.Color(
                "predicate:N",
                title=None,
                scale=alt.Scale(domain=names, range=colours),
                legend=alt.Legend(
                    orient="bottom", columns=legend_columns(2), symbolType="square", labelLimit=360
                ),
            ),
            tooltip=[
                alt.Tooltip("year:O", title=t("chart.year")),
                alt.Tooltip("predicate:N", title=t("label.predicate")),
                alt.Tooltip("low_text:N", title=t("aturan.from")),
                alt.Tooltip("high_text:N", title=t("aturan.to")),
            ],
        )
        .properties(height=alt.Step(30))
    )
    if not with_score:
        return finished(bars)
    rule = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_rule(color="#d55e00", strokeWidth=2)
        .encode(x="max(score):Q")
    )
    return finished(alt.layer(bars, rule).properties(height=alt.Step(30)))


def _limits_said(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return what the bands show: the years, and where each class of the newest begins."""
    years = sorted({int(row["year"]) for row in rows})
    newest = [row for row in rows if row["year"] == years[-1]]
    return t(
        "aturan.limits_alt",
        years=", ".join(map(str, years)),
        newest=years[-1],
        limits="; ".join(f"{r['predicate']} {r['low_text']}" for r in newest),
    )


def limits(score: Decimal | None) -> None:
    """Draw the class limits of every year on the 0-100 scale; the summed scale in words."""
    books = [book for book in atlas.rulebooks().values() if book.scale.known().id == BOUNDED]
    shown = float(score) if score is not None and score <= 100 else None
    rows = [
        {
            "year": span.year,
            "predicate": span.predicate or t("aturan.unsure"),
            "low": span.low,
            "high": span.high,
            "low_text": words().number(span.low, 2),
            "high_text": words().number(span.high, 2),
            **({"score": shown} if shown is not None else {}),
        }
        for book in books
        for span in class_spans(book)
    ]
    spec = _limits_spec(shown is not None)
    years = [book.year for book in books]
    draw(spec, _limits_said(rows), rows=rows, rule_years=years)
    st.markdown(_limit_lines())


@by_language()
def _limit_lines() -> str:
    """Return the limits of every year in words, newest first; made once."""
    lines = []
    for book in sorted(atlas.rulebooks().values(), key=lambda b: -b.year):
        scale = book.scale.known()
        parts = [f"{c.predicate} {limit_text(c.known(), scale.decimals)}" for c in book.classes]
        text = "; ".join(parts) or t("rules.status_no_rule")
        forecast = f" ({t('aturan.forecast')})" if book.forecast else ""
        lines.append(f"- **{book.year}**{forecast}, {t(f'aturan.scale_name_{scale.id}')}: {text}")
    return "\n".join(lines)


def stages(year: int) -> None:
    """Draw the stages of the award in a year, its decrees, nominees and winners."""
    picture, season = atlas.national(), atlas.seasons().get(year, ())
    lines = [_stage(row) for row in season]
    if not any(row["stage"] == "ceremony" for row in season):
        lines += [
            f"- **{words().term('season_stage', 'ceremony')}:** {words().day(row['ceremony_on'])}. "
            + sources_line(row["source_ids"], row["id"])
            for row in picture.ceremony(year)
        ]
    lines += [
        f"- **{words().term('metric', name)}:** " + " · ".join(say.figure_lines(figure))
        for name in FIGURES
        if (figure := picture.figure(year, name)).known
    ]
    lines += _window(year) if not picture.figure(year, "window_from").known else []
    st.markdown("\n".join(lines) or t("aturan.no_stages"))
    if missing := not_found(season):
        names = ", ".join(words().term("season_stage", name) for name in missing)
        st.caption(t("aturan.stages_unknown", names=names))
    _nominees(year)


def _stage(row: Row) -> str:
    """Return one stage: its days, whether planned or held, its letter, its sources."""
    return t(
        "aturan.stage",
        stage=words().term("season_stage", row["stage"]),
        days=_days(row["from_on"], row["to_on"]),
        basis=words().term("season_basis", row["basis"]),
        document=f", {plain(row['document'])}" if row["document"] else "",
        source=sources_line(row["source_ids"], row["id"]),
        note=say.note_text(row),
    )


def _days(first: str, last: str) -> str:
    """Return the days of a stage; an end that was not found is said."""
    if first and last:
        return words().day(first if first == last else f"{first}/{last}")
    return (
        t("aturan.from_day", day=words().day(first))
        if first
        else t("aturan.to_day", day=words().day(last))
    )


def _window(year: int) -> list[str]:
    """Return the window of application as the rules of a year give it, a line for each end."""
    if (book := atlas.rulebooks().get(year)) is None:
        return []
    lines = []
    for name in ("from", "to"):
        fact = getattr(book.eligibility, f"applied_{name}")
        if fact.value is not None:
            day = words().day(fact.value.isoformat())
            lines.append(f"- **{words().term('metric', f'window_{name}')}:** {day}. {basis(fact)}")
    return lines


def _nominees(year: int) -> None:
    picture, schema = atlas.national(), atlas.record().schema
    rows = []
    for group in schema.vocabularies["scope"]:
        nominees = picture.figure(year, "nominees", group)
        winners = picture.figure(year, "awarded", group, level=ladder(schema)[0])
        if nominees.known or winners.known:
            name = words().term("scope", group)
            rows.append([name, say.figure_text(nominees), say.figure_text(winners)])
            rows[-1].append(sources_of_rows((*nominees.rows, *winners.rows)))
    if not rows:
        st.markdown(t("aturan.no_nominees"))
        return
    head = [t(f"aturan.head_{name}") for name in ("group", "nominees", "winners", "source")]
    st.markdown(markdown_table(head, rows, numbers=(1, 2)))

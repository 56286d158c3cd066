"""The framework of a year: aspects, variables, lines; and one government's own figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

import altair as alt
import streamlit as st

from iga_core.analysis.criteria import PlacedIndicator
from iga_core.declared.facts import STANDINGS
from iga_core.language import plain
from iga_core.record import Record
from iga_core.rules import Indicator, Rulebook, RuleUnknownError, facts_in
from iga_core.rules.changes import Change, changes
from pages._shared import atlas, show
from pages._shared.charts import Spec, draw, figures, finished
from pages._shared.filters import ALL
from pages._shared.links import source_link
from pages._shared.marks import unknown
from pages._shared.rule_text import (
    amount,
    band_text,
    basis,
    line_name,
    points,
    unit_name,
    unknown_rule,
    variable_name,
)
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words


def region_name(record: Record, code: str) -> str:
    """Return how a government reads as a choice; none is a choice, too."""
    return t("kriteria.no_region") if code == ALL else show.option_name(record, code)


@cache
def _standings(year: int) -> Counter[str]:
    """Return how many records of a year's rules are known, by how sure they are."""
    book = atlas.rulebooks()[year]
    return Counter(fact.standing for fact in facts_in(book) if fact.value is not None)


def head(year: int) -> None:
    """Draw what the year's framework is, how it adds up, and how sure that is."""
    book, found = atlas.rulebooks()[year], _standings(year)
    counts = "; ".join(
        f"{words().term('standing', name)} {words().number(found[name])}"
        for name in STANDINGS
        if found[name]
    )
    st.markdown(f"**{t('kriteria.standing')}:** {counts}. {plain(book.note, 600)}")
    if book.forecast:
        st.warning(t("kriteria.forecast", year=book.assumes))
    try:
        most = book.maxima
        st.markdown(
            t(
                "kriteria.formula",
                spd=points(most.spd.known()),
                maturity=points(most.maturity.known()),
                count=points(most.count.known()),
                total=points(most.total.known()),
                divisor=book.divisor.known(),
                required=book.basic_services.required.known(),
            )
        )
        st.caption(basis(most.total))
    except RuleUnknownError as error:
        st.info(f"{t('kriteria.no_formula')} {unknown_rule(error)}")


def _sources(placed: PlacedIndicator) -> str:
    series = atlas.series()
    ids = dict.fromkeys(series[figure.series_id]["source_id"] for figure in placed.line.figures)
    return t("source.line", sources="; ".join(source_link(i) for i in ids))


def _figures_used(placed: PlacedIndicator) -> str:
    return ", ".join(f"{figure.year}: {amount(figure.value)}" for figure in placed.line.figures)


def _own_row(placed: PlacedIndicator, kind: str) -> list[str]:
    line = placed.line.line
    name = plain(line_name(line))
    if placed.line.reading is None or placed.line.points is None or placed.better is None:
        return [name, unknown(), "", "", "", "", ""]
    reading = placed.line.reading
    unit, level = plain(unit_name(line.statistic.unit)), f"{reading.level} / {line.top}"
    if reading.on_edge:
        level += f" ({t('kriteria.on_edge')})"
    ahead = "" if reading.to_next is None else amount(reading.to_next)
    return [
        name,
        f"**{amount(reading.value)}** {unit} ({_figures_used(placed)})",
        level,
        f"{points(placed.line.points)} / {points(placed.line.max_points)}",
        ahead or t("kriteria.highest"),
        t(
            "kriteria.place",
            place=words().number(placed.better + 1),
            known=words().number(placed.known),
            kind=words().term("rank_scope", kind),
        ),
        _sources(placed),
    ]


def own_figures(record: Record, year: int, code: str) -> None:
    """Draw the lines that public statistics give for one government."""
    if code == ALL:
        return
    region = record.register.get(code)
    st.header(t("kriteria.own", name=region.name))
    st.info(t("kriteria.not_official"))
    placed = atlas.placed(year).get(code, ())
    if not placed:
        st.markdown(t("kriteria.no_statistics" if region.autonomous else "daerah.not_autonomous"))
        return
    names = ("line", "value", "level", "points", "next", "place", "source")
    head = [t(f"kriteria.column_{n}") for n in names]
    st.markdown(markdown_table(head, (_own_row(line, region.type) for line in placed)))
    st.caption(t("kriteria.others_unknown"))


@by_language()
def _points_spec() -> Spec:
    aspects = atlas.look()["aspect"]
    chart = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar()
        .encode(
            y=alt.Y("variable:N", title=None, sort=None, axis=alt.Axis(labelLimit=260)),
            x=alt.X("points:Q", title=t("kriteria.most_points")),
            color=alt.Color(
                "aspect:N",
                title=None,
                scale=alt.Scale(
                    domain=list(aspects), range=[entry["colour"] for entry in aspects.values()]
                ),
                legend=alt.Legend(orient="bottom"),
            ),
            tooltip=[
                alt.Tooltip("variable:N", title=t("kriteria.variable")),
                alt.Tooltip("text:N", title=t("kriteria.most_points")),
            ],
        )
        .properties(height=alt.Step(26))
    )
    return finished(chart)


def _points_said(totals: Mapping[tuple[str, str], Decimal]) -> str:
    """Return what the chart shows: the variable with the most points, and the whole."""
    most = max(totals, key=lambda key: totals[key])
    return t(
        "kriteria.points_alt",
        number=words().number(len(totals)),
        variable=most[1],
        most=points(totals[most]),
        total=points(sum(totals.values(), Decimal(0))),
    )


def points_chart(year: int) -> None:
    """Draw the most points each variable can bring, as far as weights are known."""
    book = atlas.rulebooks()[year]
    totals: dict[tuple[str, str], Decimal] = {}
    for line in book.lines:
        if line.weight.value is not None:
            key = (line.aspect, line.variable)
            totals[key] = totals.get(key, Decimal(0)) + line.weight.value * line.top
    count = book.count
    if count.points.value is not None and count.cap.value is not None:
        key = ("SID", count.name)
        totals[key] = count.points.value * count.cap.value
    if not totals:
        return
    st.header(t("kriteria.weights", year=year))
    rows = [
        {"aspect": a, "variable": v, "points": float(p), "text": points(p)}
        for (a, v), p in totals.items()
    ]
    draw(_points_spec(), _points_said(totals), rows=rows)
    figures(
        [t("kriteria.variable"), t("kriteria.aspect"), t("kriteria.most_points")],
        [[plain(v), words().term("aspect", a), points(p)] for (a, v), p in totals.items()],
        numbers=(2,),
    )
    st.caption(t("kriteria.weights_note"))


def _changed(change: Change, before: int | None) -> str:
    if before is None or change.kind == "unknown":
        return t("kriteria.change_unknown")
    values = {
        "before": amount(change.before) if change.before is not None else "",
        "after": amount(change.after) if change.after is not None else "",
        "name": plain(change.name_before),
        "year": before,
    }
    return t(f"kriteria.change_{change.kind}", **values)


def _levels_basis(line: Indicator) -> str:
    """Return where the levels are written, once for all that are written in the same place."""
    places: dict[str, list[str]] = {}
    for level in line.levels:
        places.setdefault(basis(level), []).append(str(level.level))
    one = len(places) == 1
    return "".join(
        f"\n  - {t('kriteria.levels_basis')}{'' if one else ' ' + ', '.join(levels)}: {written}"
        for written, levels in places.items()
    )


def _line(book: Rulebook, line: Indicator, change: Change, before: int | None) -> str:
    weight = line.weight.value
    parts = []
    if weight is not None:
        most = weight * line.top
        text = t("kriteria.points", weight=amount(weight), most=points(most))
        total = book.maxima.total.value
        if total:
            text += f" ({t('kriteria.share', share=words().number(100 * most / total, 1))})"
        parts.append(text)
    if line.mandatory.value:
        parts.append(t("kriteria.mandatory"))
    parts.append(_changed(change, before))
    text = f"**{plain(line_name(line))}** · " + " · ".join(parts)
    for level in line.levels:
        text += f"\n  - {t('kriteria.level', level=level.level)}: "
        text += band_text(level.known())
        for part in level.parts:
            text += f"\n    - “{plain(part.known(), 600)}”: {basis(part)}"
    text += _levels_basis(line)
    asked = ((t("kriteria.period"), line.period), (t("kriteria.evidence"), line.evidence))
    for label, fact in asked:
        if fact.value:
            text += f"\n  - {label}: {plain(fact.value, 600)}. {basis(fact)}"
    text += f"\n  - {t('kriteria.weight_basis')}: {basis(line.weight)}"
    if line.whole.value is not None:
        text += f"\n  - {t('kriteria.whole', weight=amount(line.whole.value))}: {basis(line.whole)}"
    return f"- {text}"


@by_language()
def _framework(year: int) -> list[tuple[str, str, str]]:
    """Return (aspect, variable, text of its lines) of a year; made once."""
    books = atlas.rulebooks()
    book, previous = books[year], books.get(year - 1)
    found = changes(book, previous)
    before = previous.year if previous else None
    texts = []
    together: dict[tuple[str, str], list[Indicator]] = {}
    for line in book.lines:
        together.setdefault((line.aspect, line.variable), []).append(line)
    for (aspect, variable), lines in together.items():
        body = "\n".join(_line(book, line, found[line.code], before) for line in lines)
        texts.append((aspect, variable, body))
    gone = [c for c in found.values() if c.kind == "gone"]
    if gone:
        body = "\n".join(f"- {_changed(change, before)}" for change in gone)
        texts.append(("", t("kriteria.gone"), body))
    return texts


def _label(aspect: str, variable: str) -> str:
    """Return the title of a fold: an aspect and what of it."""
    return f"{words().term('aspect', aspect)} · {variable}"


def framework(year: int) -> None:
    """Draw every line of the year's framework, a fold per variable."""
    st.header(t("kriteria.framework", year=year))
    book = atlas.rulebooks()[year]
    texts = _framework(year)
    if not texts:
        st.info(t("kriteria.no_lines", year=year))
    for aspect, variable, body in texts:
        label = _label(aspect, variable_name(variable)) if aspect else variable
        with st.expander(label):
            st.markdown(body)
    count = book.count
    if count.points.value is not None and count.cap.value is not None:
        with st.expander(_label("SID", f"{count.no} {words().glossed('line', count.name)}")):
            st.markdown(t("kriteria.count", points=amount(count.points.value), cap=count.cap.value))
            st.caption(basis(count.points))

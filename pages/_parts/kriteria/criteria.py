"""The framework of a year: aspects, variables, lines; and one government's own figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import streamlit as st

from iga_core.analysis.criteria import PlacedIndicator
from iga_core.chart import html
from iga_core.declared.facts import STANDINGS
from iga_core.language import plain
from iga_core.record import Record
from iga_core.regions import Region, display_name
from iga_core.rules import Indicator, Rulebook, RuleUnknownError, facts_in
from iga_core.rules.changes import Change, changes
from pages._shared import atlas, show
from pages._shared.filters import ALL, View
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

OWN = ("value", "level", "points", "next", "place", "source")  # columns of own figures
EXAMPLES = (10, 30, 50, 100)  # numbers of innovations whose points are worked out


def region_name(record: Record, code: str) -> str:
    """Return how a government reads as a choice; none is a choice, too."""
    return t("kriteria.no_region") if code == ALL else show.option_name(record, code)


@cache
def _standings(year: int) -> Counter[str]:
    """Return how many records of a year's rules are known, by how sure they are."""
    book = atlas.rulebooks()[year]
    return Counter(fact.standing for fact in facts_in(book) if fact.value is not None)


def formula(year: int) -> None:
    """Draw how the year's framework adds up, and how sure that is."""
    book, found = atlas.rulebooks()[year], _standings(year)
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
        st.caption(f"{t('kriteria.weights_note')} {basis(most.total)}")
    except RuleUnknownError as error:
        st.info(f"{t('kriteria.no_formula')} {unknown_rule(error)}")
    counts = "; ".join(
        f"{words().term('standing', name)} {words().number(found[name])}"
        for name in STANDINGS
        if found[name]
    )
    st.markdown(f"**{t('kriteria.standing')}:** {counts}. {plain(book.note, 600)}")


def _sources(placed: PlacedIndicator) -> str:
    series = atlas.series()
    ids = dict.fromkeys(series[figure.series_id]["source_id"] for figure in placed.line.figures)
    return t("source.line", sources="; ".join(source_link(i) for i in ids))


def _figures_used(placed: PlacedIndicator) -> str:
    return ", ".join(f"{figure.year}: {amount(figure.value)}" for figure in placed.line.figures)


def _own_cells(placed: PlacedIndicator, kind: str) -> list[str]:
    """Return a line's value, level, points, distance, place and sources (see ``OWN``)."""
    line = placed.line.line
    if placed.line.reading is None or placed.line.points is None or placed.better is None:
        return [unknown(), "", "", "", "", ""]
    reading = placed.line.reading
    unit, level = plain(unit_name(line.statistic.unit)), f"{reading.level} / {line.top}"
    if reading.on_edge:
        level += f" ({t('kriteria.on_edge')})"
    ahead = "" if reading.to_next is None else amount(reading.to_next)
    return [
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


def own_figures(region: Region, placed: Sequence[PlacedIndicator]) -> None:
    """Draw the lines that public statistics give for one government."""
    head = [t(f"kriteria.column_{name}") for name in ("line", *OWN)]
    known = [one for one in placed if one.line.reading is not None]
    body = [[plain(line_name(one.line.line)), *_own_cells(one, region.type)] for one in known]
    if known:
        st.markdown(markdown_table(head, body))
    remarks = [t("kriteria.not_official")]
    if without := [one.line.line.no for one in placed if one.line.reading is None]:
        remarks.append(t("kriteria.without", lines=", ".join(without)))
    st.caption(" ".join([*remarks, t("kriteria.others_unknown")]))


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


def _levels_basis(line: Indicator) -> list[str]:
    """Return where the levels are written, once for all that are written in the same place."""
    places: dict[str, list[str]] = {}
    for level in line.levels:
        places.setdefault(basis(level), []).append(str(level.level))
    one = len(places) == 1
    return [
        f"- {t('kriteria.levels_basis')}{'' if one else ' ' + ', '.join(levels)}: {written}"
        for written, levels in places.items()
    ]


def _changes(year: int) -> tuple[dict[str, Change], int | None]:
    """Return what changed from the year before, and that year where its rules are on file."""
    books = atlas.rulebooks()
    previous = books.get(year - 1)
    return changes(books[year], previous), previous.year if previous else None


def _summary(book: Rulebook, line: Indicator) -> str:
    """Return what a line weighs, whether it is mandatory, what changed, in one line."""
    found, before = _changes(book.year)
    parts = []
    if line.weight.value is not None:
        most = line.weight.value * line.top
        text = t("kriteria.points", weight=amount(line.weight.value), most=points(most))
        total = book.maxima.total.value
        if total:
            text += f" ({t('kriteria.share', share=words().number(100 * most / total, 1))})"
        parts.append(text)
    if line.mandatory.value:
        parts.append(t("kriteria.mandatory"))
    parts.append(_changed(found[line.code], before))
    return " · ".join(parts)


def _details(line: Indicator) -> str:
    """Return levels and evidence of a line as a list."""
    text = []
    for level in line.levels:
        text.append(f"- {t('kriteria.level', level=level.level)}: {band_text(level.known())}")
    asked = ((t("kriteria.evidence"), line.evidence), (t("kriteria.period"), line.period))
    for label, fact in asked:
        if fact.value:
            text.append(f"- {label}: {plain(fact.value, 600)}. {basis(fact)}")
    return "\n".join(text)


def _grounds(line: Indicator) -> str:
    """Return where levels and weight of a line are written as a list."""
    text = _levels_basis(line)
    for part in (part for level in line.levels for part in level.parts):
        text.append(f"- “{plain(part.known(), 600)}”: {basis(part)}")
    text.append(f"- {t('kriteria.weight_basis')}: {basis(line.weight)}")
    if line.whole.value is not None:
        whole = t("kriteria.whole", weight=amount(line.whole.value))
        text.append(f"- {whole}: {basis(line.whole)}")
    return "\n".join(text)


def _counted(book: Rulebook) -> str:
    """Return how the number of innovations is counted, for some numbers, and where it says so."""
    count, cap = book.count, book.count.cap.known()
    each, total = count.points.known(), book.maxima.total.value
    head = [t(f"kriteria.count_{name}") for name in ("number", "points", "index")]
    body = []
    for number in [*(n for n in EXAMPLES if n < cap), cap]:
        gained = each * number
        index = words().number(100 * gained / total, 2) if total else unknown()
        body.append([words().number(number), words().number(gained, 2), index])
    required = book.basic_services.required
    parts = [t("kriteria.count", points=amount(each), cap=words().number(cap))]
    if required.value is not None:
        parts.append(t("kriteria.count_services", required=words().number(required.value)))
    table = markdown_table(head, body, numbers=(0, 1, 2))
    return f"{' '.join(parts)}\n\n{table}\n\n- {basis(count.points)}"


def _own(region: Region | None, placed: Sequence[PlacedIndicator], code: str) -> str:
    """Return what public figures say of a line for a government; "" where they cannot."""
    found = next((one for one in placed if one.line.line.code == code), None)
    if region is None or found is None:
        return ""
    cells = zip(OWN, _own_cells(found, region.type), strict=True)
    said = [
        f"- {cell}" if name == "source" else f"- {t(f'kriteria.column_{name}')}: {cell}"
        for name, cell in cells
        if cell
    ]
    heading = t("kriteria.own", name=plain(display_name(region)))
    return "\n".join([f"**{heading}**", "", *said])


def card(view: View, region: Region | None, placed: Sequence[PlacedIndicator]) -> None:
    """Draw the line that ``view`` opens: its levels, the evidence asked for, and their basis."""
    book, code = atlas.rulebooks()[view.number("tahun")], view.text("indikator")
    close = view.address(indikator=ALL)
    st.html(html.filled("close.html", text=t("kriteria.close"), href=close))
    if code == book.count.code:
        st.markdown(f"#### {_count_name(book)}\n\n{_counted(book)}")
        return
    line = next((line for line in book.lines if line.code == code), None)
    if line is None:
        st.info(t("kriteria.absent", year=book.year))
        return
    own = _own(region, placed, code)
    parts = [f"#### {plain(line_name(line))}", _summary(book, line), _details(line), own]
    st.markdown("\n\n".join(filter(None, [*parts, f"**{t('kriteria.grounds')}**", _grounds(line)])))


def _count_name(book: Rulebook) -> str:
    return plain(f"{book.count.no} {words().glossed('line', book.count.name)}")


@by_language()
def _everything(year: int) -> str:
    """Return every line of a year with all that is on file of it; made once."""
    book = atlas.rulebooks()[year]
    texts, heading = [], None
    for line in book.lines:
        if heading != (heading := (line.aspect, line.variable)):
            label = f"{words().term('aspect', line.aspect)} · {variable_name(line.variable)}"
            texts.append(f"\n#### {plain(label)}\n")
        details = "\n".join(filter(None, [_details(line), _grounds(line)])).replace("\n", "\n  ")
        texts.append(f"- **{plain(line_name(line))}** · {_summary(book, line)}\n  {details}")
    if book.count.most is not None:
        texts.append(f"\n#### {_count_name(book)}\n\n{_counted(book)}")
    found, before = _changes(year)
    if gone := [change for change in found.values() if change.kind == "gone"]:
        texts.append(f"\n#### {t('kriteria.gone')}\n")
        texts += [f"- {_changed(change, before)}" for change in gone]
    return "\n".join(texts)


def everything(year: int) -> None:
    """Draw every line of the year's framework with its levels, evidence and basis."""
    st.markdown(_everything(year) or t("kriteria.no_lines", year=year))

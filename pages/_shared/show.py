"""Blocks that several pages draw the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

import streamlit as st

from iga_core.analysis.profile import History, YearFacts
from iga_core.analysis.recipients import AbsenceState
from iga_core.record import Record, Row, region_row, standing_of
from pages._shared import atlas, report
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.words import by_language, t, words


def _labelled(label: str, texts: Sequence[str]) -> str:
    """Return a label and its lines: one beside it, several as a list."""
    if len(texts) == 1:
        return f"**{label}:** {texts[0]}"
    return f"**{label}:**\n" + "\n".join(f"- {text}" for text in texts)


def _awards(code: str, facts: YearFacts) -> list[str]:
    """Return the year's awards, IGA and Smart City apart, and what is no award as what it is.

    None found is said, never "none"; a name missing from a complete list is said as well.
    """
    parts = []
    for programme in ("IGA", "SmartCity"):
        rows = [award for award in facts.awards if award["programme"] == programme]
        rows.sort(key=lambda award: standing_of(award) != "received")
        found = [say.award_line(award) for award in rows]
        if not facts.awards_of(programme):
            absence = atlas.recipients().absence(code, facts.year, programme=programme)
            if text := say.absence_text(absence):
                found.append(text)
        if found or programme == "IGA":
            label = t("award.label", programme=words().term("programme", programme))
            parts.append(_labelled(label, found or [t("award.none_found")]))
    return parts


@by_language(maxsize=8192)
def _card(code: str, year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines of a year's card, and what of the index was not found; made once."""
    record = atlas.record()
    facts = next(facts for facts in atlas.histories()[code].years if facts.year == year)
    parts = _awards(code, facts)
    if facts.empty:
        known = atlas.recipients().absence(code, year).state != "not_found"
        return ((*parts, t("year.nothing_else")) if known else (t("year.nothing"),)), ()
    unknown: tuple[str, ...] = ()
    if year in record.index_years:
        fields = (
            (t("label.predicate"), say.predicate_lines(facts), t("predicate.unknown")),
            (t("label.score"), say.score_lines(facts), t("score.unknown")),
            (t("label.rank"), say.rank_lines(record, facts), t("rank.unknown")),
            (t("label.innovations"), say.innovation_lines(facts), t("innovations.unknown")),
        )
        unknown = tuple(label for label, lines, none in fields if lines == [none])
        parts += [_labelled(label, lines) for label, lines, none in fields if lines != [none]]
        if remarks := say.remark_lines(facts):
            parts.append(_labelled(t("label.remark"), remarks))
    return tuple(parts), unknown


def year_card(canvas: Canvas, code: str, year: int, *, known_only: bool = False) -> None:
    """Draw everything known of one government's year, and once what was not found of it."""
    lines, unknown = _card(code, year)
    with canvas.container():
        canvas.subheader(str(year))
        for text in lines:
            canvas.markdown(text)
        if unknown and not known_only:
            canvas.markdown(t("year.not_found", fields=", ".join(unknown)))
        about = f"{region_row(code)}, {year}"
        canvas.on_screen(lambda: st.markdown(report.link(about)))


def year_cards(canvas: Canvas, history: History) -> None:
    """Draw what is known of every year, newest first."""
    for facts in history.years:
        if not facts.empty:
            year_card(canvas, history.code, facts.year, known_only=True)


def empty_years(canvas: Canvas, history: History) -> None:
    """Name the years without a row on file: those of known absence from the lists apart."""
    empty = [facts.year for facts in history.years if facts.empty]
    states = {y: atlas.recipients().absence(history.code, y).state for y in empty}
    for state in get_args(AbsenceState):
        if years := [str(year) for year in empty if states[year] == state]:
            canvas.markdown(t(f"year.{state}_years", years=", ".join(years)))


def what_was_searched(canvas: Canvas, record: Record) -> None:
    """Say how much was read, for a government on which nothing was found."""
    canvas.info(
        t(
            "daerah.nothing",
            awards=words().number(len(record.tables["awards"])),
            results=words().number(len(record.tables["results"])),
            sources=words().number(len(record.tables["sources"])),
        )
    )


def option_name(record: Record, code: str) -> str:
    """Return how a government reads in a list of choices: name and province."""
    region = record.register.get(code)
    province = record.register.province_of(code).name
    return region.name if region.type == "provinsi" else f"{region.name} · {province}"


def disputes(canvas: Canvas, found: Iterable[Row]) -> None:
    """Draw disputes, what each source says."""
    for dispute in found:
        canvas.markdown(say.dispute_text(dispute))

"""Blocks that several pages draw the same way."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from iga_core.analysis.profile import History, YearFacts
from iga_core.record import Record
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.words import t, words


def awards_of_year(canvas: Canvas, facts: YearFacts) -> None:
    """Draw the year's awards, IGA and Smart City apart; none found is said, never "none"."""
    for programme in ("IGA", "SmartCity"):
        given = facts.awards_of(programme)
        if given or programme == "IGA":
            name = words().term("programme", programme)
            found = [say.award_line(award) for award in given]
            canvas.lines(t("award.label", programme=name), found or [t("award.none_found")])


def year_card(canvas: Canvas, record: Record, facts: YearFacts) -> None:
    """Draw everything known of one government's year."""
    with st.container(border=True):
        canvas.subheader(str(facts.year))
        if facts.empty:
            canvas.markdown(t("year.nothing"))
            return
        awards_of_year(canvas, facts)
        if facts.year in record.index_years:
            canvas.lines(t("label.predicate"), say.predicate_lines(facts))
            canvas.lines(t("label.score"), say.score_lines(record, facts))
            canvas.lines(t("label.rank"), say.rank_lines(record, facts))
            canvas.lines(t("label.innovations"), say.innovation_lines(facts))
            if remarks := say.remark_lines(facts):
                canvas.lines(t("label.remark"), remarks)


def empty_years(canvas: Canvas, facts: Iterable[YearFacts]) -> None:
    """Name the years without anything on file in one line."""
    years = ", ".join(str(f.year) for f in facts if f.empty)
    if years:
        canvas.markdown(t("year.empty_years", years=years))


def what_was_searched(canvas: Canvas, record: Record) -> None:
    """Say how much was read, for a government on which nothing was found."""
    canvas.info(
        t(
            "region.nothing",
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


def disputes(canvas: Canvas, record: Record, history: History) -> None:
    """Draw the disputes that name a government, if any."""
    if not history.disputes:
        return
    canvas.header(t("region.disputes", name=record.register.get(history.code).name))
    for dispute in history.disputes:
        canvas.markdown(say.dispute_text(dispute))

"""Questions answered with governments, not rows: the ready-made ones, and who stands repeatedly."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from iga_core.analysis.facets import rows_in
from iga_core.analysis.presets import Preset, answered, governments, remarks
from iga_core.analysis.streaks import streaks
from iga_core.chart import html
from iga_core.message import told
from iga_core.record import Record, Row
from iga_core.regions import display_name
from pages._parts.penghargaan.asked import MAIN, Asked, preset_of
from pages._shared import atlas, first
from pages._shared.filters import ALL, View
from pages._shared.links import href, region_link
from pages._shared.words import t, words

IN_A_ROW = "in_a_row"


def answer(record: Record, view: View, asked: Asked, preset: Preset) -> None:
    """Draw the governments that answer a question, with their years, its rule, what is open."""
    index, shown = atlas.facets(), asked.counts.selection
    found = governments(index, preset, rows_in(index, shown))
    if found:
        lines = [
            (
                display_name(record.register.get(awards[0]["region_code"])),
                href("daerah", daerah=awards[0]["region_code"], tahun=ALL),
                _years(view, awards),
            )
            for awards in found
        ]
        st.html(html.filled("governments.html", lines=lines))
    rule(record, asked, preset)


def rule(record: Record, asked: Asked, preset: Preset) -> None:
    """Draw how a question is answered, and what it leaves open."""
    said = f"**{t('penghargaan.rule')}:** " + " ".join(told(r, words()) for r in preset.rules)
    shown = answered(asked.chosen, preset)
    ends = remarks(atlas.facets(), shown, preset, words(), lambda code: region_link(record, code))
    st.caption("\n".join([said, "", *(f"- {text}" for text in ends)]))


def _years(view: View, awards: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the years of a government's awards, each with the address of an award of it."""
    opened = {str(award["year"]): award["id"] for award in reversed(awards)}
    return [(year, view.address(penghargaan=award_id)) for year, award_id in sorted(opened.items())]


def in_a_row(record: Record, asked: Asked) -> tuple[Preset, list[str], list[str]]:
    """Return who stands at least three years in a row: the question, who still does, who did.

    Of the levels and under the other filters of ``asked``, but for its years: they would cut the
    runs short. Most years first.
    """
    index, chosen = atlas.facets(), asked.chosen.choosing({"year": ()})
    preset = preset_of(IN_A_ROW, chosen)
    found = governments(index, preset, rows_in(index, answered(chosen, preset)))
    newest = max(record.award_years)
    running: list[str] = []
    ended: list[str] = []
    for awards in found:
        last = streaks(award["year"] for award in awards)[-1][-1]
        (running if last == newest else ended).append(str(awards[0]["region_code"]))
    return preset, running, ended


def repeated_said(record: Record, asked: Asked) -> str:
    """Return in one sentence how many governments stand repeatedly, and how many still do."""
    _, running, ended = in_a_row(record, asked)
    levels = t("facet.or").join(words().term("level", name) for name in asked.chosen.level)
    return t(
        "penghargaan.repeated",
        level=levels or t("penghargaan.any_level"),
        number=words().number(len(running) + len(ended)),
        running=words().number(len(running)),
        ended=words().number(len(ended)),
        last=max(record.award_years),
    )


def repeated(record: Record, asked: Asked) -> None:
    """Draw who stands at least three years in a row: up to the newest year, and before it."""
    preset, running, ended = in_a_row(record, asked)
    cells, parts = first.cells(), []
    last = max(record.award_years)
    heads = {t("penghargaan.running", last=last): running, t("penghargaan.ended"): ended}
    for heading, codes in heads.items():
        if codes:
            parts.append(html.headed(f"{heading} ({len(codes)})", html.write(cells.matrix(codes))))
    levels = [name for name in record.schema.vocabularies["level"] if name in _iga_levels()]
    st.html("".join([*parts, first.legend(*levels)]))
    rule(record, asked, preset)


def _iga_levels() -> frozenset[str]:
    return frozenset(c.level for c in atlas.facets().lists if c.programme == MAIN)

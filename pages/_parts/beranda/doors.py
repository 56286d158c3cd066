"""The last ceremony, and the three ways into the pages: a region, a story, a submission."""

from __future__ import annotations

from datetime import date

import streamlit as st

from iga_core.analysis.season import next_stage
from iga_core.chart import html
from iga_core.record import Record
from pages._shared import atlas, first
from pages._shared.links import href, rows_address
from pages._shared.words import t, words


def ceremony(record: Record, proofs: first.Proofs) -> None:
    """Draw how many names of the highest level the last ceremony announced, and how many are found.

    And the next date of the season, where one is on file.
    """
    year = max(record.award_years)
    level = record.schema.vocabularies["ladder_level"][0]
    said = atlas.national().figure(year, "awarded", level=level)
    found = sum(award["level"] == level for award in atlas.recipients().awards(year))
    days = " · ".join(words().day(row["ceremony_on"]) for row in atlas.national().ceremony(year))
    size = int(said.rows[0]["value"]) if len(said.rows) == 1 else None
    rows = tuple(str(row["id"]) for row in said.rows)
    number = words().number
    coming = next_stage(atlas.seasons(), date.today())
    st.html(
        html.filled(
            "ceremony.html",
            day=t("beranda.last", day=days),
            number=number(size or found),
            text=t(
                "beranda.announced" if size is not None else "beranda.announced_found", level=level
            ),
            share=found / size if size else None,
            found=t("beranda.found", found=number(found), left=number(size - found))
            if size
            else "",
            address=rows_address(rows) if rows else "",
            mark=proofs.number(rows) if rows else 0,
            proof=t("chart.proof"),
            coming=t(
                "beranda.coming",
                stage=words().term("season_stage", coming["stage"]),
                day=words().day(coming["from_on"] or coming["to_on"]),
            )
            if coming
            else "",
            season=href("aturan", tahun=str(year + 1)),
        )
    )


def doors(record: Record) -> None:
    """Draw the three doors."""
    year = max(record.award_years)
    addresses = {
        "region": href("daerah"),
        "news": href("penghargaan", program="IGA", tahun=str(year)),
        "team": href("cek_mandiri"),
    }
    st.html(
        html.filled(
            "doors.html",
            doors=[
                (
                    t(f"beranda.door_{name}"),
                    t(f"beranda.door_{name}_text"),
                    t(f"beranda.door_{name}_link"),
                    address,
                )
                for name, address in addresses.items()
            ],
        )
    )

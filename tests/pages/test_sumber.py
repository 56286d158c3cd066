"""Sumber says how well the record is sourced, and names whose row was corrected."""

from __future__ import annotations

import csv

from iga_core.analysis.provenance import provenance
from iga_core.paths import DATA
from iga_core.record import rows_of
from tests import on_file
from tests.opened import html_of, open_page, text


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / "record" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_corrections_stand_under_the_government_not_an_id() -> None:
    page = text(open_page("sumber", bagian="koreksi"))
    record = on_file.record()
    names = {region.code: region.name for region in record.register.regions}
    owners = {
        row["id"]: row["region_code"]
        for table in ("awards", "results", "region_facts")
        for row in _rows(table)
    }
    corrected = {row["row_id"] for row in _rows("corrections")} & set(owners)
    assert corrected
    visible = "\n".join(line.partition("](")[0] for line in page.splitlines())
    for row_id in corrected:
        assert names[owners[row_id]] in page
        assert row_id not in visible


def test_every_correction_is_on_the_page() -> None:
    page = text(open_page("sumber", bagian="koreksi"))
    for row in _rows("corrections"):
        assert f"baris={row['id']}" in page


def test_texts_ties_and_leads_are_counted_again_from_the_files() -> None:
    found = provenance(on_file.record())
    sources = {row["id"]: row["text_group"] or row["id"] for row in _rows("sources")}
    assert (found.addresses, found.texts) == (len(sources), len(set(sources.values())))
    assert found.texts < found.addresses
    tied = {row["award_id"] for row in _rows("ties")}
    untied = 0
    for award in _rows("awards"):
        texts = {sources[i] for i in award["source_ids"].split()}
        untied += len(texts) > 1 and award["id"] not in tied
    assert found.untied["awards"] == untied
    leads = [row for row in _rows("intake") if row["outcome"] == "lead"]
    assert sum(found.leads.values()) == len(leads) > 0
    assert not any(row["ids"] for row in leads)  # nothing on file rests on a lead
    page = text(open_page("sumber", bagian="sumber"))
    assert "sumber baris ini" in page
    assert "Petunjuk yang baru dibaca sekali" in page


def test_every_row_taken_in_is_accounted_for_once_and_without_gaps() -> None:
    numbers: dict[tuple[str, str], list[int]] = {}
    for row in _rows("intake"):
        numbers.setdefault((row["batch"], row["table"]), []).append(int(row["row"]))
    for batch, found in numbers.items():
        assert sorted(found) == list(range(1, len(found) + 1)), batch


def test_the_stages_of_a_season_stand_on_aturan_with_their_days() -> None:
    stages = [row for row in rows_of(on_file.record().tables["season"]) if row["year"] == 2022]
    page = text(open_page("aturan", tahun="2022", bagian="tahapan"))
    for row in stages:
        assert f"baris={row['id']}" in page


def test_a_season_without_a_letter_of_the_ministry_says_what_was_not_found() -> None:
    at = open_page("aturan", tahun="2026", bagian="tahapan")
    missing = "Belum ditemukan dalam sumber yang dibaca: Surat pengukuran, Pengisian"
    assert missing in html_of(at)
    stages = [line for line in text(at).splitlines() if "baris=musim-" in line]
    assert stages and all("baris=musim-2026-" in line for line in stages)


def test_a_retired_figure_leads_to_its_stage() -> None:
    page = text(open_page("sumber", bagian="sumber", baris="nas-2025-stage-entry"))
    assert "musim-2025-entry" in page.replace("\\", "")

"""Sumber: the national mean first, what differs, was corrected and is missing, one search."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from iga_core.analysis.disputes import Disputes
from iga_core.analysis.provenance import provenance
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import RECEIVED, rows_of
from pages._parts.sumber import search
from tests import on_file
from tests.opened import html_of, open_page, text

WORDS = load_words("id")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / "record" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def whole(**query: str) -> str:
    """All pages of a part or of a search, one after the other."""
    parts, page = [], 1
    while True:
        at = open_page("sumber", **query, hal=str(page))
        parts.append(text(at))
        page += 1
        if f"hal={page}" not in html_of(at):
            return "\n".join(parts)


def visible(page: str) -> str:
    """What is read of a page: no addresses of links, no signs that only Markdown needs."""
    return re.sub(r"\]\([^()\s]*\)", "]", page).replace("\\", "")


def test_corrections_stand_under_the_government_not_an_id() -> None:
    page = whole(bagian="koreksi")
    record = on_file.record()
    names = {region.code: region.name for region in record.register.regions}
    owners = {
        row["id"]: row["region_code"]
        for table in ("awards", "results", "region_facts")
        for row in _rows(table)
    }
    corrected = {row["row_id"] for row in _rows("corrections")} & set(owners)
    assert corrected
    for row_id in corrected:
        assert names[owners[row_id]] in page
        assert row_id not in visible(page)


def test_every_correction_is_on_the_page() -> None:
    page = whole(bagian="koreksi")
    for row in _rows("corrections"):
        assert f"baris={row['id']}" in page
    assert page.count("→") == len(_rows("corrections"))


def test_every_difference_is_on_the_page_by_the_governments_it_names() -> None:
    page = whole(bagian="perbedaan")
    named = Disputes(on_file.record()).of
    for code, found in named.items():
        name = on_file.record().register.get(code).name
        for dispute in found:
            (line,) = [one for one in page.splitlines() if f"baris={dispute['id']})" in one]
            assert name in line or "+" in line
    rows = [line for line in page.splitlines() if "baris=beda-" in line]
    assert len(rows) == len(_rows("disputes"))
    assert not re.search(r"beda-\d", visible(page))


def test_a_list_that_is_not_whole_says_how_many_names_are_missing_and_what_would_settle_it() -> (
    None
):
    page = visible(whole(bagian="petunjuk"))
    given = Counter(
        (row["programme"], row["year"], row["category"], row["level"])
        for row in _rows("awards")
        if row["status"] in RECEIVED
    )
    partial = 0
    for row in _rows("lists"):
        key = row["programme"], row["year"], row["category"], row["level"]
        missing = int(row["awarded"]) - given[key]
        line = f"| {WORDS.term('programme', key[0])} {key[1]}: {key[2]}, {key[3]} |"
        found = [one for one in page.splitlines() if one.startswith(line)]
        assert len(found) == (missing != 0), key
        if missing:
            partial += 1
            size = WORDS.number(int(row["awarded"]))
            told = WORDS("sumber.missing", missing=WORDS.number(missing), awarded=size)
            assert f"[{told}]" in found[0]
            assert WORDS("source.send") in found[0]
    assert partial


def test_the_national_mean_stands_first_with_its_years_and_rows() -> None:
    means = [row for row in _rows("national") if row["metric"] == "mean_index"]
    assert means
    first = html_of(open_page("sumber")).partition("</p>")[0]
    for row in means:
        assert row["value"].replace(".", ",") in first and f"({row['year']})" in first
        assert row["id"] in first


def test_values_that_differ_are_open_points_each_with_its_row() -> None:
    printed: dict[str, dict[str, set[str]]] = {}
    for row in _rows("national"):
        if row["metric"] in ("participants", "innovations") and row["scope"] == "all":
            printed.setdefault(f"{row['metric']} {row['year']}", {})[row["id"]] = {row["value"]}
    several = {name: ids for name, ids in printed.items() if len(ids) > 1}
    assert several
    shown = html_of(open_page("sumber"))
    for ids in several.values():
        for row_id in ids:
            (label,) = re.findall(rf'baris={row_id}" title="([^"]*)"', shown)
            assert WORDS("chart.cell.disputed", said="")[2:] in label
    assert shown.count('class="open"') >= sum(map(len, several.values()))


def test_one_search_finds_facts_scores_sources_differences_and_corrections() -> None:
    page = visible(whole(cari="wonogiri"))
    kinds = ("awards", "results", "disputes", "corrections", "sources")
    for kind in kinds:
        assert f"| {WORDS(f'sumber.kind_{kind}')} |" in page
    code = next(r.code for r in on_file.record().register.regions if "Wonogiri" in r.name)
    for table in ("awards", "results"):
        own = [row for row in _rows(table) if row["region_code"] == code]
        label = WORDS(f"sumber.kind_{table}")
        assert page.count(f"| {label} |") >= len(own) > 0


def test_a_search_takes_every_word_and_begins_with_the_open_part() -> None:
    at = open_page("sumber", bagian="sumber", cari="wordpers.id")
    rows = [line for line in text(at).splitlines() if line.startswith("| ")][2:]
    assert rows[0].startswith(f"| {WORDS('sumber.kind_sources')} |") and "wordpers" in rows[0]
    both = html_of(open_page("sumber", cari="wonogiri 2023"))
    one = html_of(open_page("sumber", cari="wonogiri"))
    number = r"ada dalam ([\d.]+) baris"
    assert 0 < int(re.findall(number, both)[0]) < int(re.findall(number, one)[0])


def test_a_source_looked_up_by_its_id_stands_first_with_all_that_is_known_of_it() -> None:
    """As a link to a source without an address of its own does."""
    row = next(row for row in _rows("sources") if not row["url"] and row["note"])
    at = open_page("sumber", bagian="sumber", cari=row["id"])
    told = visible([line for line in text(at).splitlines() if line.startswith("| ")][2])
    assert row["publisher"] in told and row["note"] in told
    assert WORDS.term("source_kind", row["kind"]) in told


def test_a_search_for_everything_has_an_end() -> None:
    page = whole(cari="a")
    rows = [line for line in page.splitlines() if f"[{WORDS('source.send')}]" in line]
    assert 0 < len(rows) <= search.MOST
    assert WORDS("sumber.found_most", most=search.MOST) in html_of(open_page("sumber", cari="a"))


def test_a_search_without_a_row_says_so_and_obeys_nothing() -> None:
    shown = html_of(open_page("sumber", cari="<b>zzqx</b>"))
    assert "&lt;b&gt;zzqx&lt;/b&gt;" in shown and "<b>zzqx" not in shown


@pytest.mark.parametrize("table", ["disputes", "corrections", "season", "categories"])
def test_a_row_of_every_kind_is_told_in_words(table: str) -> None:
    row = _rows(table)[0]
    shown = text(open_page("sumber", baris=row["id"]))
    told = {
        "disputes": row.get("claims", "")[:60],
        "corrections": "→",
        "season": WORDS.term("season_stage", row.get("stage", "")),
        "categories": row.get("category", ""),
    }[table]
    assert told
    assert told in shown.partition(WORDS("sumber.cite"))[0].replace("\\", "")


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
    shown = html_of(open_page("sumber", bagian="sumber"))
    assert "sumber baris ini" in shown
    assert f"{found.texts} naskah" in shown
    waiting = html_of(open_page("sumber", bagian="petunjuk"))
    assert f"belum dimasukkan: {len(leads)}" in waiting


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

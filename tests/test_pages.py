"""Every page, opened through the real entry point as a visitor does."""

import re
from datetime import date
from html import unescape

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from iga_core.analysis.default_years import preparing_year
from iga_core.analysis.season import next_stage
from iga_core.language import load_words
from iga_core.message import told
from iga_core.paths import ROOT
from iga_core.record import RECEIVED, BrokenDataError, UnfinishedChangeError, Violation, rows_of
from iga_core.record.witnesses import texts_of
from iga_core.regions import display_name
from iga_core.rules import cached_rulebook, rulebook_years
from pages._shared import atlas, filters, frame
from pages._shared.links import rows_address
from tests import on_file
from tests.listed import shown
from tests.listed import table as table_of
from tests.opened import APP, go, html_of, open_page, type_into

RECORD = on_file.record()
WORDS = load_words("id")
PAGES = frame.PAGES
AWARDS = len(RECORD.tables["awards"])
WITH_ROWS = {c for t in ("awards", "results") for c in RECORD.tables[t]["region_code"]}
WITHOUT_ROWS = [r.code for r in RECORD.register.participating(2025) if r.code not in WITH_ROWS]
PREPARED = cached_rulebook(preparing_year(RECORD, rulebook_years()))


def texts(at: AppTest | Block) -> str:
    """All text of a page or a part of it, one element a line."""
    kinds = ("header", "subheader", "markdown", "caption", "info", "warning", "error")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(at, kind))


def card(at: AppTest, year: int) -> str:
    """The text of one year's card on Daerah."""
    *_, found = (  # the innermost: the tab around it holds other things besides
        part
        for part in at.main
        if isinstance(part, Block) and [s.value for s in part.subheader] == [str(year)]
    )
    return texts(found)


@pytest.mark.parametrize("slug", PAGES)
def test_a_page_opens_clean_with_its_title_and_full_address(slug: str) -> None:
    at = open_page(slug)
    title = WORDS(f"page.{slug}")
    years = sorted(RECORD.award_years)
    if slug == "beranda":
        title = WORDS("beranda.title", first=years[0], last=years[-1])
    if slug == "daerah":
        title = display_name(RECORD.register.get(filters.BANYUWANGI))
    assert [element.value for element in at.title] == [title]
    forecast = WORDS("kriteria.forecast", year=PREPARED.assumes)
    assert {w.value for w in at.warning} <= ({forecast} if PREPARED.forecast else set())
    assert not at.error
    swatches = r':color\[.\]\{foreground="#[0-9a-f]{6}"\}'
    assert "{" not in re.sub(swatches, "", texts(at))
    assert at.query_params
    assert at.caption[-1].value == WORDS("frame.footer")


@pytest.mark.parametrize("slug", PAGES)
def test_a_page_stands_in_english_with_no_government_chosen(slug: str) -> None:
    assert not open_page(slug, bahasa="en", daerah=filters.ALL).error


TYPED = {
    slug: {param.name: "7" for param in table(RECORD) if param.options is None}
    for slug, table in filters.TABLES.items()
}


@pytest.mark.parametrize(
    "slug", [slug for slug, typed in TYPED.items() if typed and slug != "beranda"]
)
def test_every_box_for_text_shows_what_the_address_says_and_writes_it(slug: str) -> None:
    """A box whose key is not its parameter's neither shows the address nor is read."""
    at = open_page(slug, **TYPED[slug])
    assert at.text_input
    for box in at.text_input:
        assert str(box.key).removeprefix(f"{slug}_") in TYPED[slug]
        assert box.value == "7"
    name = str(at.text_input[-1].key).removeprefix(f"{slug}_")
    at.text_input[-1].set_value("8").run()
    assert at.query_params[name] in ("8", ["8"])


@pytest.mark.parametrize("slug", PAGES)
def test_a_wrong_address_is_named_on_the_page(slug: str) -> None:
    at = open_page(slug, tahum="2020", bahasa="xx")
    warnings = [element.value for element in at.warning]
    assert "Bahasa `xx` belum tersedia. Ditampilkan: Indonesia." in warnings
    assert any("`tahum`" in warning for warning in warnings)


@pytest.mark.parametrize(
    ("slug", "name", "given", "used"),
    [
        ("penghargaan", "jenis", "desa", "semua"),
        ("penghargaan", "tahun", "abad", "semua"),
        ("daerah", "daerah", "99.99", filters.BANYUWANGI),
        ("daerah", "daerah", "91.01", "93.01"),
        ("bandingkan", "dengan", "Atlantis", "17.71"),
        ("sumber", "bagian", "peta", "angka"),
    ],
)
def test_a_value_that_cannot_be_read_is_named_with_what_is_shown(
    slug: str, name: str, given: str, used: str
) -> None:
    at = open_page(slug, **{name: given})
    (warning,) = (element.value for element in at.warning)
    assert all(f"`{part}`" in warning for part in (name, given, used))
    assert at.query_params[name] == used


def test_beranda_shows_another_year_with_its_own_figures() -> None:
    at = open_page("beranda", tahun="2024")
    before = [(metric.label, metric.value) for metric in at.metric]
    at.selectbox(key="beranda_tahun").select("2020").run()
    after = [(metric.label, metric.value) for metric in at.metric]
    assert [label for label, _ in before] == [label for label, _ in after]
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert at.query_params["tahun"] == "2020"


def test_beranda_shows_every_number_that_a_source_prints() -> None:
    at = open_page("beranda", tahun="2020")
    (innovations,) = (m.value for m in at.metric if m.label == WORDS("term.metric.innovations"))
    assert {"17.779", "14.897"} <= set(innovations.split(" atau "))
    assert WORDS("figure.disputed") in texts(at)


def test_beranda_ends_each_figure_with_its_source() -> None:
    captions = [element.value for element in open_page("beranda", tahun="2020").caption]
    figures = [line for line in captions if re.match(r"[\d.,]+ ·", line)]
    assert len(figures) >= 3
    assert all("[Sumber](" in line or "[Sumber baris ini](" in line for line in figures)


def test_beranda_says_its_best_sentence_with_its_proof_and_shows_who_received_most() -> None:
    at = open_page("beranda")
    code, sentence = atlas.headlines().best()
    shown = html_of(at)
    assert told(sentence.text, WORDS) in shown
    assert rows_address(sentence.rows) in unescape(shown)
    for winner in atlas.recipients().most_often(9):
        assert display_name(RECORD.register.get(winner)) in shown
    assert f"daerah={code}" in shown
    assert not at.metric  # the national picture is made when it is opened
    assert not at.get("vega_lite_chart")


def test_most_often_counts_years_received_and_no_claim() -> None:
    found = atlas.recipients().most_often(len(RECORD.register.regions))
    awards = RECORD.tables["awards"]
    counted = awards[(awards["programme"] == "IGA") & awards["status"].isin(RECEIVED)]
    years = counted.groupby("region_code")["year"].nunique()
    assert set(found) == set(years.index)
    assert [years[code] for code in found] == sorted(years, reverse=True)


@pytest.mark.parametrize(
    ("day", "stage"), [("2030-01-01", "entry"), ("2030-02-02", "ceremony"), ("2030-02-03", None)]
)
def test_the_next_stage_is_the_nearest_whole_day_on_file(day: str, stage: str | None) -> None:
    rows = tuple(
        {"stage": name, "from_on": start, "to_on": end}
        for name, start, end in (
            ("letter", "2029-01", ""),
            ("ceremony", "2030-02-02", "2030-02-02"),
            ("entry", "", "2030-01-31"),
        )
    )
    found = next_stage({2030: rows}, date.fromisoformat(day))
    assert (found["stage"] if found else None) == stage


def find(typed: str) -> tuple[AppTest, str]:
    """Beranda after something was typed into the find box, and the text of the answer."""
    at = open_page("beranda")
    type_into(at.selectbox(key="beranda_box"), typed)
    at.run()
    return at, texts(at)


def regions_in(text: str) -> list[str]:
    """The regions a text links to, in its order."""
    return list(dict.fromkeys(re.findall(r"\]\(/daerah\?daerah=([\d.]+)", text)))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Solok", {"13.02", "13.72"}),
        ("Pemkot Banda Aceh", {"11.71"}),
        ("17,71", {"17.71"}),
        ("1. Kab. Lahat", {"16.04"}),
        ("Kota Solo", {"33.72"}),
    ],
)
def test_the_find_box_leads_to_all_that_a_name_may_mean(typed: str, codes: set[str]) -> None:
    at, answer = find(typed)
    if len(codes) == 1:  # there is nothing to choose: the government itself is gone to
        assert {at.selectbox(key="daerah_daerah").value} == codes
        return
    meant, *_ = answer.split(WORDS("beranda.find_containing", name=f"`{typed}`"))
    assert set(regions_in(meant)) == codes
    assert at.query_params["cari"] == typed


def test_a_government_chosen_in_the_find_box_is_gone_to() -> None:
    at = open_page("beranda")
    at.selectbox(key="beranda_box").set_value("17.71").run()
    assert at.query_params["daerah"] in ("17.71", ["17.71"])
    assert at.selectbox(key="daerah_daerah").value == "17.71"


def test_the_find_box_lists_names_that_hold_the_word_after_the_name_itself() -> None:
    _, answer = find("bengkulu")
    assert regions_in(answer) == ["17", "17.71", "17.01", "17.03", "17.09"]
    _, answer = find("sumba")
    assert regions_in(answer)[:4] == ["53.11", "53.12", "53.17", "53.18"]


@pytest.mark.parametrize(
    ("typed", "code", "years"),
    [
        ("Toba Samosir", "12.12", "1998\N{EN DASH}2020"),
        ("Kabupaten Pontianak", "61.02", "1959\N{EN DASH}2014"),
        ("91.02", "95.01", WORDS("former.until", last=2022)),
    ],
)
def test_the_find_box_says_when_an_old_name_held(typed: str, code: str, years: str) -> None:
    _, answer = find(typed)
    assert regions_in(answer) == [code]
    assert years in answer


def test_daerah_names_what_the_government_used_to_be_called() -> None:
    at = open_page("daerah", daerah="Kabupaten Toba Samosir", bagian="bukti")
    assert [title.value for title in at.title] == ["Kabupaten Toba"]
    shown = texts(at)
    assert WORDS("daerah.old_names", names="[Toba Samosir (berlaku 1998\N{EN DASH}2020)](") in shown
    row = texts(open_page("sumber", bagian="sumber", baris="nama-12.12-Toba_Samosir"))
    assert "PP 14/2020" in row
    assert WORDS("daerah.old_names", names="") not in texts(
        open_page("daerah", daerah="11.71", bagian="bukti")
    )


def test_a_code_with_a_comma_in_the_address_is_no_other_government() -> None:
    at = open_page("daerah", daerah="71,71")
    assert at.selectbox(key="daerah_daerah").value == "71.71"
    lost_zero = texts(open_page("daerah", daerah="12.1"))
    assert "12.01" in lost_zero
    assert "12.10" in lost_zero


def test_the_find_box_says_that_a_name_is_unknown() -> None:
    at = open_page("beranda")
    type_into(at.selectbox(key="beranda_box"), "Atlantis")
    assert WORDS("beranda.find_nothing", name="`Atlantis`") in texts(at.run())  # none is near


def recount(year: int, kind: str, level: str) -> int:
    """The number of awards, counted from the files alone."""
    awards = pd.read_csv(ROOT / "data/record/awards.csv", dtype=str)
    regions = pd.read_csv(ROOT / "data/regions/regions.csv", dtype=str)
    both = awards.merge(regions, left_on="region_code", right_on="code")
    fits = (both["year"] == str(year)) & (both["type"] == kind) & (both["level"] == level)
    return int(fits.sum())


def listed(at: AppTest) -> int:
    """How many rows Penghargaan says its list has."""
    (part,) = [link for link in shown(at).links if link.part == "parts" and link.current]
    return int(part.text.rpartition(" ")[2].replace(".", ""))


def test_penghargaan_finds_as_many_as_the_files_hold() -> None:
    at = open_page("penghargaan", tahun="semua")
    assert listed(at) == AWARDS
    query = {"tahun": "2020", "jenis": "kota", "tingkat": "Sangat Inovatif"}
    at = open_page("penghargaan", **query)
    assert 0 < listed(at) == recount(2020, "kota", "Sangat Inovatif")
    assert listed(open_page("penghargaan", **at.query_params)) == listed(at)


def receivers(at: AppTest) -> set[str]:
    """Who stands in the list of Penghargaan, without the mark of a dispute."""
    names = table_of(at, "awards").column(WORDS("column.region_name"))
    return {name.removeprefix("≠ ") for name in names}


def test_penghargaan_can_be_searched_by_a_name_or_a_part_of_one() -> None:
    at = open_page("penghargaan", tahun="semua", nama="Kota Bengkulu")
    assert receivers(at) == {"Kota Bengkulu"}
    at.text_input(key="penghargaan_nama").set_value("hulu sungai").run()
    names = {"Hulu Sungai Selatan", "Hulu Sungai Tengah", "Hulu Sungai Utara"}
    found = receivers(at)
    assert found and found <= {f"Kabupaten {name}" for name in names}


def test_penghargaan_says_that_an_empty_result_is_no_proof() -> None:
    assert recount(2017, "kota", "Terinovatif") == 0
    at = open_page("penghargaan", tahun="2017", jenis="kota", tingkat="Terinovatif")
    assert listed(at) == 0
    assert [element.value for element in at.info] == [WORDS("penghargaan.empty")]


def test_kota_bengkulu_2020_reads_as_reported() -> None:
    at = open_page("daerah", daerah="17.71", tahun="2020")
    text = card(at, 2020)
    assert "**Sangat Inovatif** · sesi III" in text
    assert "44 inovasi" in text
    assert WORDS("year.not_found", fields=f"{WORDS('label.score')}, {WORDS('label.rank')}") in text
    assert text.count("[Sumber](") >= 3


def test_kota_banda_aceh_2020_reads_as_reported() -> None:
    text = card(open_page("daerah", daerah="11.71", tahun="2020"), 2020)
    assert "**Sangat Inovatif** · sesi I (" in text


def test_kota_bandar_lampung_2020_reads_as_reported() -> None:
    text = card(open_page("daerah", daerah="18.71", tahun="2020"), 2020)
    assert "**2.501 (skala jumlah 2020)**" in text
    assert "**Predikat indeks:** **Sangat Inovatif**. [Sumber" in text
    assert "18 inovasi" in text


def test_medan_2021_is_a_smart_city_award_and_iga_awards_were_not_found() -> None:
    at = open_page("daerah", daerah="12.71", tahun="2021")
    awards = RECORD.tables["awards"]
    own = awards[(awards["region_code"] == "12.71") & (awards["programme"] == "IGA")]
    fact = f"**{WORDS('daerah.fact_awards')}**\n\nbelum ada yang ditemukan"
    proof = texts(open_page("daerah", daerah="12.71", bagian="bukti"))
    assert (fact in proof) == own.empty
    text = card(at, 2021)  # one list of kota is complete without it, the other is not
    assert "**Penghargaan IGA:** –\xa0tidak tercantum dalam daftar lengkap ([Kota" in text
    assert "daftar yang tidak diketahui lengkap: [Kota Terinovatif]" in text
    assert "**Penghargaan Smart City:** Smart City · Smart Governance" in text
    assert "tidak ada" not in texts(at).replace(WORDS("frame.footer"), "")


@pytest.mark.parametrize("code", WITHOUT_ROWS[:1])
def test_a_government_without_any_row_says_what_was_searched(code: str) -> None:
    at = open_page("daerah", daerah=code, tahun="semua")
    (info,) = (element.value for element in at.info)
    for table, unit in (
        ("awards", "penghargaan"),
        ("results", "pernyataan"),
        ("sources", "sumber"),
    ):
        assert f"{len(RECORD.tables[table])} {unit}" in info
    assert not [element.value for element in at.subheader if element.value.isdecimal()]


def test_a_unit_that_is_not_autonomous_says_so_and_claims_nothing() -> None:
    at = open_page("daerah", daerah="31.71", tahun="semua")
    (sentence,) = atlas.headlines().of("31.71")
    assert told(sentence.text, WORDS) in html_of(at)
    assert "<figure" not in html_of(at)
    assert "Penghargaan IGA" not in texts(at)
    assert not open_page("daerah", daerah="31.71", bagian="bukti").exception


@pytest.mark.parametrize("part", filters.SOURCE_PARTS)
def test_every_part_of_sumber_opens(part: str) -> None:
    at = open_page("sumber", bagian=part)
    assert not at.warning and not at.error
    assert len(texts(at)) > 500 or len(at.dataframe[0].value) == len(RECORD.tables["sources"])


def test_sumber_shows_all_sources_of_one_row() -> None:
    row = max(rows_of(RECORD.tables["awards"]), key=lambda row: len(row["source_ids"].split()))
    texts_of_row = texts_of(
        source
        for source in rows_of(RECORD.tables["sources"])
        if source["id"] in row["source_ids"].split()
    )
    at = open_page("sumber", bagian="sumber", baris=row["id"])
    assert not at.warning
    assert f"bersumber dari {len(texts_of_row)} naskah" in texts(at)
    links = [s["url"] for s in rows_of(RECORD.tables["sources"]) if s["id"] in row["source_ids"]]
    assert all(url in texts(at) for url in links)


def test_sumber_explains_an_id_that_no_row_has() -> None:
    at = open_page("sumber", bagian="sumber", baris="iga-1999")
    assert [e.value for e in at.warning] == [WORDS("sumber.unknown_row", id="`iga-1999`")]


def test_a_choice_survives_a_change_of_page() -> None:
    at = open_page("daerah", daerah="17.71", tahun="2020")
    assert go(at, "bandingkan").query_params["daerah"] == "17.71"
    assert go(at, "penghargaan").query_params["tahun"] == "2020"
    assert go(at, "beranda").query_params["tahun"] == "2020"


def test_a_search_among_sources_is_no_search_for_a_region() -> None:
    at = open_page("sumber", bagian="sumber", cari="wordpers")
    assert go(at, "beranda").query_params["cari"] in ("", [""])


def test_broken_data_are_refused_in_the_words_of_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    violation = Violation(
        "record/awards.csv", 7, "level", "Juara", "date_outside_year", {"year": 2020}
    )

    def refuse() -> bool:
        raise BrokenDataError([violation])

    monkeypatch.setattr(atlas, "warm", refuse)
    at = AppTest.from_file(APP, default_timeout=60).run()
    assert not at.exception
    assert [element.value for element in at.error] == [WORDS("frame.broken_data", number=1)]
    (line,) = (element.value for element in at.markdown)
    assert all(part in line for part in ("baris 7", "kolom level", "“Juara”", "2020"))
    assert not at.title and not at.metric


def test_data_in_the_middle_of_a_change_are_a_calm_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Visitors are asked to wait; what to run is told to the operator alone, in the log."""

    def refuse() -> bool:
        raise UnfinishedChangeError

    monkeypatch.setattr(atlas, "warm", refuse)
    at = AppTest.from_file(APP, default_timeout=60).run()
    assert not at.exception and not at.error
    assert [element.value for element in at.info] == [WORDS("frame.renewed")]
    assert not at.title and not at.markdown
    assert WORDS("violation.unfinished_change") in capsys.readouterr().out


@pytest.mark.parametrize(("slug", "part"), [("daerah", {"bagian": "serupa"})])
def test_no_cell_that_only_says_unknown_looks_like_a_value(slug: str, part: dict[str, str]) -> None:
    page = texts(open_page(slug, daerah="94.05", **part))
    words = {WORDS(m) for m in WORDS.ids if re.search(r"\.(unknown(_cell)?|no_index)$", m)}
    rows = [line.split(" | ") for line in page.split("\n") if line.startswith("| ")]
    assert not words & {cell.strip("| ") for row in rows for cell in row}
    assert any(":gray[" in cell for row in rows for cell in row)

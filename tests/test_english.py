"""The English pages: chosen by the address alone, kept everywhere, and English throughout."""

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.declared.glossary import cached_glossary
from iga_core.declared.law import ANSWERS
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.portfolio import vocabularies
from iga_core.regions import display_name
from iga_core.rules import cached_rulebook
from pages._parts.cek_mandiri import session
from pages._shared import filters, frame, links
from pages._shared import words as pages_words
from tests import on_file
from tests.opened import open_page
from tests.spoken import cells, spoken

ID, EN = load_words("id"), load_words("en")
RECORD = on_file.record()
LONG = 16  # letters of a run that no English text holds by chance


@cache
def data() -> str:
    """All that the data say: what stands there is no text of ours."""
    tables = RECORD.tables.values()
    said = [str(value) for table in tables for name in table for value in table[name].unique()]
    said += [path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*.toml"))]
    return "\n".join(said)


@cache
def official() -> frozenset[str]:
    """Official terms, and the codes that options go by below their names."""
    forms = {form for term in cached_glossary().values() for form in term.forms}
    codes = {code for of in vocabularies(cached_rulebook(2026)).values() for code in of}
    return frozenset({*forms, *codes, ID("frame.language_name"), *data().split("\n")})


def runs() -> Iterator[tuple[str, str]]:
    """Each message's longest run of words without a blank, where English says it otherwise."""
    for message in sorted(ID.ids):
        if ID(message) != EN(message):
            run = max((part for part, *_ in Formatter().parse(ID(message))), key=len).strip()
            if len(run) >= LONG and " " in run and run not in data():
                yield message, run


def wholes() -> dict[str, str]:
    """The messages without blanks by their text, where English says it otherwise."""
    own = {m: ID(m).strip() for m in ID.ids if ID(m) != EN(m) and "{" not in ID(m)}
    return {text: m for m, text in own.items() if text not in official()}


def indonesian(at: AppTest) -> list[str]:
    """The messages that stand on a page in Indonesian."""
    texts = list(spoken(at))
    page, words = "\n".join(texts), set[str]().union(*map(cells, texts))
    known = wholes()
    return [message for message, run in runs() if run in page] + [
        known[word] for word in words if word in known
    ]


def query_of(at: AppTest) -> dict[str, str]:
    values = {n: [v] if isinstance(v, str) else list(v) for n, v in at.query_params.items()}
    return {name: ",".join(said) for name, said in values.items()}


VIEWS = [
    *((slug, {}) for slug in frame.PAGES),
    ("beranda", {"cari": "solok"}),
    ("beranda", {"daerah": "17.71"}),
    ("penghargaan", {"tanya": "first_time", "tahun": "2022"}),
    ("penghargaan", {"penghargaan": str(RECORD.tables["awards"]["id"].iloc[0])}),
    ("peta", {"tampilan": "ubin", "daerah": "11.71"}),
    ("peta", {"ukuran": "score", "tahun": "2022"}),
    ("daerah", {"daerah": "31.01"}),
    ("bandingkan", {"daerah": "17.71", "dengan": "11.71,36.71", "tolok": "provinsi,serupa"}),
    ("peringkat", {"tahun": "2022", "daerah": "17.71"}),
    ("peringkat", {"bagian": "perpindahan"}),
    ("peringkat", {"bagian": "kepesertaan"}),
    ("kriteria", {"daerah": "11.71"}),
    ("aturan", {"skor": "62"}),
    ("hukum", {"tanggal": "2023-05"}),
    ("hukum", {"bagian": "kriteria"}),
    ("hukum", {"bagian": "kategori", "dengan": "17.71"}),
    *(("sumber", {"bagian": part}) for part in filters.SOURCE_PARTS[1:]),
    ("sumber", {"cari": "wonogiri"}),
    ("sumber", {"lapor": "iga-2020-kota-sangat-inovatif-17.71"}),
    ("glosarium", {"istilah": "iid"}),
    *((slug, {"tahun": "1999", "x": "1"}) for slug in ("beranda", "sumber")),
]


@pytest.mark.parametrize(("slug", "query"), VIEWS, ids=str)
def test_a_page_opened_in_english_says_nothing_of_ours_in_indonesian(
    slug: str, query: dict[str, str]
) -> None:
    open_page(slug, **query)  # first in Indonesian: nothing made for it may stand on the other
    at = open_page(slug, **query, bahasa="en")
    assert query_of(at)["bahasa"] == "en"
    title = EN(f"page.{slug}")
    if slug == "beranda" and "tahun" not in query:
        years = sorted(on_file.record().award_years)
        title = EN("beranda.title", first=years[0], last=years[-1])
    if slug == "daerah":  # a government's name is its own
        code = query.get("daerah", filters.BANYUWANGI)
        title = display_name(on_file.record().register.get(code))
    assert [element.value for element in at.title] == [title]
    assert indonesian(at) == []


@pytest.mark.parametrize("part", filters.CHECK_PARTS)
def test_each_part_of_the_workbench_is_english(part: str) -> None:
    at = open_page("cek_mandiri", bahasa="en", bagian=part)
    at.button(key="cek_mandiri_example").click().run()
    assert not at.exception
    assert session.HELD in at.session_state
    assert indonesian(at) == []


def test_the_search_for_indonesian_finds_it_where_it_is() -> None:
    assert len(indonesian(open_page("beranda"))) > 20


def switched(at: AppTest, language: str) -> AppTest:
    at.segmented_control(key="frame_language").set_value(language).run()
    assert not at.exception
    return at


@pytest.mark.parametrize("slug", frame.PAGES)
def test_the_switch_changes_the_language_and_nothing_else_of_the_address(slug: str) -> None:
    at = open_page(slug)
    before = query_of(at)
    assert before["bahasa"] == "id"
    assert query_of(switched(at, "en")) == {**before, "bahasa": "en"}
    assert query_of(switched(at, "id")) == before


def test_a_choice_is_kept_by_the_switch() -> None:
    at = open_page("penghargaan", tahun="2020", nama="Bengkulu")
    at = switched(at, "en")
    assert query_of(at)["tahun"] == "2020"
    assert at.text_input(key="penghargaan_nama").value == "Bengkulu"


def test_the_menu_goes_on_in_the_same_language() -> None:
    at = switched(open_page("beranda"), "en")
    at.query_params = {}  # as the menu leaves it
    at.switch_page("pages/aturan.py").run()
    assert [element.value for element in at.title] == [EN("page.aturan")]
    assert query_of(at)["bahasa"] == "en"


def test_an_address_says_its_language_whatever_the_visit_was_in() -> None:
    at = switched(open_page("beranda"), "en")
    at.query_params = {"bahasa": "id"}
    at.switch_page("pages/aturan.py").run()
    assert [element.value for element in at.title] == [ID("page.aturan")]


@pytest.mark.parametrize("slug", frame.PAGES)
def test_every_link_to_a_page_of_ours_carries_the_language(slug: str) -> None:
    own = re.compile(rf"(?:\]\(|href=\")((?:/(?:{'|'.join(frame.PAGES)}))?\?[^)\s\"]*)")
    found = own.findall("\n".join(spoken(open_page(slug, bahasa="en"))))
    assert found
    assert not [address for address in found if "bahasa=en" not in address]


def test_a_link_without_a_language_is_indonesian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_words._spoken, "words", ID)
    assert links.href("aturan", tahun="2025") == "/aturan?tahun=2025"


def test_the_browser_is_told_the_language_of_the_page() -> None:
    for language in ("id", "en"):
        told = f'document.documentElement.lang = "{language}"'
        assert sum(told in text for text in spoken(open_page("aturan", bahasa=language))) == 1


def test_the_work_of_a_visit_outlives_the_switch() -> None:
    at = open_page("cek_mandiri", bagian="isi")
    at.button(key="cek_mandiri_example").click().run()
    row = {"edited_rows": {0: {"name": "Satu"}}, "added_rows": [], "deleted_rows": []}
    at.session_state["cek_mandiri_items_0"] = row
    at.run()
    before = at.session_state[session.HELD].portfolio
    assert before.innovations[0].name == "Satu"
    for language in ("en", "id", "en"):
        at = switched(at, language)
        assert at.session_state[session.HELD].portfolio == before
        assert any("Satu" in text for text in spoken(at))
    assert any(EN("cek_mandiri.unsaved") in text for text in spoken(at))


def test_answers_given_before_the_switch_are_kept() -> None:
    at = open_page("cek_mandiri", bagian="hukum")
    at.button(key="cek_mandiri_example").click().run()
    rows = {0: dict.fromkeys(ANSWERS, "tidak")}
    edits = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    at.session_state["cek_mandiri_answers_0"] = edits
    at.run()
    before = at.session_state[session.HELD].portfolio
    assert {getattr(before.innovations[0], field) for field in ANSWERS} == {"tidak"}
    assert switched(at, "en").session_state[session.HELD].portfolio == before

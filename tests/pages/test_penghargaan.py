"""Penghargaan as a reporter uses it: strip, list, questions, a row, citation, files, counts."""

import csv
import re
from collections import Counter
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.analysis.lists import key_of
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import Row
from iga_core.record.ids import IdReading
from iga_core.regions import display_name
from pages._parts.penghargaan.asked import asked
from pages._shared import atlas, filters
from tests import on_file
from tests.listed import Field, Link, shown, table
from tests.opened import file_links, html_of, open_page, text

WORDS = load_words("id")
RECORD = on_file.record()
AWARDS = RECORD.tables["awards"]
REGISTER = RECORD.register
SUMATERA = {r.code for r in REGISTER.regions if r.island_group == "Sumatera"}
RECEIVED = ("reported", "derived")
A_PAGE = filters.AWARDS_A_PAGE


def name_of(code: str) -> str:
    return display_name(REGISTER.get(code))


def listed_as(category: str, year: int, level: str) -> ListCount:
    """The IGA list of a category, year and level, with how much of it is on file."""
    wanted = ("IGA", year, category, level)
    return next(count for count in list_counts(RECORD) if key_of(count) == wanted)


def rows_asked(query: dict[str, str]) -> list[Row]:
    """The rows that an address stands for, read by the page's own table."""
    values = filters.read(filters.TABLES["penghargaan"](RECORD), query).values
    positions = asked(RECORD, values).counts.positions
    return [atlas.facets().awards[i] for i in positions]


def opened(at: AppTest) -> list[str]:
    """The ids of the rows that the names of the list open."""
    found = table(at, "awards")
    return [link.query["penghargaan"] for row in found.rows[1:] for link in _named(row)]


def _named(row: list[Field]) -> list[Link]:
    return [link for cell in row if cell.head for link in cell.links]


def ids_of(at: AppTest, **query: str) -> list[str]:
    """The ids of every row of a list, page by page; ``at``: its first page."""
    pages = [link.query for link in shown(at).links if link.part == "pages"]
    if not pages:
        return opened(at)
    return [i for page in pages for i in opened(open_page("penghargaan", **{**query, **page}))]


def headline(at: AppTest) -> str:
    return shown(at).headline


def with_box(at: AppTest, name: str) -> AppTest:
    """The page with one of its boxes open."""
    at.session_state[f"penghargaan_{name}"] = True
    return at.run()


def options(at: AppTest, name: str) -> list[Link]:
    """The options of a facet in the open box of filters: those that change its parameter."""
    now = dict(at.query_params)
    return [
        link
        for link in shown(at).links
        if link.part == "choices" and link.query.get(name, "semua") != now[name]
    ]


def downloads(at: AppTest) -> dict[str, str | None]:
    return {link.label: link.address for link in file_links(at)}


VIEWS: list[dict[str, str]] = [
    {},
    {"tahun": "2020"},
    {"tahun": "2024", "jenis": "kota"},
    {"tahun": "2025", "nama": "Kota Tangerang"},
    {"tanya": "in_a_row"},
    {"tanya": "in_a_row", "tingkat": "Terinovatif"},
    {"tanya": "in_a_row", "tingkat": "Terinovatif", "tahun": "2022", "jenis": "kota"},
    {"tanya": "dropped_out", "tahun": "2023"},
    {"tanya": "first_time", "tahun": "2024"},
    {"tanya": "same_name", "jenis": "kabupaten"},
]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_number_on_the_page_is_of_the_rows_listed(view: dict[str, str]) -> None:
    at = open_page("penghargaan", **view)
    rows = rows_asked(view)
    assert Counter(ids_of(at, **view)) == Counter(row["id"] for row in rows)
    number = WORDS.number
    (part,) = [link for link in shown(at).links if link.part == "parts" and link.current]
    assert part.text.endswith(number(len(rows)))
    files = downloads(with_box(at, "take"))
    assert f"Unduh yang terlihat ({number(len(rows))} baris)" in files
    assert f"Unduh semua ({number(len(AWARDS))} baris)" in files
    counted = open_page("penghargaan", **{**view, "bagian": "silang"})
    names = sum(row["status"] in RECEIVED for row in rows)
    assert table(counted, "crosstab").rows[-1][-1].text == number(names)
    if "tanya" in view:
        answer = [link for link in shown(at).links if link.part == "governments"]
        codes = {link.query["daerah"] for link in answer if "daerah" in link.query}
        assert codes == {row["region_code"] for row in rows}


def test_what_is_not_counted_stands_last_hollow_and_named() -> None:
    at = open_page("penghargaan", tahun="2024")
    expected = {
        "claimed": f"○\N{NO-BREAK SPACE}{WORDS('penghargaan.own_claim')}",
        "index_only": f"○\N{NO-BREAK SPACE}{WORDS('penghargaan.index_only')}",
    }
    status = AWARDS.set_index("id")["status"]
    order = [status[i] in RECEIVED for i in ids_of(at, tahun="2024")]
    assert order == sorted(order, reverse=True)
    assert not all(order)
    last = [link.query for link in shown(at).links if link.part == "pages"][-1]
    end = open_page("penghargaan", **last)
    for said, award_id in zip(
        table(end, "awards").column(WORDS("column.status")), opened(end), strict=True
    ):
        plainly = {"reported": "", "derived": WORDS.term("award_status", "derived")}
        assert said == {**plainly, **expected}[status[award_id]]


def test_a_column_without_a_value_is_not_drawn() -> None:
    at = open_page("penghargaan", tahun="2017", kategori="Kota")
    rows = rows_asked({"tahun": "2017", "kategori": "Kota"})
    assert all(row["rank"] is None and row["status"] == "reported" for row in rows)
    head = table(at, "awards").head
    assert {WORDS("column.rank"), WORDS("column.status"), WORDS("column.year")}.isdisjoint(head)
    assert WORDS("column.province") in head


def csv_rows() -> list[dict[str, str]]:
    with (DATA / "record" / "awards.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def three_running(levels: set[str]) -> dict[str, set[int]]:
    """Who has an IGA award of ``levels`` in three years running, with those years: by the CSV."""
    years: dict[str, set[int]] = {}
    for row in csv_rows():
        if row["programme"] == "IGA" and row["level"] in levels and row["status"] in RECEIVED:
            years.setdefault(row["region_code"], set()).add(int(row["year"]))
    found = {}
    for code, have in years.items():
        starts = [year for year in have if {year, year + 1, year + 2} <= have]
        if starts:
            found[code] = {year + step for year in starts for step in range(3)}
    return found


@pytest.mark.parametrize("level", ["Terinovatif", "Sangat Inovatif", ""])
def test_repeated_answers_with_governments_running_and_ended(level: str) -> None:
    query = {"bagian": "berulang", **({"tingkat": level} if level else {})}
    at = open_page("penghargaan", **query)
    levels = {level} if level else set(RECORD.schema.vocabularies["level"])
    expected = three_running(levels)
    newest = max(RECORD.award_years)
    running = {code for code, years in expected.items() if newest in years}
    matrices = [one for one in shown(at).tables if one.name == "matrix"]
    drawn = [
        {link.query["daerah"] for row in one.rows[1:] for link in _named(row)} for one in matrices
    ]
    assert drawn == [codes for codes in (running, set(expected) - running) if codes]
    number = WORDS.number
    said = headline(at)
    for count in (len(expected), len(running), len(expected) - len(running)):
        assert number(count) in re.findall(r"[0-9.]+", said)


def test_a_ready_made_question_names_every_year_of_the_answer() -> None:
    at = open_page("penghargaan", tanya="in_a_row", tingkat="Terinovatif")
    expected = three_running({"Terinovatif"})
    answer = [link for link in shown(at).links if link.part == "governments"]
    years: dict[str, set[int]] = {}
    code = ""
    for link in answer:
        if "daerah" in link.query:
            code = link.query["daerah"]
        else:
            years.setdefault(code, set()).add(int(link.text))
            award = AWARDS.set_index("id").loc[link.query["penghargaan"]]
            assert (award["region_code"], str(award["year"])) == (code, link.text)
    assert years == expected
    lists = [c for c in list_counts(RECORD) if (c.programme, c.level) == ("IGA", "Terinovatif")]
    number = sum(not count.complete for count in lists)
    assert WORDS("preset.incomplete_lists", number=number, lists=len(lists)) in text(at)


def test_a_list_opens_with_its_own_rank_one() -> None:
    at = open_page("penghargaan", tahun="2023", jenis="kota", tingkat="Terinovatif")
    found = table(at, "awards")
    assert found.head[0] == WORDS("column.rank")
    ranked = [int(rank) for rank in found.column(WORDS("column.rank")) if rank]
    assert ranked == sorted(ranked)
    first = AWARDS[
        (AWARDS["year"] == 2023) & (AWARDS["category"] == "Kota") & (AWARDS["rank"] == 1)
    ]
    assert opened(at)[0] == first["id"].iloc[0]


@pytest.mark.parametrize("by", [{"kategori": "Kota"}, {"jenis": "kota"}], ids=str)
def test_a_complete_list_is_said_with_or_without_its_programme(by: dict[str, str]) -> None:
    mine = listed_as("Kota", 2023, "Terinovatif")
    sentence = atlas.headlines().award_list(2023, "Terinovatif", "Kota")
    assert mine.complete
    for programme in ({}, {"program": "IGA"}):
        at = open_page("penghargaan", tahun="2023", tingkat="Terinovatif", **by, **programme)
        assert headline(at).startswith(WORDS(sentence.text.id, **sentence.text.values))


def test_the_page_opens_on_the_newest_ceremony_unfiltered() -> None:
    at = open_page("penghargaan")
    assert str(max(RECORD.award_years)) in headline(at)
    status = AWARDS.set_index("id")["year"]
    assert {status[i] for i in opened(at)} == {max(RECORD.award_years)}
    assert not [link for link in shown(at).links if link.part == "chips" and "×" in link.text]
    assert not [
        link for link in shown(at).links if link.current and link.part not in ("parts", "pages")
    ]


def cells_of(at: AppTest) -> list[Link]:
    """The cells of the strip that lead somewhere, the heads of its years left out."""
    return [link for row in table(at, "heat").rows[1:] for cell in row for link in cell.links]


@pytest.mark.parametrize("programme", ["IGA", "SmartCity"])
def test_a_cell_opens_exactly_its_rows(programme: str) -> None:
    at = open_page("penghargaan", program=programme)
    found = cells_of(at)
    assert found
    held: Counter[str] = Counter()
    for link in found:
        rows = rows_asked({"program": programme, **link.query})
        received = [row["id"] for row in rows if row["status"] in RECEIVED]
        assert int(link.text.split(" ")[0]) == len(received)
        held.update(received)
    mine = AWARDS[(AWARDS["programme"] == programme) & AWARDS["status"].isin(RECEIVED)]
    assert held == Counter(mine["id"])


def test_a_pressed_cell_is_marked_and_pressed_again_takes_itself_back() -> None:
    link = next(one for one in cells_of(open_page("penghargaan")) if "," in one.query["kategori"])
    at = open_page("penghargaan", **link.query)
    (marked,) = [one for one in cells_of(at) if one.current]
    assert marked.text == link.text
    back = {name: marked.query.get(name, "semua") for name in ("tahun", "tingkat", "kategori")}
    assert set(back.values()) == {"semua"}


@pytest.mark.parametrize(
    "query",
    [
        {"tahun": "2022", "nama": "Kota Banda Aceh"},
        {"tahun": "2022", "tingkat": "Terinovatif", "jenis": "kota", "provinsi": "11"},
    ],
    ids=str,
)
def test_a_known_absence_is_said(query: dict[str, str]) -> None:
    assert listed_as("Kota", 2022, "Terinovatif").complete
    at = open_page("penghargaan", **query)
    assert not opened(at)
    (said,) = (element.value for element in at.info)
    assert "tidak tercantum dalam daftar lengkap" in said.lower()
    assert said != WORDS("penghargaan.empty")


def test_a_list_with_gaps_is_no_proof_of_absence() -> None:
    """Asked of a province that no award of the list's year and level names."""
    count = next(c for c in list_counts(RECORD) if c.programme == "IGA" and c.complete is False)
    mine = AWARDS[(AWARDS["year"] == count.year) & (AWARDS["level"] == count.level)]
    provinces = {r.province_code for r in RECORD.register.regions}
    at = open_page(
        "penghargaan",
        tahun=str(count.year),
        tingkat=count.level,
        kategori=count.category,
        provinsi=min(provinces - set(mine["region_code"].str[:2])),
    )
    assert [element.value for element in at.info] == [WORDS("penghargaan.empty")]


def test_each_session_of_a_ceremony_is_one_press_away() -> None:
    """Session I of 2020 went to 20 kota and 35 kabupaten: the press opens just these."""
    at = open_page("penghargaan", jenis="provinsi", tahun="2023")
    held = AWARDS[(AWARDS["session"] != "") & AWARDS["status"].isin(RECEIVED)]
    links = [link for link in shown(at).links if link.query.get("sesi", "semua") != "semua"]
    assert len(links) == len(held.groupby(["year", "session"]))
    for link in links:
        year, session = link.query["tahun"], link.query["sesi"]
        mine = held[(held["year"] == int(year)) & (held["session"] == session)]
        went = mine["category"].value_counts()
        said = {f"{number} {str(name).lower()}" for name, number in went.items()}
        assert set(link.text.removeprefix(session).strip().split(", ")) == said
        received = {r["id"] for r in rows_asked(link.query) if r["status"] in RECEIVED}
        assert received == set(mine["id"])
    first = next(link for link in links if link.query["sesi"] == "I")
    opened_at = open_page("penghargaan", **first.query)
    assert opened_at.query_params["sesi"] == "I"
    (again,) = [link for link in shown(opened_at).links if link.current and link.part == "chips"]
    assert again.query.get("sesi", "semua") == "semua"


def test_the_reporters_question_is_answered_on_one_page() -> None:
    query = {
        "program": "IGA", "tahun": "2020", "tingkat": "Sangat Inovatif", "jenis": "kota",
        "pulau": "Sumatera",
    }  # fmt: skip
    at = open_page("penghargaan", **query)
    mine = listed_as("Kota", 2020, "Sangat Inovatif")
    here = AWARDS[
        AWARDS["id"].str.startswith("iga-2020-kota-sangat-inovatif-")
        & AWARDS["region_code"].isin(SUMATERA)
    ]
    received = here["status"].isin(RECEIVED).sum()
    assert (
        f"Kota, IGA 2020, Sangat Inovatif, Sumatera: {received} dari {mine.known} "
        f"yang diketahui (seluruhnya {mine.awarded})"
    ) in headline(at)
    assert set(ids_of(at, **query)) == set(here["id"])
    address = downloads(with_box(at, "take"))[f"Unduh yang terlihat ({len(here)} baris)"]
    assert address is not None
    assert urlencode({"pulau": "Sumatera"}) in address


def test_every_option_says_what_it_would_give_counted_and_not() -> None:
    at = with_box(open_page("penghargaan", program="IGA", tahun="2020"), "filter")
    for name in ("jenis", "kategori", "pulau", "provinsi", "sesi", "status", "tingkat"):
        found = options(at, name)
        assert found, name
        for link in found:
            numbers = re.search(r"(\d+)(?: \+ (\d+))?$", link.text)
            assert numbers
            rows = rows_asked({"program": "IGA", **link.query})
            received = sum(row["status"] in RECEIVED for row in rows)
            assert int(numbers[1]) == received
            assert int(numbers[2] or 0) == len(rows) - received


def test_a_second_option_of_a_facet_is_chosen_beside_the_first() -> None:
    at = with_box(open_page("penghargaan", tahun="2020"), "filter")
    other = next(link for link in options(at, "tahun") if link.text.startswith("2021"))
    assert other.query["tahun"].split(",") == ["2020", "2021"]


def test_the_sentence_to_copy_is_the_headline() -> None:
    at = open_page("penghargaan", tahun="2023", tingkat="Terinovatif", kategori="Kota")
    said = headline(at).rstrip("0123456789")  # the number of its mark of proof
    copied = [element.value for element in with_box(at, "take").code]
    assert any(text.startswith(said) for text in copied)


def test_nothing_stands_in_a_closed_box() -> None:
    at = open_page("penghargaan", tahun="2020")
    assert not options(at, "jenis")
    assert not file_links(at)
    assert not at.multiselect
    assert not at.code


def test_a_chip_takes_its_filter_back_and_one_link_takes_all() -> None:
    at = open_page("penghargaan", tahun="2020", jenis="kota", nama="Solok", tanya="same_name")
    chips = [link for link in shown(at).links if link.part == "chips"]
    taken = {
        name
        for link in chips[:-1]
        for name in ("tahun", "jenis", "nama", "tanya")
        if link.query.get(name, "") in ("semua", "") or name not in link.query
    }
    assert taken == {"tahun", "jenis", "nama", "tanya"}
    (every,) = [link for link in chips if link.text == WORDS("filter.clear")]
    assert len(rows_asked(every.query)) == len(AWARDS)


@pytest.mark.parametrize(
    "name",
    ["first_time", "in_a_row", "dropped_out", "same_name", "tertinggal", "without_top_index"],
)
def test_a_preset_states_its_rule_and_what_is_open(name: str) -> None:
    at = open_page("penghargaan", tanya=name)
    assert f"**{WORDS('penghargaan.rule')}:**" in text(at)
    assert not at.error


def test_a_preset_that_cannot_be_asked_of_a_year_says_so() -> None:
    first = str(min(RECORD.award_years))
    for name in ("first_time", "dropped_out"):
        assert WORDS("preset.year_not_asked", years=first) in text(
            open_page("penghargaan", tanya=name, tahun=first)
        )


ROW = "iga-2020-kota-sangat-inovatif-17.71"


def test_a_row_opens_beside_the_list_with_its_safe_sentence_first() -> None:
    at = open_page("penghargaan", tahun="2020", penghargaan=ROW)
    page = text(at)
    for expected in ("sesi III (disebut sumber)", "wordpers.id", "Kementerian Dalam Negeri", ROW):
        assert expected in page
    copied = [element.value for element in at.code]
    assert copied[0].startswith("Kota Bengkulu dilaporkan menerima penghargaan IGA 2020")
    assert f"penghargaan={ROW}" in copied[-1]
    assert not any("@misc{" in one for one in copied)  # in its fold, which is closed
    at.session_state["penghargaan_bibtex"] = True
    assert any("@misc{" in element.value for element in at.run().code)


def test_a_name_opens_its_row_in_the_view_it_stands_in() -> None:
    at = open_page("penghargaan", tahun="2020", hal="2")
    link = next(one for row in table(at, "awards").rows[1:] for one in _named(row))
    beside = open_page("penghargaan", **link.query)
    (marked,) = [
        one for row in table(beside, "awards").rows[1:] for one in _named(row) if one.current
    ]
    assert marked.text == link.text
    assert opened(beside) == opened(at)


def test_an_open_row_is_closed_by_its_link_and_the_filters_stay() -> None:
    at = open_page("penghargaan", tahun="2020", penghargaan=ROW)
    (close,) = [
        link
        for link in shown(at).links
        if link.text.startswith(WORDS("penghargaan.row_close")) and "×" in link.text
    ]
    assert close.query["tahun"] == "2020"
    assert "penghargaan" not in close.query


def test_every_row_opens_without_a_gap() -> None:
    for award_id in sorted(AWARDS["id"])[::47]:
        page = text(open_page("penghargaan", penghargaan=award_id))
        assert f"`{award_id}`" in page
        assert "None" not in page


def test_a_wrong_row_is_explained() -> None:
    at = open_page("penghargaan", penghargaan="iga-2020-atlantis")
    assert WORDS("sumber.unknown_row", id="`iga-2020-atlantis`") in text(at)
    assert len(opened(at)) == A_PAGE


def test_a_retired_row_is_explained_and_the_row_in_its_place_opens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def retired(wanted: str, current: frozenset[str], _: object) -> IdReading:
        assert ROW in current
        return IdReading("retired", ROW, f"Baris {len(wanted)} huruf.")

    monkeypatch.setattr("pages._parts.penghargaan.row.read_id", retired)
    page = text(open_page("penghargaan", penghargaan="iga-2020-lama"))
    assert f"Baris {len('iga-2020-lama')} huruf." in page
    assert f"`{ROW}`" in page


def test_a_disputed_row_has_its_mark_before_the_name() -> None:
    cards = atlas.award_cards()
    for query in ({"tahun": "2025"}, {"tahun": "2023"}):
        at = open_page("penghargaan", **query)
        for row, award_id in zip(table(at, "awards").rows[1:], opened(at), strict=True):
            (name,) = [cell.text for cell in row if cell.head]
            assert name.startswith("≠ ") == bool(cards[award_id].dispute_ids)


def test_the_history_of_a_row_is_that_of_its_government() -> None:
    at = open_page("penghargaan", tahun="2020", jenis="kota")
    found = table(at, "awards")
    place = next(i for i, head in enumerate(found.head) if str(max(RECORD.award_years)) in head)
    for row, award_id in zip(found.rows[1:], opened(at), strict=True):
        code = AWARDS.set_index("id").at[award_id, "region_code"]
        mine = AWARDS[(AWARDS["region_code"] == code) & (AWARDS["programme"] == "IGA")]
        sure = mine[mine["status"].isin(RECEIVED)]
        claims = set(mine[mine["status"] == "claimed"]["year"]) - set(sure["year"])
        years = str(sure["year"].nunique()) + (f" +{len(claims)}" if claims else "")
        assert row[place + 1].text == years
        (said,) = row[place].titles
        for level in set(sure["level"]) & {"Terinovatif"}:
            assert level in said


def test_a_further_page_is_a_link_and_a_page_beyond_the_last_is_the_last() -> None:
    rows = rows_asked({"tahun": "2020"})
    last = -(-len(rows) // A_PAGE)
    at = open_page("penghargaan", tahun="2020")
    pages = [link for link in shown(at).links if link.part == "pages"]
    assert [link.text for link in pages] == [str(n + 1) for n in range(last)]
    beyond = str(last + 1)
    end = open_page("penghargaan", tahun="2020", hal=beyond)
    assert opened(end) == opened(open_page("penghargaan", tahun="2020", hal=str(last)))


def test_how_complete_the_lists_are_stands_one_press_deeper() -> None:
    at = open_page("penghargaan", tahun="2023", bagian="kutip")
    lists = [c for c in list_counts(RECORD) if c.year == 2023]
    at.session_state["penghargaan_lists"] = True
    page = text(at.run())
    for count in lists:
        assert f"{count.category} · {count.level} · 2023" in page
    assert f"dari {WORDS.number(len(AWARDS))} baris" in page


# the statements of the five source articles, each opened by its address
def test_banjarmasin_and_banda_aceh_35_kabupaten_and_20_kota_of_session_one() -> None:
    rows = AWARDS[(AWARDS["year"] == 2020) & (AWARDS["session"] == "I")]
    assert rows["category"].value_counts().to_dict() == {"Kabupaten": 35, "Kota": 20}
    query = {"program": "IGA", "tahun": "2020", "tingkat": "Sangat Inovatif"}
    assert set(rows["id"]) <= set(ids_of(open_page("penghargaan", **query), **query))
    row = text(open_page("penghargaan", penghargaan="iga-2020-kota-sangat-inovatif-63.71"))
    assert "bacaan kami" in row
    assert "Radiogram Kemendagri 005/6749/SJ" in row  # the reason for the reading


def test_bengkulu_session_three() -> None:
    page = text(open_page("penghargaan", penghargaan=ROW))
    assert all(part in page for part in ("16 provinsi", "25 kabupaten", "12 kota"))


def test_medan_smart_governance_2021_is_a_smart_city_award() -> None:
    query = {"program": "SmartCity", "tahun": "2021", "nama": "Medan"}
    (row,) = rows_asked(query)
    assert row["category"] == "Smart Governance"
    assert opened(open_page("penghargaan", **query)) == [row["id"]]
    assert not opened(open_page("penghargaan", program="IGA", tahun="2021", nama="Kota Medan"))


def test_bandar_lampung_18_innovations_and_2501() -> None:
    page = text(open_page("daerah", daerah="18.71", tahun="2020"))
    assert "2.501" in page
    assert "18 inovasi" in page


def test_2020_class_counts_and_both_numbers_of_innovations() -> None:
    page = text(open_page("beranda", tahun="2020"))
    assert all(f"| {number} |" in page for number in (195, 44, 245, 58))
    figures = html_of(open_page("sumber", bagian="angka"))
    assert "17.779" in figures
    assert "14.897" in figures

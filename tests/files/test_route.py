"""Public files by address: the page's own parameters, one line for a wrong one, the same bytes."""

import asyncio
import csv
import io
import json
import time
from urllib.parse import quote

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from iga_core.language import languages, load_words
from iga_core.publish.naming import Made
from iga_core.record import rows_of
from pages._parts.unduh import public
from pages._shared import atlas
from tests import on_file
from tests.files.asked import asked, files, request

RECORD = on_file.record()
LANGUAGES = languages()


def rows(data: bytes, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator))


def body(address: str) -> bytes:
    answer = asked(address)
    assert answer.status_code == 200, answer.body
    return bytes(answer.body)


# a view of each page that has everything to show; two governments with a chart between them
VIEWS = {"bandingkan": "daerah=35.10&dengan=35.09&", "daerah": "daerah=35.10&"}


def view(name: str) -> str:
    return f"{name}?{VIEWS.get(name.partition('.')[0], '')}"


@pytest.mark.parametrize("name", public.NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_comes_without_a_page_and_is_named(name: str, language: str) -> None:
    answer = asked(f"{view(name)}bahasa={language}")
    assert answer.status_code == 200, answer.body
    form = name.rpartition(".")[2]
    begins = {"pdf": b"%PDF", "xlsx": b"PK", "png": b"\x89PNG", "svg": b"<svg", "json": b"{"}
    assert bytes(answer.body).startswith(begins.get(form, b"\xef\xbb\xbf"))
    kept = answer.headers["content-disposition"]
    assert kept.startswith('attachment; filename="atlas-iga_')
    assert kept.endswith(f'.{form}"')


def test_a_filtered_list_holds_the_rows_of_the_record_and_no_others() -> None:
    register = RECORD.register
    found = rows(body("penghargaan.csv?tahun=2020&jenis=kota"))
    wanted = {
        row["id"]
        for row in rows_of(RECORD.tables["awards"])
        if row["year"] == 2020 and register.get(row["region_code"]).type == "kota"
    }
    assert {row["id"] for row in found} == wanted
    assert wanted
    split = rows(body("penghargaan.csv?tahun=2020&jenis=kota&pemisah=titik-koma"), ";")
    assert split == found
    told = json.loads(body("penghargaan.json?tahun=2020&jenis=kota"))
    assert [row["id"] for row in told["data"]] == [row["id"] for row in found]
    book = openpyxl.load_workbook(io.BytesIO(body("penghargaan.xlsx?tahun=2020&jenis=kota")))
    assert book.worksheets[0].max_row == len(found) + 1


def test_the_ranking_is_the_pages() -> None:
    found = rows(body("peringkat.csv?tahun=2020&jenis=kota"))
    table = atlas.ranking().table(2020, "kota")
    assert [row["region_code"] for row in found] == [one.code for one in table.standings]
    for row, one in zip(found, table.standings, strict=True):
        assert row["rank"] == ("" if one.rank is None else str(one.rank))
        assert bool(row["score"]) == one.scored
        assert bool(row["interval_best"]) == (one.interval is not None)
        if one.scored or one.rank is not None:
            assert row["source_ids"]


@pytest.mark.parametrize(
    "address",
    [
        "penghargaan.csv?warna=biru",
        "penghargaan.csv?tahun=1999",
        "penghargaan.csv?jenis=desa",
        "penghargaan.csv?jenis=kota&jenis=kabupaten",
        "penghargaan.csv?pemisah=tab",
        "penghargaan.xlsx?pemisah=koma",
        f"penghargaan.csv?nama={'a' * 300}",
        "penghargaan.csv?bahasa=fr",
        "peringkat.csv?bagian=perpindahan",
        "peta.png?ukuran=luas",
        "daerah.pdf?daerah=99.99",
        "daerah.png?daerah=11.71&grafik=tak-ada",
        "bandingkan.pdf?daerah=11.71&dengan=11.71",
        "bandingkan.pdf?daerah=11.71&dengan=tidak",
        "templat.xlsx?tahun=1999",
    ],
)
def test_a_wrong_address_is_one_line_and_names_what_is_wrong(address: str) -> None:
    answer = asked(address)
    line = bytes(answer.body).decode()
    assert answer.status_code == 400
    assert line.count("\n") == 1
    assert line.endswith("\n")
    assert answer.headers["cache-control"] == "no-store"
    wrong = address.partition("?")[2].rpartition("&")[2].partition("=")[0]
    assert wrong in line


def test_what_is_wrong_is_told_in_the_language_of_the_address() -> None:
    lines = {
        language: bytes(asked(f"peta.png?ukuran=x&bahasa={language}").body).decode()
        for language in LANGUAGES
    }
    assert len(set(lines.values())) == len(LANGUAGES)
    for language, line in lines.items():
        assert line.startswith(
            load_words(language)("file.wrong_value", name="ukuran", given="x", known="")
        )


@pytest.mark.parametrize(
    "name", ["tak-ada.csv", "penghargaan.doc", "penghargaan", ".csv", "..%2fx"]
)
def test_no_other_files_are_there(name: str) -> None:
    answer = asked(name)
    assert answer.status_code == 404
    assert bytes(answer.body).count(b"\n") == 1


def test_an_old_code_leads_to_the_one_address_of_the_file() -> None:
    answer = asked("daerah.xlsx?daerah=91.01")  # before Papua was divided
    assert answer.status_code == 308
    assert "daerah=93.01" in answer.headers["location"]


def test_a_file_carries_the_datas_day_and_no_hosts_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_ADDRESS", raising=False)
    day, host = atlas.version().date, "rahasia.example"
    answer = asked("daerah.pdf?daerah=17.71", host=host)
    pdf = PdfReader(io.BytesIO(bytes(answer.body)))
    shown = " ".join(page.extract_text() for page in pdf.pages)
    assert load_words("id").day(day) in shown
    assert host not in shown
    assert host not in body("penghargaan.csv").decode("utf-8-sig")
    assert day in answer.headers["content-disposition"]


def test_links_lead_to_the_public_address_where_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_ADDRESS", "https://atlas.example.go.id/")
    found = rows(body("penghargaan.csv?tahun=2020"))
    assert all(row["permalink"].startswith("https://atlas.example.go.id/p") for row in found)
    assert "https://atlas.example.go.id/daerah?" in printed(body("daerah.pdf?daerah=17.71"))


def printed(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("name", public.NAMES)
def test_the_same_address_gives_the_same_bytes_at_every_replica(name: str) -> None:
    first = body(view(name))
    if name.endswith("xlsx"):
        time.sleep(1.1)  # a clock in it would have moved on
    assert body(view(name)) == first


def test_parameters_in_any_order_are_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make(*_: object) -> Made:
        made.append("x")
        return Made("a.csv", "text/csv", b"x")

    monkeypatch.setattr(public, "make", make)

    async def both() -> None:
        here = files()
        await here.answer(request("penghargaan.csv?tahun=2020&jenis=kota"))
        await here.answer(request("penghargaan.csv?jenis=kota&tahun=2020&bahasa=id"))
        await here.answer(request("penghargaan.csv?jenis=kota&tahun=2020&bahasa=en"))

    asyncio.run(both())
    assert len(made) == 2


def test_a_mistake_of_ours_is_one_line_without_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Made:
        raise RuntimeError("RAHASIA")

    monkeypatch.setattr(public, "make", fails)
    answer = asked("penghargaan.csv")
    assert answer.status_code == 500
    assert b"RAHASIA" not in bytes(answer.body)
    assert bytes(answer.body).count(b"\n") == 1


def test_who_waits_too_long_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> Made:
        time.sleep(0.3)
        return Made("a.csv", "text/csv", b"x")

    monkeypatch.setattr(public, "make", slow)

    async def many() -> list[int]:
        here = files()
        here.store._slots.waits = 0.05
        names = ("penghargaan.csv", "penghargaan.json", "penghargaan.xlsx")
        answers = await asyncio.gather(*(here.answer(request(name)) for name in names))
        late = [a for a in answers if a.status_code == 503]
        assert all(int(a.headers["retry-after"]) > 0 for a in late)
        return sorted(a.status_code for a in answers)

    asyncio.run(many())
    assert asyncio.run(many()) == [200, 200, 503]


@settings(max_examples=150)
@given(
    st.sampled_from(public.NAMES),
    st.dictionaries(st.text(max_size=8), st.text(max_size=12), min_size=1, max_size=3),
)
def test_no_address_breaks_it(name: str, query: dict[str, str]) -> None:
    known = {param.name for param in public.table(RECORD, *name.split("."))}
    asks = "&".join(f"{quote(k)}={quote(v)}" for k, v in query.items() if k not in known and k)
    if asks:
        assert asked(f"{name}?{asks}").status_code == 400

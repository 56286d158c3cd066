"""Bawa serta: every profile and comparison offers its files and its whole address."""

from io import BytesIO

import openpyxl
import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
from iga_core.paths import ROOT
from iga_core.publish.report import Drawing, Heading, Prose
from pages._shared import take_along
from tests import on_file
from tests.opened import open_page, text

WORDS = load_words("id")
RECORD = on_file.record()
BARS = {
    "mark": "bar",
    "data": {"name": "rows"},
    "encoding": {"x": {"field": "score", "type": "quantitative"}},
}


def labels(at: AppTest) -> list[str]:
    return [str(button.proto.label) for button in at.get("download_button")]


@pytest.mark.parametrize(
    ("slug", "query"),
    [
        ("daerah", {"daerah": "17.71", "tahun": "2020"}),
        ("daerah", {"daerah": "31.71", "tahun": "semua"}),
        ("bandingkan", {"daerah": "11.71", "dengan": "17.71", "tahun": "semua"}),
    ],
)
def test_a_view_offers_its_files_and_its_address(slug: str, query: dict[str, str]) -> None:
    at = open_page(slug, **query)
    assert WORDS("take.title") in text(at)
    assert labels(at)[:2] == [WORDS("take.pdf"), WORDS("take.xlsx")]
    assert not at.code, "the address is made for who opens it"
    at.session_state[f"{slug}_take_address"] = True
    address = at.run().code[-1].value
    assert f"/{slug}?" in address
    assert all(f"{name}={value}" in address for name, value in query.items())


def test_a_government_beside_itself_offers_nothing() -> None:
    assert not labels(open_page("bandingkan", daerah="11.71", dengan="11.71"))


def test_the_files_hold_the_page_and_the_record() -> None:
    made = take_along._pdf(
        (Heading("Skor"), Prose("**65,01**")), RECORD, "Kota Solok", "/daerah?x=1"
    )
    shown = PdfReader(BytesIO(made())).pages[0].extract_text()
    assert all(part in shown for part in ("Kota Solok", "65,01", "/daerah?x=1"))
    book = take_along._xlsx(RECORD, ["13.72"], "Kota Solok", "/daerah?x=1")()
    assert WORDS("dossier.sheet.awards") in openpyxl.load_workbook(BytesIO(book)).sheetnames


SCRIPT = """
from iga_core.publish.report import Drawing, Heading, Prose
from pages._shared import take_along
from pages._shared.canvas import Canvas
from tests import on_file
canvas = Canvas()
canvas.blocks = {blocks}
take_along.block(
    canvas, page="daerah", title="Kota Solok", codes=["13.72"], record=on_file.record(),
    stem=("daerah", "Kota Solok"),
)
"""


def drawn(*blocks: object) -> AppTest:
    script = SCRIPT.format(blocks=list(blocks))
    at = AppTest.from_string(script, default_timeout=60).run()
    assert not at.exception
    return at


def test_an_empty_page_makes_no_document() -> None:
    buttons = drawn().get("download_button")
    assert [button.proto.disabled for button in buttons] == [True, False]


def test_one_chart_has_a_button_per_form_and_several_are_chosen_from() -> None:
    one = Drawing(BARS, [{"score": 1}], "satu")
    pictures = [WORDS("take.picture", form=form) for form in ("PNG", "SVG")]
    at = drawn(Heading("Skor"), Prose("x"), one)
    assert labels(at)[2:] == pictures
    assert not at.selectbox
    at = drawn(Heading("Skor"), one, Heading("Peringkat"), one)
    assert labels(at)[2:] == pictures
    assert at.selectbox[0].options == ["Skor", "Peringkat"]


def test_only_one_place_makes_pictures() -> None:
    shared = (ROOT / "pages" / "_shared").glob("*.py")
    users = {p.name for p in shared if "iga_core.publish.picture import picture" in p.read_text()}
    assert users == {"pictures.py"}

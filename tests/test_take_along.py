"""Bawa serta: every profile and comparison offers its files and its whole address."""

import asyncio
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
from iga_core.message import told
from iga_core.paths import ROOT
from pages._shared import atlas
from tests.files.asked import files, request
from tests.opened import file_links, open_page

WORDS = load_words("id")
PICTURES = [WORDS("take.picture", form=form) for form in ("PNG", "SVG")]


def labels(at: AppTest) -> list[str]:
    return [link.label for link in file_links(at)]


def answered(at: AppTest) -> list[int]:
    """What the files that a page offers answer, in its order."""

    async def all_of_them() -> list[int]:
        here = files()
        found = [link.address for link in file_links(at) if link.address]
        return [
            (await here.answer(request(address.removeprefix("/unduh/")))).status_code
            for address in found
        ]

    return asyncio.run(all_of_them())


@pytest.mark.parametrize(
    ("slug", "query"),
    [
        ("daerah", {"daerah": "17.71", "tahun": "2020"}),
        ("daerah", {"daerah": "31.71", "tahun": "semua"}),
        ("bandingkan", {"daerah": "11.71", "dengan": "17.71", "tahun": "semua"}),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_view_offers_its_files_and_its_address(
    slug: str, query: dict[str, str], language: str
) -> None:
    at = open_page(slug, **query, bahasa=language)
    words = load_words(language)
    assert not labels(at), "what stands in a closed box is not made"
    at.session_state[f"{slug}_take"] = True
    at.run()
    assert {words("take.pdf"), words("take.xlsx")} < set(labels(at))
    assert (words("take.annex") in labels(at)) == (slug == "daerah")
    assert set(answered(at)) == {200}
    for link in file_links(at):
        asked = parse_qs(urlsplit(link.address or "").query)
        assert {name: values[-1] for name, values in asked.items()}.items() >= query.items()
        assert asked["bahasa"] == [language]
    assert not at.code, "the address is made for who opens it"
    if language != "id":  # the tester shows a widget's choice in the language of its own thread
        return
    at.session_state[f"{slug}_take_address"] = True
    at.session_state[f"{slug}_take_sentence"] = True
    codes = query["daerah"], query.get("dengan", "")
    headlines = atlas.headlines()
    said = headlines.comparison(codes) if codes[1] else headlines.of(codes[0])
    sentence, address = (code.value for code in at.run().code)
    assert told(said[0].text, WORDS) in sentence
    assert f"/{slug}?" in address
    assert all(f"{name}={value}" in address for name, value in query.items())


def test_a_government_beside_itself_offers_nothing() -> None:
    assert not labels(open_page("bandingkan", daerah="11.71", dengan="11.71"))


SCRIPT = """
from iga_core.publish.report import Drawing, Heading
from pages._shared import take_along
from pages._shared.filters import Param, View
one = Drawing({{}}, (), "satu")
blocks = [block for name in {names} for block in (Heading(name), one)]
view = View("daerah", (Param("daerah", "13.72"),))
view["daerah"] = "13.72"
take_along.box(view, lambda canvas: canvas.blocks.extend(blocks))
"""


def drawn(*names: str) -> AppTest:
    """The block of a page with a chart under each heading."""
    at = AppTest.from_string(SCRIPT.format(names=list(names)), default_timeout=60)
    at.session_state["daerah_take"] = True
    at.run()
    assert not at.exception
    return at


def test_one_chart_has_a_link_per_form_and_several_are_chosen_from() -> None:
    assert len(labels(drawn())) == 2
    at = drawn("Skor")
    assert labels(at)[2:] == PICTURES
    assert not at.selectbox
    at = drawn("Skor", "Peringkat kota")
    assert at.selectbox[0].options == ["Skor", "Peringkat kota"]
    at.selectbox[0].set_value("Peringkat kota").run()
    assert labels(at)[2:] == PICTURES
    assert all("grafik=peringkat-kota" in (link.address or "") for link in file_links(at)[2:])


def test_only_one_place_makes_pictures() -> None:
    made = re.compile(r"iga_core\.publish\.picture import .*\bpicture\b")
    users = {path.name for path in (ROOT / "pages").rglob("*.py") if made.search(path.read_text())}
    assert users == {"public.py"}

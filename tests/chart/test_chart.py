"""Pictures: every cell says itself in words and leads somewhere, as HTML and as SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from html.parser import HTMLParser

import pytest

from iga_core.chart import html, look, svg
from iga_core.chart.cells import Cells
from iga_core.chart.model import (
    Bar,
    Bars,
    ClassBand,
    Figure,
    Heat,
    HeatGroup,
    HeatRow,
    HeatStrip,
    Lane,
    Own,
    Point,
    Ribbon,
    Ruler,
    RulerRow,
    Stretch,
    Strip,
    Strips,
    YearCell,
)
from iga_core.language import languages, load_words
from iga_core.record import standing_of
from pages._shared import atlas

HOSTILE = "<script>x</script>\"&'"
RICH, THIN, NONE = "35.10", "11.71", "13.76"


@cache
def cells(language: str = "id") -> Cells:
    return Cells(
        atlas.record(),
        atlas.histories(),
        atlas.recipients(),
        atlas.rulebooks(),
        load_words(language),
        lambda code, year: f"/daerah?daerah={code}&tahun={year}",
    )


def governments() -> list[str]:
    return [region.code for region in atlas.record().register.regions if region.autonomous]


class _Read(HTMLParser):
    """What a voice reads of a picture, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag in ("a", "i") and (said := given.get("aria-label") or given.get("title")):
            self.said.append(said)


def read(figure: Figure) -> _Read:
    parser = _Read()
    parser.feed(html.write(figure))
    return parser


def visible(figure: Figure) -> str:
    return re.sub(r"<[^>]*>", " ", html.write(figure))


@pytest.mark.parametrize("language", languages())
def test_a_cell_is_what_the_record_holds_of_the_year(language: str) -> None:
    for code in governments():
        for cell, facts in zip(
            cells(language).awards(code), reversed(atlas.histories()[code].years), strict=True
        ):
            standings = {standing_of(a) for a in facts.awards if a["programme"] == "IGA"}
            absence = atlas.recipients().absence(code, facts.year).state
            expected = (
                "received"
                if "received" in standings
                else "claimed"
                if "own_claim" in standings
                else "not_listed"
                if absence == "not_listed"
                else "not_found"
                if atlas.record().register.takes_part(code, facts.year)
                else "outside"
            )
            assert cell.state == expected, (code, facts.year)
            assert cell.said.startswith(str(facts.year)) == (expected != "outside")


def test_every_cell_of_a_ribbon_is_said_and_an_empty_one_is_no_words() -> None:
    for code in (RICH, THIN, NONE):
        ribbon = cells().ribbon([code])
        told = read(ribbon).said
        for lane in ribbon.lanes:
            for cell in lane.cells:
                assert cell.state == "outside" or cell.said in told
        assert load_words("id")("chart.cell.not_found", year=2020) not in visible(ribbon)
        assert "ditemukan" not in visible(ribbon)


def test_a_cell_with_a_fact_leads_to_its_year() -> None:
    ribbon = cells().ribbon([RICH])
    found = {cell.href for lane in ribbon.lanes for cell in lane.cells if cell.href}
    assert found <= set(read(ribbon).links)
    assert found


def test_what_is_compared_stands_apart_from_the_levels() -> None:
    tokens = look.look()
    levels = {entry["colour"] for entry in tokens["level"].values()}
    assert levels.isdisjoint(entry["colour"] for entry in tokens["who"])
    assert len({entry["shape"] for entry in tokens["who"]}) == len(tokens["who"]) == 6


def test_a_matrix_counts_years_received_and_claims_beside_them() -> None:
    matrix = cells().matrix(governments())
    for row in matrix.rows:
        assert row.total == [cell.state for cell in row.cells].count("received")
        assert row.claims == [cell.state for cell in row.cells].count("claimed")


def test_a_ribbon_on_paper_is_small_and_well_formed() -> None:
    for code in governments():
        text = svg.write(cells().ribbon([code]))
        assert len(text.encode()) <= 12 * 1024
        ET.fromstring(text)


EXAMPLES: list[Figure] = [
    Ribbon("said", (2024, 2025), (Lane(HOSTILE, (YearCell("not_found", HOSTILE),) * 2),)),
    Strips(
        "said",
        ("A", "B"),
        (Strip(HOSTILE, "%", (0.0, 0.5, 1.0), 0.5, (Own(0.2, "1,5", "ke-2", 0), None)),),
        "low",
        "high",
        "unknown",
    ),
    HeatStrip(
        "said",
        (2024, 2025),
        (
            HeatGroup(
                "Terinovatif",
                ("level", "Terinovatif"),
                (HeatRow("Kota", "K", (Heat(HOSTILE, 3, 9, "/x", True), Heat("none"))),),
            ),
        ),
        2024,
    ),
    Ruler(
        "said",
        "Skor",
        (ClassBand(0, 1, "Inovatif", ("predicate", "Inovatif")),),
        ((0, "0"), (1, "100")),
        (
            RulerRow(HOSTILE, (Point(0.5, "50"),), "/x", Stretch(0.1, 0.9, "2–90")),
            RulerRow("2026", (), "/x", bands=(ClassBand(0.0, 1.0, HOSTILE, short=HOSTILE),)),
        ),
        ("Peringkat", ((0, "1"), (1, "93"))),
    ),
    Bars("said", ("A",), (Bar(HOSTILE, (0.5, None), ("1", "?")),)),
]


@pytest.mark.parametrize("figure", EXAMPLES, ids=lambda figure: type(figure).__name__)
def test_text_stays_text(figure: Figure) -> None:
    assert "script" not in read(figure).tags
    ET.fromstring(svg.write(figure, title=HOSTILE, source=HOSTILE))


def test_the_share_of_a_list_is_what_is_found_of_it() -> None:
    assert "--f:33.33%" in html.write(EXAMPLES[2])
    assert re.search(r"3\s+/ 9", visible(EXAMPLES[2]))


def test_a_value_that_is_not_final_says_so_and_others_do_not() -> None:
    """Payakumbuh's score of 2021 is provisional; its rank of 2020 only lacks a printed base."""
    lanes = {lane.label: lane.cells for lane in cells().ribbon(["13.76"]).lanes}
    words = load_words("id")
    years = cells().years
    score = lanes[words("label.score")][years.index(2021)]
    assert score.text.endswith("?")
    assert words.term("quality", "provisional") in score.said
    assert lanes[words("label.rank_index")][years.index(2020)].text == "64 kota"

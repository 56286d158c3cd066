"""What a file holds is made in a thread that no visit owns, and is what the page shows."""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import takewhile
from typing import TypeVar

import pytest
import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block as Part
from streamlit.testing.v1.element_tree import Element

from iga_core.chart.model import HeatStrip
from iga_core.publish.report import Block, Drawing, Heading, Picture, Prose
from iga_core.rules import MixedScalesError
from pages._parts.bandingkan import contents as comparison
from pages._parts.daerah import contents as profile
from pages._parts.penghargaan.asked import asked
from pages._parts.penghargaan.strip import strip
from pages._shared import atlas, filters, lazy
from pages._shared.canvas import Canvas, Screen
from pages._shared.words import DEFAULT, PARAMETER, speaking, words
from tests import on_file
from tests.listed import table
from tests.opened import open_page

T = TypeVar("T")
RECORD = on_file.record()
LANGUAGES = ("id", "en")
KINDS = {"caption": "caption", "info": "box", "markdown": "body"}
WITH_FIVE = "17.71,12.71,31.71,32,35"


def nothing_found() -> str:
    """An autonomous government on which nothing is on file."""
    histories = atlas.histories()
    return next(r.code for r in RECORD.register.regions if r.autonomous and histories[r.code].empty)


VIEWS: Mapping[str, tuple[str, dict[str, str]]] = {
    "kota": ("daerah", {"daerah": "11.71", "tahun": "2024", "utamakan": "kind"}),
    "provinsi": ("daerah", {"daerah": "32"}),
    "kota administrasi": ("daerah", {"daerah": "31.71"}),
    "nothing found": ("daerah", {"daerah": nothing_found()}),
    "two": ("bandingkan", {"daerah": "11.71", "dengan": "17.71", "tolok": "province"}),
    "six": ("bandingkan", {"daerah": "11.71", "dengan": WITH_FIVE}),
    "nobody": ("bandingkan", {"daerah": "11.71", "dengan": "tidak"}),
}
TABLES = {slug: filters.TABLES[slug](RECORD) for slug in ("daerah", "bandingkan")}
CONTENTS = {"daerah": profile, "bandingkan": comparison}


def alone(language: str, make: Callable[[], T]) -> T:
    """What ``make`` gives in a thread without a visit, a session or a run."""

    def run() -> T:
        assert get_script_run_ctx(suppress_warning=True) is None
        assert not runtime.exists()
        with speaking(language):
            return make()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(run).result()


def kept(view: str, language: str, part: str = "") -> list[Block]:
    """The blocks of a view, made without its page. ``part``: above it, and this part alone."""
    slug, query = VIEWS[view]
    made = CONTENTS[slug]

    def make() -> list[Block]:
        values = filters.read(TABLES[slug], query).values
        canvas = Canvas()
        if not part:
            made.contents(canvas, RECORD, values)
            return canvas.blocks
        made.above(canvas, RECORD, values)
        if part != NO_PART:
            found = made.parts(canvas, RECORD, values)
            found.get(part, next(iter(found.values())))[1]()
        return canvas.blocks

    return alone(language, make)


NO_PART = "-"  # of a view with nobody to compare


def parts(view: str) -> list[str]:
    """The parts of a view, as the address names them."""
    slug, query = VIEWS[view]
    values = filters.read(TABLES[slug], query).values
    if query.get("dengan") == filters.NONE:
        return [NO_PART]
    return list(CONTENTS[slug].parts(Canvas(), RECORD, values))


def elements(part: AppTest | Part) -> Iterator[Element]:
    """Every element of a page, from its top."""
    tree = part._tree if isinstance(part, AppTest) else part
    for child in tree.children.values():
        if isinstance(child, Part):
            yield from elements(child)
        else:
            yield child


def shown(at: AppTest) -> list[tuple[object, ...]]:
    """What a page shows, element by element: kind and text, of a chart its words."""
    found: list[tuple[object, ...]] = []
    for element in elements(at.main):
        if element.type in KINDS:
            found.append((KINDS[element.type], element.value))
        elif element.type in ("header", "subheader"):
            found.append((1 if element.type == "header" else 2, element.value))
        elif element.type == "vega_lite_chart":
            found.append(("chart", element.proto.alt))
    return found


def as_shown(block: Block) -> tuple[object, ...]:
    """How a block stands on a page."""
    if isinstance(block, Heading):
        return block.level, block.text
    if isinstance(block, (Drawing, Picture)):
        return "chart", block.alt
    return block.kind, block.markdown.strip()


@pytest.fixture
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing asks for a visit, and nothing made before hides who does."""

    def refused(suppress_warning: bool = False) -> None:
        assert suppress_warning, "asks for the session of a visit"

    for name, module in list(sys.modules.items()):
        if vars(module).get("get_script_run_ctx") is get_script_run_ctx and name != __name__:
            monkeypatch.setattr(module, "get_script_run_ctx", refused)
    gc.unfreeze()  # what is frozen is not listed
    for made in gc.get_objects():
        ours = isinstance(made, functools._lru_cache_wrapper) and made.__module__
        if ours and ours.startswith("pages.") and ours != atlas.__name__:
            made.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_contents_made_in_silence_are_those_of_the_page(
    view: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens: list[Screen] = []

    def begin(screen: Screen) -> None:
        Canvas.__init__(screen)
        screens.append(screen)

    def opened(label: str, key: str, contents: Callable[[], object], **_: object) -> None:
        contents()

    monkeypatch.setattr(Screen, "__init__", begin)
    monkeypatch.setattr(lazy, "fold", opened)  # what a fold holds is in the file
    slug, query = VIEWS[view]
    whole = kept(view, language)
    for part in parts(view) if language == DEFAULT else parts(view)[:1]:
        page = shown(open_page(slug, **query, **{PARAMETER: language, "bagian": part}))
        found = kept(view, language, part)
        assert screens[-1].blocks == found, part
        assert all(block in whole for block in found), part
        said = len([block for block in found if block in sentences(found)])
        left = iter(page)
        drawn = [as_shown(b) for b in found[said:] if not isinstance(b, Picture)]
        assert not [block for block in drawn if block not in left], part


def sentences(blocks: Iterable[Block]) -> list[Block]:
    """The sentences a view begins with: on a screen they are no Markdown."""
    return list(takewhile(lambda block: isinstance(block, Prose) and block.kind == "body", blocks))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_contents_ask_for_no_session(view: str, language: str, no_session: None) -> None:
    assert kept(view, language)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: st.session_state.get("language"),
        lambda: dict(st.query_params),
        lambda: st.context.url,
        lambda: st.markdown("x"),
        lambda: st.multiselect("x", ["y"]),
        lambda: Screen().expander("x"),
    ],
)
def test_whoever_asks_for_a_session_is_found(ask: Callable[[], object], no_session: None) -> None:
    with pytest.raises(AssertionError, match="session"):
        alone("id", ask)


def test_a_thread_speaks_again_what_it_spoke_before() -> None:
    def both() -> list[str]:
        said = [words().language]
        with speaking("id"):
            said.append(words().language)
        with pytest.raises(ZeroDivisionError), speaking("id"):
            raise ZeroDivisionError
        return [*said, words().language]

    assert alone("en", both) == ["en", "id", "en"]


def test_a_canvas_keeps_two_scales_off_one_axis() -> None:
    years = [RECORD.index_years[0], RECORD.index_years[-1]]
    with pytest.raises(MixedScalesError):
        Canvas().chart({}, "x", [], score_years=years)


STRIPS: list[dict[str, str]] = [
    {},
    {"tahun": "2020", "pulau": "Sumatera"},
    {"program": "SmartCity"},
]


def lists_of(query: Mapping[str, str]) -> HeatStrip:
    values = filters.read(filters.TABLES["penghargaan"](RECORD), query).values
    return strip(asked(RECORD, values))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", STRIPS, ids=str)
def test_a_strip_made_in_silence_is_that_of_the_page(query: dict[str, str], language: str) -> None:
    found = alone(language, partial(lists_of, query))
    at = open_page("penghargaan", **query, **{PARAMETER: language})
    drawn = table(at, "heat")
    assert drawn.caption == found.said
    assert [row[1].text for row in drawn.rows[1:]] == [
        row.label for group in found.groups for row in group.rows
    ]
    numbers = [cell.found for group in found.groups for row in group.rows for cell in row.cells]
    shown = [cell.text.split(" ")[0] for row in drawn.rows[1:] for cell in row[2:]]
    assert shown == ["" if number is None else str(number) for number in numbers]


@pytest.mark.parametrize("query", STRIPS, ids=str)
def test_a_strip_asks_for_no_session(query: dict[str, str], no_session: None) -> None:
    assert alone(DEFAULT, partial(lists_of, query)).groups

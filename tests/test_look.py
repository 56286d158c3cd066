"""Colours anyone can read and tell apart, letters of our own and few bytes of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from iga_core.paths import ROOT
from pages._parts.peringkat import participation
from pages._shared import charts
from pages._shared.marks import muted, unknown
from pages._shared.tables import markdown_table
from pages._shared.words import speaking, t

LOOK: dict[str, Any] = tomllib.loads((ROOT / "iga_core/chart/look.toml").read_text("utf-8"))
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
STYLE = (ROOT / "pages/_shared/style.css").read_text("utf-8")
SCHEMES = ("light", "dark")
GROUNDS = ("backgroundColor", "secondaryBackgroundColor")
FADED = r"\n  (?:color|fill): color-mix\(in srgb, currentColor (\d+)%"
TEXT = 4.5  # WCAG 2.2, 1.4.3 (AA)
TELL_APART = 8.0  # CAM02-UCS units: our floor, several times the least difference seen
SIGHT: dict[str, dict[str, Any] | None] = {
    "full": None,
    **{
        kind: {"name": "sRGB1+CVD", "cvd_type": f"{kind}omaly", "severity": 100}
        for kind in ("deuteran", "protan", "tritan")
    },
}


def rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def luminance(colour: np.ndarray) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def faded(text: str, ground: str, share: float) -> np.ndarray:
    return rgb(text) * share + rgb(ground) * (1 - share)


def seen(colour: str, sight: str) -> np.ndarray:
    """A colour as an eye sees it; simulated after Machado, Oliveira and Fernandes (2009)."""
    space = SIGHT[sight]
    found = rgb(colour) if space is None else cspace_convert(rgb(colour), space, "sRGB1")
    return np.asarray(np.clip(found, 0, 1))


def apart(one: str, other: str, sight: str) -> float:
    return float(deltaE(seen(one, sight), seen(other, sight), input_space="sRGB1"))


TEXTS = [name for name in LOOK["light"] if re.search(r"(text|Text|link|primary)Color$", name)]


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#767676"), rgb("#ffffff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", TEXTS)
def test_text_reads_on_every_ground(scheme: str, name: str) -> None:
    for ground in GROUNDS:
        assert contrast(rgb(LOOK[scheme][name]), rgb(LOOK[scheme][ground])) >= TEXT, ground


@pytest.mark.parametrize("scheme", SCHEMES)
def test_small_text_that_is_faded_still_reads(scheme: str) -> None:
    shares = [int(percent) / 100 for percent in re.findall(FADED, STYLE)]
    assert len(shares) >= 2
    tokens = LOOK[scheme]
    for ground in GROUNDS:
        text = faded(tokens["textColor"], tokens[ground], min(shares))
        assert contrast(text, rgb(tokens[ground])) >= TEXT


def test_dark_letters_read_on_the_bands_they_stand_on() -> None:
    """Names of classes stand inside their bands, in the light scheme's text colour."""
    for name, token in LOOK["predicate"].items():
        assert contrast(rgb(LOOK["light"]["textColor"]), rgb(token["band"])) >= TEXT, name


GROUPS = {
    "predicate": {name: token["colour"] for name, token in LOOK["predicate"].items()},
    "band": {name: token["band"] for name, token in LOOK["predicate"].items()},
    "level": {name: token["colour"] for name, token in list(LOOK["level"].items())[:4]},
    "state": {name: token["colour"] for name, token in LOOK["state"].items()},
    "ramp": {str(i): colour for i, colour in enumerate(LOOK["ramp"]["steps"])},
    "standing": {name: token["colour"] for name, token in LOOK["standing"].items()},
    "who": {str(i): token["colour"] for i, token in enumerate(LOOK["who"])},
    "who on dark": {str(i): token["dark"] for i, token in enumerate(LOOK["who"])},
    "aspect": {name: token["colour"] for name, token in LOOK["aspect"].items()},
    "points": {name: token["colour"] for name, token in LOOK["points"].items()},
    "alarm": {name: token["colour"] for name, token in LOOK["alarm"].items()},
}
ORDERED = {"ramp"}  # only neighbours are told apart by colour


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("group", GROUPS)
def test_colours_are_told_apart_by_every_eye(group: str, sight: str) -> None:
    named = list(GROUPS[group].items())
    pairs = pairwise(named) if group in ORDERED else combinations(named, 2)
    close = {
        (one, other): round(apart(a, b, sight), 1)
        for (one, a), (other, b) in pairs
        if apart(a, b, sight) < TELL_APART
    }
    assert close == {}


def test_red_and_green_grow_alike_without_red_cones() -> None:
    """The simulation is one: what a full eye parts easily comes near."""
    assert apart("#c00000", "#606000", "protan") < apart("#c00000", "#606000", "full") / 2


@pytest.mark.parametrize(
    ("group", "cue"),
    [
        ("predicate", "mark"),
        ("state", "mark"),
        ("alarm", "mark"),
        ("points", "mark"),
        ("severity", "mark"),
        ("outcome", "mark"),
    ],
)
def test_a_mark_is_the_second_cue(group: str, cue: str) -> None:
    marks = [token[cue] for token in LOOK[group].values()]
    assert len(set(marks)) == len(marks)


def test_levels_of_one_prize_have_marks_of_their_own() -> None:
    marks = [token["mark"] for token in LOOK["level"].values()]
    iga, smart_city = marks[:4], marks[4:]
    assert len(set(iga)) == len(iga) and len(set(smart_city)) == len(smart_city)


def test_governments_beside_each_other_have_shapes_of_their_own() -> None:
    shapes = [token["shape"] for token in LOOK["who"]]
    assert len(set(shapes)) == len(shapes)


FACES = CONFIG["theme"]["fontFaces"]
MOST = 60 * 1024  # bytes of all our letters together; a first visit fetches a part of them


def covered(faces: list[dict[str, str]]) -> set[int]:
    """Every code point that the faces say they hold."""
    found: set[int] = set()
    for face in faces:
        for part in face["unicodeRange"].replace("U+", "").split(","):
            low, _, high = part.strip().partition("-")
            found |= set(range(int(low, 16), int(high or low, 16) + 1))
    return found


def test_our_letters_are_served_here_and_light() -> None:
    files = [ROOT / face["url"].removeprefix("app/") for face in FACES]
    assert all(file.is_file() for file in files)
    assert sum(file.stat().st_size for file in files) <= MOST
    about = (ROOT / "static/fonts/README.md").read_text("utf-8")
    assert all(file.name in about for file in files)
    licences = re.findall(r"OFL-[\w-]+\.txt", about)
    assert licences and all((ROOT / "static/fonts" / name).is_file() for name in licences)


def test_every_mark_has_a_letter_of_ours() -> None:
    text = (ROOT / "iga_core/chart/look.toml").read_text("utf-8")
    marks = set(re.findall(r'mark = "(.)"', text))
    assert len(marks) >= 10
    assert {ord(mark) for mark in marks} <= covered(FACES)


def test_no_style_asks_another_host() -> None:
    assert not re.search(r"url\((?!\"\.\./app/static/)|@import|https?:", STYLE)


def marks(part: object) -> Iterator[dict[str, Any]]:
    """Every unit of a chart's spec, in whatever it is nested."""
    if isinstance(part, dict):
        if "mark" in part:
            yield part
        for value in part.values():
            yield from marks(value)
    elif isinstance(part, list):
        for value in part:
            yield from marks(value)


@pytest.mark.parametrize("spec", [participation._spec()], ids=["share"])
def test_letters_on_the_ground_of_a_chart_take_the_pages_colour(spec: charts.Spec) -> None:
    written = [unit for unit in marks(spec) if unit["mark"]["type"] == "text"]
    assert written
    assert all(unit["name"] == charts.INK for unit in written)
    assert all("color" not in unit["mark"] for unit in written)
    assert f".vega-embed .{charts.INK}_marks text" in STYLE


def test_a_cell_is_muted_by_its_state_and_not_by_its_words() -> None:
    with speaking("id"):
        word, rows = t("figure.unknown"), [[unknown(), t("figure.unknown"), f"2020: {unknown()}"]]
        assert markdown_table("abc", rows).endswith(f"| {muted(word)} | {word} | 2020: {word} |")

"""The static files of the maps are what the data say, and small."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path

import pytest
from iga_core.geo.icons import icon_name, write_icons
from PIL import Image

from iga_core.analysis.mapping import build_map_facts
from iga_core.geo.positions import position_rows, positions_text, tiles_text
from iga_core.paths import DATA, STATIC
from iga_core.record import Record, load_record
from iga_core.record.coverage import UNKNOWN


@pytest.fixture(scope="module")
def record() -> Record:
    return load_record(DATA)


def test_the_files_equal_the_data(record: Record) -> None:
    assert (STATIC / "regions.json").read_text(encoding="utf-8") == positions_text(record)
    assert (STATIC / "tiles.json").read_text(encoding="utf-8") == tiles_text(record)


def test_every_region_once_with_a_place(record: Record) -> None:
    rows = position_rows(record)
    assert sorted(r["code"] for r in rows) == sorted(r.code for r in record.register.regions)
    assert len(rows) == 546 + 6
    assert sum(row.get("apart", 0) for row in rows) == 6
    assert [row["order"] for row in rows] == list(range(len(rows)))
    assert all(94 < r["lon"] < 142 and -12 < r["lat"] < 7 for r in rows)
    tiles = {(r["x"], r["y"]) for r in rows if r["type"] != "provinsi"}
    assert len(tiles) == 514


def test_small_regions_are_drawn_last(record: Record) -> None:
    area = record.tables["regions"].set_index("code")["area_km2"]
    drawn = [area[row["code"]] for row in position_rows(record)]
    assert drawn == sorted(drawn, reverse=True)


def test_unknown_is_absent_never_zero(record: Record) -> None:
    facts = build_map_facts(record)
    for row in position_rows(record):
        for year in facts.years:
            shown = facts.of(row["code"], year)
            score = row.get(f"score{year}")
            assert (score and Decimal(str(score))) == shown.score
            assert row.get(f"predicate{year}", "") == shown.predicate
            assert row.get(f"state{year}", UNKNOWN) == shown.state


def test_the_files_are_small(record: Record) -> None:
    text = (STATIC / "regions.json").read_bytes()
    drawn, years = len(json.loads(text)), len(record.award_years)
    assert len(text) < drawn * (150 + 75 * years)  # bytes: a place, and what each year says of it
    assert len(gzip.compress(text)) < len(text) / 5
    assert (STATIC / "tiles.json").stat().st_size < 30_000
    assert (STATIC / "icons.png").stat().st_size < 20_000


def test_icons_are_drawn_as_they_stand(tmp_path: Path) -> None:
    picture, index = write_icons(tmp_path)
    drawn, kept = (Image.open(p).convert("LA") for p in (picture, STATIC / "icons.png"))
    assert drawn.tobytes() == kept.tobytes()
    assert index.read_text(encoding="utf-8") == (STATIC / "icons.json").read_text(encoding="utf-8")


def test_every_icon_differs_and_can_be_hit() -> None:
    index = json.loads((STATIC / "icons.json").read_text(encoding="utf-8"))
    sheet = Image.open(STATIC / "icons.png").convert("LA").getchannel("A")
    pictures = set()
    for type_ in ("kota", "kabupaten", "provinsi"):
        for fill in ("filled", "hollow", "hatched"):
            for awarded in (False, True):
                at = index[icon_name(type_, fill, awarded)]
                x, y, size = at["x"], at["y"], at["width"]
                icon = sheet.crop((x, y, x + size, y + size))
                pictures.add(icon.tobytes())
                middle = icon.getpixel((size // 2, size // 2))
                assert isinstance(middle, int | float)
                assert middle > 32  # deck.gl cuts at 13; unselected symbols are dimmed to 40 %
    assert len(pictures) == 18

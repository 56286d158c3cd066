"""What a chart says to those who do not see it: numbers of the very rows it draws."""

from __future__ import annotations

import ast
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from numbers import Real
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.mapping import map_view
from iga_core.language import load_words
from iga_core.paths import ROOT
from pages._parts.peta.legend import group_name
from pages._shared import atlas
from tests.opened import html_of, open_page, open_part
from tests.pages.test_cek_mandiri import opened

WORDS = load_words("id")
NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
Rows = list[dict[str, Any]]
Drawn = tuple[str, Rows]  # an alternative text and the rows its chart draws

# every call that draws a chart or a map, and the view in which the test below sees it
VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    "_shared/coverage.py": ("sumber", {"bagian": "liputan"}),
    "_parts/peta/provinces.py": ("peta", {"tahun": "2025"}),
    "_parts/daerah/scores.py": ("daerah", {"daerah": "33.72", "bagian": "kriteria"}),
    "_parts/daerah/curve.py": (
        "daerah",
        {"daerah": "36.71", "tahun": "2022", "bagian": "kriteria"},
    ),
    "_parts/peringkat/moves.py": (
        "peringkat",
        {"bagian": "perpindahan", "dari": "2023", "ke": "2024"},
    ),
    "_parts/peringkat/participation.py": ("peringkat", {"bagian": "kepesertaan"}),
}
WORK = {
    "_parts/cek_mandiri/score.py": "skor",
    "_parts/cek_mandiri/keep.py": "kirim",
    "_parts/cek_mandiri/risk.py": "risiko",
}
AREAS = {"_parts/peta/areas.py"}  # drawn where outlines are installed: tests/pages/test_peta.py
DRAWING = {"_shared/charts.py", "_shared/canvas.py"}  # what all others draw with
OTHERS = {
    "_shared/telemetry/runs.py",
    "_parts/unduh/public.py",
    "_parts/daerah/contents.py",
}  # functions of theirs that draw nothing
TABBED = {"peta_tabs": WORDS("peta.by_province_open")}  # this chart is made when its tab is opened


def calls() -> set[str]:
    """The files of pages that draw a chart or a map themselves."""
    folder, found = ROOT / "pages", set()
    for path in sorted((ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            if name == "draw" or re.search(r"(_chart$|\.chart$)", name):
                if name.endswith(("coverage_chart", "score_chart", "rank_chart", "points_chart")):
                    continue  # functions of ours that draw by one of the others
                if name in {"_chart", "_flow_chart"}:
                    continue
                found.add(path.relative_to(folder).as_posix())
    return found - DRAWING - OTHERS


def test_every_chart_is_seen_by_a_test() -> None:
    assert calls() == {*VIEWS, *WORK, *AREAS}


def drawn(at: AppTest) -> list[Drawn]:
    """Every chart of a page with its rows."""
    return [
        (
            chart.proto.alt,
            [
                row
                for dataset in chart.proto.datasets
                for row in pa.ipc.open_stream(io.BytesIO(dataset.data.data)).read_all().to_pylist()
            ],
        )
        for chart in at.get("vega_lite_chart")
    ]


def printed(value: object) -> set[str]:
    """How a plotted value may stand in a text: with the decimals it has, or with two."""
    if isinstance(value, Real) and not isinstance(value, bool):
        number = float(value)
        return {WORDS.figure(number), WORDS.number(number, 2), WORDS.number(number), f"{number:g}"}
    return set(NUMBER.findall(value)) if isinstance(value, str) else set()


def sums(rows: Sequence[Mapping[str, Any]]) -> Iterable[float]:
    """The number of rows, and the sum of each number, of all rows and by each word in them."""
    groups: dict[object, list[Mapping[str, Any]]] = {"": list(rows)}
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) or name == "year":
                groups.setdefault((name, value), []).append(row)
    for group in groups.values():
        yield len(group)
        names = {name for row in group for name in row if name != "year"}
        for name in names:
            values = [row.get(name) for row in group]
            numbers = [v for v in values if isinstance(v, Real) and not isinstance(v, bool)]
            yield float(sum(float(v) for v in numbers))
            yield len({v for v in values if v is not None})


def moved(rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Governments of the flows: in all, between two known classes, and the others."""
    flows = {str(row["flow"]) for row in rows if row.get("flow")}
    unknown, found = WORDS("peringkat.moves_unknown"), Counter[bool]()
    for flow in flows:
        found[unknown not in flow] += int(flow.rpartition(": ")[2].replace(".", ""))
    return {WORDS.number(number) for number in (*found.values(), found.total())}


@cache
def _known(rows: str) -> frozenset[str]:
    read: Rows = json.loads(rows)
    values = {text for row in read for value in row.values() for text in printed(value)}
    values |= moved(read)
    return frozenset(values | {text for number in sums(read) for text in printed(number)})


def made_up(alt: str, rows: Rows) -> set[str]:
    """The numbers of ``alt`` that neither stand in ``rows`` nor are counts or sums of them."""
    return set(NUMBER.findall(alt)) - _known(json.dumps(rows, default=str))


def assert_said(charts: list[Drawn], more: set[str]) -> None:
    assert charts
    for alt, rows in charts:
        assert rows, alt
        assert NUMBER.search(alt), f"no takeaway: {alt}"
        assert not made_up(alt, rows) - more, (made_up(alt, rows), alt)


@pytest.mark.parametrize("name", VIEWS)
def test_every_number_of_an_alt_text_is_drawn(name: str) -> None:
    slug, query = VIEWS[name]
    asked = set(NUMBER.findall(" ".join(query.values())))
    at = open_page(slug, **query)
    if name == "_parts/peta/provinces.py":
        for name, label in TABBED.items():
            at.session_state[name] = label
        at.run()
    assert_said(drawn(at), asked | ENDS)


def test_every_number_of_the_workbench_is_drawn() -> None:
    at = opened()
    for name in WORK.values():
        assert_said(drawn(open_part(at, name)), ENDS)


ENDS = {"0", "100"}  # of a scale, named in words


def test_a_number_that_is_not_drawn_is_found() -> None:
    (alt, rows), *_ = drawn(open_page("sumber", bagian="liputan"))
    assert not made_up(alt, rows)
    (first, *_) = NUMBER.findall(alt)
    assert made_up(alt.replace(first, "7.531"), rows) >= {"7.531"}


@pytest.mark.parametrize("view", ["simbol", "ubin"])
def test_a_map_says_how_many_of_each_class_it_draws(view: str) -> None:
    at = open_page("peta", tampilan=view, tahun="2020", ukuran="level", program="IGA")
    (said,) = re.findall(r'<figcaption class="hidden">(.*?)</figcaption>', html_of(at))
    values = map_view(atlas.map_facts(), 2020, "IGA", "level").values
    counts = Counter(group_name("level", value.group) for value in values)
    assert len(counts) >= 2
    assert all(f"{name} {WORDS.number(number)}" in said for name, number in counts.items())
    assert f"{WORDS.number(len(values))} pemerintah daerah" in said

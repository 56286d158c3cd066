"""The attack over the websocket: whole pages, boxes and forged widgets, as any script can send."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.attack import hostile, reading
from tests.client import Seen, Visit, visit
from tests.spoken import FAILED

LONG = (
    "a" * hostile.MEGABYTE,
    "<script>alert(1)</script>" * 40_000,
    "1" * hostile.MEGABYTE,
    "(" * hostile.MEGABYTE,
)


def calm(seen: Seen, given: str) -> None:
    """Raise AssertionError if a page failed, or put what it was given where it could be obeyed."""
    assert seen.finished
    assert not [alert for alert in seen.of("alert") if alert.body in FAILED], given[:200]
    harmless(seen, given)


class _Tags(HTMLParser):
    """Notes what a browser would obey in HTML: scripts, handlers, addresses of others."""

    def __init__(self) -> None:
        super().__init__()
        self.obeyed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            leads = (
                name in ("href", "src", "action")
                and hostile.FOREIGN in str(value).partition("?")[0]
            )
            runs = name.startswith("on") or str(value).strip().casefold().startswith("javascript:")
            if leads or runs:
                self.obeyed.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and "alert(1)" in data:
            self.obeyed.append(data)


def _obeyed(markup: str) -> None:
    """Raise AssertionError if a typed text is in HTML anything but text."""
    reader = _Tags()
    reader.feed(markup)
    assert reader.obeyed == []


def harmless(seen: Seen, given: str) -> None:
    """Raise AssertionError if anything shown could run, fetch, or tell of our insides."""
    assert not seen.of("iframe", "imgs", "audio", "video")
    for element in seen.of("html"):
        _obeyed(element.body)
    for element in seen.of("markdown"):
        assert not element.allow_html, element.body[:200]
        shown = element.body
        assert "Traceback" not in shown and ".py" not in shown, (given[:200], shown[:200])
    assert not seen.of("exception"), (given[:200], [e.message for e in seen.of("exception")])
    for line in seen.lines():
        assert not reading.obeyed(line) & {"html_inline", "html_block", "image"}, line[:300]
        assert len(line) < 5000


def addresses(base: str, number: int, seed: int = 2) -> int:
    """Open ``number`` hostile addresses, page after page, each in full. Returns how many."""
    dice, names = random.Random(seed), sorted(reading.tables())
    for place in range(number):
        name = names[place % len(names)]
        query = hostile.query(dice, reading.tables()[name])
        with visit(base) as one:
            calm(one.run(name, query), f"{name}?{query}")
    return number


def long_addresses(base: str) -> int:
    """Open the longest addresses of every page. Returns how many."""
    asked = [(n, q) for n, table in reading.tables().items() for q in hostile.long_queries(table)]
    for name, query in asked:
        with visit(base) as one:
            calm(one.run(name, query), f"{name}?{query}")
    return len(asked)


def _takers(seen: Seen) -> list[Any]:
    """Return the boxes that take a text: those for one, and the choice that takes what is none."""
    choices = (box for box in seen.of("selectbox") if box.accept_new_options)
    free = [box for box in choices if not all(option.isdecimal() for option in box.options)]
    return [*seen.of("text_input"), *free]


@cache
def rooms(base: str) -> list[tuple[str, str]]:
    """Return the parts of pages that hold text boxes: slug and query."""
    found = []
    for slug, table in reading.tables().items():
        parts = [p.options for p in table if p.name == "bagian"]
        for query in [f"bagian={part}" for part in parts[0] or ()] if parts else [""]:
            with visit(base) as one:
                if _takers(one.run(slug, query)):
                    found.append((slug, query))
    typed = {s for s, table in reading.tables().items() if any(p.options is None for p in table)}
    assert typed <= {slug for slug, _ in found}, "a page takes text and no part of it has a box"
    return found


def boxes(base: str, texts: Sequence[str]) -> int:
    """Type every text into every text box of every page. Returns how many were typed."""
    typed = 0
    for slug, query in rooms(base):
        with visit(base) as one:
            found = _takers(one.run(slug, query))
        for box in found:
            for text in texts:
                with visit(base) as one:
                    fragment = one.run(slug, query).fragment_of(box.id)
                    state = WidgetState(id=box.id, string_value=text)
                    calm(one.run(slug, None, [state], fragment), f"{slug} {box.label}: {text}")
                typed += 1
    return typed


FORGED: Mapping[str, Any] = {
    "string_value": "\x00<script>",
    "int_value": 2**62,
    "double_value": float("nan"),
    "bool_value": True,
    "trigger_value": True,
    "json_value": json.dumps({"edited_rows": {"99999999": {"a": "b"}}, "added_rows": [{"x": 1}]}),
    "string_array_value": None,
}


def forged(base: str, slug: str, query: str) -> int:
    """Set every widget of a page to values of every wrong type. Returns how many were sent.

    A browser cannot send these; the run may be refused, calmly, and other visits go on.
    """
    with visit(base) as one:
        seen = one.run(slug, query)
        widgets = [drawn.widget for drawn in seen.drawn if drawn.widget]
        for widget in widgets:
            for name, value in FORGED.items():
                state = WidgetState(id=widget)
                if value is None:
                    state.string_array_value.data.extend(["\x00", "<script>"])
                else:
                    setattr(state, name, value)
                harmless(one.run(slug, None, [state]), f"{slug} {widget} {name}")
    with visit(base) as another:
        calm(another.run(slug, query), slug)
    return len(widgets) * len(FORGED)


DYNAMIC = 2  # a table that takes new rows
PARTS = ("isi", "perangkat", "hukum", "skor", "langkah", "kirim", "risiko", "gladi", "banding")
NUMBERS = (1e308, -1e308, 9e15, -1, 0, 99.999, 1e-308, 0.1 + 0.2)


def begun(one: Visit) -> None:
    """Begin Cek Mandiri with the invented example."""
    calm(one.press("cek_mandiri", "cek_mandiri_example"), "example")


def _edits(table: Any, texts: Sequence[str]) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Return edits of one row, a column each: what can be typed into a cell of its type."""
    shown = set(pa.ipc.open_stream(BytesIO(table.arrow_data.data)).schema.names)
    for name, column in json.loads(table.columns).items():
        kind = column.get("type_config", {})
        low, high = kind.get("min_value", -math.inf), kind.get("max_value", math.inf)
        # beyond its bounds a cell takes no number in a browser
        numbers = [number for number in NUMBERS if low <= number <= high]
        if name in shown and name != "_index" and not column.get("disabled"):
            yield from ({name: v} for v in (numbers if kind.get("type") == "number" else texts))


def tables(base: str, texts: Sequence[str]) -> int:
    """Type every text into every cell of a row of every table of Cek Mandiri; read every part.

    Returns how many cells were typed.
    """
    typed = 0
    for part in PARTS:
        with visit(base) as one:
            begun(one)
            seen = one.run("cek_mandiri", f"bagian={part}")
            for table in seen.of("dataframe"):
                grows = table.editing_mode == DYNAMIC
                for edit in _edits(table, texts) if table.editing_mode else ():
                    added = [edit] if grows else []
                    rows = {"edited_rows": {"0": edit}, "added_rows": added, "deleted_rows": []}
                    state = WidgetState(id=table.id, string_value=json.dumps(rows))
                    said = f"{part} {table.id} {str(edit)[:80]}"
                    calm(one.run("cek_mandiri", None, [state]), said)
                    typed += 1
            for other in PARTS:
                calm(one.run("cek_mandiri", f"bagian={other}"), f"{part}, then {other}")
    return typed


def benign(base: str) -> int:
    """Open every page as anybody does: it stands, and nothing is amiss. Returns how many."""
    for slug in reading.tables():
        with visit(base) as one:
            seen = one.run(slug, "")
            calm(seen, slug)
            assert seen.of("heading")
    return len(reading.tables())

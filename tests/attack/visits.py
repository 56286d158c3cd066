"""The attack over the websocket: whole pages, boxes and forged widgets, as any script can send."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from tests.attack import hostile, reading
from tests.spoken import FAILED

AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
PATIENCE = 120.0  # seconds for one run of a page
# parts of pages that hold boxes of their own
ROOMS = (
    ("beranda", ""),
    ("penghargaan", ""),
    ("aturan", ""),
    ("smart_city", ""),
    ("glosarium", ""),
    ("hukum", "bagian=jendela"),
    ("sumber", "bagian=sumber"),
    ("sumber", "bagian=perbedaan"),
    ("sumber", "bagian=angka"),
)
LONG = (
    "a" * hostile.MEGABYTE,
    "<script>alert(1)</script>" * 40_000,
    "1" * hostile.MEGABYTE,
    "(" * hostile.MEGABYTE,
)


@dataclass(slots=True)
class Seen:
    """What one run of a page sent: its elements by kind."""

    elements: dict[str, list[Any]] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)  # of a widget, by its id
    finished: bool = False

    def of(self, *kinds: str) -> list[Any]:
        return [element for kind in kinds for element in self.elements.get(kind, [])]

    def lines(self) -> list[str]:
        """Return the bodies of the coloured lines: warnings, errors and the like."""
        return [alert.body for alert in self.of("alert")]


class Visit:
    """One visit over a websocket, without a browser."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.menu: list[Any] = []  # the pages that the last run offered
        self.places: list[Any] = []  # where to send a file, as the server said last
        self.query = ""  # what the address bar holds

    @property
    def asked(self) -> dict[str, str]:
        """What the address bar holds, by name."""
        return reading.parsed(self.query)[0]

    def send(self, message: BackMsg) -> None:
        """Send any message a browser could, and more."""
        self.socket.send(message.SerializeToString())

    def run(
        self,
        slug: str,
        query: str | None = None,
        states: Sequence[WidgetState] = (),
        fragment: str = "",
    ) -> Seen:
        """Ask for one run of a page; wait for its end. Raises TimeoutError.

        ``query``: an address to go to; None for what the address bar holds, as when a widget is
        used.
        """
        message = BackMsg()
        if query is not None:
            self.query = query
        asked = message.rerun_script
        asked.page_name = "" if slug == "beranda" else slug
        asked.query_string = self.query
        asked.fragment_id = fragment
        asked.widget_states.widgets.extend(states)
        self.send(message)
        return self.listen()

    def listen(self) -> Seen:
        """Take in what is sent until the run is over."""
        seen = Seen()
        while True:
            data = self.socket.recv(timeout=PATIENCE)
            assert isinstance(data, bytes)
            answer = ForwardMsg.FromString(data)
            kind = answer.WhichOneof("type")
            if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                element = answer.delta.new_element
                name = element.WhichOneof("type")
                if name:
                    made = getattr(element, name)
                    seen.elements.setdefault(name, []).append(made)
                    if widget := getattr(made, "id", ""):
                        seen.fragments[widget] = answer.delta.fragment_id
            elif kind == "navigation":
                self.menu = list(answer.navigation.app_pages)
            elif kind == "page_info_changed":
                self.query = answer.page_info_changed.query_string
            elif kind == "file_urls_response":
                self.places = list(answer.file_urls_response.file_urls)
                return seen
            elif kind == "script_finished" and answer.script_finished != AGAIN:
                seen.finished = True
                return seen


@contextmanager
def visit(base: str) -> Iterator[Visit]:
    """Open a visit at the server ``base``."""
    address = base.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        yield Visit(socket)


def calm(seen: Seen, given: str) -> None:
    """Raise AssertionError if a page failed, or put what it was given where it could be obeyed."""
    assert seen.finished
    assert not [alert for alert in seen.of("alert") if alert.body in FAILED], given[:200]
    harmless(seen, given)


def harmless(seen: Seen, given: str) -> None:
    """Raise AssertionError if anything shown could run, fetch, or tell of our insides."""
    assert not seen.of("iframe", "imgs", "audio", "video")
    for element in seen.of("html"):
        assert hostile.FOREIGN not in element.body and "alert(1)" not in element.body
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


def boxes(base: str, texts: Sequence[str]) -> int:
    """Type every text into every text box of every page. Returns how many were typed."""
    typed = 0
    for slug, query in ROOMS:
        with visit(base) as one:
            found = one.run(slug, query).of("text_input")
            assert found, (slug, query)
        for box in found:
            for text in texts:
                with visit(base) as one:
                    fragment = one.run(slug, query).fragments[box.id]
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
        widgets = [w.id for group in seen.elements.values() for w in group if getattr(w, "id", "")]
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
PARTS = ("isi", "hukum", "skor", "langkah", "kirim", "risiko", "gladi", "banding")
NUMBERS = (1e308, -1e308, 9e15, -1, 0, 99.999, 1e-308, 0.1 + 0.2)


def begun(one: Visit) -> None:
    """Begin Cek Mandiri with the invented example."""
    buttons = one.run("cek_mandiri", "").of("button")
    (button,) = (b.id for b in buttons if b.id.endswith("cek_mandiri_example"))
    calm(one.run("cek_mandiri", None, [WidgetState(id=button, trigger_value=True)]), "example")


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

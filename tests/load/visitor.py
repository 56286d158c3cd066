"""One visitor as the server sees a browser: a websocket, the widgets it was shown, its address.

Everything is learned from the stream: widget ids, their options and values, the fragment a widget
belongs to, the address. A change sends all widget values and the address back, as a browser does.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
import tomllib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.MultiSelect_pb2 import MultiSelect
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.TextInput_pb2 import TextInput
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.opened import links_in
from tests.spoken import FAILED

Place = tuple[int, ...]  # where an element stands: its path through the page's containers
Widget = TextInput | Selectbox | MultiSelect | ButtonGroup
PASSING = ("file_uploader",)  # its address is another in every visit
_OWN = re.compile(r"(?<=/unduh/milik/)[^/]+")  # so is the token of a visit's own file
PATIENCE = 60.0  # seconds one answer may take before it counts as an error
CHANGES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("changes.toml").read_text(encoding="utf-8")
)


class VisitError(Exception):
    """What a visitor must never see: a page that failed, or no answer."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A widget whose value stands in the address.

    ``kind``: its message in the protocol. ``values``: what is chosen now, as shown.
    ``options``: all it offers, or what is typed into it here. ``most``: how many values it takes.
    """

    id: str
    name: str
    kind: type[Widget]
    options: tuple[str, ...]
    values: tuple[str, ...]
    fragment: str
    most: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands at one place: its digest, the id of its widget and of its fragment, or ""."""

    digest: str
    widget: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One run as the visitor saw it: milliseconds to its end, bytes and messages received."""

    milliseconds: float
    size: int
    messages: int


@dataclass
class Visitor:
    """An open visit. ``slug`` and ``query``: the page's name in the address and what follows.

    ``files``: the addresses of the files that the page offers, below its own address.
    """

    socket: ClientConnection
    slug: str
    query: str = ""
    filters: dict[str, Filter] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    files: dict[Place, str] = field(default_factory=dict)
    _shown: dict[Place, Shown] = field(default_factory=dict)
    _script: str = ""
    _runs: int = 1  # that answer the next message
    _before: str = ""  # the address before the last change
    _changed: Filter = field(init=False)

    async def open(self) -> Answer:
        """Ask for the page as a browser does on its first line; wait until it stands."""
        answer = await self._run(self._request())
        first = CHANGES["first"].get(self.slug)
        return await self._press(first) if first else answer

    async def change(self, dice: random.Random) -> Answer:
        """Set one filter to another value; raises VisitError when the address stays the same."""
        self._before, self._changed = self.query, another(dice, self._changeable())
        self.filters[self._changed.id] = self._changed
        return await self._ask()

    async def go_on(self, socket: ClientConnection) -> Answer:
        """Send the last change again over another connection, as a browser does that lost one.

        The server then runs the whole page first. Raises what ``change`` raises.
        """
        self.socket, self._runs = socket, 2
        return await self._ask()

    async def _ask(self) -> Answer:
        answer = await self._run(self._request(self._changed.fragment))
        if self.query == self._before:
            told = f"{self._changed.name} = {self._changed.values}"
            raise VisitError(f"{told} left the address as it was")
        return answer

    def view(self) -> dict[Place, str]:
        """Return what stands on the page: a digest per place, widgets with their values."""
        values = {held.id: held.values for held in self.filters.values()}
        return {
            place: f"{shown.digest} {values.get(shown.widget, '')}"
            for place, shown in self._shown.items()
        }

    async def fetch(self, base: str, address: str) -> int:
        """Fetch one of ``files`` as a browser does that is told to; return its bytes.

        Raises VisitError for any answer that is no file.
        """

        def get() -> int:
            with urlopen(f"{base}{address}", timeout=PATIENCE) as answer:
                named = "attachment" in answer.headers.get("Content-Disposition", "")
                size = len(answer.read())
            if not named or not size:
                raise VisitError(f"{address.partition('?')[0]}: no file")
            return size

        try:
            return await asyncio.to_thread(get)
        except OSError as error:  # also an answer of 400 and more
            kind = address.partition("?")[0].rpartition(".")[2]
            raise VisitError(f"{self.slug}, {kind}: {error}") from error

    async def _press(self, key: str) -> Answer:
        request = self._request()
        request.rerun_script.widget_states.widgets.add(id=self.buttons[key], trigger_value=True)
        return await self._run(request)

    def _changeable(self) -> list[Filter]:
        only = CHANGES["only"].get(self.slug)
        return [f for f in self.filters.values() if not only or f.name in only]

    def _request(self, fragment: str = "") -> BackMsg:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string, rerun.fragment_id = self.query, fragment
        rerun.page_script_hash, rerun.page_name = self._script, "" if self._script else self.slug
        rerun.context_info.timezone = "Asia/Jakarta"
        rerun.context_info.locale = "id-ID"
        rerun.widget_states.widgets.extend(map(_state, self.filters.values()))
        return message

    async def _run(self, request: BackMsg) -> Answer:
        """Send ``request`` and take all messages up to the end of the run it leads to."""
        started, size, messages = time.perf_counter(), 0, 0
        seen: set[Place] = set()
        fragments: set[str] = set()
        await self.socket.send(request.SerializeToString())
        while True:
            data = await asyncio.wait_for(self.socket.recv(decode=False), PATIENCE)
            size, messages = size + len(data), messages + 1
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "delta":
                seen.add(self._take(message))
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "new_session":  # a run that asks for another one ends in a second of these
                self._script = message.new_session.page_script_hash
                fragments = set(message.metadata.run.fragment_ids)
                seen.clear()
            elif kind == "navigation":
                self._script = message.navigation.page_script_hash
            elif kind == "script_finished" and self._ended(message):
                self._forget(seen, fragments)
                self._runs -= 1
                if self._runs:
                    continue
                self._runs = 1
                return Answer((time.perf_counter() - started) * 1000, size, messages)

    def _ended(self, message: ForwardMsg) -> bool:
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise VisitError("the script does not compile")
        return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)

    def _take(self, message: ForwardMsg) -> Place:
        """Keep what a message draws and return its place."""
        place, delta = tuple(message.metadata.delta_path), message.delta
        kind = delta.new_element.WhichOneof("type")
        if kind is None:  # a container, maybe where an element stood
            self._shown.pop(place, None)
            return place
        element = getattr(delta.new_element, kind)
        if kind == "exception" or (kind == "alert" and element.body in FAILED):
            raise VisitError(str(element))
        widget = getattr(element, "id", "")
        key = widget.rpartition("-")[2]
        name = next((n for n in parse_qs(self.query, True) if key.endswith(f"_{n}")), "")
        if name and isinstance(element, Widget):
            held = self.filters.get(widget)
            self.filters[widget] = _filter(name, element, delta.fragment_id, held)
            digest = str(self.filters[widget].options)
        else:
            if kind == "html":
                self._offered(place, element.body)
                element.body = _OWN.sub("", element.body)
            drawn = b"" if kind in PASSING else element.SerializeToString(deterministic=True)
            digest = blake2b(drawn, digest_size=16).hexdigest()
        if kind == "button":
            self.buttons[key] = widget
        self._shown[place] = Shown(digest, widget, delta.fragment_id)
        return place

    def _offered(self, place: Place, markup: str) -> None:
        """Note the file that is offered at ``place``, or that none is."""
        self.files.pop(place, None)
        for link in links_in(markup):
            if link.address:
                self.files[place] = link.address

    def _forget(self, seen: set[Place], fragments: set[str]) -> None:
        """Drop what the run that ended could have drawn and did not."""
        self._shown = {
            place: shown
            for place, shown in self._shown.items()
            if place in seen or (fragments and shown.fragment not in fragments)
        }
        self.files = {place: one for place, one in self.files.items() if place in self._shown}
        drawn = {shown.widget for shown in self._shown.values()}
        self.filters = {held.id: held for held in self.filters.values() if held.id in drawn}


def another(dice: random.Random, filters: Sequence[Filter]) -> Filter:
    """Return one of ``filters`` with other values than it has."""
    free = [held for held in filters if len(held.options) > 1]
    if not free:
        raise VisitError("the page offers nothing to change")
    chosen = dice.choice(free)
    others = [option for option in chosen.options if option not in chosen.values]
    if chosen.kind is not MultiSelect:
        return replace(chosen, values=(dice.choice(others),))
    if chosen.values and (not others or dice.random() < 0.5):  # half the time a choice is undone
        return replace(chosen, values=chosen.values[1:])
    return replace(chosen, values=(*chosen.values, dice.choice(others))[-chosen.most :])


def _filter(name: str, element: Widget, fragment: str, held: Filter | None) -> Filter:
    """Return a drawn widget; its value stays the visitor's (``held``) unless the server sets it."""
    values = _sent_values(element) if element.set_value or not held else held.values
    most = (element.max_selections or 100) if isinstance(element, MultiSelect) else 1
    return Filter(element.id, name, type(element), _options(element), values, fragment, most)


def _options(element: Widget) -> tuple[str, ...]:
    if isinstance(element, TextInput):
        return tuple(CHANGES["typed"][element.id.rpartition("_")[2]])
    if isinstance(element, ButtonGroup):
        return tuple(option.content for option in element.options)
    return tuple(element.options)


def _sent_values(element: Widget) -> tuple[str, ...]:
    """Return the values a drawn widget comes with."""
    if isinstance(element, TextInput):
        return (element.value if element.set_value else element.default,)
    options = _options(element)
    if isinstance(element, Selectbox):
        if element.set_value:
            return (element.raw_value,)
        return (options[element.default],) if element.HasField("default") else ()
    if element.set_value:
        return tuple(element.raw_values)
    return tuple(options[place] for place in element.default)


def _state(held: Filter) -> WidgetState:
    """Return a widget's value as the browser sends it."""
    state = WidgetState(id=held.id)
    if held.kind in (MultiSelect, ButtonGroup):
        state.string_array_value.data.extend(held.values)
    elif held.values:
        state.string_value = held.values[0]
    return state


@asynccontextmanager
async def visiting(
    base: str, slug: str, query: str = "", headers: Mapping[str, str] | None = None
) -> AsyncIterator[Visitor]:
    """Open a visit to ``base``; the page is asked for by ``Visitor.open``."""
    address = base.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=headers,
        max_size=None,
        ping_interval=None,
        open_timeout=PATIENCE,
    ) as socket:
        yield Visitor(socket, slug, query)

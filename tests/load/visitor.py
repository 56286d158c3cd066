"""One visitor as the server sees a browser: a websocket, the widgets it was shown, its address.

A change sends all widget values and the address back, as a browser does.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
import tomllib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.MultiSelect_pb2 import MultiSelect
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.TextInput_pb2 import TextInput
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from deploy import health
from tests.client import PATIENCE, Drawn, Place, Seen, Stream, VisitError
from tests.listed import read
from tests.opened import links_in
from tests.spoken import FAILED

Widget = TextInput | Selectbox | MultiSelect | ButtonGroup
LINKS = 0.7  # of the changes of a page that has links to other views of itself
PASSING = ("file_uploader",)  # its address is another in every visit
_OWN = re.compile(r"(?<=/unduh/milik/)[^/]+")  # so is the token of a visit's own file
_SAID = re.compile(r"(?<=[?&])\w+=semua(?:&|(?=[\"&]))")  # by a visit that remembers a filter only
CHANGES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("changes.toml").read_text(encoding="utf-8")
)


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
    """One run as the visitor saw it: milliseconds to its end, bytes received."""

    milliseconds: float
    size: int


class Visitor(Stream):
    """An open visit to the page ``slug``, first at the address ``query``.

    ``files``: the addresses of the files that the page offers, below its own address; ``ways``:
    those of its other views that links of its own lead to.
    """

    def __init__(self, socket: ClientConnection, slug: str, query: str = "") -> None:
        super().__init__(query)
        self.socket, self.slug = socket, slug
        self.filters: dict[str, Filter] = {}
        self.buttons: dict[str, str] = {}
        self.files: dict[Place, str] = {}
        self._shown: dict[Place, Shown] = {}
        self.ways: dict[Place, list[str]] = {}
        self._before = ""  # the address before the last change
        self._changed: Filter | str

    async def open(self) -> Answer:
        """Ask for the page as a browser does on its first line; wait until it stands."""
        answer = await self._run(self._request(self.slug))
        first = CHANGES["first"].get(self.slug)
        return await self._press(first) if first else answer

    async def change(self, dice: random.Random) -> Answer:
        """Set one filter to another value or press one link that leads to another view.

        Raises VisitError when the address stays the same.
        """
        self._before = self.query
        ways = [way for place in sorted(self.ways) for way in self.ways[place]]
        if ways and (dice.random() < LINKS or not self._changeable()):
            self._changed = dice.choice(ways)
            return await self._ask()
        self._changed = another(dice, self._changeable())
        self.filters[self._changed.id] = self._changed
        return await self._ask()

    async def go_on(self, socket: ClientConnection) -> Answer:
        """Send the last change again over another connection, as a browser does that lost one.

        The server then runs the whole page first. Raises what ``change`` raises.
        """
        self.socket = socket
        return await self._ask(2)

    async def _ask(self, runs: int = 1) -> Answer:
        if isinstance(self._changed, str):
            self.query = self._changed
            return await self._run(self._request(), runs)
        answer = await self._run(self._request(fragment=self._changed.fragment), runs)
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

    def _request(self, slug: str | None = None, fragment: str = "") -> BackMsg:
        return self.request(slug, list(map(_state, self.filters.values())), fragment)

    async def _run(self, request: BackMsg, runs: int = 1) -> Answer:
        """Send ``request`` and take all messages up to the end of the runs it leads to."""
        started, size = time.perf_counter(), 0
        await self.socket.send(request.SerializeToString())
        for _ in range(runs):
            self.seen = Seen()
            while not self.take(await asyncio.wait_for(self.socket.recv(decode=False), PATIENCE)):
                pass
            self._keep(self.seen)
            size += self.seen.size
        return Answer((time.perf_counter() - started) * 1000, size)

    def _keep(self, seen: Seen) -> None:
        """Keep what a run drew, and drop what it could have drawn and did not."""
        for drawn in seen.drawn:
            self._draw(drawn)
        places = {drawn.place for drawn in seen.drawn[seen.start :]}
        self._shown = {
            place: shown
            for place, shown in self._shown.items()
            if place in places or (seen.parts and shown.fragment not in seen.parts)
        }
        self.files = {place: one for place, one in self.files.items() if place in self._shown}
        self.ways = {place: ways for place, ways in self.ways.items() if place in self._shown}
        widgets = {shown.widget for shown in self._shown.values()}
        self.filters = {held.id: held for held in self.filters.values() if held.id in widgets}

    def _draw(self, drawn: Drawn) -> None:
        element, widget = drawn.element, drawn.widget
        if not drawn.kind:  # a container, maybe where an element stood
            self._shown.pop(drawn.place, None)
            return
        if drawn.kind == "exception" or (drawn.kind == "alert" and element.body in FAILED):
            raise VisitError(str(element))
        key = widget.rpartition("-")[2]
        name = next((n for n in self.asked if key.endswith(f"_{n}")), "")
        if name and isinstance(element, Widget):
            held = self.filters.get(widget)
            self.filters[widget] = _filter(name, element, drawn.fragment, held)
            digest = str(self.filters[widget].options)
        else:
            if drawn.kind == "html":
                self._offered(drawn.place, element.body)
                element.body = _SAID.sub("", _OWN.sub("", element.body))
            told = b"" if drawn.kind in PASSING else element.SerializeToString(deterministic=True)
            digest = blake2b(told, digest_size=16).hexdigest()
        if drawn.kind == "button":
            self.buttons[key] = widget
        self._shown[drawn.place] = Shown(digest, widget, drawn.fragment)

    def _offered(self, place: Place, markup: str) -> None:
        """Note the file that is offered at ``place``, or that none is, and where links lead."""
        self.files.pop(place, None)
        self.ways[place] = [
            link.address.removeprefix("?")
            for link in read(markup).links
            if link.address.startswith("?") and not link.current
        ]
        for link in links_in(markup):
            if link.address:
                self.files[place] = link.address


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
    async with connect(
        health.stream(base),
        **health.STREAM,
        additional_headers=headers,
        ping_interval=None,
        open_timeout=PATIENCE,
    ) as socket:
        yield Visitor(socket, slug, query)

"""One client of the server's protocol: a visit without a browser, over a websocket.

Everything is learned from the stream: widgets and their fragments, the address, the menu.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from deploy import health
from pages._shared import frame

PATIENCE = 120.0  # seconds for one message of a run
Place = tuple[int, ...]  # where an element stands: its path through the page's containers


class VisitError(Exception):
    """What a visitor must never see: an exception on the page, or no answer."""


class Drawn(NamedTuple):
    """What was drawn at one place: an element of a kind, or a container, whose kind is ""."""

    place: Place
    kind: str
    element: Any
    fragment: str

    @property
    def widget(self) -> str:
        return getattr(self.element, "id", "")


@dataclass(slots=True)
class Seen:
    """What one run of a page sent, in messages and bytes and as drawn, one after another.

    ``start``: where the run itself begins; what is before it drew a run that asked for this one.
    ``parts``: the fragments that were run; none for the whole page.
    """

    drawn: list[Drawn] = field(default_factory=list)
    start: int = 0
    parts: frozenset[str] = frozenset()
    size: int = 0
    messages: int = 0
    finished: bool = False

    def of(self, *kinds: str) -> list[Any]:
        return [one.element for kind in kinds for one in self.drawn if one.kind == kind]

    def lines(self) -> list[str]:
        """Return the bodies of the coloured lines: warnings, errors and the like."""
        return [alert.body for alert in self.of("alert")]

    def fragment_of(self, widget: str) -> str:
        """Return the fragment that a widget was drawn in, "" for the page itself."""
        return next(one.fragment for one in self.drawn if one.widget == widget)


def path_of(slug: str) -> str:
    """Return what stands in a page's address."""
    return "" if slug == frame.PAGES[0] else slug


class Stream:
    """What a visit asks for and what it has been told, whatever carries it.

    ``menu``: the pages that the last run offered; ``places``: where to send a file, as the server
    said last; ``query``: what the address bar holds; ``seen``: what the run sent so far.
    """

    def __init__(self, query: str = "") -> None:
        self.menu: list[Any] = []
        self.places: list[Any] = []
        self.query = query
        self.seen = Seen()
        self._script = ""

    @property
    def asked(self) -> dict[str, str]:
        """Return what the address bar holds, by name."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    def request(
        self, slug: str | None, states: Sequence[WidgetState] = (), fragment: str = ""
    ) -> BackMsg:
        """Return the message that asks for one run of a page; None: of the page that stands."""
        message = BackMsg()
        asked = message.rerun_script
        if slug is None:
            asked.page_script_hash = self._script
        else:
            asked.page_name = path_of(slug)
        asked.query_string, asked.fragment_id = self.query, fragment
        asked.widget_states.widgets.extend(states)
        asked.context_info.timezone, asked.context_info.locale = "Asia/Jakarta", "id-ID"
        return message

    def take(self, data: bytes) -> bool:
        """Take in one message; say whether the answer is whole. Raises VisitError."""
        self.seen.size += len(data)
        self.seen.messages += 1
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "delta":
            drawn = message.delta.new_element
            name = drawn.WhichOneof("type") or ""
            element = getattr(drawn, name) if name else None
            place = tuple(message.metadata.delta_path)
            self.seen.drawn.append(Drawn(place, name, element, message.delta.fragment_id))
        elif kind == "new_session":  # a run that asks for another one ends in a second of these
            self._script = message.new_session.page_script_hash
            self.seen.start = len(self.seen.drawn)
            self.seen.parts = frozenset(message.metadata.run.fragment_ids)
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash
            self.menu = list(message.navigation.app_pages)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "file_urls_response":
            self.places = list(message.file_urls_response.file_urls)
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise VisitError("the script does not compile")
            self.seen.finished = health.is_over(message)
        return self.seen.finished or kind == "file_urls_response"


class Visit(Stream):
    """One visit over a websocket, a step after another."""

    def __init__(self, socket: ClientConnection) -> None:
        super().__init__()
        self.socket = socket

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
        if query is not None:
            self.query = query
        self.send(self.request(slug, states, fragment))
        return self.listen()

    def press(self, slug: str, name: str) -> Seen:
        """Open a page as its address stands and press the button that has this key."""
        (button,) = (b.id for b in self.run(slug).of("button") if b.id.endswith(f"-{name}"))
        return self.run(slug, None, [WidgetState(id=button, trigger_value=True)])

    def place_for(self, name: str) -> Any:  # noqa: ANN401 - a message of the protocol
        """Return where the server wants a file of this name: its addresses and its id."""
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append(name)
        self.send(message)
        self.listen()
        (place,) = self.places
        return place

    def listen(self) -> Seen:
        """Take in what is sent until the answer is whole."""
        self.seen = Seen()
        while not self.take(self.socket.recv(timeout=PATIENCE, decode=False)):
            pass
        return self.seen


@contextmanager
def visit(base: str, **given: Any) -> Iterator[Visit]:  # noqa: ANN401
    """Open a visit at the server ``base``; ``given``: what else the connection is made of."""
    with connect(health.stream(base), **health.STREAM, **given) as socket:
        yield Visit(socket)

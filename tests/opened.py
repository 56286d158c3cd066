"""Open one page of the app in a test, through the real entry point, and read its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import ClassVar

from streamlit.source_util import PageHash, PageInfo
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from iga_core.paths import ROOT
from pages._shared.files.link import CLASS

APP = str(ROOT / "app.py")
KINDS = ("header", "subheader", "markdown", "caption", "info", "warning", "code")


@cache
def _known() -> dict[PageHash, PageInfo]:
    """The pages of the app by their addresses, as its server knows them after a first visit."""
    return AppTest.from_file(APP, default_timeout=60).run()._registered_pages


def open_page(slug: str, **query: str) -> AppTest:
    """Open one address in a new visit, whose first run it is."""
    at = AppTest.from_file(APP, default_timeout=60)
    at._registered_pages = _known()
    return go(at, slug, **query)


def go(at: AppTest, slug: str, **query: str) -> AppTest:
    """Go on to another address in the same visit, by the menu or a link."""
    at.query_params = dict(query)
    at = at.switch_page(f"pages/{slug}.py").run()
    assert not at.exception
    return at


def open_part(at: AppTest, name: str) -> AppTest:
    """Open a part of the page that stands, as its address asks for it."""
    at.query_params["bagian"] = name
    at.run()
    assert not at.exception
    return at


def open_box(at: AppTest, key: str) -> AppTest:
    """Press a button below which a box opens."""
    at.session_state[key] = True
    at.run()
    assert not at.exception
    return at


def type_into(box: Selectbox[str], typed: str) -> None:
    """Type into a box that also takes what is no option of it, as a browser sends it."""
    if typed not in box.options:
        box.options.append(typed)
    box.set_value(typed)


def unfold(at: AppTest, *folds: str) -> AppTest:
    """Open folds by their keys (see ``lazy.fold``), as a visitor who presses them does."""
    for name in folds:
        at.session_state[name] = True
    at = at.run()
    assert not at.exception
    return at


def text(at: AppTest) -> str:
    """All text of a page, one element a line."""
    return "\n".join(str(element.value) for kind in KINDS for element in getattr(at, kind))


class _Whole(HTMLParser):
    """Writes HTML again with the end tags that HTML lets one leave out."""

    ENDS: ClassVar[dict[str, tuple[str, ...]]] = {
        "td": ("td", "th"),
        "th": ("td", "th"),
        "tr": ("td", "th", "tr"),
        "li": ("li",),
    }
    GROUPS = ("thead", "tbody", "tfoot", "table", "ul", "ol")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.open: list[str] = []

    def _end(self, tags: tuple[str, ...]) -> None:
        while self.open and self.open[-1] in tags:
            self.parts.append(f"</{self.open.pop()}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end(self.ENDS.get(tag, ("td", "th", "tr") if tag in self.GROUPS[:3] else ()))
        self.parts.append(self.get_starttag_text() or "")
        if tag in self.ENDS or tag in ("table", "ul", "ol"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.GROUPS:
            self._end(("td", "th", "tr", "li"))
            if self.open and self.open[-1] == tag:
                self.open.pop()
        elif tag in self.ENDS:
            self._end(self.ENDS[tag])
            return
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")


def html_of(at: AppTest) -> str:
    """All HTML of a page: its sentences and pictures, every end tag written."""
    reader = _Whole()
    reader.feed("\n".join(element.proto.body for element in at.get("html")))
    return "".join(reader.parts)


@dataclass
class FileLink:
    """A link to a file as a page drew it; ``address`` is None where it is disabled."""

    marks: dict[str, str | None]
    label: str = ""
    address: str | None = field(init=False)
    primary: bool = field(init=False)

    def __post_init__(self) -> None:
        self.address = self.marks.get("href")
        self.primary = "primary" in (self.marks["class"] or "").split()


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[FileLink] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = dict(attrs)
        if tag == "a" and CLASS in (marks.get("class") or "").split():
            self.found.append(FileLink(marks))
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1].label += data


def links_in(markup: str) -> list[FileLink]:
    """The links to files in a piece of a page."""
    reader = _Links()
    reader.feed(markup)
    return reader.found


def file_links(at: AppTest) -> list[FileLink]:
    """The files a page offers, in its order."""
    return [link for element in at.get("html") for link in links_in(element.proto.body)]

"""Open one page of the app in a test, through the real entry point, and read its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

from iga_core.paths import ROOT
from pages._shared.files.link import CLASS

KINDS = ("header", "subheader", "markdown", "caption", "info", "warning", "code")


def open_page(slug: str, **query: str) -> AppTest:
    """Open one address in a new visit; the first run stands for the visitor's arrival."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    at.query_params = dict(query)
    at = at.switch_page(f"pages/{slug}.py").run()
    assert not at.exception
    return at


def text(at: AppTest) -> str:
    """All text of a page, one element a line."""
    return "\n".join(str(element.value) for kind in KINDS for element in getattr(at, kind))


def html_of(at: AppTest) -> str:
    """All HTML of a page: its sentences and pictures."""
    return "\n".join(element.proto.body for element in at.get("html"))


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

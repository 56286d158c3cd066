"""The pictures and lists of a page, read from its HTML as a voice or a keyboard would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

IMPLYING = ("td", "th", "tr", "thead", "tbody", "tfoot")


@dataclass
class Link:
    """A link: what it says, where it leads, whether it is the chosen one, what it is part of."""

    label: str
    address: str
    current: bool
    part: str
    text: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The parameters of its address."""
        return dict(parse_qsl(self.address.partition("?")[2], keep_blank_values=True))


@dataclass
class Field:
    """A cell of a table: its words, its links, the titles of its marks."""

    text: str = ""
    head: bool = False
    links: list[Link] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    span: int = 1


@dataclass
class Table:
    """A table: its class, and its rows, cells that reach over several rows repeated in each."""

    name: str
    caption: str = ""
    rows: list[list[Field]] = field(default_factory=list)

    @property
    def head(self) -> list[str]:
        """The words of its first row."""
        return [cell.text for cell in self.rows[0]]

    def column(self, name: str) -> list[str]:
        """The words below a heading."""
        place = self.head.index(name)
        return [row[place].text for row in self.rows[1:]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.links: list[Link] = []
        self.text = ""
        self.headline = ""
        self._headline = False
        self._table: Table | None = None
        self._cell: Field | None = None
        self._link: Link | None = None
        self._parts: list[str] = []
        self._held: dict[int, tuple[int, Field]] = {}
        self._caption = False
        self._phone = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in IMPLYING and self._cell is not None:  # its end tag may be left out
            self.handle_endtag("td")
        if tag in ("tr", "li"):
            self.text += "\n"
        if tag in ("nav", "div", "section", "ul"):
            self._parts.append(given.get("class", ""))
        elif tag == "table":
            self._table = Table(given.get("class", ""))
            self.tables.append(self._table)
        elif tag == "tr" and self._table is not None:
            self._table.rows.append([])
            self._from_above()
        elif tag in ("td", "th") and self._table is not None:
            self._cell = Field(head=tag == "th", span=int(given.get("rowspan", "1")))
            row = self._table.rows[-1]
            if self._cell.span > 1:
                self._held[len(row)] = (self._cell.span - 1, self._cell)
            row.append(self._cell)
        elif tag == "a":
            part = next((name for name in reversed(self._parts) if name), "")
            address, label = given.get("href", ""), given.get("aria-label", "")
            self._link = Link(label, address, "aria-current" in given, part)
            self.links.append(self._link)
            if self._cell is not None:
                self._cell.links.append(self._link)
        elif tag == "caption":
            self._caption = True
        elif tag == "p":
            self._headline = given.get("class") == "headline"
        if self._cell is not None and "title" in given:
            self._cell.titles.append(given["title"])
        if given.get("class") == "n":
            self._phone += 1

    def _from_above(self) -> None:
        row = self._table.rows[-1] if self._table else []
        while len(row) in self._held:
            left, cell = self._held.pop(len(row))
            if left > 1:
                self._held[len(row)] = (left - 1, cell)
            row.append(cell)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("nav", "div", "section", "ul") and self._parts:
            self._parts.pop()
        elif tag in ("td", "th"):
            self._cell = None
        elif tag == "a":
            self._link = None
        elif tag == "caption":
            self._caption = False
        elif tag == "table":
            self._table = self._cell = None
        if tag in ("b", "span") and self._phone:
            self._phone -= 1
        self._headline = self._headline and tag != "p"
        if tag in ("p", "section", "nav", "table"):
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if self._phone:  # the short form beside the long one
            return
        if self._caption and self._table is not None:
            self._table.caption += data
            return
        self.text += data
        self.headline += data if self._headline else ""
        for held in (self._cell, self._link):
            if held is not None:
                held.text += data


def read(*markup: str) -> _Reader:
    """The tables, links and words of some HTML."""
    reader = _Reader()
    for one in markup:
        reader.feed(one)
    return reader


def shown(at: AppTest) -> _Reader:
    """The tables, links and words of a page's HTML."""
    return read(*(element.proto.body for element in at.get("html")))


def table(at: AppTest, name: str) -> Table:
    """The table of a page that has the class ``name``; without rows where there is none."""
    found = [one for one in shown(at).tables if one.name == name]
    return found[0] if found else Table(name, rows=[[]])

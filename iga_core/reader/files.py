"""The text of a file: TXT, HTML, DOCX or PDF, told apart by what it holds, not by its name.

Nothing is fetched, no entity is followed, and what a package unpacks to is looked at before it is
unpacked. A server reads a stranger's file in a process of its own (ADR 0082).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree, html
from pypdf import PdfReader

MEGABYTE = 1024 * 1024
MAX_FILE = 5 * MEGABYTE
MAX_DOCUMENT = 20 * MEGABYTE  # of a DOCX, unpacked
MAX_PAGES = 100
DOCUMENT = "word/document.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SILENT = ("script", "style", "noscript", "template", "svg", "head", "iframe", "select", "textarea")
AROUND = ("nav", "header", "footer", "aside", "form")
BLOCKS = frozenset({
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul",
})  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|table)\b", re.I | re.S
)


class PressFileError(ValueError):
    """A file cannot be read. ``reason``: a message id below ``reader.file_``."""

    def __init__(self, reason: str, **details: object) -> None:
        """``details`` fill the blanks of the message."""
        super().__init__(reason)
        self.reason, self.details = reason, details


@dataclass(frozen=True, slots=True)
class PressFile:
    """The text of a file, and ``whole``: all that its page shows, where that may be more."""

    text: str
    whole: str


def press_file(data: bytes) -> PressFile:
    """Return the text of a file. Raises PressFileError."""
    if len(data) > MAX_FILE:
        raise PressFileError("too_large", limit=MAX_FILE // MEGABYTE)
    try:
        if data.startswith(b"%PDF"):
            found = _plain(_pdf(data))
        elif data.startswith(b"PK\x03\x04"):
            found = _plain(_docx(data))
        elif _HTML.match(data[:4096].lstrip(b"\xef\xbb\xbf")):
            found = _page(data)
        else:
            found = _plain(_decoded(data))
    except (PressFileError, MemoryError):
        raise
    except Exception as error:  # a parser fails in more ways than it names: the file is at fault
        raise PressFileError("broken") from error
    if not found.text.strip():
        raise PressFileError("empty")
    return found


def _plain(text: str) -> PressFile:
    return PressFile(text, text)


def _decoded(data: bytes) -> str:
    """Return a text file, in UTF-8, UTF-16 with its mark, or as old Windows programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data:
        raise PressFileError("unknown")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _pdf(data: bytes) -> str:
    reader = PdfReader(BytesIO(data))
    if len(reader.pages) > MAX_PAGES:
        raise PressFileError("too_large", limit=MAX_FILE // MEGABYTE)
    return "\n\n".join(_unwrapped(page.extract_text()) for page in reader.pages)


def _unwrapped(text: str) -> str:
    """Join the lines of a page that only its width has broken."""
    lines = [line.rstrip() for line in text.splitlines()]
    width = max(map(len, lines), default=0)
    out = ""
    for line in lines:
        full = out.rpartition("\n")[2]
        goes_on = len(full) > 0.7 * width and not re.search(r"[.:;!?\"”]$", full)
        numbered = re.match(r"\s*(?:\d{1,3}[.)]|[-•*])\s", line)
        out += (" " if goes_on and line and not numbered else "\n") + line
    return out


def _docx(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as archive:
        if DOCUMENT not in archive.namelist():
            raise PressFileError("unknown")
        if archive.getinfo(DOCUMENT).file_size > MAX_DOCUMENT:
            raise PressFileError("too_large", limit=MAX_FILE // MEGABYTE)
        raw = archive.read(DOCUMENT)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return "\n".join(_lines(etree.fromstring(raw, parser).find(f"{WORD}body")))


def _lines(part: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """Yield the paragraphs of a document, a row of a table as one line."""
    for child in part:
        if child.tag == f"{WORD}p":
            yield _written(child)
        elif child.tag == f"{WORD}tbl":
            for row in child.iter(f"{WORD}tr"):
                cells = (
                    " ".join(map(_written, cell.iter(f"{WORD}p"))) for cell in row.iter(f"{WORD}tc")
                )
                yield "\t".join(cells)
        elif child.tag in (f"{WORD}sdt", f"{WORD}sdtContent"):
            yield from _lines(child)


def _written(paragraph: Any) -> str:  # noqa: ANN401
    signs = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}
    return "".join(
        (node.text or "") if node.tag == f"{WORD}t" else signs.get(node.tag, "")
        for node in paragraph.iter()
    )


def _page(data: bytes) -> PressFile:
    """Return the article of a page, lists and all; ``whole`` holds what stands around it too."""
    encoding = None if b"charset" in data[:2048].lower() else "utf-8"
    parser = html.HTMLParser(encoding=encoding, no_network=True, remove_comments=True)
    root = html.document_fromstring(data, parser=parser)
    for node in list(root.iter(*SILENT)):
        node.drop_tree()
    whole = _shown(root)
    for node in list(root.iter(*AROUND)):
        node.drop_tree()
    articles = [node for tag in ("article", "main") for node in root.iter(tag)]
    best = max(articles, key=lambda node: len(node.text_content()), default=root)
    return PressFile(_shown(best), whole)


def _shown(root: Any) -> str:  # noqa: ANN401
    """Return the text of a part of a page, a line for each block."""
    parts: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        block = node.tag in BLOCKS
        if event == "start":
            parts += (["\n"] if block else []) + [_inline(node.text)]
        else:
            parts += ["\n"] if block else ["\t"] if node.tag in ("td", "th") else []
            parts += [" "] if node.tag == "a" and not node.tail else []  # links side by side
            parts.append(_inline(node.tail) if node is not root else "")
    lines = (
        "\t".join(cell.strip() for cell in line.split("\t")) for line in "".join(parts).split("\n")
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip()


def _inline(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")

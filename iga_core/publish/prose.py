"""Markdown as the pages write it, as a plain tree: what a typesetter draws, never obeys.

A node is a dictionary with ``kind`` and plain values, ready for JSON. Blocks: ``paragraph``,
``heading``, ``list``, ``table``, ``quote``, ``code``, ``rule``. Inline: ``text``, ``strong``,
``emph``, ``strike``, ``link``, ``mono``, ``break``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from urllib.parse import urljoin

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

Node = dict[str, Any]
PRINTABLE = ("https://", "http://", "mailto:")  # what a link on paper may lead to
PAGE_LEVELS = 2  # levels of headings that stand above a text's own
DEEPEST = 6  # lists in lists, marks in marks: beyond it a node's content stands without the node
NESTING = 60  # levels the parser follows; text nested deeper is printed as it was written
LONGEST = 32  # letters of a word without a place to break
PIECE = 16  # letters after which a longer word may break
TABLE_WIDTH = 100  # letters of a table that stand side by side on the page
GUTTER = 2  # letters' worth of space that every column needs besides its own
FEW_ROWS, FEW_LETTERS = 10, 1500  # a table no larger than this is not cut between two pages
CELL_LETTERS = 600  # a row of cells no longer than this is not cut either
WIDEST = 120.0  # letters beyond which a column's longest cell no longer widens it
_BREAK = "\N{ZERO WIDTH SPACE}"
_WORDS = re.compile(r"[\s/-]+")
_LONG_WORD = re.compile(rf"[^\s/?&=.,;:_-]{{{LONGEST},}}")
_DIRECTIVE = re.compile(r":[a-z]+(?:-[a-z]+)*\[")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")


def cleaned(text: str) -> str:
    """Return ``text`` without what has no shape: controls, direction marks, lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C")


def _directive(state: StateInline, silent: bool) -> bool:
    """Read Streamlit's ``:color[text]{...}`` as its text: on paper there is no such colour."""
    found = _DIRECTIVE.match(state.src, state.pos)
    if found is None:
        return False
    end = state.md.helpers.parseLinkLabel(state, found.end() - 1)
    if end < 0:
        return False
    after, limit = end + 1, state.posMax
    if not silent:
        state.pos, state.posMax = found.end(), end
        state.md.inline.tokenize(state)
        state.posMax = limit
    attributes = _ATTRIBUTES.match(state.src, after, limit)
    state.pos = attributes.end() if attributes else after
    return True


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "directive", _directive)
    return parser


def _target(href: str, base: str) -> str:
    """Return the whole address of a link; "" when paper knows no way there."""
    try:
        whole = urljoin(base, href)
    except ValueError:  # an address that is none
        return ""
    return whole if whole.startswith(PRINTABLE) else ""


def _pieces(found: re.Match[str]) -> str:
    word = found.group()
    return _BREAK.join(word[i : i + PIECE] for i in range(0, len(word), PIECE))


def breakable(text: str) -> str:
    """Return ``text`` with places to break in words that no line could hold."""
    return _LONG_WORD.sub(_pieces, text)


def _text(text: str) -> Node:
    return {"kind": "text", "text": breakable(text)}


def _inlines(nodes: Sequence[SyntaxTreeNode], base: str, depth: int = 0) -> list[Node]:
    return [made for node in nodes for made in _inline(node, base, depth)]


def _inline(node: SyntaxTreeNode, base: str, depth: int) -> list[Node]:
    if node.type == "text":
        return [_text(node.content)] if node.content else []
    if node.type == "softbreak":
        return [{"kind": "text", "text": " "}]
    if node.type == "hardbreak":
        return [{"kind": "break"}]
    if node.type == "code_inline":
        return [{**_text(node.content), "kind": "mono"}]
    if node.type == "image":  # no picture is fetched: its words stand for it
        return [_text(node.content)] if node.content else []
    content = _inlines(node.children, base, depth + 1)
    kind = {"strong": "strong", "em": "emph", "s": "strike", "link": "link"}[node.type]
    if depth >= DEEPEST:
        return content
    if kind != "link":
        return [{"kind": kind, "content": content}]
    to = _target(str(node.attrs["href"]), base)
    return [{"kind": "link", "to": to, "content": content}] if to and content else content


def _line(node: SyntaxTreeNode, base: str) -> list[Node]:
    """Return the inline content of a block that holds one ``inline`` node, or none."""
    return [made for child in node.children for made in _inlines(child.children, base)]


def _blocks(nodes: Sequence[SyntaxTreeNode], base: str, depth: int = 0) -> list[Node]:
    return [made for node in nodes for made in _block(node, base, depth)]


def _block(node: SyntaxTreeNode, base: str, depth: int) -> list[Node]:
    if node.type == "paragraph":
        return [{"kind": "paragraph", "content": _line(node, base)}]
    if node.type == "heading":
        level = int(node.tag[1]) + PAGE_LEVELS
        return [{"kind": "heading", "level": level, "content": _line(node, base)}]
    if node.type in ("fence", "code_block"):
        return [{"kind": "code", "text": node.content.rstrip("\n")}]
    if node.type == "hr":
        return [{"kind": "rule"}]
    if node.type == "table":
        return [_table(node, base)]
    if node.type == "blockquote":
        content = _blocks(node.children, base, depth + 1)
        return content if depth >= DEEPEST else [{"kind": "quote", "content": content}]
    items = {"bullet_list": False, "ordered_list": True}
    ordered = items[node.type]
    each = [_blocks(item.children, base, depth + 1) for item in node.children]
    if depth >= DEEPEST:
        return [block for item in each for block in item]
    start = int(node.attrs.get("start", 1)) if ordered else 1
    return [{"kind": "list", "ordered": ordered, "start": start, "items": each}]


def plain_text(nodes: Sequence[Node]) -> str:
    """Return the letters of inline ``nodes``."""
    parts = (plain_text(n["content"]) if "content" in n else n.get("text", " ") for n in nodes)
    return "".join(parts).replace(_BREAK, "")


def _shares(rows: Sequence[Sequence[list[Node]]]) -> list[float]:
    """Return the share of each column; [] when the cells fit beside each other as they are.

    Every column gets room for its longest word, and the rest goes to those with longer texts.
    """
    texts = [[plain_text(cell) for cell in column] for column in zip(*rows, strict=True)]
    longest = [max(map(len, column)) for column in texts]
    if sum(longest) + GUTTER * len(longest) <= TABLE_WIDTH:
        return []
    least, wish = [], []
    for column, most in zip(texts, longest, strict=True):
        word = max(len(word) for text in column for word in _WORDS.split(text))
        usual = sum(map(len, column)) / len(column)
        least.append(min(word, LONGEST) + GUTTER)
        wish.append(max((usual * min(most, WIDEST)) ** 0.5 + GUTTER - least[-1], 0.0))
    left, wished = max(TABLE_WIDTH - sum(least), 0.0), sum(wish) or 1.0
    return [room + left * more / wished for room, more in zip(least, wish, strict=True)]


def _table(node: SyntaxTreeNode, base: str) -> Node:
    rows = [row for part in node.children for row in part.children]
    cells = [[_line(cell, base) for cell in row.children] for row in rows]
    styles = [str(cell.attrs.get("style", "")) for cell in rows[0].children]
    letters = [len(plain_text(cell)) for row in cells for cell in row]
    ends = [style.removeprefix("text-align:") for style in styles]
    return {
        "kind": "table",
        "align": [end if end in ("right", "center") else "left" for end in ends],
        "columns": _shares(cells),
        "head": cells[0],
        "rows": cells[1:],
        "whole": len(cells) <= FEW_ROWS and sum(letters) <= FEW_LETTERS,
        "whole_rows": max(letters) <= CELL_LETTERS,
    }


def _tables(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node["kind"] == "table":
            yield node
        elif node["kind"] in ("quote", "caption", "box"):
            yield from _tables(node["content"])
        elif node["kind"] == "list":
            for item in node["items"]:
                yield from _tables(item)


def aligned(nodes: Sequence[Node]) -> list[Node]:
    """Return ``nodes`` with the same columns for tables of the same heads, as if they were one."""
    groups: dict[tuple[str, ...], list[Node]] = {}
    for table in _tables(nodes):
        groups.setdefault(tuple(map(plain_text, table["head"])), []).append(table)
    for group in groups.values():
        shares = _shares([row for table in group for row in (table["head"], *table["rows"])])
        for table in group:
            table["columns"] = shares
    return list(nodes)


def _read(markdown: str, *, inline: bool = False) -> SyntaxTreeNode | None:
    """Return the parsed text; None when it is nested deeper than the parser follows."""
    parse = _parser().parseInline if inline else _parser().parse
    tokens = parse(cleaned(markdown))
    inner = (child for token in tokens for child in token.children or ())
    if any(token.level >= NESTING - 1 for token in (*tokens, *inner)):
        return None
    return SyntaxTreeNode(tokens)


def _verbatim(markdown: str) -> list[Node]:
    return [_text(cleaned(markdown).replace("\n", " "))]


def blocks(markdown: str, base: str = "") -> list[Node]:
    """Return the blocks of ``markdown``.

    ``base``: address put before relative links; a link that leads nowhere on paper is its text.
    HTML is text. Nothing is left out: what nests too deep is printed as it was written.
    """
    root = _read(markdown)
    if root is None:
        return [{"kind": "paragraph", "content": _verbatim(markdown)}]
    return _blocks(root.children, base)


def line(markdown: str, base: str = "") -> list[Node]:
    """Return the inline content of one line of ``markdown``, as a heading holds it."""
    root = _read(markdown, inline=True)
    return _verbatim(markdown) if root is None else _line(root, base)


def links(markdown: str) -> Iterator[str]:
    """Yield the address of every link in ``markdown``, escaped as addresses are."""
    root = _read(markdown)
    if root is not None:
        yield from (str(n.attrs["href"]) for n in root.walk() if n.type == "link")


def address(url: str) -> str:
    """Return ``url`` escaped as ``links`` gives it, so that both can be compared."""
    return _parser().normalizeLink(url)

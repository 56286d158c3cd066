"""Every text that a page sends to the browser: labels, prose, tables, charts, options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from iga_core.language import languages, load_words

FAILED = {load_words(language)("frame.failed") for language in languages()}


def _is_message(value: object) -> bool:
    return hasattr(value, "ListFields")


def _values(message: Any) -> Iterator[object]:  # noqa: ANN401 - a protobuf message has no types
    for field, value in message.ListFields():
        if isinstance(value, str | bytes | bool | int | float) or _is_message(value):
            yield value
        elif field.message_type is not None and field.message_type.GetOptions().map_entry:
            yield from value.values()
        else:
            yield from value


def _texts(message: object) -> Iterator[str]:
    for value in _values(message):
        if _is_message(value):
            yield from _texts(value)
        elif isinstance(value, bytes):  # a table: its texts stand in it as they are
            yield value.decode("utf-8", "ignore")
        elif isinstance(value, str):
            yield value


def spoken(block: AppTest | Block) -> Iterator[str]:
    """Yield every text of a page, whatever element holds it."""
    tree = block._tree if isinstance(block, AppTest) else block
    for child in tree.children.values():
        if _is_message(getattr(child, "proto", None)):
            yield from _texts(child.proto)
        if isinstance(child, Block):
            yield from spoken(child)


def cells(text: str) -> set[str]:
    """Return the single words and phrases of a text: of table cells, list entries, JSON."""
    parts = re.split(r'[|\n·"]|\\n', text)
    return {re.sub(r"^[#*\s-]+|[*\s:]+$", "", part) for part in parts}

"""Tables as Markdown: they wrap on a phone and keep links clickable."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pages._shared.marks import cell


def markdown_table(
    head: Sequence[str], body: Iterable[Sequence[str]], *, numbers: Collection[int] = ()
) -> str:
    """Return a Markdown table; the columns at the positions ``numbers`` are aligned right.

    Cells are Markdown as it will be shown: text from data goes through ``plain`` first. A cell that
    only says "unknown" gets the look of the unknown.
    """
    rule = ["---:" if position in numbers else "---" for position in range(len(head))]
    shown = ([cell(text) for text in cells] for cells in body)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *shown))

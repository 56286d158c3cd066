"""Tables as Markdown: they wrap on a phone and keep links clickable."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pages._shared.marks import Unknown, muted


def markdown_table(
    head: Sequence[str], body: Iterable[Sequence[str]], *, numbers: Collection[int] = ()
) -> str:
    """Return a Markdown table; the columns at the positions ``numbers`` are aligned right.

    Cells are Markdown as it will be shown: text from data goes through ``plain`` first. An
    ``Unknown`` cell gets the look of the unknown.
    """
    rule = ["---:" if position in numbers else "---" for position in range(len(head))]
    shown = ([muted(c) if isinstance(c, Unknown) else c for c in cells] for cells in body)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *shown))

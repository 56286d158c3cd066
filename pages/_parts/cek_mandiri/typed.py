"""Numbers typed into tables and boxes as text, read by the one reader of numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

import pandas as pd
import streamlit as st

from iga_core.language import quoted, unlinked
from iga_core.message import told
from iga_core.portfolio.file.cells import CellError, blank
from pages._shared.words import t, words

T = TypeVar("T")
NAME = 80  # letters of what a table calls its row


def shown(value: object) -> str | None:
    """Return how a held value stands in a table: a number as this language types it."""
    if isinstance(value, Decimal | float):
        return words().typed(Decimal(str(value)))
    return None if value is None else str(value)


@dataclass(slots=True)
class Cells:
    """Reads typed cells one after the other, and keeps a line for each that cannot be read."""

    lines: list[str] = field(default_factory=list)
    _told: int = 0

    def read(
        self,
        cell: object,
        reader: Callable[[object], T],
        before: T | None,
        at: tuple[str, ...],
        *,
        needed: bool = False,
    ) -> T | None:
        """Return what ``cell`` says; ``before``, what it last said, where it cannot be read.

        ``at``: the row and the column as people know them, or the box. What a cell showed from
        the start says what it said before: three decimals are not asked about until retyped.
        ``needed``: nothing typed is nothing that can be read.
        """
        if not needed and (cell is pd.NA or blank(cell) or cell != cell):
            return None
        if str(cell) == shown(before):
            return before
        try:
            return reader(cell)
        except CellError as error:
            place = ", ".join(unlinked(name, NAME) for name in at)
            expected = told(error.expected, words())
            self.lines.append(
                t("cek_mandiri.unread", place=place, value=quoted(cell, 40), expected=expected)
            )
            return before

    def tell(self) -> None:
        """Draw the lines that are new, and that nothing else was lost; nothing where all was read.

        Called after each table, so that a line stands by the table it is about.
        """
        new, self._told = self.lines[self._told :], len(self.lines)
        for line in new:
            st.error(line)
        if new:
            st.caption(t("cek_mandiri.nothing_lost"))

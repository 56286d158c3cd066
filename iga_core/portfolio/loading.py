"""A portfolio from whatever a team hands over: told by its contents, never by its name."""

from __future__ import annotations

from collections.abc import Callable

from iga_core.language import Words
from iga_core.portfolio.reading import read_portfolio
from iga_core.portfolio.workbook import WorkbookReading, read_workbook
from iga_core.regions import Register
from iga_core.rules import Rulebook


def load_portfolio(
    data: bytes,
    rulebook_of: Callable[[int], Rulebook],
    words: Words,
    year: int | None = None,
    register: Register | None = None,
) -> WorkbookReading:
    """Return the portfolio in ``data``, JSON or workbook. Raises as their readers do."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        portfolio, rulebook = read_portfolio(data, rulebook_of, year, register)
        return WorkbookReading(portfolio, rulebook, ())
    return read_workbook(data, rulebook_of, words, year, register)

"""Which years of application the rules of a year still count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iga_core.chart.model import Lane, Ribbon, State, YearCell
from iga_core.declared.law import LegalOutcome
from iga_core.language import Words
from iga_core.law import read_days, read_window
from iga_core.rules import Rulebook

STATES: dict[LegalOutcome, State] = {
    "met": "received",
    "undecided": "claimed",
    "unmet": "not_listed",
}


def windows(
    books: Sequence[Rulebook], year: int, words: Words, address: Callable[[int, int], str]
) -> Ribbon:
    """Return a row for each of ``books`` whose window is on file, and for the rules of ``year``.

    Those of ``year`` come first, then the newest. A year of application is filled where it lies in
    the window, dashed where a part of it does. ``address``: of a year of rules and of application.
    """
    known = [book for book in books if read_window(read_days(str(book.year)), book).known]
    dates = [book.eligibility for book in known]
    years = tuple(
        range(
            min(window.applied_from.known().year for window in dates) - 1,
            max(window.applied_to.known().year for window in dates) + 2,
        )
        if known
        else ()
    )
    shown = [book for book in books if book.year == year or book in known]
    shown.sort(key=lambda book: (book.year != year, -book.year))
    return Ribbon(
        words("chart.windows_said"),
        years,
        tuple(
            Lane(
                words("chart.rules_of", year=book.year),
                tuple(_cell(book, applied, words, address) for applied in years),
                "class",
            )
            for book in shown
        ),
    )


def _cell(
    book: Rulebook, applied: int, words: Words, address: Callable[[int, int], str]
) -> YearCell:
    reading = read_window(read_days(str(applied)), book)
    answer = words(f"hukum.window_{reading.outcome if reading.known else 'unknown'}")
    said = words("hukum.window_said", given=applied, year=book.year, answer=answer)
    return YearCell(
        STATES[reading.outcome] if reading.known else "not_found",
        said,
        ("state", "scored"),
        href=address(book.year, applied),
    )

"""A small workbook for every agency: its innovations, what to mend in them, and no one else's.

The same files go out first and go back after a review: verified levels and notes are in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from iga_core.declared.rehearsal import Standards
from iga_core.language import Words
from iga_core.portfolio.agencies.names import agencies_of, distinct, spelling_key
from iga_core.portfolio.file.layout import heading_of
from iga_core.portfolio.file.template import make_template
from iga_core.portfolio.review.rehearsal import Rehearsal, rehearse
from iga_core.portfolio.review.telling import told
from iga_core.portfolio.schema import Innovation, Portfolio
from iga_core.record.ids import slug
from iga_core.rules import Rulebook

MADE = (2026, 1, 1, 0, 0, 0)  # fixed: same contents, same bytes
LONGEST_NAME = 80  # characters of a file name, without its number


@dataclass(frozen=True, slots=True)
class HandOut:
    """What goes to the agencies. ``files``: file name by agency; ``left``: positions (from 1) of
    the innovations that no agency gets.
    """

    files: Mapping[str, str]
    left: tuple[int, ...]


def hand_out(portfolio: Portfolio, agencies: Sequence[str] = ()) -> HandOut:
    """Return which file goes to which agency: those of ``agencies``, else of the portfolio."""
    names = distinct(agencies) or agencies_of(portfolio)
    keys = {spelling_key(name) for name in names}
    digits = len(str(len(names)))
    return HandOut(
        files={
            name: "-".join(filter(None, (f"{number:0{digits}d}", slug(name)[:LONGEST_NAME])))
            + ".xlsx"
            for number, name in enumerate(names, 1)
        },
        left=tuple(
            position
            for position, item in enumerate(portfolio.innovations, 1)
            if spelling_key(item.agency) not in keys
        ),
    )


def _asked(item: Innovation, book: Rulebook, words: Words) -> Iterator[tuple[str, ...]]:
    """Yield what a reviewer noted, in the order of the lines."""
    for line in book.aspect("SID"):
        if note := item.notes.get(line.code):
            yield item.name, f"{line.no} {line.name}", heading_of("note", words), note


def mending(found: Rehearsal, positions: Sequence[int], words: Words) -> list[tuple[str, ...]]:
    """Return the rows of what to mend in some innovations: notes first, then what was found.

    ``positions``: from 1. What is only information is left out.
    """
    book = found.rulebook
    rows: list[tuple[str, ...]] = []
    lines = {line.code: f"{line.no} {line.name}" for line in book.lines}
    for position in positions:
        item = found.portfolio.innovations[position - 1]
        rows += _asked(item, book, words)
        for finding in found.findings:
            if finding.place.position == position and finding.severity != "green":
                said = told(finding, book, words, str)
                about = ", ".join(lines[code] for code in finding.lines if code in lines)
                rows.append((item.name, about, *said))
    return rows


def agency_files(
    portfolio: Portfolio,
    rulebook: Rulebook,
    words: Words,
    today: date,
    agencies: Sequence[str] = (),
    limits: Standards | None = None,
) -> bytes:
    """Return a ZIP with a workbook for each agency (see ``hand_out``).

    Raises RuleUnknownError and PortfolioError as ``make_template`` does.
    """
    found = rehearse(portfolio, rulebook, today, limits=limits)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:  # a workbook is packed already
        for agency, name in hand_out(portfolio, agencies).files.items():
            mine = [
                position
                for position, item in enumerate(portfolio.innovations, 1)
                if spelling_key(item.agency) == spelling_key(agency)
            ]
            part = replace(
                portfolio,
                agencies=(agency,),
                innovations=tuple(portfolio.innovations[position - 1] for position in mine),
                spd={},
                spd_values={},
                spd_evidence={},
            )
            data = make_template(
                rulebook, words, portfolio=part, whole=False, mend=mending(found, mine, words)
            )
            archive.writestr(ZipInfo(name, MADE), data)
    return buffer.getvalue()

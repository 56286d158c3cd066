"""Words, numbers and dates of one language. Every visible text passes through here.

Messages live in ``locale/<language>/LC_MESSAGES/atlas.po`` under symbolic ids such as
``home.title``; babel reads the catalogue and knows the language's numbers and dates.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from iga_core.numbers import as_decimal, decimals_of, round_half_up
from iga_core.paths import LOCALE

DOMAIN = "atlas"
_ADDRESS = re.compile(r"(?<=[a-z])\\:(?=//)|www(?=\.)|@", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:-])")


class MessageNotFoundError(KeyError):
    """The catalogue lacks a message: a mistake of ours that must not pass silently."""


def languages(folder: Path = LOCALE) -> tuple[str, ...]:
    """Return the languages that have a catalogue, Indonesian first."""
    found = {path.parents[1].name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    return tuple(sorted(found, key=lambda code: (code != "id", code)))


class Words:
    """Texts of one language: ``words("beranda.title")``; numbers and dates as it prints them."""

    def __init__(self, language: str, folder: Path = LOCALE) -> None:
        """Read the catalogue of ``language``; raises FileNotFoundError when there is none."""
        self.language = language
        self.locale = Locale.parse({"id": "id_ID", "en": "en_GB"}.get(language, language))
        path = folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, domain=DOMAIN)
        self.ids = frozenset(str(m.id) for m in catalogue if m.id and m.string)
        buffer = BytesIO()
        write_mo(buffer, catalogue)
        buffer.seek(0)
        self._translations = GNUTranslations(buffer)

    def __call__(self, message: str, /, **values: object) -> str:
        """Return ``message`` with ``values`` filled in; raises MessageNotFoundError."""
        if message not in self.ids:
            raise MessageNotFoundError(f"{self.language}: {message}")
        text = self._translations.gettext(message)
        return text.format(**values) if values else text

    def has(self, message: str) -> bool:
        """Say whether the catalogue knows ``message``."""
        return message in self.ids

    def term(self, vocabulary: str, value: str) -> str:
        """Return how a vocabulary's ``value`` reads; official terms stand for themselves."""
        message = f"term.{vocabulary}.{value}"
        return self(message) if message in self.ids else value

    def gloss(self, kind: str, name: str) -> str:
        """Return what an official Indonesian ``name`` means in this language; "" for none.

        ``name``: an id where the data have one, else the official words themselves.
        """
        message = f"gloss.{kind}.{name}"
        return self(message) if message in self.ids else ""

    def glossed(self, kind: str, official: str, name: str = "") -> str:
        """Return ``official`` with its gloss in brackets. ``name``: of the gloss, when another."""
        gloss = self.gloss(kind, name or official)
        return f"{official} ({gloss})" if gloss else official

    def number(self, value: float | Decimal | Fraction, decimals: int = 0) -> str:
        """Print a number, e.g. 2501 as ``2.501`` and 65.01 with two decimals as ``65,01``.

        A five at the end goes up, as in the index (see ``round_half_up``).
        """
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        rounded = round_half_up(value, decimals)
        return str(format_decimal(rounded, format=pattern, locale=self.locale))

    def figure(self, value: float | Decimal | Fraction) -> str:
        """Print a number with the decimals it has, at most two."""
        decimals = f"{round_half_up(value, 2):f}".partition(".")[2].rstrip("0")
        return self.number(value, len(decimals))

    def printed(self, value: Decimal) -> str:
        """Print a number with the decimals it is written with: ``89.50`` as ``89,50``."""
        return self.number(value, decimals_of(as_decimal(value)))

    def typed(self, value: Decimal) -> str:
        """Write a number as it is typed: its decimals as they are held, nothing between thousands.

        What is written so is read as the same number, but for three decimals after one to three
        digits, which ``read_number`` refuses.
        """
        held = value or abs(value)  # nothing has no sign
        return f"{held:f}".replace(".", self.locale.number_symbols["latn"]["decimal"])

    def day(self, text: str) -> str:
        """Print an ISO date, month, year or interval ``A/B``; empty stays empty."""
        if "/" in text:
            start, _, end = text.partition("/")
            return f"{self.day(start)} \N{EN DASH} {self.day(end)}"
        parts = [int(part) for part in text.split("-")] if text else []
        if len(parts) == 3:
            return str(format_date(date(*parts), "d MMMM y", locale=self.locale))
        if len(parts) == 2:
            first = date(parts[0], parts[1], 1)
            return str(format_skeleton("yMMMM", first, locale=self.locale))
        return text

    def vega_locale(self) -> dict[str, Any]:
        """Return Vega's ``config.locale`` so that charts print numbers as the page does."""
        symbols = self.locale.number_symbols["latn"]
        months, days = self.locale.months["format"], self.locale.days["format"]
        week = [6, 0, 1, 2, 3, 4, 5]  # Vega starts on Sunday, babel on Monday
        return {
            "number": {
                "decimal": symbols["decimal"],
                "thousands": symbols["group"],
                "grouping": [3],
                "currency": ["", ""],
            },
            "time": {
                "dateTime": "%A, %e %B %Y %X",
                "date": "%d/%m/%Y",
                "time": "%H:%M:%S",
                "periods": ["AM", "PM"],
                "days": [days["wide"][i] for i in week],
                "shortDays": [days["abbreviated"][i] for i in week],
                "months": [months["wide"][i] for i in range(1, 13)],
                "shortMonths": [months["abbreviated"][i] for i in range(1, 13)],
            },
        }


@lru_cache(maxsize=8)
def load_words(language: str) -> Words:
    """Return the shared ``Words`` of ``language``."""
    return Words(language)


@lru_cache(maxsize=1)
def all_words() -> tuple[Words, ...]:
    """Return the words of every language: a file may come in any of them."""
    return tuple(load_words(code) for code in languages())


def _shortened(text: object, limit: int) -> str:
    cleaned = str(text)[: limit + 1]
    if not cleaned.isprintable():
        cleaned = "".join(c if c.isprintable() else " " for c in cleaned)
    return cleaned if len(cleaned) <= limit else cleaned[:limit] + "\N{HORIZONTAL ELLIPSIS}"


def plain(text: object, limit: int = 120) -> str:
    """Make text of the record safe to stand inside Markdown: its signs are shown, not obeyed."""
    return _MARKDOWN.sub(r"\\\1", _shortened(text, limit))


def unlinked(text: object, limit: int = 120) -> str:
    """Return ``plain`` text in which no address becomes a link.

    A browser's Markdown links what looks like an address even where its signs are escaped; an
    invisible sign (word joiner) inside the address keeps it from being seen as one.
    """
    return _ADDRESS.sub("\\g<0>\N{WORD JOINER}", plain(text, limit))


def quoted(text: object, limit: int = 120) -> str:
    """Show a visitor's own text inside Markdown as a code span: not even an address is linked."""
    shown = _shortened(text, limit).replace("`", "'").strip()
    return f"`{shown}`" if shown else "``\N{SYMBOL FOR SPACE}``"

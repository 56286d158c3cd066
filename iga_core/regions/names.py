"""Names as people write them, brought to one form: a type, if one is written, and a key."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from iga_core.regions.register import RegionType

MAX_LENGTH = 200
"""Characters. The longest honest form, with office and province, stays below 100."""

OFFICE_WORDS = (("pemerintah", "daerah"), ("pemerintah",), ("pemda",))
TYPE_WORDS: dict[tuple[str, ...], RegionType] = {
    ("kab",): "kabupaten",
    ("kab", "adm"): "kabupaten",
    ("kab", "administrasi"): "kabupaten",
    ("kabupaten",): "kabupaten",
    ("kabupaten", "adm"): "kabupaten",
    ("kabupaten", "administrasi"): "kabupaten",
    ("pemkab",): "kabupaten",
    ("kota",): "kota",
    ("kota", "adm"): "kota",
    ("kota", "administrasi"): "kota",
    ("pemko",): "kota",
    ("pemkot",): "kota",
    ("prov",): "provinsi",
    ("provinsi",): "provinsi",
    ("propinsi",): "provinsi",
    ("pemprov",): "provinsi",
}

SHORT_FORMS = {"kep": "kepulauan"}  # whole words only, so that no name is cut into

BREAKS = re.compile(r"[,;()\[\]]")
INVISIBLE = {"Mn", "Mc", "Me", "Cc", "Cf"}


class Name(NamedTuple):
    """A written name: the type it claims, and its letters and digits alone, in lower case."""

    type: RegionType | None
    key: str


def normalise(text: str) -> Name:
    """Return the type word of ``text``, before the name or set off after it, and the name's key.

    Of several readings this is the one with the shortest key; ``readings`` gives them all.
    "Kotabaru" keeps its "kota": only a whole word is a type word.
    """
    head, qualifiers = split(text)
    types = [type_of(part) for part in qualifiers]
    kept = [part for part, found in zip(qualifiers, types, strict=True) if found is None]
    name = min(readings(" ".join([head, *kept])), key=lambda reading: len(reading.key))
    return Name(name.type or next(filter(None, types), None), name.key)


def readings(text: str) -> tuple[Name, ...]:
    """Return every way to read ``text``: with its leading words as part of the name, and without.

    "Kota Baru" may be a city called Baru or a name written in two words; the caller looks up both.
    """
    tokens = words(text)
    starts = [(), *(office for office in OFFICE_WORDS if tokens[: len(office)] == office)]
    rests = [tokens[len(start) :] for start in starts]
    return tuple(dict.fromkeys(name for rest in rests for name in _typed(rest)))


def type_of(text: str) -> RegionType | None:
    """Return the type that ``text`` names, None when it holds anything else."""
    return next((name.type for name in readings(text) if name.type and not name.key), None)


def split(text: str) -> tuple[str, tuple[str, ...]]:
    """Cut "Name, Province" and "Name (Province)" into the name and what qualifies it."""
    parts = [part.strip() for part in BREAKS.split(text)] if len(text) <= MAX_LENGTH else []
    head, *qualifiers = [part for part in parts if part] or [""]
    return head, tuple(qualifiers)


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` in plain form."""
    tokens = "".join(" " if _separates(c) else c for c in plain(text)).split()
    return tuple(SHORT_FORMS.get(token, token) for token in tokens)


def plain(text: str) -> str:
    """Return ``text`` without case, diacritics, invisible characters and outer spaces.

    Symbols stay, so that a name with an emoji in it matches nothing. Text too long to be a name
    becomes empty, unread: no caller has to wait for a megabyte.
    """
    if len(text) > MAX_LENGTH:
        return ""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in letters if not _invisible(c)).strip()


def _typed(tokens: tuple[str, ...]) -> list[Name]:
    typed = [
        Name(type_, "".join(tokens[len(phrase) :]))
        for phrase, type_ in TYPE_WORDS.items()
        if tokens[: len(phrase)] == phrase
    ]
    return [Name(None, "".join(tokens)), *typed]


def _separates(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] in "PZ"


def _invisible(character: str) -> bool:
    """Marks (diacritics), control and format characters; not the white space among them."""
    return unicodedata.category(character) in INVISIBLE and not character.isspace()

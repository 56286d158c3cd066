"""Names as people write them, brought to one form: a type, if one is written, and a key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from iga_core.regions.register import RegionType

MAX_LENGTH = 200
"""Characters. The longest honest form, with office and province, stays below 100."""

OFFICE_WORDS = (
    ("pemerintah", "daerah"),
    ("pemerintah",),
    ("pemerintahan", "daerah"),
    ("pemerintahan",),
    ("pemda",),
    ("pem",),
)
TYPE_WORDS: dict[tuple[str, ...], RegionType] = {
    ("kab",): "kabupaten",
    ("kab", "adm"): "kabupaten",
    ("kab", "administrasi"): "kabupaten",
    ("kabupaten",): "kabupaten",
    ("kabupaten", "adm"): "kabupaten",
    ("kabupaten", "administrasi"): "kabupaten",
    ("kabupaten", "administratif"): "kabupaten",
    ("kabupaten", "daerah", "tingkat", "ii"): "kabupaten",
    ("kabupaten", "dati", "ii"): "kabupaten",
    ("pemkab",): "kabupaten",
    ("regency",): "kabupaten",
    ("kota",): "kota",
    ("kota", "adm"): "kota",
    ("kota", "administrasi"): "kota",
    ("kota", "administratif"): "kota",
    ("kotamadya",): "kota",
    ("kotamadya", "administratif"): "kota",
    ("kotamadya", "daerah", "tingkat", "ii"): "kota",
    ("kotamadya", "dati", "ii"): "kota",
    ("kodya",): "kota",
    ("pemko",): "kota",
    ("pemkot",): "kota",
    ("city",): "kota",
    ("prov",): "provinsi",
    ("prop",): "provinsi",
    ("provinsi",): "provinsi",
    ("provinsi", "daerah", "tingkat", "i"): "provinsi",
    ("propinsi",): "provinsi",
    ("propinsi", "daerah", "tingkat", "i"): "provinsi",
    ("pemprov",): "provinsi",
    ("province",): "provinsi",
}
TYPE_LENGTHS = sorted(set(map(len, TYPE_WORDS)))

SHORT_FORMS = {  # whole words only, so that no name is cut into
    "kep": "kepulauan",
    "tj": "tanjung",
    "tjg": "tanjung",
    "tg": "tanjung",
    "gn": "gunung",
    "tlk": "teluk",
    "sei": "sungai",
}

BREAKS = re.compile(r"[,;()\[\]|]")
INVISIBLE = {"Mn", "Mc", "Me", "Cc", "Cf"}
BULLET = r"[\W_]*"
LETTER = r"(?=[^\W\d_])"
NUMBERING = (
    re.compile(  # "1. Kab.", "(3) Kab.", "No. 2 - Kab.", "1. 50 Kota", "1.2 Kab.", "iv. Kab."
        rf"{BULLET}(?:\d{{1,3}}\s*[^\w\s]|no\b\W*\d{{1,3}}\b)(?:{BULLET}{LETTER}|\s+(?=\d\d))"
        rf"|{BULLET}\d(?:\.\d{{1,2}})+\b{BULLET}{LETTER}"
        rf"|{BULLET}(?:[a-z]\s*\)|[ivxl]{{2,}}\s*[.)]){BULLET}{LETTER}"
        rf"|{BULLET}[a-z]\s*\.\s*(?=kab|kota|prov|pem)",  # "b. Kota", but not "P. Siantar"
    )
)
BARE_NUMBER = re.compile(rf"{BULLET}\d{{1,3}}\s+{LETTER}")  # "1 Kota Sabang"; "50 Kota" is a name
CODE_FIRST = re.compile(rf"{BULLET}(\d\d\.?\d\d)\b{BULLET}{LETTER}")  # "11.71 Banda Aceh"
DIGITS = re.compile(r"[0-9.]+")
CODE_WRITTEN = re.compile(r"([0-9]{2})(?:\.?([0-9]{2})(?:\.0+)?)?")


class Name(NamedTuple):
    """A written name: the type it claims, and its letters and digits alone, in lower case."""

    type: RegionType | None
    key: str


class NameForm(NamedTuple):
    """One way to take a text apart: what it names, and what is written beside the name."""

    head: str
    qualifiers: tuple[str, ...]


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


def split(text: str) -> NameForm:
    """Cut "Name, Province" and "Name (Province)" into the name and what qualifies it."""
    parts = [part.strip() for part in BREAKS.split(text)] if len(text) <= MAX_LENGTH else []
    head, *qualifiers = [part for part in parts if part] or [""]
    return NameForm(head, tuple(qualifiers))


def forms(text: str) -> tuple[NameForm, ...]:
    """Return ``text`` as name and qualifiers, without the number it has in a list.

    "1. Kab. Lahat" is numbered; "4 Lawang" may be numbered or a name: it is given both ways. A
    code before the name qualifies it.
    """
    text = plain(text)
    text = text[found.end() :] if (found := NUMBERING.match(text)) else text
    code = CODE_FIRST.match(text)
    text = text[code.end() :] if code else text
    head, qualifiers = split(text)
    number = BARE_NUMBER.match(head)
    heads = [head, head[number.end() :]] if number else [head]
    return tuple(NameForm(h, (*(code.groups() if code else ()), *qualifiers)) for h in heads)


def cuts(form: NameForm) -> tuple[NameForm, ...]:
    """Return ``form`` with the end of its head as one more qualifier, cut at every gap.

    What follows a name without a comma may be its province or type: "Kab. Garut - Jawa Barat",
    "Kab. Garut Provinsi Jawa Barat", "Garut Kabupaten".
    """
    tokens = words(form.head)
    return tuple(
        NameForm(" ".join(tokens[:cut]), (" ".join(tokens[cut:]), *form.qualifiers))
        for cut in range(1, len(tokens))
    )


def turned(form: NameForm) -> tuple[NameForm, ...]:
    """Return ``form`` the other way round, the province first: "Jawa Barat - Kab. Garut".

    A code beside a name stays beside it.
    """
    if not form.qualifiers or code_of(form.qualifiers[0]):
        return ()
    head, *others = form.qualifiers
    return (NameForm(head, (form.head, *others)),)


def code_of(text: str) -> str | None:
    """Return ``text`` as a code is written if it holds digits only: "71,71" is 71.71.

    Digits that make no code stay as they are ("12.1": a lost zero is not put back); None when
    there is anything but digits.
    """
    digits = ".".join(words(text))
    if not DIGITS.fullmatch(digits):
        return None
    found = CODE_WRITTEN.fullmatch(digits)
    return ".".join(filter(None, found.groups())) if found else digits


@lru_cache(maxsize=10_000)  # one lookup asks for the same words many times
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
        Name(type_, "".join(tokens[length:]))
        for length in TYPE_LENGTHS
        if (type_ := TYPE_WORDS.get(tokens[:length])) and length <= len(tokens)
    ]
    return [Name(None, "".join(tokens)), *typed]


def _separates(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] in "PZ"


def _invisible(character: str) -> bool:
    """Marks (diacritics), control and format characters; not the white space among them."""
    return unicodedata.category(character) in INVISIBLE and not character.isspace()

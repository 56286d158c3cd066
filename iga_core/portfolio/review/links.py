"""Links in the text of an evidence cell: whether each can be an address. None is ever opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from iga_core.declared.rehearsal import Standards

# why a link is none: misspelt or foreign scheme, none at all, no site, a place on one computer
Fault = Literal["scheme", "bare", "host", "local"]
LONGEST = 2000  # characters of a cell that are read
_JOINED = re.compile(r"[,;](?=[A-Za-z]{2,10}:/)")
_WRAPPING = "<>()[]{}\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}.,;"
_SCHEME = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:/|h+t+p?s?[:;]?/|h+t+ps?:$|w{2,4}[.,]\w", re.IGNORECASE
)
_ON_DISK = re.compile(r"[A-Za-z]:[\\/]|\\\\\w|file:", re.IGNORECASE)
_LABEL = r"\w(?:[\w-]{0,61}\w)?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+[^\W\d_]{{2,63}}\.?")


@dataclass(frozen=True, slots=True)
class Link:
    """``text`` as written; ``fault``: why it is no link, "" for a sound one.

    ``key``: what two spellings of one address share, "" for a faulty one.
    """

    text: str
    fault: Fault | Literal[""]
    key: str = ""


@lru_cache(maxsize=4)
def _patterns(
    schemes: tuple[str, ...], endings: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a sound link looks like, and what reads as one that lacks its scheme."""
    site = rf"(?:[^\s/?#@]*@)?({_HOST.pattern})(?::\d{{1,5}})?"
    sound = rf"(?:{'|'.join(schemes)})://{site}([/?#]\S*)?"
    bare = rf"(?:{_LABEL}\.)+(?:{'|'.join(endings)})/\S*"
    return re.compile(sound, re.IGNORECASE), re.compile(bare)


def _numbered(text: str, schemes: tuple[str, ...]) -> Fault | Literal[""]:
    """Judge a link whose site is no name: a public number is sound, all else is faulty."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "host"
    if parts.scheme.lower() not in schemes:
        return "scheme"
    if host == "localhost":
        return "local"
    try:
        return "" if ip_address(host).is_global else "local"
    except ValueError:
        return "host"


def _read(piece: str, standards: Standards) -> Link | None:
    sound, bare = _patterns(
        standards.choices.link_schemes.value, standards.choices.link_endings.value
    )
    if found := sound.fullmatch(piece):
        site = found[1].lower().rstrip(".")
        if site.rpartition(".")[2] in standards.choices.link_private.value:
            return Link(piece, "local")
        return Link(piece, "", site + (found[2] or "").rstrip("/"))
    if _ON_DISK.match(piece):
        return Link(piece, "local")
    if not _SCHEME.match(piece):
        return Link(piece, "bare") if bare.fullmatch(piece) else None
    if "://" not in piece:
        return Link(piece, "bare" if _HOST.match(piece) and ":" not in piece else "scheme")
    fault = _numbered(piece, standards.choices.link_schemes.value)
    return Link(piece, fault, "" if fault else piece.lower().rstrip("/"))


def links_in(text: str, standards: Standards) -> tuple[Link, ...]:
    """Return what in ``text`` reads as a link, sound or not; prose and document numbers do not."""
    words = (_JOINED.split(word) for word in text[:LONGEST].split())
    pieces = (piece.strip(_WRAPPING) for word in words for piece in word)
    found = (_read(piece, standards) for piece in pieces if len(piece) > 3)
    return tuple(link for link in found if link is not None)

"""Marks beside words: one for each class, level and state, on every page alike (look.toml)."""

from __future__ import annotations

from pages._shared import atlas
from pages._shared.words import by_language, t

# messages that say of a whole cell that nothing is on file
UNKNOWN = (
    "figure.unknown",
    "peringkat.moves_unknown",
    "predicate.unknown",
    "rank.unknown",
    "score.unknown",
    "smart_city.unknown",
)

GAP = "\u00a0"  # a mark stays on the line of its word


def marked(kind: str, name: str, text: str = "") -> str:
    """Return ``text`` (Markdown; ``name`` when empty) after the mark of ``name``.

    ``kind``: a section of look.toml; a name without a mark of its own stands alone.
    """
    token = atlas.look()[kind].get(name)
    shown = text or name
    return f"{token['mark']}{GAP}{shown}" if token else shown


def muted(text: str) -> str:
    """Return what says "unknown" the way it looks everywhere: its mark, in the muted colour."""
    return f":gray[{marked('state', 'unknown', text)}]"


def disputed(text: str) -> str:
    """Return what another source says, or a remark on it, after the mark of a dispute."""
    return marked("doubt", "disputed", text)


@by_language(maxsize=8)
def _unknown() -> frozenset[str]:
    return frozenset(t(message) for message in UNKNOWN)


def cell(text: str) -> str:
    """Return a table's cell; one that only says "unknown" is muted and marked."""
    return muted(text) if text in _unknown() else text

"""Names of the files that leave."""

from __future__ import annotations

from collections.abc import Iterable

from iga_core.record.ids import slug

LONGEST_NAME = 120  # characters of a file name


def file_name(parts: Iterable[str], tail: str) -> str:
    """Return ``atlas-iga_PART_PART_TAIL``, cut before the tail when it is too long."""
    head = "_".join(["atlas-iga", *map(slug, parts)])
    return f"{head[: LONGEST_NAME - len(tail) - 1].rstrip('-_')}_{tail}"

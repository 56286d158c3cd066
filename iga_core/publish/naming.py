"""Names of the files that leave, and the address that they lead back to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from iga_core.record.ids import slug

ADDRESS = "ATLAS_ADDRESS"  # of the environment
LONGEST_NAME = 120  # characters of a file name


def file_name(parts: Iterable[str], tail: str) -> str:
    """Return ``atlas-iga_PART_PART_TAIL``, cut before the tail when it is too long."""
    head = "_".join(["atlas-iga", *map(slug, parts)])
    return f"{head[: LONGEST_NAME - len(tail) - 1].rstrip('-_')}_{tail}"


@dataclass(frozen=True, slots=True)
class Made:
    """A file ready to hand over."""

    name: str
    mime: str
    data: bytes


def attachment(name: str) -> str:
    """Return what makes a browser keep an answer under ``name`` (see ``file_name``)."""
    return f'attachment; filename="{name}"'


def public_address() -> str:
    """Return the app's one public address, without a slash at its end; "" where none is set.

    It is the environment's ``ATLAS_ADDRESS``, e.g. ``https://atlas.example.go.id``. Raises
    ValueError for anything but http(s), a host and a path.
    """
    given = os.environ.get(ADDRESS, "").strip()
    parts = urlsplit(given)
    if given and (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.username is not None
        or parts.query
        or parts.fragment
    ):
        raise ValueError(ADDRESS)
    return given.rstrip("/")

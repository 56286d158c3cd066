"""Find the source behind an address in a draft, or add it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from iga_core.record.cells import CREDENTIALS
from iga_core.record.draft import Draft
from iga_core.record.ids import slug

MINISTRY = "kemendagri.go.id"
LOCAL = re.compile(r"(?:kab|kota|prov)\.go\.id$")
OTHER = "other"
LONGEST = 70  # characters of an id, as the ids on file


def _kind(host: str) -> str:
    """Return the kind a host name itself tells; what it does not tell is ``other``, not guessed."""
    if host == MINISTRY or host.endswith(f".{MINISTRY}"):
        return "ministry"
    return "local_government" if LOCAL.search(host) else OTHER


def _mint(host: str, path: str, day: str, taken: set[str]) -> str:
    site = slug(host.removesuffix(".go.id").removesuffix(".co.id").removesuffix(".com"))
    start = "-".join(filter(None, (site, slug(day) or "tt", slug(path))))[:LONGEST].strip("-")
    minted, number = start, 2
    while minted in taken:
        minted, number = f"{start}-{number}", number + 1
    return minted


def source_id(draft: Draft, url: str, day: str = "", kind: str = "") -> str:
    """Return the id of the source at ``url``; a new one is added to ``draft``.

    ``day``: date of publication, ISO, may be partial or empty. ``kind``: of ``source_kind``; left
    empty it is read off the host where that tells. Raises ValueError for what is no web address,
    and for one that carries a password.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    web = parts.scheme in {"http", "https"} and "." in host
    if not web or re.search(r"\s", url) or CREDENTIALS.search(url):
        raise ValueError(f"not a web address: {url!r}")
    rows = draft.rows("sources")
    for row in rows:
        if row["url"] == url:
            return row["id"]
    path = re.sub(r"\.\w+$", "", parts.path) + (f"-{parts.query}" if parts.query else "")
    minted = _mint(host, path, day, {row["id"] for row in rows})
    draft.add(
        "sources",
        {
            "id": minted,
            "kind": kind or _kind(host),
            "publisher": host,
            "url": url,
            "published_on": day,
        },
    )
    return minted

"""A boundary file from outside, brought safely to the disk: sizes and kinds before any reading."""

from __future__ import annotations

import shutil
import time
import urllib.error
import urllib.request
import zipfile
from http.client import HTTPException
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from iga_core.geo.boundary_shape import BoundaryError

MAX_BYTES = 300_000_000
MAX_RATIO = 100  # unpacked to packed; maps in text form stay below 30
MAX_MEMBERS = 1_000
TIMEOUT = 30.0  # seconds without an answer
DEADLINE = 600.0  # seconds for a whole download
CHUNK = 1 << 16

MAPS = (".gpkg", ".shp", ".geojson", ".topojson", ".json")
COMPANIONS = (".dbf", ".shx", ".prj", ".cpg")
SIGNATURES = {b"SQLite format 3\0": ".gpkg", b"\0\0\x27\x0a": ".shp"}
MARK = b"\xef\xbb\xbf"  # byte order mark before text


def fetch(url: str, folder: Path, limit: int = MAX_BYTES) -> Path:
    """Download ``url`` into ``folder``. Raises BoundaryError: address, size, time, no answer."""
    if urlsplit(url).scheme not in {"http", "https"}:
        raise BoundaryError("not_http", url=url)
    target = folder / "download"
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer, target.open("wb") as out:
            if urlsplit(answer.geturl()).scheme not in {"http", "https"}:
                raise BoundaryError("not_http", url=answer.geturl())
            _copy(answer, out, limit, time.monotonic() + DEADLINE)
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        raise BoundaryError("no_answer", url=url, why=_reason(error)) from error
    return target


def unpacked(path: Path, folder: Path) -> Path:
    """Return the map file in ``path``: itself, or unpacked into ``folder`` if ``path`` is a zip.

    Raises BoundaryError for a file that is missing, too large, of another kind, or a zip that
    declares or holds too much. Nothing is handed to GDAL before its first bytes are known.
    """
    if not path.is_file():
        raise BoundaryError("no_file", path=path)
    _limit(path.stat().st_size, path.name)
    if zipfile.is_zipfile(path):
        path = _from_zip(path, folder)
    if kind(path) is None:
        raise BoundaryError("not_a_map", name=path.name)
    return path


def kind(path: Path) -> str | None:
    """Return the kind of map by its first bytes, None for any other file."""
    with path.open("rb") as file:
        head = file.read(256)
    for signature, found in SIGNATURES.items():
        if head.startswith(signature):
            return found
    return ".json" if head.removeprefix(MARK).lstrip().startswith(b"{") else None


def _limit(size: int, name: str) -> None:
    if size > MAX_BYTES:
        megabytes = {"size": size // 1_000_000, "limit": MAX_BYTES // 1_000_000}
        raise BoundaryError("too_large", name=name, **megabytes)


def _from_zip(path: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as packed:
            members = [m for m in packed.infolist() if not m.is_dir()]
            _check_members(members, path)
            wanted = [m for m in members if Path(m.filename).suffix.lower() in MAPS + COMPANIONS]
            wanted = [m for m in wanted if not Path(m.filename).name.startswith(".")]
            maps = [m for m in wanted if Path(m.filename).suffix.lower() in MAPS]
            if not maps:
                raise BoundaryError("no_map_in_zip", name=path.name)
            chosen = max(maps, key=lambda m: m.file_size)
            stem = chosen.filename.rpartition(".")[0]
            for member in (m for m in wanted if m.filename.rpartition(".")[0] == stem):
                _extract(packed, member, folder)
            return folder / f"map{Path(chosen.filename).suffix.lower()}"
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BoundaryError("bad_zip", name=path.name) from error


def _check_members(members: list[zipfile.ZipInfo], path: Path) -> None:
    """Refuse by what the directory of the zip declares, before a byte is unpacked."""
    if len(members) > MAX_MEMBERS:
        raise BoundaryError("zip_bomb", name=path.name)
    declared = sum(member.file_size for member in members)
    if declared > MAX_RATIO * max(path.stat().st_size, CHUNK):
        raise BoundaryError("zip_bomb", name=path.name)
    _limit(declared, path.name)


def _extract(packed: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> None:
    """Unpack under a name of ours; a declared size that lies ends the copying."""
    target = folder / f"map{Path(member.filename).suffix.lower()}"
    with packed.open(member) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out, CHUNK)  # zipfile stops at the declared size


def _copy(source: BinaryIO, out: BinaryIO, limit: int, until: float) -> None:
    copied = 0
    while chunk := source.read(CHUNK):
        copied += len(chunk)
        if copied > limit:
            raise BoundaryError("download_too_large", limit=limit // 1_000_000)
        if time.monotonic() > until:
            raise BoundaryError("too_slow", seconds=int(DEADLINE))
        out.write(chunk)


def _reason(error: Exception) -> str:
    return " ".join(str(getattr(error, "reason", error) or type(error).__name__).split())[:120]

"""The rules of one assessment year, read from ``data/rulebooks/<year>.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from iga_core.paths import DATA
from iga_core.rules.facts import RulebookError, RulebookNotFoundError
from iga_core.rules.model import Rulebook
from iga_core.rules.reading import ASSUMED, build_rulebook

FOLDER = DATA / "rulebooks"
_YEAR = re.compile("[0-9]{4}")


def rulebook_years(folder: Path = FOLDER) -> tuple[int, ...]:
    """Return the years that have a file, oldest first."""
    return tuple(sorted(int(p.stem) for p in folder.glob("*.toml") if _YEAR.fullmatch(p.stem)))


def read_toml(path: Path) -> dict[str, Any]:
    """Return a parsed file, its numbers as written. Raises RulebookError when it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = " ".join(str(error).split())
        raise RulebookError(path.name, "", "not_toml", problem=problem) from None


def _raw(year: int, folder: Path) -> dict[str, Any]:
    path = folder / f"{year}.toml"
    if not path.is_file():
        raise RulebookNotFoundError(year, rulebook_years(folder))
    return read_toml(path)


def _assumed(raw: Mapping[str, Any], year: int, how: str) -> dict[str, Any]:
    """Mark every known value of ``raw`` as assumed from ``year``: it is verified no longer."""
    marked: dict[str, Any] = {}
    for key, value in raw.items():
        if isinstance(value, dict):
            marked[key] = _assumed(value, year, how)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            marked[key] = [_assumed(item, year, how) for item in value]
        else:
            marked[key] = value
    if marked.get("standing", "unknown") != "unknown":
        marked |= {"standing": "reconstructed", "how": how, ASSUMED: year}
    return marked


def _laid_over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``base`` with every record that ``own`` gives in its place."""
    merged = dict(base)
    for key, value in own.items():
        inner = merged.get(key)
        section = isinstance(value, dict) and isinstance(inner, dict) and "standing" not in value
        merged[key] = _laid_over(inner, value) if section and inner else value
    return merged


def load_rulebook(year: int, folder: Path = FOLDER) -> Rulebook:
    """Read and check the rules of ``year``.

    Raises RulebookNotFoundError when there is no file, RulebookError for a broken one.
    """
    raw = _raw(year, folder)
    file = f"{year}.toml"
    base = raw.get("assumes")
    if base is None:
        return build_rulebook(raw, year, file)
    if not isinstance(base, int) or isinstance(base, bool) or base == year:
        raise RulebookError(file, "assumes", "not_year", value=base)
    if raw.get("standing") != "announced":
        raise RulebookError(file, "assumes", "assumes_standing")
    inherited = _raw(base, folder)
    if "assumes" in inherited:
        raise RulebookError(file, "assumes", "assumes_twice", value=base)
    build_rulebook(inherited, base, f"{base}.toml")
    head = {"schema", "year", "standing", "note", "assumes", "how"}
    sections = {key: value for key, value in inherited.items() if key not in head}
    assumed = _assumed(sections, base, str(raw.get("how", "")))
    return build_rulebook(_laid_over(assumed, raw), year, file)


@lru_cache(maxsize=32)
def cached_rulebook(year: int) -> Rulebook:
    """Return the rules of ``year`` from the project's own folder, read once."""
    return load_rulebook(year)


def load_rulebooks(folder: Path = FOLDER) -> tuple[dict[int, Rulebook], list[RulebookError]]:
    """Read every file of ``folder``: the sound rulebooks by year, and what is broken."""
    sound: dict[int, Rulebook] = {}
    broken: list[RulebookError] = []
    for path in sorted(folder.glob("*.toml")):
        if not _YEAR.fullmatch(path.stem):
            broken.append(RulebookError(path.name, "", "not_a_year"))
            continue
        try:
            sound[int(path.stem)] = load_rulebook(int(path.stem), folder)
        except RulebookError as error:
            broken.append(error)
        except RulebookNotFoundError as error:
            broken.append(RulebookError(path.name, "assumes", "not_year", value=error.year))
    return sound, broken

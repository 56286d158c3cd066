"""Who exists: the register of governments, and the other names and codes they are known by."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

RegionType = Literal["provinsi", "kabupaten", "kota"]
AliasKind = Literal["spelling", "abbreviation", "old_name", "old_code", "common_form", "misprint"]

TYPES: dict[str, RegionType] = {name: name for name in get_args(RegionType)}
TYPE_CATEGORY: dict[str, str] = {name: name.capitalize() for name in TYPES}
"""The award category of each type; governments of another type cannot win in it."""
KINDS: dict[str, AliasKind] = {name: name for name in get_args(AliasKind)}
FORMER: frozenset[AliasKind] = frozenset({"old_name", "old_code"})
YES_NO = {"yes": True, "no": False}
CODE = re.compile(r"[0-9]{2}(\.[0-9]{2})?")


class RegionNotFoundError(LookupError):
    """No region has this code in the register of today."""


@dataclass(frozen=True, slots=True)
class Region:
    """One government. ``code`` is text: 12.10 is not 12.1.

    ``name`` is official and tells kota from kabupaten; ``name_short`` does not and may repeat.
    ``participates_from``: first award year of a government founded after 2017, else None.
    """

    code: str
    type: RegionType
    name: str
    name_short: str
    province_code: str
    island_group: str
    autonomous: bool
    participates_from: int | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name or code of a region.

    ``valid_from``, ``valid_to``: first and last year in force; None where it is open or the year
    is not known.
    """

    alias: str
    code: str
    kind: AliasKind
    valid_to: int | None
    valid_from: int | None = None

    @property
    def former(self) -> bool:
        """Whether the region used to be called so and is no longer."""
        return self.kind in FORMER or self.valid_to is not None


@dataclass(frozen=True)
class Register:
    """Every region of today, in the order of the file."""

    regions: tuple[Region, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Region]:
        """The regions under their present code."""
        return {region.code: region for region in self.regions}

    @cached_property
    def codes(self) -> frozenset[str]:
        """The present codes."""
        return frozenset(self.by_code)

    def __contains__(self, code: object) -> bool:
        """Whether a region has this code today."""
        return code in self.by_code

    def get(self, code: str) -> Region:
        """Return the region with this present code. Raises RegionNotFoundError."""
        try:
            return self.by_code[code]
        except KeyError:
            raise RegionNotFoundError(f"no region has the code {code!r}") from None

    def province_of(self, code: str) -> Region:
        """Return the province a region lies in, a province itself. Raises RegionNotFoundError."""
        return self.get(self.get(code).province_code)

    def takes_part(self, code: str, year: int) -> bool:
        """Whether a government can take part in award ``year``: it exists, with autonomy.

        Raises RegionNotFoundError.
        """
        region = self.get(code)
        return region.autonomous and (region.participates_from or 0) <= year

    def participating(self, year: int, type: RegionType | None = None) -> tuple[Region, ...]:
        """Return the governments that can take part in award ``year``, all or of one ``type``.

        Meant for award years from 2017: the register does not date earlier foundings.
        Units without autonomy, the six of Jakarta, never take part.
        """
        return tuple(
            region
            for region in self.regions
            if self.takes_part(region.code, year) and type in (None, region.type)
        )


def display_name(region: Region) -> str:
    """Return the name that no other region has: a province's own may also be a city's."""
    return f"{region.type.capitalize()} {region.name}" if region.type == "provinsi" else region.name


def short_name(region: Region) -> str:
    """Return the name as a list with little room has it: "Kab. Bogor", "Kota Bogor"."""
    return region.name.replace("Kabupaten ", "Kab. ", 1)


def place_name(region: Region) -> str:
    """Return the name as a map has it: "Bogor" for the kabupaten, "Kota Bogor"."""
    return region.name.removeprefix("Kabupaten ")


def short_names(regions: Sequence[Region]) -> tuple[str, ...]:
    """Return the names of several regions, as short as tells them from one another."""
    short = [region.name_short for region in regions]
    return tuple(
        region.name_short if short.count(region.name_short) == 1 else display_name(region)
        for region in regions
    )


def load_register(folder: Path) -> Register:
    """Read ``folder/regions.csv``.

    Raises ValueError, with the sorted offenders, for a code that is malformed, repeated or
    outside its province, and for an unknown type or yes/no.
    """
    rows = _read(folder / "regions.csv")
    codes = [row["code"] for row in rows]
    provinces = {row["code"] for row in rows if row["type"] == "provinsi"}
    _refuse("malformed code", (code for code in codes if not CODE.fullmatch(code)))
    _refuse("repeated code", (code for code in codes if codes.count(code) > 1))
    _refuse("unknown type", (row["type"] for row in rows if row["type"] not in TYPES))
    _refuse("not yes or no", (r["autonomous"] for r in rows if r["autonomous"] not in YES_NO))
    _refuse("code outside its province", (r["code"] for r in rows if not _placed(r, provinces)))
    return Register(tuple(_region(row) for row in rows))


def load_aliases(folder: Path, register: Register) -> tuple[Alias, ...]:
    """Read ``folder/aliases.csv``.

    Raises ValueError, with the sorted offenders, for an empty alias, a row that stands twice,
    an unknown kind, and a code that ``register`` does not have.
    """
    rows = _read(folder / "aliases.csv")
    pairs = [f"{row['alias']} -> {row['code']}" for row in rows]
    _refuse("empty alias", (row["code"] for row in rows if not row["alias"].strip()))
    _refuse("repeated alias", (pair for pair in pairs if pairs.count(pair) > 1))
    _refuse("unknown kind", (row["kind"] for row in rows if row["kind"] not in KINDS))
    _refuse("unknown region code", (row["code"] for row in rows if row["code"] not in register))
    return tuple(
        Alias(
            row["alias"],
            row["code"],
            KINDS[row["kind"]],
            _year(row["valid_to"]),
            _year(row["valid_from"]),
        )
        for row in rows
    )


def _region(row: Mapping[str, str]) -> Region:
    return Region(
        code=row["code"],
        type=TYPES[row["type"]],
        name=row["name"],
        name_short=row["name_short"],
        province_code=row["province_code"],
        island_group=row["island_group"],
        autonomous=YES_NO[row["autonomous"]],
        participates_from=_year(row["participates_from"]),
    )


def _placed(row: Mapping[str, str], provinces: set[str]) -> bool:
    """Whether the code starts with its province's, and only a province has a province's code."""
    province = row["province_code"]
    is_province = row["type"] == "provinsi"
    starts = row["code"] == province if is_province else row["code"].startswith(f"{province}.")
    return province in provinces and starts


def _year(text: str) -> int | None:
    return int(text) if text else None


def _read(path: Path) -> list[dict[str, str]]:
    """Read a table as text, cell by cell. Raises ValueError for a row of another width."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(_rows(csv.reader(lines, strict=True), path.name))


def _rows(lines: Iterator[list[str]], name: str) -> Iterator[dict[str, str]]:
    header = next(lines)
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise ValueError(f"{name}, row {number}: {len(cells)} cells, not {len(header)}")
        yield dict(zip(header, cells, strict=True))


def _refuse(complaint: str, offenders: Iterable[str]) -> None:
    if found := sorted(set(offenders)):
        raise ValueError(f"{complaint}: {found}")

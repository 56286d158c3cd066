"""Awards with their receivers, how many of each list are known, and search by name."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from iga_core.record import Record, received, rows_of
from iga_core.regions import normalise

LIST_KEY = ["programme", "year", "category", "level"]


def described_awards(record: Record) -> pd.DataFrame:
    """Return the awards with their receiver: region name, type, province code and name."""
    regions = record.tables["regions"].set_index("code")
    awards = record.tables["awards"]
    code = awards["region_code"]
    return awards.assign(
        region_name=code.map({r.code: r.name for r in record.register.regions}),
        region_type=code.map(regions["type"]),
        province_code=code.map(regions["province_code"]),
        province=code.map(regions["province_code"]).map(regions["name"]),
    )


@dataclass(frozen=True, slots=True)
class ListCount:
    """One award list: ``known`` rows on file that count, of ``awarded`` (None: not known)."""

    programme: str
    year: int
    category: str
    level: str
    known: int
    awarded: int | None

    @property
    def complete(self) -> bool | None:
        """Whether every award of the list is on file; None when its size is not known."""
        return None if self.awarded is None else self.known == self.awarded


def list_counts(record: Record) -> tuple[ListCount, ...]:
    """Return every award list on file with its known and full size, newest year first."""
    awards = record.tables["awards"]
    known = {tuple(key): len(rows) for key, rows in received(awards).groupby(LIST_KEY)}
    sizes = {
        tuple(row[name] for name in LIST_KEY): int(row["awarded"])
        for row in rows_of(record.tables["lists"])
    }
    keys = sorted(
        {*map(tuple, awards[LIST_KEY].itertuples(index=False)), *sizes},
        key=lambda k: (-int(k[1]), str(k[0]), str(k[2]), str(k[3])),
    )
    return tuple(
        ListCount(
            str(p), int(y), str(c), str(lv), known.get((p, y, c, lv), 0), sizes.get((p, y, c, lv))
        )
        for p, y, c, lv in keys
    )


@dataclass(frozen=True, slots=True)
class NameSearch:
    """Whom a typed name may mean: their ``codes``; not ``known``: only those nearest to it."""

    codes: frozenset[str]
    known: bool


def match_name(record: Record, text: str) -> NameSearch | None:
    """Return whom a typed name may mean; a part of a name matches too. None = no search.

    "lampung" finds whoever lies in the province or is called so, "kota sumatera" the cities of an
    island group; a whole name with its type word means itself alone. What matches nothing falls
    back to the nearest names.
    """
    wanted = " ".join(text.split())
    if not wanted:
        return None
    resolution = record.resolver.resolve(wanted)
    found = {c.code for c in resolution.candidates}
    if not (found and normalise(wanted).type):
        found |= {c.code for c in record.resolver.containing(wanted)} | _inside(record, wanted)
    nearest = {c.code for c in resolution.suggestions}
    return NameSearch(frozenset(found or nearest), bool(found))


def _inside(record: Record, text: str) -> set[str]:
    """Return who lies in the province or island group that ``text`` names, of its type if any."""
    kind, key = normalise(text)
    regions = record.register.regions
    areas = {r.code: r.name_short for r in regions if r.type == "provinsi"}
    named = {area for area, name in areas.items() if normalise(name).key == key}
    groups = {group for group in (r.island_group for r in regions) if normalise(group).key == key}
    return {
        r.code
        for r in regions
        if (r.province_code in named or r.island_group in groups) and kind in {None, r.type}
    }

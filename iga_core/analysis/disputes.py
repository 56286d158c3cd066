"""Whom a dispute is about: the governments that its title or its claims name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from iga_core.record import Record, Row, rows_of

KINDS = {"Kota": "kota", "Kabupaten": "kabupaten", "Kab.": "kabupaten", "Provinsi": "provinsi"}


class Disputes:
    """The disputes that name a government in the claim itself. Build once.

    A list that sources print differently touches many governments and names few.
    """

    def __init__(self, record: Record) -> None:
        """Read who is named; a name without its kind is any of the kinds."""
        self._register = record.register
        self._codes: dict[str, set[str]] = defaultdict(set)
        for region in record.register.regions:
            self._codes[region.name_short].add(region.code)
        for alias in rows_of(record.tables["aliases"]):
            if alias["kind"] != "old_code":
                self._codes[alias["alias"]].add(alias["code"])
        names = "|".join(map(re.escape, sorted(self._codes, key=len, reverse=True)))
        kinds = "|".join(map(re.escape, KINDS))
        self._name = re.compile(rf"(?:\b({kinds})\s+)?\b({names})\b")  # the longest is meant
        found: dict[str, list[Row]] = defaultdict(list)
        for dispute in rows_of(record.tables["disputes"]):
            for code in self._named(dispute):
                found[code].append(dispute)
        self.of: Mapping[str, tuple[Row, ...]] = {code: tuple(d) for code, d in found.items()}

    def _named(self, dispute: Row) -> list[str]:
        """Return those of a dispute's governments that it names."""
        named: set[str] = set()
        for kind, name in self._name.findall(f"{dispute['title']}\n{dispute['claims']}"):
            wanted = KINDS.get(kind)
            named |= {
                code
                for code in self._codes[name]
                if wanted in (None, self._register.get(code).type)
            }
        return [code for code in str(dispute["region_codes"]).split() if code in named]

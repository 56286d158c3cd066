"""How well the record is sourced: texts, rows whose witness is known, and what waits as a lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from iga_core.record import Record, rows_of
from iga_core.record.witnesses import texts_of, ties_of, witnesses


@dataclass(frozen=True, slots=True)
class Provenance:
    """Counts on sources. ``addresses`` are rows of ``sources``, ``texts`` what they carry.

    Rows by who is known to print them: ``single`` has one source, ``tied`` several of which one
    is known to print it, ``untied`` several of which that is not known. ``leads``: rows read once
    only and not entered, by the table they would belong to.
    """

    addresses: int
    texts: int
    single: int
    tied: int
    untied: Mapping[str, int]
    leads: Mapping[str, int]


def provenance(record: Record) -> Provenance:
    """Count what ``record`` says of its own sources."""
    sources = {row["id"]: row for row in rows_of(record.tables["sources"])}
    ties = ties_of(record.tables["ties"])
    single, tied, untied = 0, 0, Counter[str]()
    for table in ("awards", "results"):
        for row in rows_of(record.tables[table]):
            cited = [sources[i] for i in row["source_ids"].split()]
            found = witnesses(row["id"], cited, ties)
            if len(texts_of(cited)) == 1:
                single += 1
            elif found.known:
                tied += 1
            else:
                untied[table] += 1
    intake = record.tables["intake"]
    leads = Counter(intake.loc[intake["outcome"] == "lead", "table"])
    return Provenance(
        addresses=len(sources),
        texts=len(texts_of(sources.values())),
        single=single,
        tied=tied,
        untied=dict(untied),
        leads={str(name): number for name, number in leads.items()},
    )

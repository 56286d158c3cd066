"""Who a government is, in one line, and who printed what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.analysis.headlines import Sentence
from iga_core.record import Record, region_row
from iga_core.regions import Region
from pages._shared import atlas
from pages._shared.links import region_link, row_link, sources_of_rows
from pages._shared.words import t, words


def line(record: Record, region: Region) -> str:
    """Return kind, province, population and code in Markdown, each number linked to its row."""
    row = atlas.rows().find(region_row(region.code))
    if row is None:
        raise KeyError(region.code)
    province = record.register.province_of(region.code)
    kind = words().term("region_type", region.type)
    link = f" · {region_link(record, province.code)}" if province != region else ""
    return t(
        "daerah.identity",
        kind=f"{kind}{link}",
        population=row_link(words().number(row.row["population_2024s2"]), region_row(region.code)),
        code=row_link(region.code, region_row(region.code)),
    )


def sources(sentences: Sequence[Sentence]) -> str:
    """Return the sources of the rows behind ``sentences`` in one line; "" without any."""
    found = [atlas.rows().find(row) for sentence in sentences for row in sentence.rows]
    rows = [one.row for one in found if one and one.row.get("source_ids")]
    return sources_of_rows(rows) if rows else ""

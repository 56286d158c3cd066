"""Look at every page of a copy that took the invented ceremony in; run inside that copy."""

from __future__ import annotations

import sys

from iga_core.analysis.mapping import LAYERS, build_map_facts, map_view
from iga_core.language import load_words
from iga_core.paths import ROOT
from iga_core.record import load_record
from tests.ceremony import CLUSTER, PRIZE
from tests.opened import open_page, text


def _no_warning(slug: str, **query: str) -> str:
    at = open_page(slug, **query)
    said = [warning.value for warning in at.warning]
    assert not said, (slug, query, said)
    return text(at)


def look(*, short: bool) -> None:
    """Open the pages; each shows the newest year, the new category and the new prize."""
    record = load_record()
    newest = record.award_years[0]
    given = record.tables["awards"].query("year == @newest")
    holder, winner = (
        str(given.loc[given["category"] == name, "region_code"].iloc[0])
        for name in (CLUSTER, PRIZE)
    )
    facts = build_map_facts(record)
    shown = [map_view(facts, newest, "IGA", "level", types) for types in LAYERS.values()]
    coloured = {value.code for view in shown for value in view.values if value.awarded}
    assert coloured == set(given["region_code"]), "the map draws other governments than the record"
    year = str(newest)
    judged = _no_warning("hukum", bagian="kategori", tahun=year, daerah=holder)
    years = f"| {load_words('id')('chart.year')} | "
    assert f"| [{year}](" in judged
    assert any(line.startswith(years) and CLUSTER in line for line in judged.splitlines())
    assert CLUSTER in _no_warning("daerah", daerah=holder, tahun=year)
    assert PRIZE in _no_warning("daerah", daerah=winner, tahun=year)
    for slug in ("peta", "beranda"):
        _no_warning(slug, tahun=year)
    for category in (CLUSTER, PRIZE):
        _no_warning("penghargaan", tahun=year, kategori=category)
    if short:
        return
    for kind in ("provinsi", "kota", "kabupaten"):
        _no_warning("peringkat", tahun=year, jenis=kind)
    _no_warning("bandingkan", daerah=holder, dengan=winner, tahun=year)
    for path in sorted((ROOT / "pages").glob("[!_]*.py")):
        open_page(path.stem)


if __name__ == "__main__":
    look(short="--short" in sys.argv)

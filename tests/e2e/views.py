"""Every view a visitor can open by its address: all pages, and each of their parts."""

from __future__ import annotations

from collections.abc import Iterator

from pages._shared import filters, frame
from tests import on_file
from tests.client import path_of

PARTS = ("bagian", "tampilan", "rentang")  # parameters that name a part of a page
FILLED = {  # what fills a page beside its part
    "kriteria": {"daerah": "17.71", "indikator": "spd_poverty_level"},
    "aturan": {"skor": "62"},
}
OWN_WORK = "cek_mandiri"  # its parts show something only once a portfolio is open


def views() -> Iterator[str]:
    """Addresses without a leading slash; some with parameters that fill the page."""
    record = on_file.record()
    filled = {"beranda": "?cari=Solok"}
    for slug in frame.PAGES:
        address = path_of(slug)
        table = () if slug == OWN_WORK else filters.TABLES[slug](record)
        parts = [param for param in table if param.name in PARTS]
        if not parts:
            yield address + filled.get(slug, "")
        also = "".join(f"&{name}={value}" for name, value in FILLED.get(slug, {}).items())
        for param in parts:
            yield from (f"{address}?{param.name}={value}{also}" for value in param.options or ())


VIEWS = tuple(views())

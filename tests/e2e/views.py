"""Every view a visitor can open by its address: all pages, and each of their parts."""

from __future__ import annotations

from collections.abc import Iterator

from pages._shared import frame, params
from pages._shared.address import Param
from tests import on_file

PARTS = ("bagian", "tampilan")  # parameters that name a part of a page
OWN_WORK = "cek_mandiri"  # its parts show something only once a portfolio is open


def _tables() -> dict[str, tuple[Param, ...]]:
    record = on_file.record()
    return {
        "peta": params.map_page(record),
        "peringkat": params.ranking(record),
        "hukum": params.law(record),
        "sumber": params.sources(record),
    }


def views() -> Iterator[str]:
    """Addresses without a leading slash; some with parameters that fill the page."""
    tables = _tables()
    filled = {"kriteria": "?daerah=17.71", "aturan": "?skor=62", "beranda": "?cari=Solok"}
    for slug in frame.PAGES:
        address = "" if slug == frame.PAGES[0] else slug
        parts = [p for p in tables.get(slug, ()) if p.name in PARTS]
        if not parts:
            yield address + filled.get(slug, "")
        for param in parts:
            yield from (f"{address}?{param.name}={value}" for value in param.options or ())


VIEWS = tuple(views())

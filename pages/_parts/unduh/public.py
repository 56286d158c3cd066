"""The public files: what an address below ``/unduh/`` stands for, and what makes it.

A file's parameters are those of its page, read by the page's own table; no page is run for it.
Everything here works in any thread, in the language of ``speaking``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal
from urllib.parse import urlencode

import pandas as pd

from iga_core.analysis.facets import LIST_FACETS, filters_told
from iga_core.language import languages
from iga_core.publish.dossier import dossier
from iga_core.publish.naming import Made, file_name
from iga_core.publish.picture import figure_picture, picture
from iga_core.publish.report import (
    Block,
    Document,
    Drawing,
    Picture,
    cited_sources,
    named_drawings,
    to_pdf,
)
from iga_core.publish.tables import (
    MIME,
    FileForm,
    award_table,
    context_of,
    make_file,
    rank_table,
    to_csv,
)
from iga_core.publish.workbook import XLSX
from iga_core.record import Record
from iga_core.record.ids import slug
from iga_core.regions import display_name
from pages._parts.bandingkan.contents import compared
from pages._parts.bandingkan.contents import contents as comparison
from pages._parts.bandingkan.words import listed
from pages._parts.cek_mandiri.blank import template_file
from pages._parts.daerah.contents import contents as profile
from pages._parts.daerah.contents import sheet
from pages._parts.penghargaan import strip
from pages._parts.penghargaan.asked import asked as view_of
from pages._parts.peta import picture as map_picture
from pages._parts.peta.asked import asked as what_is_asked
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.files.store import PDF
from pages._shared.filters import ALL, NONE, TABLES, Param, Values, write
from pages._shared.links import public_address, sources_behind
from pages._shared.words import DEFAULT, PARAMETER, t, words

PICTURES = {"png": "image/png", "svg": "image/svg+xml"}
# what stands between the columns of a CSV: a spreadsheet set to Indonesian expects ";"
SEPARATED: dict[str, FileForm] = {"koma": "csv", "titik-koma": "csv_semicolon"}


class WrongValueError(ValueError):
    """A parameter that its table takes and that yet makes no file: ``name``, and what would."""

    def __init__(self, name: str, given: str, known: tuple[str, ...]) -> None:
        """Keep what the answer says."""
        super().__init__(name)
        self.name, self.given, self.known = name, given, known


@dataclass(frozen=True, slots=True)
class Asked:
    """One file asked for. ``address``: of the page's view it belongs to."""

    record: Record
    values: Values
    form: str
    address: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its page by slug, and a maker and own parameters by form."""

    page: str
    makers: Mapping[str, Callable[[Asked], Made]]
    own: Mapping[str, tuple[Param, ...]] = field(default_factory=dict)


def _day() -> str:
    """Return the day of the data, the only day a public file carries."""
    return atlas.version().date


def _picture(
    asked: Asked, drawing: Drawing | Picture, title: str, stem: tuple[str, ...], remark: str
) -> Made:
    form: Literal["png", "svg"] = "png" if asked.form == "png" else "svg"
    source = t("take.picture_source", version=str(atlas.version()), day=words().day(_day()))
    source = f"{remark} {source}".strip()
    if isinstance(drawing, Picture):
        data = figure_picture(drawing.figure, title=title, source=source, form=form)
    else:
        data = picture(
            drawing.spec,
            drawing.rows,
            title=title,
            source=source,
            form=form,
            words=words(),
            name=drawing.name,
        )
    return Made(file_name(stem, f"{_day()}.{form}"), PICTURES[form], data)


# --- Penghargaan


@lru_cache(maxsize=2)
def _award_table(base: str) -> pd.DataFrame:
    return award_table(atlas.record(), base)


def _awards(asked: Asked) -> Made:
    record, values = asked.record, asked.values
    view = view_of(record, values)
    context = context_of(
        view.counts,
        atlas.version(),
        words(),
        address=asked.address,
        name=values.text("nama"),
        question=view.question,
    )
    rows = _award_table(public_address()).iloc[view.counts.positions.tolist()]
    forms: dict[str, FileForm] = {"xlsx": "xlsx", "json": "json"}
    if asked.form == "csv":
        forms["csv"] = SEPARATED[values.text("pemisah")]
    return make_file(rows, forms[asked.form], context, record, words())


def _lists(asked: Asked) -> Made:
    """Return the strip of the award lists under the filters asked for."""
    view = view_of(asked.record, asked.values)
    figure = strip.strip(view)
    others = view.chosen.choosing(dict.fromkeys(LIST_FACETS, ()))
    remark = "" if others.empty else f"{filters_told(others, view.counts, words(), '')} ·"
    programme = strip.programme_of(view)
    stem = ("penghargaan", programme)
    return _picture(asked, Picture(figure, figure.said), figure.said, stem, remark)


# --- Peringkat, Peta


def _ranking(asked: Asked) -> Made:
    part = asked.values.text("bagian")
    if part != "peringkat":
        raise WrongValueError("bagian", part, ("peringkat",))
    year, kind = asked.values.number("tahun"), asked.values.text("jenis")
    rows = rank_table(asked.record, atlas.ranking(), year, kind, public_address())
    stem = (t("download.ranking"), str(year), kind)
    tail = f"{len(rows)}-{slug(t('download.unit'))}.csv"
    return Made(file_name(stem, tail), MIME["csv"], to_csv(rows))


def _map(asked: Asked) -> Made:
    shown = what_is_asked(asked.values)
    return _picture(
        asked, Picture(map_picture.figure(shown), ""), map_picture.title(shown),
        map_picture.stem(shown), f"{asked.address} ·",
    )  # fmt: skip


# --- Daerah, Bandingkan


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to take along: its governments, its title, the stem of its files, what fills it."""

    codes: tuple[str, ...]
    title: str
    stem: tuple[str, ...]
    fill: Callable[[Canvas, Record, Values], None]
    names_sources: bool = False  # in its own words, so that no list of them follows

    def blocks(self, asked: Asked) -> tuple[Block, ...]:
        """Return what the page shows."""
        canvas = Canvas()
        self.fill(canvas, asked.record, asked.values)
        return tuple(canvas.blocks)


def _region(asked: Asked) -> _Page:
    code = asked.values.text("daerah")
    name = display_name(asked.record.register.get(code))
    return _Page((code,), name, ("daerah", name), profile)


def _sheet(asked: Asked) -> _Page:
    """Return the profile on one page, or where the annex is asked for all of it."""
    whole = _region(asked)
    if asked.values.text("lampiran") == YES:
        return replace(whole, stem=(*whole.stem, "lampiran"))
    return replace(whole, fill=sheet, names_sources=True)


def _comparison(asked: Asked) -> _Page:
    codes = compared(asked.values)
    others = asked.values.many("dengan")
    if len(codes) != 1 + len(others) or len(codes) < 2:
        raise WrongValueError("dengan", ",".join(others) or NONE, ())
    names = [display_name(asked.record.register.get(code)) for code in codes]
    return _Page(codes, listed(names), ("bandingkan", *names), comparison)


def _pdf(page: Callable[[Asked], _Page]) -> Callable[[Asked], Made]:
    def make(asked: Asked) -> Made:
        shown, day = page(asked), _day()
        blocks = shown.blocks(asked)
        sources = cited_sources(blocks, asked.record, sources_behind)
        version, base = str(atlas.version()), public_address()
        report = Document(
            shown.title, blocks, sources, base, asked.address, version, day, not shown.names_sources
        )
        return Made(file_name(shown.stem, f"{day}.pdf"), PDF, to_pdf(report, words()))

    return make


def _xlsx(page: Callable[[Asked], _Page]) -> Callable[[Asked], Made]:
    def make(asked: Asked) -> Made:
        shown = page(asked)
        data = dossier(
            asked.record,
            shown.codes,
            words(),
            title=shown.title,
            address=asked.address,
            version=atlas.version(),
        )
        return Made(file_name(shown.stem, f"{_day()}.xlsx"), XLSX, data)

    return make


def _chart(page: Callable[[Asked], _Page]) -> Callable[[Asked], Made]:
    def make(asked: Asked) -> Made:
        shown = page(asked)
        found = named_drawings(shown.blocks(asked))
        drawings = {slug(name): (name, one) for name, one in found.items()}
        wanted = asked.values.text("grafik") or next(iter(drawings), "")
        if wanted not in drawings:
            raise WrongValueError("grafik", wanted, tuple(drawings))
        name, drawing = drawings[wanted]
        title = f"{shown.title}: {name}"
        return _picture(asked, drawing, title, (*shown.stem, name), f"{asked.address} ·")

    return make


def _template(asked: Asked) -> Made:
    year, given = asked.values.number("tahun"), asked.values.text("daerah")
    region = "" if given == ALL else given
    data = template_file(atlas.rulebooks()[year], region, words().language)
    return Made(file_name((t("cek_mandiri.file_empty"), region), f"{year}.xlsx"), XLSX, data)


def _of_page(page: Callable[[Asked], _Page]) -> dict[str, Callable[[Asked], Made]]:
    chart = _chart(page)
    return {"pdf": _pdf(page), "xlsx": _xlsx(page), "png": chart, "svg": chart}


CHART = (Param("grafik", ""),)
OWN = {"png": CHART, "svg": CHART}
YES = "ya"
ANNEX = (Param("lampiran", NONE, (NONE, YES)),)
KINDS: dict[str, Kind] = {
    "penghargaan": Kind(
        "penghargaan",
        {"csv": _awards, "xlsx": _awards, "json": _awards, "png": _lists, "svg": _lists},
        {"csv": (Param("pemisah", "koma", tuple(SEPARATED)),)},
    ),
    "peringkat": Kind("peringkat", {"csv": _ranking}),
    "peta": Kind("peta", {"png": _map, "svg": _map}),
    "daerah": Kind("daerah", {**_of_page(_region), "pdf": _pdf(_sheet)}, {**OWN, "pdf": ANNEX}),
    "bandingkan": Kind("bandingkan", _of_page(_comparison), OWN),
    "templat": Kind("cek_mandiri", {"xlsx": _template}),
}
NAMES = tuple(f"{name}.{form}" for name, kind in KINDS.items() for form in kind.makers)


def table(record: Record, name: str, form: str) -> tuple[Param, ...]:
    """Return the parameters of a file: its page's, its own, the language."""
    kind = KINDS[name]
    language = Param(PARAMETER, DEFAULT, languages())
    return (*TABLES[kind.page](record), *kind.own.get(form, ()), language)


def make(record: Record, name: str, form: str, values: Values) -> Made:
    """Return a file. Raises WrongValueError where its values make none."""
    page = KINDS[name].page
    query = write(TABLES[page](record), values) | {PARAMETER: values.text(PARAMETER)}
    address = f"{public_address()}/{page}?{urlencode(query)}"
    return KINDS[name].makers[form](Asked(record, values, form, address))

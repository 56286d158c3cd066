"""Links: from a figure to its source, and from one view to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from urllib.parse import parse_qs, urlencode

import streamlit as st

from iga_core.language import plain
from iga_core.publish import naming
from iga_core.record import Record, Row, rows_of
from iga_core.record.witnesses import texts_of
from pages._shared import atlas
from pages._shared.words import DEFAULT, PARAMETER, by_language, t, words

ROW, SOURCE = "baris", "cari"  # of an address of Sumber: a row, a source looked up by its id
BRIEF = 2  # publishers named in a line of a table
SHOWN = 3  # texts named beside a figure; the others are one click away
LOCAL_SYSTEM = "local_system"  # a kind of source that is easily taken for the ministry\'s


def base_path() -> str:
    """Return what every path starts with when the app does not sit at the root."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def public_address() -> str:
    """Return the one public address of the app, where files and citations may lead.

    The environment's ``ATLAS_ADDRESS``; without one the bare path, so that a link in a file is
    relative. Never what a visitor's browser called the host: a file is kept for everybody.
    """
    return naming.public_address() or base_path()


def base_address() -> str:
    """Return the public address, or where none is set the one this visitor reached the app by.

    Only for what a single visitor is shown: nothing kept for others may hold it.
    """
    if public := naming.public_address():
        return public
    scheme, found, rest = str(st.context.url or "").partition("://")
    host = rest.partition("/")[0]
    return f"{scheme}://{host}{base_path()}" if found else base_path()


def whole_address(address: str, base: str) -> str:
    """Return an address of ours (see ``href``) after that of the app, ``base``."""
    return base.removesuffix(base_path()) + address


def file_href(name: str, values: Mapping[str, str]) -> str:
    """Return the address of a public file (``penghargaan.csv``) in the language of this visit."""
    return f"{base_path()}/unduh/{name}?{urlencode({**values, PARAMETER: words().language})}"


def view_address(slug: str) -> str:
    """Return the whole address of the view that page ``slug`` shows now, all parameters written.

    Call after the page has saved its parameters.
    """
    query = urlencode(dict(st.query_params))
    return f"{base_address()}/{slug}" + (f"?{query}" if query else "")


def href(slug: str, **values: str) -> str:
    """Return the address of a view of this app, in the language of this visit.

    What calls this is cached ``by_language``, if at all.
    """
    language = words().language
    spoken = {} if language == DEFAULT else {PARAMETER: language}
    return f"{base_path()}/{slug}?{urlencode({**values, **spoken})}"


def region_link(record: Record, code: str, year: int | None = None) -> str:
    """Return a Markdown link to a government's page."""
    values = {"daerah": code, "tahun": str(year) if year else "semua"}
    return f"[{plain(record.register.get(code).name)}]({href('daerah', **values)})"


@cache
def _sources_by_id() -> dict[str, Row]:
    return {row["id"]: row for row in rows_of(atlas.record().tables["sources"])}


@by_language()
def source_link(source_id: str) -> str:
    """Return one source in Markdown: publisher and date, linked to its page where that is known."""
    source = _sources_by_id()[source_id]
    day = words().day(source["published_on"]) or t("source.undated")
    label = f"{plain(source['publisher'])}, {day}"
    if source["kind"] == LOCAL_SYSTEM:
        label += f", {words().term('source_kind', LOCAL_SYSTEM)}"
    if not source["url"]:
        label += f" ({t('source.no_address')})"
    return f"[{label}]({_page_of(source_id)})"


def _page_of(source_id: str) -> str:
    """Return the address of a source's page; of one without, where it stands in Sumber."""
    address = str(_sources_by_id()[source_id]["url"])
    if not address:
        return href("sumber", bagian="sumber", **{SOURCE: source_id})
    return address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")


def row_address(row_id: str) -> str:
    """Return the address of one row of the record, with all its cells and sources."""
    return href("sumber", bagian="sumber", **{ROW: row_id})


def sources_behind(address: str) -> set[str]:
    """Return the ids of the sources that stand at an address of ours: of a row, or looked up.

    Those that ``row_address`` and ``source_link`` give; none for any other address.
    """
    query = parse_qs(address.partition("#")[0].partition("?")[2])
    wanted = ",".join(query.get(ROW, ())).split(",")
    rows = filter(None, map(atlas.rows().find, wanted))
    ids = {i for found in rows for column in found.sources.values() for i in column}
    return ids | set(query.get(SOURCE, ()))


def rows_address(row_ids: Sequence[str]) -> str:
    """Return the address of several rows of the record, each told in words."""
    return row_address(",".join(row_ids))


def row_link(text: str, row_id: str) -> str:
    """Return ``text`` (Markdown) as a link to the row it was read from."""
    return f"[{text}]({row_address(row_id)})"


def _printing(ids: Sequence[str], row_id: str) -> Sequence[str]:
    """Return the sources known to print a row: its only text, or those tied to it; () = unknown."""
    card = atlas.award_cards().get(row_id)
    if card is None:
        return ids if len(texts(ids)) == 1 else ()
    return [source["id"] for source in card.witnesses.named]


def sources_line(source_ids: str, row_id: str) -> str:
    """Return "Sumber: ..." in Markdown: "Sumber" leads to the row, with what does not fit here.

    Several sources of which nobody has said which prints the value are "Sumber baris ini".
    """
    ids = source_ids.split()
    named = _printing(ids, row_id)
    message = "source.of_row" if named else "source.of_this_row"
    return t(message, row=row_address(row_id), sources=_shortlist(named or ids))


def value_source(source_ids: str, row_id: str) -> str:
    """Return one source beside a value: the first that prints it, or the row where it is not known.

    In Markdown.
    """
    named = _printing(source_ids.split(), row_id)
    return source_link(named[0]) if named else f"[{t('source.this_row')}]({row_address(row_id)})"


def briefly(source_ids: Iterable[str]) -> str:
    """Return the publishers of sources in Markdown, two as links and how many more: "a, b +2"."""
    found = texts(source_ids)
    named = [f"[{plain(publisher(one[0]['id']))}]({_page_of(one[0]['id'])})" for one in found]
    more = f" +{len(found) - BRIEF}" if len(found) > BRIEF else ""
    return ", ".join(named[:BRIEF]) + more


def sources_of_rows(rows: Iterable[Row]) -> str:
    """Return "Sumber: ..." in Markdown for several rows together, each source once."""
    ids = dict.fromkeys(i for row in rows for i in str(row["source_ids"]).split())
    return t("source.line", sources="; ".join(map(_text, texts(ids))))


def texts(ids: Iterable[str]) -> tuple[tuple[Row, ...], ...]:
    """Return sources by the text they carry (see ``texts_of``)."""
    return texts_of(_sources_by_id()[i] for i in ids)


def publisher(source_id: str) -> str:
    """Return who published a source, as text; the id itself where none is on file."""
    source = _sources_by_id().get(source_id)
    return str(source["publisher"]) if source else source_id


def _text(sources: Sequence[Row]) -> str:
    """Return one text: the pages that carry it."""
    links = ", ".join(source_link(source["id"]) for source in sources)
    return t("source.one_text", sources=links) if len(sources) > 1 else links


def _shortlist(ids: Sequence[str]) -> str:
    found = texts(ids)
    shown = "; ".join(map(_text, found[:SHOWN]))
    if len(found) > SHOWN:
        shown += "; " + t("source.more", number=words().number(len(found) - SHOWN))
    return shown

"""Rows of the record as proof: told in words, safe to print, cited; the raw row one fold deeper."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from iga_core.language import plain, quoted
from iga_core.publish.row_words import citation_of, sentence_of
from iga_core.record import FoundRow, Record
from pages._parts.sumber.search import title_of, unit_of
from pages._shared import atlas, lazy, report
from pages._shared import facts as say
from pages._shared.links import base_address, row_address, source_link, texts, whole_address
from pages._shared.tables import markdown_table
from pages._shared.words import t, words


def rows(record: Record, wanted: str) -> None:
    """Draw the rows of an address (``a,b``); a wrong or retired id is named."""
    whole = atlas.rows().find(wanted)
    ids = [wanted] if whole else [part for part in wanted.split(",") if part]
    for row_id in ids:
        found = atlas.rows().find(row_id)
        if found is None:
            st.warning(t("sumber.unknown_row", id=quoted(row_id)))
            continue
        if found.retired:
            why = plain(found.retired)
            st.info(t("sumber.retired_row", id=plain(row_id), now=found.id, why=why))
        with st.container(border=True):
            _row(record, found, alone=len(ids) == 1)


def _row(record: Record, found: FoundRow, *, alone: bool) -> None:
    card = atlas.award_cards().get(found.id)
    if found.table == "disputes":
        st.markdown(say.dispute_text(found.row))
    elif said := title_of(record, found):
        st.markdown(f"**{said}** {report.link(found.id)}")
    else:
        st.markdown(report.link(found.id))
    sentence = sentence_of(record, found, card, unit_of(found), words())
    citation = citation_of(
        found,
        sentence or plain(record.schema.tables[found.table].description, 400),
        card,
        base=base_address(),
        link=whole_address(row_address(found.id), base_address()),
        retrieved=date.today(),
        version=atlas.version(),
        words=words(),
    )
    st.caption(f"{t('sumber.cite')}: {quoted(citation, 2000)}")
    st.markdown(_sources(found))
    if alone:
        _cells(record, found)
    else:
        lazy.fold(t("sumber.row_cells"), f"sumber_cells_{found.id}", partial(_cells, record, found))


def _sources(found: FoundRow) -> str:
    number = len(texts(dict.fromkeys(i for ids in found.sources.values() for i in ids)))
    card = atlas.award_cards().get(found.id)
    lines = [
        f"- {f'`{column}`: ' if column else ''}{source_link(i)}{say.prints(card, i)}"
        for column, ids in found.sources.items()
        for i in ids
    ]
    head = t("sumber.of_row", id=plain(found.id), number=words().number(number))
    return f"{head}\n" + ("\n".join(lines) or t("sumber.row_without"))


def _cells(record: Record, found: FoundRow) -> None:
    """Draw every cell of a row as the file holds it, with what it means."""
    schema = record.schema.tables[found.table]
    st.caption(plain(schema.description, 400))
    head = [t("dictionary.column"), t("download.value"), t("dictionary.meaning")]
    body = [
        [f"`{column.name}`", plain(found.row[column.name], 2000), plain(column.description, 400)]
        for column in schema.columns
        if column.name != "source_ids" and found.row[column.name] not in (None, "")
    ]
    st.markdown(markdown_table(head, body))

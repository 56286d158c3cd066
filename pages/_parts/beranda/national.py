"""The national picture of one year, every figure with its source."""

from __future__ import annotations

import streamlit as st

from iga_core.analysis.national import NationalFigure
from iga_core.record import Record
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.filters import View
from pages._shared.links import href, sources_line, sources_of_rows
from pages._shared.marks import disputed, marked, muted
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

SCOPES = ("all", "provinsi", "kabupaten", "kota")
OCCASION = ("index_decree_number", "award_decree_number")


def _sourced(found: NationalFigure) -> None:
    for line in say.figure_lines(found):
        st.caption(line)


def picture(record: Record, view: View) -> None:
    """Draw the national picture of the year chosen in it."""
    view.choose("tahun", t("filter.year"))
    year = view.number("tahun")
    headline(record, year)
    predicates(record, year)
    occasion(year)
    list_link(year)


def headline(record: Record, year: int) -> None:
    """Draw participants, innovations and the mean index of the year."""
    existing = len(record.register.participating(year))
    columns = st.columns(3)
    for column, metric in zip(columns, ("participants", "innovations", "mean_index"), strict=True):
        found = atlas.national().figure(year, metric)
        with column:
            st.metric(words().term("metric", metric), say.figure_text(found), border=True)
            if metric == "participants":
                st.caption(t("beranda.existing", number=words().number(existing), year=year))
            if found.disputed:
                st.caption(disputed(t("figure.disputed")))
            _sourced(found)


def predicates(record: Record, year: int) -> None:
    """Draw the governments by predicate and type as a table, with the sources below."""
    picture = atlas.national()
    names = record.schema.vocabularies["predicate"]
    found = {
        (name, scope): picture.figure(year, "predicate_count", scope, name)
        for name in names
        for scope in SCOPES
    }
    st.subheader(t("beranda.predicates", year=year))
    st.caption(t("beranda.predicates_note"))
    if not any(f.known for f in found.values()):
        st.markdown(t("figure.unknown_all"))
        return
    head = [t("label.predicate"), *(words().term("scope", scope) for scope in SCOPES)]
    body = [
        [marked("predicate", name), *(say.figure_text(found[name, s]) for s in SCOPES)]
        for name in names
    ]
    st.markdown(markdown_table(head, body, numbers=range(1, len(head))))
    known = [row for f in found.values() for row in f.rows]
    st.caption(sources_of_rows(known))
    for note in dict.fromkeys(say.note_text(row) for row in known if row["note"]):
        st.caption(note)


def occasion(year: int) -> None:
    """Draw when the award was given and by which decree."""
    parts = [
        f"{words().day(row['ceremony_on'])}. {sources_line(row['source_ids'], row['id'])}"
        for row in atlas.national().ceremony(year)
    ]
    st.markdown(
        f"**{t('beranda.ceremony')}:** " + (" · ".join(parts) or muted(t("figure.unknown")))
    )
    for metric in OCCASION:
        found = atlas.national().figure(year, metric)
        value = " · ".join(say.figure_lines(found)) or muted(t("figure.unknown"))
        st.markdown(f"**{words().term('metric', metric)}:** {value}")


def list_link(year: int) -> None:
    """Link to the award list of the year."""
    address = href("penghargaan", program="IGA", tahun=str(year))
    st.markdown(f"[{t('beranda.to_list', year=year)}]({address})")

"""Downloads of the award list: what is seen, or everything; each button says how many rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from iga_core.analysis.facets import FacetCounts, Selection, facet_counts
from iga_core.language import load_words
from iga_core.publish.tables import (
    FORMS,
    MIME,
    Context,
    Form,
    award_table,
    context_of,
    file_name,
    make_file,
)
from iga_core.record import Record
from pages._shared import load
from pages._shared.awards.filters import PAGE
from pages._shared.links import base_address, view_address
from pages._shared.words import t, words


@st.cache_resource(show_spinner=False, max_entries=8)
def _table(_record: Record, base: str) -> pd.DataFrame:
    return award_table(_record, base)


def _maker(
    record: Record, base: str, positions: list[int] | None, form: Form, context: Context
) -> Callable[[], bytes]:
    """Return what makes the file when the button is pressed, not before."""
    language = words().language

    def make() -> bytes:
        frame = _table(record, base)
        chosen = frame if positions is None else frame.iloc[positions]
        return make_file(chosen, form, context, record, load_words(language)).data

    return make


def buttons(record: Record, counts: FacetCounts, name: str, question: str) -> None:
    """Draw the choice of a form and the two buttons.

    ``name``: the text searched for; ``question``: the ready-made question in words.
    """
    st.header(t("desk.download"))
    form = st.segmented_control(
        t("desk.form"),
        FORMS,
        key=f"{PAGE}_form",
        default=FORMS[0],
        required=True,
        format_func=lambda value: t(f"desk.form_{value}"),
    )
    base, version = base_address(), load.version()
    address = view_address("penghargaan")
    every = facet_counts(load.facets(), Selection())
    seen = context_of(counts, version, words(), address=address, name=name, question=question)
    whole = context_of(every, version, words(), address=base)
    extension = "csv" if form == "csv_semicolon" else form
    files = (("seen", seen, counts.positions.tolist()), ("whole", whole, None))
    with st.container(horizontal=True):
        for key, context, rows in files:
            number = every.total if rows is None else len(rows)
            st.download_button(
                t(f"desk.{key}", number=words().number(number)),
                data=_maker(record, base, rows, form, context),
                file_name=file_name(context, number, extension, words()),
                mime=MIME[form],
                on_click="ignore",
                key=f"{PAGE}_{key}",
                disabled=not number,
            )
    st.caption(t("desk.version", version=str(version), day=words().day(date.today().isoformat())))

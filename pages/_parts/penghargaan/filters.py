"""The filters of the award list: facets with live counts, chips, and the name search."""

from __future__ import annotations

import streamlit as st

from iga_core.analysis.awards import match_name
from iga_core.analysis.facets import FACETS, FacetCounts, Option, Selection, option_name
from iga_core.record import Record
from pages._shared.filters import Values, View, key
from pages._shared.words import t, words

PAGE = "penghargaan"
# facet -> its parameter in the address
NAMES = {
    "programme": "program",
    "year": "tahun",
    "level": "tingkat",
    "category": "kategori",
    "session": "sesi",
    "region_type": "jenis",
    "island_group": "pulau",
    "province": "provinsi",
    "status": "status",
}


def selection(record: Record, values: Values) -> Selection:
    """Return the selection that the address values stand for."""
    chosen = {facet: values.many(NAMES[facet]) for facet in FACETS}
    return Selection(codes=match_name(record, values.text("nama"))).choosing(chosen)


def facets(view: View, counts: FacetCounts) -> None:
    """Draw a choice per facet; each option shows the awards received it would give."""
    with st.container(horizontal=True, key=f"{PAGE}_choices"):
        for facet in FACETS:
            _facet(view, facet, counts)
        view.ask("nama", placeholder=t("filter.nama_placeholder"), width=230)
    st.caption(t("filter.numbers"))


def _facet(view: View, facet: str, counts: FacetCounts) -> None:
    options = {option.value: option for option in counts.options[facet]}
    none = Option("", 0, active=False)

    def shown(value: str) -> str:
        name = words().glossed(facet, option_name(facet, value, counts.labels, words()), value)
        option = options.get(value, none)
        number = words().number(option.count)
        if option.uncounted:
            number += f" + {words().number(option.uncounted)}"
        return f"{name} ({number})"

    label, every = t(f"facet.name.{facet}"), t("filter.all")
    view.choose(NAMES[facet], label, shown, placeholder=every, width=230)


def _without(name: str, value: str) -> None:
    held = st.session_state[key(PAGE, name)]
    st.session_state[key(PAGE, name)] = [other for other in held if other != value]


def _clear() -> None:
    for name in NAMES.values():
        st.session_state[key(PAGE, name)] = []
    st.session_state[key(PAGE, "nama")] = ""
    st.session_state[key(PAGE, "tanya")] = "tidak"


def chips(values: Values, counts: FacetCounts) -> None:
    """Draw every active filter as a button that takes it back, and one that takes back all."""
    active = [
        (NAMES[facet], value, option_name(facet, value, counts.labels, words()))
        for facet in FACETS
        for value in values.many(NAMES[facet])
    ]
    if not active and not values["nama"]:
        return
    with st.container(horizontal=True):
        for name, value, label in active:
            st.button(
                f"{label} ✕",
                key=f"{PAGE}_chip_{name}_{value}",
                on_click=_without,
                args=(name, value),
                help=t("filter.remove", name=label),
            )
        st.button(t("filter.clear"), key=f"{PAGE}_clear", on_click=_clear, type="primary")

"""The filters of the award list: facets with live counts, chips, and the name search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from iga_core.analysis.awards import match_name
from iga_core.analysis.facets import FACETS, FacetCounts, Option, Selection, option_name
from iga_core.record import Record
from pages._shared.address import Param, Value
from pages._shared.state import key
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


def selection(record: Record, values: Mapping[str, Value]) -> Selection:
    """Return the selection that the address values stand for."""
    chosen = {facet: tuple(values[NAMES[facet]]) for facet in FACETS}
    return Selection(codes=match_name(record, str(values["nama"]))).choosing(chosen)


def facets(table: Sequence[Param], counts: FacetCounts) -> None:
    """Draw a choice per facet; each option shows the awards received it would give."""
    by_name = {param.name: param for param in table}
    with st.container(horizontal=True, key=f"{PAGE}_choices"):
        for facet in FACETS:
            _facet(facet, by_name[NAMES[facet]], counts)
        st.text_input(
            t("filter.nama"),
            key=key(PAGE, "nama"),
            placeholder=t("filter.nama_placeholder"),
            width=230,
        )
    st.caption(t("filter.numbers"))


def _facet(facet: str, param: Param, counts: FacetCounts) -> None:
    options = {option.value: option for option in counts.options[facet]}
    none = Option("", 0, active=False)

    def shown(value: str) -> str:
        name = words().glossed(facet, option_name(facet, value, counts.labels, words()), value)
        option = options.get(value, none)
        number = words().number(option.count)
        if option.uncounted:
            number += f" + {words().number(option.uncounted)}"
        return f"{name} ({number})"

    st.multiselect(
        t(f"facet.name.{facet}"),
        list(param.options or ()),
        key=key(PAGE, param.name),
        format_func=shown,
        placeholder=t("filter.all"),
        width=230,
    )


def _without(name: str, value: str) -> None:
    held = st.session_state[key(PAGE, name)]
    st.session_state[key(PAGE, name)] = [other for other in held if other != value]


def _clear() -> None:
    for name in NAMES.values():
        st.session_state[key(PAGE, name)] = []
    st.session_state[key(PAGE, "nama")] = ""
    st.session_state[key(PAGE, "tanya")] = "tidak"


def chips(values: Mapping[str, Value], counts: FacetCounts) -> None:
    """Draw every active filter as a button that takes it back, and one that takes back all."""
    active = [
        (NAMES[facet], value, option_name(facet, value, counts.labels, words()))
        for facet in FACETS
        for value in values[NAMES[facet]]
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

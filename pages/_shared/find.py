"""The find-my-region box: a typed name or the address leads to a government."""

from __future__ import annotations

import streamlit as st

from iga_core.language import plain, quoted
from iga_core.record import Record
from pages._shared import load
from pages._shared.address import ALL
from pages._shared.links import href, region_link
from pages._shared.profile import head
from pages._shared.words import t


def answer(record: Record, text: str, code: str) -> None:
    """Answer a typed name: one region in short, several candidates, or the nearest names.

    Without a typed name the region of the address is shown, if there is one.
    """
    if not text.strip():
        if code != ALL:
            _in_short(record, code)
        return
    found = record.resolver.resolve(text)
    if found.code:
        _in_short(record, found.code)
        return
    st.markdown(t(f"find.{found.status}", name=quoted(text, 60)))
    for region in (*found.candidates, *found.suggestions):
        address = href("daerah", daerah=region.code, tahun=ALL)
        st.markdown(f"- [{plain(region.name)}]({address}), {plain(region.province)}")


def _in_short(record: Record, code: str) -> None:
    with st.container(border=True):
        st.markdown(f"**{region_link(record, code)}**")
        brief = load.briefings().get(code)
        if brief is None:
            st.markdown(t("region.not_autonomous"))
        else:
            st.markdown(head.in_short(record, record.register.get(code), brief))

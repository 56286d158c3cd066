"""The find-my-region box: a typed name or the address leads to a government."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from iga_core.language import plain, quoted
from iga_core.record import Record
from iga_core.regions import Candidate, former_text
from pages._shared import in_brief, load
from pages._shared.filters import ALL
from pages._shared.links import href, region_link
from pages._shared.words import t, words


def answer(record: Record, text: str, code: str) -> None:
    """Answer a typed name: one region in short, several candidates, or the nearest names.

    Then the regions that have the words in their names too. Without a typed name the region of
    the address is shown, if there is one.
    """
    if not text.strip():
        if code != ALL:
            _in_short(record, code)
        return
    found = record.resolver.resolve(text)
    holding = record.resolver.containing(text)
    for region in found.candidates:
        if said := former_text(region, words()):
            st.markdown(plain(said))
    if found.code:
        _in_short(record, found.code)
    else:
        st.markdown(t(f"beranda.find_{found.status}", name=quoted(text, 60)))
        _list(found.candidates or dict.fromkeys((*holding, *found.suggestions)))
    named = {region.code for region in found.candidates}
    if found.candidates and (others := [r for r in holding if r.code not in named]):
        st.markdown(t("beranda.find_containing", name=quoted(text, 60)))
        _list(others)


def _list(regions: Iterable[Candidate]) -> None:
    for region in regions:
        address = href("daerah", daerah=region.code, tahun=ALL)
        st.markdown(f"- [{plain(region.name)}]({address}), {plain(region.province)}")


def _in_short(record: Record, code: str) -> None:
    with st.container(border=True):
        st.markdown(f"**{region_link(record, code)}**")
        brief = load.briefings().get(code)
        if brief is None:
            st.markdown(t("daerah.not_autonomous"))
        else:
            st.markdown(in_brief.in_short(record, record.register.get(code), brief))

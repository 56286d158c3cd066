"""The find-my-region box: a typed name or the address leads to a government."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import streamlit as st

from iga_core.chart import html
from iga_core.language import plain, quoted
from iga_core.record import Record
from iga_core.regions import Candidate, former_text
from pages._shared import atlas, in_brief, show
from pages._shared.filters import ALL, key
from pages._shared.links import href, region_link
from pages._shared.words import t, words

BOX, GO = "beranda_box", "beranda_go"
EXAMPLES = ("11.71", "35.10")  # and the two that the comparison opens on
PAIR = ("11.71", "17.71")


@cache
def _codes() -> tuple[str, ...]:
    regions = sorted(atlas.record().register.regions, key=lambda region: region.name_short)
    return tuple(region.code for region in regions)


def _one(typed: str) -> str | None:
    """Return the one government that typed words mean today; None where there is more to say."""
    resolver = atlas.record().resolver
    found = resolver.resolve(typed)
    former = any(former_text(region, words()) for region in found.candidates)
    return None if former or len(resolver.containing(typed)) > 1 else found.code


def _taken() -> None:
    """Take what the box holds: a government is gone to, anything else is looked up."""
    held = st.session_state[BOX]
    st.session_state[BOX] = None
    found = held if held in _codes() else _one(str(held or ""))
    if found:
        st.session_state[GO] = found
    elif held is not None:
        st.session_state[key("beranda", "cari")] = str(held)


def go_on() -> None:
    """Go to the government that was chosen in the box."""
    if code := st.session_state.pop(GO, None):
        st.switch_page("pages/daerah.py", query_params={"daerah": code})


def box(record: Record) -> None:
    """Draw the one box over all governments; what is no name of one is looked up."""
    with st.container(horizontal=True, key="beranda_find", vertical_alignment="center"):
        st.selectbox(
            t("beranda.find_label"),
            _codes(),
            index=None,
            key=BOX,
            format_func=lambda code: show.option_name(record, code),
            placeholder=t("beranda.find_placeholder"),
            icon=":material/search:",
            accept_new_options=True,
            label_visibility="collapsed",
            on_change=_taken,
            width=520,
        )
        name = record.register.get
        pills = [(name(code).name, href("daerah", daerah=code)) for code in EXAMPLES]
        pair = " ↔ ".join(name(code).name_short for code in PAIR)
        pills.append((pair, href("bandingkan", daerah=PAIR[0], dengan=PAIR[1])))
        st.html(
            html.filled("pills.html", label=t("beranda.for_example"), pills=pills), width="content"
        )


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
        nearest = found.candidates or tuple(dict.fromkeys((*holding, *found.suggestions)))
        status = found.status if nearest else "nothing"
        st.markdown(t(f"beranda.find_{status}", name=quoted(text, 60)))
        _list(nearest)
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
        brief = atlas.briefings().get(code)
        if brief is None:
            st.markdown(t("daerah.not_autonomous"))
        else:
            st.markdown(in_brief.in_short(record, record.register.get(code), brief))

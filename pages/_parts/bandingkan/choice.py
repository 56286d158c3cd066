"""Whom to compare: how a choice reads, a sensible partner, and nobody with itself."""

from __future__ import annotations

from functools import partial

import streamlit as st

from iga_core.record import Record
from iga_core.regions import display_name
from pages._shared import load, show
from pages._shared.filters import ALL, BANDA_ACEH, BENGKULU, View
from pages._shared.links import href
from pages._shared.words import t


def option(record: Record, value: str) -> str:
    """Return how a choice reads: a government, a benchmark, a year, or all years."""
    if value in record.register:
        return show.option_name(record, value)
    if value.isdecimal():
        return value
    return t("bandingkan.all_years") if value == ALL else t(f"bandingkan.benchmark_{value}")


def _near(record: Record, code: str) -> tuple[str, ...]:
    """Return governments worth comparing with ``code``: its peers; for a unit without autonomy,
    which has none, the autonomous governments of its name's type, those of its province first.
    """
    if code in load.peer_space().place:
        return load.nearest(code)
    own = record.register.get(code)
    same = [r for r in record.register.regions if r.autonomous and r.type == own.type]
    same.sort(key=lambda region: region.province_code != own.province_code)
    return tuple(region.code for region in same[:5])


def partner(record: Record, code: str) -> str:
    """Return whom to compare ``code`` with when nobody has been named."""
    usual = {BANDA_ACEH: BENGKULU, BENGKULU: BANDA_ACEH}
    return usual.get(code) or _near(record, code)[0]


def suggestions(record: Record, code: str) -> str:
    """Return links to comparisons with governments that are like ``code``."""
    found = dict.fromkeys((partner(record, code), *_near(record, code)))
    links = [
        f"- [{display_name(record.register.get(c))}]({href('bandingkan', daerah=code, dengan=c)})"
        for c in found
    ]
    return "\n".join(links)


def name_a_partner(record: Record) -> None:
    """Complete an address that names one government only, as the link on its page does.

    Whom the visitor compared with before stays.
    """
    code = st.query_params.get("daerah", "")
    remembered = st.session_state.get("address_memory", {}).get("dengan")
    if code in record.register and "dengan" not in st.query_params and remembered is None:
        st.query_params["dengan"] = partner(record, code)


def nobody_twice(record: Record, view: View) -> None:
    """Take the government itself out of those it is compared with, and say so."""
    code, others = view.text("daerah"), view.many("dengan")
    if code in others:
        view.put("dengan", tuple(other for other in others if other != code))
        st.info(t("bandingkan.itself", name=display_name(record.register.get(code))))


def choose(record: Record, view: View) -> None:
    """Draw the choices: whom, with whom; and below the year, the benchmarks and the rulebook."""
    columns = [*st.columns([2, 3]), *st.columns([1, 3, 1])]
    read = partial(option, record)
    for column, name in zip(columns, view, strict=True):
        with column:
            view.choose(name, said=read, placeholder=t("bandingkan.choose"))

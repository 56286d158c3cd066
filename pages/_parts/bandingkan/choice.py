"""Whom to compare: how a choice reads, a sensible partner, and nobody with itself."""

from __future__ import annotations

from functools import partial

import streamlit as st

from iga_core.chart import html
from iga_core.record import Record
from iga_core.regions import display_name
from pages._shared import atlas, glossary, lazy, show
from pages._shared.filters import ALL, BANDA_ACEH, BENGKULU, NONE, Value, Values, View, key
from pages._shared.links import href
from pages._shared.words import t

SECOND = "bandingkan_second"  # the widget of the first of those compared with
WIDE = 235  # pixels of a choice of a government


def address(values: Values, **changes: Value) -> str:
    """Return the address of the comparison that ``values`` ask for, with ``changes``."""
    held = {**values, **changes}
    said = {n: v if isinstance(v, str) else ",".join(v) or NONE for n, v in held.items()}
    return href("bandingkan", **said)


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
    if code in atlas.peer_space().place:
        return atlas.nearest(code)
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


def nobody_twice(record: Record, view: View) -> str:
    """Take the government itself out of those it is compared with; return what to say then."""
    code, others = view.text("daerah"), view.many("dengan")
    if code not in others:
        return ""
    view.put("dengan", tuple(other for other in others if other != code))
    return t("bandingkan.itself", name=display_name(record.register.get(code)))


def _taken() -> None:
    """Let the government chosen second stand first among the others."""
    own = key("bandingkan", "dengan")
    chosen, others = st.session_state[SECOND], st.session_state[own]
    if chosen is not None:
        st.session_state[own] = [chosen, *(code for code in others[1:] if code != chosen)]


def governments(record: Record, view: View) -> None:
    """Draw the first two governments, each beside its mark, and a button for more of them."""
    others = view.many("dengan")
    st.session_state[SECOND] = others[0] if others else None
    for label, own, changed in (
        ("filter.daerah", key("bandingkan", "daerah"), None),
        ("filter.dengan", SECOND, _taken),
    ):
        st.selectbox(
            t(label),
            view.options("daerah"),
            key=own,
            format_func=lambda code: display_name(record.register.get(code)),
            placeholder=t("bandingkan.choose"),
            icon=":material/square:",  # style.css gives it the mark of the pictures
            label_visibility="collapsed",
            on_change=changed,
            width=WIDE,
        )
    lazy.popover(t("bandingkan.more"), "bandingkan_more", partial(_others, record, view))


def _others(record: Record, view: View) -> None:
    """Draw the choice of all others."""
    view.choose("dengan", said=partial(option, record), placeholder=t("bandingkan.choose"))
    st.caption(glossary.linked(t("bandingkan.intro")))


def narrowing(record: Record, view: View) -> None:
    """Draw the choice of year, benchmarks and rulebook."""
    for name in ("tahun", "tolok", "aturan"):
        view.choose(name, said=partial(option, record), placeholder=t("bandingkan.choose"))


def chips(record: Record, values: Values) -> str:
    """Return a link per choice that narrows the page, each taking it back (HTML); "" for none."""
    found = []
    if values["tahun"] != ALL:
        found.append((values.text("tahun"), address(values, tahun=ALL)))
    chosen = values.many("tolok")
    for name in chosen:
        left = tuple(other for other in chosen if other != name)
        found.append((option(record, name), address(values, tolok=left)))
    made = [(f"{text} ×", where) for text, where in found]
    return html.filled("pills.html", label=t("bandingkan.narrowed"), pills=made) if made else ""

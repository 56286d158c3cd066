"""Similar governments: who is near, in what, and each feature's part of the distance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial

import streamlit as st

from iga_core.analysis.peers import (
    Cell,
    DistancePart,
    FeatureNote,
    Peer,
    PeerList,
    adjusted_weights,
    alike,
    apart,
    find_peers,
)
from iga_core.declared.peers import FromColumns, PeerRules
from iga_core.language import plain
from iga_core.numbers import as_decimal
from iga_core.record import Record
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.filters import ALL, Values, View
from pages._shared.links import href, region_link, row_link, source_link
from pages._shared.marks import unknown
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

ALIKE, APART = 3, 2  # reasons named beside a peer; all features stand in the table


@cache
def _notes() -> Mapping[str, FeatureNote]:
    return atlas.peer_space().notes


@by_language()
def _names() -> Mapping[str, str]:
    """Return every feature's name with its year; without its unit."""
    names = {}
    for feature, note in _notes().items():
        origin = note.feature.origin
        year = "" if isinstance(origin, FromColumns) else origin.year
        names[feature] = t(f"daerah.peer_name_{feature}", year=year)
    return names


def _name(feature: str) -> str:
    return _names()[feature]


def _label(feature: str) -> str:
    """Return a feature's name with its unit."""
    note = _notes()[feature]
    if not note.unit:
        return _name(feature)
    vocabulary = "unit" if isinstance(note.feature.origin, FromColumns) else "statistic_unit"
    return t("daerah.peer_with_unit", name=_name(feature), unit=words().term(vocabulary, note.unit))


def _points(hundredths: int) -> str:
    return words().number(hundredths / 100, 2)


def _value(feature: str, cell: Cell) -> str:
    """Return a value in Markdown as the record holds it; a missing one in words."""
    note = _notes()[feature]
    if isinstance(cell.value, Decimal):
        text = words().printed(cell.value)
    elif cell.value:
        text = plain(words().term(note.vocabulary, cell.value))
    else:
        text = plain(note.empty_means) or unknown()
    # a value that is on file but may not be compared stays visible, and says so
    return text if cell.counted or cell.value is None else t("daerah.peer_not_counted", value=text)


def _linked(feature: str, cell: Cell) -> str:
    text = _value(feature, cell)
    return row_link(text, cell.row_id) if cell.row_id else text


def _reason(part: DistancePart) -> str:
    own, other = _linked(part.feature, part.own), _linked(part.feature, part.other)
    if part.own.value == part.other.value:
        return t("daerah.peer_both_have", name=_label(part.feature), value=own)
    return t("daerah.peer_each_has", name=_label(part.feature), own=own, other=other)


def _reasons(parts: Iterable[DistancePart]) -> str:
    return "; ".join(_reason(part) for part in parts) or t("daerah.peer_no_reason")


def _known(peer: Peer) -> str:
    text = t("daerah.peer_known", known=len(peer.known), asked=len(peer.asked))
    missing = ", ".join(_name(part.feature) for part in peer.asked if part.missing)
    return t("daerah.peer_known_without", text=text, missing=missing) if missing else text


def _entry(record: Record, place: int, peer: Peer, rules: PeerRules) -> str:
    """Return one peer with its reasons: short lines, which a phone shows whole."""
    far = apart(peer, APART)
    near = alike(peer, rules.near, ALIKE, without=far)
    head = t(
        "daerah.peer_entry",
        place=place,
        region=region_link(record, peer.code),
        distance=_points(peer.total),
        known=_known(peer),
    )
    reasons = [("daerah.peer_alike", near), ("daerah.peer_apart", far)]
    return head + "\n" + "".join(f"\n- **{t(m)}:** {_reasons(parts)}" for m, parts in reasons)


def _part(part: DistancePart) -> str:
    value = _linked(part.feature, part.other)
    shown = t("daerah.peer_no_part") if part.part is None else f"**{_points(part.part)}**"
    return t("daerah.peer_cell", value=value, part=shown)


def _table(record: Record, found: PeerList) -> str:
    """Return every feature as a row: own value, then each peer's value and part."""
    head = [
        t("daerah.peer_column_feature"),
        t("daerah.peer_column_weight"),
        plain(record.register.get(found.code).name),
        *(region_link(record, peer.code) for peer in found.peers),
    ]
    body = []
    for parts in zip(*(peer.parts for peer in found.peers), strict=True):
        weight = words().figure(parts[0].weight)
        body.append(
            [
                _label(parts[0].feature),
                weight if parts[0].weight else t("daerah.peer_ignored", weight=weight),
                _linked(parts[0].feature, parts[0].own),
                *(_part(part) for part in parts),
            ]
        )
    totals = [f"**{_points(peer.total)}**" for peer in found.peers]
    body.append([f"**{t('daerah.peer_sum')}**", "", "", *totals])
    return markdown_table(head, body)


def _scope(record: Record, found: PeerList) -> str:
    kind = record.register.get(found.code).type if found.kinds == "same" else "all"
    return words().term("rank_scope", kind)


def _choices(view: View) -> None:
    left, middle, right = st.columns([2, 2, 1])
    name_of, placeholder = _names().__getitem__, t("daerah.peer_choose")
    for column, name in ((left, "utamakan"), (middle, "abaikan")):
        with column:
            view.choose(name, t(f"daerah.peer_{name}"), name_of, placeholder=placeholder)
    with right:
        view.pick("serupa", t("daerah.peer_kinds"), lambda kinds: t(f"daerah.peer_kinds_{kinds}"))


@by_language()
def _sources() -> str:
    """Return the sources of all columns and series, each once."""
    ids = dict.fromkeys(i for note in _notes().values() for i in note.sources)
    return t("source.line", sources="; ".join(source_link(i) for i in ids))


@dataclass(frozen=True, slots=True)
class _Texts:
    """A search as Markdown: the peers with reasons, the table of parts, the link to compare."""

    found: PeerList
    entries: str
    table: str
    compare: str


@by_language(maxsize=500)
def _texts(code: str, first: tuple[str, ...], out: tuple[str, ...], everyone: bool) -> _Texts:
    """Return the search for one government and choice of features, made once."""
    record, space = atlas.record(), atlas.peer_space()
    found = find_peers(
        space,
        code,
        weights=adjusted_weights(space.rules, first, out),
        kinds="all" if everyone else "same",
    )
    codes = ",".join(peer.code for peer in found.peers)
    return _Texts(
        found=found,
        entries="\n\n".join(
            _entry(record, place, peer, space.rules) for place, peer in enumerate(found.peers, 1)
        ),
        table=_table(record, found) if found.peers else "",
        compare=f"[{t('daerah.peer_compare')}]({href('bandingkan', daerah=code, dengan=codes)})",
    )


def peers(canvas: Canvas, record: Record, code: str, values: Values) -> None:
    """Draw the governments most like ``code``, and why.

    ``values``: what the address says (``utamakan``, ``abaikan``, ``serupa``). Raises
    RegionNotFoundError for a government that is not autonomous.
    """
    rules = atlas.peer_space().rules
    first, out = values.many("utamakan"), values.many("abaikan")
    if both := [name for name in first if name in out]:
        canvas.caption(t("daerah.peer_both_chosen", names=", ".join(map(_name, both))))
    texts = _texts(code, first, out, values.text("serupa") == ALL)
    found = texts.found
    share = words().number(100 * as_decimal(rules.least_known))
    if found.status == "no_weight":
        canvas.info(t("daerah.peer_no_weight"))
    elif found.status == "too_little_known":
        canvas.info(t("daerah.peer_too_little_known", share=share))
    else:
        canvas.markdown(texts.entries)
        canvas.markdown(texts.compare)
    if isinstance(values, View):
        canvas.on_screen(partial(_choices, values))
    if found.peers:
        _found(canvas, record, texts, rules, share)


def _found(canvas: Canvas, record: Record, texts: _Texts, rules: PeerRules, share: str) -> None:
    found = texts.found
    name, scope = plain(record.register.get(found.code).name), _scope(record, found)
    compared = words().number(found.compared)
    canvas.markdown(t("daerah.peer_intro", name=name, compared=compared, scope=scope))
    with canvas.expander(t("daerah.peer_open")):
        canvas.markdown(texts.table)
        canvas.caption(_sources())
    if found.too_little_known:
        left_out = words().number(found.too_little_known)
        canvas.caption(t("daerah.peer_left_out", number=left_out, share=share))
    canvas.caption(
        t(
            "daerah.peer_method",
            name=name,
            scope=scope,
            near=words().figure(rules.near),
            stressed=words().figure(rules.stressed),
            share=share,
        )
    )

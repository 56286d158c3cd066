"""What the guard withholds: each comparison with the reason, and what can be compared instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from iga_core.analysis.comparison import Comparison, Withheld
from iga_core.analysis.fairness import ReasonKind
from iga_core.analysis.headline_grounds import spanned
from iga_core.analysis.sides import SIZES, Measure
from iga_core.message import Message, Value, told
from iga_core.record import Record
from pages._parts.bandingkan.tables import plain_table
from pages._parts.bandingkan.words import (
    inside,
    listed,
    measure_name,
    name,
    names,
    rests_on,
    row_id,
    row_name,
)
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.links import row_link
from pages._shared.words import by_language, t, words

SHOWN = 3  # groups that the quiet line names


def _instead(record: Record, held: Withheld) -> str:
    """Return what can be compared fairly; never nothing without saying so."""
    parts = [t("bandingkan.instead_group", names=names(record, group)) for group in held.groups]
    if held.years:
        parts.append(t("bandingkan.instead_years", years=listed(map(str, held.years))))
    recorded = [m for m in held.measures if m.name != "statistic" and m.name not in SIZES]
    parts += [
        t("bandingkan.instead_measure", what=measure_name(m), year=held.row.year) for m in recorded
    ]
    if public := len(held.measures) - len(recorded):
        number = words().number(public)
        parts.append(t("bandingkan.instead_public", number=number, year=held.row.year))
    return "; ".join(parts) or t("bandingkan.instead_nothing")


def _reason(record: Record, held: Withheld, kind: ReasonKind) -> str:
    (reason,) = (r for r in held.row.fairness.reasons if r.kind == kind)
    together: dict[str, list[str]] = defaultdict(list)
    for side in reason.sides:
        address = row_id(side, held.row.measure)
        who = name(record, side.code)
        text = rests_on(side, kind, held.row.measure)
        together[text].append(row_link(who, address) if address else who)
    details = "; ".join(f"{text}: {listed(who)}" for text, who in together.items())
    return f"  - {t(f'bandingkan.reason_{kind}')} {details[:1].upper()}{details[1:]}."


def _entry(record: Record, together: Sequence[Withheld]) -> str:
    """Return one entry: the newest year in full, older years with the same reasons by name."""
    first = together[0]
    years = sorted({held.row.year for held in together}, reverse=True)
    lines = [f"- **{measure_name(first.row.measure)} ({listed(map(str, years))})**"]
    if len(years) > 1:
        lines[0] += f" {t('bandingkan.newest_shown', year=first.row.year)}"
    lines += [_reason(record, first, reason.kind) for reason in first.row.fairness.reasons]
    lines.append(f"  - {t('bandingkan.instead', what=_instead(record, first))}")
    return "\n".join(lines)


@by_language(maxsize=256)
def _entries(codes: tuple[str, ...], year: int | None) -> str:
    """Return all entries, newest first; a measure with the same reasons in several years is one."""
    together: dict[tuple[Measure, tuple[ReasonKind, ...]], list[Withheld]] = defaultdict(list)
    found = atlas.comparison(codes, year).withheld
    for held in sorted(found, key=lambda held: -held.row.year):
        kinds = tuple(reason.kind for reason in held.row.fairness.reasons)
        together[held.row.measure, kinds].append(held)
    return "\n".join(_entry(atlas.record(), entries) for entries in together.values())


def _what(measure: Measure) -> str:
    """Return what is withheld, with all of its kind together."""
    if measure.name == "award":
        programme = words().term("programme", measure.programme)
        return inside(t("award.label", programme=programme), programme)
    if measure.name == "statistic" or measure.name in SIZES:
        return t("bandingkan.statistics")
    return inside(measure_name(measure))


def line(canvas: Canvas, record: Record, comparison: Comparison, address: str) -> None:
    """Draw in one quiet line what is withheld and why; ``address``: where all of it stands."""
    together: dict[tuple[str, ReasonKind], list[int]] = defaultdict(list)
    for held in comparison.withheld:
        reason = held.row.fairness.reasons[0].kind
        together[_what(held.row.measure), reason].append(held.row.year)
    parts = []
    for (what, kind), years in together.items():
        why = t(f"bandingkan.held_{kind}")
        values: dict[str, Value] = {"what": what, "years": spanned(years), "why": why}
        parts.append(told(Message("bandingkan.held_group", values), words()))
    alone: dict[str, list[str]] = defaultdict(list)
    for row in comparison.alone:
        alone[name(record, row.known[0].code)].append(_what(row.measure))
    for who, measures in alone.items():
        what = listed(dict.fromkeys(measures))
        parts.append(t("bandingkan.held_alone", what=what, name=who))
    if not parts:
        return
    if len(parts) > SHOWN:
        number = words().number(len(parts) - SHOWN)
        parts = [*parts[:SHOWN], t("bandingkan.held_more", number=number)]
    text = "; ".join(parts)
    canvas.caption(t("bandingkan.held_line", text=text[0].upper() + text[1:], address=address))


def withheld(canvas: Canvas, comparison: Comparison) -> None:
    """Draw every comparison that would be unfair, and what was found for one government only."""
    if comparison.withheld:
        canvas.markdown(t("bandingkan.held_intro"))
        canvas.markdown(_entries(comparison.codes, comparison.year))
    if comparison.alone:
        canvas.subheader(t("bandingkan.known_for_one"))
        canvas.markdown(plain_table(comparison.codes, comparison.alone, row_name))

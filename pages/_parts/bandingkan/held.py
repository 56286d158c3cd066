"""What the guard withholds: each comparison with the reason, and what can be compared instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from iga_core.analysis.comparison import Comparison, Withheld
from iga_core.analysis.fairness import ReasonKind
from iga_core.analysis.sides import SIZES, Measure
from iga_core.record import Record
from pages._parts.bandingkan.words import listed, measure_name, name, names, rests_on, row_id
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.links import row_link
from pages._shared.words import by_language, t, words


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


def withheld(canvas: Canvas, comparison: Comparison) -> None:
    """Draw every comparison that would be unfair."""
    if comparison.withheld:
        canvas.header(t("bandingkan.held_header"))
        canvas.markdown(t("bandingkan.held_intro"))
        canvas.markdown(_entries(comparison.codes, comparison.year))

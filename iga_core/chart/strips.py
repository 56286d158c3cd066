"""Strips of public statistics: one or more governments among all of their kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iga_core.analysis.among import Among, Pool
from iga_core.chart.model import Own, Strip, Strips
from iga_core.declared.strips import StripMeasure
from iga_core.language import Words
from iga_core.record import Record
from iga_core.regions import short_names

Rows = Callable[[Sequence[str]], str]
"""Where rows of the record are told in words."""


def label_of(measure: StripMeasure, words: Words) -> str:
    """Return the name of a measure, short."""
    return words(f"chart.strip.{measure.id}")


def strips(
    record: Record,
    among: Among,
    codes: Sequence[str],
    words: Words,
    address: Rows,
    measures: Sequence[StripMeasure] | None = None,
) -> Strips:
    """Return the strips of ``measures`` (None: all declared) with ``codes`` marked on them.

    The ticks are all governments of the kinds of ``codes``; a rank is within the own kind. A
    measure that no year knows for enough of these kinds, or for none of ``codes``, has no strip.
    """
    kinds = tuple(dict.fromkeys(map(among.kind, codes)))
    named_kind = len(kinds) > 1 and len(codes) == 2  # of more the narrow columns have no room
    shown = []
    for measure in among.rules.measures if measures is None else measures:
        pool = among.pool(measure, kinds)
        if pool and any(among.value(pool, code) for code in codes):
            shown.append(_strip(among, pool, codes, words, address, named_kind=named_kind))
    names = short_names([record.register.get(code) for code in codes])
    named = ", ".join(names)
    kind = ", ".join(words.term("rank_scope", kind) for kind in kinds)
    return Strips(
        words("chart.strips_said", names=named, kind=kind),
        names,
        tuple(shown),
        words("chart.strips_low"),
        words("chart.strips_high"),
        words("chart.legend.not_found"),
    )


def _strip(
    among: Among,
    pool: Pool,
    codes: Sequence[str],
    words: Words,
    address: Rows,
    *,
    named_kind: bool,
) -> Strip:
    measure = pool.measure

    def own(who: int, code: str) -> Own | None:
        known, place, rank = among.value(pool, code), among.place(pool, code), ""
        if known is None:
            return None
        if place:
            rank = words(
                "chart.strip_place_kind" if named_kind else "chart.strip_place",
                rank=words.number(place.rank),
                of=words.number(place.of),
                kind=words.term("rank_scope", among.kind(code)),
            )
        value = words.printed(known.value)
        return Own(pool.at(known.value), value, rank, who, address(known.rows))

    return Strip(
        label_of(measure, words),
        words(f"chart.strip_unit.{measure.id}", year=pool.year, before=pool.year - 1),
        tuple(pool.at(known.value) for known in pool.known.values()),
        pool.at(pool.median),
        tuple(own(who, code) for who, code in enumerate(codes)),
    )

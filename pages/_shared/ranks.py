"""A place among governments in words: its interval, its type, where the ranking stands."""

from __future__ import annotations

from iga_core.analysis.ranking import RankInterval
from pages._shared.links import href
from pages._shared.words import t, words


def ranking_address(year: int, kind: str, code: str) -> str:
    """Return the address of a year and type with one government marked."""
    return href("peringkat", bagian="peringkat", tahun=str(year), jenis=kind, daerah=code)


def kind_name(kind: str) -> str:
    """Return how a region type reads inside a sentence."""
    return words().term("rank_scope", kind)


def interval_text(interval: RankInterval, existing: int) -> str:
    """Return an interval with its denominator and its width."""
    values = {"existing": words().number(existing), "width": words().number(interval.width)}
    best, worst = words().number(interval.best.rank), words().number(interval.worst.rank)
    if interval.width == 1:
        return t("peringkat.interval_exact", rank=best, existing=values["existing"])
    return t("peringkat.interval", best=best, worst=worst, **values)

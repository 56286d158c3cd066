"""The strip of all award lists, which filters, and the sessions of a ceremony beside it."""

from __future__ import annotations

from collections import Counter, defaultdict

from iga_core.analysis.facets import FacetIndex
from iga_core.chart.heat import heat_strip
from iga_core.chart.model import HeatStrip
from iga_core.record import standing_of
from iga_core.regions import TYPE_CATEGORY, TYPES
from pages._parts.penghargaan.asked import MAIN, NO_PRESET, Asked
from pages._parts.penghargaan.filters import to
from pages._shared import atlas
from pages._shared.filters import Value, View
from pages._shared.words import by_language, t, words


def programme_of(asked: Asked) -> str:
    """Return whose lists the strip shows: the one programme chosen, else IGA."""
    chosen = asked.chosen.programme
    return chosen[0] if len(chosen) == 1 else MAIN


def strip(asked: Asked, view: View | None = None) -> HeatStrip:
    """Return the strip under the filters of ``asked``; each cell of it chooses its rows.

    Without a ``view`` nothing leads anywhere, as on paper.
    """
    programme = programme_of(asked)
    wanted = asked.chosen

    def cell(year: int, level: str, categories: tuple[str, ...]) -> str:
        if view is None:
            return ""
        choice: dict[str, Value] = {
            "tahun": (str(year),),
            "tingkat": (level,),
            "kategori": categories,
        }
        again = all(set(view.many(name)) == set(held) for name, held in choice.items())
        if again:
            choice = dict.fromkeys(choice, ())
        return to(view, **choice, tanya=NO_PRESET)

    def head(year: int) -> str:
        if view is None:
            return ""
        again = wanted.year == (str(year),)
        return to(view, tahun=() if again else (str(year),))

    return heat_strip(atlas.facets(), wanted, programme, _own(), words(), cell, head)


def _own() -> tuple[str, ...]:
    """Return the categories with a row of their own: types of government, pillars."""
    vocabularies = atlas.record().schema.vocabularies
    types = (TYPE_CATEGORY[kind] for kind in TYPES)
    return (*types, *vocabularies["pillar"])


@by_language()
def sessions() -> dict[int, list[tuple[str, str]]]:
    """Return the sessions of the ceremonies, newest year first, each with what it gave in words."""
    counted: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for award in atlas.facets().awards:
        if award["session"] and standing_of(award) == "received":
            counted[-award["year"], award["session"]][award["category"]] += 1
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for (year, session), counts in sorted(counted.items()):
        found[-year].append((session, _holds(atlas.facets(), counts)))
    return found


def _holds(index: FacetIndex, counts: Counter[str]) -> str:
    """Return e.g. "20 kota, 35 kabupaten": what a session's awards were given to."""
    return ", ".join(
        t("penghargaan.session_holds", number=words().number(counts[name]), category=name.lower())
        for name in reversed(index.terms["category"])
        if counts[name]
    )

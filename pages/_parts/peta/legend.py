"""The classes of a map in words, and its legend: every class that occurs with its number."""

from __future__ import annotations

from iga_core.analysis.mapping import WITHOUT_AWARD, YEAR_STEPS, YEARS, LegendEntry, MapView
from iga_core.chart.land import signs
from iga_core.chart.model import Key
from iga_core.record import NOT_ASSESSED, UNKNOWN
from pages._parts.peta.asked import Asked
from pages._shared import atlas
from pages._shared.words import t, words


def group_name(measure: str, group: str) -> str:
    """Return how a class of a measure reads in legend and table."""
    if group in (UNKNOWN, NOT_ASSESSED) or measure == "coverage":
        return words().term("state", group)
    if group in WITHOUT_AWARD:
        return t(f"peta.group_{group}")
    if measure == "score":
        return t("peta.score_group", number=group)
    if measure == YEARS:
        return _years(int(group))
    return group


def _years(lowest: int) -> str:
    """Return a class of award years: the lowest number in it and the highest there can be."""
    above = [step - 1 for step in YEAR_STEPS if step > lowest]
    highest = min([*above, len(atlas.map_facts().years)])
    if highest > lowest:
        return t("peta.years_span", low=lowest, high=highest)
    return t("peta.years_one", number=lowest)


def _entry_name(view: MapView, entry: LegendEntry) -> str:
    name = group_name(view.measure, entry.group)
    if entry.low is not None and entry.high is not None and view.measure == "score":
        name += f" ({words().printed(entry.low)}–{words().printed(entry.high)})"
    return name


def keys(asked: Asked) -> tuple[Key, ...]:
    """Return the legend of a map: the classes that occur, each with the link that shows it alone.

    The numbers add up to the governments of the part chosen.
    """
    view = asked.view()
    marks = signs(view)
    return tuple(
        Key(
            marks[entry.group],
            _entry_name(view, entry),
            words().number(entry.count),
            asked.toggled(entry.group),
            entry.group in asked.classes,
        )
        for entry in view.legend
        if entry.count or entry.group in asked.classes
    )


def counted(view: MapView) -> str:
    """Return the classes that occur with their numbers, in words."""
    return ", ".join(
        f"{group_name(view.measure, entry.group)} {words().number(entry.count)}"
        for entry in view.legend
        if entry.count
    )

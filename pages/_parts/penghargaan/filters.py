"""The filters of the award list: links that choose, with live counts, and chips that take back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iga_core.analysis.facets import FACETS, FacetCounts, Option, option_name
from iga_core.analysis.presets import PRESETS
from iga_core.chart import html
from iga_core.record import Record
from pages._parts.penghargaan.asked import NAMES, NO_PRESET, Asked, answer_size
from pages._shared.filters import Value, View
from pages._shared.words import t, words

# what a new choice takes back: the page of the list, the row that stands open
ANEW: dict[str, Value] = {"hal": "1", "penghargaan": ""}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that chooses: what it is called, how much it gives ("" unsaid), where it leads."""

    text: str
    number: str
    href: str
    chosen: bool


def to(view: View, **changes: Value) -> str:
    """Return the address of the view with other choices: from its first row on, none open."""
    return view.address(**{**ANEW, **changes})


def toggled(view: View, name: str, value: str) -> str:
    """Return the address in which ``value`` is chosen, or no longer, beside the others."""
    held = view.many(name)
    kept = tuple(other for other in held if other != value)
    return to(view, **{name: kept if value in held else (*held, value)})


def programmes(view: View) -> str:
    """Return the switch of programmes (HTML); the chosen one, pressed again, is both."""
    held = view.many("program")
    other: dict[str, Value] = {"tingkat": (), "kategori": (), "sesi": ()}
    choices = [
        Choice(
            words().term("programme", name),
            "",
            to(view, program=() if held == (name,) else (name,), **other),
            held == (name,),
        )
        for name in view.options("program")
    ]
    return html.filled("switch.html", label=t("facet.name.programme"), choices=choices)


def _facet(view: View, facet: str, counts: FacetCounts) -> list[Choice]:
    found = []
    for option in counts.options[facet]:
        if not (option.count or option.uncounted or option.active):
            continue
        name = option_name(facet, option.value, counts.labels, words())
        said = words().glossed(facet, name, option.value)
        href = toggled(view, NAMES[facet], option.value)
        found.append(Choice(said, _number(option), href, option.active))
    return found


def _number(option: Option) -> str:
    number = words().number(option.count)
    return f"{number} + {words().number(option.uncounted)}" if option.uncounted else number


def _questions(record: Record, view: View) -> list[Choice]:
    asked = view.text("tanya")
    return [
        Choice(
            t(f"preset.{name}"),
            words().number(answer_size(record, view, name)),
            to(view, tanya=NO_PRESET if asked == name else name),
            asked == name,
        )
        for name in PRESETS
    ]


def choices(record: Record, view: View, counts: FacetCounts) -> str:
    """Return every facet and question with its options (HTML); each says what it would give."""
    groups = [(t("penghargaan.preset"), _questions(record, view))]
    groups += [
        (t(f"facet.name.{facet}"), _facet(view, facet, counts))
        for facet in FACETS
        if facet != "programme"
    ]
    return html.filled("choices.html", groups=groups, note=t("filter.numbers"))


def chips(view: View, asked: Asked) -> list[html.TextLink]:
    """Return a link per active filter that takes it back."""
    found = [
        (option_name(facet, value, asked.counts.labels, words()), toggled(view, name, value))
        for facet, name in NAMES.items()
        if facet != "programme"
        for value in view.many(name)
    ]
    if asked.preset:
        found.append((asked.question, to(view, tanya=NO_PRESET)))
    if name := view.text("nama"):
        found.append((f"“{name}”", to(view, nama="")))
    said = t("filter.remove")
    return [html.TextLink(text, href, said) for text, href in found]


def cleared(view: View, **choice: Value) -> str:
    """Return the address without any filter but ``choice``; the programme stays."""
    every: dict[str, Value] = {name: () for name in NAMES.values() if name != "program"}
    return to(view, **{**every, "nama": "", "tanya": NO_PRESET, **choice})


def sessions(
    view: View, held: Mapping[int, Sequence[tuple[str, str]]]
) -> list[tuple[str, list[Choice]]]:
    """Return a link per session of each ceremony; ``held``: by year, with what each gave."""
    found = []
    for year, several in held.items():
        links = []
        for session, holds in several:
            chosen = view.many("tahun") == (str(year),) and view.many("sesi") == (session,)
            choice: dict[str, Value] = {"tahun": (str(year),), "sesi": (session,)}
            href = cleared(view) if chosen else cleared(view, **choice)
            links.append(Choice(session, holds, href, chosen))
        found.append((t("penghargaan.sessions", year=year), links))
    return found

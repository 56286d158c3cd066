"""What stands beside the map: the chosen government, the legend that filters, who has most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from iga_core.analysis.mapping import governments_by_province
from iga_core.chart import html
from iga_core.chart.model import Bar, Bars
from iga_core.message import told
from iga_core.regions import display_name, short_name
from pages._parts.peta import picture
from pages._parts.peta.asked import Asked
from pages._parts.peta.legend import keys
from pages._shared import atlas, first
from pages._shared.filters import ALL, COUNTRY
from pages._shared.links import href
from pages._shared.words import by_language, t, words

PROVINCES, MOST = 6, 12  # lines that the first screen has room for


class Line(NamedTuple):
    """A government in a list: its years as blocks, and a number or class beside them."""

    name: str
    href: str
    history: Markup
    number: str


def _history(code: str) -> Markup:
    cells = first.cells()
    return html.history(cells.awards(code), cells.history_said(code))


@by_language(maxsize=256)
def _card(asked: Asked) -> Markup:
    """Return what can be said of the chosen government."""
    code = asked.chosen
    said = [told(sentence.text, words()) for sentence in atlas.headlines().of(code)]
    year = ALL if asked.all_years else str(asked.year)
    return Markup(
        html.filled(
            "card.html",
            name=display_name(atlas.record().register.get(code)),
            said=said[:2],
            history=_history(code),
            profile=html.TextLink(t("peta.profile"), href("daerah", daerah=code, tahun=year)),
            close=html.TextLink(t("peta.close"), asked.to(daerah=ALL)),
        )
    )


def provinces(asked: Asked) -> tuple[tuple[str, int], ...]:
    """Return the provinces by how many governments of theirs have a class that is drawn."""
    shown = picture.known_groups(asked)
    return governments_by_province(
        atlas.map_facts(), asked.of_country().view(), {*asked.classes} & shown or shown
    )


@by_language(maxsize=256)
def bars(asked: Asked, start: int, stop: int | None) -> str:
    """Return bars of provinces, each a link that enlarges it, as HTML; "" where there are none."""
    found = provinces(asked)
    register = atlas.record().register
    made = tuple(
        Bar(
            register.get(code).name,
            (number / found[0][1],),
            (words().number(number),),
            asked.to(provinsi=ALL if code == asked.province else code, pulau=COUNTRY),
        )
        for code, number in found[start:stop]
    )
    if not made:
        return ""
    written = Markup(html.write(Bars(t("peta.provinces_most"), ("",), made)))
    return html.filled("provinces.html", bars=written)


@by_language(maxsize=128)
def _most(asked: Asked) -> str:
    """Return who received in most years, with their histories, as HTML."""
    register = atlas.record().register
    found = [
        (-int(v.value), register.get(v.code).name, v.code)
        for v in asked.view().values
        if v.value is not None and (not asked.classes or v.group in asked.classes)
    ]
    return histories(
        asked, [(code, words().number(-number)) for number, _, code in sorted(found)[:MOST]]
    )


def histories(asked: Asked, rows: Sequence[tuple[str, str]]) -> str:
    """Return governments with their years and a number or class, as HTML."""
    register = atlas.record().register
    lines = [
        Line(short_name(register.get(code)), asked.to(daerah=code), _history(code), number)
        for code, number in rows
    ]
    return html.filled("histories.html", said=t("peta.most"), rows=lines)


@by_language(maxsize=256)
def beside(asked: Asked) -> str:
    """Return what stands beside the map, as HTML."""
    card = _card(asked) if asked.chosen else ""
    blocks = []
    if asked.all_years:
        blocks.append((t("peta.most"), "", Markup(_most(asked))))
    else:
        measure = t(f"peta.measure_{asked.measure}")
        if entries := keys(asked):
            legend = Markup(html.keys(entries, measure))
            blocks.append((measure, t("peta.legend_hint"), legend))
        if bar := bars(asked, 0, PROVINCES):
            blocks.append((t("peta.provinces_most"), "", Markup(bar)))
    years = atlas.map_facts().years
    matrix = html.TextLink(t("peta.matrix"), href("penghargaan", tanya="in_a_row"))
    return html.filled(
        "beside.html",
        card=card,
        blocks=blocks,
        note=t("peta.history_note", first=years[0], last=years[-1]),
        more=matrix if asked.all_years else None,
    )


def chips(asked: Asked) -> str:
    """Return the filters that are set, each with the link that takes it away; "" for none."""
    written = dict(asked.written)
    found = []
    names = {
        "program": (words().term("programme", asked.programme), "IGA"),
        "ukuran": (t(f"peta.measure_{asked.measure}"), "level"),
        "pulau": (asked.part, COUNTRY),
        "provinsi": (asked.place, ALL),
    }
    for name, (label, default) in names.items():
        if name in written and not (name == "ukuran" and asked.all_years):
            to = asked.to(**{name: default})
            found.append(html.TextLink(label, to, t("filter.remove")))
    return (
        html.filled("chips.html", chips=found, cleared="", clear="", sessions=()) if found else ""
    )

"""The picture of Peta: the land or the tiles, drawn on the page and taken along alike."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from iga_core.analysis.headlines import Sentence, layer_of
from iga_core.analysis.mapping import INDEX, LAYERS, OWN_CLAIM, YEARS, RegionValue
from iga_core.chart import html
from iga_core.chart.land import QUIET, Maps, Speech
from iga_core.chart.land import Asked as Drawing
from iga_core.chart.model import LandMap, Tiles
from iga_core.geo.box import JAVA_BALI, Box, box_of
from iga_core.geo.land import FILE
from iga_core.geo.positions import Standing, standings
from iga_core.message import Message, Value, told
from iga_core.regions import display_name, place_name
from pages._parts.peta.asked import Asked
from pages._parts.peta.legend import counted, group_name, keys
from pages._shared import atlas, first
from pages._shared.charts import static_url
from pages._shared.filters import ALL, COUNTRY, ROWS_LIMIT
from pages._shared.links import href, rows_address
from pages._shared.words import by_language, t, words

FEW = 24  # names that a part of the country has room for


@cache
def _standings() -> dict[str, Standing]:
    return standings(atlas.record())


@cache
def _maps() -> Maps:
    return Maps(atlas.map_facts(), _standings(), static_url(FILE))


def larger(asked: Asked) -> tuple[str, Box] | None:
    """Return the part of the land that is drawn a second time: the one chosen, or Java and Bali."""
    if not asked.place:
        return t("peta.larger", place=t("peta.java_bali")), JAVA_BALI
    codes = [value.code for value in asked.view().values]
    if not codes:
        return None
    places = [_standings()[code].place for code in codes]
    return asked.place, box_of(places)


def _said(asked: Asked, value: RegionValue) -> str:
    """Return what a mark says: who it is, and its class or award in words."""
    name = display_name(atlas.record().register.get(value.code))
    facts = atlas.map_facts()
    if asked.measure == YEARS and value.value is not None:
        listed = facts.listed(asked.programme, value.code, asked.year)
        years = sorted({award["year"] for award in listed})
        said = t("peta.spot_years", number=len(years), years=", ".join(map(str, years)))
    elif (asked.measure, asked.programme) == ("level", "IGA") and value.group not in QUIET:
        history = atlas.histories()[value.code].years
        of_year = next(facts for facts in history if facts.year == asked.year)
        said = first.cells().award(value.code, of_year).said
    else:
        said = group_name(asked.measure, value.group)
    if value.code in _disputed(asked):
        said = t("peta.spot_disputed", said=said)
    return t("peta.spot", name=name, said=said)


@cache
def _open_disputes(programme: str, year: int) -> frozenset[str]:
    """Return who received an award of the year that sources differ on."""
    cards = atlas.award_cards()
    awards = atlas.recipients().awards(year, programme=programme)
    return frozenset(a["region_code"] for a in awards if cards[a["id"]].dispute_ids)


def _disputed(asked: Asked) -> frozenset[str]:
    return _open_disputes(asked.programme, asked.year) if asked.measure == "level" else frozenset()


@by_language(maxsize=128)
def figure(asked: Asked) -> LandMap | Tiles:
    """Return the picture of a view; made once."""
    view, register = asked.view(), atlas.record().register
    marked = [value.code for value in view.values if value.group not in QUIET]
    small = bool(asked.province) and len(marked) <= FEW
    drawing = Drawing(asked.classes, asked.chosen, larger(asked), marked if small else ())
    speech = Speech(
        spot=lambda value: _said(asked, value),
        name=lambda code: place_name(register.get(code)),
        href=lambda code: asked.to(daerah=code),
        whole=whole(asked),
    )
    if asked.tiles:
        return _maps().tiles(view, drawing, speech, keys(asked))
    land = _maps().land(view, drawing, speech, keys(asked), _disputed(asked))
    return replace(land, parts=_parts(asked))


def _parts(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return what can be enlarged with one press; the one that is leads nowhere."""
    groups = atlas.record().schema.vocabularies["island_group"]
    labels = {COUNTRY: t("peta.java_bali"), **{group: group for group in groups}}
    return tuple(
        (label, "" if part == (asked.place or COUNTRY) else asked.to(pulau=part, provinsi=ALL))
        for part, label in labels.items()
    )


@by_language(maxsize=128)
def drawn(asked: Asked) -> str:
    """Return the picture of a view as HTML; made once."""
    return html.write(figure(asked))


def rows(asked: Asked) -> list[dict[str, str]]:
    """Return the governments of a view by code, name and class, as a chart draws them."""
    register = atlas.record().register
    return [
        {
            "code": value.code,
            "name": display_name(register.get(value.code)),
            "group": group_name(asked.measure, value.group),
        }
        for value in asked.view().values
        if not asked.classes or value.group in asked.classes
    ]


def whole(asked: Asked) -> str:
    """Return what the picture shows, in one sentence: every class that occurs with its number."""
    view = asked.view()
    return t(
        "peta.alt",
        measure=t(f"peta.measure_{view.measure}"),
        year=view.year,
        counts=counted(view),
        total=words().number(view.governments),
    )


def sentence(asked: Asked) -> Sentence:
    """Return the true sentence over a map: of its awards, or how many of its values are known."""
    view = asked.view()
    codes = [value.code for value in view.values]
    values: dict[str, Value]
    if not codes:  # Jakarta has no kabupaten or kota of its own right
        values = {"place": asked.place, "layer": layer_of(LAYERS[asked.layer])}
        return Sentence("map", Message("peta.none_take_part", values), ())
    if asked.programme == "IGA" and asked.measure == YEARS:
        found = atlas.headlines().mapped(codes, atlas.map_facts().years[0])
    elif asked.programme == "IGA" and asked.measure == "level":
        found = atlas.headlines().mapped_year(codes, asked.year)
    else:
        known = [v for v in view.values if v.group not in (*QUIET, OWN_CLAIM) and v.value]
        values = {
            "measure": Message(f"peta.measure_{asked.measure}"),
            "programme": words().term("programme", asked.programme),
            "year": str(asked.year),
            "known": len(known),
            "total": view.governments,
            "layer": layer_of(LAYERS[asked.layer]),
        }
        found = Sentence("map", Message("peta.known", values), ())
    if not asked.place:
        return found
    named: dict[str, Value] = {"place": asked.place, "sentence": found.text}
    return Sentence(found.rule, Message("peta.of_place", named), found.rows)


def said(asked: Asked) -> html.ShownSentence:
    """Return the sentence over a map with its mark of proof: the rows, or the list of them."""
    found = sentence(asked)
    address = _proof(asked, found) if asked.view().governments else ""
    return html.ShownSentence(told(found.text, words()), int(bool(address)), address)


def _proof(asked: Asked, found: Sentence) -> str:
    """Return where what a sentence counts can be read row by row."""
    if found.rows and len(",".join(found.rows)) <= ROWS_LIMIT:
        return rows_address(found.rows)
    types = LAYERS[asked.layer]
    if asked.measure in INDEX:
        return href("peringkat", tahun=str(asked.year), jenis=types[-1])
    narrowed = {"pulau": asked.part, "provinsi": asked.province}
    if asked.measure == "level":
        narrowed["tahun"] = str(asked.year)
    values = {name: value for name, value in narrowed.items() if value}
    return href("penghargaan", program=asked.programme, jenis=",".join(types), **values)


def stem(asked: Asked) -> tuple[str, ...]:
    """Return the parts of the picture's file name."""
    return ("peta", asked.measure, str(asked.year), *filter(None, (asked.place,)))


def title(asked: Asked) -> str:
    """Return the title of the picture: its sentence."""
    return told(sentence(asked).text, words())


def known_groups(asked: Asked) -> frozenset[str]:
    """Return the classes of a view that are values."""
    return frozenset(
        entry.group for entry in asked.view().legend if entry.group not in (*QUIET, OWN_CLAIM)
    )

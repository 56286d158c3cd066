"""The map page: controls, legend, one of three views, the card, the list, table and picture."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st
from streamlit.elements.deck_gl_json_chart import PydeckState
from streamlit.elements.vega_charts import VegaLiteState

from iga_core.analysis.mapping import (
    LOCAL,
    OWN_CLAIM,
    Card,
    MapView,
    RegionValue,
    province_cards,
)
from iga_core.language import plain
from iga_core.paths import BOUNDARIES
from iga_core.record import Record
from iga_core.regions import RegionType
from pages._parts.peta import legend, picture, provinces
from pages._parts.peta.picture import PROVINCES
from pages._parts.peta.specs import BOX, PICK, SYMBOLS, choropleth_spec, symbol_deck, tile_spec
from pages._shared import atlas, printed, show
from pages._shared import facts as say
from pages._shared.canvas import Screen
from pages._shared.charts import pick, static_url
from pages._shared.files.link import pictures
from pages._shared.filters import ALL, View, open_view
from pages._shared.lazy import fold
from pages._shared.links import region_link
from pages._shared.telemetry import runs
from pages._shared.words import by_language, t, words

PAGE = "peta"
BOUNDARY_FILE = "kabupaten_kota.geojson"
AREAS = "wilayah"  # the view that needs that file
NARROW = 390  # pixels of map that the fixed views of a phone are made for
BESIDE = 640  # the same for a map with its list beside it


@runs.part("peta")
def desk(record: Record) -> None:
    """Draw the page."""
    view = open_view(PAGE, record)
    _take_clicked(view)
    without = () if (BOUNDARIES / BOUNDARY_FILE).is_file() else (AREAS,)
    if view.text("tampilan") in without:
        view.put("tampilan", "simbol")
        st.info(t("peta.no_boundaries"))
    view.pick("tampilan", t("peta.view"), lambda name: t(f"peta.view_{name}"), without)
    with st.container(horizontal=True, key=f"{PAGE}_choices"):
        for name in ("tahun", "program", "ukuran", "lapis", "pulau"):
            view.choose(name, t(f"peta.{name}"), partial(_choice, name), width=220)
    drawn = picture.view_of(view)
    legend.legend(drawn)
    shown = view.text("tampilan")
    if shown != "simbol" and view.text("lapis") == "provinsi":
        st.info(t("peta.provinces_as_symbols"))
        shown = "simbol"
    beside, wide = st.columns([2, 3])  # on a phone the list comes before the map
    with beside:
        _card(record, view)
        _list(record, view, drawn)
    with wide:
        _draw(shown, view, drawn)
        st.caption(t("peta.note"))
    _table(drawn)
    pictures("peta", view.written(), "peta.picture")
    provinces.block(record, view.text("program"))
    printed.foot("peta")


def _choice(name: str, value: str) -> str:
    if name == "program":
        return words().term("programme", value)
    if name == "ukuran":
        return t(f"peta.measure_{value}")
    if name == "lapis":
        return t(f"peta.layer_{value}")
    return value


def _dark() -> bool:
    return str(getattr(st.context.theme, "type", "light")) == "dark"


def _phone() -> bool:
    """Whether the visitor's browser calls itself a phone's: the fixed views are made narrower."""
    return "Mobile" in str(st.context.headers.get("User-Agent", ""))


def _alt(drawn: MapView) -> str:
    """Return what the map shows: every class that occurs with its number."""
    counts = ", ".join(
        f"{legend.group_name(drawn.measure, entry.group)} {words().number(entry.count)}"
        for entry in drawn.legend
        if entry.count
    )
    return t(
        "peta.alt",
        measure=t(f"peta.measure_{drawn.measure}"),
        year=drawn.year,
        counts=counts,
        total=words().number(drawn.governments),
    )


def _draw(shown: str, view: View, drawn: MapView) -> None:
    year, measure = view.number("tahun"), view.text("ukuran")
    programme, zoom = view.text("program"), view.text("pulau")
    data, dark = static_url("regions.json"), _dark()
    alt = _alt(drawn)
    if shown == "simbol":
        types = PROVINCES if view.text("lapis") == "provinsi" else LOCAL
        deck = symbol_deck(
            year, measure, zoom, static_url("land.json"), data, dark,
            programme=programme, types=types, width=NARROW if _phone() else BESIDE,
            chosen=_place(view.text("daerah")),
        )  # fmt: skip
        picked = st.pydeck_chart(
            deck,
            on_select="rerun",
            selection_mode="single-object",
            key=f"{PAGE}_symbols_{zoom}",
            height=460,
            alt=alt,
        )
        _take(_of_deck(picked))
        return
    if shown == "ubin":
        lines = static_url("tiles.json")
        spec = tile_spec(year, measure, data, lines, dark, programme=programme, zoom=zoom)
    else:
        boundary = static_url(f"boundaries/{BOUNDARY_FILE}")
        spec = choropleth_spec(year, measure, data, boundary, dark, programme=programme)
    modes = (PICK, BOX) if shown == "ubin" else (PICK,)
    event = pick(spec, alt, key=f"{PAGE}_{shown}_{zoom}", selection=modes)
    if shown == "ubin":
        _boxed(event, year)
    _take(_of_vega(event))


def _place(code: str) -> tuple[float, float] | None:
    """Return where the chosen government is drawn; None when none is chosen."""
    rows = picture.file_rows("regions.json")
    return next(((row["lon"], row["lat"]) for row in rows if row["code"] == code), None)


def _of_deck(event: PydeckState) -> str:
    picked = event.selection.objects.get(SYMBOLS, [])
    return str(picked[0]["code"]) if picked else ""


def _of_vega(event: VegaLiteState) -> str:
    picked = event.selection.get(PICK, [])
    return str(picked[0]["code"]) if picked else ""


def _boxed(event: VegaLiteState, year: int) -> None:
    """Name the governments whose tiles lie in a drawn box."""
    box = event.selection.get(BOX, {})
    if not box:
        return
    (left, right), (top, bottom) = (sorted(box[name]) for name in ("x1", "y1"))
    tiles = atlas.record().tables["tiles"]
    inside = tiles[
        tiles["column"].between(left - 0.5, right) & tiles["row"].between(top - 0.5, bottom)
    ]
    links = [region_link(atlas.record(), code, year) for code in inside["region_code"]]
    if links:
        st.markdown(t("peta.boxed", number=words().number(len(links)), names=", ".join(links)))


def _take(code: str) -> None:
    """Take a newly clicked government into the address and show its card at once."""
    if code and st.session_state.get(f"{PAGE}_clicked") != code:
        st.session_state[f"{PAGE}_clicked"] = code
        st.session_state[f"{PAGE}_wanted"] = code
        st.rerun(scope="fragment")


def _take_clicked(view: View) -> None:
    """Put a clicked government into its choice before the widget is drawn."""
    wanted = st.session_state.pop(f"{PAGE}_wanted", None)
    if wanted:
        view.put("daerah", wanted)


def _card(record: Record, view: View) -> None:
    view.choose(
        "daerah",
        t("peta.daerah"),
        lambda code: t("peta.none") if code == ALL else show.option_name(record, code),
    )
    code, year = view.text("daerah"), view.number("tahun")
    if code == ALL:
        return
    region = record.register.get(code)
    st.header(region.name)
    st.markdown(region_link(record, code, year))
    if not region.autonomous:
        st.info(t("daerah.not_autonomous"))
        return
    show.year_card(Screen(), code, year)


def _list(record: Record, view: View, drawn: MapView) -> None:
    """Draw the governments of a province: everything a pointer can reach, as text."""
    view.choose(
        "provinsi",
        t("peta.provinsi"),
        lambda code: t("peta.none") if code == ALL else record.register.get(code).name,
    )
    province = view.text("provinsi")
    if province == ALL:
        return
    year, programme = view.number("tahun"), view.text("program")
    by_code = {value.code: value for value in drawn.values}
    cards = province_cards(atlas.map_facts(), province, year, programme)
    inside = [card for card in cards if card.takes_part]
    numbers = {
        "awarded": words().number(sum(bool(card.awards) for card in inside)),
        "total": words().number(len(inside)),
    }
    lines = [t("peta.list_count", programme=words().term("programme", programme), **numbers), ""]
    for card in cards:
        value = by_code.get(card.region.code)
        text = _said(drawn, card, value) if value else t("peta.other_layer")
        if not card.takes_part:
            text = t("peta.apart")
        lines.append(f"- {region_link(record, card.region.code, year)}: {text}")
    st.markdown("\n".join(lines))


def _said(drawn: MapView, card: Card, value: RegionValue) -> str:
    """Return a government's class as the list says it, an own claim linked to its row."""
    name = legend.group_name(drawn.measure, value.group)
    if value.group == OWN_CLAIM:
        claims = atlas.recipients().rows(
            card.region.code, drawn.year, programme=drawn.programme, standing="own_claim"
        )
        return "; ".join(say.award_short(claim, plain(claim["level"])) for claim in claims)
    return t("peta.also_awarded", what=name) if value.awarded and drawn.measure != "level" else name


@by_language(maxsize=64)
def _frame(
    year: int, programme: str, measure: str, types: tuple[RegionType, ...], part: str
) -> pd.DataFrame:
    """Return a map's values as its table shows them; made once per map."""
    facts, register = atlas.map_facts(), atlas.record().register
    yes, unknown = t("peta.yes"), t("figure.unknown")
    drawn = picture.made_view(year, programme, measure, types, part)

    def without(code: str) -> str:
        found = facts.without(programme, code, year)
        return legend.group_name("level", found) if found else unknown

    names = {e.group: legend.group_name(measure, e.group) for e in drawn.legend}
    return pd.DataFrame(
        {
            "region": [register.get(v.code).name for v in drawn.values],
            "province": [register.province_of(v.code).name for v in drawn.values],
            "value": [names[v.group] for v in drawn.values],
            "awarded": [yes if v.awarded else without(v.code) for v in drawn.values],
        }
    )


def _table(drawn: MapView) -> None:
    label = t("peta.table", number=words().number(drawn.governments))
    fold(label, f"{PAGE}_fold", partial(_rows, drawn, label))


def _rows(drawn: MapView, label: str) -> None:
    types = LOCAL if drawn.values[0].type in LOCAL else PROVINCES
    st.dataframe(
        _frame(drawn.year, drawn.programme, drawn.measure, types, drawn.part),
        hide_index=True,
        key=f"{PAGE}_table",
        alt=label,
        column_config={
            "region": t("column.region_name"),
            "province": t("column.province"),
            "value": t(f"peta.measure_{drawn.measure}"),
            "awarded": t("peta.awarded", year=drawn.year),
        },
    )

"""The map of areas, from an installed boundary file."""

from __future__ import annotations

from typing import Any

import altair as alt

from iga_core.chart.land import QUIET, signs
from iga_core.chart.look import look
from pages._parts.peta import picture
from pages._parts.peta.asked import Asked
from pages._parts.peta.legend import group_name
from pages._shared.charts import draw, finished, static_url
from pages._shared.words import by_language

FILE = "kabupaten_kota.geojson"
LINE = "#8b97a1"  # of outlines: seen on light and dark ground


@by_language(maxsize=64)
def _spec(asked: Asked) -> dict[str, Any]:
    """Return the outlines, filled by class; a class that carries no answer is left empty."""
    view = asked.view()
    known = {
        group: sign.colour or look()[sign.token[0]][sign.token[1]]["colour"]
        for group, sign in signs(view).items()
        if group not in QUIET and not sign.hollow
    }
    names = {group_name(view.measure, group): colour for group, colour in known.items()}
    shapes = alt.UrlData(
        url=static_url(f"boundaries/{FILE}"), format={"type": "json", "property": "features"}
    )
    rows = alt.LookupData(data=alt.NamedData(name="rows"), key="code", fields=["name", "group"])
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=list(names), range=list(names.values())),
        legend=None,
    )
    has_colour = alt.FieldOneOfPredicate(field="group", oneOf=list(names))
    chart = (
        alt.Chart(shapes)
        .transform_lookup(lookup="properties.code", from_=rows)
        .mark_geoshape(stroke=LINE, strokeWidth=0.4)
        .encode(
            fill=alt.condition(has_colour, colour, alt.value("transparent")),
            tooltip=["name:N", "group:N"],
        )
        .project(type="equirectangular")
        .properties(height=460, width="container")
        .configure_view(stroke=None)
    )
    return finished(chart)


def block(asked: Asked) -> None:
    """Draw the areas."""
    draw(_spec(asked), picture.whole(asked), rows=picture.rows(asked))

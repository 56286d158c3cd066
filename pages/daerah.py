"""Daerah: the sentence on a government, its years, where it stands among its kind."""

import streamlit as st

from iga_core.chart import html
from iga_core.regions import display_name
from pages._parts.daerah import identity
from pages._parts.daerah.contents import above, contents, parts
from pages._shared import atlas, filters, first, frame, lazy, show, take_along
from pages._shared.canvas import Screen
from pages._shared.links import href
from pages._shared.words import t

frame.require()
record = atlas.record()
view = filters.open_view("daerah", record)
region = record.register.get(view.text("daerah"))

with first.row(display_name(region), identity.line(record, region)):
    view.choose(
        "daerah",
        said=lambda code: show.option_name(record, code),
        icon=":material/search:",
        width=300,
    )
    compare = href("bandingkan", daerah=region.code)
    st.html(html.filled("button.html", text=t("page.bandingkan"), address=compare), width="content")
    name = display_name(region)
    take_along.box(view, lambda canvas: contents(canvas, record, view), annex=True, whom=name)

canvas = Screen()
above(canvas, record, view)
lazy.parts(view, "bagian", parts(canvas, record, view))

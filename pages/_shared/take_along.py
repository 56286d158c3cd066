"""What a visitor takes along: the page as PDF, all that is on file as XLSX, charts, the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from iga_core.publish.report import Block, named_drawings
from iga_core.record.ids import slug
from pages._shared import atlas, lazy
from pages._shared.canvas import Canvas
from pages._shared.files.link import link, pictures
from pages._shared.filters import View
from pages._shared.links import file_href, view_address
from pages._shared.words import t


def box(
    view: View, fill: Callable[[Canvas], object], *, annex: bool = False, whom: str = ""
) -> None:
    """Draw a button with the files of a page, its sentence and its address.

    ``fill``: puts all of the page on a canvas; called once the button is pressed. ``annex``:
    whether the PDF comes on one page, and with all the rest by choice. ``whom``: whom the sentence
    is about, where it does not say so itself.
    """

    def contents() -> None:
        canvas = Canvas()
        fill(canvas)
        _files(view, canvas.blocks, annex=annex)
        said = f"{whom}: {canvas.said}" if whom else canvas.said
        version, address = str(atlas.version()), view_address(view.slug)
        text = t("take.sentence_said", said=said, version=version, address=address)
        lazy.fold(t("take.sentence"), f"{view.slug}_take_sentence", partial(_copied, text))
        _address(view)

    lazy.popover(t("take.box"), f"{view.slug}_take", contents)


def _files(view: View, blocks: Sequence[Block], *, annex: bool = False) -> None:
    page, asked = view.slug, view.written()
    st.caption(t("take.note"))
    with st.container(horizontal=True):
        for form in ("pdf", "xlsx"):
            link(t(f"take.{form}"), file_href(f"{page}.{form}", asked))
            if annex and form == "pdf":
                link(t("take.annex"), file_href(f"{page}.pdf", {**asked, "lampiran": "ya"}))
    if drawings := list(named_drawings(blocks)):
        name = drawings[0]
        if len(drawings) > 1:
            name = st.selectbox(t("take.chart"), drawings, key=f"{page}_take_chart")
        pictures(page, {**asked, "grafik": slug(name)})


def _address(view: View) -> None:
    # Streamlit's code block brings 1.5 MB of highlighting: only for who wants to copy
    address = view_address(view.slug)
    lazy.fold(t("take.address"), f"{view.slug}_take_address", partial(_copied, address))


def _copied(text: str) -> None:
    st.code(text, language=None, wrap_lines=True)

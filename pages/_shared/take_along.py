"""What a visitor takes along: the page as PDF, all that is on file as XLSX, charts, the address."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from iga_core.publish.report import Block, named_drawings
from iga_core.record.ids import slug
from pages._shared.files.link import link, pictures
from pages._shared.filters import View
from pages._shared.lazy import fold
from pages._shared.links import file_href, view_address
from pages._shared.words import t

KEY = "take_along"  # style.css leaves the block of this key out on paper


def block(view: View, blocks: Sequence[Block]) -> None:
    """Draw the last section of a page: its files and its address; ``blocks``: what it shows."""
    page, asked = view.slug, view.written()
    with st.container(key=KEY):
        st.header(t("take.title"))
        st.caption(t("take.note"))
        with st.container(horizontal=True):
            for form in ("pdf", "xlsx"):
                link(t(f"take.{form}"), file_href(f"{page}.{form}", asked))
        if drawings := list(named_drawings(blocks)):
            name = drawings[0]
            if len(drawings) > 1:
                name = st.selectbox(t("take.chart"), drawings, key=f"{page}_take_chart")
            pictures(page, {**asked, "grafik": slug(name)})
        # Streamlit's code block brings 1.5 MB of highlighting: only for who wants to copy
        fold(t("take.address"), f"{page}_take_address", partial(_address, view_address(page)))


def _address(address: str) -> None:
    st.code(address, language=None, wrap_lines=True)

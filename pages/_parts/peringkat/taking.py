"""What a visitor takes along from the ranking: its rows, its address."""

from __future__ import annotations

import streamlit as st

from pages._shared.files.link import link
from pages._shared.filters import View
from pages._shared.links import file_href, view_address
from pages._shared.words import t

OWN = ("tahun", "jenis")  # what the file is of


def files(view: View) -> None:
    """Draw the table as a file, and the address of what is shown."""
    written = view.written()
    asked = {name: written[name] for name in OWN}
    link(t("peringkat.take_csv"), file_href("peringkat.csv", {"bagian": "peringkat", **asked}))
    st.caption(t("take.address"))
    st.code(view_address(view.slug), language=None, wrap_lines=True)

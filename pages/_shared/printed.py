"""What a printed page ends with: its whole address, the data's version, and where sources stand."""

from __future__ import annotations

from datetime import date

import streamlit as st

from iga_core.language import quoted
from pages._shared import atlas
from pages._shared.links import base_address, view_address
from pages._shared.words import t, words

KEY = "printed_foot"  # style.css shows the block of this key on paper only


def foot(slug: str) -> None:
    """Draw the foot of page ``slug``. Call after the page has saved its parameters."""
    with st.container(key=KEY):
        st.markdown(
            t(
                "frame.printed",
                address=quoted(view_address(slug), 2000),
                version=atlas.version(),
                day=words().day(date.today().isoformat()),
                sources=quoted(f"{base_address()}/sumber", 200),
            )
        )

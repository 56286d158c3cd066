"""The switch between the languages: it changes the address, and nothing else of the view."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from iga_core.language import languages, load_words
from pages._shared.words import PARAMETER, t, words

KEY = "frame_language"
SPOKEN = Path(__file__).with_name("language.html").read_text(encoding="utf-8")


def _change() -> None:
    st.query_params[PARAMETER] = st.session_state[KEY]


def switch() -> None:
    """Draw the choice of languages, each by its own name."""
    st.session_state[KEY] = words().language
    with st.container(key=f"{KEY}_place"):  # style.css puts it into the bar of the menu
        st.segmented_control(
            t("frame.language"),
            languages(),
            key=KEY,
            on_change=_change,
            format_func=lambda code: load_words(code)("frame.language_name"),
            required=True,
            label_visibility="collapsed",
        )


def tell() -> None:
    """Tell the browser which language the page is in."""
    st.html(SPOKEN.replace("__language__", words().language), unsafe_allow_javascript=True)

"""The words of the visitor's language, one look-up for every page."""

from __future__ import annotations

import streamlit as st

from iga_core.language import Words, languages, load_words

DEFAULT = "id"


def words() -> Words:
    """Return the words of the language this visit is in."""
    return load_words(st.session_state.get("language", DEFAULT))


def t(message: str, /, **values: object) -> str:
    """Return one message in the language of this visit."""
    return words()(message, **values)


def choose_language() -> str | None:
    """Take the language from ``?bahasa=``; return the given one when it is not available."""
    given = str(st.query_params.get("bahasa", DEFAULT))
    known = given in languages()
    st.session_state["language"] = given if known else DEFAULT
    return None if known else given

"""The list of pages, and the guard that keeps every page inside ``app.py``."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from iga_core.language import languages, load_words, plain, quoted
from iga_core.record import BrokenDataError, UnfinishedChangeError, describe
from pages._shared import atlas, filters, first, glossary, printed, sheet, streamlit_insides
from pages._shared.telemetry import log, runs
from pages._shared.words import DEFAULT, PARAMETER, choose_language, t, words

log.start()
streamlit_insides.replace_insides()

LANGUAGE = "frame_language"  # the key of the switch between the languages
SPOKEN = Path(__file__).with_name("language.html").read_text(encoding="utf-8")
# A page's slug is its file's name: a fresh server's first deep link knows pages by file only.
# The first is the default and has no slug in the address. Groups as in the menu; "" is none.
GROUPS = {
    "": ("beranda",),
    "hasil": ("penghargaan", "peta", "peringkat", "smart_city"),
    "daerah": ("daerah", "bandingkan"),
    "siapkan": ("cek_mandiri", "kriteria", "aturan", "hukum"),
    "rujukan": ("sumber", "glosarium"),
}
PAGES = tuple(slug for group in GROUPS.values() for slug in group)


def pages() -> dict[str, StreamlitPage]:
    """Return every page of the app by its slug."""
    return {
        slug: st.Page(
            f"pages/{slug}.py",
            title=t(f"page.{slug}"),
            url_path=None if slug == PAGES[0] else slug,
            default=slug == PAGES[0],
        )
        for slug in PAGES
    }


def navigation() -> StreamlitPage:
    """Choose the language, register every page and return the one the visitor asked for."""
    unknown_language = choose_language()
    st.session_state["unknown_language"] = unknown_language
    every = pages()
    menu = {
        t(f"menu.{group}") if group else "": [every[slug] for slug in slugs]
        for group, slugs in GROUPS.items()
    }
    return st.navigation(menu, position="top")


def enter(page: StreamlitPage) -> None:
    """Run ``page`` inside the frame that ``app.py`` has drawn; refuse to on broken data."""
    with runs.run(page.url_path or PAGES[0]) as run:
        _enter(page, run)


def _enter(page: StreamlitPage, run: runs.Run) -> None:
    try:
        with st.spinner(t("frame.loading")):  # seen only by the first visit to a fresh server
            atlas.warm()
    except BrokenDataError as error:
        run.outcome = "broken_data"
        found = describe(error.violations[0], load_words(DEFAULT))
        log.said(logging.ERROR, "broken_data", violations=len(error.violations), first=found)
        if isinstance(error, UnfinishedChangeError):
            st.info(t("frame.renewed"))
            return
        st.error(t("frame.broken_data", number=words().number(len(error.violations))))
        for violation in error.violations[:50]:
            st.markdown(plain(describe(violation, words()), 400))
        return
    st.html(sheet.element())
    _switch()
    if st.session_state.get("unknown_language"):
        given = quoted(st.session_state["unknown_language"], 20)
        st.warning(t("frame.unknown_language", given=given))
    st.session_state["framed"] = True
    try:
        page.run()
    except filters.AbsentYear:  # the page has said so, before its title
        first.title(page.title)
    # tells the browser the language, below what is read: even an empty element takes room
    st.html(SPOKEN.replace("__language__", words().language), unsafe_allow_javascript=True)
    st.divider()
    glossary.foot(page.url_path or PAGES[0])
    if words().language != DEFAULT:
        st.caption(t("frame.record_language"))
    st.caption(t("frame.footer"))
    printed.foot(page.url_path)
    streamlit_insides.freeze(page.url_path)


def _switch() -> None:
    """Draw the choice of languages: it changes the address, and nothing else of the view."""

    def change() -> None:
        st.query_params[PARAMETER] = st.session_state[LANGUAGE]

    st.session_state[LANGUAGE] = words().language
    with st.container(key=f"{LANGUAGE}_place"):  # style.css puts it into the bar of the menu
        st.segmented_control(
            t("frame.language"),
            languages(),
            key=LANGUAGE,
            on_change=change,
            format_func=lambda code: load_words(code)("frame.language_name"),
            required=True,
            label_visibility="collapsed",
        )


def require() -> None:
    """First line of every page. Sends a visitor who landed outside the frame back through it.

    A folder named ``pages/`` puts a fresh server in Streamlit's legacy mode, where a link
    straight to a page skips ``app.py`` until someone opens the root (seen on 1.67.0).
    """
    if not st.session_state.pop("framed", False):
        navigation()
        st.rerun()

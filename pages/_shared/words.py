"""The words of the visitor's language, one look-up for every page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from iga_core.language import Words, languages, load_words

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT = "id"
PARAMETER = "bahasa"  # of the address


class _Spoken(threading.local):
    """The words of the run that this thread makes: a page asks for them hundreds of times, and
    each look into the session costs. A thread makes the runs of one visit only.
    """

    words: Words | None = None


_spoken = _Spoken()


def words() -> Words:
    """Return the words of the language this visit is in."""
    if _spoken.words is None:
        _spoken.words = load_words(st.session_state.get("language", DEFAULT))
    return _spoken.words


def t(message: str, /, **values: object) -> str:
    """Return one message in the language of this visit."""
    return words()(message, **values)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let this thread speak ``language`` without a visit, and afterwards what it spoke before."""
    before = _spoken.words
    speak(language)
    try:
        yield
    finally:
        _spoken.words = before


def speak(language: str) -> None:
    """Let this thread speak ``language``."""
    _spoken.words = load_words(language)


def choose_language() -> str | None:
    """Take the language from ``?bahasa=``; return the given one when it is not available.

    An address that names none (the menu's) goes on in the language of this visit; the browser's
    own language is never asked.
    """
    given = str(st.query_params.get(PARAMETER, st.session_state.get("language", DEFAULT)))
    known = given in languages()
    st.session_state["language"] = given if known else DEFAULT
    speak(st.session_state["language"])
    return None if known else given


def by_language(maxsize: int | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Cache of a function whose result holds words: one entry per language and arguments.

    ``maxsize``: entries kept, the newest asked for; None: all.
    """

    def cached(make: Callable[P, T]) -> Callable[P, T]:
        @wraps(make)
        def spoken(_language: str, *given: P.args, **named: P.kwargs) -> T:
            return make(*given, **named)

        kept: Callable[..., T] = lru_cache(maxsize=maxsize)(spoken)

        @wraps(make)
        def found(*given: P.args, **named: P.kwargs) -> T:
            return kept(words().language, *given, **named)

        return found

    return cached

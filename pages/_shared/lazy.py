"""What is made when a visitor opens it, and not before: folds, tabs, and boxes behind a button.

Streamlit sends and mounts what nobody looks at; here what stands in a closed one is neither drawn
nor sent. ``key`` keeps the open one open over reruns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

Contents = Callable[[], object]


def fold(label: str, key: str, contents: Contents) -> None:
    """Draw a closed fold; call ``contents`` inside it once it is open."""
    place = st.expander(label, key=key, on_change="rerun")
    if place.open:
        with place:
            contents()


def popover(label: str, key: str, contents: Contents, *, icon: str | None = None) -> None:
    """Draw a button; call ``contents`` in the box below it once it is open."""
    place = st.popover(label, key=key, icon=icon, on_change="rerun")
    if place.open:
        with place:
            contents()


def tabs(key: str, parts: Mapping[str, Contents], *, first: str | None = None) -> None:
    """Draw tabs by their labels, in order; call only what the open one holds.

    ``first``: the label of the one that is open at first (None: the first).
    """
    for place, contents in zip(
        st.tabs(list(parts), key=key, default=first, on_change="rerun"),
        parts.values(),
        strict=True,
    ):
        if place.open:
            with place:
                contents()

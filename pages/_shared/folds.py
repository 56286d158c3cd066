"""A fold whose contents are made when a visitor opens it, and not before."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def fold(label: str, key: str, contents: Callable[[], object]) -> None:
    """Draw a closed fold; call ``contents`` inside it once it is open.

    A plain expander sends and mounts what nobody looks at: a table or a chart in it makes the
    browser read a megabyte of scripts first. ``key`` keeps the fold open over reruns.
    """
    place = st.expander(label, key=key, on_change="rerun")
    if place.open:
        with place:
            contents()

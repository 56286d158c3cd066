"""What is made when a visitor opens it, and not before: folds, tabs, and boxes behind a button.

Streamlit sends and mounts what nobody looks at; here what stands in a closed one is neither drawn
nor sent. ``key`` keeps the open one open over reruns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from pages._shared.filters import View
from pages._shared.words import words

Contents = Callable[[], object]


def fold(label: str, key: str, contents: Contents, *, asked: str = "") -> None:
    """Draw a fold; call ``contents`` inside it once it is open.

    ``asked``: what the address asks of its contents; where that is new, it opens by itself.
    """
    if asked and st.session_state.get(f"{key}_asked") != asked:
        st.session_state[key] = True
    st.session_state[f"{key}_asked"] = asked
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


def filled(
    found: Mapping[str, tuple[int | None, Contents]], label: Callable[[str], str]
) -> dict[str, tuple[str, Contents]]:
    """Return the parts that hold anything, for ``parts``: with how much stands in the label.

    ``found``: how much a part holds (None: it is not counted), and what draws it.
    """
    number = words().number
    return {
        name: (label(name) if much is None else f"{label(name)} ({number(much)})", contents)
        for name, (much, contents) in found.items()
        if much != 0
    }


def parts(view: View, name: str, found: Mapping[str, tuple[str, Contents]]) -> None:
    """Draw tabs for values of the parameter ``name``, each with its label and contents.

    The address says which is open, and follows the one that is pressed; one that is not there
    leaves the first open.
    """
    key, asked = f"{view.slug}_{name}_tabs", view.text(name)
    labels = [label for label, _ in found.values()]
    drawn = asked, labels  # other labels make other tabs, of which the first would be open
    if st.session_state.get(f"{key}_drawn") != drawn or st.session_state.get(key) not in labels:
        st.session_state[key] = found[asked][0] if asked in found else labels[0]
    places = st.tabs(labels, key=key, on_change="rerun")
    for place, (value, (_, contents)) in zip(places, found.items(), strict=True):
        if place.open:
            if value != asked:
                view.put(name, value)
            st.session_state[f"{key}_drawn"] = view.text(name), labels
            with place:
                contents()

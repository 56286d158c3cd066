"""A chart as a picture to take along: a button per form, made when it is pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import streamlit as st

from iga_core.language import load_words
from iga_core.publish.naming import file_name
from iga_core.publish.picture import picture
from pages._shared import load
from pages._shared.words import t, words

Form = Literal["png", "svg"]
FORMS: tuple[Form, ...] = ("png", "svg")


def maker(
    spec: Callable[[], Mapping[str, Any]],
    rows: Sequence[Mapping[str, object]],
    form: Form,
    *,
    title: str,
    remark: str = "",
    name: str = "rows",
) -> Callable[[], bytes]:
    """Return what makes the picture outside the page's run; ``remark`` stands before the source."""
    language, version = words().language, str(load.version())

    def make() -> bytes:
        speak = load_words(language)
        day = speak.day(date.today().isoformat())
        source = f"{remark} {speak('take.picture_source', version=version, day=day)}".strip()
        return picture(spec(), rows, title=title, source=source, form=form, words=speak, name=name)

    return make


def buttons(
    spec: Callable[[], Mapping[str, Any]],
    rows: Sequence[Mapping[str, object]],
    *,
    title: str,
    stem: tuple[str, ...],
    key: str,
    remark: str = "",
    label: str = "take.picture",
    name: str = "rows",
) -> None:
    """Draw a button per form.

    ``spec``: gives the chart when a button is pressed; ``rows``: its dataset ``name``; ``stem``:
    parts of the file's name; ``label``: message of a button, with a blank ``form``.
    """
    with st.container(horizontal=True):
        for form in FORMS:
            st.download_button(
                t(label, form=form.upper()),
                data=maker(spec, rows, form, title=title, remark=remark, name=name),
                file_name=file_name(stem, f"{date.today().isoformat()}.{form}"),
                on_click="ignore",
                key=f"{key}_{form}",
            )

"""Cached doors from pages to data: loaded once, shared by all visits, never changed."""

from __future__ import annotations

import gc
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from iga_core.analysis.national import NationalPicture, build_national_picture
from iga_core.analysis.profile import History, build_histories
from iga_core.record import Record, load_record


@st.cache_resource(show_spinner=False)
def record() -> Record:
    """Return the checked record. Raises BrokenDataError when ``data/`` does not pass the door."""
    return load_record()


@st.cache_resource(show_spinner=False)
def histories() -> dict[str, History]:
    """Return what is on file about every government, by code."""
    return build_histories(record())


@st.cache_resource(show_spinner=False)
def national() -> NationalPicture:
    """Return the national figures, ready to be looked up."""
    return build_national_picture(record())


@st.cache_resource(show_spinner=False)
def warm() -> bool:
    """Load everything every visit shares, once, and take it out of garbage collection.

    Streamlit collects all generations after every rerun; what never dies need not be walked.
    """
    record(), histories(), national()
    gc.collect()
    gc.freeze()
    return True


@cache
def look() -> dict[str, Any]:
    """Return the tokens of colour and shape."""
    return tomllib.loads(Path(__file__).with_name("look.toml").read_text(encoding="utf-8"))

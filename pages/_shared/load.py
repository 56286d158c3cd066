"""Cached doors from pages to data: loaded once, shared by all visits, never changed."""

from __future__ import annotations

import gc
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from iga_core.record import Record, load_record


@st.cache_resource(show_spinner=False)
def record() -> Record:
    """Return the checked record. Raises BrokenDataError when ``data/`` does not pass the door."""
    loaded = load_record()
    # Streamlit collects all generations after every rerun; what never dies need not be walked
    gc.collect()
    gc.freeze()
    return loaded


@cache
def look() -> dict[str, Any]:
    """Return the tokens of colour and shape."""
    return tomllib.loads(Path(__file__).with_name("look.toml").read_text(encoding="utf-8"))

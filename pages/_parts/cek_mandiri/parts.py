"""The parts of the workbench by name, and the guard against leaving with work unsaved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from iga_core.record import Record
from iga_core.rules import Rulebook
from pages._parts.cek_mandiri import (
    against,
    agencies,
    edit,
    keep,
    legal,
    rehearse,
    risk,
    score,
    session,
    steps,
)
from pages._shared.canvas import Canvas

PARTS: dict[str, Callable[[Canvas, Record, Rulebook], None]] = {
    "isi": edit.edit,
    "perangkat": agencies.perangkat,
    "hukum": legal.legal,
    "skor": score.score,
    "langkah": steps.steps,
    "kirim": keep.keep,
    "risiko": risk.risk,
    "gladi": rehearse.gladi,
    "banding": against.banding,
}
GUARD = Path(__file__).with_name("leave_guard.html").read_text(encoding="utf-8")


def leave_guard() -> None:
    """Let the browser ask before it leaves, while there is work that nobody has taken along."""
    unsaved = "true" if session.unsaved() else "false"
    st.html(GUARD.replace("__unsaved__", unsaved), unsafe_allow_javascript=True)

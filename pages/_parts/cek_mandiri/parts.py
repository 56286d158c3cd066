"""The parts of the desk in the order of the work, and the guard against leaving it unsaved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
from pages._shared.filters import View
from pages._shared.lazy import Contents
from pages._shared.words import t

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


def parts(canvas: Canvas, record: Record, book: Rulebook) -> dict[str, tuple[str, Contents]]:
    """Return the parts by their name in the address: numbered label, and what draws each."""
    return {
        name: (f"{number} {t(f'cek_mandiri.part_{name}')}", partial(draw, canvas, record, book))
        for number, (name, draw) in enumerate(PARTS.items(), 1)
    }


def opened(view: View) -> str:
    """Return the part that is open: the first where none was asked for."""
    asked = view.text("bagian")
    return asked if asked in PARTS else next(iter(PARTS))


def leave_guard() -> None:
    """Let the browser ask before it leaves, while there is work that nobody has taken along."""
    unsaved = "true" if session.unsaved() else "false"
    st.html(GUARD.replace("__unsaved__", unsaved), unsafe_allow_javascript=True)

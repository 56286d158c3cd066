"""The parts of the workbench by name, and the guard against leaving with work unsaved."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from iga_core.record import Record
from iga_core.rules import Rulebook
from pages._shared.canvas import Canvas
from pages._shared.workbench import against, edit, rehearse, session

PARTS: dict[str, Callable[[Canvas, Record, Rulebook], None]] = {
    "isi": edit.edit,
    "gladi": rehearse.gladi,
    "banding": against.banding,
}
# the browser's own question before a tab with unsaved work closes; holds nothing of the work
GUARD = """<script>
window.parent.onbeforeunload = {handler};
</script>"""
ASK = "function (event) { event.preventDefault(); event.returnValue = ''; }"


def leave_guard() -> None:
    """Let the browser ask before it leaves, while there is work that nobody has taken along."""
    handler = ASK if session.unsaved() else "null"
    st.html(GUARD.replace("{handler}", handler), unsafe_allow_javascript=True)

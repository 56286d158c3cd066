"""The choice between levels as claimed and levels as verified, the same on every part."""

from __future__ import annotations

import streamlit as st

from iga_core.portfolio import Basis
from pages._shared.words import t
from pages._shared.workbench import session

BASES: tuple[Basis, ...] = ("claimed", "verified")


def choose_basis() -> Basis:
    """Draw the choice and return what is chosen; it stays when another part is shown."""
    key = session.remembered("basis", BASES[0])
    st.segmented_control(
        t("check.basis"),
        BASES,
        key=key,
        format_func=lambda basis: t(f"check.basis_{basis}"),
        required=True,
        on_change=session.remember,
        args=("basis",),
    )
    chosen: Basis = st.session_state[key]
    return chosen

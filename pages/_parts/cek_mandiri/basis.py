"""The choice between levels as claimed and levels as verified, the same on every part."""

from __future__ import annotations

from iga_core.portfolio import Basis
from pages._parts.cek_mandiri import session
from pages._shared.words import t

CHOICES = ("claimed", "verified")


def choose_basis() -> Basis:
    """Draw the choice and return what is chosen; it stays when another part is shown."""
    chosen = session.choose("basis", t("cek_mandiri.basis"), CHOICES, lambda x: name(_basis(x)))
    return _basis(chosen)


def _basis(chosen: str) -> Basis:
    return "claimed" if chosen == "claimed" else session.verification()


def name(basis: Basis) -> str:
    """Return which levels count, in words."""
    return t(f"cek_mandiri.basis_{basis}")

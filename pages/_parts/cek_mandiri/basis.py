"""The choice between levels as claimed and levels as verified, the same on every part."""

from __future__ import annotations

from iga_core.portfolio import Basis
from pages._parts.cek_mandiri import session
from pages._shared.words import t

BASES: tuple[Basis, ...] = ("claimed", "verified")


def choose_basis() -> Basis:
    """Draw the choice and return what is chosen; it stays when another part is shown."""
    return session.choose(
        "basis", t("cek_mandiri.basis"), BASES, lambda basis: t(f"cek_mandiri.basis_{basis}")
    )

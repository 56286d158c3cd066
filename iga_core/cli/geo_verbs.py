"""Verbs on maps: the land outline."""

from __future__ import annotations

import argparse
from pathlib import Path

from iga_core.language import Words


def _land(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.geo.land import derive_land

    arguments.out.write_text(derive_land(arguments.countries) + "\n", encoding="utf-8")
    print(arguments.out)
    return 0


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verbs of this file."""
    land = verbs.add_parser("land", help=words("cli.land"))
    land.add_argument("countries", type=Path)
    land.add_argument("out", type=Path)
    land.set_defaults(run=_land)

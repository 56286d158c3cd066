"""Verbs on maps: land outline, boundaries, positions."""

from __future__ import annotations

import argparse
from pathlib import Path

from iga_core.cli.answers import refuse
from iga_core.language import Words
from iga_core.paths import BOUNDARIES


def _land(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.geo.land import derive_land

    arguments.out.write_text(derive_land(arguments.countries) + "\n", encoding="utf-8")
    print(arguments.out)
    return 0


def _boundaries(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.geo.boundaries import describe, install, load_gazetteer
    from iga_core.geo.boundary_shape import BoundaryError

    try:
        if bool(arguments.file) == bool(arguments.url):
            raise BoundaryError("one_source")
        if arguments.url and "://" not in arguments.url:
            raise BoundaryError("not_http", url=arguments.url)
        report = install(
            arguments.url or str(arguments.file),
            arguments.out,
            arguments.data,
            code_column=arguments.code_column,
            name_column=arguments.name_column,
        )
    except BoundaryError as error:
        reason = words(f"boundaries.error_{error.rule}", **error.details)
        return refuse(words("boundaries.failed", reason=reason))
    print("\n".join(describe(report, load_gazetteer(arguments.data), words)))
    return 0


def _positions(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.aside import write_whole
    from iga_core.derived import MAPS, derived_files
    from iga_core.record import load_record

    for name, content in derived_files(load_record(arguments.data), words).items():
        if name.startswith(MAPS):
            path = arguments.out / Path(name).name if arguments.out else arguments.data / name
            write_whole(path, content)
            print(path)
    return 0


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verbs of this file."""
    land = verbs.add_parser("land", help=words("cli.land"))
    land.add_argument("countries", type=Path)
    land.add_argument("out", type=Path)
    land.set_defaults(run=_land)
    boundaries = verbs.add_parser("boundaries", help=words("cli.boundaries"))
    boundaries.add_argument("file", type=Path, nargs="?", help=words("cli.boundaries_file"))
    boundaries.add_argument("--url", help=words("cli.boundaries_url"))
    boundaries.add_argument(
        "--out", type=Path, default=BOUNDARIES, help=words("cli.boundaries_out")
    )
    boundaries.add_argument("--code-column", help=words("cli.boundaries_code_column"))
    boundaries.add_argument("--name-column", help=words("cli.boundaries_name_column"))
    boundaries.set_defaults(run=_boundaries)
    positions = verbs.add_parser("positions", help=words("cli.positions"))
    positions.add_argument("--out", type=Path, help=words("cli.positions_out"))
    positions.set_defaults(run=_positions)

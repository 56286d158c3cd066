"""The record as the pages and the command line see it: loaded once, read only, checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from iga_core.paths import DATA
from iga_core.record.checking import open_checks
from iga_core.record.coverage import state_of
from iga_core.record.declaration import Schema
from iga_core.record.views import rank_claims, view_results, withheld_ids
from iga_core.record.violation import BrokenDataError
from iga_core.regions import Register, Resolver, build_resolver, load_aliases, load_register


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known. ``tables``: typed frames by name; ``results``: claims, best first.

    ``view``: one row per region and year (see ``views.view_results``) with its ``state`` (see
    ``coverage.state_of``). ``award_years``: with awards, newest first; ``index_years``: with an
    index, oldest first.
    """

    tables: dict[str, pd.DataFrame]
    schema: Schema
    register: Register
    resolver: Resolver
    results: pd.DataFrame
    view: pd.DataFrame
    award_years: tuple[int, ...]
    index_years: tuple[int, ...]


def load_record(folder: Path = DATA) -> Record:
    """Load and check ``folder``. Raises BrokenDataError with every violation."""
    frames, schema, violations = open_checks(folder)
    if violations:
        raise BrokenDataError(violations)
    register = load_register(folder / "regions")
    results = rank_claims(
        frames["results"], frames["sources"], frames["disputes"], frames["precedence"]
    )
    withheld = withheld_ids(frames["doubts"], frames["results"], frames["awards"])
    view = view_results(results, frames["qualities"], withheld)
    years = frames["award_years"]
    return Record(
        tables=frames,
        schema=schema,
        register=register,
        resolver=build_resolver(register, load_aliases(folder / "regions", register)),
        results=results,
        view=view.assign(state=state_of(view, frames["qualities"])),
        award_years=tuple(sorted({int(y) for y in frames["awards"]["year"]}, reverse=True)),
        index_years=tuple(int(y) for y in years.loc[years["scale"] != "", "year"]),
    )

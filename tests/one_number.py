"""One number for one thing: what each page, picture and file counts, year by year.

``python -m tests.one_number`` prints the table; ``tests/test_one_number.py`` holds its columns
equal. A column asks what its page asks, and nothing else.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from iga_core.analysis.facets import FacetIndex, Selection, build_facets, facet_counts
from iga_core.analysis.mapping import LOCAL, build_map_facts, map_view
from iga_core.analysis.profile import History, build_histories
from iga_core.analysis.recipients import Recipients
from iga_core.analysis.timemachine import known_scores
from iga_core.chart.land import Asked, Maps, Speech
from iga_core.geo.positions import standings
from iga_core.paths import DATA
from iga_core.publish.dossier import tables_of
from iga_core.record import RECEIVED, Row, coverage_by_year, rows_of
from tests import on_file

KINDS = frozenset(LOCAL)


@cache
def recipients() -> Recipients:
    """Who received what, of the record on file."""
    return Recipients(on_file.record())


@cache
def _kinds() -> dict[str, str]:
    return {region.code: region.type for region in on_file.record().register.regions}


def _governments(rows: Iterable[Row], year: int) -> int:
    """Count governments in rows of awards, from any file: codes once, received rows only."""
    return len(
        {
            row["region_code"]
            for row in rows
            if str(row["year"]) == str(year)
            and row["programme"] == "IGA"
            and row["status"] in RECEIVED
            and _kinds()[row["region_code"]] in KINDS
        }
    )


@cache
def _released() -> list[Row]:
    with (DATA / "record/awards.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _drawn(year: int) -> int:
    """Count the kabupaten and kota that have a mark of a level on the map."""
    view = map_view(build_map_facts(on_file.record()), year, "IGA", "level")
    speech = Speech(spot=str, name=str, href=str, whole="")
    made = Maps(build_map_facts(on_file.record()), standings(on_file.record()), "").land(
        view, Asked(), speech, ()
    )
    spots = made.frames[0].spots
    return sum(spot.sign.token[0] == "level" and not spot.sign.hollow for spot in spots)


def _listed(year: int) -> int:
    """Count what the headline of Penghargaan says of the year's kabupaten and kota."""
    wanted = Selection(programme=("IGA",), year=(str(year),), region_type=LOCAL)
    return facet_counts(_facets(), wanted).count.governments


@cache
def _facets() -> FacetIndex:
    return build_facets(on_file.record())


@cache
def _histories() -> dict[str, History]:
    return build_histories(on_file.record())


def _profiles(year: int) -> int:
    """Count the kabupaten and kota whose page, and so whose PDF, shows an award of the year."""
    return sum(
        bool(facts.awards_of("IGA"))
        for code, history in _histories().items()
        if _kinds()[code] in KINDS
        for facts in history.years
        if facts.year == year
    )


def _workbook(year: int) -> int:
    """Count in the tables that a workbook on all kabupaten and kota would hold."""
    record = on_file.record()
    codes = [code for code, kind in _kinds().items() if kind in KINDS]
    return _governments(rows_of(tables_of(record, codes)["awards"]), year)


def award_numbers(year: int) -> dict[str, int]:
    """Return how many kabupaten and kota received an IGA award in ``year``, by who counts."""
    facts = build_map_facts(on_file.record())
    view = map_view(facts, year, "IGA", "level")
    return {
        "core": recipients().count(year, LOCAL).governments,
        "legend": sum(entry.count for entry in view.legend if entry.group in facts.levels),
        "map": _drawn(year),
        "penghargaan": _listed(year),
        "profiles": _profiles(year),
        "workbook": _workbook(year),
        "release": _governments(_released(), year),
    }


def score_numbers(year: int, kind: str) -> dict[str, int]:
    """Return how many governments of a type have a known score in ``year``, by who counts."""
    record = on_file.record()
    counts = coverage_by_year(record.view, record.register, [year], kind)  # type: ignore[arg-type]
    view = map_view(build_map_facts(record), year, "IGA", "score", (kind,))  # type: ignore[arg-type]
    return {
        "beranda": int(counts["scored"].iloc[0]),
        "aturan": len(known_scores(record).get((year, kind), ())),
        "legend": sum(entry.count for entry in view.legend if entry.low is not None),
    }


def main() -> None:
    """Print the table: a row per year, a column per page or file."""
    record = on_file.record()
    print("IGA awards received by kabupaten and kota: governments")
    for year in sorted(record.award_years):
        print(year, award_numbers(year))
    print("known scores, by type")
    for year in record.index_years:
        for kind in ("provinsi", *LOCAL):
            print(year, kind, score_numbers(year, kind))


if __name__ == "__main__":
    main()

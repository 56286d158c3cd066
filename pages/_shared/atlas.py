"""The record and all that is looked up in it: made once a process, shared by all visits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

import pandas as pd

from iga_core.analysis import award_sentences, timemachine
from iga_core.analysis.among import Among
from iga_core.analysis.awards import described_awards
from iga_core.analysis.benchmarks import Benchmark, Mark, benchmark, marks
from iga_core.analysis.briefing import Briefing, brief_all
from iga_core.analysis.categories import CategoryBook, build_categories
from iga_core.analysis.comparison import Comparer, Comparison
from iga_core.analysis.criteria import PlacedIndicator, place_all
from iga_core.analysis.disputes import Disputes
from iga_core.analysis.facets import FacetIndex, build_facets
from iga_core.analysis.headline_grounds import HeadlineGrounds
from iga_core.analysis.headlines import Headlines, Sentence
from iga_core.analysis.mapping import MapFacts, build_map_facts
from iga_core.analysis.moves import Moves
from iga_core.analysis.moves import class_moves as moves_of
from iga_core.analysis.national import NationalPicture, build_national_picture
from iga_core.analysis.participation import Share
from iga_core.analysis.participation import participation as participation_of
from iga_core.analysis.peers import PeerSpace, build_peer_space, find_peers
from iga_core.analysis.presets import Questions
from iga_core.analysis.profile import FiguresByMeasure, History, build_histories, figures_by_region
from iga_core.analysis.provenance import Provenance
from iga_core.analysis.provenance import provenance as provenance_of
from iga_core.analysis.ranking import Rankings, build_rankings
from iga_core.analysis.recipients import Recipients
from iga_core.analysis.season import Seasons, build_seasons
from iga_core.analysis.sides import Grounds
from iga_core.analysis.smart_awards import SmartAwards
from iga_core.analysis.smart_awards import smart_awards as smart_awards_of
from iga_core.analysis.timemachine import KnownScores
from iga_core.chart.look import look as look  # the tokens of colour and shape
from iga_core.declared.peers import cached_peer_rules
from iga_core.declared.strips import cached_strip_rules
from iga_core.publish.citation import AwardCard
from iga_core.publish.citation import award_cards as cards_of
from iga_core.publish.picture import as_svg
from iga_core.record import Record, Row, RowIndex, Version, data_version, load_record, rows_of
from iga_core.regions import RegionType
from iga_core.rules import (
    FigureIndex,
    Rulebook,
    cached_rulebook,
    index_figures,
    rulebook_years,
)

P = ParamSpec("P")
T = TypeVar("T")

_making = threading.RLock()


def once(make: Callable[P, T]) -> Callable[P, T]:
    """Cache without bound; what two visits ask for at once is made by one, the other waits."""
    kept: Callable[..., T] = lru_cache(maxsize=None)(make)

    @wraps(make)
    def found(*given: P.args, **named: P.kwargs) -> T:
        with _making:
            return kept(*given, **named)

    return found


@once
def record() -> Record:
    """Return the checked record. Raises BrokenDataError when ``data/`` does not pass the checks."""
    return load_record()


@once
def rows() -> RowIndex:
    """Return every row of the record by its address."""
    return RowIndex(record())


@once
def histories() -> dict[str, History]:
    """Return what is on file about every government, by code."""
    return build_histories(record())


@once
def recipients() -> Recipients:
    """Return who received what, who only says so, and whose absence is known."""
    return Recipients(record())


@once
def national() -> NationalPicture:
    """Return the national figures, ready to be looked up."""
    return build_national_picture(record())


@once
def seasons() -> Seasons:
    """Return the stages of every season, by year."""
    return build_seasons(record())


@once
def rulebooks() -> dict[int, Rulebook]:
    """Return the rules of every year that has a file, oldest first."""
    return {year: cached_rulebook(year) for year in rulebook_years()}


@once
def known_scores() -> KnownScores:
    """Return the shown scores by year and region type, ascending."""
    return timemachine.known_scores(record())


@once
def figures() -> FigureIndex:
    """Return the public statistics by region, measure and year."""
    return index_figures(record().tables["statistics"])


@once
def statistics() -> Mapping[str, FiguresByMeasure]:
    """Return every government's public statistics by measure (see ``figures_by_region``)."""
    return figures_by_region(figures())


@once
def briefings() -> Mapping[str, Briefing]:
    """Return the short answer on every autonomous government, by code."""
    return brief_all(record(), histories(), rulebooks(), recipients())


@once
def placed(year: int) -> Mapping[str, tuple[PlacedIndicator, ...]]:
    """Return every government's lines from public statistics under the rules of ``year``."""
    return place_all(record(), rulebooks()[year], figures())


@once
def facets() -> FacetIndex:
    """Return the awards as facet codes, ready to be counted."""
    return build_facets(record())


@once
def questions() -> Questions:
    """Return the ready-made questions on the award list."""
    return Questions(record())


@once
def award_cards() -> dict[str, AwardCard]:
    """Return every award with what its page and citation need, by id."""
    return cards_of(record())


@once
def provenance() -> Provenance:
    """Return how well the record is sourced, counted."""
    return provenance_of(record())


@once
def awards() -> pd.DataFrame:
    """Return the awards with their receivers (see ``described_awards``)."""
    return described_awards(record())


@once
def headlines() -> Headlines:
    """Return what can be said of governments, lists, maps and comparisons, each as it holds."""
    return Headlines(
        HeadlineGrounds(record(), histories(), recipients(), briefings(), ranking(), rulebooks())
    )


@once
def best_headline() -> tuple[str, Sentence]:
    """Return the record's best sentence and whose it is: all governments are asked for it."""
    return headlines().best()


@once
def newest_headline() -> Sentence:
    """Return the sentence on the newest ceremony: it counts every list of the record."""
    return award_sentences.newest(record(), recipients())


@once
def disputes() -> Disputes:
    """Return the disputes that name a government in the claim itself."""
    return Disputes(record())


@once
def map_facts() -> MapFacts:
    """Return the record as the maps look it up."""
    return build_map_facts(record())


@once
def version() -> Version:
    """Return the version of the data this process has loaded."""
    record()
    return data_version()


@once
def ranking() -> Rankings:
    """Return who stands where among its type, every index year."""
    return build_rankings(record())


@once
def class_moves(kind: RegionType, first: int, last: int) -> Moves:
    """Return the class moves between two years of one rulebook family."""
    return moves_of(record(), rulebooks(), kind, first, last)


@once
def participation() -> dict[tuple[int, str], Share]:
    """Return who took part, by year and scope."""
    return participation_of(record(), national())


@once
def categories() -> CategoryBook:
    """Return in which award categories a government could be judged, every year."""
    return build_categories(record(), national())


@once
def peer_space() -> PeerSpace:
    """Return every autonomous government by the features that make peers."""
    return build_peer_space(record(), cached_peer_rules())


@once
def nearest(code: str) -> tuple[str, ...]:
    """Return the codes of a government's peers of its own type, nearest first.

    Raises RegionNotFoundError for a code of no autonomous government.
    """
    return tuple(peer.code for peer in find_peers(peer_space(), code).peers)


@once
def among() -> Among:
    """Return where every government stands in public statistics among its kind."""
    return Among(record(), figures(), cached_strip_rules())


@once
def series() -> dict[str, Row]:
    """Return every statistics series by id."""
    return {row["id"]: row for row in rows_of(record().tables["series"])}


@once
def award_lists() -> dict[tuple[str, int, str, str], Row]:
    """Return the rows of the award lists by programme, year, category and level."""
    rows = rows_of(record().tables["lists"])
    return {(r["programme"], r["year"], r["category"], r["level"]): r for r in rows}


@once
def smart_awards() -> SmartAwards:
    """Return the Smart City awards, by pillar and year."""
    return smart_awards_of(record())


@once
def comparer() -> Comparer:
    """Return what compares governments, with everything it looks up."""
    return Comparer(Grounds(record(), histories(), rulebooks(), figures()))


@lru_cache(maxsize=512)
def comparison(codes: tuple[str, ...], year: int | None) -> Comparison:
    """Return the comparison of ``codes`` in ``year`` (None: all years)."""
    return comparer().compare(codes, year)


@lru_cache(maxsize=512)
def benchmark_marks(
    codes: tuple[str, ...], year: int | None, names: tuple[str, ...]
) -> tuple[tuple[Benchmark, ...], tuple[tuple[Mark, ...], ...]]:
    """Return the benchmarks around the first of ``codes``, and a mark per compared row and group.

    Rows: those of ``comparison`` that compare the first government.
    """
    grounds = comparer().grounds
    code = codes[0]
    peers = nearest(code) if code in peer_space().place else ()
    groups = tuple(benchmark(grounds, national(), name, code, year, peers) for name in names)
    return groups, marks(grounds, comparison(codes, year).rows_with(codes[0]), groups)


@once
def warm() -> None:
    """Load everything every visit shares, once."""
    (
        record(),
        rows(),
        histories(),
        statistics(),
        briefings(),
        national(),
        known_scores(),
        facets(),
        award_cards(),
        version(),
        map_facts(),
        ranking(),
        headlines(),
        categories(),
        peer_space(),
        comparer(),
        headlines(),
        among(),
        disputes(),
    )
    for year in rulebooks():
        placed(year)
    as_svg({"mark": "point", "data": {"values": []}})  # its first use takes half a second

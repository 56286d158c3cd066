"""HOW IT IS JUDGED: rulebooks by year, classes, levels, scoring, public statistics by line."""

from iga_core.declared.facts import Certainty, Fact, RuleUnknownError, facts_in
from iga_core.declared.rulebook import (
    Band,
    ClassLimit,
    CountedValue,
    Indicator,
    Level,
    Rulebook,
    RulebookNotFoundError,
    ValueInterval,
    cached_rulebook,
    load_rulebook,
    load_rulebooks,
    rulebook_years,
)
from iga_core.declared.toml_file import RulebookError
from iga_core.numbers import NumberError, read_number, round_half_up
from iga_core.rules.axis import MixedScalesError, one_axis, one_family
from iga_core.rules.classes import Verdict, classify
from iga_core.rules.levels import LevelReading, LineHasNoBandsError, read_level
from iga_core.rules.scoring import (
    Batch,
    ScoreArrays,
    Scores,
    bound,
    index_of_totals,
    make_sheet,
    score,
    scoring_years,
)
from iga_core.rules.statistics import (
    FigureIndex,
    StatisticFigure,
    StatisticLine,
    computed_figure,
    index_figures,
    lines_from_statistics,
)

__all__ = [
    "Band",
    "Batch",
    "Certainty",
    "ClassLimit",
    "CountedValue",
    "Fact",
    "FigureIndex",
    "Indicator",
    "Level",
    "LevelReading",
    "LineHasNoBandsError",
    "MixedScalesError",
    "NumberError",
    "RuleUnknownError",
    "Rulebook",
    "RulebookError",
    "RulebookNotFoundError",
    "ScoreArrays",
    "Scores",
    "StatisticFigure",
    "StatisticLine",
    "ValueInterval",
    "Verdict",
    "bound",
    "cached_rulebook",
    "classify",
    "computed_figure",
    "facts_in",
    "index_figures",
    "index_of_totals",
    "lines_from_statistics",
    "load_rulebook",
    "load_rulebooks",
    "make_sheet",
    "one_axis",
    "one_family",
    "read_level",
    "read_number",
    "round_half_up",
    "rulebook_years",
    "score",
    "scoring_years",
]

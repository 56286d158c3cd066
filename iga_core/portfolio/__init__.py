"""A TEAM'S OWN: the portfolio of one government, read strictly and scored by a year's rules."""

from iga_core.portfolio.reading import parse_json, read_portfolio
from iga_core.portfolio.report import Note, Report, report_json, score_portfolio, to_batch
from iga_core.portfolio.schema import (
    SCHEMA,
    STAGES,
    Basis,
    Claim,
    Innovation,
    Portfolio,
    PortfolioError,
    Stage,
)

__all__ = [
    "SCHEMA",
    "STAGES",
    "Basis",
    "Claim",
    "Innovation",
    "Note",
    "Portfolio",
    "PortfolioError",
    "Report",
    "Stage",
    "parse_json",
    "read_portfolio",
    "report_json",
    "score_portfolio",
    "to_batch",
]

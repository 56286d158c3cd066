"""A TEAM'S OWN: the portfolio of one government, read strictly and scored by a year's rules."""

from iga_core.portfolio.example import load_example
from iga_core.portfolio.loading import load_portfolio
from iga_core.portfolio.prefill import Prefilled, prefill, prefilled_note
from iga_core.portfolio.problems import Problem, problem_line
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
from iga_core.portfolio.template import make_template
from iga_core.portfolio.vocabularies import vocabularies
from iga_core.portfolio.workbook import WorkbookReading, read_workbook
from iga_core.portfolio.writing import portfolio_bytes, portfolio_json

__all__ = [
    "SCHEMA",
    "STAGES",
    "Basis",
    "Claim",
    "Innovation",
    "Note",
    "Portfolio",
    "PortfolioError",
    "Prefilled",
    "Problem",
    "Report",
    "Stage",
    "WorkbookReading",
    "load_example",
    "load_portfolio",
    "make_template",
    "parse_json",
    "portfolio_bytes",
    "portfolio_json",
    "prefill",
    "prefilled_note",
    "problem_line",
    "read_portfolio",
    "read_workbook",
    "report_json",
    "score_portfolio",
    "to_batch",
    "vocabularies",
]

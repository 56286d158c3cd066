"""A TEAM'S OWN: the portfolio of one government, read strictly, scored, and what could be done."""

from iga_core.declared.workbench import (
    Chances,
    Efforts,
    Workbench,
    cached_workbench,
    load_efforts,
    load_workbench,
)
from iga_core.portfolio.advice.alarm import Affair, Cliff, Fall, cliff
from iga_core.portfolio.advice.keep import (
    BestSubset,
    EntryCost,
    OneMore,
    best_subset,
    break_even,
    break_even_curve,
    costs,
    one_more,
)
from iga_core.portfolio.advice.planning import Plan, Upgrade, plan
from iga_core.portfolio.advice.risk import Refusals, Risk, preset_refusals, reject_risk
from iga_core.portfolio.advice.steps import Held, Newcomer, Step, held, rank_steps
from iga_core.portfolio.encoding import portfolio_bytes, portfolio_json
from iga_core.portfolio.fields import vocabularies
from iga_core.portfolio.file.loading import example_years, load_example, load_portfolio
from iga_core.portfolio.file.problems import Problem, problem_count, problem_line, problem_lines
from iga_core.portfolio.file.reading import parse_json, read_portfolio
from iga_core.portfolio.file.template import Prefilled, make_template, prefill, prefilled_note
from iga_core.portfolio.file.workbook import WorkbookReading, read_workbook
from iga_core.portfolio.report import Note, ScoreReport, report_json, score_portfolio, to_batch
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
    "Affair",
    "Basis",
    "BestSubset",
    "Chances",
    "Claim",
    "Cliff",
    "Efforts",
    "EntryCost",
    "Fall",
    "Held",
    "Innovation",
    "Newcomer",
    "Note",
    "OneMore",
    "Plan",
    "Portfolio",
    "PortfolioError",
    "Prefilled",
    "Problem",
    "Refusals",
    "Risk",
    "ScoreReport",
    "Stage",
    "Step",
    "Upgrade",
    "Workbench",
    "WorkbookReading",
    "best_subset",
    "break_even",
    "break_even_curve",
    "cached_workbench",
    "cliff",
    "costs",
    "example_years",
    "held",
    "load_efforts",
    "load_example",
    "load_portfolio",
    "load_workbench",
    "make_template",
    "one_more",
    "parse_json",
    "plan",
    "portfolio_bytes",
    "portfolio_json",
    "prefill",
    "prefilled_note",
    "preset_refusals",
    "problem_count",
    "problem_line",
    "problem_lines",
    "rank_steps",
    "read_portfolio",
    "read_workbook",
    "reject_risk",
    "report_json",
    "score_portfolio",
    "to_batch",
    "vocabularies",
]

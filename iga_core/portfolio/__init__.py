"""A TEAM'S OWN: the portfolio of one government, read strictly, scored, and what could be done."""

from iga_core.portfolio.alarm import Affair, Cliff, Fall, cliff
from iga_core.portfolio.keep import (
    BestSubset,
    EntryCost,
    best_subset,
    break_even,
    break_even_curve,
    costs,
)
from iga_core.portfolio.planning import Plan, Upgrade, plan
from iga_core.portfolio.reading import parse_json, read_portfolio
from iga_core.portfolio.report import Note, Report, report_json, score_portfolio, to_batch
from iga_core.portfolio.risk import Refusals, Risk, preset_refusals, reject_risk
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
from iga_core.portfolio.steps import Held, Newcomer, Step, held, rank_steps
from iga_core.portfolio.workbench import (
    Chances,
    Efforts,
    Workbench,
    cached_workbench,
    load_efforts,
    load_workbench,
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
    "Plan",
    "Portfolio",
    "PortfolioError",
    "Refusals",
    "Report",
    "Risk",
    "Stage",
    "Step",
    "Upgrade",
    "Workbench",
    "best_subset",
    "break_even",
    "break_even_curve",
    "cached_workbench",
    "cliff",
    "costs",
    "held",
    "load_efforts",
    "load_workbench",
    "parse_json",
    "plan",
    "preset_refusals",
    "rank_steps",
    "read_portfolio",
    "reject_risk",
    "report_json",
    "score_portfolio",
    "to_batch",
]

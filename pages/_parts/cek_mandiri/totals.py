"""How a result reads: its class, the distance to the next, and what was counted for it."""

from __future__ import annotations

from iga_core.language import plain
from iga_core.portfolio.report import ScoreReport
from iga_core.rules import Verdict
from pages._shared.marks import unknown
from pages._shared.rule_text import amount
from pages._shared.words import t, words

NOTHING = "\N{EN DASH}"


def distance(verdict: Verdict) -> str:
    """Return the points to the next class in words."""
    if verdict.to_next is not None:
        return t("cek_mandiri.to_next", points=amount(verdict.to_next))
    if verdict.to_next_range is not None:
        least, most = (amount(value) for value in verdict.to_next_range)
        return t("aturan.to_next_range", least=least, most=most)
    return t("cek_mandiri.highest") if verdict.predicate else ""


def predicate(verdict: Verdict) -> str:
    """Return the predicate in Markdown, or all that it may be."""
    named = (verdict.predicate,) if verdict.predicate else verdict.candidates
    return t("figure.or").join(map(plain, named)) or unknown()


def counts(report: ScoreReport) -> str:
    """Return what was counted, and by what it was divided, in one sentence."""
    scores = report.scores
    return t(
        "cek_mandiri.counts",
        number=words().number(len(report.portfolio.innovations)),
        scored=words().number(int(scores.n[0])),
        divisor=words().number(int(scores.divisor[0])),
        services=int(scores.services[0]),
        required=scores.sheet.required,
        year=report.rulebook.year,
    )

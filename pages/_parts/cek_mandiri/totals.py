"""The projection in one row of figures, on every part of the workbench."""

from __future__ import annotations

import streamlit as st

from iga_core.language import plain
from iga_core.portfolio.report import ScoreReport
from iga_core.portfolio.tree import Projection
from iga_core.rules import Verdict
from pages._parts.cek_mandiri.basis import BASES
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


def totals(found: Projection) -> None:
    """Draw claimed beside verified."""
    columns, claimed = st.columns(4), found.claimed
    for column, basis in zip(columns, BASES, strict=False):
        column.metric(
            t(f"cek_mandiri.index_{basis}"),
            words().number(float(found.report(basis).scores.index[0]), 2),
            border=True,
            help=t("cek_mandiri.projection"),
        )
    columns[2].metric(t("label.predicate"), predicate(claimed.verdict), border=True)
    columns[3].metric(t("cek_mandiri.next"), distance(claimed.verdict) or NOTHING, border=True)
    st.caption(counts(claimed))

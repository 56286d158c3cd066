"""Gladi: everything to look at before the portfolio is sent, with its rule and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import streamlit as st

from iga_core.declared.rehearsal import SEVERITIES, Severity, standards
from iga_core.language import load_words, plain, unlinked
from iga_core.portfolio.review.recap import AgencyRecap, Recap, recap
from iga_core.portfolio.review.rehearsal import Finding, Rehearsal
from iga_core.portfolio.review.telling import place_of, told
from iga_core.portfolio.tree import Node
from iga_core.publish.naming import file_name
from iga_core.publish.rehearsed import rehearsal_workbook
from iga_core.publish.workbook import XLSX
from iga_core.record import Record
from iga_core.rules import Fact, Rulebook
from pages._parts.cek_mandiri import session
from pages._parts.cek_mandiri.turning import in_turn
from pages._shared import marks
from pages._shared.canvas import Canvas
from pages._shared.files import own
from pages._shared.files.link import link
from pages._shared.links import source_link
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

PAGE_OF = 20  # places (innovations, lines) whose findings are drawn at once
LONGEST = 4000  # characters of one finding: its list of lines may be long
EVERYONE = "*"  # no agency chosen; a name that no agency can have beside an empty one
FIRST: tuple[Severity, ...] = ("red", "amber")


def marked(severity: Severity) -> str:
    """Return a severity as mark and word, never apart, e.g. ``■ Merah``."""
    return marks.marked("severity", severity, t(f"rehearsal.severity_{severity}"))


def _name(text: str) -> str:
    return unlinked(text, 80)


def _counts(canvas: Canvas, found: Rehearsal) -> None:
    """Draw how many findings and innovations each severity has, and what it means."""
    head = [t(f"cek_mandiri.rehearse_head_{name}") for name in ("status", "findings", "items")]
    rows = [
        [
            marked(severity),
            words().number(number),
            words().number(found.statuses.count(severity)),
        ]
        for severity, number in found.counts.items()
    ]
    canvas.markdown(markdown_table(head, rows, numbers=(1, 2)))
    canvas.caption(
        "; ".join(f"{marked(s)}: {t(f'cek_mandiri.rehearse_means_{s}')}" for s in SEVERITIES)
    )
    canvas.caption(t("cek_mandiri.rehearse_counts_note", day=words().day(found.today.isoformat())))


def _rule(fact: Fact[object]) -> str:
    """Return where a rule is written and how sure that is, short enough for a cell."""
    if fact.value is None:
        return t("cek_mandiri.rehearse_rule_unknown")
    where = ", ".join(plain(part, 200) for part in (fact.instrument, fact.clause) if part)
    said = words().term("standing", fact.standing)
    links = "; ".join(source_link(source) for source in fact.sources[:1])
    return " · ".join(part for part in (where, said, links) if part)


def basis_of(finding: Finding, found: Rehearsal) -> str:
    """Return the rules a finding rests on, or our own reason where it rests on none."""
    rules = dict.fromkeys(_rule(fact) for fact in finding.rules)
    reason = t(
        "cek_mandiri.rehearse_ours", reason=plain(found.limits.findings[finding.check].reason, 300)
    )
    return "; ".join(rules) or reason


def _row(finding: Finding, found: Rehearsal) -> list[str]:
    said = told(finding, found.rulebook, words(), lambda text: f"“{text[:80]}”")
    return [
        marked(finding.severity),
        unlinked(said.found, LONGEST),
        unlinked(said.fix, LONGEST),
        basis_of(finding, found),
    ]


def _place(finding: Finding, found: Rehearsal) -> str:
    if finding.place.part == "spd":
        return t("rehearsal.part_spd")
    return place_of(finding, found.rulebook, words(), _name)


def grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return findings by place: the whole, the government aspect, each innovation."""

    def place(finding: Finding) -> tuple[str, int]:
        return finding.place.part, finding.place.position

    return [list(group) for _, group in groupby(findings, place)]


def _findings(canvas: Canvas, found: Rehearsal, chosen: Sequence[Finding]) -> None:
    """Draw the chosen findings, a table per place; many places in turn."""
    groups = grouped(chosen)
    if not groups:
        canvas.info(t("cek_mandiri.rehearse_nothing"))
        return
    drawn = in_turn("gladi", groups, PAGE_OF)
    if len(drawn) < len(groups):
        canvas.caption(t("cek_mandiri.rehearse_in_turn", number=PAGE_OF))
    head = [t(f"cek_mandiri.rehearse_head_{name}") for name in ("status", "found", "fix", "basis")]
    for group in drawn:
        table = markdown_table(head, (_row(finding, found) for finding in group))
        canvas.markdown(f"### {_place(group[0], found)}\n\n{table}")


def _statuses(canvas: Canvas, found: Rehearsal, positions: Sequence[int]) -> None:
    """Draw the state of every innovation with its number of findings."""
    numbers = {(position, severity): 0 for position in positions for severity in SEVERITIES}
    for finding in found.findings:
        key = (finding.place.position, finding.severity)
        if key in numbers:
            numbers[key] += 1
    head = [
        t(f"cek_mandiri.rehearse_head_{name}") for name in ("number", "name", "agency", "status")
    ]
    head += [t(f"rehearsal.severity_{severity}") for severity in FIRST]
    items = found.portfolio.innovations
    rows = (
        [
            words().number(position),
            _name(items[position - 1].name),
            _name(items[position - 1].agency) or t("recap.agency_unsaid"),
            marked(found.statuses[position - 1]),
            *(words().number(numbers[position, severity]) for severity in FIRST),
        ]
        for position in positions
    )
    canvas.markdown(markdown_table(head, rows, numbers=(0, 4, 5)))


def _filters(summary: Recap) -> tuple[Sequence[Severity], AgencyRecap | None]:
    """Draw the filters; return the severities and the agency, None for all."""
    agencies = {found.agency: found for found in summary.agencies}
    left, right = st.columns([1, 1])
    with left:
        chosen = st.segmented_control(
            t("cek_mandiri.rehearse_severity"),
            SEVERITIES,
            key=session.remembered("gladi_severity", list(FIRST)),
            on_change=session.remember,
            args=("gladi_severity",),
            format_func=marked,
            selection_mode="multi",
        )
    names = (EVERYONE, *agencies)  # what was chosen may be renamed or gone since
    with right:
        agency = st.selectbox(
            t("cek_mandiri.rehearse_agency"),
            names,
            key=session.remembered("gladi_agency", EVERYONE, names),
            on_change=session.remember,
            args=("gladi_agency",),
            format_func=lambda name: (
                t("cek_mandiri.rehearse_everyone")
                if name == EVERYONE
                else name or t("recap.agency_unsaid")
            ),
        )
    return chosen, agencies.get(agency)


def maker(found: Rehearsal, summary: Recap, tree: Node) -> Callable[[], bytes]:
    """Return what makes the workbook when asked, outside the page's run."""
    language = words().language
    return lambda: rehearsal_workbook(found, summary, tree, load_words(language))


def _download(found: Rehearsal, summary: Recap, tree: Node) -> None:
    day, portfolio = found.today.isoformat(), found.portfolio
    parts = (t("cek_mandiri.rehearse_file"), portfolio.region)
    address = own.offer(
        "gladi",
        maker(found, summary, tree),
        file_name(filter(None, parts), f"{day}.xlsx"),
        XLSX,
        given=(day, words().language, portfolio, found.rulebook.year),
    )
    link(t("cek_mandiri.rehearse_download"), address)
    st.caption(t("cek_mandiri.rehearse_download_note"))


def gladi(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw the rehearsal of the session's portfolio."""
    portfolio = session.portfolio()
    found = session.rehearsal(book)
    projection = session.projection(book)
    summary = recap(projection.claimed, standards(), portfolio.agencies)
    canvas.header(t("cek_mandiri.rehearse_title", year=book.year))
    canvas.markdown(t("cek_mandiri.rehearse_intro"))
    _counts(canvas, found)
    _download(found, summary, projection.tree)
    severities, agency = _filters(summary)
    positions = agency.positions if agency else tuple(range(1, len(portfolio.innovations) + 1))
    chosen = [
        finding
        for finding in found.findings
        if finding.severity in severities
        and (agency is None or finding.place.position in positions)
    ]
    canvas.header(t("cek_mandiri.rehearse_findings", number=words().number(len(chosen))))
    if agency:
        canvas.caption(t("cek_mandiri.rehearse_of_agency", agency=_name(agency.agency)))
    _findings(canvas, found, chosen)
    canvas.header(t("cek_mandiri.rehearse_statuses"))
    if positions:
        _statuses(canvas, found, positions)
    else:
        canvas.markdown(t("cek_mandiri.no_items"))

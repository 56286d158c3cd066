"""Where the work stands in one look: sentence, class ruler, next moves, the rehearsal's counts.

Filled in after the part that is open: an edit counts at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import streamlit as st

from iga_core.chart import html, look
from iga_core.chart.model import Ruler
from iga_core.chart.position import class_ruler
from iga_core.declared.rehearsal import Severity
from iga_core.portfolio.advice.overview import NextMove, Overview, headline, move_said
from iga_core.portfolio.report import ScoreReport
from iga_core.portfolio.review.rehearsal import Rehearsal
from iga_core.rules import Rulebook, wording
from pages._parts.cek_mandiri import session
from pages._parts.cek_mandiri.basis import name as basis_name
from pages._parts.cek_mandiri.efforts import effort_text
from pages._shared.filters import UNCHECKED_ZERO, View
from pages._shared.words import t, words

RULER = f"{session.PAGE}_ruler"  # stays in sight, by style.css
LARGEST = 4  # checks that are named
LETTERS = 90  # of what a level asks for


class Points(NamedTuple):
    """A part of the score as it reads; ``claimed``, ``kept``: shares of the highest."""

    label: str
    said: str
    claimed: float
    kept: float


class Shown(NamedTuple):
    """A move as it reads."""

    what: str
    detail: str
    gain: str
    effort: str


class Counted(NamedTuple):
    """So many findings of a severity, or of one check (``text``)."""

    css: str
    mark: str
    word: str
    number: str
    share: int
    text: str = ""


class Dashboard:
    """The places of the dashboard, in the order of the page, filled once the part is drawn."""

    def __init__(self) -> None:
        """Take the places."""
        self.head = st.container()
        self.ruler = st.container(key=RULER)
        self.panels = st.container()

    def fill(self, view: View, book: Rulebook) -> None:
        """Draw where the work of this visit stands."""
        found = session.overview(book)
        with self.head:
            if session.portfolio().example:
                st.caption(t("cek_mandiri.example_mark"))
            say(headline(found, words()))
        with self.ruler:
            st.html(html.write(ruler(found)))
        with self.panels:
            st.html(legend(view, found) + panels(view, found, session.rehearsal(book)))


def say(sentence: str) -> None:
    """Draw what the page answers."""
    st.html(html.sentences([html.ShownSentence(sentence, 0, "")], ""))


def ruler(found: Overview) -> Ruler:
    """Return the class ruler of the work of this visit."""
    claimed, work = found.projection.claimed, session.held()
    return class_ruler(
        claimed.verdict,
        claimed.rulebook,
        words(),
        verified=found.projection.verified.verdict.score if found.reviewed else None,
        reach=found.furthest,
        estimate=work.estimate if work else None,
    )


def legend(view: View, found: Overview) -> str:
    """Return what the marks of the ruler are, and the other reading of "verified"."""
    reach = t("cek_mandiri.mark_reach", index=words().printed(found.furthest))
    marks = [("●", t("cek_mandiri.mark_claimed")), ("•", reach)]
    note, other, work = t("cek_mandiri.unreviewed"), None, session.held()
    if work is not None and work.estimate is not None:
        index = words().printed(work.estimate)
        marks.append(("•", t("position.estimate", index=index)))
    if found.reviewed:
        way = session.verification()
        marks.insert(1, ("○", basis_name(way)))
        zero = way == "checked"
        address = view.address(verifikasi="klaim" if zero else UNCHECKED_ZERO)
        instead = "verified" if zero else "checked"
        note, other = "", html.TextLink(t(f"cek_mandiri.instead_{instead}"), address)
    return html.filled("desk_legend.html", marks=marks, note=note, other=other)


def part_points(report: ScoreReport) -> tuple[Fraction, Fraction, Fraction]:
    """Return the points of government aspect, maturity and number of innovations."""
    scores = report.scores
    tick = scores.sheet.tick
    return (
        Fraction(int(scores.spd[0]), tick),
        Fraction(int(scores.maturity_sum[0]), tick * int(scores.divisor[0])),
        Fraction(int(scores.count[0]), tick),
    )


def points(found: Overview) -> Iterator[Points]:
    """Yield the parts of the score, claimed beside verified where anything is."""
    projection, number = found.projection, words().number
    book = projection.claimed.rulebook
    tops = (
        book.maxima.spd.known(),
        book.maxima.maturity.known(),
        book.count.points.known() * book.count.cap.known(),
    )
    both = map(part_points, (projection.claimed, projection.verified))
    for name, top, claimed, verified in zip(("spd", "maturity", "count"), tops, *both, strict=True):
        values = {"claimed": number(claimed, 2), "most": words().figure(top)}
        said = t("cek_mandiri.points_claimed", **values)
        if found.reviewed:
            said = t("cek_mandiri.points_both", **values, verified=number(verified, 2))
        kept = min(claimed, verified) if found.reviewed else claimed
        shares = (float(x / Fraction(top)) if top else 0.0 for x in (claimed, kept))
        yield Points(t(f"cek_mandiri.points_{name}"), said, *shares)


def points_title(found: Overview) -> str:
    """Return what the parts of the score stand under."""
    return t("cek_mandiri.points_both_title" if found.reviewed else "cek_mandiri.points_title")


def shown(move: NextMove, found: Overview) -> Shown:
    """Return a move as it reads."""
    step, what, detail = move.step, move_said(move, found, words()), ""
    unit = session.efforts().unit
    effort = effort_text(move.effort, unit) if move.effort else t("cek_mandiri.steps_free")
    if step is None:
        detail = t("cek_mandiri.move_all", index=words().printed(found.best.index_all))
    elif step.line is not None:
        what = f"{step.line.no} · {words().glossed('line', step.line.name)}"
        asks = wording.level_text(step.asks, words()) if step.asks else ""
        levels = {"before": step.from_level, "after": step.to_level}
        detail = ": ".join(filter(None, (t("cek_mandiri.move_levels", **levels), asks[:LETTERS])))
        if step.innovation is not None:
            item = found.projection.claimed.portfolio.innovations[step.innovation]
            detail = f"{item.name[:LETTERS]}; {detail}"
    return Shown(what[:1].upper() + what[1:], detail, f"+{words().printed(move.gain)}", effort)


def counted(severity: Severity, number: int, text: str = "") -> Counted:
    """Return so many findings as they read."""
    token = ("severity", severity)
    word = t(f"rehearsal.severity_{severity}")
    shown_number = words().number(number)
    return Counted(look.css_class(token), look.mark(token), word, shown_number, number, text)


def largest(found: Rehearsal) -> Iterator[Counted]:
    """Yield the checks with most findings, those that are no remark only."""
    grades = {check: found.limits.findings[check].severity for check in found.by_check}
    most = sorted(found.by_check.items(), key=lambda x: -x[1])
    worth = [(check, number) for check, number in most if grades[check] != "green"]
    for check, number in worth[:LARGEST]:
        yield counted(grades[check], number, t(f"rehearsal.name_{check}"))


def panels(view: View, found: Overview, rehearsal: Rehearsal) -> str:
    """Return points by part, next moves, and the rehearsal's counts, side by side."""
    return html.filled(
        "desk.html",
        points={
            "heading": points_title(found),
            "note": t(
                "cek_mandiri.points_both_note" if found.reviewed else "cek_mandiri.points_note"
            ),
            "rows": list(points(found)),
        },
        moves={
            "heading": t("cek_mandiri.moves"),
            "note": t("cek_mandiri.moves_note" if found.moves else "cek_mandiri.moves_none"),
            "rows": [shown(move, found) for move in found.moves],
        },
        rehearsal={
            "heading": t("cek_mandiri.part_gladi"),
            "note": t("cek_mandiri.rehearse_of", year=rehearsal.rulebook.year),
            "href": view.address(bagian="gladi"),
            "open": t("cek_mandiri.rehearse_open"),
            "counts": [counted(*one) for one in rehearsal.counts.items()],
            "checks": list(largest(rehearsal)),
        },
    )

"""The projection unfolded: total, aspects, variables, lines, each with what is still on the table.

Points are exact fractions: the points of the children add up to those of the parent, and the
root is the total from which the index is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from iga_core.declared.rehearsal import Standards
from iga_core.message import Message
from iga_core.portfolio.report import ScoreReport, score_portfolio
from iga_core.portfolio.schema import Basis, Claim, Portfolio
from iga_core.rules import Indicator, Rulebook
from iga_core.rules.scoring import SCORED

NodeKind = Literal["total", "aspect", "variable", "line"]


@dataclass(frozen=True, slots=True)
class Node:
    """A branch of the score. Unit: points.

    ``code``: of the line, name of the variable, SPD or SID, "" for the total. ``claimed`` and
    ``verified``: points by claim and by verification (see ``project``); ``claims``: levels above 0
    that are claimed, ``checked``: those among them that someone verified.
    """

    kind: NodeKind
    code: str
    no: str
    name: str
    claimed: Fraction
    verified: Fraction
    most: Fraction
    claims: int
    checked: int
    children: tuple[Node, ...] = ()

    def points(self, basis: Basis) -> Fraction:
        """Return the points by ``basis``."""
        return self.claimed if basis == "claimed" else self.verified

    def left(self, basis: Basis = "claimed") -> Fraction:
        """Return the points still on the table."""
        return self.most - self.points(basis)


@dataclass(frozen=True, slots=True)
class Projection:
    """A portfolio's result by claim and by verification, and both unfolded in one tree."""

    claimed: ScoreReport
    verified: ScoreReport
    tree: Node

    def report(self, basis: Basis) -> ScoreReport:
        """Return the result by ``basis``."""
        return self.claimed if basis == "claimed" else self.verified


@dataclass(frozen=True, slots=True)
class Sides:
    """Lines that are strengths, and lines that are gaps, by the written rule."""

    strengths: tuple[Node, ...]
    gaps: tuple[Node, ...]


def project(
    portfolio: Portfolio, rulebook: Rulebook, verification: Basis = "verified"
) -> Projection:
    """Return a portfolio's result by claim and by ``verification``.

    What nobody checked keeps its claim ("verified") or counts 0 ("checked"). Raises
    RuleUnknownError like ``score_portfolio``.
    """
    claimed = score_portfolio(portfolio, rulebook, "claimed")
    verified = score_portfolio(portfolio, rulebook, verification)
    return Projection(claimed, verified, score_tree(claimed, verified))


def line_points(report: ScoreReport) -> dict[str, Fraction]:
    """Return the points of every line by code, the count line among them; their sum is the total.

    A line of the innovation aspect brings the sum over scored innovations through the divisor.
    """
    scores = report.scores
    sheet, divisor = scores.sheet, int(scores.divisor[0])
    spd = zip(sheet.spd, scores.spd_lines[0], strict=True)
    sid = zip(sheet.sid, scores.sid_lines[0], strict=True)
    found = {line.code: Fraction(int(ticks), sheet.tick) for line, ticks in spd}
    found |= {line.code: Fraction(int(ticks), sheet.tick * divisor) for line, ticks in sid}
    found[report.rulebook.count.code] = Fraction(int(scores.count[0]), sheet.tick)
    return found


def _claims(report: ScoreReport) -> dict[str, list[Claim]]:
    """Return the levels above 0 that are claimed, by line, in scored innovations and outside."""
    found = {code: [claim] for code, claim in report.portfolio.spd.items() if claim.claimed}
    for item, state in zip(report.portfolio.innovations, report.scores.state, strict=True):
        for code, claim in item.levels.items():
            if state == SCORED and claim.claimed:
                found.setdefault(code, []).append(claim)
    return found


def _parent(kind: NodeKind, code: str, name: str, children: Sequence[Node]) -> Node:
    return Node(
        kind,
        code,
        "",
        name,
        sum((x.claimed for x in children), Fraction(0)),
        sum((x.verified for x in children), Fraction(0)),
        sum((x.most for x in children), Fraction(0)),
        sum(x.claims for x in children),
        sum(x.checked for x in children),
        tuple(children),
    )


def _aspect(name: str, lines: Sequence[tuple[str, Node]]) -> Node:
    """Group lines by variable, in the order in which the variables first appear."""
    groups: dict[str, list[Node]] = {}
    for variable, line in lines:
        groups.setdefault(variable, []).append(line)
    children = [_parent("variable", key, key, nodes) for key, nodes in groups.items()]
    return _parent("aspect", name, "", children)


def score_tree(claimed: ScoreReport, verified: ScoreReport) -> Node:
    """Return the tree of one portfolio, scored by claim and by verification under one rulebook."""
    book = claimed.rulebook
    points, checked = line_points(claimed), line_points(verified)
    claims = _claims(claimed)

    def leaf(line: Indicator) -> tuple[str, Node]:
        said = claims.get(line.code, [])
        seen = sum(claim.verified is not None for claim in said)
        most = Fraction(line.weight.known()) * line.top
        mine = (points[line.code], checked[line.code], most, len(said), seen)
        return line.variable, Node("line", line.code, line.no, line.name, *mine)

    count = book.count
    most = Fraction(count.points.known()) * count.cap.known()
    mine = (points[count.code], checked[count.code], most, 0, 0)
    last = (count.variable, Node("line", count.code, count.no, count.name, *mine))
    spd = [leaf(line) for line in book.aspect("SPD")]
    sid = [*(leaf(line) for line in book.aspect("SID")), last]
    return _parent("total", "", "", [_aspect("SPD", spd), _aspect("SID", sid)])


def walk(node: Node, depth: int = 0) -> Iterator[tuple[int, Node]]:
    """Yield every node with its depth, each parent before its children."""
    yield depth, node
    for child in node.children:
        yield from walk(child, depth + 1)


def strengths_and_gaps(tree: Node, limits: Standards, basis: Basis = "claimed") -> Sides:
    """Return the lines that the written rule calls strengths and gaps; see ``sides_rule``.

    Strengths: highest share of their points first. Gaps: most points on the table first.
    """
    lines = [node for _, node in walk(tree) if node.kind == "line" and node.most]
    high, low = (
        Fraction(limits.threshold.strength.value, 100),
        Fraction(limits.threshold.gap.value, 100),
    )
    strong = [node for node in lines if node.points(basis) >= high * node.most]
    weak = [node for node in lines if node.points(basis) <= low * node.most]
    strong.sort(key=lambda node: (-node.points(basis) / node.most, -node.most))
    weak.sort(key=lambda node: -node.left(basis))
    listed = limits.threshold.listed.value
    return Sides(tuple(strong[:listed]), tuple(weak[:listed]))


def sides_rule(limits: Standards) -> Message:
    """Return the rule that tells strengths and gaps apart, to stand beside them."""
    names = ("strength", "gap", "listed")
    return Message(
        "recap.sides_rule", {name: getattr(limits.threshold, name).value for name in names}
    )

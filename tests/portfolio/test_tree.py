"""The tree of points adds up exactly, to the index as scored, for any portfolio."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings

from iga_core.declared.rehearsal import standards
from iga_core.language import load_words
from iga_core.message import told
from iga_core.portfolio import Claim, Portfolio, score_portfolio
from iga_core.portfolio.tree import (
    Node,
    line_points,
    project,
    sides_rule,
    strengths_and_gaps,
    walk,
)
from iga_core.rules import cached_rulebook, round_half_up
from tests.portfolio.made import BOOK, SID, clean, portfolios, sound

LIMITS = standards()


def node(tree: Node, code: str) -> Node:
    return next(found for _, found in walk(tree) if found.code == code)


def index(points: Fraction, most: Fraction) -> Decimal:
    exact = 100 * points / most
    return round_half_up(Decimal(exact.numerator) / Decimal(exact.denominator), 2)


@given(portfolios())
@settings(max_examples=120)
def test_the_tree_adds_up_to_what_scoring_says_and_no_line_is_a_strength_and_a_gap(
    portfolio: Portfolio,
) -> None:
    for year in (2026, 2027):
        found = project(portfolio, cached_rulebook(year))
        for _, parent in walk(found.tree):
            assert 0 <= parent.claimed <= parent.most
            assert 0 <= parent.verified <= parent.most
            assert 0 <= parent.checked <= parent.claims
            for name in ("claimed", "verified", "most", "claims", "checked") * bool(
                parent.children
            ):
                assert getattr(parent, name) == sum(getattr(x, name) for x in parent.children)
        tree = found.tree
        assert index(tree.claimed, tree.most) == Decimal(str(found.claimed.scores.index[0]))
        assert index(tree.verified, tree.most) == Decimal(str(found.verified.scores.index[0]))
    report, tree = score_portfolio(portfolio, BOOK), project(portfolio, BOOK).tree
    scores, tick = report.scores, report.scores.sheet.tick
    spd, sid = tree.children
    mean = Fraction(int(scores.maturity_sum[0]), tick * int(scores.divisor[0]))
    assert spd.claimed == Fraction(int(scores.spd[0]), tick)
    assert sid.claimed == mean + Fraction(int(scores.count[0]), tick)
    assert sum(line_points(report).values()) == spd.claimed + sid.claimed
    sides = strengths_and_gaps(tree, LIMITS)
    assert not {x.code for x in sides.strengths} & {x.code for x in sides.gaps}
    for line in sides.strengths:
        assert line.claimed * 100 >= LIMITS.threshold.strength.value * line.most
    for line in sides.gaps:
        assert line.claimed * 100 <= LIMITS.threshold.gap.value * line.most


def test_the_tree_unfolds_to_250_points() -> None:
    tree = project(clean(), BOOK).tree
    spd, sid = tree.children
    assert [tree.most, spd.most, sid.most] == [250, 63, 187]
    assert [len(aspect.children) for aspect in tree.children] == [3, 5]
    assert sum(found.kind == "line" for _, found in walk(tree)) == 41
    assert [spd.left(), sid.left()] == [0, 76 - 13 * Fraction("0.38")]
    assert [depth for depth, _ in walk(tree)][:4] == [0, 1, 2, 3]


def test_a_line_by_hand() -> None:
    items = tuple(sound(n, levels={"sid_video": Claim(2, 1)}) for n in range(6))
    tree = project(replace(clean(), innovations=items), BOOK).tree
    video = node(tree, "sid_video")
    # weight 4, six of twelve seats taken: 6 * 2 * 4 / 12, of at most 3 * 4
    assert [video.claimed, video.verified, video.most] == [4, 2, 12]
    assert [video.left(), video.left("verified")] == [8, 10]
    assert (video.claims, video.checked) == (6, 6)


def test_what_nobody_verified_counts_as_claimed_and_is_told_apart() -> None:
    made = clean(levels={**dict.fromkeys(SID, Claim(3, 3)), "sid_video": Claim(3)})
    video = node(project(made, BOOK).tree, "sid_video")
    assert video.claimed == video.verified == 12
    assert (video.claims, video.checked) == (13, 12)


def test_claims_of_what_is_not_scored_are_not_counted() -> None:
    assert node(project(clean(stage="uji-coba"), BOOK).tree, "sid_video").claims == 12


def test_strengths_and_gaps_follow_the_written_rule() -> None:
    levels = dict.fromkeys(SID, Claim(2, 2)) | {"sid_video": Claim(1), "sid_regulation": Claim(3)}
    items = tuple(sound(n, levels=levels) for n in range(12))
    tree = project(replace(clean(), innovations=items, spd={"spd_pad": Claim(3)}), BOOK).tree
    sides = strengths_and_gaps(tree, LIMITS)
    assert [x.code for x in sides.strengths] == ["sid_regulation", "spd_pad"]
    # 12 innovations of at most 200, then video at level 1, then SPD lines at nothing, by weight
    assert [x.code for x in sides.gaps][:3] == ["sid_count", "sid_video", "spd_innovator_reward"]
    assert len(sides.gaps) == LIMITS.threshold.listed.value
    said = told(sides_rule(LIMITS), load_words("id"))
    for number in (
        LIMITS.threshold.strength.value,
        LIMITS.threshold.gap.value,
        LIMITS.threshold.listed.value,
    ):
        assert str(number) in said

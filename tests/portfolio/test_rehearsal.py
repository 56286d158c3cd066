"""The rehearsal: each fault gives its finding and no other; a faultless portfolio gives none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from iga_core.declared.rehearsal import (
    CHECKS,
    SEVERITIES,
    standards,
)
from iga_core.language import load_words, quoted
from iga_core.portfolio import Claim, Innovation, Portfolio
from iga_core.portfolio.report import outside_why
from iga_core.portfolio.review.links import links_in
from iga_core.portfolio.review.rehearsal import near_names, rehearse
from iga_core.portfolio.review.telling import (
    place_of,
    rehearsal_json,
    rehearsal_lines,
    rehearsal_table,
    told,
)
from iga_core.rules import cached_rulebook
from tests.portfolio.made import BOOK, NAMES, SID, SIX, TODAY, clean, link, portfolios, sound

WORDS = load_words("id")
FULL = dict.fromkeys(SID, Claim(3, 3))
PROOF = {code: link(0, code) for code in SID}


def first(**changes: Any) -> Callable[[], Portfolio]:  # noqa: ANN401 - any field
    return lambda: clean(**changes)


def second(number: int, **changes: Any) -> Callable[[], Portfolio]:  # noqa: ANN401 - any field
    """Change innovation ``number`` (from 0) instead of the first."""

    def made() -> Portfolio:
        items = list(clean().innovations)
        items[number] = replace(items[number], **changes)
        return replace(clean(), innovations=tuple(items))

    return made


def spd(**changes: Any) -> Callable[[], Portfolio]:  # noqa: ANN401 - any field
    """Lay changes over tables of the government aspect."""

    def made() -> Portfolio:
        tables: dict[str, Any] = {
            name: {**getattr(clean(), name), **table} for name, table in changes.items()
        }
        return replace(clean(), **tables)

    return made


def without(table: str, code: str) -> Callable[[], Portfolio]:
    def made() -> Portfolio:
        kept: dict[str, Any] = {
            table: {key: value for key, value in getattr(clean(), table).items() if key != code}
        }
        return replace(clean(), **kept)

    return made


def affairs(*numbers: int) -> Callable[[], Portfolio]:
    """Give the innovations these affairs of basic services, -1 for none said."""
    named = tuple(SIX[n] if n >= 0 else "" for n in numbers)
    items = tuple(sound(n, affair=affair) for n, affair in enumerate(named))
    return lambda: replace(clean(), innovations=items)


ONE = (1, "")  # the first innovation
SHARED = {**PROOF, **dict.fromkeys(SID[:3], link("sama"))}
# name, portfolio, findings as (check, position of the innovation, line)
GOLDEN: list[tuple[str, Callable[[], Portfolio], list[tuple[str, int, str]]]] = [
    ("nothing", first(), []),
    ("rejected", first(rejected=True), [("rejected", *ONE)]),
    ("initiative", first(stage="inisiatif"), [("stage_outside", *ONE)]),
    ("trial", first(stage="uji-coba"), [("stage_outside", *ONE)]),
    ("no stage", first(stage=None), [("stage_unsaid", *ONE)]),
    (
        "before the window",
        first(trial_on=None, applied_on=date(2023, 12, 31), developed_on=None),
        [("window_outside", *ONE)],
    ),
    (
        "after the window",
        first(applied_on=date(2026, 1, 1), developed_on=None),
        [("window_outside", *ONE)],
    ),
    (
        "in by development",
        first(trial_on=None, applied_on=date(2020, 5, 1)),
        [("window_by_development", *ONE)],
    ),
    (
        "on the first day",
        first(trial_on=None, applied_on=date(2024, 1, 1), developed_on=None),
        [("window_near", *ONE)],
    ),
    (
        "on the last day",
        first(applied_on=date(2025, 12, 31), developed_on=None),
        [("window_near", *ONE)],
    ),
    (
        "last of the near days",
        first(trial_on=None, applied_on=date(2024, 1, 14), developed_on=None),
        [("window_near", *ONE)],
    ),
    (
        "no longer near",
        first(trial_on=None, applied_on=date(2024, 1, 15), developed_on=None),
        [],
    ),
    (
        "near, but developed well inside",
        first(trial_on=None, applied_on=date(2024, 1, 1)),
        [],
    ),
    ("no day", first(applied_on=None, developed_on=None), [("window_unsaid", *ONE)]),
    ("no day of application", first(applied_on=None), [("window_unsaid", *ONE)]),
    ("299 words", first(words=299), [("words_short", *ONE)]),
    ("300 words", first(words=300), []),
    ("no words", first(words=None), [("words_unsaid", *ONE)]),
    ("trial after", first(trial_on=date(2024, 6, 2)), [("trial_after_applied", *ONE)]),
    ("trial on the day", first(trial_on=date(2024, 6, 1)), []),
    (
        "trial after development",
        first(trial_on=date(2025, 3, 1), applied_on=None),
        [("window_unsaid", *ONE), ("trial_after_developed", *ONE)],
    ),
    (
        "developed before",
        first(developed_on=date(2024, 5, 31)),
        [("developed_before_applied", *ONE)],
    ),
    ("developed tomorrow", first(developed_on=date(2026, 6, 2)), [("date_future", *ONE)]),
    ("developed today", first(developed_on=TODAY), []),
    (
        "a mandatory line left out",
        first(levels={c: x for c, x in FULL.items() if c != "sid_video"}),
        [("mandatory_empty", *ONE)],
    ),
    (
        "a mandatory line at 0",
        first(levels={**FULL, "sid_video": Claim(0)}),
        [("mandatory_zero", *ONE)],
    ),
    ("a free line at 0", first(levels={**FULL, "sid_tools": Claim(0)}), []),
    (
        "no evidence for a claim",
        first(evidence={c: x for c, x in PROOF.items() if c != "sid_tools"}),
        [("evidence_missing", *ONE)],
    ),
    (
        "no evidence for level 0",
        first(
            levels={**FULL, "sid_tools": Claim(0)},
            evidence={c: x for c, x in PROOF.items() if c != "sid_tools"},
        ),
        [],
    ),
    (
        "evidence without a link",
        first(evidence={**PROOF, "sid_tools": "Perwal 1/2024"}),
        [],
    ),
    (
        "a link misspelt",
        first(evidence={**PROOF, "sid_tools": "htps://bukti.kota.go.id/a"}),
        [("link_broken", *ONE)],
    ),
    (
        "a link on one computer",
        first(evidence={**PROOF, "sid_tools": "C:\\Users\\ani\\foto.jpg"}),
        [("link_broken", *ONE)],
    ),
    ("one link three times", first(evidence=SHARED), [("link_shared", *ONE)]),
    (
        "one link twice",
        first(evidence={**PROOF, **dict.fromkeys(SID[:2], link("sama"))}),
        [],
    ),
    ("a name twice", second(4, name="ANTAR OBAT!"), [("name_near", 5, "")]),
    ("a name nearly twice", second(9, name="Cek Gigi Anakk"), [("name_near", 13, "")]),
    ("words of a name turned round", second(4, name="Obat Antar"), [("name_near", 5, "")]),
    ("no affair", first(affair=""), [("affair_unsaid", *ONE)]),
    ("an affair of no list", first(affair="angkasa"), [("affair_unknown", *ONE)]),
    ("no agency", first(agency=""), [("agency_unsaid", *ONE)]),
    (
        "verified below",
        first(levels={**FULL, "sid_tools": Claim(3, 2)}),
        [("below_verified", *ONE)],
    ),
    ("verified above", first(levels={**FULL, "sid_tools": Claim(2, 3)}), []),
    (
        "nobody verified",
        first(levels={**FULL, "sid_tools": Claim(3)}),
        [("unverified", *ONE)],
    ),
    (
        "eleven innovations",
        affairs(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4),
        [("below_divisor", 0, "")],
    ),
    (
        "five affairs, one on a single innovation",
        affairs(0, 1, 2, 3, 4, 0, 1, 2, 3, 0, 1, 2),
        [("services_single", 5, "")],
    ),
    (
        "five affairs, one on a single innovation and a rejected one",
        lambda: replace(
            affairs(0, 1, 2, 3, 4, 0, 1, 2, 3, 0, 1, 2)(),
            innovations=(
                *affairs(0, 1, 2, 3, 4, 0, 1, 2, 3, 0, 1, 2)().innovations,
                sound(12, affair=SIX[4], rejected=True),
            ),
        ),
        [("services_single", 5, ""), ("rejected", 13, "")],
    ),
    (
        "six affairs, two on single innovations",
        affairs(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 0, 1),
        [],
    ),
    (
        "four affairs",
        affairs(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3),
        [("services_unmet", 0, "")],
    ),
    (
        "four affairs and one not said",
        affairs(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, -1),
        [("services_open", 0, ""), ("affair_unsaid", 12, "")],
    ),
    (
        "a mandatory government line left out",
        without("spd", "spd_vision"),
        [("mandatory_empty", 0, "spd_vision")],
    ),
    (
        "a mandatory government line given as a raw value",
        lambda: replace(without("spd", "spd_pad")(), spd_values={"spd_pad": Decimal("3.1")}),
        [],
    ),
    (
        "a mandatory government line at 0",
        spd(spd={"spd_vision": Claim(0)}),
        [("mandatory_zero", 0, "spd_vision")],
    ),
    (
        "a government claim without evidence",
        without("spd_evidence", "spd_vision"),
        [("evidence_missing", 0, "spd_vision")],
    ),
    (
        "a government link that is none",
        spd(spd_evidence={"spd_vision": "https:/kota.go.id/rpjmd"}),
        [("link_broken", 0, "spd_vision")],
    ),
    (
        "a government level verified below",
        spd(spd={"spd_vision": Claim(3, 1)}),
        [("below_verified", 0, "spd_vision")],
    ),
]


@pytest.mark.parametrize(("made", "expected"), [g[1:] for g in GOLDEN], ids=[g[0] for g in GOLDEN])
def test_each_fault_gives_its_finding_and_no_other(
    made: Callable[[], Portfolio], expected: list[tuple[str, int, str]]
) -> None:
    found = rehearse(made(), BOOK, TODAY)
    places = [(f.check, f.place.position, f.place.line) for f in found.findings]
    assert places == expected
    for position, status in enumerate(found.statuses, 1):
        grades = [f.severity for f in found.findings if f.place.position == position]
        assert status == min([*grades, "green"], key=SEVERITIES.index)


def test_the_golden_cases_cover_what_a_portfolio_can_do_wrong() -> None:
    covered = {check for _, _, expected in GOLDEN for check, _, _ in expected}
    elsewhere = {"rule_unknown", "example", "names_unchecked", "mandatory_refused"}
    assert covered | elsewhere == set(CHECKS)
    assert len(GOLDEN) >= 30


def test_what_is_not_said_is_never_red() -> None:
    silent = Portfolio(innovations=tuple(Innovation(name=name) for name in NAMES))
    assert rehearse(silent, BOOK, TODAY).counts["red"] == 0
    assert rehearse(Portfolio(), BOOK, TODAY).counts["red"] == 0


def test_an_unknown_window_is_said_to_be_unchecked_and_2027_has_no_other_gap() -> None:
    book = cached_rulebook(2027)
    items = (*clean().innovations, sound(0, name="Kebun Kota"))
    found = rehearse(replace(clean(applied_on=date(2001, 1, 1)), innovations=items), book, TODAY)
    assert [(f.check, f.details["rule"]) for f in found.findings if f.check == "rule_unknown"] == [
        ("rule_unknown", "eligibility.window")
    ]
    assert not [f for f in found.findings if f.check.startswith("window")]


def test_a_year_that_cannot_score_is_rehearsed_as_far_as_its_rules_go() -> None:
    book = cached_rulebook(2025)
    found = rehearse(
        clean(trial_on=None, applied_on=date(2022, 1, 1), developed_on=None), book, TODAY
    )
    rules = {str(f.details["rule"]) for f in found.findings if f.check == "rule_unknown"}
    assert {"counting.stages", "eligibility.words", "affairs", "mandatory", "divisor"} == rules
    assert [f.place.position for f in found.findings if f.check == "window_outside"] == [1]
    # where a rule is not on file nothing is said to be right or wrong by it
    assert not {"stage_outside", "words_short", "services_unmet", "below_divisor"} & set(
        found.by_check
    )


def test_a_rulebook_that_refuses_an_empty_mandatory_line_makes_it_red() -> None:
    rule = BOOK.counting.missing_mandatory.model_copy(update={"value": "rejected"})
    counting = BOOK.counting.model_copy(update={"missing_mandatory": rule})
    book = BOOK.model_copy(update={"counting": counting})
    levels = {c: x for c, x in FULL.items() if c != "sid_video"}
    found = rehearse(clean(levels={**levels, "sid_staff": Claim(0)}), book, TODAY)
    assert [(f.check, f.severity, f.lines) for f in found.findings] == [
        ("mandatory_refused", "red", ("sid_staff", "sid_video"))
    ]


def test_examples_are_told() -> None:
    found = rehearse(clean(), BOOK, TODAY, examples=13).findings
    assert [(f.check, f.severity, f.details["number"]) for f in found] == [("example", "amber", 13)]


def test_a_finding_carries_the_rule_it_rests_on() -> None:
    (found,) = rehearse(clean(words=10), BOOK, TODAY).findings
    assert found.rules == (BOOK.eligibility.words,)
    assert found.rules[0].sources == ("github-simonda",)


def test_a_link_of_several_innovations_is_told_at_each() -> None:
    items = [
        replace(x, evidence={**x.evidence, "sid_tools": link("map")}) for x in clean().innovations
    ]
    found = rehearse(
        replace(clean(), innovations=tuple(items[:4]) + clean().innovations[4:]), BOOK, TODAY
    )
    shared = [(f.place.position, f.lines, f.details["number"]) for f in found.findings]
    assert shared == [(n, ("sid_tools",), 4) for n in (1, 2, 3, 4)]


def bare_claims(portfolio: Portfolio) -> set[tuple[int, str]]:
    """Claims without evidence: the position of the innovation, 0 for the government, and line."""
    found = {
        (0, c) for c, x in portfolio.spd.items() if x.claimed and not portfolio.spd_evidence.get(c)
    }
    for position, item in enumerate(portfolio.innovations, 1):
        found |= {
            (position, c) for c, x in item.levels.items() if x.claimed and not item.evidence.get(c)
        }
    return found


@given(portfolios())
@settings(max_examples=120)
def test_any_portfolio_is_told_with_every_bare_claim_and_what_scoring_leaves_out(
    portfolio: Portfolio,
) -> None:
    for year in (2025, 2026, 2027):
        found = rehearse(portfolio, cached_rulebook(year), TODAY)
        assert rehearsal_json(found, WORDS)["passed"] == (not found.counts["red"])
        assert sum(found.counts.values()) == sum(found.by_check.values()) == len(found.findings)
        heads, rows = rehearsal_table(found, WORDS)
        assert {len(row) for row in rows} <= {len(heads)}
        assert all(line.count("\n") == 0 for line in rehearsal_lines(found, WORDS))
    findings = rehearse(portfolio, BOOK, TODAY).findings
    bare = [f for f in findings if f.check == "evidence_missing"]
    assert {(f.place.position, line) for f in bare for line in f.lines} == bare_claims(portfolio)
    reasons = {"stage_outside", "window_outside", "words_short"}
    left_out = {f.place.position for f in findings if f.check in reasons}
    assert left_out == {n for n, x in enumerate(portfolio.innovations, 1) if outside_why(x, BOOK)}


def test_beyond_the_limit_only_equal_names_are_looked_for_and_that_is_told() -> None:
    most = standards().threshold.names_compared.value
    names = [f"Layanan nomor {n}" for n in range(most)] + ["layanan NOMOR 7"]
    found = near_names(names, standards())
    assert found == {most + 1: (8, 100)}
    made = Portfolio(innovations=tuple(replace(sound(0), name=name) for name in names))
    (told_so,) = (f for f in rehearse(made, BOOK, TODAY).findings if f.check == "names_unchecked")
    assert told_so.details == {"number": most + 1, "most": most}


@pytest.mark.parametrize("names", [["", ""], ["!!", "??"], ["a" * 100_000, "b"], ["Ü", "日本"]])
def test_names_without_letters_or_without_end_resemble_nothing(names: list[str]) -> None:
    assert near_names(names, standards()) == {}


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("https://drive.google.com/file/d/a_b-c/view?usp=sharing", [""]),
        ("http://kota.go.id", [""]),
        ("HTTPS://Kota.go.id/SK.pdf", [""]),
        ("https://kota.go.id:8443/sk.pdf", [""]),
        ("http://103.23.20.5/sk.pdf", [""]),
        ("lihat (https://a.go.id/x), lalu https://b.go.id/y;https://c.go.id", ["", "", ""]),
        ("htp://kota.go.id/a", ["scheme"]),
        ("hhttps://kota.go.id/a", ["scheme"]),
        ("https:/kota.go.id/a", ["scheme"]),
        ("https//kota.go.id/a", ["scheme"]),
        ("https: //kota.go.id", ["scheme"]),
        ("ftp://kota.go.id/a", ["scheme"]),
        ("www.kota.go.id/sk.pdf", ["bare"]),
        ("drive.google.com/file/d/1", ["bare"]),
        ("bit.ly/abc", ["bare"]),
        ("http://", ["host"]),
        ("https://kota", ["host"]),
        ("https://kota..go.id/a", ["host"]),
        ("https://https://kota.go.id", ["host"]),
        ("https://kota.go.id:999999/a", ["host"]),
        ("http://[kota", ["host"]),
        ("http://localhost/a", ["local"]),
        ("http://192.168.1.7/a", ["local"]),
        ("http://server.local/a", ["local"]),
        ("file:///D:/a.pdf", ["local"]),
        ("D:\\data\\a.pdf", ["local"]),
        ("\\\\server\\a.pdf", ["local"]),
        ("SK Wali Kota No. 188.45/123/2024", []),
        ("Kep.Bupati/12/2024", []),
        ("s.d. 2024, dll.", []),
        ("", []),
    ],
)
def test_what_is_a_link(text: str, faults: list[str]) -> None:
    assert [found.fault for found in links_in(text, standards())] == faults


def test_spellings_of_one_address_are_one_link() -> None:
    spellings = "https://Kota.go.id/a/ http://kota.go.id/a https://kota.go.id/A"
    keys = [found.key for found in links_in(spellings, standards())]
    assert keys == ["kota.go.id/a", "kota.go.id/a", "kota.go.id/A"]


def test_a_finding_is_told_with_the_document_that_is_asked_for() -> None:
    proof = {c: x for c, x in PROOF.items() if c not in {"sid_staff", "sid_video"}}
    rehearsal = rehearse(clean(evidence=proof), BOOK, TODAY)
    (found,) = rehearsal.findings
    said = told(found, BOOK, WORDS)
    assert "17 Ketersediaan" in said.found
    assert "PDF keputusan atau surat penugasan" in said.fix
    heads, rows = rehearsal_table(rehearsal, WORDS)
    asked = [row[heads.index("Bukti yang diminta")] for row in rows]
    assert asked == [BOOK.line(code).evidence.value for code in ("sid_staff", "sid_video")]


def test_an_unknown_document_is_said_to_be_unknown() -> None:
    (found,) = rehearse(without("spd_evidence", "spd_lakip")(), BOOK, TODAY).findings
    assert "belum ditemukan" in told(found, BOOK, WORDS).fix


def test_what_the_team_typed_is_shown_as_the_caller_asks() -> None:
    made = second(4, name="**Antar** [Obat]")()
    (found,) = rehearse(second(4, name="Antar Obat")(), BOOK, TODAY).findings
    assert "`Antar Obat`" in told(found, BOOK, WORDS, quoted).found
    (strange,) = (f for f in rehearse(made, BOOK, TODAY).findings if f.check == "name_near")
    assert place_of(strange, BOOK, WORDS, quoted) == "Inovasi 5 `**Antar** [Obat]`"


def test_information_can_be_left_out_of_the_table() -> None:
    found = rehearse(first(levels=dict.fromkeys(SID, Claim(3)))(), BOOK, TODAY)
    assert len(rehearsal_table(found, WORDS)[1]) == len(SID)
    assert rehearsal_table(found, WORDS, green=False)[1] == []


def test_the_mature_threshold_holds_only_for_the_highest_it_was_chosen_for() -> None:
    limits = standards()
    assert limits.mature_from(BOOK.maxima.maturity.value) == 85
    assert limits.mature_from(None) is None
    assert limits.mature_from(Decimal(154)) is None

"""Cek Mandiri, parts Skor and Langkah: what the page says is what the core finds."""

from dataclasses import replace
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.declared.rehearsal import standards
from iga_core.language import load_words, plain, unlinked
from iga_core.message import told
from iga_core.portfolio import (
    Efforts,
    Portfolio,
    cached_workbench,
    held,
    load_example,
    plan,
    rank_steps,
)
from iga_core.portfolio.review.recap import recap, recap_notes
from iga_core.portfolio.tree import project, sides_rule, strengths_and_gaps, walk
from iga_core.rules import cached_rulebook
from pages._parts.cek_mandiri import efforts as effort_table
from pages._parts.cek_mandiri import score, steps
from tests.opened import open_page, open_part, text

WORDS = load_words("id")
BOOK = cached_rulebook(2026)
EXAMPLE = load_example(BOOK) or Portfolio()
EFFORTS = cached_workbench().efforts
PROJECTION = project(EXAMPLE, BOOK)
TARGET = Decimal("65.01")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not turn a plan into a button."""
    monkeypatch.setattr(steps, "QUICK", 60.0)


def opened(part: str) -> AppTest:
    at = open_page("cek_mandiri", tahun="2026")
    at.button(key="cek_mandiri_example").click().run()
    open_part(at, part)
    assert not at.exception
    return at


def number(value: object, decimals: int = 2) -> str:
    return WORDS.number(float(str(value)), decimals)


def test_every_branch_of_the_score_stands_on_the_page_with_its_points() -> None:
    seen = text(opened("skor"))
    nodes = [node for _, node in walk(PROJECTION.tree)]
    assert len(nodes) > 40
    for node in nodes:
        values = (node.claimed, node.verified, node.most, node.left())
        cells = [number(float(value)) for value in values]
        if node.kind != "line":
            cells = [f"**{cell}**" for cell in cells]
        assert (
            f"{score.line_name(node)}{'**' * (node.kind != 'line')} | {' | '.join(cells)} |" in seen
        )


def test_claimed_stands_beside_verified() -> None:
    found = [report.scores.index[0] for report in (PROJECTION.claimed, PROJECTION.verified)]
    assert found[0] != found[1]
    cells = " | ".join(f"**{number(index)}**" for index in found)
    assert f"| {cells} |" in text(opened("skor"))


def test_the_chart_holds_all_points_once() -> None:
    rows = score.chart_rows(PROJECTION.tree)
    assert sum(float(str(row["points"])) for row in rows) == pytest.approx(250)
    reached = [float(str(r["points"])) for r in rows if r["position"] == 0]
    assert sum(reached) == pytest.approx(float(PROJECTION.tree.claimed))


def test_strengths_and_gaps_stand_with_the_rule_that_tells_them() -> None:
    seen = text(opened("skor"))
    sides = strengths_and_gaps(PROJECTION.tree, standards())
    for node in (*sides.strengths, *sides.gaps):
        assert f"- {score.line_name(node)}: {number(float(node.claimed))} dari" in seen
    assert told(sides_rule(standards()), WORDS) in seen


def test_notes_and_agencies_stand_as_the_core_says() -> None:
    seen = text(opened("skor"))
    for note in PROJECTION.claimed.notes:
        assert WORDS(f"rules.note_{note.key}", **note.details) in seen
    found = recap(PROJECTION.claimed, standards(), EXAMPLE.agencies)
    assert found.silent
    for agency in found.agencies:
        name = unlinked(agency.agency or WORDS("recap.agency_unsaid"), 80)
        cells = (agency.sent, agency.scored, agency.mature, agency.mandatory_missing)
        assert f"| {name} | {' | '.join(map(str, cells))} |" in seen
    for name in found.silent:
        assert f"| {unlinked(name, 80)} | 0 | – |" in seen
    for message in recap_notes(found, standards()):
        assert told(message, WORDS) in seen


@pytest.mark.parametrize("order", steps.ORDERS)
def test_the_first_steps_stand_in_the_order_of_the_core(order: str) -> None:
    at = opened("langkah")
    at.segmented_control(key="cek_mandiri_steps_order").set_value(order).run()
    per_effort = order == "per_effort"
    ranked = rank_steps(EXAMPLE, BOOK, EFFORTS, order="per_effort" if per_effort else "gain")
    table = next(x.value for x in at.markdown if WORDS("cek_mandiri.steps_column_each") in x.value)
    rows = table.splitlines()[2:]
    assert len(rows) == steps.LISTED
    for row, step in zip(rows, ranked, strict=False):
        assert row == f"| {' | '.join(steps.step_row(step, EXAMPLE, EFFORTS.unit))} |"
        assert f"| {number(step.gain)} | {WORDS.number(step.exact, 3)} |" in row


def test_more_steps_are_shown_when_asked_and_stay_when_the_part_is_left() -> None:
    at = opened("langkah")
    at.number_input(key="cek_mandiri_steps_listed").set_value(40).run()
    open_part(at, "skor")
    open_part(at, "langkah")
    table = next(x.value for x in at.markdown if WORDS("cek_mandiri.steps_column_each") in x.value)
    assert len(table.splitlines()) == 42


def test_what_earns_nothing_is_named_with_the_reason_and_the_points() -> None:
    seen = text(opened("langkah"))
    found = held(EXAMPLE, BOOK)
    assert {item.why for item in found} == {"window", "words", "stage"}
    for item in found:
        name = steps.innovation_name(item.innovation, EXAMPLE)
        row = next(line for line in seen.splitlines() if line.startswith(f"| {name} | "))
        assert row.endswith(f"| {number(item.gain)} | {WORDS.number(item.exact, 3)} |")


def test_the_plan_to_the_next_class_is_the_core_s() -> None:
    at = opened("langkah")
    seen = text(at)
    made = plan(EXAMPLE, BOOK, EFFORTS, target=TARGET)
    assert at.text_input(key="cek_mandiri_plan_target_0").value == "65,01"
    head = WORDS(
        "planner.head_target",
        wish="65,01",
        unit=EFFORTS.unit,
        status=WORDS("planner.status_proven"),
        before=number(made.index_before),
        after=number(made.index_after),
        effort=WORDS.figure(float(made.effort)),
        furthest=number(made.furthest),
    )
    assert head in seen
    table = next(x.value for x in at.markdown if WORDS("cek_mandiri.steps_column_times") in x.value)
    rows = table.splitlines()[2:]
    assert len(rows) == len(made.upgrades)
    for row, item in zip(rows, made.upgrades, strict=True):
        times = len(item.places) or 1
        assert row.endswith(f"| {times} | {WORDS.figure(float(item.effort * times))} |")
    for place in steps.by_innovation(made):
        assert steps.innovation_name(place, EXAMPLE) in seen


def test_a_target_out_of_reach_says_so_how_far_and_why() -> None:
    at = opened("langkah")
    at.text_input(key="cek_mandiri_plan_target_0").set_value("90").run()
    made = plan(EXAMPLE, BOOK, EFFORTS, target=Decimal(90))
    values = {"target": "90,00", "index": number(made.index_before)}
    said = WORDS("cek_mandiri.steps_unreachable", furthest=number(made.furthest), **values)
    assert said in [str(x.value) for x in at.info]
    assert all(told(limit, WORDS) in text(at) for limit in made.limits)
    assert WORDS("cek_mandiri.steps_column_times") not in text(at)


def test_a_budget_buys_what_the_core_says() -> None:
    at = opened("langkah")
    at.segmented_control(key="cek_mandiri_plan_wish").set_value("budget").run()
    assert WORDS("cek_mandiri.steps_no_wish") in text(at)
    at.text_input(key="cek_mandiri_plan_budget_0").set_value("100").run()
    made = plan(EXAMPLE, BOOK, EFFORTS, budget=Decimal(100))
    assert f"dari {number(made.index_before)} ke {number(made.index_after)}, terpakai" in text(at)


def test_a_changed_effort_changes_steps_and_plan_and_stays() -> None:
    at = opened("langkah")
    note = plain(cached_workbench().note, 300)
    assert note in text(at)
    at.text_input(key="cek_mandiri_effort_innovation").set_value("0").run()
    at.session_state["cek_mandiri_efforts"] = EFFORTS.with_line(
        "spd_innovator_reward", [Decimal(1)] * 3
    )
    open_part(at, "skor")
    open_part(at, "langkah")
    given = at.session_state["cek_mandiri_efforts"]
    assert isinstance(given, Efforts)
    assert (given.innovation, given.line["spd_innovator_reward"]) == (
        Decimal(0),
        (Decimal(1),) * 3,
    )
    before = plan(EXAMPLE, BOOK, EFFORTS, target=TARGET).effort
    after = plan(EXAMPLE, BOOK, given, target=TARGET).effort
    assert after < before
    assert f"dengan upaya {WORDS.figure(float(after))} {EFFORTS.unit}" in text(at)
    assert note not in text(at)
    at.button(key="cek_mandiri_efforts_reset").click().run()
    assert f"dengan upaya {WORDS.figure(float(before))} {EFFORTS.unit}" in text(at)


def test_a_plan_that_takes_long_waits_for_a_button(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "QUICK", 0.0)
    at = opened("langkah")
    assert WORDS("cek_mandiri.steps_slow") in text(at)
    assert WORDS("cek_mandiri.steps_column_times") not in text(at)
    at.button(key="cek_mandiri_plan_compute").click().run()
    assert WORDS("planner.status_proven") in text(at)
    at.run()
    assert WORDS("planner.status_proven") in text(at)


@pytest.mark.parametrize(
    ("cells", "known", "beyond"),
    [
        (("1", "2.5", None), ("1", "2.5"), False),
        ((None, "2", None), (), True),
        ((None,) * 3, (), False),
        (("0.1", "0.2", "0.3"), ("0.1", "0.2", "0.3"), False),
    ],
)
def test_efforts_are_read_up_to_the_first_empty_cell(
    cells: tuple[str | None, ...], known: tuple[str, ...], beyond: bool
) -> None:
    given = [None if cell is None else Decimal(cell) for cell in cells]
    assert effort_table.row_efforts(given) == (tuple(map(Decimal, known)), beyond)


def test_rows_of_the_table_become_efforts_and_other_years_lines_stay() -> None:
    old = EFFORTS.with_line("line_of_another_year", [Decimal(7)])
    rows = {"sid": (Decimal(4),), "spd": (), "bands": (), "sid_video": (Decimal(9),)}
    found = effort_table.with_rows(old, rows, BOOK)
    assert found.of(BOOK.line("sid_video"), 1) == 9
    assert found.of(BOOK.line("sid_manual"), 1) == 4
    assert found.of(BOOK.line("sid_manual"), 2) is None
    assert found.line["line_of_another_year"] == (Decimal(7),)


def test_a_name_of_the_team_is_never_obeyed() -> None:
    item = replace(EXAMPLE.innovations[0], name="[x](https://x.id) | **besar**")
    shown = steps.innovation_name(0, replace(EXAMPLE, innovations=(item,)))
    assert shown == f"1. {unlinked(item.name, 80)}"
    assert "](" not in shown and "https://" not in shown
    assert " | " not in shown

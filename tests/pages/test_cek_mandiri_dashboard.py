"""Cek Mandiri as one dashboard, and the quick estimate before it: what the core finds is shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from iga_core.declared.workbench import cached_workbench
from iga_core.language import languages, load_words
from iga_core.portfolio import (
    Claim,
    Innovation,
    Portfolio,
    load_example,
    plan,
    portfolio_bytes,
    score_portfolio,
)
from iga_core.portfolio import (
    cached_workbench as bench,
)
from iga_core.portfolio.advice.estimate import Estimate, estimated, lifts, most, start
from iga_core.portfolio.advice.overview import headline, overview
from iga_core.portfolio.advice.planning import carried_out
from iga_core.portfolio.review.rehearsal import rehearse
from iga_core.portfolio.tree import line_points
from iga_core.publish.scenarios import line_table, scenarios, scenarios_json, scenarios_workbook
from iga_core.rules import cached_rulebook
from pages._parts.cek_mandiri import dashboard, estimating, note, parts, printing, session, steps
from pages._parts.cek_mandiri.taking import BOX
from pages._shared.canvas import Canvas
from pages._shared.words import speaking
from tests.opened import file_links, html_of, open_box, open_page, open_part, text
from tests.own_server import fetch, own_server
from tests.portfolio.made import clean, sound

WORDS = load_words("id")
BOOK = cached_rulebook(2026)
EXAMPLE = load_example(BOOK) or Portfolio()
EFFORTS = bench().efforts
FOUND = overview(EXAMPLE, BOOK, EFFORTS)
UNCHECKED = replace(
    clean(),
    spd={code: Claim(2) for code in clean().spd},
    innovations=tuple(
        replace(item, levels={code: Claim(2) for code in item.levels})
        for item in clean().innovations
    ),
)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not turn a plan into a button."""
    monkeypatch.setattr(steps, "QUICK", 60.0)


def opened(portfolio: Portfolio = EXAMPLE, **query: str) -> AppTest:
    """The page with a portfolio held."""
    at = open_page("cek_mandiri", tahun="2026", **query)
    at.session_state[session.HELD] = session.Held(portfolio, portfolio, 0)
    at.run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    """The page's HTML as it is read."""
    return unescape(html_of(at))


def number(value: object) -> str:
    return WORDS.number(float(str(value)), 2)


def test_the_sentence_the_ruler_and_the_next_moves_are_the_core_s() -> None:
    seen = shown(opened())
    assert headline(FOUND, WORDS) in seen
    for move in FOUND.moves:
        assert f'<b class="gain">+{number(move.gain)}</b>' in seen
    claimed, verified = FOUND.projection.claimed, FOUND.projection.verified
    for index in (claimed.verdict.score, verified.verdict.score, FOUND.furthest):
        assert number(index) in seen
    assert number(claimed.verdict.to_next) in seen
    for found in dashboard_points():
        assert found in seen


def dashboard_points() -> list[str]:
    with speaking("id"):
        return [part.said for part in dashboard.points(FOUND)]


def test_the_rehearsal_is_counted_and_its_largest_checks_are_named() -> None:
    seen = shown(opened())
    found = rehearse(EXAMPLE, BOOK, date.today(), examples=len(EXAMPLE.innovations))
    for severity, count in found.counts.items():
        assert f"<b>{count}</b> {WORDS(f'rehearsal.severity_{severity}')}" in seen
    grades = found.limits.findings
    worth = {c: n for c, n in found.by_check.items() if grades[c].severity != "green"}
    most_ = sorted(worth.values(), reverse=True)[: dashboard.LARGEST]
    named = [
        c for c, n in worth.items() if f"{WORDS(f'rehearsal.name_{c}')}</span><b>{n}</b>" in seen
    ]
    assert sorted((worth[check] for check in named), reverse=True) == most_


def test_without_verification_there_is_no_ring_and_the_page_says_so() -> None:
    seen = shown(opened(UNCHECKED))
    assert WORDS("cek_mandiri.unreviewed") in seen
    assert "dot ring" not in seen
    assert "verifikasi=nol" not in seen
    seen = shown(opened())
    assert WORDS("cek_mandiri.unreviewed") not in seen
    assert "dot ring" in seen


def test_what_nobody_checked_keeps_its_claim_or_counts_nothing_as_the_address_says() -> None:
    zero = overview(EXAMPLE, BOOK, EFFORTS, "checked").projection.verified.verdict.score
    kept = FOUND.projection.verified.verdict.score
    assert zero != kept
    pages = {"klaim": opened(), "nol": opened(verifikasi="nol")}
    for way, index, basis, other in (
        ("klaim", kept, "verified", "nol"),
        ("nol", zero, "checked", "klaim"),
    ):
        seen = shown(pages[way])
        assert number(index) in seen
        assert WORDS(f"cek_mandiri.basis_{basis}") in seen
        offered = re.findall(r'href="([^"]*)">([^<]*)</a>', seen)
        instead = "checked" if basis == "verified" else "verified"
        (address,) = [a for a, label in offered if label == WORDS(f"cek_mandiri.instead_{instead}")]
        assert (f"verifikasi={other}" in address) is (other == "nol")
    assert number(zero) in text(open_part(pages["nol"], "skor"))


def test_the_parts_stand_in_the_order_of_the_work_and_only_the_open_one_is_drawn() -> None:
    at = opened()
    labels = [tab.label for tab in at.tabs]
    names = [WORDS(f"cek_mandiri.part_{name}") for name in parts.PARTS]
    assert labels == [f"{place} {name}" for place, name in enumerate(names, 1)]
    assert at.query_params["bagian"] in ("isi", ["isi"])
    assert WORDS("cek_mandiri.item_lines") in text(at)
    assert WORDS("cek_mandiri.item_lines") not in text(open_part(at, "gladi"))
    at.button(key="cek_mandiri_fill_in").click().run()
    assert WORDS("cek_mandiri.item_lines") in text(at)


def test_an_edit_counts_in_the_dashboard_at_once() -> None:
    at = open_part(opened(), "isi")
    at.session_state["cek_mandiri_spd_0"] = {
        "edited_rows": {0: {"claimed": "3"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at.run()
    held: session.Held = at.session_state[session.HELD]
    assert held.portfolio != EXAMPLE
    assert headline(overview(held.portfolio, BOOK, EFFORTS), WORDS) in shown(at)


# the quick estimate


def estimate(at: AppTest, given: Estimate) -> str:
    with speaking("id"):
        raised = lifts(given, BOOK, cached_workbench().estimate.share)
        return estimating.sentence(given, raised, BOOK)


def test_before_any_work_four_figures_give_the_index_and_what_lifts_it_most() -> None:
    at = open_page("cek_mandiri", tahun="2026")
    assert estimate(at, start(BOOK)) in shown(at)
    at.slider(key="cek_mandiri_estimate_innovations").set_value(30).run()
    at.slider(key="cek_mandiri_estimate_maturity").set_value(70).run()
    at.slider(key="cek_mandiri_estimate_services").set_value(6).run()
    given = replace(start(BOOK), innovations=30, maturity=Decimal(70), services=6)
    seen = shown(at)
    assert estimate(at, given) in seen
    assert number(estimated(given, BOOK)) in seen
    for lift in lifts(given, BOOK, cached_workbench().estimate.share):
        assert f"| {number(lift.index)} | +{number(lift.gain)} |" in text(at)


def test_the_figures_go_as_far_as_the_rules_count() -> None:
    at, top = open_page("cek_mandiri", tahun="2026"), most(BOOK)
    for part in ("innovations", "maturity", "services", "spd"):
        slider = at.slider(key=f"cek_mandiri_estimate_{part}")
        assert (slider.min, slider.max) == (0, int(getattr(top, part)))


def test_an_estimate_becomes_rows_that_claim_nothing_and_stays_on_the_ruler() -> None:
    at = open_page("cek_mandiri", tahun="2026", daerah="11.71")
    at.slider(key="cek_mandiri_estimate_innovations").set_value(3).run()
    index = estimated(replace(start(BOOK), innovations=3), BOOK)
    at.button(key="cek_mandiri_rows").click().run()
    held: session.Held = at.session_state[session.HELD]
    assert [item.name for item in held.portfolio.innovations] == [
        WORDS("cek_mandiri.estimate_row", number=n) for n in (1, 2, 3)
    ]
    assert not any(item.levels or item.evidence for item in held.portfolio.innovations)
    assert held.portfolio.region == "11.71" and held.portfolio.spd_values
    assert held.estimate == index
    assert WORDS("position.estimate", index=number(index)) in shown(at)


def test_a_file_brought_before_any_work_is_on_the_page_at_once() -> None:
    at = open_page("cek_mandiri", tahun="2026")
    at.file_uploader(key="cek_mandiri_file").upload("a.json", portfolio_bytes(EXAMPLE)).run()
    assert headline(FOUND, WORDS) in shown(at)
    assert not at.slider


# what is taken along


@pytest.mark.parametrize("language", languages())
def test_the_note_is_one_page_and_says_what_the_dashboard_says(language: str) -> None:
    """Also with the longest names that a team may write."""
    long = tuple(sound(n, name=f"{n} " + "Pelayanan Terpadu " * 40) for n in range(13))
    for portfolio in (EXAMPLE, UNCHECKED, replace(UNCHECKED, innovations=long), Portfolio()):
        found = overview(portfolio, BOOK, EFFORTS)
        with speaking(language):
            words, canvas = load_words(language), Canvas()
            note.fill(canvas, found, rehearse(portfolio, BOOK, date(2026, 6, 1)))
            data = printing.maker(words("cek_mandiri.note"), found.projection, canvas.blocks)()
        (page,) = PdfReader(BytesIO(data)).pages
        said = " ".join(page.extract_text().split())
        assert words("cek_mandiri.note") in said
        assert headline(found, words)[:40] in said
        mark = words("cek_mandiri.example_mark").replace("**", "")[:20]
        assert (mark in said) is portfolio.example


def test_the_page_offers_the_note_and_both_scenarios() -> None:
    at = open_box(open_part(opened(), "langkah"), BOX)
    links = {link.label: link.address for link in file_links(at)}
    labels = [WORDS("cek_mandiri.note_button")]
    labels += [WORDS("cek_mandiri.scenarios_save", form=form) for form in ("XLSX", "JSON")]
    with own_server() as base:
        for label in labels:
            answer = fetch(f"{base}{links[label]}")
            assert answer.status == 200 and answer.body, label


def test_the_plan_is_shown_beside_the_present() -> None:
    made = plan(EXAMPLE, BOOK, EFFORTS, target=Decimal("65.01"))
    after = score_portfolio(carried_out(EXAMPLE, BOOK, made, str), BOOK)
    now, then = FOUND.projection.claimed.verdict.score, after.verdict.score
    cells = " | ".join(map(number, (now, then, then - now)))
    assert f"| {WORDS('scenarios.row_index')} | {cells} |" in text(open_part(opened(), "langkah"))


def test_both_scenarios_are_written_as_they_are_scored() -> None:
    own = replace(UNCHECKED, innovations=(*UNCHECKED.innovations[:5], Innovation("=1+1")))
    made = plan(own, BOOK, EFFORTS, budget=Decimal(80))
    both = scenarios(own, BOOK, made, WORDS)
    assert made.index_after == both.after.verdict.score > both.now.verdict.score
    said = json.loads(json.dumps(scenarios_json(both, WORDS)))
    assert (said["now"]["iid"], said["after"]["iid"]) == (
        float(both.now.verdict.score),
        float(both.after.verdict.score),
    )
    assert said["plan"]["effort"] == float(made.effort)
    book = load_workbook(BytesIO(scenarios_workbook(both, date(2026, 6, 1), WORDS)))
    names = [WORDS(f"scenarios.sheet_{name}") for name in ("both", "lines", "steps")]
    assert book.sheetnames == names
    first = next(book[names[0]].iter_rows(min_row=2, values_only=True))
    assert first[1:3] == (float(both.now.verdict.score), float(both.after.verdict.score))
    rows = line_table(both, WORDS)[1]
    points = [line_points(report) for report in (both.now, both.after)]
    assert len(rows) == len(points[0])
    for row, code in zip(rows, points[0], strict=True):
        before, after = (found[code] for found in points)
        assert float(str(row[1])) == pytest.approx(float(before), abs=0.005)
        assert float(str(row[2])) == pytest.approx(float(after), abs=0.005)
        assert row[3] == Decimal(str(row[2])) - Decimal(str(row[1]))


def test_no_text_of_a_team_is_obeyed_in_the_dashboard() -> None:
    evil = "<script>alert(1)</script><b>x"
    items = tuple(replace(item, name=evil) for item in UNCHECKED.innovations[:3])
    at = opened(replace(UNCHECKED, spd={}, name=evil, innovations=items))
    assert "<script>alert" not in "".join(x.proto.body for x in at.get("html"))

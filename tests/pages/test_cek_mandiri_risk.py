"""Cek Mandiri, what if validators reject: the page draws what the core draws, from its chances."""

from decimal import Decimal
from fractions import Fraction

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
from iga_core.portfolio import (
    Chances,
    Portfolio,
    Refusals,
    Risk,
    cached_workbench,
    load_example,
    preset_refusals,
    reject_risk,
    score_portfolio,
)
from iga_core.rules import cached_rulebook
from pages._parts.cek_mandiri import risk
from pages._shared import atlas
from tests.opened import open_part, text
from tests.pages.test_cek_mandiri_keep import drawn_rows, opened
from tests.portfolio.drawn import drawn

BOOK = cached_rulebook(2026)
BENCH = cached_workbench()
WORDS = load_words("id")
EXAMPLE = load_example(BOOK)


def wanted(refusals: Refusals, portfolio: Portfolio | None = EXAMPLE) -> Risk:
    assert portfolio is not None
    return reject_risk(
        portfolio,
        BOOK,
        refusals,
        draws=BENCH.risk.draws,
        seed=BENCH.risk.seed,
        quantiles=BENCH.risk.quantiles,
    )


def number(value: float | Decimal | Fraction) -> str:
    return WORDS.number(value, 2)


def set_all(at: AppTest, *percents: float) -> AppTest:
    for name, value in zip(risk.GENERAL, percents, strict=True):
        at.slider(key=f"cek_mandiri_risiko_{name}").set_value(value)
    at.run()
    assert not at.exception
    return at


def shows(at: AppTest, found: Risk) -> None:
    """The page shows this spread and no other."""
    bins = [(float(b.low), float(b.high), b.draws) for b in found.histogram]
    assert [(b["low"], b["high"], b["draws"]) for b in drawn_rows(at, "bin")] == bins
    assert sum(b["draws"] for b in drawn_rows(at, "bin")) == BENCH.risk.draws
    for share, value in found.quantiles:
        percent = WORDS.figure(risk.percent(share))
        assert f"| {percent}% terendah | {number(value)} |" in text(at)
    lines, mark = text(at).splitlines(), atlas.look()["predicate"]
    for entry in found.classes:
        count = WORDS.number(entry.sure * found.draws)
        line = next(
            x
            for x in lines
            if x.split(" | ")[0].endswith(f"{mark[entry.predicate]['mark']} {entry.predicate}")
        )
        assert f"({count} dari 1.000 percobaan)" in line
    assert f"**{number(found.mean)}**" in text(at) or found.lowest == found.highest


@pytest.mark.parametrize("preset", [preset.id for preset in BENCH.risk.presets])
def test_a_preset_gives_the_figures_of_the_core(preset: str) -> None:
    at = opened(part="risiko")
    at.segmented_control(key="cek_mandiri_risiko_preset").set_value(preset).run()
    shows(at, wanted(preset_refusals(BENCH, preset)))


def test_own_chances_take_the_place_of_the_preset_and_survive_another_part() -> None:
    at = set_all(opened(part="risiko"), 10.0, 7.0, 2.5)
    found = wanted(Refusals(Chances(0.1, 0.07, 0.025)))
    shows(at, found)
    open_part(at, "kirim")
    open_part(at, "risiko")
    shows(at, found)
    at.segmented_control(key="cek_mandiri_risiko_preset").set_value("berat").run()
    shows(at, wanted(preset_refusals(BENCH, "berat")))


def test_chance_0_gives_the_index_itself_with_certainty() -> None:
    at = set_all(opened(part="risiko"), 0.0, 0.0, 0.0)
    assert EXAMPLE is not None
    index = number(score_portfolio(EXAMPLE, BOOK).scores.index[0])
    assert WORDS("cek_mandiri.risk_certain", draws="1.000", low=index, now=index) in text(at)
    (only,) = drawn_rows(at, "bin")
    assert only["draws"] == BENCH.risk.draws
    shows(at, wanted(Refusals(Chances(0, 0, 0))))


def test_chance_1_for_all_leaves_the_government_lines_alone() -> None:
    at = set_all(opened(part="risiko"), 100.0, 0.0, 0.0)
    assert EXAMPLE is not None
    bare = score_portfolio(Portfolio(spd=EXAMPLE.spd, spd_values=EXAMPLE.spd_values), BOOK)
    index = number(bare.scores.index[0])
    assert WORDS("cek_mandiri.risk_certain", draws="1.000", low=index, now="45,16") in text(at)
    assert "100,0% (1.000 dari 1.000 percobaan)" in text(at)


def test_the_same_seed_repeats_in_another_visit() -> None:
    first, second = (opened(part="risiko") for _ in range(2))
    assert drawn_rows(first, "bin") == drawn_rows(second, "bin")
    assert f"angka awal {BENCH.risk.seed}" in text(first)


def test_one_entry_and_one_line_with_their_own_chance() -> None:
    """As the tables leave them in the session, by name and by code."""
    assert EXAMPLE is not None
    at = opened()
    at.session_state["cek_mandiri_risiko_entries_own"] = {(EXAMPLE.innovations[0].name, 1): 100.0}
    at.session_state["cek_mandiri_risiko_lines_own"] = {"sid_video": 50.0}
    open_part(at, "risiko")
    assert not at.exception
    general = BENCH.risk.presets[0].chances
    shows(at, wanted(Refusals(general, {0: 1.0}, {"sid_video": 0.5})))
    assert WORDS("cek_mandiri.risk_own", entries="1", lines="1") in text(at)


def test_entries_of_one_name_are_told_apart() -> None:
    twice = drawn(1, 2)
    names = Portfolio(innovations=(*twice.innovations, twice.innovations[0]))
    assert risk.entries(names) == [("Inovasi 1", 1), ("Inovasi 2", 1), ("Inovasi 1", 2)]


def test_the_rule_on_rejected_ones_stands_with_its_basis() -> None:
    shown = text(opened(part="risiko"))
    assert WORDS("cek_mandiri.risk_stays") in shown
    assert "Keterangan Kepala BSKDN, Februari 2023" in shown
    assert BENCH.note.rstrip(".") in shown.replace("\\", "")


def test_classes_in_view_stand_behind_the_bars() -> None:
    bands = drawn_rows(opened(part="risiko"), "class")
    assert [str(band["predicate"]) for band in bands] == ["Kurang Inovatif", "Inovatif"]
    assert bands[0]["high"] == bands[1]["low"] == 40.01


def test_nothing_of_the_chances_is_in_the_address() -> None:
    at = set_all(opened(part="risiko"), 33.0, 0.0, 0.0)
    assert set(at.query_params) == {"bagian", "tahun", "daerah", "bahasa", "verifikasi"}


def test_an_empty_portfolio_says_so() -> None:
    assert WORDS("cek_mandiri.no_entries") in text(opened(Portfolio(year=2026), part="risiko"))

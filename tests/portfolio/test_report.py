"""From a portfolio to its index: what counts, what is noted, and that it can be unfolded."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from iga_core.language import load_words
from iga_core.portfolio import Claim, Innovation, Portfolio, report_json, score_portfolio, to_batch
from iga_core.rules import cached_rulebook, make_sheet, score

WORDS = load_words("id")
BOOK = cached_rulebook(2026)
SID = {line.code: Claim(3) for line in BOOK.aspect("SID")}
SPD = {line.code: Claim(3) for line in BOOK.aspect("SPD")}
SIX = BOOK.basic_services.affairs.known()
APPLIED = date(2024, 6, 1)


def innovation(number: int, **changes: Any) -> Innovation:  # noqa: ANN401 - any field
    made = Innovation(
        name=f"Inovasi {number}",
        affair=SIX[number % 6],
        stage="penerapan",
        applied_on=APPLIED,
        words=300,
        levels=SID,
    )
    return replace(made, **changes)


def perfect(n: int = 200) -> Portfolio:
    return Portfolio("11.71", 2026, SPD, innovations=tuple(innovation(i) for i in range(n)))


def test_a_perfect_portfolio_is_100_and_unfolds() -> None:
    found = report_json(score_portfolio(perfect(), BOOK), WORDS)
    assert (found["iid"], found["predicate"], found["total"]) == (100.0, "Sangat Inovatif", 250.0)
    assert (found["spd"], found["count_points"], found["sid"]) == (63.0, 76.0, 187.0)
    assert (found["n"], found["divisor"], found["basic_services"]) == (200, 200, 6)
    assert found["notes"] == []
    assert len(found["lines"]) == 41
    assert sum(line["points"] for line in found["lines"]) == pytest.approx(found["total"])
    assert found["total"] == found["spd"] + found["sid"]


@pytest.mark.parametrize(
    ("changes", "n", "divisor", "word"),
    [
        ({"stage": "uji-coba"}, 19, 19, "tahap penerapan: tidak"),
        ({"stage": "inisiatif"}, 19, 19, "tahap penerapan: tidak"),
        ({"applied_on": date(2023, 12, 31)}, 19, 19, "jendela"),
        ({"applied_on": date(2026, 1, 1)}, 19, 19, "jendela"),
        ({"applied_on": date(2024, 1, 1)}, 20, 20, ""),
        ({"applied_on": date(2025, 12, 31)}, 20, 20, ""),
        ({"applied_on": date(2020, 1, 1), "developed_on": date(2025, 1, 1)}, 20, 20, ""),
        ({"words": 299}, 19, 19, "terlalu pendek"),
        ({"rejected": True}, 19, 20, "ditolak"),
        ({"stage": None}, 20, 20, "tanpa tahap"),
        ({"words": None}, 20, 20, "tidak diperiksa"),
        ({"affair": ""}, 20, 20, "tanpa urusan"),
        ({"levels": {**SID, "sid_video": Claim(0)}}, 20, 20, "wajib"),
    ],
)
def test_what_counts(changes: dict[str, Any], n: int, divisor: int, word: str) -> None:
    items = (innovation(0, **changes), *(innovation(i) for i in range(1, 20)))
    found = report_json(score_portfolio(replace(perfect(), innovations=items), BOOK), WORDS)
    assert (found["n"], found["divisor"]) == (n, divisor)
    assert any(word in note for note in found["notes"]) if word else not found["notes"]


def test_below_the_floor_and_without_the_affairs() -> None:
    items = tuple(innovation(i, affair=SIX[i % 4]) for i in range(8))
    found = report_json(score_portfolio(replace(perfect(), innovations=items), BOOK), WORDS)
    assert (found["divisor"], found["basic_services"], found["count_points"]) == (12, 4, 0.0)
    assert len(found["notes"]) == 2


def test_a_value_on_an_edge_is_flagged() -> None:
    made = Portfolio(spd_values={"spd_income_per_capita": Decimal("5.23")})
    found = report_json(score_portfolio(made, BOOK), WORDS)
    line = next(x for x in found["lines"] if x["code"] == "spd_income_per_capita")
    assert (line["level"], line["on_edge"], line["points"]) == (3, True, 3.0)
    assert any("baris 4" in note for note in found["notes"])


def test_verified_levels_count_when_asked() -> None:
    made = Portfolio(spd={"spd_vision": Claim(3, 1)})
    assert score_portfolio(made, BOOK).scores.spd[0] == 300
    assert score_portfolio(made, BOOK, "verified").scores.spd[0] == 100


def test_every_result_of_2027_reads_perkiraan() -> None:
    found = report_json(score_portfolio(perfect(), cached_rulebook(2027)), WORDS)
    assert found["forecast"]
    assert found["notes"][0].startswith("Perkiraan")
    assert any("2026" in note for note in found["notes"])


def test_crossing_affairs_do_not_cover_basic_services() -> None:
    items = tuple(innovation(i, affair=SIX[0], crossing_affairs=SIX[1:]) for i in range(12))
    report = score_portfolio(replace(perfect(), innovations=items), BOOK)
    assert report.scores.services[0] == 1


def test_scoring_one_and_many_agree() -> None:
    sheet = make_sheet(BOOK)
    made = [perfect(n) for n in (0, 1, 12, 30)]
    many = score(to_batch(made, sheet), sheet)
    alone = [score_portfolio(p, BOOK).scores.index[0] for p in made]
    assert many.index.tolist() == alone


def test_the_mean_of_maturity_is_the_mean_it_says() -> None:
    half = {code: Claim(1) for code in SID}
    items = (innovation(1), innovation(2, levels=half), innovation(3, stage="inisiatif"))
    found = report_json(score_portfolio(Portfolio(innovations=items), BOOK), WORDS)
    each = [item["maturity"] for item in found["innovations"] if item["state"] == "scored"]
    assert len(set(each)) == 2
    assert found["maturity_mean"] == sum(each) / 2
    assert found["maturity_points"] == pytest.approx(sum(each) / found["divisor"], abs=1e-5)
    assert report_json(score_portfolio(Portfolio(), BOOK), WORDS)["maturity_mean"] is None

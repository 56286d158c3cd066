"""The sample portfolio: marked, full of what every view shows, and never part of the record."""

from collections import Counter

from rapidfuzz import fuzz

from iga_core.paths import DATA, EXAMPLES
from iga_core.portfolio import load_example, report_json, score_portfolio
from iga_core.record.version import data_files
from iga_core.rules import cached_rulebook
from tests.portfolio.workbooks import BOOK, REGISTER, WORDS, example

ITEMS = example().innovations


def test_it_says_that_it_is_an_example() -> None:
    made = example()
    assert made.example
    assert made.name == "Kota Contoh"
    assert made.region == ""
    assert made.name not in {region.name for region in REGISTER.regions}
    assert all(item.name.endswith("(contoh)") for item in ITEMS)
    assert all(agency.endswith("(contoh)") for agency in made.agencies)
    texts = [text for item in ITEMS for text in item.evidence.values()]
    assert all("contoh" in text for text in [*texts, *made.spd_evidence.values()])


def test_its_result_says_so_too() -> None:
    found = report_json(score_portfolio(example(), BOOK), WORDS)
    assert found["notes"][0].startswith("Contoh")


def test_it_is_no_data_of_the_record() -> None:
    assert EXAMPLES not in DATA.parents and DATA not in EXAMPLES.parents
    assert not [path for path in data_files(DATA) if "Kota Contoh" in path.read_text("utf-8")]


def test_it_has_something_for_every_view() -> None:
    assert 20 <= len(ITEMS) <= 30
    affairs = Counter(item.affair for item in ITEMS)
    basic = BOOK.basic_services.affairs.known()
    assert all(affairs[affair] for affair in basic)
    assert any(affairs[affair] == 1 for affair in basic)
    assert set(example().agencies) - {item.agency for item in ITEMS}
    names = [item.name for item in ITEMS]
    near = [a for a in names for b in names if a < b and fuzz.token_set_ratio(a, b) >= 80]
    assert near
    notes = {note.key for note in score_portfolio(example(), BOOK).notes}
    expected = {"outside_stage", "outside_window", "outside_words", "mandatory", "spd_mandatory"}
    assert notes >= expected | {"stage_unsaid", "edge", "verified_differs", "eligibility_unsaid"}


def test_a_year_without_an_example_has_none() -> None:
    assert load_example(cached_rulebook(2027)) is None

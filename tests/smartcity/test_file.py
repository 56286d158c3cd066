"""``data/smartcity.toml``: what it says of the programme, its weights and its cases."""

import pytest

from iga_core.declared.smartcity import WeightSet, load_smart_city
from iga_core.record.checks.files import cited_sources
from tests import on_file

FOUND = load_smart_city()
RECORD = on_file.record()


@pytest.mark.parametrize("weights", FOUND.weight_sets, ids=lambda weights: weights.id)
def test_every_weight_set_adds_to_a_hundred(weights: WeightSet) -> None:
    assert sum(fact.known() for fact in weights.facts.values()) == 100


def test_only_the_split_of_the_rest_in_set_a_is_inferred() -> None:
    inferred = {
        (weights.id, name)
        for weights in FOUND.weight_sets
        for name, fact in weights.facts.items()
        if fact.standing == "reconstructed"
    }
    assert inferred == {("a", "baseline"), ("a", "output")}
    assert all(
        fact.how for w in FOUND.weight_sets for n, fact in w.facts.items() if (w.id, n) in inferred
    )


def test_the_sets_differ_in_impact_and_quick_win() -> None:
    a, b = (weights.percent for weights in FOUND.weight_sets)
    assert {name for name in a if a[name] != b[name]} == {"impact", "quick_win"}


def test_every_source_is_on_file() -> None:
    known = set(RECORD.tables["sources"]["id"])
    cited = {source for _, source in cited_sources(FOUND)}
    assert len(cited) > 10 and cited <= known


def test_the_quote_stands_beside_the_programmes_names() -> None:
    own, quoted = set(FOUND.pillars.own.known()), set(FOUND.pillars.quoted.known())
    assert own - quoted == {"Smart Branding", "Smart Society"}
    assert quoted - own == {"Smart Infrastructure", "Smart People"}
    assert FOUND.pillars.quoted.sources == ("kaldera-medan-2021",)


def test_the_top_of_the_scale_is_unknown_and_nothing_seen_is_refused() -> None:
    assert FOUND.scale.top.standing == "unknown" and FOUND.scale.top.value is None
    seen = [v for case in FOUND.cases for v in case.values.known().values()]
    band = FOUND.scale.seen.known()
    assert band.low is not None and band.high is not None
    assert all(band.low <= value <= band.high < FOUND.typing.most for value in seen)


def test_the_index_of_this_prize_is_no_result_of_the_index_of_iga() -> None:
    results = RECORD.tables["results"]
    for case in FOUND.cases:
        same = results[(results["region_code"] == case.region) & (results["year"] == case.year)]
        assert float(case.index.known()) not in set(same["score"].dropna())

"""The Smart City index: two printed results worked by both weight sets, and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.declared.smartcity import load_smart_city
from iga_core.rules import round_half_up
from iga_core.smartcity import closest, mean, weigh

FOUND = load_smart_city()
A, B = (weights.percent for weights in FOUND.weight_sets)
NAMES = [dimension.id for dimension in FOUND.dimensions]
# Kota Kediri 2022: bangsaonline.com 28 December 2022, nusadaily.com 29 December 2022
KEDIRI = dict(zip(NAMES, map(Decimal, ("3.60", "3.21", "3.23", "3.07", "3.65")), strict=True))
PILLARS = [Decimal(text) for text in ("2.75", "2.75", "3.50", "3.33", "3.33", "2.75")]
# Kota Jambi 2024: jambikota.go.id/content/931, 3 January 2025
JAMBI = dict(zip(NAMES, map(Decimal, ("3.84", "3.18", "3.53", "3.63", "3.35")), strict=True))

values = st.decimals(0, 10, places=2)
sheets = st.fixed_dictionaries(dict.fromkeys(NAMES, values))
# five weights that add to 100: four cuts of a hundred
percents = st.lists(st.integers(0, 100), min_size=4, max_size=4).map(
    lambda cuts: {
        name: Decimal(high - low)
        for name, low, high in zip(NAMES, (0, *sorted(cuts)), (*sorted(cuts), 100), strict=True)
    }
)


def test_kediri_2022_by_set_a_by_set_b_and_by_equal_weights() -> None:
    assert weigh(KEDIRI, A).index == Decimal("3.315")
    assert weigh(KEDIRI, B).index == Decimal("3.257")
    assert mean(KEDIRI.values()) == Decimal("3.352")


def test_the_mean_of_kediris_pillars_is_its_printed_impact() -> None:
    found = mean(PILLARS)
    assert found is not None
    assert round_half_up(found, 3) == Decimal("3.068")
    assert round_half_up(found, 2) == KEDIRI["impact"]


def test_jambi_2024_bears_out_set_a() -> None:
    assert weigh(JAMBI, A).index == Decimal("3.475")
    assert weigh(JAMBI, B).index == Decimal("3.503")
    indices = {"a": weigh(JAMBI, A).index, "b": weigh(JAMBI, B).index}
    assert closest(Decimal("3.48"), indices) == ("a",)


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_value_gives_no_index_and_is_named(name: str) -> None:
    for gap in ({**KEDIRI, name: None}, {k: v for k, v in KEDIRI.items() if k != name}):
        found = weigh(gap, A)
        assert (found.index, found.missing) == (None, (name,))
        assert dict(found.parts)[name] is None
        assert sum(part is not None for _, part in found.parts) == len(NAMES) - 1


def test_a_weight_that_is_not_known_is_not_put_elsewhere() -> None:
    found = weigh(KEDIRI, {**A, "impact": None})
    assert (found.index, found.missing) == (None, ("impact",))


@given(sheets, percents)
def test_the_index_lies_between_the_lowest_and_highest_value(
    sheet: dict[str, Decimal], percent: dict[str, Decimal]
) -> None:
    index = weigh(sheet, percent).index
    assert index is not None
    assert min(sheet.values()) <= index <= max(sheet.values())


@given(sheets, percents, st.sampled_from(NAMES), values)
def test_a_higher_value_never_lowers_the_index(
    sheet: dict[str, Decimal], percent: dict[str, Decimal], name: str, more: Decimal
) -> None:
    before = weigh(sheet, percent).index
    after = weigh({**sheet, name: sheet[name] + more}, percent).index
    assert before is not None and after is not None and after >= before


@given(values, percents)
def test_equal_values_give_that_value_under_any_weights(
    value: Decimal, percent: dict[str, Decimal]
) -> None:
    assert weigh(dict.fromkeys(NAMES, value), percent).index == value
    assert mean([value] * len(NAMES)) == value


def test_a_mean_of_nothing_or_with_a_gap_is_unknown() -> None:
    assert mean([]) is None
    assert mean([Decimal(3), None]) is None


def test_two_equally_near_are_both_named() -> None:
    found = {"a": Decimal("3.30"), "b": Decimal("3.32"), "c": None}
    assert closest(Decimal("3.31"), found) == ("a", "b")

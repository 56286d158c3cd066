"""Class moves: everyone is somewhere, unknown is a class of its own, families do not mix."""

import pytest

from iga_core.analysis.moves import UNKNOWN, class_moves, comparable_years, ribbons
from iga_core.regions import TYPES, RegionType
from iga_core.rules import MixedScalesError, cached_rulebook, rulebook_years
from tests import on_file

RECORD = on_file.record()
BOOKS = {year: cached_rulebook(year) for year in rulebook_years()}
PAIRS = comparable_years(BOOKS, RECORD.index_years)


def test_only_the_years_of_one_family_can_be_compared() -> None:
    assert PAIRS == [(2022, 2023), (2022, 2024), (2023, 2024)]


@pytest.mark.parametrize("years", [(2021, 2022), (2024, 2025), (2019, 2020)])
def test_years_of_two_families_are_refused(years: tuple[int, int]) -> None:
    with pytest.raises(MixedScalesError):
        class_moves(RECORD, BOOKS, "kota", *years)


@pytest.mark.parametrize("years", [(2023, 2023), (2024, 2022)])
def test_the_first_year_is_the_earlier_one(years: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="before"):
        class_moves(RECORD, BOOKS, "kota", *years)


@pytest.mark.parametrize("years", PAIRS)
@pytest.mark.parametrize("kind", TYPES)
def test_the_cells_add_up_to_all_who_existed_in_both_years(
    kind: RegionType, years: tuple[int, int]
) -> None:
    moves = class_moves(RECORD, BOOKS, kind, *years)
    existed = {region.code for region in RECORD.register.participating(years[0], kind)}
    assert {m.code for cell in moves.cells.values() for m in cell} == existed
    assert moves.total == len(existed) == sum(map(moves.row, moves.classes))
    assert moves.total == sum(map(moves.column, moves.classes))
    assert moves.known + sum(
        len(cell) for key, cell in moves.cells.items() if UNKNOWN in key
    ) == len(existed)
    assert len(moves.cells) == len(moves.classes) ** 2


def test_a_province_of_2023_has_no_move_from_2022() -> None:
    moves = class_moves(RECORD, BOOKS, "provinsi", 2022, 2024)
    assert moves.total == 34
    assert class_moves(RECORD, BOOKS, "provinsi", 2023, 2024).total == 38


def test_every_move_rests_on_the_shown_predicate() -> None:
    view = RECORD.view.set_index(["region_code", "year"])["predicate"].to_dict()
    moves = class_moves(RECORD, BOOKS, "kabupaten", 2022, 2023)
    for (start, end), cell in moves.cells.items():
        for move in cell:
            assert view.get((move.code, 2022), UNKNOWN) == start
            assert view.get((move.code, 2023), UNKNOWN) == end


@pytest.mark.parametrize("years", PAIRS)
def test_ribbons_fill_both_columns_without_overlap(years: tuple[int, int]) -> None:
    moves = class_moves(RECORD, BOOKS, "kota", *years)
    drawn = ribbons(moves)
    assert {(r.start, r.end): r.number for r in drawn} == {
        key: len(cell) for key, cell in moves.cells.items() if cell
    }
    for side in ("left", "right"):
        reached = 0
        for ribbon in sorted(drawn, key=lambda r: int(getattr(r, side))):
            assert getattr(ribbon, side) == reached
            reached += ribbon.number
        assert reached == moves.total

"""Award levels and categories: the vocabularies name them, the program never does."""

from __future__ import annotations

import ast

from iga_core.paths import ROOT
from iga_core.record.award_levels import at_least, ladder, winners_level
from tests import on_file

SCHEMA = on_file.record().schema
# names that the program may know: types of government
KNOWN = {name.capitalize() for name in SCHEMA.vocabularies["region_type"]}
DRAWN = {
    # the predicate that says that there is no score: what "not assessed" is
    "iga_core/record/coverage.py": {"Tidak Dapat Dinilai"},
}


def test_no_level_predicate_or_category_stands_in_the_program() -> None:
    names = {n for v in ("level", "predicate", "category") for n in SCHEMA.vocabularies[v]} - KNOWN
    for folder in ("iga_core", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            place = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            said = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
            assert not said & names - DRAWN.get(place, set()), place


def test_the_ladder_is_made_of_levels_and_read_from_above() -> None:
    steps = ladder(SCHEMA)
    assert set(steps) <= set(SCHEMA.vocabularies["level"])
    assert at_least(SCHEMA, steps[0]) == steps[:1] and at_least(SCHEMA, steps[-1]) == steps
    (beside,) = set(SCHEMA.vocabularies["prize_level"])
    assert at_least(SCHEMA, beside) == (beside,)


def test_a_category_has_the_winners_its_lists_name() -> None:
    usual, other = SCHEMA.vocabularies["winner_level"]
    assert winners_level(SCHEMA, frozenset({other})) == other
    assert winners_level(SCHEMA, frozenset({other, usual})) == usual
    assert winners_level(SCHEMA, frozenset()) == usual

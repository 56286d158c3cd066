"""Strips of public statistics: ranks from the better end, within the kind, of values on file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from iga_core.chart.strips import strips
from iga_core.language import languages, load_words
from pages._shared import atlas

RECORD, AMONG = atlas.record(), atlas.among()
KINDS = {
    kind: [r.code for r in RECORD.register.regions if r.autonomous and r.type == kind]
    for kind in ("provinsi", "kabupaten", "kota")
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_measure_declared_is_known_of_every_kind(kind: str) -> None:
    for measure in AMONG.rules.measures:
        pool = AMONG.pool(measure, (kind,))
        assert pool is not None, measure.id
        assert set(pool.known) <= set(KINDS[kind])
        assert len(pool.known) >= AMONG.rules.least_known * len(KINDS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_rank_one_has_the_best_value(kind: str) -> None:
    for measure in AMONG.rules.measures:
        pool = AMONG.pool(measure, (kind,))
        assert pool is not None
        ranked = {code: AMONG.place(pool, code) for code in pool.known}
        values = [known.value for known in pool.known.values()]
        best = min(values) if measure.better == "low" else max(values)
        first = {place.known.value for place in ranked.values() if place and place.rank == 1}
        assert first == {best}
        ends = {place.end for place in ranked.values() if place}
        assert ends == ({""} if measure.better == "none" else {"best", "worst", ""})


def test_a_value_is_a_row_of_the_record_or_the_difference_of_two_of_one_series() -> None:
    for code in KINDS["kota"]:
        for place in AMONG.places(code):
            rows = [atlas.rows().find(row) for row in place.known.rows]
            assert all(rows)
            if place.measure.column:
                continue
            cells = [row.row for row in rows if row]
            assert len({row["series_id"] for row in cells}) == 1
            values = [Decimal(row["value"]) for row in cells]
            change = values[0] - values[-1] if len(values) > 1 else values[0]
            fell = place.measure.compute == "fall"
            assert place.known.value == (-change if fell else change)


@pytest.mark.parametrize("language", languages())
def test_several_governments_have_one_strip_a_measure_and_a_point_each(language: str) -> None:
    words = load_words(language)
    codes = (KINDS["kota"][0], KINDS["kabupaten"][0], KINDS["kota"][1])
    made = strips(RECORD, AMONG, codes, words, ",".join)
    pools = [AMONG.pool(one, ("kota", "kabupaten")) for one in AMONG.rules.measures]
    shown = [pool for pool in pools if pool and any(AMONG.value(pool, code) for code in codes)]
    assert made.strips
    for strip, pool in zip(made.strips, shown, strict=True):
        assert len(strip.own) == len(codes)
        assert any(strip.own)
        for own, code in zip(strip.own, codes, strict=True):
            place = AMONG.place(pool, code)
            if own and place:  # a rank is within the own kind
                told = {"rank": words.number(place.rank), "of": words.number(place.of)}
                assert own.place == words("chart.strip_place", **told)
        assert all(0 <= tick <= 1 for tick in strip.ticks)


@pytest.mark.parametrize("language", languages())
def test_a_rank_in_a_pair_of_two_kinds_names_its_kind(language: str) -> None:
    words, codes = load_words(language), (KINDS["kota"][0], KINDS["kabupaten"][0])
    made = strips(RECORD, AMONG, codes, words, ",".join)
    kinds = [words.term("rank_scope", AMONG.kind(code)) for code in codes]
    assert made.strips
    for strip in made.strips:
        for own, kind in zip(strip.own, kinds, strict=True):
            assert own is None or own.place.endswith(kind)


def test_a_unit_without_autonomy_has_its_value_and_no_rank() -> None:
    apart = next(
        region.code
        for region in RECORD.register.regions
        if not region.autonomous and (region.code, "ipm_sp2020", 2025) in atlas.figures()
    )
    made = strips(RECORD, AMONG, (apart, KINDS["kota"][0]), load_words("id"), ",".join)
    found = [strip.own[0] for strip in made.strips if strip.own[0]]
    assert found
    for own in found:
        assert own.value and not own.place
        assert all(atlas.rows().find(row) for row in own.href.split(","))
    assert all(strip.own[1] is None or strip.own[1].place for strip in made.strips)


def test_a_rank_beside_another_kind_is_within_the_own() -> None:
    both = ("kota", "kabupaten")
    for measure in AMONG.rules.measures:
        pool = AMONG.pool(measure, both)
        assert pool is not None
        for kind in both:
            known = {code: pool.known[code].value for code in KINDS[kind] if code in pool.known}
            code = sorted(known)[len(known) // 2]
            place = AMONG.place(pool, code)
            low = measure.better == "low"
            better = [v for v in known.values() if (v < known[code] if low else v > known[code])]
            assert place is not None
            assert (place.rank, place.of) == (len(better) + 1, len(known))

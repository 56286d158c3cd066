"""The load tools in short: they run and nothing goes wrong. No time is asserted here."""

from __future__ import annotations

import asyncio
import random

import pytest
from streamlit.proto.MultiSelect_pb2 import MultiSelect
from streamlit.proto.Selectbox_pb2 import Selectbox

from pages._shared import frame
from tests.behind import behind_nginx, nginx
from tests.client import VisitError
from tests.load import memory, replicas
from tests.load.__main__ import row
from tests.load.crowd import EVERY, Seen, crowd
from tests.load.visitor import Answer, Filter, another, visiting
from tests.missing import missing
from tests.served import serving

CHANGES = 3


def test_a_crowd_sees_no_error_and_every_page_shows_what_its_address_says() -> None:
    async def views(base: str) -> None:
        for slug in replicas.SLUGS:
            dice = random.Random(slug)
            async with visiting(base, slug) as visitor:
                await visitor.open()
                for _ in range(CHANGES):
                    await visitor.change(dice)
                async with visiting(base, slug, visitor.query) as newcomer:
                    await newcomer.open()
                    assert newcomer.query == visitor.query
                    assert newcomer.view() == visitor.view(), visitor.query

    with serving() as server:
        for slug in ("penghargaan", "cek_mandiri"):
            crowded = crowd(server.base, slug, 3, 2.0, server.process.pid, pressed=10)
            seen, cost = asyncio.run(crowded)
            assert not seen.errors
            assert len(seen.files) == 10
            assert slug in row(slug, 3, seen, cost)
        asyncio.run(views(server.base))
        asyncio.run(memory.visit_all(server.base, range(2 * len(frame.PAGES))))


def test_two_replicas_lose_no_view_when_one_is_killed() -> None:
    if nginx() is None:
        missing("nginx")
    with behind_nginx() as door:
        # so long that everybody makes a change after the kill, and meets it
        assert asyncio.run(replicas.run(door, len(replicas.SLUGS), EVERY + 1))


def test_a_change_is_always_to_something_else() -> None:
    dice = random.Random(1)
    one = Filter("1", "tahun", Selectbox, ("2020", "2021"), ("2020",), "", 1)
    many = Filter("2", "jenis", MultiSelect, ("kota", "provinsi", "kabupaten"), (), "", 2)
    for _ in range(50):
        assert another(dice, [one]).values == ("2021",)
        changed = another(dice, [many])
        assert set(changed.values) != set(many.values)
        assert len(changed.values) <= 2
        many = changed
    with pytest.raises(VisitError):
        another(dice, [Filter("3", "x", Selectbox, ("only",), ("only",), "", 1)])


def test_memory_that_stays_has_no_slope_and_a_leak_has() -> None:
    assert memory.growth([400.0, 400.5, 400.2, 400.4, 400.1]) < memory.TARGET
    assert memory.growth([400.0, 400.3, 400.6, 400.9]) == pytest.approx(0.3)


def test_figures_are_those_of_the_answers_and_none_are_made_up() -> None:
    seen = Seen([Answer(float(n), 1) for n in range(1, 101)])
    assert seen.milliseconds() == pytest.approx((50.5, 95.05, 100.0))
    with pytest.raises(ValueError, match="0 answers"):
        Seen().milliseconds()

"""The store of made files: once per key, few at a time, bounded in bytes, nobody waits for ever."""

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from iga_core.publish.naming import Made
from pages._shared.files.store import BusyError, Slots, Store


def made(size: int = 1) -> Made:
    return Made("a.csv", "text/csv", b"x" * size)


def slow(seconds: float, made_so_far: list[int], size: int = 1) -> Callable[[], Made]:
    def make() -> Made:
        made_so_far.append(1)
        time.sleep(seconds)
        return made(size)

    return make


def test_a_file_asked_for_by_many_at_once_is_made_once() -> None:
    times: list[int] = []

    async def many() -> list[Made]:
        store = Store(1000, Slots(2, 10))
        return await asyncio.gather(*(store.get("a", slow(0.05, times)) for _ in range(20)))

    assert len(set(asyncio.run(many()))) == 1
    assert len(times) == 1


def test_no_more_are_made_at_once_than_there_are_places() -> None:
    now, most, lock = [0], [0], threading.Lock()

    def make() -> Made:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1
        return made()

    async def many() -> None:
        store = Store(1000, Slots(2, 10))
        await asyncio.gather(*(store.get(key, make) for key in range(12)))

    asyncio.run(many())
    assert most[0] == 2


@pytest.mark.parametrize("key", ["the same file", "another file"])
def test_who_waits_too_long_is_told_and_the_first_still_gets_the_file(key: str) -> None:
    async def two() -> tuple[Made | BaseException, Made | BaseException]:
        store = Store(1000, Slots(1, 0.02))
        first = asyncio.ensure_future(store.get("the same file", slow(0.2, [])))
        await asyncio.sleep(0.01)
        second = asyncio.ensure_future(store.get(key, slow(0.0, [])))
        one, other = await asyncio.gather(first, second, return_exceptions=True)
        return one, other

    first, second = asyncio.run(two())
    assert first == made()
    assert isinstance(second, BusyError)


def test_a_press_that_is_given_up_stops_nobody_else() -> None:
    times: list[int] = []

    async def two() -> Made:
        store = Store(1000, Slots(1, 5))
        first = asyncio.ensure_future(store.get("a", slow(0.1, times)))
        await asyncio.sleep(0.01)
        second = asyncio.ensure_future(store.get("a", slow(0.1, times)))
        await asyncio.sleep(0.01)
        first.cancel()
        return await second

    assert asyncio.run(two()) == made()
    assert len(times) == 1


def test_the_store_is_bounded_in_bytes_and_forgets_the_longest_unasked() -> None:
    times: list[int] = []

    async def some() -> tuple[int, int]:
        store = Store(100, Slots(2, 5))
        for key in ("a", "b", "a", "c", "a"):  # 40 bytes each: "b" gives way to "c"
            await store.get(key, slow(0, times, 40))
        kept = len(times)
        await store.get("b", slow(0, times, 40))
        await store.get("too much", slow(0, times, 400))
        return kept, store.size

    kept, size = asyncio.run(some())
    assert kept == 3
    assert len(times) == 5
    assert size <= 100


def test_what_failed_is_not_kept() -> None:
    async def twice() -> Made:
        store = Store(100, Slots(1, 5))

        def fails() -> Made:
            raise ValueError

        with pytest.raises(ValueError):
            await store.get("a", fails)
        return await store.get("a", made)

    assert asyncio.run(twice()) == made()

"""What all visits share is made once, and words never leave the language they were made in."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages._shared import atlas
from pages._shared.words import by_language, speaking, t


def test_two_first_visits_at_once_make_one_record() -> None:
    begun, made, many = threading.Event(), [], 4

    @atlas.once
    def slow(number: int) -> object:
        made.append(number)
        begun.wait(0.3)
        return object()

    with ThreadPoolExecutor(many) as visits:
        found = list(visits.map(slow, [7] * many))
    assert made == [7]
    assert len(set(map(id, found))) == 1
    assert slow(8) is not found[0]


def test_what_was_refused_once_is_asked_for_again() -> None:
    tries = iter([ZeroDivisionError, None])

    @atlas.once
    def broken() -> str:
        if error := next(tries):
            raise error
        return "whole"

    with pytest.raises(ZeroDivisionError):
        broken()
    assert broken() == "whole"


def test_a_text_made_in_one_language_is_never_shown_in_another() -> None:
    made = []

    @by_language()
    def text(number: int) -> str:
        made.append(number)
        return f"{t('frame.language')} {number}"

    found = []
    for language in ("id", "en", "id", "en"):
        with speaking(language):
            found.append((text(1), t("frame.language")))
    assert [said for said, _ in found] == [f"{name} 1" for _, name in found]
    assert made == [1, 1]
    assert len({said for said, _ in found}) == 2

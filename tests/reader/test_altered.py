"""A sentence in which one thing is changed is never supported; the true one is."""

from __future__ import annotations

import random
from itertools import islice

from tests import on_file
from tests.reader.altered import altered_sentences, true_sentences
from tests.reader.desk import desk

SEED = 2026


def test_no_altered_sentence_is_supported() -> None:
    altered = altered_sentences(on_file.record(), random.Random(SEED), 350)
    wrong = [a for a in altered if desk().read(a.text).verdict in ("supported", "own_account")]
    assert wrong == []


def test_no_altered_sentence_is_passed_over() -> None:
    altered = altered_sentences(on_file.record(), random.Random(SEED), 350)
    assert [a for a in altered if not desk().read(a.text).claims] == []


def test_what_a_row_prints_is_supported() -> None:
    told = islice(true_sentences(on_file.record(), random.Random(SEED)), 200)
    assert [text for text in told if desk().read(text).verdict != "supported"] == []

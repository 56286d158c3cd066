"""Public claims, each told in a sentence of our own in both languages: what the record says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.reader.desk import desk

CLAIMS = list(csv.DictReader((Path(__file__).parent / "claims.csv").open(encoding="utf-8")))
TOLD = [
    pytest.param(row[f"{language}_text"], row["verdict"], id=f"{row['id']}-{language}")
    for row in CLAIMS
    for language in ("id", "en")
]


@pytest.mark.parametrize(("text", "verdict"), TOLD)
def test_a_public_claim_gets_its_verdict(text: str, verdict: str) -> None:
    assert desk().read(text).verdict == verdict

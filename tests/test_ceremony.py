"""The invented ceremony in short; ``python -m tests.ceremony`` rehearses the whole of it."""

from datetime import date
from pathlib import Path

import pytest

from tests.ceremony import YEAR, rehearse


@pytest.mark.skipif(date.today().year < YEAR, reason="no ceremony of that year can have been held")
def test_a_ceremony_goes_in_shows_everywhere_and_comes_out(tmp_path: Path) -> None:
    rehearse(tmp_path, short=True)

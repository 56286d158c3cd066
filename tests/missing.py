"""What a machine lacks: in CI a failure, elsewhere a test that is loudly left out."""

from __future__ import annotations

import os
import warnings
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """End a test that needs ``what``."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"missing: {what}")
    warnings.warn(f"TESTS LEFT OUT, missing: {what}", stacklevel=2)
    pytest.skip(f"missing: {what}")

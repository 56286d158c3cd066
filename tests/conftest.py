"""What all tests of pages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from pages._shared import words

# the same examples every time, and a busy machine is no fault of them
settings.register_profile(
    "atlas", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("atlas")

_run = AppTest._run
_components: list[BidiComponentManager] = []


def _run_and_speak(at: AppTest, *args: object, **given: object) -> AppTest:
    if _components:  # looking for components anew takes longer than most pages
        at._bidi_component_manager = _components[0]
    found = _run(at, *args, **given)  # type: ignore[arg-type]
    if at._bidi_component_manager and not _components:
        _components.append(at._bidi_component_manager)
    words.speak(getattr(at.session_state, "language", words.DEFAULT))
    return found


@pytest.fixture(autouse=True)
def a_test_names_options_as_its_page_does(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a test's thread speak the language of the visit it ran last.

    To press a button, a test sends what every widget shows, and asks the page's functions for the
    names of options outside of any run; the words of a thread without a run are Indonesian.
    """
    monkeypatch.setattr(AppTest, "_run", _run_and_speak)
    yield
    words.speak(words.DEFAULT)

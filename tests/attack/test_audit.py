"""The check of pinned libraries: what was not answered is never called safe."""

import pytest

from tests import audit

PINS = [(f"p{number}", "1.0") for number in range(8)]


def answering(known: dict[str, list[str]], silent: tuple[str, ...] = ()) -> audit.Ask:
    def ask(name: str, version: str) -> dict[str, object]:
        if name in silent:
            raise audit.NoAnswerError
        return {"vulnerabilities": [{"id": found} for found in known.get(name, [])]}

    return ask


@pytest.mark.parametrize(
    ("known", "silent", "code"),
    [
        ({}, (), audit.NONE_KNOWN),
        ({"p3": ["PYSEC-1"]}, (), audit.AFFECTED),
        ({}, ("p5",), audit.UNKNOWN),
        ({"p3": ["PYSEC-1"]}, ("p5",), audit.AFFECTED),
        ({}, tuple(name for name, _ in PINS), audit.UNKNOWN),
    ],
)
def test_the_exit_code_says_what_is_known(
    known: dict[str, list[str]], silent: tuple[str, ...], code: int
) -> None:
    found = audit.audit(PINS, answering(known, silent))
    assert [finding.name for finding in found] == [name for name, _ in PINS]
    assert audit.outcome(found) == code


def test_nothing_asked_is_nothing_known() -> None:
    assert audit.outcome([]) == audit.UNKNOWN


def test_an_index_that_never_answers_is_not_asked_for_everything() -> None:
    asked = []

    def ask(name: str, version: str) -> dict[str, object]:
        asked.append(name)
        raise audit.NoAnswerError

    audit.audit(PINS, ask)
    assert len(asked) == audit.TRIES


def test_every_pin_is_asked_for() -> None:
    pins = audit.pins()
    assert len(pins) > 50
    assert {"streamlit", "pytest", "websockets"} <= {name for name, _ in pins}


def test_a_line_says_unknown_where_nobody_answered() -> None:
    lines = [str(audit.Finding("a", "1", ids)) for ids in (None, (), ("CVE-1",))]
    assert [line.split(maxsplit=2)[2] for line in lines] == ["unknown", "none known", "CVE-1"]

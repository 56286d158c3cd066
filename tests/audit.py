"""``make audit``: every pinned library against the vulnerabilities its package index knows.

Asks the configured package index for each pinned release (PyPI's JSON answer lists what is known,
drawn from the PyPA advisory database). What cannot be asked is unknown, never "none": the exit
code is 0 when every pin was answered and none is affected, 1 when one is, 3 when some are unknown.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pip._internal.models.index import PyPI

from iga_core.paths import ROOT

FILES = ("requirements.txt", "requirements-dev.txt")
PATIENCE = 10.0  # seconds for one answer
TRIES = 3  # pins without an answer in a row after which the index is taken not to answer at all
NONE_KNOWN, AFFECTED, UNKNOWN = 0, 1, 3


class NoAnswerError(Exception):
    """The index does not say anything about a release."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One pin and the ids of what is known against it; None when nobody answered."""

    name: str
    version: str
    ids: tuple[str, ...] | None

    def __str__(self) -> str:
        said = "unknown" if self.ids is None else ", ".join(self.ids) or "none known"
        return f"{self.name + ' ' + self.version:40} {said}"


Ask = Callable[[str, str], dict[str, object]]


def pins() -> list[tuple[str, str]]:
    """Return every pinned release: name and version."""
    text = "\n".join((ROOT / file).read_text(encoding="utf-8") for file in FILES)
    return re.findall(r"^([\w.-]+)==(\S+)$", text, re.MULTILINE)


def index() -> str:
    """Return the address of the configured package index, without its last part; else pip's own."""
    asked = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    found = os.environ.get("PIP_INDEX_URL") or told  # pip, too, takes the environment first
    return (found or PyPI.simple_url).rstrip("/").removesuffix("/simple")


def ask(name: str, version: str) -> dict[str, object]:
    """Return what the index says of a release. Raises NoAnswerError."""
    address = f"{index()}/pypi/{name}/{version}/json"
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            found = json.load(answer)
    except (OSError, ValueError) as error:  # no way there, or an answer that is none
        raise NoAnswerError(type(error).__name__) from error
    if not isinstance(found, dict) or "vulnerabilities" not in found:
        raise NoAnswerError("vulnerabilities")
    return found


def audit(wanted: Iterable[tuple[str, str]], ask: Ask = ask) -> list[Finding]:
    """Ask for every pin; after ``TRIES`` without any answer the rest is not asked for."""
    found: list[Finding] = []
    for name, version in wanted:
        silent = len(found) >= TRIES and all(finding.ids is None for finding in found)
        try:
            said: object = None if silent else ask(name, version)["vulnerabilities"]
        except NoAnswerError:
            said = None
        ids = tuple(str(v["id"]) for v in said) if isinstance(said, list) else None
        found.append(Finding(name, version, ids))
    return found


def outcome(found: Iterable[Finding]) -> int:
    """Return the exit code."""
    held = list(found)
    if any(finding.ids for finding in held):
        return AFFECTED
    return UNKNOWN if not held or any(finding.ids is None for finding in held) else NONE_KNOWN


def main() -> int:
    """Print a line per pin and what it comes to; return the exit code."""
    found = audit(pins())
    print(*found, sep="\n")
    unknown = sum(finding.ids is None for finding in found)
    affected = sum(bool(finding.ids) for finding in found)
    print(f"{len(found)} pins: {affected} affected, {unknown} unknown")
    if unknown == len(found):
        print("the configured package index does not say: nothing was checked")
    return outcome(found)


if __name__ == "__main__":
    sys.exit(main())

"""The scripts that stand inside pages, for the Content-Security-Policy of ``nginx.conf``.

A browser runs an inline script under that policy only when its hash is named there. There are
few: one of Streamlit's own page, and those of ``pages/**/*.html`` with each value put in.
"""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import product
from pathlib import Path

import streamlit

from iga_core.language import languages
from iga_core.paths import ROOT

SHELL = Path(streamlit.__file__).parent / "static" / "index.html"
# what the pages put in for a placeholder
VALUES = {"__unsaved__": ("true", "false"), "__language__": languages()}
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_PLACEHOLDER = re.compile(r"__\w+?__")


def scripts(text: str) -> list[str]:
    """Return every inline script of a piece of HTML, in all its forms.

    Raises KeyError for a placeholder that ``VALUES`` does not know.
    """
    found = []
    for script in _SCRIPT.findall(text):
        names = sorted(set(_PLACEHOLDER.findall(script)))
        for values in product(*(VALUES[name] for name in names)):
            filled = script
            for name, value in zip(names, values, strict=True):
                filled = filled.replace(name, value)
            found.append(filled)
    return found


def hashes() -> list[str]:
    """Return the sources a policy must name, e.g. ``'sha256-...'``, in a fixed order."""
    files = [SHELL, *sorted((ROOT / "pages").rglob("*.html"))]
    digests = [
        hashlib.sha256(script.encode()).digest()
        for file in files
        for script in scripts(file.read_text(encoding="utf-8"))
    ]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


if __name__ == "__main__":
    print(*hashes(), sep="\n")

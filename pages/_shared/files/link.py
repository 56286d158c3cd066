"""A file to take along, on the page: a plain link that looks like a button.

The browser asks for it by itself: no run of anybody's page stands between a press and the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template

import streamlit as st

from pages._shared.links import file_href
from pages._shared.words import t

LINK, DISABLED = (
    Template(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    for name in ("link.html", "link_off.html")
)
CLASS = "file-link"  # its look is in style.css


def link(label: str, address: str, *, primary: bool = False, disabled: bool = False) -> None:
    """Draw the link to the file at ``address``; a disabled one leads nowhere and says so."""
    look = " ".join([CLASS, *(["primary"] if primary else [])])
    values = {"look": look, "address": address, "label": label}
    safe = {name: escape(value) for name, value in values.items()}
    st.html((DISABLED if disabled else LINK).substitute(safe), width="content")


def pictures(name: str, values: Mapping[str, str], label: str = "take.picture") -> None:
    """Draw a link per form to the picture ``name``; ``label``: a message with a blank ``form``."""
    with st.container(horizontal=True):
        for form in ("png", "svg"):
            link(t(label, form=form.upper()), file_href(f"{name}.{form}", values))

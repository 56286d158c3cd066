"""A file to take along, on the page: a plain link that looks like a button.

The browser asks for it by itself: no run of anybody's page stands between a press and the file.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

LINK = Path(__file__).with_name("link.html").read_text(encoding="utf-8")
DISABLED = Path(__file__).with_name("link_disabled.html").read_text(encoding="utf-8")


def link(label: str, address: str, *, primary: bool = False, disabled: bool = False) -> None:
    """Draw the link to the file at ``address``; a disabled one leads nowhere and says so."""
    html = DISABLED if disabled else LINK
    html = html.replace("__look__", "primary" if primary else "")
    html = html.replace("__address__", escape(address)).replace("__label__", escape(label))
    st.html(html, width="content")

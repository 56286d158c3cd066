"""A file to take along, on the page: a plain link that looks like a button.

The browser asks for it by itself: no run of anybody's page stands between a press and the file.
"""

from __future__ import annotations

from html import escape

import streamlit as st

CLASS = "file-link"  # its look is in style.css


def link(label: str, address: str, *, primary: bool = False, disabled: bool = False) -> None:
    """Draw the link to the file at ``address``; a disabled one leads nowhere and says so."""
    look = f"{CLASS} primary" if primary else CLASS
    leads = 'role="link" aria-disabled="true"' if disabled else f'href="{escape(address)}" download'
    st.html(f'<a class="{look}" {leads}>{escape(label)}</a>', width="content")

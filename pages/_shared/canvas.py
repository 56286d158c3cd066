"""Draw on the page and keep what was drawn: a page to take along holds just what was shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from iga_core.publish.report import Block, Drawing, Heading, Prose
from pages._shared.charts import draw


class Canvas:
    """The page being drawn. ``blocks``: what stands on it so far, in order."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.blocks: list[Block] = []

    def header(self, text: str) -> None:
        """Begin a section."""
        st.header(text)
        self.blocks.append(Heading(text))

    def subheader(self, text: str) -> None:
        """Begin a part of a section."""
        st.subheader(text)
        self.blocks.append(Heading(text, 2))

    def markdown(self, text: str) -> None:
        """Write Markdown."""
        st.markdown(text)
        self.blocks.append(Prose(text))

    def caption(self, text: str) -> None:
        """Write a small remark."""
        st.caption(text)
        self.blocks.append(Prose(text, "caption"))

    def info(self, text: str) -> None:
        """Write a remark that must not be missed."""
        st.info(text)
        self.blocks.append(Prose(text, "box"))

    def chart(
        self,
        spec: Mapping[str, Any],
        alt: str,
        rows: Sequence[Mapping[str, object]],
        *,
        key: str | None = None,
        score_years: Sequence[int] = (),
    ) -> None:
        """Draw a chart (see ``charts.draw``)."""
        draw(spec, alt, rows=rows, key=key, score_years=score_years)
        self.blocks.append(Drawing(spec, rows, alt))

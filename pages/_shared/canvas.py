"""What a page holds, block by block: kept in silence for a file, or drawn for a visitor as well."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Literal

import streamlit as st

from iga_core.chart import html
from iga_core.chart.model import Figure
from iga_core.language import plain
from iga_core.publish.report import Block, Drawing, Heading, Picture, Prose
from pages._shared import lazy
from pages._shared.charts import draw, shared_axis
from pages._shared.words import t

Place = AbstractContextManager[object]  # what is drawn inside a ``with`` of it stands there
Height = Literal["content", "stretch"]
# kind of prose -> how it is drawn
WRITTEN: dict[str, Callable[[str], object]] = {
    "body": st.markdown,
    "caption": st.caption,
    "box": st.info,
}


class Canvas:
    """A page kept as blocks; nothing is drawn, no visit is needed.

    ``blocks``: what stands on it so far, in order; ``said``: its sentences, to be quoted. Columns,
    containers and expanders arrange a screen and leave no block.
    """

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.blocks: list[Block] = []
        self.said = ""

    def _put(self, block: Heading | Prose) -> None:
        """Keep a block."""
        self.blocks.append(block)

    def header(self, text: str) -> None:
        """Begin a section."""
        self._put(Heading(text))

    def subheader(self, text: str) -> None:
        """Begin a part of a section."""
        self._put(Heading(text, 2))

    def markdown(self, text: str) -> None:
        """Write Markdown."""
        self._put(Prose(text))

    def caption(self, text: str) -> None:
        """Write a small remark."""
        self._put(Prose(text, "caption"))

    def info(self, text: str) -> None:
        """Write a remark that must not be missed."""
        self._put(Prose(text, "box"))

    def chart(
        self,
        spec: Mapping[str, Any],
        alt: str,
        rows: Sequence[Mapping[str, object]],
        *,
        key: str | None = None,
        score_years: Sequence[int] = (),
    ) -> None:
        """Place a chart (see ``charts.draw``). Raises MixedScalesError as that does."""
        shared_axis(score_years)
        self.blocks.append(Drawing(spec, rows, alt))

    def sentences(self, said: Sequence[html.ShownSentence]) -> None:
        """Say what the page answers: the first sentence large, the others in a line below."""
        self.said = " ".join(one.text for one in said)
        for place, one in enumerate(said):
            text = f"**{plain(one.text, 600)}**" if not place else plain(one.text, 600)
            proof = f"[{t('chart.proof')} {one.number}]({one.address})"
            mark = f" ({proof})" if one.address else ""
            self.blocks.append(Prose(text + mark))

    def figure(self, figure: Figure, heading: str = "", legend: str = "") -> None:
        """Place a picture of the kit below ``heading``, and its ``legend`` (HTML) below it."""
        self.blocks.append(Picture(figure, heading))

    def columns(self, widths: int | Sequence[int]) -> Sequence[Place]:
        """Return places side by side: so many, or as wide to one another as ``widths``."""
        return [nullcontext()] * (widths if isinstance(widths, int) else len(widths))

    def container(self, height: Height = "content") -> Place:
        """Return a place with a border."""
        return nullcontext()

    def expander(self, label: str) -> Place:
        """Return a place that is closed until a visitor opens it."""
        return nullcontext()

    def more(self, label: str, key: str, draw: Callable[[], object]) -> None:
        """Call ``draw`` for what a screen shows once a visitor opens it."""
        draw()

    def on_screen(self, draw: Callable[[], object]) -> None:
        """Draw what belongs to the screen alone: choices, or the table behind a chart."""


class Screen(Canvas):
    """The page being drawn in a visit, and kept."""

    def _put(self, block: Heading | Prose) -> None:
        """Draw a block and keep it."""
        if isinstance(block, Heading):
            draw_heading = st.header if block.level == 1 else st.subheader
            draw_heading(block.text)
        else:
            WRITTEN[block.kind](block.markdown)
        super()._put(block)

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
        super().chart(spec, alt, rows, key=key, score_years=score_years)

    def sentences(self, said: Sequence[html.ShownSentence]) -> None:
        """Draw what the page answers and keep it."""
        st.html(html.sentences(said, t("chart.proof")))
        super().sentences(said)

    def figure(self, figure: Figure, heading: str = "", legend: str = "") -> None:
        """Draw a picture of the kit and keep it."""
        st.html(html.headed(heading, html.write(figure), legend))
        super().figure(figure, heading, legend)

    def columns(self, widths: int | Sequence[int]) -> Sequence[Place]:
        """Return places side by side."""
        return st.columns(widths, gap="medium")

    def container(self, height: Height = "content") -> Place:
        """Return a place with a border."""
        return st.container(border=True, height=height)

    def expander(self, label: str) -> Place:
        """Return a place that is closed until a visitor opens it."""
        return st.expander(label)

    def more(self, label: str, key: str, draw: Callable[[], object]) -> None:
        """Draw a fold, and once it is open what is in it."""
        lazy.fold(label, key, draw)

    def on_screen(self, draw: Callable[[], object]) -> None:
        """Draw what belongs to the screen alone."""
        draw()

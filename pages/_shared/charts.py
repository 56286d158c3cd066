"""The one way a chart reaches the page: a spec made once, small data, our numbers, alt text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import altair as alt
import streamlit as st

from iga_core.rules import one_axis, one_family
from pages._shared import atlas
from pages._shared.links import base_path
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

Spec = dict[str, Any]
FONT = {"labelFontSize": 12, "titleFontSize": 12}
PHONE = 400  # pixels of a chart's inner width
INK = "ink"  # style.css draws the letters of a chart of this name in the page's colour


def finished(chart: alt.TopLevelMixin) -> Spec:
    """Turn an Altair chart without data into a plain spec. Call inside a cached function."""
    return dict(chart.to_dict())


def part_of(name: str) -> alt.Chart:
    """Return a chart of the rows of one part of the data."""
    only = alt.FieldEqualPredicate(field="part", equal=name)
    return alt.Chart(alt.NamedData(name="rows")).transform_filter(only)


def static_url(name: str) -> str:
    """Return the address of a file in ``static/``; geometry is served, never sent inline."""
    return f"{base_path()}/app/static/{name}"


def legend_columns(wide: int, narrow: int = 1) -> alt.ExprRef:
    """Return how many entries of a legend stand side by side: fewer on a phone."""
    return alt.ExprRef(f"width<{PHONE}?{narrow}:{wide}")


def localised(spec: Mapping[str, Any]) -> Spec:
    """Return ``spec`` with our numbers, dates and letter sizes, whatever the browser's locale."""
    ours = {"locale": words().vega_locale(), "axis": FONT, "legend": FONT}
    return {**spec, "config": {**spec.get("config", {}), **ours}}


def figures(
    head: Sequence[str], body: Iterable[Sequence[str]], *, numbers: Collection[int] = ()
) -> None:
    """Draw, folded, the table of a chart that has no other on the page (see ``markdown_table``)."""
    with st.expander(t("chart.figures")):
        st.markdown(markdown_table(head, body, numbers=numbers))


def shared_axis(
    score_years: Sequence[int] = (), rule_years: Sequence[int] = ()
) -> dict[str, object]:
    """Return what the values on a chart's axis have in common, {} for no years (see ``draw``).

    Raises MixedScalesError when they have nothing.
    """
    if score_years:
        family = one_family([atlas.rulebooks()[year] for year in score_years])
        return {"family": family, "score_years": sorted(score_years)}
    if rule_years:
        scale = one_axis([atlas.rulebooks()[year] for year in rule_years])
        return {"scale": scale, "rule_years": sorted(rule_years)}
    return {}


def draw(
    spec: Mapping[str, Any],
    alt_text: str,
    *,
    rows: Sequence[Mapping[str, object]] | None = None,
    name: str = "rows",
    key: str | None = None,
    score_years: Sequence[int] = (),
    rule_years: Sequence[int] = (),
) -> None:
    """Draw ``spec`` with ``rows`` as its dataset ``name`` (None: all its data are served files).

    ``score_years``: the years whose index scores share its axis; ``rule_years``: the years whose
    limits alone do. Raises MixedScalesError when they may not.
    """
    full = localised(spec)
    if axis := shared_axis(score_years, rule_years):
        full["usermeta"] = axis
    if rows is not None:
        full["datasets"] = {name: [dict(row) for row in rows]}
    st.vega_lite_chart(full, width="stretch", key=key, alt=alt_text)

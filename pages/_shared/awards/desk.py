"""The award list as a desk: filters, presets, the list, one row, downloads and counts.

All of it is one fragment: typing or choosing reruns this part only, not the whole page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

from iga_core.analysis import presets as ready
from iga_core.analysis.default_years import results_year
from iga_core.analysis.facets import FacetCounts, Selection, facet_counts, sentence, shown_lists
from iga_core.analysis.presets import Preset
from iga_core.message import told
from iga_core.record import Record
from pages._shared import load, params, printed, state
from pages._shared.address import Param, Value
from pages._shared.awards import counting, download, filters, listing, row
from pages._shared.awards.filters import PAGE
from pages._shared.watch import runs
from pages._shared.words import t, words

NO_PRESET = "tidak"


@runs.part("penghargaan")
def desk(record: Record) -> None:
    """Draw the desk."""
    table = params.award_list(record)
    values = state.open_address(PAGE, table)
    chosen = str(values["penghargaan"])
    clicked = st.session_state.get(f"{PAGE}_clicked") == chosen
    if chosen and not clicked:
        row.card(record, chosen)
    index = load.facets()
    wanted = filters.selection(record, values)
    counts = facet_counts(index, wanted)
    filters.facets(table, counts)
    filters.chips(values, counts)
    preset = _preset(record, table, values, wanted)
    values = state.save(PAGE, table)
    positions = _positions(record, counts, preset)
    st.markdown(f"**{sentence(wanted, counts, words())}**")
    total = words().number(len(record.tables["awards"]))
    st.markdown(t("award_list.found", number=words().number(len(positions)), total=total))
    listing.rows(record, positions)
    listing.completeness(shown_lists(index, wanted))
    if chosen and clicked:
        row.card(record, chosen)
    download.buttons(record, wanted, str(values["nama"]), positions)
    counting.block(record, table, wanted)
    printed.foot("penghargaan")


def _preset(
    record: Record, table: Sequence[Param], values: Mapping[str, Value], wanted: Selection
) -> Preset | None:
    options = next(param for param in table if param.name == "tanya").options or ()
    st.selectbox(
        t("desk.preset"),
        options,
        key=state.key(PAGE, "tanya"),
        format_func=_preset_name,
    )
    name = str(values["tanya"])
    if name == NO_PRESET:
        return None
    years = [int(year) for year in wanted.year]
    found = preset(name, max(years) if years else results_year(record))
    if found is None:
        st.info(t("desk.preset_year"))
        return None
    st.markdown(f"**{t('desk.rule')}:** {told(found.rule, words())}")
    st.markdown("\n".join(f"- {told(part, words())}" for part in found.open))
    return found


def _preset_name(name: str) -> str:
    return t("desk.no_preset") if name == NO_PRESET else t(f"preset.{name}")


@st.cache_resource(show_spinner=False, max_entries=64)
def preset(name: str, year: int) -> Preset | None:
    """Return the answer to a ready-made question; None for a year it cannot be asked of."""
    record = load.record()
    if name in ("first_time", "dropped_out"):
        ask = ready.first_time_winners if name == "first_time" else ready.dropped_out
        try:
            return ask(record, year)
        except ValueError:
            return None
    plain = {
        "in_a_row": ready.in_a_row,
        "same_name": ready.same_name,
        "tertinggal": ready.tertinggal_winners,
        "without_top_index": ready.without_top_index,
    }
    return plain[name](record)


def _positions(record: Record, counts: FacetCounts, preset: Preset | None) -> list[int]:
    """Return the rows to show: those of the filters, and of the preset if one is chosen.

    A preset about one year chooses the year itself, so the filters do not cut it again.
    """
    if preset is None:
        return [int(i) for i in counts.positions]
    ids = record.tables["awards"]["id"].to_numpy()
    return [int(i) for i in counts.positions[np.isin(ids[counts.positions], preset.award_ids)]]

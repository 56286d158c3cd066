"""What is known of whom: four states per government and year that add up to all that exist."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from iga_core.regions import RegionType, Register

SCORED, PREDICATE_ONLY, NOT_ASSESSED, UNKNOWN = STATES = (
    "scored",
    "predicate_only",
    "not_assessed",
    "unknown",
)
NOT_ASSESSED_PREDICATE = "Tidak Dapat Dinilai"


def state_of(view: pd.DataFrame, qualities: pd.DataFrame) -> pd.Series[str]:
    """Return the state of each row of the results view; decided here alone.

    A score is known only where its claim's quality is that of a final score (``qualities``,
    column ``score_final``): a provisional or contradicted one, or one of an unsure year, is shown
    as what it is and counts nowhere. Who was not assessed has no score, whatever number is printed.
    """
    final = qualities.loc[qualities["score_final"] == "yes", "quality"]
    state = pd.Series(UNKNOWN, index=view.index, dtype=str)
    state[view["predicate"] != ""] = PREDICATE_ONLY
    state[view["score"].notna() & view["quality"].isin(final)] = SCORED
    state[view["predicate"] == NOT_ASSESSED_PREDICATE] = NOT_ASSESSED
    return state


def coverage_by_year(
    view: pd.DataFrame, register: Register, years: Sequence[int], kind: RegionType | None = None
) -> pd.DataFrame:
    """Return per year the governments in each state; rows add up to ``existing``.

    ``view``: see ``Record.view``. ``kind``: count one region type only. Columns: year, the four
    states, existing.
    """
    rows = []
    for year in years:
        codes = {region.code for region in register.participating(year, kind)}
        in_year = view[(view["year"] == year) & view["region_code"].isin(codes)]
        known = in_year["state"].value_counts()
        counts = {name: int(known.get(name, 0)) for name in STATES[:3]}
        unknown = len(codes) - sum(counts.values())
        rows.append({"year": year, **counts, UNKNOWN: unknown, "existing": len(codes)})
    return pd.DataFrame(rows)

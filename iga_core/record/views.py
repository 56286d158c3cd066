"""From claims to one view of a government's year, by the written rule in ``precedence.csv``.

The rule only decides which claim is shown first. Claims that print something else keep their
ids in the view, so that a page can always show them beside it.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from iga_core.record.received import received

FIELDS = ("score", "predicate", "national_rank", "rank_within_type", "innovations")
LAST = "9999"  # an undated source comes after every dated one


def _positions(precedence: pd.DataFrame, criterion: str) -> dict[str, int]:
    rows = precedence[precedence["criterion"] == criterion]
    return {str(v): int(p) for v, p in zip(rows["value"], rows["position"], strict=True)}


def preferred_ids(disputes: pd.DataFrame) -> frozenset[str]:
    """Return the claims that a written reading of a dispute prefers."""
    return frozenset(disputes["prefers"].str.split().explode().dropna())


def rank_claims(
    results: pd.DataFrame,
    sources: pd.DataFrame,
    disputes: pd.DataFrame,
    precedence: pd.DataFrame,
) -> pd.DataFrame:
    """Return ``results`` in the order in which claims are preferred (best first)."""
    quality, decree = _positions(precedence, "quality"), _positions(precedence, "decree")
    kinds = _positions(precedence, "source_kind")
    kind_of = dict(zip(sources["id"], sources["kind"].map(kinds), strict=True))
    day_of = dict(zip(sources["id"], sources["published_on"].replace("", LAST), strict=True))
    preferred = preferred_ids(disputes)
    cited = results["source_ids"].str.split()
    return (
        results.assign(
            _dispute=~results["id"].isin(preferred),
            _quality=results["quality"].map(quality),
            _decree=(results["decree"] != "").map(
                {True: decree["cited"], False: decree["not_cited"]}
            ),
            _kind=[min(kind_of[i] for i in ids) for ids in cited],
            _day=[min(day_of[i] for i in ids) for ids in cited],
        )
        .sort_values(["_dispute", "_quality", "_decree", "_kind", "_day", "id"])
        .drop(columns=["_dispute", "_quality", "_decree", "_kind", "_day"])
    )


def withheld_ids(
    doubts: pd.DataFrame, results: pd.DataFrame, awards: pd.DataFrame
) -> frozenset[str]:
    """Return the claims that are on file and never shown as a value.

    Those that contradict themselves, and classes known from an award that its receiver alone
    claims: what the claim does not prove, it does not prove by another name.
    """
    iga = awards[awards["programme"] == "IGA"]
    claimed = _places(iga[iga["status"] == "claimed"]) - _places(received(iga))
    by_award = results[results["predicate_basis"] == "award_report"]
    places = zip(by_award["id"], by_award["region_code"], by_award["year"], strict=True)
    resting = {str(i) for i, code, year in places if (code, year) in claimed}
    return frozenset(doubts.loc[doubts["doubt"] == "withheld", "row_id"]) | resting


def _places(awards: pd.DataFrame) -> set[tuple[str, int]]:
    return set(zip(awards["region_code"], awards["year"], strict=True))


def _known(results: pd.DataFrame, field: str) -> pd.Series[bool]:
    cells = results[field]
    if field == "predicate":  # a class before the decree, or of an unsure year, is no class yet
        return (cells != "") & results["gives_predicate"]
    return cells.notna()


def _field_view(ranked: pd.DataFrame, field: str) -> pd.DataFrame:
    """Return value, claim, agreeing and differing claims of ``field`` per region and year."""
    claims = ranked[_known(ranked, field)]
    keys = ["region_code", "year"]
    first = claims.groupby(keys, sort=False)[[field, "id", "innovations_basis"]].first()
    merged = claims[[*keys, "id", field, "innovations_basis"]].merge(
        first.reset_index(), on=keys, suffixes=("", "_first")
    )
    merged = merged[merged["id"] != merged["id_first"]]
    same = merged[field] == merged[f"{field}_first"]
    # two counts of different things do not contradict each other
    other_thing = (field == "innovations") & (
        merged["innovations_basis"] != merged["innovations_basis_first"]
    )
    agreeing = merged[same].groupby(keys)["id"].agg(" ".join)
    differing = merged[~same & ~other_thing].groupby(keys)["id"].agg(" ".join)
    view = first[[field, "id"]].rename(columns={"id": f"{field}_id"})
    view[f"{field}_agreeing_ids"] = agreeing.reindex(view.index).fillna("")
    view[f"{field}_differing_ids"] = differing.reindex(view.index).fillna("")
    return view


def view_results(
    ranked: pd.DataFrame, qualities: pd.DataFrame, withheld: Collection[str] = ()
) -> pd.DataFrame:
    """Return one row per region and year: per field the shown value and the claims behind it.

    ``ranked``: claims in preferred order (see ``rank_claims``); ``qualities``: of which a class
    may be shown; ``withheld``: ids of claims that give no value. Columns per field ``f``:
    ``f``, ``f_id``, ``f_agreeing_ids``, ``f_differing_ids``; besides ``scale``, ``quality``
    of the score's claim and ``predicate_basis``. Unknown = NA or empty text, never zero.
    """
    gives = qualities.set_index("quality")["gives_predicate"] == "yes"
    ranked = ranked.assign(gives_predicate=ranked["quality"].map(gives))
    ranked = ranked[~ranked["id"].isin(withheld)]
    keys = ["region_code", "year"]
    view = ranked[keys].drop_duplicates().set_index(keys).sort_index()
    for field in FIELDS:
        view = view.join(_field_view(ranked, field))
    claims = ranked.set_index("id")
    text = [c for c in view.columns if c == "predicate" or c.endswith("_id") or c.endswith("_ids")]
    view[text] = view[text].fillna("")
    view["scale"] = view["score_id"].map(claims["scale"]).fillna("")
    view["quality"] = view["score_id"].map(claims["quality"]).fillna("")
    view["predicate_basis"] = view["predicate_id"].map(claims["predicate_basis"]).fillna("")
    return view.reset_index()

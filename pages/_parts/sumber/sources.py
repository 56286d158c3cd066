"""The sources with what rests on them, how much of each year is known, and which claim is first."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pandas as pd
import streamlit as st

from iga_core.language import plain
from iga_core.paths import STATIC
from iga_core.record import Record
from pages._parts.sumber.tables import Part, plainly
from pages._shared import atlas, glossary
from pages._shared import coverage as cover
from pages._shared.charts import static_url
from pages._shared.filters import View
from pages._shared.words import by_language, t, words

FACT_TABLES = (
    "awards", "results", "national", "lists", "region_facts", "corrections",
    "categories", "category_lists", "season",
)  # fmt: skip


def release() -> None:
    """Name the stable address of the whole record, where this app serves it."""
    if (STATIC / "rilis" / "datapackage.json").is_file():
        address = static_url("rilis/datapackage.json")
        st.markdown(t("sumber.release", address=address, version=str(atlas.version())))


def coverage(record: Record, view: View) -> Part:
    """Return what is known per year, and the rule that picks the claim shown first."""
    last = cover.table().iloc[-1]
    number = words().number
    said = t(
        "coverage.alt",
        year=int(last["year"]),
        scored=number(int(last["scored"])),
        existing=number(int(last["existing"])),
    )

    def draw() -> None:
        st.markdown(glossary.linked(t("sumber.intro")))
        st.markdown(t("coverage.explained"))
        cover.coverage_chart()
        cover.coverage_table()
        st.header(t("sumber.rule"))
        st.markdown(t("sumber.rule_text"))
        steps = record.tables["precedence"]
        rules = []
        for criterion in record.schema.vocabularies["precedence_criterion"]:
            rows = steps[steps["criterion"] == criterion].sort_values("position")
            order = "; ".join(plain(reason) for reason in rows["reason"])
            rules.append(f"1. **{words().term('precedence_criterion', criterion)}:** {order}")
        st.markdown("\n".join(rules))

    return Part(plainly(said), draw)


@cache
def use() -> Counter[str]:
    """Return how many facts point to each source."""
    record = atlas.record()
    cells = (cell for name in FACT_TABLES for cell in record.tables[name]["source_ids"])
    return Counter(source_id for cell in cells for source_id in str(cell).split())


@by_language()
def _source_table() -> pd.DataFrame:
    record = atlas.record()
    sources, used = record.tables["sources"], use()
    return pd.DataFrame(
        {
            "id": sources["id"],
            "publisher": sources["publisher"],
            "kind": sources["kind"].map(lambda k: words().term("source_kind", k)),
            "published": sources["published_on"].map(
                lambda day: words().day(day) or t("source.undated")
            ),
            "url": sources["url"].where(sources["url"] != ""),
            "facts": [used[source_id] for source_id in sources["id"]],
            "note": sources["note"],
        }
    )


def sources(record: Record, view: View) -> Part:
    """Return the sources, and how well the rows rest on them."""
    found = atlas.provenance()
    number = words().number
    said = t("sumber.sumber_said", addresses=number(found.addresses), texts=number(found.texts))
    counted = t(
        "sumber.counted",
        single=number(found.single),
        tied=number(found.tied),
        awards=number(found.untied.get("awards", 0)),
        results=number(found.untied.get("results", 0)),
    )
    return Part([*plainly(said), *plainly(counted)], _draw)


def _draw() -> None:
    every, column = _source_table(), st.column_config
    st.dataframe(
        every,
        hide_index=True,
        key="sumber_table",
        alt=t("sumber.alt", number=words().number(len(every))),
        column_order=("publisher", "kind", "published", "url", "facts", "note", "id"),
        column_config={
            "id": column.TextColumn(t("column.id")),
            "publisher": column.TextColumn(t("column.publisher")),
            "kind": column.TextColumn(t("column.kind")),
            "published": column.TextColumn(t("column.published")),
            "url": column.LinkColumn(t("column.source"), display_text=t("column.open")),
            "facts": column.NumberColumn(t("column.facts")),
            "note": column.TextColumn(t("column.note")),
        },
    )

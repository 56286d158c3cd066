"""The parts of the page on sources: coverage, national figures, sources, disputes, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby

import pandas as pd
import streamlit as st

from iga_core.analysis.provenance import Provenance
from iga_core.language import plain
from iga_core.paths import STATIC
from iga_core.record import Record, Row, rows_of
from pages._parts.sumber import proof
from pages._shared import atlas
from pages._shared import coverage as cover
from pages._shared import facts as say
from pages._shared.charts import static_url
from pages._shared.links import region_link
from pages._shared.words import by_language, t, words

FACT_TABLES = (
    "awards", "results", "national", "lists", "region_facts", "corrections",
    "categories", "category_lists", "season",
)  # fmt: skip


@by_language()
def _searchable(table: str) -> list[tuple[Row, str]]:
    """Return the rows of ``table`` with all their text, names included, in lower case."""
    rows = rows_of(atlas.record().tables[table])
    for row in rows:
        row["name"] = words().term("metric", row["metric"]) if table == "national" else ""
    return [(row, " ".join(map(str, row.values())).casefold()) for row in rows]


def _matching(table: str, text: str) -> list[Row]:
    """Return the rows in which ``text`` occurs, whatever its case; draw how many that are."""
    wanted = text.strip().casefold()
    everything = _searchable(table)
    found = [row for row, haystack in everything if wanted in haystack]
    number, total = words().number(len(found)), words().number(len(everything))
    st.caption(t("sumber.count", number=number, total=total))
    return found


def release() -> None:
    """Name the stable address of the whole record, where this app serves it."""
    if (STATIC / "rilis" / "datapackage.json").is_file():
        address = static_url("rilis/datapackage.json")
        st.markdown(t("sumber.release", address=address, version=str(atlas.version())))


def coverage(record: Record, search: str, row_id: str) -> None:
    """Draw what is known per year, and the rule that picks the claim shown first."""
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


def figures(record: Record, search: str, row_id: str) -> None:
    """Draw every national figure on file, newest year first, each with its source."""
    found = sorted(_matching("national", search), key=lambda row: (-row["year"], row["metric"]))
    for year, rows in groupby(found, key=lambda row: row["year"]):
        st.header(str(year))
        st.markdown("\n".join(f"- {say.national_line(record, row)}" for row in rows))


def _use_of(record: Record) -> Counter[str]:
    """Return how many facts point to each source."""
    cells = (cell for name in FACT_TABLES for cell in record.tables[name]["source_ids"])
    return Counter(source_id for cell in cells for source_id in str(cell).split())


@by_language()
def _source_table() -> pd.DataFrame:
    record = atlas.record()
    sources, used = record.tables["sources"], _use_of(record)
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


def sources(record: Record, search: str, row_id: str) -> None:
    """Draw the sources, or those of one row."""
    if row_id:
        proof.rows(record, row_id)
    _counted(atlas.provenance())
    ids = {row["id"] for row in _matching("sources", search)}
    everything = _source_table()
    column = st.column_config
    st.dataframe(
        everything[everything["id"].isin(ids)],
        hide_index=True,
        key="sumber_table",
        alt=t("sumber.alt", number=words().number(len(ids))),
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


def _counted(found: Provenance) -> None:
    """Draw how many texts there are, of how many rows the witness is known, and what waits."""
    number = words().number
    leads = ", ".join(
        f"{words().term('intake_table', table)} {number(count)}"
        for table, count in found.leads.items()
    )
    st.markdown(
        t(
            "sumber.counted",
            addresses=number(found.addresses),
            texts=number(found.texts),
            single=number(found.single),
            tied=number(found.tied),
            awards=number(found.untied.get("awards", 0)),
            results=number(found.untied.get("results", 0)),
            leads=number(sum(found.leads.values())),
            by_table=leads or "-",
        )
    )


def disputes(record: Record, search: str, row_id: str) -> None:
    """Draw where sources disagree, with both sides and the reading taken."""
    found = _matching("disputes", search)
    texts = _dispute_texts()
    for subject in record.schema.vocabularies["dispute_subject"]:
        shown = [texts[row["id"]] for row in found if row["subject"] == subject]
        if shown:
            st.header(words().term("dispute_subject", subject))
            st.markdown("\n\n".join(shown))


@by_language()
def _dispute_texts() -> dict[str, str]:
    """Return how each dispute reads, with links to its governments; made once."""
    record = atlas.record()
    return {
        row["id"]: say.dispute_text(row) + _about(record, row)
        for row in rows_of(record.tables["disputes"])
    }


def _about(record: Record, dispute: Row) -> str:
    codes = str(dispute["region_codes"]).split()[:6]
    links = [region_link(record, code) for code in codes]
    return f"\n\n{', '.join(links)}" if links else ""


def corrections(record: Record, search: str, row_id: str) -> None:
    """Draw the corrections: what stood there, what stands there now, and why."""
    st.markdown(t("corrections.intro"))
    rows = [(say.corrected(record, row), row) for row in rows_of(record.tables["corrections"])]
    for about, found in groupby(sorted(rows, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        st.markdown(f"**{about}**\n" + "\n".join(say.correction_text(row) for _, row in found))


PARTS: dict[str, Callable[[Record, str, str], None]] = {
    "liputan": coverage,
    "angka": figures,
    "sumber": sources,
    "perbedaan": disputes,
    "koreksi": corrections,
}

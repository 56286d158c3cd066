"""One search over the whole record: awards, scores, figures, differences, corrections, sources."""

from __future__ import annotations

from collections import Counter

from iga_core.chart import html
from iga_core.language import plain
from iga_core.publish.row_words import sentence_of
from iga_core.record import FoundRow, Record, Row, rows_of
from iga_core.regions import display_name
from pages._parts.sumber.sources import use
from pages._parts.sumber.tables import Part, plainly, table
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.filters import View
from pages._shared.links import publisher, row_link, source_link
from pages._shared.words import by_language, t, words

TABLES = (
    "awards", "results", "national", "lists", "region_facts", "disputes", "corrections", "season",
    "categories", "category_lists", "sources",
)  # fmt: skip
# a part of the page -> the table whose rows stand first there
OF_PART = {
    "perbedaan": "disputes",
    "koreksi": "corrections",
    "petunjuk": "lists",
    "sumber": "sources",
}
MOST = 200  # rows that a search shows


@by_language()
def _searchable() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return by table the id of each row and all that it says, in lower case."""
    record = atlas.record()
    return {
        name: tuple((str(row["id"]), _all(record, row)) for row in rows_of(record.tables[name]))
        for name in TABLES
    }


def _all(record: Record, row: Row) -> str:
    """Return all that a row says, the names behind its codes and sources included."""
    said = [str(value) for value in row.values() if value is not None]
    codes = f"{row.get('region_code') or ''} {row.get('region_codes') or ''}".split()
    said += [display_name(record.register.get(code)) for code in codes]
    said += map(publisher, str(row.get("source_ids") or "").split())
    if "metric" in row:
        said.append(words().term("metric", str(row["metric"])))
    return " ".join(said).casefold()


def unit_of(found: FoundRow) -> str:
    """Return the unit of a public statistic; "" for any other row."""
    if found.table != "statistics":
        return ""
    return str(atlas.series()[str(found.row["series_id"])]["unit"])


def title_of(record: Record, found: FoundRow) -> str:
    """Return what a row says in one line of Markdown; "" where it has no words of its own."""
    row, table_of = found.row, found.table
    card = atlas.award_cards().get(found.id)
    if said := sentence_of(record, found, card, unit_of(found), words()):
        return plain(said, 2000)
    if table_of == "disputes":
        return plain(row["title"], 300)
    if table_of == "corrections":
        about = say.corrected(record, row)
        return t("sumber.told_correction", about=about, change=say.change_text(row))
    if table_of == "season":
        stage = words().term("season_stage", str(row["stage"]))
        return t("sumber.told_season", stage=stage, year=row["year"])
    if words().has(f"corrections.of_{table_of}"):
        return say.corrected(record, {"table": table_of, "row_id": found.id})
    return ""


def _source(record: Record, source_id: str) -> str:
    """Return who published a source and when, what kind it is, and what rests on it."""
    row = record.tables["sources"].set_index("id").loc[source_id]
    return t(
        "sumber.told_source",
        source=source_link(source_id),
        kind=words().term("source_kind", str(row["kind"])),
        facts=words().number(use()[source_id]),
    ) + say.note_text({"note": row["note"]})


def results(record: Record, view: View, wanted: str) -> Part:
    """Return the rows in which every word of ``wanted`` stands, those of the open part first."""
    asked = wanted.casefold().split()
    own = OF_PART.get(view.text("bagian"), "")
    rows: list[Row] = []
    counts: Counter[str] = Counter()
    for name in sorted(TABLES, key=lambda table: table != own):
        found = [row_id for row_id, text in _searchable()[name] if all(w in text for w in asked)]
        counts[name] = len(found)
        rows += [{"id": row_id, "table": name} for row_id in found]

    def cells(row: Row) -> list[str]:
        kind = t(f"sumber.kind_{row['table']}")
        if row["table"] == "sources":
            return [kind, _source(record, row["id"])]
        if row["table"] == "awards":  # what else its sentence says stands at the row
            return [kind, row_link(say.corrected(record, {**row, "row_id": row["id"]}), row["id"])]
        one = atlas.rows().find(row["id"])
        return [kind, row_link(title_of(record, one), one.id) if one else plain(row["id"])]

    draw, links = table(view, rows[:MOST], ("kind", "told"), cells)
    number = words().number
    if not rows:
        return Part(plainly(t("sumber.found_none", text=wanted)), lambda: None)
    said = [t("sumber.found", text=wanted, number=number(len(rows)))]
    said += [
        t("sumber.found_kind", kind=t(f"sumber.kind_{name}"), number=number(count))
        for name, count in counts.items()
        if count
    ]
    if len(rows) > MOST:
        said.append(t("sumber.found_most", most=number(MOST)))
    return Part([html.ShownSentence(text, 0, "") for text in said], draw, pages=links)

"""The national context of a government's years: published mean, class counts, own value beside."""

from __future__ import annotations

from iga_core.analysis.profile import YearFacts
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.links import row_link
from pages._shared.marks import disputed, marked
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

UNKNOWN = "○"  # in a cell; the note below says it once


def _figure(year: int, metric: str, scope: str = "all", predicate: str = "") -> str:
    """Return every printed value of a national figure, each linked to its row."""
    found = atlas.national().figure(year, metric, scope, predicate)
    values = [row_link(say.figure_value(row), str(row["id"])) for row in found.rows]
    text = t("figure.or").join(values)
    return disputed(text) if found.disputed else text or UNKNOWN


def _own(facts: YearFacts, field: str) -> str:
    if facts.shown is None or not facts.shown[f"{field}_id"]:
        return UNKNOWN
    claim = facts.claim(str(facts.shown[f"{field}_id"]))
    if field == "predicate":
        return say.predicate_text(claim)
    return row_link(say.score_text(claim), str(claim["id"]))


@by_language(maxsize=1024)
def _table(code: str) -> str:
    """Return the index years of a government as a table, made once."""
    record, history = atlas.record(), atlas.histories()[code]
    region = record.register.get(code)
    names = record.schema.vocabularies["predicate"]
    kind = words().term("rank_scope", region.type)
    body = []
    for facts in history.years:
        if facts.year not in record.index_years:
            continue
        counts = [_figure(facts.year, "predicate_count", region.type, name) for name in names]
        mean = _figure(facts.year, "mean_index")
        own = [_own(facts, field) for field in ("score", "predicate")]
        body.append([f"**{facts.year}**", own[0], mean, own[1], *counts])
    head = [
        t("chart.year"),
        t("label.score"),
        words().term("metric", "mean_index"),
        t("label.predicate"),
        *(t("daerah.count_of", predicate=marked("predicate", name), kind=kind) for name in names),
    ]
    return markdown_table(head, body)


def context(canvas: Canvas, code: str) -> None:
    """Draw, per index year, the nation's figures beside this government's own."""
    canvas.header(t("daerah.context"))
    canvas.markdown(_table(code))
    canvas.caption(t("daerah.context_note"))

"""A government's years in one table, with a break wherever scale or rules change."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.analysis.profile import History, YearFacts
from iga_core.language import plain
from iga_core.record import Record
from iga_core.rules import Rulebook
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.links import row_link
from pages._shared.marks import disputed, unknown
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

COLUMNS = ("year", "awards", "predicate", "score", "rank_within_type", "innovations")


def _awards(code: str, facts: YearFacts) -> str:
    """Return the year's awards, own claims and index classes as such, and a known absence."""
    texts = [
        say.award_short(
            award, f"{words().term('programme', award['programme'])} {plain(award['level'])}"
        )
        for award in facts.awards
    ]
    if not facts.awards_of("IGA"):
        texts.append(say.absence_text(atlas.recipients().absence(code, facts.year)))
    return "; ".join(filter(None, texts))


def _claimed(facts: YearFacts, field: str) -> str:
    """Return the claims on a field, the shown one first, each linked to its row."""
    if facts.shown is None or not facts.shown[f"{field}_id"]:
        return ""
    ids = [facts.shown[f"{field}_id"], *str(facts.shown[f"{field}_differing_ids"]).split()]
    texts = []
    for claim in map(facts.claim, ids):
        if field == "predicate":
            texts.append(say.predicate_text(claim))
        elif field == "score":
            texts.append(row_link(say.score_text(claim), claim["id"]))
            texts[-1] += say.quality_text(claim)
        else:
            texts.append(say.rank_short(claim, field))
    both = f" {t('daerah.or')} ".join(texts)
    return disputed(both) if len(texts) > 1 else both


def _innovations(facts: YearFacts) -> str:
    rows = [row for row in facts.claims if row["innovations"] is not None]
    return "; ".join(row_link(say.count_text(row), row["id"]) for row in rows)


def _row(record: Record, code: str, facts: YearFacts) -> list[str]:
    index = facts.year in record.index_years
    fields = ("predicate", "score", "rank_within_type")
    cells = [_claimed(facts, field) for field in fields] if index else [""] * 3
    cells = [_awards(code, facts), *cells, _innovations(facts)]
    shown = [cell or unknown("daerah.unknown_cell") for cell in cells]
    if not index:
        shown[1:] = [unknown("daerah.no_index")] * 4
    return [f"**{facts.year}**", *shown]


def breaks(years: Sequence[int], books: dict[int, Rulebook]) -> dict[int, str]:
    """Return, by the later year, what changed since the year before: ``scale`` or ``rules``."""
    found = {}
    for before, after in zip(sorted(years), sorted(years)[1:], strict=False):
        if before not in books or after not in books:
            continue
        old, new = books[before], books[after]
        if old.scale.known().id != new.scale.known().id:
            found[after] = "scale"
        elif old.family.known() != new.family.known():
            found[after] = "rules"
    return found


@by_language(maxsize=1024)
def _table(code: str) -> str:
    """Return the years of a government as a table, made once."""
    record, history = atlas.record(), atlas.histories()[code]
    changed = breaks([facts.year for facts in history.years], atlas.rulebooks())
    body = []
    for facts in history.years:
        body.append(_row(record, code, facts))
        if facts.year in changed:
            text = t(f"daerah.break_{changed[facts.year]}")
            body.append(["⋯", f"*{text}*", *["⋯"] * 4])
    head = [t("chart.year"), t("daerah.awards"), *(t(f"label.{name}") for name in COLUMNS[2:])]
    return markdown_table(head, body)


def timeline(canvas: Canvas, history: History) -> None:
    """Draw the years, newest first."""
    canvas.header(t("daerah.timeline"))
    canvas.markdown(_table(history.code))
    canvas.caption(t("daerah.timeline_note"))

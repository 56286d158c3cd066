"""A government's years: a line each, the chosen one in full first."""

from __future__ import annotations

from collections.abc import Iterable

from iga_core.analysis.profile import History, YearFacts
from iga_core.language import plain
from iga_core.record import Record, Row, standing_of
from pages._shared import atlas, show
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.links import briefly, href, row_link
from pages._shared.marks import disputed
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

INDEX = ("predicate", "score", "rank_within_type")


def _award(award: Row) -> str:
    parts = [plain(award["level"]), plain(award["category"])]
    if award["programme"] != "IGA":
        parts.insert(0, words().term("programme", str(award["programme"])))
    if award["rank"] is not None:
        parts.append(t("award.rank", rank=int(award["rank"])))
    return say.award_short(award, ", ".join(parts))


def _absence(code: str, facts: YearFacts) -> str:
    """Return the complete lists of the year that do not name a government without an award."""
    if facts.awards_of("IGA"):
        return ""
    return say.absence_text(atlas.recipients().absence(code, facts.year))


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
            score = say.score_text(claim, linked=True) + say.quality_text(claim)
            texts.append(f"{t('label.score')} {score}")
        else:
            texts.append(f"{t('label.rank')} {say.rank_short(claim, field)}")
    both = f" {t('daerah.or')} ".join(texts)
    return disputed(both) if len(texts) > 1 else both


def _index(facts: YearFacts) -> str:
    counts = [
        row_link(say.count_text(row), row["id"])
        for row in facts.claims
        if row["innovations"] is not None
    ]
    return "; ".join(filter(None, (*(_claimed(facts, field) for field in INDEX), *counts)))


def _how(awards: Iterable[Row]) -> str:
    """Return how each award is known, and when it was handed over."""
    found = []
    for award in awards:
        text = words().term("award_status", str(award["status"]))
        if standing_of(award) == "received" and award["ceremony_on"]:
            day = words().day(str(award["ceremony_on"]))
            text = t("daerah.handed_over", status=text, day=day)
        found.append(text)
    return "; ".join(dict.fromkeys(found))


@by_language(maxsize=600)
def _table(code: str) -> str:
    """Return the years with anything on file as a table, newest first; made once."""
    body = []
    for facts in atlas.histories()[code].years:
        if facts.empty:
            continue
        awards = sorted(facts.awards, key=lambda a: (a["programme"] != "IGA", standing_of(a)))
        rows = (*awards, *facts.claims)
        sources = dict.fromkeys(i for row in rows for i in str(row["source_ids"]).split())
        body.append(
            [
                f"**[{facts.year}]({href('daerah', daerah=code, tahun=str(facts.year))})**",
                "; ".join(filter(None, (*map(_award, awards), _absence(code, facts)))),
                _index(facts),
                _how(awards),
                briefly(sources),
            ]
        )
    names = ("awards", "index", "known", "sources")
    head = [t("chart.year"), *(t(f"daerah.year_{name}") for name in names)]
    return markdown_table(head, body) if body else ""


def years(canvas: Canvas, record: Record, history: History, chosen: str) -> None:
    """Draw the chosen year in full, then a line per year, then the years without a row."""
    if any(str(facts.year) == chosen for facts in history.years):
        show.year_card(canvas, history.code, int(chosen))
    if history.empty:
        show.what_was_searched(canvas, record)
    if table := _table(history.code):
        canvas.markdown(table)
        canvas.caption(t("daerah.years_note"))
    show.empty_years(canvas, history)

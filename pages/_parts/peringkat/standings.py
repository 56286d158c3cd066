"""Honest ranking: the known scores of one year and type, published ranks, and intervals."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import streamlit as st

from iga_core.analysis.ranking import (
    TYPE_RANK,
    Bound,
    Pair,
    RankPlace,
    RankProblem,
    RankStanding,
    RankTable,
    class_by_limits,
)
from iga_core.chart import html
from iga_core.chart.model import Ruler
from iga_core.chart.ranked import ranked
from iga_core.language import plain
from iga_core.record import Record, Row, year_row
from iga_core.regions import TYPES, RegionType
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.filters import ALL, Values
from pages._shared.links import href, region_link, row_link, value_source
from pages._shared.marks import disputed, unknown
from pages._shared.ranks import interval_text, kind_name, ranking_address
from pages._shared.rule_text import limit_text
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

HEAD = ("place", "region", "score", "rank", "predicate", "source")


def _number(value: int | float) -> str:
    return words().number(value)


def place_text(place: RankPlace) -> str:
    """Return a place among the known; equal scores share a range of places."""
    known, first, last = map(_number, (place.known, place.first, place.last))
    if place.first == place.last:
        return t("peringkat.place", place=first, known=known)
    return t("peringkat.place_tied", first=first, last=last, known=known)


def _detail(problem: RankProblem, *, titled: bool) -> str:
    """Return what a problem points at: a quality in words, a claim or a dispute as a link."""
    if problem.reason in ("score_quality", "rank_quality"):
        return words().term("quality", problem.detail)
    found = atlas.rows().find(problem.detail)
    if found is None:
        return ""
    if found.table == "disputes" and titled:
        return row_link(plain(found.row["title"], 200), problem.detail)
    return row_link(t(f"peringkat.that_{found.table}"), problem.detail)


def problems_text(problems: Sequence[RankProblem], *, titled: bool = True) -> str:
    """Return why something bounds nothing, every reason with its row.

    ``titled``: name a dispute by its title rather than in a word.
    """
    return "; ".join(
        t(f"peringkat.reason_{problem.reason}", detail=_detail(problem, titled=titled))
        for problem in problems
    )


# --- one government's cells


def _claims(view: Row, field: str) -> list[Row]:
    """Return the shown claim of ``field`` and those that print something else."""
    ids = [view[f"{field}_id"], *view[f"{field}_differing_ids"].split()]
    return [atlas.ranking().claims[claim_id] for claim_id in ids if claim_id]


def _field(record: Record, view: Row, field: str) -> str:
    """Return the shown value of ``field`` and those that differ, each linked to its row."""
    texts = []
    for claim in _claims(view, field):
        if field == "score":
            text = row_link(say.score_text(claim), claim["id"])
        elif field == "predicate":
            text = say.predicate_text(claim) + say.basis_text(claim)
        else:
            text = say.rank_text(record, claim, field)
        texts.append(text + say.quality_text(claim))
    if not texts:
        return unknown()
    return "; ".join(
        [texts[0], *(disputed(t("peringkat.differs", text=text)) for text in texts[1:])]
    )


def _rank_cell(record: Record, standing: RankStanding, existing: int) -> str:
    """Return the published rank, the interval, or why there is neither; a national rank last."""
    parts = []
    if standing.rank is not None:
        text = _field(record, standing.view, TYPE_RANK)
        why = problems_text(standing.rank_problems, titled=False)
        parts.append(t("peringkat.published_unsure", text=text, why=why) if why else text)
    if standing.interval:
        parts.append(interval_text(standing.interval, existing))
    elif standing.problems:
        message = "peringkat.unused" if standing.state == "published" else "peringkat.withheld"
        parts.append(t(message, why=problems_text(standing.problems, titled=False)))
    if standing.view["national_rank"] is not None:
        parts.append(_field(record, standing.view, "national_rank"))
    return "; ".join(parts)


def _class_cell(record: Record, standing: RankStanding, year: int) -> str:
    """Return the predicate on file; without one what the year's limits give, as our reading."""
    text = _field(record, standing.view, "predicate")
    if standing.view["predicate"] or standing.span is None:
        return text
    read = class_by_limits(standing.span, atlas.rulebooks()[year])
    if not read:
        return text
    return f"{text}; {t('peringkat.by_limits', year=year, predicate=t('facet.or').join(read))}"


def _first_ranked(record: Record, year: int, kind: RegionType) -> str:
    """Return who received rank 1 of the award's own list, linked; "" when that is not on file."""
    return "; ".join(
        f"{region_link(record, award['region_code'], year)} "
        f"({row_link(plain(award['level']), award['id'])})"
        for award in atlas.recipients().first_ranked(year, kind)
    )


def _place_cell(record: Record, standing: RankStanding, table: RankTable) -> str:
    """Return a place among the known scores; beside the first, who was first in the award."""
    if standing.place is None:
        return t("peringkat.no_place")
    text = place_text(standing.place)
    first = atlas.recipients().first_ranked(table.year, table.kind)
    if standing.place.first > 1 or not first:
        return text
    if standing.code in {award["region_code"] for award in first}:
        return t("peringkat.place_and_award", place=text)
    who = _first_ranked(record, table.year, table.kind)
    return t("peringkat.place_not_award", place=text, who=who)


def _sources(view: Row) -> str:
    fields = ("score", TYPE_RANK, "national_rank", "predicate")
    shown = [claim for field in fields for claim in _claims(view, field)[:1]]
    sources = (value_source(str(claim["source_ids"]), str(claim["id"])) for claim in shown)
    return "; ".join(dict.fromkeys(sources))


@by_language()
def _cells(year: int, kind: str) -> dict[str, list[str]]:
    """Return the cells of every government of a table, by code; made once."""
    record, table = atlas.record(), atlas.ranking().table(year, kind)
    rows = {}
    for standing in table.standings:
        view = standing.view
        rows[standing.code] = [
            _place_cell(record, standing, table),
            region_link(record, standing.code, year),
            _field(record, view, "score"),
            _rank_cell(record, standing, table.existing),
            _class_cell(record, standing, year),
            _sources(view),
        ]
    return rows


# --- the parts of the page


def _limits(year: int) -> str:
    """Return the class limits of a year in words."""
    book = atlas.rulebooks()[year]
    if not book.classes:
        return t("peringkat.no_limits", year=year)
    decimals = book.scale.known().decimals
    parts = [f"{c.predicate} {limit_text(c.known(), decimals)}" for c in book.classes]
    address = href("aturan", tahun=str(year))
    return t("peringkat.limits", year=year, limits="; ".join(parts), address=address)


def _widths(table: RankTable) -> str:
    """Return how wide the intervals of a view are: least, median, most."""
    if not table.widths:
        return t("peringkat.no_widths")
    return t(
        "peringkat.widths",
        number=_number(len(table.widths)),
        least=_number(table.widths[0]),
        middle=words().figure(median(table.widths)),
        most=_number(table.widths[-1]),
        existing=_number(table.existing),
    )


def head(record: Record, page: Canvas, table: RankTable) -> None:
    """Say how much is known, and what a place among the known is not."""
    page.markdown(
        t(
            "peringkat.head",
            known=_number(len(table.scored)),
            existing=row_link(_number(table.existing), year_row(table.year)),
            kind=kind_name(table.kind),
            year=table.year,
            final=_number(sum(s.final is not None for s in table.standings)),
            published=_number(sum(s.rank is not None for s in table.standings)),
        )
    )
    who = _first_ranked(record, table.year, table.kind)
    message = "peringkat.award_first" if who else "peringkat.no_award_first"
    page.markdown(t(message, year=table.year, kind=kind_name(table.kind), who=who))


def answer(record: Record, page: Canvas, table: RankTable, code: str) -> None:
    """Say where one government stands, or why that is not known."""
    if code == ALL:
        return
    region = record.register.get(code)
    name = plain(region.name)
    if region.type != table.kind:
        address = ranking_address(table.year, region.type, code)
        kind = words().term("region_type", region.type)
        page.info(t("peringkat.other_type", name=name, kind=kind, address=address))
        return
    standing = table.standing(code)
    if standing is None:
        page.info(t("peringkat.nothing", name=name, year=table.year))
        return
    page.info(
        t(
            "peringkat.answer",
            name=name,
            year=table.year,
            score=_field(record, standing.view, "score"),
            place=_place_cell(record, standing, table),
            rank=_rank_cell(record, standing, table.existing) or t("rank.unknown"),
            predicate=_class_cell(record, standing, table.year),
        )
    )


def table_of(page: Canvas, table: RankTable, chosen: str) -> None:
    """Draw every government with a score or a rank on file."""
    cells = _cells(table.year, table.kind)
    body = []
    for code, row in cells.items():
        body.append([row[0], f"**{row[1]}**", *row[2:]] if code == chosen else row)
    page.markdown(markdown_table([t(f"peringkat.column_{name}") for name in HEAD], body))
    page.caption(t("peringkat.ties"))


def _pair_text(record: Record, pair: Pair) -> str:
    claims = atlas.ranking().claims
    score = row_link(say.score_text(claims[pair.score_id]), pair.score_id)
    rank = say.rank_text(record, claims[pair.rank_id], TYPE_RANK)
    region = region_link(record, pair.code, pair.year)
    return t("peringkat.pair", region=region, year=pair.year, score=score, rank=rank)


def _bound_text(record: Record, bound: Bound, side: str) -> str:
    """Return what gives one end of an interval. ``side``: best or worst."""
    if not bound.code:
        return t(f"peringkat.by_count_{side}", number=_number(bound.counted))
    name = plain(record.register.get(bound.code).name)
    return t(f"peringkat.by_pair_{side}", name=name, number=_number(bound.counted))


@by_language()
def _method(year: int, kind: str) -> str:
    """Return the pairs of a view, used and not, and what gives each interval; made once."""
    record, table = atlas.record(), atlas.ranking().table(year, kind)
    used = [f"- {_pair_text(record, pair)}" for pair in table.usable]
    left = [_excluded(record, pair) for pair in table.pairs if not pair.usable]
    ends = [
        f"- {plain(record.register.get(s.code).name)}: "
        f"{interval_text(s.interval, table.existing)}. "
        f"{_bound_text(record, s.interval.best, 'best')}; "
        f"{_bound_text(record, s.interval.worst, 'worst')}."
        for s in table.standings
        if s.interval
    ]
    none = t("peringkat.none")
    return "\n\n".join(
        [
            f"**{t('peringkat.used', number=_number(len(used)))}**",
            "\n".join(used) or none,
            f"**{t('peringkat.left_out', number=_number(len(left)))}**",
            "\n".join(left) or none,
            f"**{t('peringkat.ends')}**",
            "\n".join(ends) or none,
        ]
    )


def _excluded(record: Record, pair: Pair) -> str:
    return f"- {_pair_text(record, pair)}: {problems_text(pair.problems)}."


@by_language()
def _every_check() -> tuple[str, str]:
    """Return the result of leaving each pair out in one sentence, and all excluded pairs."""
    record, rankings = atlas.record(), atlas.ranking()
    held = [check.interval.width for check in rankings.checks if check.interval and check.held]
    excluded = [pair for pair in rankings.pairs if not pair.usable]
    text = t(
        "peringkat.checked",
        held=_number(len(held)),
        usable=_number(len(rankings.checks)),
        pairs=_number(len(rankings.pairs)),
        excluded=_number(len(excluded)),
        least=_number(min(held)),
        middle=words().figure(median(held)),
        most=_number(max(held)),
    )
    failed = [f"- {_pair_text(record, c.pair)}" for c in rankings.checks if not c.held]
    if failed:
        text += "\n\n" + t("peringkat.failed") + "\n\n" + "\n".join(failed)
    return text, "\n".join(_excluded(record, pair) for pair in excluded)


def method(page: Canvas, table: RankTable) -> None:
    """Explain the intervals: the rule, the pairs, what was left out and why, and the check."""
    checked, excluded = _every_check()
    page.markdown(checked)
    with st.expander(t("peringkat.how")):
        page.markdown(t("peringkat.rule"))
        page.markdown(_method(table.year, table.kind))
    with st.expander(t("peringkat.every_excluded")):
        page.markdown(excluded or t("peringkat.none"))


@by_language(maxsize=64)
def _ruler(year: int, kind: RegionType, chosen: str) -> Ruler:
    table = atlas.ranking().table(year, kind)
    return ranked(
        atlas.record(),
        table,
        atlas.rulebooks()[year],
        words(),
        lambda code: ranking_address(year, kind, code),
        chosen,
    )


def kind_of(values: Values) -> RegionType:
    """Return the type of governments that ``values`` (of Peringkat) ask for."""
    return TYPES[values.text("jenis")]


def whole(values: Values) -> str:
    """Return the address of the whole table, for a sentence that rests on all of it."""
    asked = {name: values.text(name) for name in ("tahun", "jenis", "daerah")}
    return href("peringkat", bagian="tabel", **asked)


def picture(page: Canvas, table: RankTable, chosen: str) -> None:
    """Draw a row per known score: on the class bands of its year, and the rank beside it."""
    if not table.scored:
        page.info(t("peringkat.no_scores", kind=kind_name(table.kind), year=table.year))
        return
    page.figure(
        _ruler(table.year, table.kind, chosen),
        legend=html.filled(
            "ruler_legend.html",
            printed=t("chart.rank_printed"),
            open=t("chart.rank_open"),
            doubt=t("chart.rank_doubt"),
            bands=t("chart.bands_of", year=table.year),
            how=t("peringkat.how"),
            address=href(
                "peringkat", bagian="bukti", tahun=str(table.year), jenis=table.kind, daerah=chosen
            ),
        ),
    )


def known(record: Record, page: Canvas, table: RankTable) -> None:
    """Draw how much is known, who was first in the award, and the limits of the year."""
    head(record, page, table)
    page.caption(_limits(table.year))


def proof(page: Canvas, table: RankTable) -> None:
    """Draw how wide the intervals are and how they come about."""
    page.markdown(_widths(table))
    method(page, table)

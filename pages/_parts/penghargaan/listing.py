"""The award list: 25 rows a page, ranks first where any is known, each with its nine years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import get_args

import streamlit as st
from markupsafe import Markup

from iga_core.analysis.awards import ListCount
from iga_core.analysis.facets import FacetCounts, Selection
from iga_core.analysis.lists import completeness as completeness_of
from iga_core.chart import html
from iga_core.language import plain
from iga_core.record import Row, standing_of
from iga_core.record.received import AwardStanding
from iga_core.record.witnesses import texts_of
from pages._parts.penghargaan.asked import Asked
from pages._shared import atlas, first
from pages._shared.filters import AWARDS_A_PAGE, View
from pages._shared.links import row_address
from pages._shared.listing import paged, pages
from pages._shared.marks import marked
from pages._shared.words import by_language, t, words

STANDINGS: tuple[AwardStanding, ...] = get_args(AwardStanding)
NAMED = 3  # governments found by name whose absence is told one by one
SOURCES = 1  # texts named in a row of the list: each costs its whole address
ROW = "__row__"  # in an address: the id of the row that it opens


@dataclass(frozen=True, slots=True)
class Source:
    """Who prints an award, and where."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One award as the list shows it: its cells by column, and what stands for them.

    ``more``: texts besides the ``sources`` named; ``claims``: years by the government's own word.
    """

    id: str
    name: str
    cells: dict[str, str]
    history: Markup
    years: int
    claims: int
    sources: tuple[Source, ...]
    more: int
    disputed: bool


@by_language()
def _line(award_id: str) -> Line:
    card = atlas.award_cards()[award_id]
    award, code = card.award, card.award["region_code"]
    region, term = atlas.record().register.get(code), words().term
    years = first.cells().awards(code)
    texts = texts_of(card.witnesses.named or card.sources)
    return Line(
        award_id,
        card.name,
        {
            "rank": "" if award["rank"] is None else str(award["rank"]),
            "province": "" if region.type == "provinsi" else _province(code),
            "programme": term("programme", award["programme"]),
            "year": str(award["year"]),
            "level": term("level", award["level"]),
            "category": term("category", award["category"]),
            "status": _status(award),
        },
        html.history(years, first.cells().history_said(code)),
        sum(cell.state == "received" for cell in years),
        sum(cell.state == "claimed" for cell in years),
        tuple(
            Source(text[0]["publisher"], text[0]["url"] or row_address(award_id))
            for text in texts[:SOURCES]
        ),
        max(0, len(texts_of(card.sources)) - SOURCES),
        bool(card.dispute_ids),
    )


def _province(code: str) -> str:
    return plain(atlas.record().register.province_of(code).name)


def _status(award: Row) -> str:
    """Return how an award is known where that is not plainly reported; "" where it is.

    What does not count has the hollow mark and says so.
    """
    standing = standing_of(award)
    if standing == "received":
        reported = award["status"] == "reported"
        return "" if reported else words().term("award_status", award["status"])
    return marked("award_standing", standing, t(f"penghargaan.{standing}"))


@cache
def _places() -> tuple[int, ...]:
    """Return the place of every award in the list: what counts first, newest year first.

    Within a list its own ranks come first, then the names without one.
    """
    index, register = atlas.facets(), atlas.record().register
    codes = {facet: index.codes[facet].tolist() for facet in ("programme", "level", "category")}

    def order(i: int) -> tuple[object, ...]:
        award = index.awards[i]
        unranked = award["rank"] is None
        return (
            STANDINGS.index(standing_of(award)),
            -award["year"],
            *(codes[facet][i] for facet in codes),
            unranked,
            0 if unranked else award["rank"],
            register.get(award["region_code"]).name,
        )

    ordered = sorted(range(len(index.awards)), key=order)
    places = [0] * len(ordered)
    for place, i in enumerate(ordered):
        places[i] = place
    return tuple(places)


def ordered(counts: FacetCounts) -> list[Row]:
    """Return the rows of ``counts`` in the order of the list."""
    places, awards = _places(), atlas.facets().awards
    return [awards[i] for i in sorted(counts.positions.tolist(), key=places.__getitem__)]


# the columns that are left out where a filter gives them one value
FIXED = ("programme", "year", "level", "category")


def _columns(
    every: Sequence[Row], lines: Sequence[Line], chosen: Selection, *, narrow: bool
) -> list[tuple[str, str]]:
    """Return the columns between name and history, each with its heading.

    The level is named where no filter says it, though all rows may share it.
    """
    found = [
        name
        for name in FIXED
        if len({award[name] for award in every}) > 1 or (name == "level" and len(chosen.level) != 1)
    ]
    if not narrow and any(line.cells["province"] for line in lines):
        found.insert(0, "province")
    return [(name, t(f"column.{name}")) for name in found]


@by_language()
def _headings() -> dict[str, str]:
    first_year, *_, last_year = first.cells().years
    return {
        "caption": t("penghargaan.list"),
        "rank": t("column.rank"),
        "name": t("column.region_name"),
        "history": t("penghargaan.history", first=first_year, last=last_year),
        "years": t("penghargaan.iga_years"),
        "status": t("column.status"),
        "source": t("column.source"),
        "differs": t("penghargaan.differs"),
    }


def table(view: View, asked: Asked) -> str:
    """Return the page of the list that ``view`` asks for, with the links to the others (HTML).

    Beside a row that stands open the list leaves out what that row tells.
    """
    narrow = bool(view.text("penghargaan"))
    every = ordered(asked.counts)
    shown, links = paged(view, every, AWARDS_A_PAGE, penghargaan="")
    lines = [_line(award["id"]) for award in shown]
    return html.filled(
        "awards.html",
        lines=lines,
        columns=_columns(every, lines, asked.chosen, narrow=narrow),
        narrow=narrow,
        ranked=any(line.cells["rank"] for line in lines),
        status=not narrow and any(line.cells["status"] for line in lines),
        chosen=view.text("penghargaan"),
        open=view.address(penghargaan=ROW),
        pages=Markup(pages(links)),
        said=_headings(),
    )


def _list_name(count: ListCount) -> str:
    return f"{count.category} · {count.level} · {count.year}"


def _list_line(count: ListCount) -> str:
    return t(
        f"list.{completeness_of(count)}",
        name=_list_name(count),
        known=words().number(count.known),
        awarded=words().number(count.awarded or 0),
    )


def _names(lists: Iterable[ListCount]) -> str:
    return ", ".join(map(_list_name, lists))


def _absences(counts: FacetCounts) -> list[str]:
    """Return what the lists say of governments found by name in chosen years without an award."""
    wanted, recipients = counts.selection, atlas.recipients()
    codes = sorted(wanted.codes or ())
    if len(codes) > NAMED:
        return []
    told = []
    for code, year, programme in product(
        codes, map(int, wanted.year), wanted.programme or ("IGA",)
    ):
        got = recipients.rows(code, year, programme=programme)
        if any(not wanted.level or row["level"] in wanted.level for row in got):
            continue
        absence = recipients.absence(code, year, programme=programme, levels=wanted.level)
        told.append(
            t(
                f"penghargaan.absent.{absence.state}",
                name=plain(atlas.record().register.get(code).name),
                year=year,
                complete=_names(absence.complete),
                open=_names(absence.open) or t("facet.no_list"),
            )
        )
    return told


def _nothing(counts: FacetCounts) -> str:
    """Return what it means that a selection lists no row."""
    lists = counts.coverage.concerned
    if counts.selection.year and lists and all(count.complete for count in lists):
        return t("penghargaan.not_listed", lists=_names(lists))
    return t("penghargaan.empty")


def absent(counts: FacetCounts) -> None:
    """Say whose absence is known, and what it means that there is no row."""
    wanted = counts.selection
    by_list = wanted.answer is None and not (wanted.status or wanted.session)
    absences = _absences(counts) if by_list and not wanted.category else []
    if absences:
        st.info("\n\n".join(absences))
    elif not counts.total:
        st.info(_nothing(counts) if by_list else t("penghargaan.empty"))


def completeness(counts: FacetCounts, lists: Sequence[ListCount]) -> None:
    """Draw how many rows there are, and how complete the lists behind a selection are."""
    number = words().number
    st.markdown(
        t(
            "penghargaan.found",
            number=number(counts.total),
            total=number(len(atlas.record().tables["awards"])),
            received=number(counts.count.names),
            others=number(counts.claims + counts.index_only),
        )
    )
    st.markdown(t("list.explained"))
    st.markdown("\n".join(f"- {_list_line(count)}" for count in lists))

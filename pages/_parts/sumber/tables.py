"""National figures, differences, corrections and what is missing: a table each, by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import streamlit as st

from iga_core.analysis.gaps import Gap, gaps
from iga_core.analysis.national_sentences import mean_index
from iga_core.chart import html
from iga_core.chart.lines import national_lines
from iga_core.language import plain
from iga_core.publish.row_words import figure_name
from iga_core.record import Record, Row, rows_of
from iga_core.regions import display_name
from pages._shared import atlas, first, report
from pages._shared import facts as say
from pages._shared.filters import View
from pages._shared.links import briefly, region_link, row_address, row_link
from pages._shared.listing import PageLink, paged
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

A_PAGE = 15  # rows: on a phone they take three screens
NAMED = 3  # governments named in a row


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: what it answers, its picture (HTML), the rest, the pages of its table."""

    said: Sequence[html.ShownSentence]
    draw: Callable[[], object]
    picture: str = ""
    pages: Sequence[PageLink] = field(default=())


def plainly(text: str) -> list[html.ShownSentence]:
    """Return one sentence that rests on no single row."""
    return [html.ShownSentence(text, 0, "")]


def table(
    view: View, rows: Sequence[Row], columns: Sequence[str], cells: Callable[[Row], list[str]]
) -> tuple[Callable[[], object], Sequence[PageLink]]:
    """Return what draws the page of ``rows`` asked for, and all pages.

    ``columns``: the last part of their headings' messages; at the end of each row a source for it
    can be sent.
    """
    shown, links = paged(view, rows, A_PAGE)
    head = [t(f"sumber.head_{name}") for name in (*columns, "send")]

    def draw() -> None:
        body = [[*cells(row), report.link(str(row["id"]))] for row in shown]
        with st.container(key="sumber_rows"):  # style.css sets them closer
            st.markdown(markdown_table(head, body))

    return draw, links


@by_language()
def _lines() -> str:
    figure = national_lines(atlas.record(), atlas.national(), words(), row_address)
    return html.write(figure)


def figures(record: Record, view: View) -> Part:
    """Return the national figures: their values through the years, and all of them as a table."""
    order = record.schema.vocabularies["metric"]
    rows = sorted(
        rows_of(record.tables["national"]),
        key=lambda row: (-row["year"], order.index(row["metric"])),
    )

    def cells(row: Row) -> list[str]:
        return [
            str(row["year"]),
            plain(figure_name(record, row, words()), 300),
            row_link(say.figure_value(row), str(row["id"])),
            briefly(str(row["source_ids"]).split()),
        ]

    draw, links = table(view, rows, ("year", "figure", "value", "source"), cells)
    said = first.said([mean_index(record.index_years, atlas.national())], first.Proofs())
    number = words().number
    differing = number(len(atlas.national().differing()))
    counted = t("sumber.angka_said", figures=number(len(rows)), differing=differing)
    return Part([*said, *plainly(counted)], draw, _lines(), links)


@cache
def _named() -> dict[str, tuple[str, ...]]:
    """Return the governments that each dispute names in its claim, by the dispute's id."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, disputes in atlas.disputes().of.items():
        for dispute in disputes:
            found[dispute["id"]].append(code)
    return {row_id: tuple(codes) for row_id, codes in found.items()}


def _whom(record: Record, dispute: Row) -> tuple[int, str]:
    """Return whom a dispute is about: those it names, else how many, else the country; sortable."""
    codes = _named().get(str(dispute["id"]), ())
    if codes:
        more = f" +{len(codes) - NAMED}" if len(codes) > NAMED else ""
        return 0, ", ".join(region_link(record, code) for code in codes[:NAMED]) + more
    if many := str(dispute["region_codes"]).split():
        if len(many) <= NAMED:
            return 0, ", ".join(region_link(record, code) for code in many)
        return 1, t("sumber.many_governments", number=words().number(len(many)))
    return 2, t("sumber.country")


def disputes(record: Record, view: View) -> Part:
    """Return where sources disagree, by the governments they disagree on."""
    rows = rows_of(record.tables["disputes"])
    whom = {row["id"]: _whom(record, row) for row in rows}
    rows.sort(key=lambda row: (*whom[row["id"]], row["years"]))

    def cells(row: Row) -> list[str]:
        return [
            whom[row["id"]][1],
            str(row["years"]).replace(" ", ", "),
            row_link(plain(row["title"], 300), str(row["id"])),
            words().term("dispute_status", str(row["status"])),
        ]

    draw, links = table(view, rows, ("government", "year", "dispute", "status"), cells)
    number = words().number
    still = number(sum(row["status"] == "open" for row in rows))
    said = t("sumber.perbedaan_said", number=number(len(rows)), open=still)
    return Part(plainly(said), draw, pages=links)


def corrections(record: Record, view: View) -> Part:
    """Return what stood there, what stands there now and why: by government, then the others."""
    rows = rows_of(record.tables["corrections"])
    about = {row["id"]: say.corrected(record, row) for row in rows}
    of_government = {"regions", "awards", "results", "region_facts"}
    rows.sort(key=lambda row: (row["table"] not in of_government, about[row["id"]]))

    def cells(row: Row) -> list[str]:
        return [
            row_link(about[row["id"]], str(row["row_id"])),
            say.change_text(row),
            f"{plain(row['reason'], 600)} {row_link(words().day(row['corrected_on']), row['id'])}",
        ]

    draw, links = table(view, rows, ("about", "change", "reason"), cells)
    number, days = words().number, Counter(row["corrected_on"] for row in rows)
    last = max(days)
    said = t(
        "sumber.koreksi_said",
        number=number(len(rows)),
        day=words().day(last),
        last=number(days[last]),
    )
    return Part(plainly(said), draw, pages=links)


def _list_name(gap: Gap) -> str:
    count = gap.count
    programme = words().term("programme", count.programme)
    return f"{programme} {count.year}: {count.category}, {count.level}"


def _settles(record: Record, gap: Gap) -> str:
    """Return what would settle a gap: the whole list, its length, a report on who claims it."""
    awarded = gap.count.awarded
    if awarded is None:
        text = t("sumber.settles_size")
    elif awarded == 1:
        text = t("sumber.settles_name")
    else:
        text = t("sumber.settles_names", awarded=words().number(awarded))
    if gap.claims:
        names = ", ".join(
            row_link(plain(display_name(record.register.get(claim["region_code"]))), claim["id"])
            for claim in gap.claims
        )
        text += f" {t('sumber.settles_claims', names=names)}"
    return text


def _missing(gap: Gap) -> str:
    number = words().number
    if gap.missing is None or gap.count.awarded is None:
        return t("sumber.missing_size", known=number(gap.count.known))
    text = t("sumber.missing", missing=number(gap.missing), awarded=number(gap.count.awarded))
    return row_link(text, gap.row)


def leads(record: Record, view: View) -> Part:
    """Return the lists that are not whole, nearest to whole first, and what would settle each."""
    found = gaps(record)
    by_name = {_list_name(gap): gap for gap in found}
    rows = [{"id": gap.row or name, "name": name} for name, gap in by_name.items()]

    def cells(row: Row) -> list[str]:
        gap = by_name[row["name"]]
        return [plain(row["name"]), _missing(gap), _settles(record, gap)]

    draw, links = table(view, rows, ("list", "missing", "settles"), cells)
    number = words().number
    sizeless = sum(gap.missing is None for gap in found)
    said = t(
        "sumber.petunjuk_said", number=number(len(found) - sizeless), sizeless=number(sizeless)
    )
    return Part([*plainly(said), *plainly(_read_once())], draw, pages=links)


def _read_once() -> str:
    """Return how many rows were read once only, and so are not in the record."""
    found, number = atlas.provenance().leads, words().number
    by_table = ", ".join(
        f"{words().term('intake_table', table)} {number(count)}" for table, count in found.items()
    )
    return t("sumber.leads", leads=number(sum(found.values())), by_table=by_table or "-")

"""Who received it: the recipients of a pillar and year, how complete each list is, all counts."""

from __future__ import annotations

import streamlit as st

from iga_core.analysis.awards import ListCount
from iga_core.analysis.lists import completeness, key_of
from iga_core.analysis.recipients import count_of
from iga_core.analysis.smart_awards import SmartAwards
from iga_core.language import plain
from iga_core.record import Record, Row
from pages._shared import facts as say
from pages._shared import load
from pages._shared.filters import ALL
from pages._shared.links import href, region_link, row_link, sources_line
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

FEW = 3  # lists that are told without being asked for
METRICS = ("participants", "participants_cumulative", "awards", "recipients", "winners")


def _size(count: ListCount) -> str:
    """Return how many awards a list has in all, as a link to the row that says so."""
    row = load.award_lists()[key_of(count)]
    return row_link(words().number(int(row["awarded"])), str(row["id"]))


def _list_line(count: ListCount) -> str:
    """Return how complete a list is, with the source of its size."""
    name = plain(f"{count.category} · {count.level} · {count.year}")
    known = words().number(count.known)
    if count.awarded is None:
        return t("list.size_unknown", name=name, known=known)
    row = load.award_lists()[key_of(count)]
    text = t(f"list.{completeness(count)}", name=name, known=known, awarded=_size(count))
    return f"{text}. {sources_line(str(row['source_ids']), str(row['id']))}{say.note_text(row)}"


def _award(record: Record, award: Row) -> list[str]:
    return [
        region_link(record, award["region_code"], award["year"]),
        plain(award["category"]),
        say.award_short(award, plain(award["level"])),
        words().day(award["ceremony_on"]),
        words().term("award_status", award["status"]),
        sources_line(award["source_ids"], award["id"]),
    ]


def recipients(record: Record, awards: SmartAwards, year: str, category: str) -> None:
    """Draw the recipients of a year and a category, each with profile, row and source."""
    wanted = None if year == ALL else int(year), None if category == ALL else category
    found, lists = awards.chosen(*wanted), awards.lists(*wanted)
    named = t(
        "smart_city.recipients_of",
        category=t("smart_city.every_pillar") if category == ALL else plain(category),
        year=t("smart_city.every_year") if year == ALL else year,
    )
    count = count_of(found)
    numbers = {"names": count.names, "governments": count.governments}
    said = {name: words().number(number) for name, number in numbers.items()}
    st.markdown(t("smart_city.recipients", of=named, **said))
    if not found:
        st.info(t("smart_city.none_found"))
    if lists:
        number = words().number(len(lists))
        with st.expander(t("smart_city.lists", number=number), expanded=len(lists) <= FEW):
            st.markdown("\n".join(f"- {_list_line(count)}" for count in lists))
    if found:
        names = ("recipient", "pillar", "level", "day", "status", "source")
        head = [t(f"smart_city.column_{name}") for name in names]
        st.markdown(markdown_table(head, [_award(record, award) for award in found]))


def _cell(awards: SmartAwards, year: int, category: str) -> str:
    """Return known of all awards, as a link to their list; a sign where nothing was found."""
    counts = awards.counts.get((year, category), ())
    if not counts:
        return t("smart_city.cell_none")
    address = href("smart_city", tahun=str(year), pilar=category)
    parts = []
    for count in counts:
        known = f"[{words().number(count.known)}]({address})"
        if not count.known:
            unread = f"[{t('smart_city.cell_unread')}]({address})"
            parts.append(t("smart_city.cell_whole", known=unread, awarded=_size(count)))
        elif count.awarded is None:
            parts.append(t("smart_city.cell_open", known=known))
        else:
            kind = "whole" if count.complete else "part"
            parts.append(t(f"smart_city.cell_{kind}", known=known, awarded=_size(count)))
    return " · ".join(parts)


def overview(awards: SmartAwards) -> None:
    """Draw every pillar and year: how many recipients are on file, of how many."""
    head = [t("smart_city.column_pillar"), *map(str, awards.years)]
    body = [
        [plain(category), *(_cell(awards, year, category) for year in awards.years)]
        for category in awards.categories
    ]
    st.markdown(markdown_table(head, body))
    st.caption(t("smart_city.overview_note"))


def printed_figures(record: Record, awards: SmartAwards) -> None:
    """Draw what sources print on participants and awards of the programme as a whole."""
    lines = [
        f"- {year}: {say.national_line(record, row)}"
        for year in record.award_years
        for metric in METRICS
        for row in load.national().figure(year, f"smart_city_{metric}", "kabupaten_kota").rows
        if not row["pillar"]
    ]
    with st.expander(t("smart_city.printed", number=words().number(len(lines)))):
        st.markdown("\n".join(lines))

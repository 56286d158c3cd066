"""Who received it: the recipients of a pillar and year, how complete each list is."""

from __future__ import annotations

import streamlit as st

from iga_core.analysis.awards import ListCount
from iga_core.analysis.lists import completeness as completeness_of
from iga_core.analysis.lists import key_of
from iga_core.analysis.recipients import count_of
from iga_core.analysis.smart_awards import SmartAwards
from iga_core.language import plain
from iga_core.record import Record, Row
from pages._parts.smart_city.desk import chosen
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.filters import AWARDS_A_PAGE, View
from pages._shared.links import region_link, row_link, sources_line, value_source
from pages._shared.listing import draw_pages, paged
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

METRICS = ("participants", "participants_cumulative", "awards", "recipients", "winners")


def _size(count: ListCount) -> str:
    """Return how many awards a list has in all, as a link to the row that says so."""
    row = atlas.award_lists()[key_of(count)]
    return row_link(words().number(int(row["awarded"])), str(row["id"]))


def _list_line(count: ListCount) -> str:
    """Return how complete a list is, with the source of its size."""
    name = plain(f"{count.category} · {count.level} · {count.year}")
    known = words().number(count.known)
    if count.awarded is None:
        return t("list.size_unknown", name=name, known=known)
    row = atlas.award_lists()[key_of(count)]
    text = t(f"list.{completeness_of(count)}", name=name, known=known, awarded=_size(count))
    return f"{text}. {sources_line(str(row['source_ids']), str(row['id']))}{say.note_text(row)}"


def _award(record: Record, award: Row) -> list[str]:
    return [
        region_link(record, award["region_code"], award["year"]),
        plain(award["category"]),
        say.award_short(award, plain(award["level"])),
        words().day(award["ceremony_on"]),
        words().term("award_status", award["status"]),
        value_source(award["source_ids"], award["id"]),
    ]


def recipients(record: Record, awards: SmartAwards, view: View) -> None:
    """Draw the recipients of a year and a category, each with profile, row and source."""
    year, category = chosen(view)
    found = awards.chosen(year, category)
    named = t(
        "smart_city.recipients_of",
        category=t("smart_city.every_pillar") if category is None else plain(category),
        year=t("smart_city.every_year") if year is None else year,
    )
    count = count_of(found)
    numbers = {"names": count.names, "governments": count.governments}
    said = {name: words().number(number) for name, number in numbers.items()}
    st.markdown(t("smart_city.recipients", of=named, **said))
    if not found:
        st.info(t("smart_city.none_found"))
        return
    shown, links = paged(view, found, AWARDS_A_PAGE)
    names = ("recipient", "pillar", "level", "day", "status", "source")
    head = [t(f"smart_city.column_{name}") for name in names]
    with st.container(key="smart_city_rows"):  # style.css sets them closer
        st.markdown(markdown_table(head, [_award(record, award) for award in shown]))
    draw_pages(links)


def completeness(awards: SmartAwards, view: View) -> None:
    """Draw how complete the lists of the year and category are, each with what says so."""
    st.markdown("\n".join(f"- {_list_line(count)}" for count in awards.lists(*chosen(view))))


def printed_figures(record: Record) -> None:
    """Draw what sources print on participants and awards of the programme as a whole."""
    lines = [
        f"- {year}: {say.national_line(record, row)}"
        for year in record.award_years
        for metric in METRICS
        for row in atlas.national().figure(year, f"smart_city_{metric}", "kabupaten_kota").rows
        if not row["pillar"]
    ]
    st.markdown("\n".join(lines))

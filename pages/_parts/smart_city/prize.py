"""What the prize is and is not: two prizes compared, and one government's awards of both."""

from __future__ import annotations

import streamlit as st

from iga_core.analysis.profile import History, YearFacts
from iga_core.analysis.smart_awards import OTHER, PROGRAMME, years_side_by_side
from iga_core.declared.smartcity import SmartCity
from iga_core.language import plain
from iga_core.record import Record
from iga_core.regions import display_name
from pages._parts.smart_city.desk import verdict
from pages._parts.smart_city.facts import basis_item, value_text
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.links import href, region_link, sources_line
from pages._shared.marks import Unknown
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

EXAMPLES = ("12.71", "11.71")  # those that the press named in one breath with IGA


def contrast(found: SmartCity) -> None:
    """Draw the two prizes side by side, and what the record says on a third."""
    both = [words().term("programme", name) for name in (PROGRAMME, OTHER)]
    body = [
        [f"**{t(f'smart_city.contrast_{name}')}**", value_text(c.smartcity), value_text(c.iga)]
        for name, c in found.contrasts
    ]
    st.markdown(markdown_table([t("smart_city.question"), *both], body))
    items = [
        basis_item(f"{t(f'smart_city.contrast_{name}')}, {prize}", fact)
        for name, c in found.contrasts
        for prize, fact in zip(both, (c.smartcity, c.iga), strict=True)
    ]
    st.markdown("\n".join(items))
    for dispute in found.disputes:
        row = atlas.rows().find(dispute)
        if row is not None:
            st.markdown(say.dispute_text(row.row))


def _items(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _side(code: str, facts: YearFacts, programme: str) -> list[str]:
    """Return who gives a prize, when, and what the government received of it."""
    giver = t(f"penghargaan.row_by_{programme}")
    received = facts.awards_of(programme)
    claims = facts.awards_of(programme, "own_claim")
    found = [say.award_line(award) for award in (*received, *claims)]
    lines = [t("smart_city.given_by", giver=giver)]
    if not received:
        absence = atlas.recipients().absence(code, facts.year, programme=programme)
        if text := say.absence_text(absence):
            found.append(text)
    if not found:
        days = atlas.national().ceremony(facts.year, programme)
        lines += [
            t(
                "smart_city.handed_over",
                day=words().day(row["ceremony_on"]),
                source=sources_line(row["source_ids"], row["id"]),
            )
            for row in days
        ]
    return [*lines, *(found or [t("smart_city.award_none", none=t("award.none_found"))])]


def _index(record: Record, facts: YearFacts) -> list[str]:
    """Return what the index of IGA says on the year; nothing for a year without an index."""
    if facts.year not in record.index_years:
        return []
    found = {"predicate": say.predicate_lines(facts), "score": say.score_lines(facts)}
    return [
        line if isinstance(line, Unknown) else f"{t(f'label.{name}')}: {line}"
        for name, lines in found.items()
        for line in lines
    ]


def _year(record: Record, history: History, facts: YearFacts) -> None:
    with st.container(border=True):
        st.subheader(str(facts.year))
        st.markdown(plain(verdict(display_name(record.register.get(history.code)), facts), 400))
        left, right = st.columns(2)
        for column, programme in ((left, PROGRAMME), (right, OTHER)):
            lines = _side(history.code, facts, programme)
            lines += _index(record, facts) if programme == OTHER else []
            with column:
                label = t("award.label", programme=words().term("programme", programme))
                st.markdown(f"**{label}**\n\n{_items(lines)}")


def one_government(record: Record, code: str) -> None:
    """Draw a government's awards of both prizes, year by year, what was not found included."""
    history, name = atlas.histories()[code], record.register.get(code).name
    years = years_side_by_side(history)
    if not years:
        st.info(t("smart_city.no_award", name=plain(name)))
    for facts in years:
        _year(record, history, facts)
    others = [dispute for dispute in history.disputes if dispute["subject"] == "award"]
    if others:
        st.subheader(t("smart_city.disputes", number=words().number(len(others))))
        st.markdown("\n\n".join(say.dispute_text(dispute) for dispute in others))
    links = ", ".join(
        f"[{plain(record.register.get(other).name)}]({href('smart_city', daerah=other)})"
        for other in EXAMPLES
        if other != code
    )
    st.markdown(t("smart_city.examples", links=links, profile=region_link(record, code)))

"""One award: what was given, who says so, what is said otherwise, and how to cite it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from iga_core.chart import html
from iga_core.language import plain, quoted
from iga_core.publish.citation import AwardCard, cite, permalink, safe_sentence
from iga_core.record import Record, Row, read_id, standing_of
from iga_core.record.witnesses import texts_of
from pages._parts.penghargaan.asked import PAGE
from pages._shared import atlas, lazy, report
from pages._shared import facts as say
from pages._shared.filters import View
from pages._shared.links import base_address, region_link, source_link
from pages._shared.words import t, words


def _handed_over(award: Row) -> bool:
    """Whether a handover is reported or concluded: of a claim, or of the index alone, none is."""
    return standing_of(award) == "received"


def _details(record: Record, card: AwardCard) -> str:
    award = card.award
    unknown = t("figure.unknown")
    session = ""
    if award["session"]:
        basis = words().term("session_basis", award["session_basis"])
        session = t("award.session", session=award["session"], basis=basis)
    pairs = [
        ("receiver", region_link(record, award["region_code"], award["year"])),
        ("given", f"{words().term('programme', award['programme'])} {award['year']}"),
        ("by", t(f"penghargaan.row_by_{award['programme']}")),
        ("day", words().day(award["ceremony_on"]) if _handed_over(award) else unknown),
        ("level", plain(words().glossed("level", award["level"]))),
        ("category", plain(words().glossed("category", award["category"]))),
        ("rank", str(award["rank"]) if award["rank"] is not None else unknown),
        ("session", session or unknown),
        ("status", words().term("award_status", award["status"])),
        ("id", f"`{award['id']}`"),
    ]
    return "\n".join(f"- **{t(f'penghargaan.row_{name}')}:** {text}" for name, text in pairs)


def _sources(card: AwardCard) -> str:
    """Return the sources by text, with what each was seen to print of the award."""
    lines = [
        f"- {source_link(source['id'])} ({words().term('source_kind', source['kind'])})"
        + say.prints(card, source["id"])
        + (t("penghargaan.row_same_text") if place else "")
        for text in texts_of(card.sources)
        for place, source in enumerate(text)
    ]
    return "\n".join(lines)


def _otherwise(award: Row) -> list[Row]:
    history = atlas.histories()[award["region_code"]]
    return [
        dispute
        for dispute in history.disputes
        if str(award["year"]) in dispute["years"].split() and dispute["subject"] == "award"
    ]


def card(record: Record, view: View) -> None:
    """Draw the page of the row that ``view`` opens; a wrong or retired id is explained."""
    wanted, cards = view.text("penghargaan"), atlas.award_cards()
    reading = read_id(wanted, frozenset(cards), record.tables["retired_ids"])
    href = view.address(penghargaan="")
    st.html(html.filled("close.html", text=t("penghargaan.row_close"), href=href))
    if reading.status == "unknown":
        st.warning(t("sumber.unknown_row", id=quoted(wanted)))
        return
    if reading.status == "retired":
        why = plain(reading.reason)
        st.info(t("sumber.retired_row", id=quoted(wanted), now=reading.id, why=why))
    shown = cards[reading.id]
    st.markdown(f"#### {shown.name}, {shown.award['level']} {shown.award['year']}")
    st.caption(t("penghargaan.row_cite_safe"))
    _copied(safe_sentence(shown, words()))
    st.markdown(_known(record, shown))
    base, version = base_address(), atlas.version()
    citation = cite(shown, base=base, retrieved=date.today(), version=version, words=words())
    link = permalink(base, shown.award["id"])
    for name, text in {"press": citation.press, "apa": citation.apa, "link": link}.items():
        st.caption(t(f"penghargaan.row_cite_{name}"))
        _copied(text)
    st.markdown(report.link(shown.award["id"]))
    lazy.fold(t("penghargaan.row_cite_bibtex"), f"{PAGE}_bibtex", lambda: _copied(citation.bibtex))


def _known(record: Record, shown: AwardCard) -> str:
    """Return details, remark, sources and what is said otherwise."""
    parts = [_details(record, shown)]
    if shown.award["note"]:
        parts.append(t("fact.note", note=plain(shown.award["note"], 600)))
    parts.append(f"**{t('penghargaan.row_sources')}:**\n{_sources(shown)}")
    if others := _otherwise(shown.award):
        parts.append(f"**{t('penghargaan.row_otherwise')}:**")
        parts += map(say.dispute_text, others)
    return "\n\n".join(parts)


def _copied(text: str) -> None:
    """Draw a text with a button that copies it."""
    st.code(text, language=None, wrap_lines=True)

"""Cite an award row, and say it in a sentence that is safe to print.

The sentence never says more than the row knows: a report, a region's own claim, a conclusion
and a mere index predicate are worded differently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from iga_core.analysis.awards import LIST_KEY, ListCount, list_counts
from iga_core.analysis.lists import ListKey, completeness, key_of
from iga_core.language import Words
from iga_core.record import RECEIVED, Record, Row, rows_of
from iga_core.record.version import Version
from iga_core.record.witnesses import FIELDS, Witnesses, texts_of, ties_of, witnesses
from iga_core.regions import display_name

PUBLISHERS_NAMED = 3
_BIBTEX = re.compile(r"([#$%&_{}])")


@dataclass(frozen=True, slots=True)
class AwardCard:
    """One award with what a citation needs: receiver, sources in order, its list, disputes.

    ``witnesses``: what each source prints; ``dispute_ids``: open differences that name the
    receiver and the year.
    """

    award: Row
    name: str
    sources: tuple[Row, ...]
    witnesses: Witnesses
    listed: ListCount
    dispute_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """The same citation in three styles; plain text."""

    press: str
    apa: str
    bibtex: str


def award_cards(record: Record) -> dict[str, AwardCard]:
    """Return every award by id. Takes some ms: build once, then only look up."""
    by_id = {row["id"]: row for row in rows_of(record.tables["sources"])}
    ties = ties_of(record.tables["ties"])
    lists: dict[ListKey, ListCount] = {key_of(count): count for count in list_counts(record)}
    disputes = [
        (row["id"], set(row["region_codes"].split()), set(row["years"].split()))
        for row in rows_of(record.tables["disputes"])
        if row["status"] == "open" and row["subject"] == "award"
    ]
    cards = {}
    for award in rows_of(record.tables["awards"]):
        code, year = award["region_code"], str(award["year"])
        programme, number, category, level = (award[name] for name in LIST_KEY)
        sources = tuple(by_id[i] for i in award["source_ids"].split())
        cards[award["id"]] = AwardCard(
            award=award,
            name=display_name(record.register.get(code)),
            sources=sources,
            witnesses=witnesses(award["id"], sources, ties),
            listed=lists[programme, int(number), category, level],
            dispute_ids=tuple(i for i, codes, years in disputes if code in codes and year in years),
        )
    return cards


def permalink(base: str, award_id: str) -> str:
    """Return the address of an award's page. ``base``: the app's address, e.g. https://host/app."""
    return f"{base.rstrip('/')}/penghargaan?{urlencode({'penghargaan': award_id})}"


def _wording(kind: str, value: str, words: Words) -> str:
    """Return how a category or level reads inside a sentence; some values are no such thing."""
    own = f"cite.{kind}.{value}"
    return words(own) if words.has(own) else words(f"cite.{kind}", value=value)


def award_name(award: Mapping[str, Any], words: Words) -> str:
    """Return the award in words, e.g. "penghargaan IGA 2020 kategori Kota tingkat Terinovatif"."""
    parts = [
        words(
            "cite.award",
            programme=words.term("programme", award["programme"]),
            year=str(award["year"]),
        ),
        _wording("category", award["category"], words),
        _wording("level", award["level"], words),
    ]
    return " ".join(parts)


def _carriers(text: Sequence[Row]) -> str:
    """Return who carries a text: the papers of one release stand together, "voi.id/jurnal3.net"."""
    return "/".join(dict.fromkeys(source["publisher"] for source in text))


def _row_sources(card: AwardCard, words: Words) -> str:
    """Return what is said where it is not known which of a row's sources prints the award."""
    return words("cite.row_sources", number=words.number(len(texts_of(card.sources))))


def publishers(card: AwardCard, words: Words) -> str:
    """Return who prints the award, at most three texts named: "a, b/c, dan 2 naskah lain".

    Where it is not known which of several sources prints it, they are "sumber baris ini"; where
    none is known to print the year or the level, that is said.
    """
    found = card.witnesses
    if not found.known:
        return _row_sources(card, words)
    names = list(dict.fromkeys(map(_carriers, texts_of(found.named))))
    shown = words("cite.and").join(names[:PUBLISHERS_NAMED])
    rest = len(names) - PUBLISHERS_NAMED
    shown += words("cite.others", number=words.number(rest)) if rest > 0 else ""
    if found.whole:
        return shown
    lacking = set.intersection(*(set(fields) for _, fields in found.partly))
    named = words("cite.and").join(
        words.term("tie_field", name) for name in FIELDS if name in lacking
    )
    return shown + words("cite.lacking", fields=named) if lacking else shown


def _beside(card: AwardCard, words: Words) -> list[str]:
    """Return rank and session in sentences of their own, where several sources could print them."""
    award, found = card.award, []
    if award["rank"] is not None:
        found.append(words("cite.rank_of_row", rank=words.number(int(award["rank"]))))
    if award["session"]:
        basis = award["session_basis"]
        found.append(words(f"cite.session_of_row.{basis}", session=award["session"]))
    return found if _several(card) else []


def _several(card: AwardCard) -> bool:
    return len(texts_of(card.sources)) > 1


def _session(card: AwardCard, words: Words) -> str:
    award = card.award
    if not award["session"] or _several(card):
        return ""
    return words(f"cite.session.{award['session_basis']}", session=award["session"])


def _rank(card: AwardCard, words: Words) -> str:
    if card.award["rank"] is None or _several(card):
        return ""
    return words("cite.rank", rank=words.number(int(card.award["rank"])))


def _list_line(card: AwardCard, words: Words) -> str:
    count = card.listed
    state: str = completeness(count)
    if state == "complete" and card.award["status"] not in RECEIVED:
        state = "complete_without"
    return words(
        f"cite.list.{state}",
        category=count.category,
        level=count.level,
        programme=words.term("programme", count.programme),
        year=str(count.year),
        known=words.number(count.known),
        awarded=words.number(count.awarded or 0),
    )


def safe_sentence(card: AwardCard, words: Words) -> str:
    """Return one or more plain sentences that may be printed as they stand.

    Reported: with date, session and rank as far as the row has them, and who prints the award;
    rank and session in sentences of their own where another source of the row could print them.
    Claimed: attributed to the region, without a date of handover. Derived: named a conclusion.
    Index only: the predicate alone; no handover is stated. The last sentence says how complete
    the list is, and whether sources differ.
    """
    award = card.award
    text = words(
        f"cite.safe.{award['status']}",
        name=card.name,
        award=award_name(award, words),
        level=award["level"],
        year=str(award["year"]),
        day=words.day(award["ceremony_on"]),
        rank=_rank(card, words),
        session=_session(card, words),
        publishers=publishers(card, words),
    )
    parts = [text, *_beside(card, words), _list_line(card, words)]
    if card.dispute_ids:
        parts.append(words("cite.disputed"))
    return " ".join(parts)


def _sources_named(card: AwardCard, words: Words) -> str:
    found = card.witnesses
    if not found.known:
        return _row_sources(card, words)
    texts = texts_of(found.named)
    named = []
    for text in texts[:PUBLISHERS_NAMED]:
        day = words.day(text[0]["published_on"]) or words("cite.undated")
        named.append(words("cite.source", publisher=_carriers(text), day=day))
    rest = len(texts) - PUBLISHERS_NAMED
    more = words("cite.others", number=words.number(rest)) if rest > 0 else ""
    return "; ".join(named) + more


def _key(award_id: str) -> str:
    return "atlas-" + re.sub(r"[^a-z0-9-]+", "-", award_id)


def _bibtex(text: str) -> str:
    return _BIBTEX.sub(r"\\\1", text.replace("\\", "/"))


def cite(
    card: AwardCard, *, base: str, retrieved: date, version: Version, words: Words
) -> Citation:
    """Return the citation of an award row.

    ``base``: the app's address; ``retrieved``: the day the reader saw it; ``version``: of the data.
    The year of the work is the version's, or the day of retrieval without a changelog date.
    """
    award = card.award
    status = words.term("award_status", award["status"])
    values = {
        "name": card.name,
        "award": award_name(award, words),
        "status": status,
        "sources": _sources_named(card, words),
        "id": award["id"],
        "version": str(version),
        "day": words.day(retrieved.isoformat()),
        "link": permalink(base, award["id"]),
        "year": (version.date or retrieved.isoformat())[:4],
    }
    title = _bibtex(words("cite.title", **values))
    note = _bibtex(words("cite.note", **values))
    bibtex = "\n".join(
        (
            f"@misc{{{_key(award['id'])},",
            f"  author  = {{{{{words('cite.author')}}}}},",
            f"  title   = {{{{{title}}}}},",
            f"  year    = {{{values['year']}}},",
            f"  version = {{{version}}},",
            f"  url     = {{{values['link']}}},",
            f"  urldate = {{{retrieved.isoformat()}}},",
            f"  note    = {{{note}}}",
            "}",
        )
    )
    return Citation(words("cite.press", **values), words("cite.apa", **values), bibtex)

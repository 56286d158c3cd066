"""A value names the sources that print it, and texts are counted, not addresses."""

from __future__ import annotations

import csv

import pytest

from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.publish.citation import AwardCard, award_cards, publishers, safe_sentence
from iga_core.record.checks.sources import before
from iga_core.record.witnesses import texts_of, witnesses
from tests import on_file

WORDS = load_words("id")
CARDS = award_cards(on_file.record())


def source(name: str, group: str = "") -> dict[str, str]:
    return {"id": name, "publisher": f"{name}.id", "published_on": "", "text_group": group}


@pytest.mark.parametrize(
    ("day", "other", "earlier"),
    [
        ("2020-12", "2020-12-18", False),  # no more than the month is known
        ("2020-11", "2020-12-18", True),
        ("2020", "2020-12-18", False),
        ("2019", "2020-12-18", True),
        ("2020-12-17", "2020-12-18", True),
        ("2020-11/2020-12-20", "2020-12-18", False),  # a range: its end
        ("", "2020-12-18", False),  # undated
        ("2020-12-18", "", False),
    ],
)
def test_dates_compare_at_the_precision_both_have(day: str, other: str, earlier: bool) -> None:
    assert before(day, other) is earlier


def test_two_addresses_of_one_text_are_one() -> None:
    found = texts_of([source("voi", "rilis"), source("kompas"), source("jurnal3", "rilis")])
    assert [[s["id"] for s in text] for text in found] == [["voi", "jurnal3"], ["kompas"]]


def test_the_only_source_prints_the_row_and_of_several_only_those_tied() -> None:
    one, two = source("a"), source("b")
    assert witnesses("x", [one], {}).whole == (one,)
    nobody = witnesses("x", [one, two], {})
    assert not nobody.known
    assert nobody.untied == (one, two)
    found = witnesses("x", [one, two], {("x", "a"): ("receiver", "year")})
    assert (found.whole, found.partly, found.untied) == ((), ((one, ("level",)),), (two,))


def _card(award_id: str) -> AwardCard:
    return CARDS[award_id]


def test_bengkulu_2020_names_the_only_paper_that_names_it() -> None:
    sentence = safe_sentence(_card("iga-2020-kota-sangat-inovatif-17.71"), WORDS)
    assert "menurut wordpers.id" in sentence
    assert "Pikiran Merdeka" not in sentence


def test_a_release_in_several_papers_is_one_text() -> None:
    """voi and jurnal3 carry one release: named together, and counted once."""
    card = next(
        c
        for c in CARDS.values()
        if len({s["text_group"] or s["id"] for s in c.witnesses.whole}) == 1
        and len(c.witnesses.whole) > 1
    )
    assert len(texts_of(card.witnesses.whole)) == 1
    assert "/" in publishers(card, WORDS)


def test_a_row_with_several_untied_sources_names_none_of_them() -> None:
    untied = [c for c in CARDS.values() if not c.witnesses.known]
    assert untied
    for card in untied:
        sentence = safe_sentence(card, WORDS)
        assert "sumber baris ini" in sentence
        assert not any(s["publisher"] in sentence for s in card.sources)


def test_no_sentence_names_a_source_that_was_not_seen_to_print_the_award() -> None:
    with (DATA / "record/ties.csv").open(encoding="utf-8", newline="") as file:
        tied = {(row["award_id"], row["source_id"]) for row in csv.DictReader(file)}
    for award_id, card in CARDS.items():
        if len(card.sources) == 1:
            continue
        allowed = {s["publisher"] for s in card.sources if (award_id, s["id"]) in tied}
        sentence = safe_sentence(card, WORDS)
        for other in card.sources:
            if not any(other["publisher"] in name for name in allowed):
                assert other["publisher"] not in sentence, (award_id, other["publisher"])


def test_a_level_that_no_paper_prints_is_said_to_be_missing() -> None:
    card = _card("iga-2021-kota-terinovatif-35.74")
    assert ("level",) in [lacking for _, lacking in card.witnesses.partly]


LISTED = (
    "52.71 35.77 21.71 13.72 63.71 16.74 73.72 32.76 11.71 18.71 71.72 19.71 33.74 18.72 "
    "52.72 13.73 32.74 61.72 64.71 35.76 33.18 34.02 51.02 36.04 35.02 18.02 33.16 14.04 "
    "16.07 63.11 16.10 61.01 13.02 61.12 32.05 33.06 36.02 35.16 61.03 15.07 35.19 13.03 "
    "33.09 15.02 33.11 15.06 33.17 18.07 33.14 51.01 19.02 33.05 18.03 14.09 35.04 "
)
"""The 20 kota and 35 kabupaten that one article prints."""
# which governments each of the five source articles names (read sentence by sentence)
ARTICLES = {
    "pikiran-merdeka-banda-aceh-2020": {"11.71"},
    "wordpers-2020-12-18-p-14863": {"17.71"},
    "radarlampung-bandar-lampung-2020": {"18.71"},
    "kaldera-medan-2021": {"12.71"},
    "klikkalimantan-2020-12-raih-iga-2020-pemkot-banjarmasin": {*LISTED.split()},
}


@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_is_cited_for_the_governments_it_names_alone(article: str) -> None:
    record = on_file.record()
    cited = {
        str(row.region_code)
        for table in ("awards", "results", "region_facts")
        for row in record.tables[table].itertuples()
        if article in str(row.source_ids).split()
    }
    assert cited <= ARTICLES[article]

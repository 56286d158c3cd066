"""Headline sentences: every condition counted again from the award rows, and invented records."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from iga_core.analysis.briefing import brief_all
from iga_core.analysis.headline_grounds import HeadlineGrounds
from iga_core.analysis.headlines import Headlines, Sentence
from iga_core.analysis.profile import build_histories
from iga_core.analysis.ranking import build_rankings
from iga_core.analysis.recipients import Recipients
from iga_core.language import Words, all_words, languages, load_words
from iga_core.message import Message, told
from iga_core.paths import DATA
from iga_core.record import Record, RowIndex, rows_of
from iga_core.regions import TYPES, display_name
from iga_core.rules import cached_rulebook, rulebook_years
from tests import on_file

RECORD = on_file.record()
BOOKS = {year: cached_rulebook(year) for year in rulebook_years()}
HISTORIES = build_histories(RECORD)
RECIPIENTS = Recipients(RECORD)
BRIEFINGS = brief_all(RECORD, HISTORIES, BOOKS, RECIPIENTS)
RANKINGS = build_rankings(RECORD)
ROWS = RowIndex(RECORD)
REGIONS = {region.code: region for region in RECORD.register.regions}
NAMES = {display_name(region): code for code, region in REGIONS.items()}
INDONESIAN = load_words("id")
TOP, SECOND = "Terinovatif", "Sangat Inovatif"
SIGNS = {TOP: "T", SECOND: "S", "Penerima IGA": "P"}


def table(name: str) -> list[dict[str, str]]:
    """The rows of one file of ``data/`` as they are printed."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AWARDS = [row for row in table("record/awards.csv") if row["programme"] == "IGA"]
RECEIVED = [row for row in AWARDS if row["status"] in ("reported", "derived")]
CLAIMED = [row for row in AWARDS if row["status"] == "claimed"]
RESULTS = {row["id"]: row for row in table("record/results.csv")}
LISTS = [row for row in table("record/lists.csv") if row["programme"] == "IGA"]
KINDS = {row["id"]: row["kind"] for row in table("record/sources.csv")}
YEARS = sorted({int(row["year"]) for row in AWARDS})


def key_of(row: dict[str, str]) -> tuple[int, str, str]:
    """Which list a row of awards or lists belongs to."""
    return int(row["year"]), row["category"], row["level"]


KNOWN = Counter(map(key_of, RECEIVED))
SIZES = {key_of(row): int(row["awarded"]) for row in LISTS}
WHOLE = {key for key, size in SIZES.items() if KNOWN[key] == size}
PLACES = {(row["region_code"], int(row["year"]), row["level"]) for row in RECEIVED}
CODES = [code for code, region in REGIONS.items() if region.autonomous]


@cache
def headlines() -> Headlines:
    """The headlines of the record on file."""
    return Headlines(HeadlineGrounds(RECORD, HISTORIES, RECIPIENTS, BRIEFINGS, RANKINGS, BOOKS))


@cache
def of(code: str) -> tuple[Sentence, ...]:
    """The sentences of one government of the record on file."""
    return headlines().of(code)


def everything() -> Iterator[tuple[str, Sentence]]:
    """Every sentence of every government."""
    for code in REGIONS:
        yield from ((code, sentence) for sentence in of(code))


def text(sentence: Sentence, words: Words = INDONESIAN) -> str:
    """A sentence in words."""
    return told(sentence.text, words)


def count(value: object) -> int:
    """A number that may stand as a word."""
    return int(value.id.rpartition("_")[2]) if isinstance(value, Message) else int(str(value))


def years_in(value: object) -> list[int]:
    """The years of a list in words, with "2020–2022" written out."""
    words = told(value, INDONESIAN) if isinstance(value, Message) else str(value)
    found = re.findall(r"(\d{4})(?:–(\d{4}))?", words)
    return [year for a, b in found for year in range(int(a), int(b or a) + 1)]


def line(code: str) -> str:
    """The years of a government as signs: T, S, P (level unsaid), x (prize), . (not listed)."""
    signs = dict.fromkeys(YEARS, ".")
    for row in sorted(RECEIVED, key=lambda row: row["level"] in SIGNS):  # a level over a prize
        if row["region_code"] == code:
            signs[int(row["year"])] = SIGNS.get(row["level"], "x")
    return "".join(signs.values())


def longest(pattern: str, code: str) -> int:
    """The most years of a run that ``pattern`` describes in the line of a government."""
    return max((len(run) for run in re.findall(pattern, line(code))), default=0)


# --- every sentence of the record on file -------------------------------------------------------


def test_every_sentence_reads_in_every_language_and_its_rows_exist() -> None:
    for code, sentence in everything():
        assert re.match(rf"headline\.{sentence.rule}(\.[a-z_]+)?$", sentence.text.id)
        for words in all_words():
            said = text(sentence, words)
            assert not re.search(r"[{}]|None|  | ,|headline", said), (code, said)
            assert said.endswith(".")
        for row in sentence.rows:
            assert ROWS.find(row), (code, row)


def test_no_sentence_calls_anything_the_only_one() -> None:
    for words in all_words():
        for message in words.ids:
            if message.startswith("headline."):
                assert not re.search(r"satu-satunya|hanya|\bonly\b", words(message)), message


def test_at_most_two_sentences_follow_and_none_repeats() -> None:
    for code in REGIONS:
        sentences = of(code)
        assert 1 <= len(sentences) <= 3
        assert len({sentence.text.id for sentence in sentences}) == len(sentences)
        assert sentences[0].rule not in ("longest_unknown", "known_absence", "rank")


def test_the_second_line_repeats_no_streak_that_holds_every_award() -> None:
    for code in REGIONS:
        first, *following = of(code)
        whole = {r["id"] for r in RECEIVED if r["region_code"] == code} <= {*first.rows}
        if whole and first.rule.endswith(("streak", "every_year", "streak_claim")):
            assert "repeat" not in {sentence.rule for sentence in following}, code


@pytest.mark.parametrize("kind", list(TYPES))
def test_the_first_rule_that_fits_speaks(kind: str) -> None:
    for code in CODES:
        if REGIONS[code].type != kind:
            continue
        signs, (first, *_) = line(code), of(code)
        shown = [facts.shown for facts in HISTORIES[code].years if facts.shown is not None]
        if re.search("TTT$|SSS$", signs):
            wanted = {"streak", "every_year", "streak_claim"}
        elif re.search("[TSP]{3}$", signs):
            wanted = {"any_streak"}
        elif re.search("TTT|SSS", signs):
            wanted = {"ended_streak", "streak_claim"}
        elif len(re.sub(r"\.", "", signs)) > 1:
            wanted = {"repeat"}
        elif signs.strip("."):
            wanted = {"one"}
        elif any(row["region_code"] == code for row in CLAIMED):
            wanted = {"claims_only"}
        elif any(row["predicate_id"] or row["score_id"] for row in shown):
            wanted = {"index_only"}
        elif any(row["region_code"] == code for row in RESULTS.values()):
            wanted = {"other_index"}
        else:
            wanted = {"nothing"}
        assert first.rule in wanted, (code, signs)


def own_year(row: dict[str, str], code: str, level: str, first: int, last: int) -> bool:
    """Whether an award row is of a government's level, from ``first`` to ``last``."""
    mine = (row["region_code"], row["level"]) == (code, level)
    return mine and first <= int(row["year"]) <= last


def test_a_streak_equals_an_independent_count() -> None:
    for code, sentence in everything():
        values = sentence.text.values
        if not sentence.rule.endswith(("streak", "streak_claim", "every_year")):
            continue
        first, last = int(str(values["first"])), int(str(values["last"]))
        number = count(values["length"])
        assert number == last - first + 1 >= 3
        if sentence.rule == "any_streak":
            assert longest("[TSP]+$", code) == number
            assert last == YEARS[-1]
            assert (code, last, values["level"]) in PLACES
            continue
        level = str(values["level"])
        sign = SIGNS[level]
        assert {(code, year, level) for year in range(first, last + 1)} <= PLACES
        assert (code, first - 1, level) not in PLACES
        assert (code, last + 1, level) not in PLACES
        assert {row["id"] for row in RECEIVED if own_year(row, code, level, first, last)} <= {
            *sentence.rows
        }
        if sentence.rule in ("streak", "every_year"):
            assert longest(f"{sign}+$", code) == number
        elif sentence.rule == "ended_streak":
            assert last < YEARS[-1]
            ended = [longest(rf"({s}+)(?=[^{s}])", code) for s in "TS"]
            assert number == max(ended)
        title = min(year for year, _, name in {*SIZES, *KNOWN} if name == level)
        if sentence.rule == "every_year":
            assert (level, first, last) == (TOP, title, YEARS[-1])
        elif sentence.rule == "streak":
            assert (level, first) != (TOP, title)


def test_an_ended_streak_says_what_is_known_of_the_year_after() -> None:
    for code, sentence in everything():
        if sentence.rule != "ended_streak":
            continue
        values = sentence.text.values
        after, year, level = values["after"], int(str(values["last"])) + 1, values["level"]
        assert isinstance(after, Message)
        assert after.values["year"] == str(year)
        listed = {name for c, y, name in PLACES if (c, y) == (code, year) and name in SIGNS}
        if listed:
            assert (after.id, {after.values["level"]}) == ("headline.ended_streak.other", listed)
            continue
        own = (year, REGIONS[code].type.capitalize(), level)
        assert after.id != "headline.ended_streak.other"
        if after.id == "headline.ended_streak.absent":
            assert own in WHOLE
        elif own in WHOLE:  # only where it stood in another group as well
            assert {r["category"] for r in RECEIVED if r["region_code"] == code} - {own[1]}


def test_counts_of_awards_are_of_the_received_rows() -> None:
    for code, sentence in everything():
        mine = [row for row in RECEIVED if row["region_code"] == code]
        values = sentence.text.values
        if sentence.rule == "repeat":
            assert count(values["length"]) == len({row["year"] for row in mine}) >= 2
            assert {row["id"] for row in mine} == {*sentence.rows}
            assert values["year"] == max(row["year"] for row in mine)
        elif sentence.rule == "one":
            assert {row["year"] for row in mine} == {values["year"]}
            assert {row["id"] for row in mine} == {*sentence.rows}
            assert (len(mine) == 1) == (sentence.text.id == "headline.one")
        elif sentence.rule == "claims_only":
            claim = next(row for row in CLAIMED if row["id"] == sentence.rows[0])
            assert not mine
            assert (sentence.text.id == "headline.claims_only.absent") == (key_of(claim) in WHOLE)


def test_nothing_is_said_only_of_governments_without_any_row() -> None:
    told_of = {code for code, sentence in everything() if sentence.rule == "nothing"}
    on_record = {row["region_code"] for row in (*RECEIVED, *CLAIMED, *RESULTS.values())}
    assert told_of & on_record == set()
    assert told_of == {code for code in REGIONS if code not in on_record}


def test_a_first_time_follows_complete_lists_only() -> None:
    for code, sentence in everything():
        if sentence.rule != "first_time":
            continue
        year = int(str(sentence.text.values["year"]))
        assert year == min(y for c, y, _ in PLACES if c == code) > YEARS[0]
        if sentence.text.id == "headline.first_time.recorded":
            assert year == YEARS[-1]
            continue
        others = {kind.capitalize() for kind in TYPES} - {REGIONS[code].type.capitalize()}
        before = {key for key in {*SIZES, *KNOWN} if key[0] < year and key[1] not in others}
        assert before <= WHOLE
        assert {key[0] for key in before} == {y for y in YEARS if y < year}
        assert not [r for r in CLAIMED if r["region_code"] == code and int(r["year"]) < year]


def test_a_rise_is_to_the_highest_level_listed() -> None:
    for code, sentence in everything():
        if sentence.rule != "best_so_far":
            continue
        values = sentence.text.values
        assert (values["level"], values["before"]) == (TOP, SECOND)
        year, before = int(str(values["year"])), int(str(values["year_before"]))
        assert year == min(y for c, y, name in PLACES if (c, name) == (code, TOP))
        assert before == max(y for c, y, n in PLACES if (c, n) == (code, SECOND) and y < year)


def test_a_rise_of_class_stays_within_one_family_of_rules() -> None:
    order = ["Kurang Inovatif", "Inovatif", "Sangat Inovatif"]
    for code, sentence in everything():
        if sentence.rule != "new_in_class":
            continue
        before, after = (RESULTS[row] for row in sentence.rows)
        assert before["region_code"] == after["region_code"] == code
        assert int(before["year"]) < int(after["year"])
        families = {BOOKS[int(row["year"])].family.known() for row in (before, after)}
        assert len(families) == 1
        assert order.index(before["predicate"]) < order.index(after["predicate"])


def test_a_rank_is_printed_and_keeps_only_a_printed_base() -> None:
    printed = RESULTS | {row["id"]: row for row in AWARDS}
    bases = set()
    for code, sentence in everything():
        if sentence.rule != "rank":
            continue
        row, values = printed[sentence.rows[0]], sentence.text.values
        assert row["region_code"] == code
        assert str(values["rank"]) == row.get("rank_within_type", row.get("rank"))
        local = all(KINDS[i].startswith("local") for i in row["source_ids"].split())
        assert bool(values["by"]) == (local or row.get("status") == "claimed")
        if sentence.text.id == "headline.rank.index":
            among = values["among"]
            assert isinstance(among, Message)
            bases.add(among.id)
            base = among.values.get("base")
            assert base is None or str(base) == row["type_rank_base"]
            assert base is None or row["quality"] not in ("rank_base_unprinted", "rank_doubtful")
    assert bases == {"headline.rank.of", "headline.rank.among"}


def test_a_highest_score_is_above_every_score_found() -> None:
    final = {"final", "rounded", "rank_base_unprinted", "rank_doubtful"}
    for code, sentence in everything():
        if sentence.rule != "highest_score":
            continue
        row = RESULTS[sentence.rows[0]]
        others = [
            float(other["score"])
            for other in RESULTS.values()
            if other["score"]
            and other["quality"] in final
            and (other["year"], REGIONS[other["region_code"]].type)
            == (row["year"], REGIONS[code].type)
            and other["region_code"] != code
        ]
        assert others
        assert float(row["score"]) > max(others)
        known = sentence.text.values["known"]
        assert isinstance(known, int)
        assert 1 < known <= count(sentence.text.values["existing"])


def test_the_top_of_a_table_is_surely_above_all_others() -> None:
    contested = 0
    for (year, kind), of_year in RANKINGS.tables.items():
        found = of_year.scored
        sure = [
            one
            for one in found
            if one.final and one.span
            and all(
                one.span.low >= other.span.high
                for other in found
                if other.span and other is not one
            )
        ]  # fmt: skip
        assert of_year.top == (sure[0] if sure else None)
        contested += bool(found) and not sure
        named = [s.text.id for s in headlines().ranking(year, of_year.kind)]
        assert not ("headline.highest_score.named" in named and len(found) < 2), (year, kind)
    assert contested


@pytest.mark.parametrize("language", languages())
def test_nobody_with_an_award_is_said_to_have_none(language: str) -> None:
    words = load_words(language)
    without = words("headline.no_award").strip("; ")
    with_award = {row["region_code"] for row in (*RECEIVED, *CLAIMED)}
    said = {code for code, sentence in everything() if without in told(sentence.text, words)}
    assert said and not said & with_award


def test_no_two_sentences_of_a_government_tell_the_same_class() -> None:
    rules = ("longest_unknown", "index_only")
    for code in REGIONS:
        rows = [s.rows for s in of(code)[1:] if s.rule in rules]
        assert len(set(rows)) == len(rows), code


def test_an_unknown_stretch_and_an_index_class_end_at_the_newest_class_shown() -> None:
    shown = defaultdict(list)
    for row in rows_of(RECORD.view):
        if row["predicate"]:
            shown[row["region_code"]].append(row["year"])
    for code, sentence in everything():
        if sentence.rule == "longest_unknown" or sentence.text.id == "headline.index_only":
            assert sentence.text.values["year"] == str(max(shown[code]))
        elif sentence.rule in ("index_only", "other_index"):
            assert not shown[code]
        if sentence.rule == "longest_unknown":
            passed = [y for y in RECORD.index_years if y > max(shown[code])]
            assert count(sentence.text.values["length"]) == len(passed) >= 3


def test_a_known_absence_is_from_complete_lists_only() -> None:
    for code, sentence in everything():
        if sentence.rule != "known_absence":
            continue
        category = REGIONS[code].type.capitalize()
        for year in years_in(sentence.text.values["years"]):
            own = {key for key in {*SIZES, *KNOWN} if key[:2] == (year, category)}
            assert own
            assert own <= WHOLE
            assert not [place for place in PLACES if place[:2] == (code, year)]
            assert (REGIONS[code].participates_from or 0) <= year


# --- lists, maps, comparisons, ranks of the record on file --------------------------------------


@pytest.mark.parametrize("key", sorted({*SIZES, *KNOWN}), ids=str)
def test_a_list_says_how_many_of_its_names_are_on_file(key: tuple[int, str, str]) -> None:
    year, category, level = key
    sentence = headlines().award_list(year, level, category)
    state = sentence.text.id.rpartition(".")[2]
    assert sentence.text.values["known"] == KNOWN[key]
    if key not in SIZES:
        assert state == ("size_unknown" if KNOWN[key] else "none")
    else:
        assert state == ("complete" if key in WHOLE else "partial")
        assert sentence.text.values["awarded"] == SIZES[key]
    assert {r["id"] for r in RECEIVED if key_of(r) == key} <= {*sentence.rows}
    assert all(ROWS.find(row) for row in sentence.rows)
    assert text(sentence).startswith(f"IGA {year}, {level}, {category}: ")


LAYERS = {
    "kabkota": [c for c in CODES if REGIONS[c].type != "provinsi"],
    "provinsi": [c for c in CODES if REGIONS[c].type == "provinsi"],
    "kota": [c for c in CODES if REGIONS[c].type == "kota"],
}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_map_counts_the_layer_that_is_drawn(layer: str) -> None:
    codes = LAYERS[layer]
    for since in (YEARS[0], YEARS[4]):
        held = Counter(c for c, y in {p[:2] for p in PLACES} if c in codes and y >= since)
        values = headlines().mapped(codes, since).text.values
        assert values["found"] == len(held)
        assert values["existing"] == len(codes)
        assert values["repeated"] == len([c for c in held if held[c] > 1])
        assert values["often"] == len([c for c in held if held[c] > 5])
    for year in YEARS:
        sentence = headlines().mapped_year(codes, year)
        level = TOP if any(p[1:] == (year, TOP) for p in PLACES) else "Penerima IGA"
        won = {c for c, y, name in PLACES if c in codes and (y, name) == (year, level)}
        assert sentence.text.values["number"] == len(won)
        assert sentence.text.values["provinces"] == len({code[:2] for code in won})
        assert {r["id"] for r in RECEIVED if r["id"] in sentence.rows} == {*sentence.rows}
    nobody = [c for c in codes if not any(c == place[0] for place in PLACES)]
    assert headlines().mapped_year(nobody, YEARS[-1]).text.id == "headline.map.nobody"
    for words in all_words():
        assert "{" not in text(headlines().mapped(codes, YEARS[0]), words)
        assert "{" not in text(headlines().mapped_year(nobody, YEARS[-1]), words)


def inside(message: Message, wanted: str) -> Iterator[Message]:
    """The messages of an id within a message."""
    if message.id == wanted:
        yield message
    for value in message.values.values():
        if isinstance(value, Message):
            yield from inside(value, wanted)


def named_in(part: Message) -> list[str]:
    """The codes of the governments that a part of a comparison names."""
    who = part.values["who"]
    if isinstance(who, Message):  # "a, b dan c"
        names = [*str(who.values["first"]).split(", "), str(who.values["last"])]
    else:
        names = [str(who)]
    return [NAMES[name] for name in names]


def clauses_of(sentence: Sentence) -> Iterator[tuple[list[int], Message]]:
    """The years of each outcome of a verdict, with the outcome."""
    for part in ("headline.comparison.first", "headline.comparison.then"):
        for clause in inside(sentence.text, part):
            what = clause.values["what"]
            assert isinstance(what, Message)
            yield years_in(clause.values["years"]), what


def groups_of(code: str, year: int) -> set[str]:
    """The categories in which a government received a level in a year."""
    return {
        r["category"]
        for r in RECEIVED
        if (r["region_code"], int(r["year"])) == (code, year) and r["level"] in SIGNS
    }


def pairs() -> Iterable[list[str]]:
    awarded = sorted({place[0] for place in PLACES})
    draw = random.Random(8)
    for kind in TYPES:
        ours = [c for c in awarded if REGIONS[c].type == kind]
        yield from (draw.sample(ours, size) for size in (2, 2, 2, 3) * 30)
    yield from (draw.sample(CODES, 2) for _ in range(60))


def check_outcome(codes: list[str], year: int, what: Message) -> None:
    """Refuse an outcome of a year that the rows and lists do not bear out."""
    if what.id in ("headline.comparison.both", "headline.comparison.all"):
        assert {(code, year, what.values["level"]) for code in codes} <= PLACES
        return
    had = list(inside(what, "headline.comparison.had"))
    levels = {str(part.values["level"]) for part in had}
    spoken = []
    for part in had:
        spoken += named_in(part)
        assert {(code, year, part.values["level"]) for code in named_in(part)} <= PLACES
    for part in inside(what, "headline.comparison.had_not"):
        spoken += named_in(part)
        for code in named_in(part):
            assert not groups_of(code, year)
            own = REGIONS[code].type.capitalize()
            assert {(year, own, level) for level in levels} <= WHOLE
            assert SECOND not in levels or (year, own, TOP) in WHOLE
    assert sorted(spoken) == sorted(codes)
    assert len(set.union(*(groups_of(code, year) for code in codes))) == 1


def stepped(code: str, year: int) -> bool:
    """Whether a government received a step of the ladder in a year."""
    return (code, year, TOP) in PLACES or (code, year, SECOND) in PLACES


def test_a_verdict_rests_on_fair_years_only() -> None:
    outcomes = Counter[str]()
    for codes in pairs():
        verdict, recorded = headlines().comparison(codes)
        judged = []
        for years, what in clauses_of(verdict):
            judged += years
            outcomes[what.id] += 1
            for year in years:
                check_outcome(codes, year, what)
        assert len(judged) == len({*judged})
        assert bool(judged) == (verdict.text.id != "headline.comparison.no_fair_year")
        for year in YEARS:  # all named in one group: fair without any list
            groups = {group for code in codes for group in groups_of(code, year)}
            if len(groups) == 1 and all(stepped(code, year) for code in codes):
                assert year in judged
        for part in ("headline.comparison.count", "headline.comparison.count_claimed"):
            for message in inside(recorded.text, part):
                code = NAMES[str(message.values["name"])]
                mine = {y for c, y, _ in PLACES if c == code}
                claims = {int(r["year"]) for r in CLAIMED if r["region_code"] == code} - mine
                assert message.values["number"] == len(mine)
                assert message.values.get("claimed", 0) == len(claims)
        assert all(ROWS.find(row) for row in (*verdict.rows, *recorded.rows))
        for words in all_words():
            assert "{" not in text(verdict, words) + text(recorded, words)
    assert {"headline.comparison.both", "headline.comma"} <= {*outcomes}


def test_a_comparison_takes_two_to_six_governments() -> None:
    for codes in (["11.71"], CODES[:7]):
        with pytest.raises(ValueError, match="governments"):
            headlines().comparison(codes)


@pytest.mark.parametrize("kind", TYPES.values())
def test_a_ranking_says_whether_the_award_has_the_same_first(kind: str) -> None:
    ids = set()
    for year in (*RECORD.index_years, YEARS[0]):
        sentences = headlines().ranking(year, TYPES[kind])
        ids |= {sentence.text.id for sentence in sentences}
        first = {
            display_name(REGIONS[r["region_code"]])
            for r in RECEIVED
            if r["rank"] == "1" and key_of(r)[:2] == (year, kind.capitalize())
        }
        leader = ""
        for sentence in sentences:
            assert all(ROWS.find(row) for row in sentence.rows)
            assert all("{" not in text(sentence, words) for words in all_words())
            values = sentence.text.values
            if sentence.text.id == "headline.rank.named":
                leader = str(values["name"])
                assert RESULTS[sentence.rows[0]]["rank_within_type"] == "1"
                assert RESULTS[sentence.rows[0]]["region_code"] == NAMES[leader]
            elif sentence.text.id == "headline.highest_score.named":
                leader = str(values["name"])
                assert f"{values['known']} dari {values['existing']}" in text(sentence)
            elif sentence.text.id.startswith("headline.rank.award"):
                assert text(sentence)
                assert {*sentence.rows} <= {r["id"] for r in RECEIVED}
                same = leader in first
                ending = "same" if same else ("other" if leader else "first")
                assert sentence.text.id == f"headline.rank.award_{ending}"
                assert all(name in text(sentence) for name in first)
        if year in RECORD.index_years:
            said = {s.text.id for s in sentences if s.text.id.startswith("headline.rank.award")}
            assert bool(said) == bool(first)
    assert "headline.rank.no_index" in ids


# --- worked cases, by government ----------------------------------------------------------------


def test_banyuwangi_holds_the_title_every_year_since_it_exists() -> None:
    first, *_ = of("35.10")
    held = sorted(y for c, y, name in PLACES if (c, name) == ("35.10", TOP))
    assert held == list(range(min(y for y, _, n in KNOWN if n == TOP), YEARS[-1] + 1))
    assert first.rule == "every_year"
    assert f", {held[0]}–{held[-1]}: setiap tahun sejak gelar itu ada." in text(first)
    code, best = headlines().best()
    assert (code, best.rule) == ("35.10", "every_year")
    assert text(best).startswith("Kabupaten Banyuwangi bergelar Terinovatif ")
    assert best.rows == first.rows


def test_bogor_regency_has_a_running_streak_that_did_not_begin_with_the_title() -> None:
    first, *_ = of("32.01")
    assert first.rule == "streak"
    assert "32.01" not in text(first)
    assert "Bogor" not in text(first)


def test_banda_aceh_against_bengkulu() -> None:
    verdict, recorded = headlines().comparison(["11.71", "17.71"])
    assert text(verdict) == (
        "Pada 2020 keduanya Sangat Inovatif; pada 2022 Kota Bengkulu Terinovatif, "
        "Kota Banda Aceh tidak di daftar yang lengkap."
    )
    assert "menurut daerahnya sendiri" in text(recorded)


def test_kota_mojokerto_leads_both_the_index_and_the_award_of_2023() -> None:
    first, _, award = headlines().ranking(2023, "kota")
    assert text(first).startswith("Kota Mojokerto peringkat 1 di antara kota pada 2023, skor ")
    assert award.text.id == "headline.rank.award_same"


# --- invented records ---------------------------------------------------------------------------

CITY = "35.76"  # a kota; its rows are taken off the invented records
VILLAGE = "35.01"  # a kabupaten


def invented(
    marks: dict[int, str],
    *,
    code: str = CITY,
    whole: Iterable[tuple[int, str]] = (),
    partial: Iterable[tuple[int, str]] = (),
) -> tuple[Sentence, ...]:
    """The sentences of a government with invented awards.

    ``marks``: per year T, S or P as received, t or s as claimed, i for Terinovatif of the index
    alone, x for a special prize. ``whole``, ``partial``: lists of its type, by year and level, of
    which every name is on file, or one is missing.
    """
    record = invented_record(marks, code, whole, partial)
    grounds = HeadlineGrounds(record, HISTORIES, Recipients(record), BRIEFINGS, RANKINGS, BOOKS)
    return Headlines(grounds).of(code)


def invented_record(
    marks: dict[int, str],
    code: str,
    whole: Iterable[tuple[int, str]],
    partial: Iterable[tuple[int, str]],
) -> Record:
    """The record on file with other awards of one government and other sizes of its lists."""
    awards, lists = RECORD.tables["awards"], RECORD.tables["lists"]
    kept = awards[awards["region_code"] != code]
    category = REGIONS[code].type.capitalize()
    model = kept.iloc[0].to_dict()
    levels = {sign: level for level, sign in SIGNS.items()}
    rows = []
    for year, mark in marks.items():
        level = "Penghargaan khusus" if mark == "x" else levels.get(mark.upper(), TOP)
        status = "index_only" if mark == "i" else "claimed" if mark in "ts" else "reported"
        rows.append(
            model | {
                "id": f"iga-{year}-{category.lower()}-{level.lower().replace(' ', '-')}-{code}",
                "year": year, "region_code": code, "level": level, "status": status,
                "category": "Indeks Regional Tertinggi" if mark == "x" else category,
                "rank": None,
            }
        )  # fmt: skip
    changed = pd.concat([kept, pd.DataFrame(rows)]).astype(awards.dtypes.to_dict())
    known = Counter(
        key_of({k: str(v) for k, v in row.items()})
        for row in rows_of(changed[changed["status"].isin(["reported", "derived"])])
    )
    sizes = dict.fromkeys(whole, 0) | dict.fromkeys(partial, 1)
    for (year, level), more in sizes.items():
        size = known[year, category, level] + more
        mine = (lists["year"] == year) & (lists["category"] == category) & (
            lists["level"] == level
        )  # fmt: skip
        assert mine.any(), "the list must be on file"
        lists = lists.assign(
            awarded=lists["awarded"].mask(mine & (lists["programme"] == "IGA"), size)
        )
    return replace(RECORD, tables=RECORD.tables | {"awards": changed, "lists": lists})


def test_a_running_streak_of_a_level() -> None:
    first, *_ = invented({2023: "T", 2024: "T", 2025: "T"}, whole=[])
    assert (first.rule, text(first)) == (
        "streak",
        "Terinovatif tiga tahun berturut-turut, 2023–2025.",
    )


def test_two_years_are_no_streak() -> None:
    assert invented({2024: "T", 2025: "T"})[0].rule == "repeat"


@pytest.mark.parametrize("mark", ["S", "i", "x", "."])
def test_another_level_an_index_class_a_prize_or_a_gap_ends_a_streak(mark: str) -> None:
    marks = dict(zip(range(2018, 2026), "TTT" + mark + "TTTT", strict=True))
    marks = {year: sign for year, sign in marks.items() if sign != "."}
    first, *_ = invented(marks)
    assert first.text.values["first"] == "2022"
    assert first.rule == "streak"
    assert count(first.text.values["length"]) == 4


def test_a_prize_and_an_index_class_are_no_year_of_a_streak_of_any_level() -> None:
    assert invented({2022: "S", 2023: "T", 2024: "T", 2025: "S"})[0].rule == "any_streak"
    assert invented({2023: "T", 2024: "x", 2025: "S"})[0].rule == "repeat"
    assert invented({2023: "T", 2024: "i", 2025: "S"})[0].rule == "repeat"
    assert invented({2023: "T", 2024: "s", 2025: "S"})[0].rule == "repeat"


def test_a_claim_between_two_listed_years_ends_the_streak() -> None:
    marks = dict(zip(range(2018, 2026), "TTTtTTTT", strict=True))
    first, *_ = invented(marks, partial=[(2021, TOP)])
    assert (first.rule, first.text.values["first"]) == ("streak", "2022")
    assert "menurut" not in text(first)
    assert not any("2021" in row for row in first.rows)


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ("....tTTT", "Terinovatif tiga tahun berturut-turut, 2023–2025; 2022 menurut daerahnya"),
        ("....TTTt", "Terinovatif tiga tahun berturut-turut, 2022–2024; 2025 menurut daerahnya"),
        ("...tTTTt", "tiga tahun berturut-turut, 2022–2024; 2021 dan 2025 menurut daerahnya"),
    ],
)
def test_a_claim_at_an_end_is_named_and_not_counted(signs: str, said: str) -> None:
    marks = {y: s for y, s in zip(range(2018, 2026), signs, strict=True) if s != "."}
    first, *_ = invented(marks, partial=[(y, TOP) for y, s in marks.items() if s == "t"])
    assert first.rule == "streak_claim"
    assert said in text(first)
    assert count(first.text.values["length"]) == 3
    assert len(first.rows) == len(marks)


def test_two_listed_years_and_a_claim_are_no_streak() -> None:
    assert invented({2023: "t", 2024: "T", 2025: "T"}, partial=[(2023, TOP)])[0].rule == "repeat"


def test_a_claim_against_a_complete_list_lengthens_nothing() -> None:
    first, *_ = invented({2022: "t", 2023: "T", 2024: "T", 2025: "T"}, whole=[(2022, TOP)])
    assert first.rule == "streak"


def test_a_claim_inside_is_not_every_year_of_the_title() -> None:
    marks = dict(zip(range(2018, 2026), "TTTTTTTT", strict=True))
    assert invented(marks)[0].rule == "every_year"
    assert invented(marks | {2018: "t"}, partial=[(2018, TOP)])[0].rule == "streak_claim"
    assert invented(marks | {2021: "t"}, partial=[(2021, TOP)])[0].rule == "streak"


def test_an_ended_streak_follows_the_state_of_the_next_year() -> None:
    ended = {2021: "T", 2022: "T", 2023: "T"}
    said = {
        "belum ditemukan": invented(ended, partial=[(2024, TOP)]),
        "tidak tercantum di daftar Terinovatif 2024 yang lengkap": invented(
            ended, whole=[(2024, TOP)]
        ),
        "tercatat sebagai Sangat Inovatif (2024)": invented(
            ended | {2024: "S"}, whole=[(2024, TOP)]
        ),
        "2024 menurut daerahnya sendiri, belum ditemukan": invented(
            ended | {2024: "t"}, partial=[(2024, TOP)]
        ),
    }
    for words, (first, *_) in said.items():
        assert first.rule == "ended_streak"
        assert text(first).startswith("Terinovatif tiga tahun berturut-turut, 2021–2023; ")
        assert words in text(first)


def test_of_two_ended_streaks_the_longest_speaks() -> None:
    marks = dict(zip(range(2017, 2025), "SSSSxTTT", strict=True))
    first, *_ = invented(marks)
    assert text(first).startswith("Sangat Inovatif empat tahun berturut-turut, 2017–2020; ")


def test_the_absence_rests_on_the_row_of_the_list() -> None:
    first, *_ = invented({2021: "T", 2022: "T", 2023: "T"}, whole=[(2024, TOP)])
    assert ROWS.find(first.rows[-1]).table == "lists"  # type: ignore[union-attr]


def test_a_claim_alone_says_what_the_list_says() -> None:
    open_list, *_ = invented({2024: "t"}, partial=[(2024, TOP)])
    closed, *_ = invented({2024: "t"}, whole=[(2024, TOP)])
    assert text(open_list).endswith("belum ditemukan di daftar penerima.")
    assert text(closed).endswith("tidak tercantum di daftar Kota tahun itu yang lengkap.")


def test_the_best_sentence_never_sorts_by_a_claim() -> None:
    marks = dict(zip(range(2019, 2026), "tttTTTT", strict=True))
    record = invented_record(marks, "35.10", (), [(y, TOP) for y in (2019, 2020, 2021)])
    grounds = HeadlineGrounds(record, HISTORIES, Recipients(record), BRIEFINGS, RANKINGS, BOOKS)
    best = Headlines(grounds).best()
    runs = {code: longest("T+$|S+$", code) for code in CODES if code != "35.10"}
    assert best[0] == min(
        (code for code in runs if runs[code] == max(runs.values())),
        key=lambda code: display_name(REGIONS[code]),
    )


def test_a_rise_needs_both_rows_listed() -> None:
    def rules(marks: dict[int, str]) -> set[str]:
        return {sentence.rule for sentence in invented(marks)}

    assert "best_so_far" in rules({2022: "S", 2024: "T"})
    assert "best_so_far" not in rules({2022: "s", 2024: "T"})
    assert "best_so_far" not in rules({2022: "x", 2024: "T"})
    assert "best_so_far" not in rules({2021: "t", 2022: "S", 2024: "T"})
    assert "best_so_far" not in rules({2020: "T", 2022: "S", 2024: "T"})


def test_a_first_time_needs_the_earlier_lists_complete() -> None:
    def first_time(**lists: list[tuple[int, str]]) -> str:
        found = invented({2018: "T"}, code=VILLAGE, **lists)
        return " ".join(s.text.id for s in found if s.rule == "first_time")

    assert first_time(whole=[(2017, "Penerima IGA")]) == "headline.first_time"
    assert first_time(partial=[(2017, "Penerima IGA")]) == ""
    newest = [s.text.id for s in invented({2025: "S"}, code=VILLAGE)]
    assert "headline.first_time.recorded" in newest
    assert "headline.first_time" not in newest


def test_numbers_up_to_nine_stand_as_words_in_both_languages() -> None:
    for words in all_words():
        named = {words(f"headline.years_{n}") for n in range(2, 10)}
        assert len(named) == 8
        assert not re.search(r"\d", "".join(named))

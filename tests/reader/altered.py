"""True sentences made from the record, and what becomes of them when one thing is changed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from iga_core.record import Record, Row, rows_of, standing_of
from iga_core.regions import display_name

AWARD = (
    "{name} meraih penghargaan Innovative Government Award (IGA) {year} sebagai {group} {level}.",
    "Pada IGA {year}, {name} dinobatkan {level}.",
    "{name} received {level} at IGA {year}.",
    "{group} {level} IGA {year} diraih {name}. Kepala daerahnya bersyukur.",
)
RANKED = (
    "{name} menempati peringkat {rank} {group} {level} pada IGA {year}.",
    "{name} ranked {rank} among {group} {level} in IGA {year}.",
)
SCORED = (
    "Indeks Inovasi Daerah {name} tahun {year} mencapai {score}.",
    "Dengan skor {score}, {name} masuk penilaian IGA {year}.",
    "In {year} {name} scored {score} in the Indeks Inovasi Daerah.",
)
INDEXED = (
    "Dalam Indeks Inovasi Daerah {year}, {name} berada di peringkat {rank} untuk {group}.",
    "{name} was rank {rank} of {group} in the Indeks Inovasi Daerah {year}.",
)
LEVELS = {"Terinovatif": "Sangat Inovatif", "Sangat Inovatif": "Terinovatif"}
OTHER = ("Smart City", "ISNA", "Adipura")


class AlteredSentence(NamedTuple):
    """A sentence with one thing changed, and what was changed."""

    text: str
    change: str


def true_sentences(record: Record, choice: random.Random) -> Iterator[str]:
    """Sentences that rows of the record print, in a random order of rows and forms."""
    for row in _awards(record, choice):
        yield choice.choice(AWARD).format(**_of_award(record, row))


def altered_sentences(record: Record, choice: random.Random, number: int) -> list[AlteredSentence]:
    """Return ``number`` sentences, each with one thing changed so that the record denies it."""
    makers: list[Callable[[], Iterator[AlteredSentence]]] = [
        lambda: _years(record, choice),
        lambda: _levels(record, choice),
        lambda: _types(record, choice),
        lambda: _programmes(record, choice),
        lambda: _ranks(record, choice),
        lambda: _scores(record, choice),
        lambda: _index_ranks(record, choice),
    ]
    running = [maker() for maker in makers]
    found: list[AlteredSentence] = []
    while len(found) < number:
        made = [sentence for maker in running if (sentence := next(maker, None))]
        assert made, "the record has no more rows to alter"
        found += made
    return found[:number]


def _awards(record: Record, choice: random.Random) -> list[Row]:
    rows = [
        row
        for row in rows_of(record.tables["awards"])
        if row["programme"] == "IGA" and standing_of(row) == "received" and row["level"] in LEVELS
    ]
    return choice.sample(rows, len(rows))


def _received(record: Record) -> set[tuple[str, int, str]]:
    return {(r["region_code"], r["year"], r["level"]) for r in rows_of(record.tables["awards"])}


def _of_award(record: Record, row: Row) -> dict[str, object]:
    region = record.register.get(row["region_code"])
    group = region.type.capitalize()
    return {**row, "name": display_name(region), "group": group}


def _years(record: Record, choice: random.Random) -> Iterator[AlteredSentence]:
    received = _received(record)
    for row in _awards(record, choice):
        year = choice.choice(record.award_years)
        if (row["region_code"], year, row["level"]) not in received:
            cells = {**_of_award(record, row), "year": year}
            yield AlteredSentence(choice.choice(AWARD).format(**cells), "year")


def _levels(record: Record, choice: random.Random) -> Iterator[AlteredSentence]:
    received = _received(record)
    for row in _awards(record, choice):
        level = LEVELS[row["level"]]
        if (row["region_code"], row["year"], level) not in received:
            cells = {**_of_award(record, row), "level": level}
            yield AlteredSentence(choice.choice(AWARD).format(**cells), "level")


def _types(record: Record, choice: random.Random) -> Iterator[AlteredSentence]:
    received = _received(record)
    other = {"Kota": "Kabupaten", "Kabupaten": "Kota"}
    by_name = {region.name: region.code for region in record.register.regions}
    for row in _awards(record, choice):
        cells = _of_award(record, row)
        group = str(cells["group"])
        if group not in other:
            continue
        name = str(cells["name"]).replace(group, other[group], 1)
        if (by_name.get(name, ""), row["year"], row["level"]) not in received:
            cells |= {"name": name, "group": other[group]}
            yield AlteredSentence(choice.choice(AWARD).format(**cells), "type")


def _programmes(record: Record, choice: random.Random) -> Iterator[AlteredSentence]:
    for row in _awards(record, choice):
        text = "{name} meraih penghargaan {other} {year}."
        cells = _of_award(record, row)
        yield AlteredSentence(text.format(other=choice.choice(OTHER), **cells), "programme")


def _ranks(record: Record, choice: random.Random) -> Iterator[AlteredSentence]:
    for row in _awards(record, choice):
        if row["rank"] is not None:
            rank = max(1, int(row["rank"]) + choice.choice((-1, 1)))
            if rank != row["rank"]:
                cells = {**_of_award(record, row), "rank": rank}
                yield AlteredSentence(choice.choice(RANKED).format(**cells), "rank")


def _results(record: Record, choice: random.Random) -> list[Row]:
    rows = rows_of(record.results)
    return choice.sample(rows, len(rows))


def _of_result(record: Record, row: Row) -> dict[str, object]:
    region = record.register.get(row["region_code"])
    return {"name": display_name(region), "group": region.type, "year": row["year"]}


def _scores(record: Record, choice: random.Random) -> Iterator[AlteredSentence]:
    held = {(r["region_code"], r["year"], str(r["score"])) for r in rows_of(record.results)}
    for row in _results(record, choice):
        score = str(row["score"])
        digits = (
            [at for at, c in enumerate(score) if c.isdigit()] if row["score"] is not None else []
        )
        pairs = [(a, b) for a in digits for b in digits if a < b and score[a] != score[b]]
        if not pairs:
            continue
        a, b = choice.choice(pairs)
        swapped = "".join({a: score[b], b: score[a]}.get(at, c) for at, c in enumerate(score))
        if swapped[0] == "0" or (row["region_code"], row["year"], swapped) in held:
            continue
        cells = {**_of_result(record, row), "score": swapped.replace(".", ",")}
        yield AlteredSentence(choice.choice(SCORED).format(**cells), "score")


def _index_ranks(record: Record, choice: random.Random) -> Iterator[AlteredSentence]:
    awards = {
        (r["region_code"], r["year"], int(r["rank"]))
        for r in rows_of(record.tables["awards"])
        if r["rank"] is not None
    }
    held = {
        (r["region_code"], r["year"], int(r["rank_within_type"]))
        for r in rows_of(record.results)
        if r["rank_within_type"] is not None
    }
    for row in _results(record, choice):
        if row["rank_within_type"] is None:
            continue
        rank = int(row["rank_within_type"]) + 1
        if (row["region_code"], row["year"], rank) not in awards | held:
            cells = {**_of_result(record, row), "rank": rank}
            yield AlteredSentence(choice.choice(INDEXED).format(**cells), "index rank")

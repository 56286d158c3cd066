"""Daerah, in both directions: every number on it is in a row it names, every row is on it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from random import Random

import pytest
from streamlit.testing.v1.element_tree import Block, Element

from iga_core.analysis.peers import build_peer_space, find_peers
from iga_core.analysis.profile import History, build_histories
from iga_core.analysis.ranking import build_rankings
from iga_core.declared.peers import cached_peer_rules
from iga_core.language import load_words, plain
from iga_core.record import Row, RowIndex, rows_of, standing_of, statistic_row
from iga_core.record.views import withheld_ids
from iga_core.rules import ValueInterval, cached_rulebook, classify
from pages._shared.links import SHOWN
from tests import on_file
from tests.opened import KINDS, open_page

RECORD = on_file.record()
WORDS = load_words("id")
ROWS = RowIndex(RECORD)
HISTORIES = build_histories(RECORD)
URLS = {row["id"]: str(row["url"]) for row in rows_of(RECORD.tables["sources"])}
OF_THE_ARTICLES = ("11.71", "17.71", "18.71", "63.71", "12.71")
WITH_ROWS = sorted(
    code for code, history in HISTORIES.items() if not history.empty and code not in OF_THE_ARTICLES
)
WITHOUT_ROWS = sorted(
    region.code for region in RECORD.register.participating(2025) if HISTORIES[region.code].empty
)
DRAWN = Random(2026)
CODES = (
    *OF_THE_ARTICLES,
    *DRAWN.sample(WITH_ROWS, 45),
    *DRAWN.sample(WITHOUT_ROWS, min(10, len(WITHOUT_ROWS))),
)
YEARS = {str(year) for year in range(2010, 2028)}  # years stand as labels: of rows, rules, series
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]+)\)")
ROW_LINK = re.compile(r"baris=([^&)\s]+)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# what catalogue texts say in figures whatever the government
LABELS = ("0–100", "km²", "2010", "SP2020", "2020–2024", "2020–2029")
RANKINGS = build_rankings(RECORD)
PEERS = build_peer_space(RECORD, cached_peer_rules())
RANKED = re.compile(r"/peringkat\?bagian=peringkat&tahun=(\d{4})&jenis=(\w+)&daerah=([\d.]+)")
FILLED = ("scope", "share", "stressed", "near", "name")


def elements(block: Block) -> Iterator[Element]:
    """What a page holds, in its order."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from elements(child)
        else:
            yield child


@cache
def sections(code: str) -> dict[str, tuple[str, ...]]:
    """Every line and table cell of a profile, as Markdown, by section."""
    found: dict[str, list[str]] = {}
    section = ""
    for element in elements(open_page("daerah", daerah=code, tahun="semua").main):
        if element.type in KINDS or element.type in ("subheader", "header"):
            text = str(element.value)
            section = text if element.type == "header" else section
            for line in re.split(r"(?<!  )\n", text):
                cells = line.strip("| ").split(" | ") if line.startswith("|") else [line]
                found.setdefault(section, []).extend(cells)
    return {name: tuple(texts) for name, texts in found.items()}


def lines(code: str) -> tuple[str, ...]:
    """Every line of a profile but the view's own address and files."""
    kept = (texts for name, texts in sections(code).items() if name != WORDS("take.title"))
    return tuple(line for texts in kept for line in texts)


@cache
def named(row_id: str) -> tuple[Row, frozenset[str]]:
    """A row by its address, and its numbers as they may be printed."""
    found = ROWS.find(row_id)
    assert found is not None, row_id
    return found.row, frozenset(n for value in found.row.values() for n in forms(value))


def visible(line: str) -> str:
    """What a reader sees of a line, without the names of sources."""

    def shown(link: re.Match[str]) -> str:
        label, address = link.groups()
        is_source = not address.startswith("/") or "cari=" in address
        return "" if is_source else label

    text = LINK.sub(shown, line)
    for label in LABELS:
        text = text.replace(label, "")
    return text.replace("\\", "")


def forms(value: object) -> set[str]:
    """How a cell's numbers may be printed."""
    found = set(NUMBER.findall(str(value)))
    if isinstance(value, Decimal):
        found = {WORDS.printed(value)}
    elif isinstance(value, int):
        found.add(WORDS.number(value))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
        found.add(str(int(str(value)[-2:])))
    return found | {number.strip("0").lstrip(".") for number in found if "-" in str(value)}


def supported(code: str, line: str) -> set[str]:
    """The numbers that the rows and rules named in a line hold."""
    found = set(YEARS)
    for row, numbers in map(named, ROW_LINK.findall(line)):
        found |= numbers
        unnamed = len(str(row.get("source_ids", "")).split()) - SHOWN
        found.add(str(unnamed))  # sources that a line counts instead of naming
        if "scale" in row and "kota" in row:  # the governments of a year, all types together
            found.add(str(row["provinsi"] + row["kabupaten"] + row["kota"]))
    for year in re.findall(r"/aturan\?tahun=(\d{4})", line):
        book = cached_rulebook(int(year))
        decimals = book.scale.known().decimals
        for entry in book.classes:
            limit = entry.known()
            ends = (limit.above, limit.to) if isinstance(limit, ValueInterval) else (limit,)
            found |= {WORDS.number(float(end), decimals) for end in ends}
    for year, score in re.findall(r"/aturan\?tahun=(\d{4})&skor=([\d%.A-Z]+)\)", line):
        verdict = classify(float(score.replace("%2C", ".")), cached_rulebook(int(year)))
        found.add(WORDS.number(float(verdict.to_next or 0), 2))
    return found


def supported_by_ranking(line: str) -> set[str]:
    """The numbers that follow from the known pairs of the year and type a line leads to."""
    found: set[str] = set()
    for year, kind, code in RANKED.findall(line):
        table = RANKINGS.table(int(year), kind)
        standing = table.standing(code)
        numbers = [len(table.usable), table.existing]
        if standing is not None and standing.interval is not None:
            interval = standing.interval
            numbers += [interval.best.rank, interval.worst.rank, interval.width]
        found |= {WORDS.number(number) for number in numbers}
    return found


def supported_by_peers(code: str) -> set[str]:
    """The numbers of the search for peers: places, counts, weights, parts and totals."""
    if code not in PEERS.place:
        return set()
    found = find_peers(PEERS, code)
    rules = PEERS.rules
    numbers = {WORDS.number(found.compared), WORDS.number(found.too_little_known)}
    numbers |= {WORDS.figure(value) for value in (rules.near, rules.stressed)}
    numbers.add(WORDS.number(100 * rules.least_known))
    numbers |= set(
        NUMBER.findall(load_words("id")("daerah.peer_method", **dict.fromkeys(FILLED, "")))
    )
    numbers |= {"0", "100"}  # the ends of the scale of distances
    for place, peer in enumerate(found.peers, 1):
        numbers |= {str(place), str(len(peer.known)), str(len(peer.asked))}
        numbers.add(WORDS.number(peer.total / 100, 2))
        for part in peer.parts:
            numbers |= {WORDS.figure(part.weight), WORDS.number((part.part or 0) / 100, 2)}
    return numbers


def counted(history: History) -> dict[str, set[str]]:
    """Lines that count what stands on the page, by how they begin or end."""
    sources = {i for row in own_rows(history) for i in str(row["source_ids"]).split()}
    return {
        WORDS("daerah.say_disputes", number=len(history.disputes)): {str(len(history.disputes))},
        WORDS("daerah.sources_number", number=len(sources)): {str(len(sources))},
        **{
            WORDS("daerah.nothing", awards=a, results=r, sources=s): {a, r, s}
            for a, r, s in [
                tuple(
                    WORDS.number(len(RECORD.tables[name]))
                    for name in ("awards", "results", "sources")
                )
            ]
        },
    }


def own_rows(history: History) -> list[Row]:
    """The rows of the record on one government that have sources."""
    rows = [row for facts in history.years for row in (*facts.awards, *facts.claims)]
    return [*rows, *history.other_facts, *history.figures, *history.corrections]


@pytest.mark.parametrize("code", CODES)
def test_every_number_on_a_profile_is_in_a_row_it_names(code: str) -> None:
    counts = counted(HISTORIES[code])
    near, near_numbers = (
        sections(code).get(WORDS("daerah.peer_title"), ()),
        supported_by_peers(code),
    )
    for line in lines(code):
        allowed = supported(code, line).union(*(n for text, n in counts.items() if text in line))
        allowed |= supported_by_ranking(line) | (near_numbers if line in near else set())
        extra = set(NUMBER.findall(visible(line))) - allowed
        assert not extra, (extra, line)


WITHHELD = withheld_ids(*(RECORD.tables[name] for name in ("doubts", "results", "awards")))


def printed(row: Row) -> Iterator[str]:
    """What a row says that must be read on the page, as the page writes it."""
    if row["id"] in WITHHELD:  # its class and score give no value
        row = {**row, "predicate": "", "score": None}
    for name in ("level", "category", "predicate", "note", "title", "claims", "reading", "decree"):
        if row.get(name):
            yield plain(row[name], 2000)
    if row.get("score") is not None:
        yield WORDS.printed(row["score"])
    for name in ("rank", "rank_within_type", "national_rank", "innovations"):
        if row.get(name) is not None:
            yield WORDS.number(row[name])
    if row.get("ceremony_on") and standing_of(row) == "received":  # a claim has no handover
        yield WORDS.day(row["ceremony_on"])
    if row.get("session"):
        yield WORDS("award.session_short", session=row["session"])


@pytest.mark.parametrize("code", CODES)
def test_every_row_on_a_government_is_on_its_profile_with_all_its_sources(code: str) -> None:
    history = HISTORIES[code]
    page = lines(code)
    whole = "\n".join(page)
    for row in (*own_rows(history), *history.disputes):
        naming = "\n".join(line for line in page if f"baris={row['id']}" in line)
        assert naming, row["id"]
        place = whole if "claims" in row else naming  # a dispute stands on several lines
        for text in printed(row):
            assert text in place, (row["id"], text)
        for source in str(row.get("source_ids", "")).split():
            url = URLS[source].replace("(", "%28").replace(")", "%29")
            assert (url or f"cari={source}") in whole, source


@pytest.mark.parametrize("code", CODES)
def test_every_public_statistic_of_a_government_is_on_its_profile(code: str) -> None:
    labels = {address: label for line in lines(code) for label, address in LINK.findall(line)}
    table = RECORD.tables["statistics"]
    own = rows_of(table[table["region_code"] == code])
    assert own
    for row in own:
        key = statistic_row(row["series_id"], code, row["year"], row["measure"])
        label = labels[f"/sumber?bagian=sumber&baris={key}"]
        assert label == WORDS.printed(row["value"])


def test_the_sixty_governments_are_those_of_the_articles_and_others() -> None:
    assert len(CODES) == len(set(CODES)) == 60
    assert sum(HISTORIES[code].empty for code in CODES) == 10


def test_known_points_are_drawn_only_with_this_government_among_them() -> None:
    title = WORDS("daerah.curve").partition(":")[0]
    tables = [table for table in RANKINGS.tables.values() if len(table.points) > 1]
    for code in CODES[:20]:
        placed = (table.standing(code) for table in tables)
        among = any(s is not None and (s.pair or s.interval) for s in placed)
        shown = [str(s.value) for s in open_page("daerah", daerah=code).subheader]
        assert any(text.startswith(title) for text in shown) == among, code

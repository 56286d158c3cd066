"""Daerah, in both directions: every number on it is in a row it names, every row is on it."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from html import unescape
from random import Random

import pytest
from pypdf import PdfReader

from iga_core.analysis.peers import build_peer_space, find_peers
from iga_core.analysis.profile import History, build_histories
from iga_core.analysis.ranking import build_rankings
from iga_core.chart.model import HeatStrip, Matrix, Ribbon, Ruler, Strips
from iga_core.declared.peers import cached_peer_rules
from iga_core.language import load_words, plain
from iga_core.message import told
from iga_core.publish.report import Block, Drawing, Heading, Picture
from iga_core.record import Row, RowIndex, rows_of, standing_of, statistic_row
from iga_core.record.views import withheld_ids
from iga_core.rules import ValueInterval, cached_rulebook, classify
from pages._parts.daerah.contents import contents
from pages._parts.daerah.panels import standouts
from pages._shared import atlas, filters
from pages._shared.canvas import Canvas
from pages._shared.links import SHOWN
from pages._shared.words import speaking
from tests import on_file
from tests.files.asked import asked
from tests.opened import html_of, open_page
from tests.opened import text as text_of

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


@cache
def blocks(code: str, **query: str) -> tuple[Block, ...]:
    """Everything a profile holds, its parts included, in order."""
    values = filters.read(filters.TABLES["daerah"](RECORD), {"daerah": code, **query}).values
    canvas = Canvas()
    with speaking("id"):
        contents(canvas, RECORD, values)
    return tuple(canvas.blocks)


@cache
def sections(code: str) -> dict[str, tuple[str, ...]]:
    """Every line and table cell of a profile, as Markdown, by section.

    A line of the years stays whole: its cells share their rows.
    """
    found: dict[str, list[str]] = {}
    section = ""
    for block in blocks(code):
        if isinstance(block, (Drawing, Picture)):
            continue
        text = block.text if isinstance(block, Heading) else block.markdown
        section = text if isinstance(block, Heading) and block.level == 1 else section
        whole = section == WORDS("daerah.part_tahun")
        for line in re.split(r"(?<!  )\n", text):
            table = line.startswith("|") and not whole
            cells = line.strip("| ").split(" | ") if table else [line]
            found.setdefault(section, []).extend(cells)
    return {name: tuple(texts) for name, texts in found.items()}


@cache
def lines(code: str) -> tuple[str, ...]:
    """Every line of a profile but those that count or compare: they have tests of their own."""
    own = [told(s.text, WORDS) for s in atlas.headlines().of(code)]
    counting = {plain(sentence, 600) for sentence in own}
    region = RECORD.register.get(code)
    with speaking("id"):
        if region.autonomous:
            counting.add(standouts(code))
    if members := members_of(code):
        counting.add(
            plain(told(atlas.headlines().mapped(members, min(RECORD.award_years)).text, WORDS), 400)
        )
    heads = {name for name in sections(code) if re.search(r"\(\d+\)$", name)}
    note = WORDS("daerah.points_note", known="§", lines="§").split("§")[2]
    return tuple(
        line
        for texts in sections(code).values()
        for line in texts
        if line not in heads and note not in line and not any(c in line for c in counting)
    )


def members_of(code: str) -> list[str]:
    """The autonomous governments of a province, none of another."""
    return [
        region.code
        for region in RECORD.register.regions
        if region.autonomous and region.province_code == code and region.code != code
    ]


@cache
def numbers_of(row_id: str) -> tuple[Row, frozenset[str]]:
    """A row by its address, and its numbers as they may be printed."""
    found = ROWS.find(row_id)
    assert found is not None, row_id
    return found.row, frozenset(n for value in found.row.values() for n in forms(value))


def rows_named(line: str) -> Iterator[str]:
    """The addresses of the rows a line leads to."""
    for ids in ROW_LINK.findall(line):
        yield from ids.replace("%2C", ",").split(",")


def rows_in(line: str) -> Iterator[Row]:
    """The rows a line leads to."""
    for row_id in rows_named(line):
        yield numbers_of(row_id)[0]


def visible(line: str) -> str:
    """What a reader sees of a line, without the names of sources."""

    def shown(link: re.Match[str]) -> str:
        label, address = link.groups()
        is_source = not address.startswith("/") or "cari=" in address
        return "" if is_source else label

    text = re.sub(r"\) \+\d+", ")", LINK.sub(shown, re.sub(r"\) \+\d+", ")", line)))
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
    for row, numbers in map(numbers_of, rows_named(line)):
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


def named(history: History) -> tuple[Row, ...]:
    """The disputes that name a government in the claim itself."""
    return atlas.disputes().of.get(history.code, ())


def counted(history: History) -> dict[str, set[str]]:
    """Lines that count what stands on the page, by how they begin or end."""
    sources = {i for row in own_rows(history) for i in str(row["source_ids"]).split()}
    return {
        WORDS("daerah.say_disputes", number=len(named(history))): {str(len(named(history)))},
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
        sections(code).get(WORDS("daerah.part_serupa"), ()),
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
        if row in history.disputes and row not in named(history):
            continue  # touches its rows: a link is enough
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
        shown = [block.text for block in blocks(code) if isinstance(block, Heading)]
        assert any(text.startswith(title) for text in shown) == among, code


# --- The first screen

RICH, THIN, ADMINISTRATIVE, PROVINCE = "35.10", "11.71", "31.71", "32"
SCREENS = (RICH, THIN, "32.01", "13.76", PROVINCE, WITHOUT_ROWS[0])


def drawn(code: str, kind: type) -> list[Picture]:
    """The pictures of one kind on a profile."""
    found = (block for block in blocks(code) if isinstance(block, Picture))
    return [block for block in found if isinstance(block.figure, kind)]


def seen(at_html: str, at_text: str) -> str:
    """What a reader sees of a page: without what only a voice says."""
    return re.sub(r"<[^>]*>", " ", unescape(at_html)) + at_text


@pytest.mark.parametrize("code", SCREENS)
def test_the_first_screen_answers_and_what_is_unknown_stays_quiet(code: str) -> None:
    at = open_page("daerah", daerah=code, tahun="semua")
    shown = html_of(at)
    first, *_ = atlas.headlines().of(code)
    assert told(first.text, WORDS) in seen(shown, "")
    assert len(at.title) == 1
    assert seen(shown, text_of(at)).lower().count("belum ditemukan") <= 6
    assert not at.multiselect, "only the open part is drawn"


def test_a_profile_opens_on_a_rich_government_unless_one_was_chosen() -> None:
    at = open_page("daerah")
    assert at.selectbox(key="daerah_daerah").value == RICH
    assert not HISTORIES[RICH].empty
    at = open_page("kriteria", daerah="17.71")
    at.query_params = {}
    assert at.switch_page("pages/daerah.py").run().selectbox(key="daerah_daerah").value == "17.71"


@pytest.mark.parametrize("code", WITHOUT_ROWS[:3])
def test_an_empty_government_shows_what_is_known_of_it(code: str) -> None:
    (ribbon,) = (block.figure for block in drawn(code, Ribbon))
    assert isinstance(ribbon, Ribbon)
    assert [lane.kind for lane in ribbon.lanes] == ["award"]
    strips = drawn(code, Strips)[0].figure
    assert isinstance(strips, Strips)
    known = {place.measure.id for place in atlas.among().places(code)}
    assert len(strips.strips) == len(known) > 3
    peers = drawn(code, Matrix)[0].figure
    assert isinstance(peers, Matrix)
    names = [RECORD.register.get(peer).name for peer in atlas.nearest(code)]
    assert [row.label.removeprefix("Provinsi ") for row in peers.rows] == names
    assert not drawn(code, Ruler)


def test_a_score_stands_among_all_that_were_found_of_its_kind() -> None:
    (block,) = drawn(RICH, Ruler)
    ruler = block.figure
    assert isinstance(ruler, Ruler)
    newest = atlas.briefings()[RICH].score
    assert newest is not None
    table = RANKINGS.table(newest.year, "kabupaten")
    (row,) = ruler.rows
    assert len(row.points) == len(table.scored)
    (own,) = (point for point in row.points if point.who == 0)
    assert own.text == WORDS.printed(newest.claim["score"])
    above = sum(point.at > own.at for point in row.points)
    higher = [s for s in table.scored if s.view["score"] > newest.claim["score"]]
    assert above == len(higher)


@pytest.mark.parametrize("code", CODES[:12])
def test_what_stands_out_is_in_the_best_tenth_of_its_kind(code: str) -> None:
    among = atlas.among()
    with speaking("id"):
        said = standouts(code)
    for measure in among.rules.measures:
        pool = among.pool(measure, (among.kind(code),))
        if pool is None or code not in pool.known or measure.better == "none":
            continue
        mine = pool.known[code].value
        values = [known.value for known in pool.known.values()]
        better = sum(v < mine if measure.better == "low" else v > mine for v in values)
        worse = sum(v > mine if measure.better == "low" else v < mine for v in values)
        most = among.rules.extreme * len(values)
        name = re.escape(WORDS(f"chart.strip.{measure.id}"))
        told_of = bool(re.search(rf"[:,] {name} \(", said))
        assert told_of == (better + 1 <= most or worse + 1 <= most), measure.id


def test_a_chosen_year_is_told_in_full_before_the_others() -> None:
    at = open_page("daerah", daerah=RICH, tahun="2021")
    assert [element.value for element in at.subheader] == ["2021"]
    assert [element.value for element in open_page("daerah", daerah=RICH).subheader] == []


def test_the_open_part_stays_open_for_another_government() -> None:
    at = open_page("daerah", daerah=RICH, bagian="statistik")
    for code in ("32.71", WITHOUT_ROWS[0]):  # other parts, and other counts on them
        at.selectbox(key="daerah_daerah").set_value(code).run()
        assert at.query_params["bagian"] in ("statistik", ["statistik"])
        assert WORDS("daerah.measure") in text_of(at)


def test_what_is_taken_along_brings_no_choices_of_its_own() -> None:
    at = open_page("daerah", daerah=RICH, bagian="serupa")
    choices = len(at.multiselect)
    at.session_state["daerah_take"] = True
    at.run()
    assert not at.exception
    assert len(at.multiselect) == choices > 0


# --- A province and its members


def test_a_province_counts_its_members_as_the_files_do() -> None:
    members = members_of(PROVINCE)
    (block,) = drawn(PROVINCE, HeatStrip)
    strip = block.figure
    assert isinstance(strip, HeatStrip)
    found: Counter[tuple[str, int]] = Counter()
    for level, year, _ in {
        (row["level"], row["year"], row["region_code"])
        for row in rows_of(RECORD.tables["awards"])
        if row["region_code"] in members
        and row["programme"] == "IGA"
        and standing_of(row) == "received"
    }:
        found[level, year] += 1
    assert found
    for group in strip.groups:
        for year, cell in zip(strip.years, group.rows[0].cells, strict=True):
            assert (cell.found or 0) == found.pop((group.label, year), 0)
            assert cell.found is None or cell.size == len(members)
    assert not found
    matrix = drawn(PROVINCE, Matrix)[-1].figure
    assert isinstance(matrix, Matrix)
    assert sorted(row.label for row in matrix.rows) == sorted(
        RECORD.register.get(code).name for code in members
    )


def test_only_a_province_has_members_and_they_can_be_taken_along() -> None:
    at = open_page("daerah", daerah=PROVINCE, bagian="anggota")
    shown = html_of(at)
    assert f"/unduh/penghargaan.xlsx?provinsi={PROVINCE}" in shown
    assert f"/peta?provinsi={PROVINCE}" in text_of(at)
    other = open_page("daerah", daerah=RICH, bagian="anggota")
    assert "/unduh/penghargaan.xlsx" not in html_of(other)


# --- Paper


def pages(address: str) -> int:
    answer = asked(address)
    assert answer.status_code == 200
    return len(PdfReader(io.BytesIO(bytes(answer.body))).pages)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", SCREENS)
def test_a_profile_is_one_page_of_paper(code: str, language: str) -> None:
    assert pages(f"daerah.pdf?daerah={code}&bahasa={language}") == 1


def test_the_annex_holds_everything_by_choice() -> None:
    assert pages(f"daerah.pdf?daerah={RICH}&lampiran=ya") > 1
    assert pages(f"daerah.pdf?daerah={RICH}&lampiran=tidak") == 1

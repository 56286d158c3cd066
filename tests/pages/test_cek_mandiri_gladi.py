"""Gladi, banding and print of Cek Mandiri: the page says what the core found, no more, no less."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from iga_core.declared.rehearsal import SEVERITIES, standards
from iga_core.language import load_words, unlinked
from iga_core.portfolio import Portfolio, load_example, portfolio_bytes, score_portfolio
from iga_core.portfolio.review.recap import recap
from iga_core.portfolio.review.rehearsal import rehearse
from iga_core.portfolio.review.telling import rehearsal_table
from iga_core.portfolio.tree import project, walk
from iga_core.publish.rehearsed import rehearsal_workbook
from iga_core.publish.report import Prose
from iga_core.rules import cached_rulebook
from pages._parts.cek_mandiri import printing, session
from pages._parts.cek_mandiri.rehearse import EVERYONE, basis_of, grouped
from pages._parts.cek_mandiri.taking import BOX as TAKE
from pages._shared.canvas import Canvas
from pages._shared.marks import marked
from pages._shared.rule_text import limit_text
from tests import on_file
from tests.opened import file_links, open_box, open_page, open_part, text
from tests.portfolio.made import BOOK, TODAY, clean, sound

WORDS = load_words("id")
NEXT = cached_rulebook(2027)
FORMULA = '=HYPERLINK("http://x.test","klik")'


def example() -> Portfolio:
    found = load_example(BOOK)
    assert found is not None
    return found


def opened(part: str, **query: str) -> AppTest:
    at = open_page("cek_mandiri", **query)
    at.button(key="cek_mandiri_example").click().run()
    open_part(at, part)
    assert not at.exception
    return at


def show(at: AppTest, *severities: str) -> AppTest:
    at.button_group(key="cek_mandiri_gladi_severity").set_value(list(severities)).run()
    assert not at.exception
    return at


def found_rows(at: AppTest) -> int:
    """Rows of findings on the page: those of tables that say what to do."""
    head = WORDS("cek_mandiri.rehearse_head_fix")
    tables = [str(m.value) for m in at.markdown if head in str(m.value)]
    return sum(line.startswith("| ") for table in tables for line in table.splitlines()) - 2 * len(
        tables
    )


def test_the_page_finds_what_the_core_finds() -> None:
    portfolio = example()
    found = rehearse(portfolio, BOOK, date.today(), examples=len(portfolio.innovations))
    at = opened("gladi")
    shown = text(at)
    for severity, number in found.counts.items():
        name = WORDS(f"rehearsal.severity_{severity}")
        status = found.statuses.count(severity)
        assert f"{name} | {WORDS.number(number)} | {WORDS.number(status)} |" in shown
    assert f"### {WORDS('rehearsal.part_spd')}" in shown
    groups = len(grouped([f for f in found.findings if f.severity != "green"]))
    assert groups > 20
    rows = found_rows(at)
    at.selectbox(key=f"cek_mandiri_gladi_page_{-(-groups // 20)}").set_value(20).run()
    assert rows + found_rows(at) == found.counts["red"] + found.counts["amber"]
    assert all(unlinked(item.name, 80) in text(at) for item in portfolio.innovations)


@pytest.mark.parametrize("severity", SEVERITIES)
def test_one_severity_shows_only_its_own(severity: str) -> None:
    found = rehearse(example(), BOOK, date.today(), examples=24)
    groups = grouped([f for f in found.findings if f.severity == severity])
    expected = sum(map(len, groups[:20]))
    assert found_rows(show(opened("gladi"), severity)) == expected


def test_no_severity_shows_no_finding() -> None:
    at = show(opened("gladi"))
    assert not found_rows(at)
    assert WORDS("cek_mandiri.rehearse_nothing") in text(at)


def test_an_agency_shows_only_its_own_and_stays_chosen() -> None:
    portfolio = example()
    agency = portfolio.innovations[0].agency
    own = [at for at, item in enumerate(portfolio.innovations, 1) if item.agency == agency]
    found = rehearse(portfolio, BOOK, date.today(), examples=24)
    at = show(opened("gladi"), *SEVERITIES)
    at.selectbox(key="cek_mandiri_gladi_agency").set_value(agency).run()
    expected = sum(finding.place.position in own for finding in found.findings)
    assert found_rows(at) == expected
    open_part(at, "banding")
    open_part(at, "gladi")
    assert found_rows(at) == expected


def test_an_agency_that_is_gone_gives_way_to_all() -> None:
    at = opened("gladi")
    agency = example().innovations[0].agency
    at.selectbox(key="cek_mandiri_gladi_agency").set_value(agency).run()
    open_part(at, "banding")
    items = tuple(i for i in example().innovations if i.agency != agency)
    left = replace(example(), innovations=items)
    at.session_state["cek_mandiri_held"] = session.Held(left, left, 1)
    open_part(at, "gladi")
    assert not at.exception
    assert at.selectbox(key="cek_mandiri_gladi_agency").value == EVERYONE
    assert WORDS("cek_mandiri.rehearse_of_agency", agency=unlinked(agency, 80)) not in text(at)


def test_every_finding_says_what_it_rests_on() -> None:
    found = rehearse(example(), BOOK, date.today())
    window = next(f for f in found.findings if f.check == "window_outside")
    own = next(f for f in found.findings if f.check == "below_verified")
    assert "(http" in basis_of(window, found)
    assert str(BOOK.eligibility.applied_from.clause) in basis_of(window, found)
    assert basis_of(own, found).startswith(WORDS("cek_mandiri.rehearse_ours", reason=""))


def workbook(portfolio: Portfolio) -> openpyxl.Workbook:
    found = rehearse(portfolio, BOOK, TODAY)
    projection = project(portfolio, BOOK)
    summary = recap(projection.claimed, standards(), portfolio.agencies)
    data = rehearsal_workbook(found, summary, projection.tree, WORDS)
    return openpyxl.load_workbook(BytesIO(data))


def test_the_workbook_holds_every_row_and_no_formula() -> None:
    portfolio = replace(example(), name="=1+1")
    items = tuple(replace(item, name=FORMULA, agency="+2") for item in portfolio.innovations[:3])
    portfolio = replace(portfolio, innovations=(*items, *portfolio.innovations[3:]))
    book = workbook(portfolio)
    names = [WORDS(f"rehearsed.sheet_{name}") for name in ("findings", "recap", "score", "about")]
    assert book.sheetnames == names
    projection = project(portfolio, BOOK)
    summary = recap(projection.claimed, standards(), portfolio.agencies)
    lines = [
        len(rehearsal_table(rehearse(portfolio, BOOK, TODAY), WORDS)[1]),
        len(summary.agencies) + len(summary.silent),
        len(list(walk(projection.tree))),
    ]
    assert [book[name].max_row - 1 for name in names[:3]] == lines
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert {FORMULA, "+2", "=1+1"} <= {cell.value for cell in cells}
    score = [row[2].value for row in book[names[2]].iter_rows(min_row=2)]
    assert score[0] == pytest.approx(float(projection.tree.claimed))
    about = " ".join(str(row[0].value) for row in book[names[3]].iter_rows())
    assert WORDS("rules.note_example") in about


def printed(at: AppTest, part: str, portfolio: Portfolio) -> str:
    """The text of the document made from what a part of the page shows."""
    canvas = Canvas()
    canvas.blocks = [Prose(str(m.value)) for m in at.markdown]
    data = printing.of_part(canvas, part, project(portfolio, BOOK))()
    assert data.startswith(b"%PDF")
    return " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(data)).pages).split())


def test_a_print_of_an_example_says_so_and_holds_the_counts() -> None:
    portfolio = example()
    counts = rehearse(portfolio, BOOK, date.today(), examples=24).counts
    shown = printed(opened("gladi"), "gladi", portfolio)
    assert "CONTOH: Gladi, Kota Contoh" in shown
    assert all(f"{WORDS(f'rehearsal.severity_{s}')} {n}" in shown for s, n in counts.items())
    index = WORDS.number(float(score_portfolio(portfolio, BOOK).scores.index[0]), 2)
    assert index in shown
    assert WORDS("cek_mandiri.part_gladi") in shown
    assert "aturan 2026" in shown


def test_a_print_of_own_work_names_the_region_and_no_contents_in_its_address() -> None:
    canvas = Canvas()
    canvas.blocks = [Prose("x")]
    data = printing.of_part(canvas, "skor", project(clean(), BOOK))()
    shown = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    assert "CONTOH" not in shown
    assert "Kota Banda Aceh" in shown
    assert "daerah=" not in shown
    assert "bagian=skor&tahun=2026" in "".join(shown.split())


@pytest.mark.parametrize("part", ["gladi", "banding"])
def test_a_part_offers_its_print(part: str) -> None:
    at = open_box(opened(part), TAKE)
    assert WORDS("cek_mandiri.print_button") in [link.label for link in file_links(at)]


def test_a_year_without_scores_stands_alone_and_its_limits_are_shown() -> None:
    shown = text(opened("banding", daerah="11.71"))
    alone = 2026 not in set(on_file.record().results.dropna(subset="score")["year"])
    assert (WORDS("against.none", year="2026") in shown) == alone
    for entry in BOOK.classes:
        name = marked("predicate", entry.predicate)
        assert f"{name} | {limit_text(entry.known(), 2)} |" in shown
    assert WORDS("cek_mandiri.against_others_note", year=2026) in shown
    assert WORDS("cek_mandiri.against_ask_kind") not in shown
    assert "daerah=11.71" in shown


def test_without_a_region_the_type_is_asked_for() -> None:
    at = opened("banding")
    assert WORDS("cek_mandiri.against_ask_kind") in text(at)
    at.button_group(key="cek_mandiri_banding_kind").set_value("kota").run()
    assert WORDS("cek_mandiri.against_ask_kind") not in text(at)
    assert "jenis=kota" in text(at)


def test_the_present_portfolio_goes_on_under_another_year() -> None:
    at = opened("banding")
    at.button_group(key="cek_mandiri_banding_way").set_value("present").run()
    shown = text(at)
    for book in (BOOK, NEXT):
        index = WORDS.number(float(score_portfolio(example(), book).scores.index[0]), 2)
        assert f"{book.year}: indeks **{index}**" in shown
    assert f"| {WORDS('term.rule.divisor')} | 12 | 14 |" in shown
    at.button(key="cek_mandiri_carried").click().run()
    assert not at.exception
    assert at.session_state["cek_mandiri_held"].portfolio.year == 2027
    assert at.selectbox(key="cek_mandiri_tahun").value == "2027"


def test_rules_that_do_not_suffice_are_named() -> None:
    at = opened("banding")
    at.button_group(key="cek_mandiri_banding_way").set_value("present").run()
    at.selectbox(key="cek_mandiri_banding_year").set_value(2025).run()
    assert not at.exception
    rule = WORDS("term.rule.divisor")
    assert WORDS("rules.unknown", year=2025, rule=rule) in text(at)
    assert WORDS("cek_mandiri.against_no_scoring", year=2025) in text(at)
    assert not [b for b in at.button if b.key == "cek_mandiri_carried"]


def last_year() -> bytes:
    """A file of 2025: an innovation outside the window of 2026 among sound ones."""
    old = sound(0, name="Sudah Lama", applied_on=date(2023, 2, 1), developed_on=None)
    items = (old, *(sound(number) for number in range(1, 13)))
    return portfolio_bytes(replace(clean(), year=2025, innovations=items))


def test_last_years_file_is_read_by_this_years_rules_and_taken_over() -> None:
    at = opened("banding")
    at.file_uploader(key="cek_mandiri_banding_file").set_value(
        ("lama.json", last_year(), "application/json")
    ).run()
    assert not at.exception
    shown = text(at)
    assert WORDS("rules.unknown", year=2025, rule=WORDS("term.rule.divisor")) in shown
    row = f"| Sudah Lama | {WORDS('cek_mandiri.against_standing_unknown')} | "
    assert f"{row}{WORDS('cek_mandiri.against_standing_window')} |" in shown
    assert at.session_state["cek_mandiri_held"].portfolio.example  # only compared so far
    open_part(at, "gladi")
    open_part(at, "banding")
    assert "Sudah Lama" in text(at)
    at.button(key="cek_mandiri_carried").click().run()
    held = at.session_state["cek_mandiri_held"]
    assert held.portfolio.innovations[0].name == "Sudah Lama"
    assert held.portfolio.year == 2026
    assert held.portfolio != held.saved
    at.button(key="cek_mandiri_carried").click().run()  # now unsaved: asked first
    assert WORDS("cek_mandiri.replace_again") in text(at)


def test_a_broken_file_changes_nothing() -> None:
    at = opened("banding")
    at.file_uploader(key="cek_mandiri_banding_file").set_value(
        ("lama.json", b"{", "application/json")
    ).run()
    assert not at.exception
    assert at.error
    assert at.session_state["cek_mandiri_held"].portfolio == example()


def test_regions_of_the_links_come_from_the_address_only() -> None:
    at = opened("banding")
    held = at.session_state["cek_mandiri_held"]
    held.portfolio = replace(held.portfolio, region="17.71")
    at.run()
    assert WORDS("cek_mandiri.against_ask_kind") not in text(at)
    assert on_file.record().register.get("17.71").type == "kota"
    assert "daerah=17.71" not in text(at)

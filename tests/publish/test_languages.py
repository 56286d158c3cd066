"""What leaves in English: its words, numbers, dates, and names of files and sheets."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from iga_core.analysis.facets import Selection, build_facets, facet_counts
from iga_core.language import load_words
from iga_core.portfolio import make_template
from iga_core.publish.citation import award_cards, cite, safe_sentence
from iga_core.publish.dossier import dossier
from iga_core.publish.picture import as_svg
from iga_core.publish.report import Document, Heading, Prose, to_pdf
from iga_core.publish.tables import SHEETS, context_of, make_file
from iga_core.record import Record
from iga_core.record.version import Version
from iga_core.rules import cached_rulebook
from pages._shared.charts import localised
from tests import on_file

ID, EN = load_words("id"), load_words("en")
BASE = "https://atlas.example.id"
VERSION = Version("2026-11-21", "0123abcd")
DAY = date(2026, 12, 18)
MONTHS = ["Januari", "Februari", "Maret", "Mei", "Juni", "Juli", "Agustus", "Oktober", "Desember"]


@cache
def record() -> Record:
    return on_file.record()


def months_of(text: str) -> set[str]:
    return {month for month in MONTHS if re.search(rf"\d {month} \d", text)}


def test_every_award_is_said_and_cited_in_english() -> None:
    cards = award_cards(record())
    for card in cards.values():
        made = cite(card, base=BASE, retrieved=DAY, version=VERSION, words=EN)
        texts = (safe_sentence(card, EN), made.press, made.apa, made.bibtex)
        for text in texts:
            prose = re.sub(r"(?m)^ +(\w+) +=", r"\1 =", text)  # BibTeX sets its fields in columns
            assert not re.search(r"None|\bnan\b|<NA>|\(\)|: ;|, ,|,\.|\.\.|\S  \S", prose), text
            assert not months_of(text), text
            for word in ("penghargaan ", "menurut", "dilaporkan", "diakses", "Sumber"):
                assert word not in text.replace(str(card.award["category"]), ""), text
        assert "18 December 2026" in made.press
        # the same row has the same address in every language
        assert made.press.count(f"{BASE}/penghargaan?penghargaan={card.award['id']}") == 1


def test_a_document_is_english_with_its_language_named() -> None:
    report = Document(
        "Title", (Heading("One"), Prose("Text")), (), BASE, BASE, str(VERSION), DAY.isoformat()
    )
    pdf = PdfReader(BytesIO(to_pdf(report, EN)))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "18 December 2026" in text
    assert EN("pdf.sources") in text
    assert ID("pdf.sources") not in text
    root: Any = pdf.trailer["/Root"]
    assert str(root["/Lang"]).startswith("en")


@pytest.mark.parametrize(("language", "shown"), [("id", "2.501,5"), ("en", "2,501.5")])
def test_a_picture_prints_numbers_as_its_language_does(
    language: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages._shared.charts.words", lambda: load_words(language))
    spec = {
        "mark": "text",
        "data": {"values": [{"v": 2501.5}]},
        "encoding": {"text": {"field": "v", "type": "quantitative", "format": ",.1f"}},
    }
    assert f">{shown}<" in as_svg(localised(spec))


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return {s.title: [tuple(row) for row in s.iter_rows(values_only=True)] for s in book.worksheets}


def test_an_award_list_leaves_in_english_with_the_same_columns() -> None:
    wanted = Selection(year=("2020",), category=("Kota",))
    counts = facet_counts(build_facets(record()), wanted)
    made = {}
    for words in (ID, EN):
        about = context_of(counts, VERSION, words, address=BASE)
        file = make_file(record().tables["awards"], "xlsx", about, record(), words)
        made[words.language] = sheets(file.data)
        assert list(made[words.language]) == [words(f"download.sheet.{name}") for name in SHEETS]
    heads = [next(iter(found.values()))[0] for found in made.values()]
    assert heads[0] == heads[1]
    about_text = str(made["en"][EN("download.sheet.version")])
    assert EN("download.caution") in about_text
    assert ID("download.caution") not in about_text


def test_a_dossier_and_a_template_name_their_sheets_in_english() -> None:
    book = sheets(dossier(record(), ("11.71",), EN, title="One", address=BASE, version=VERSION))
    assert EN("dossier.sheet.results") in book
    assert not {ID("dossier.sheet.results"), ID("dossier.sheet.awards")} & set(book)
    template = sheets(make_template(cached_rulebook(2026), EN))
    assert list(template) == [
        EN(f"workbook.sheet_{name}") for name in ("guide", "spd", "innovations", "lists")
    ]

"""Citations and sentences over every award on file."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from iga_core.language import load_words
from iga_core.publish.citation import (
    AwardCard,
    Citation,
    award_cards,
    cite,
    permalink,
    safe_sentence,
)
from iga_core.record import Record
from iga_core.record.version import Version
from tests import on_file

BASE = "https://atlas.example.id/app"
VERSION = Version("2026-11-21", "0123abcd")


@cache
def record() -> Record:
    return on_file.record()


@cache
def cards() -> dict[str, AwardCard]:
    return award_cards(record())


@cache
def said() -> dict[str, str]:
    return {i: safe_sentence(card, load_words("id")) for i, card in cards().items()}


def cited(award_id: str) -> Citation:
    return cite(
        cards()[award_id],
        base=BASE,
        retrieved=date(2026, 11, 22),
        version=VERSION,
        words=load_words("id"),
    )


def test_every_award_is_said_and_cited_cleanly() -> None:
    assert len(said()) == len(record().tables["awards"])
    for award_id, text in said().items():
        citation = cited(award_id)
        for line in (text, citation.press, citation.apa):
            assert "  " not in line, award_id
            assert not re.search(r"None|\bnan\b|<NA>|\{|\}|\(\)|: ;|, ,|,\.|\.\.", line), line
            assert line == line.strip()
            assert "term." not in line
        assert text.endswith(".")
        assert "None" not in citation.bibtex
        assert citation.bibtex.count("{") == citation.bibtex.count("}")


def test_every_citation_has_link_day_version_and_status() -> None:
    words = load_words("id")
    for award_id, card in cards().items():
        citation, link = cited(award_id), permalink(BASE, award_id)
        for text in (citation.press, citation.apa):
            assert link in text
            assert "22 November 2026" in text
            assert str(VERSION) in text
            assert words.term("award_status", card.award["status"]) in text
        assert f"url     = {{{link}}}" in citation.bibtex
        assert "urldate = {2026-11-22}" in citation.bibtex


def test_bibtex_keys_are_plain_and_distinct() -> None:
    keys = [re.findall(r"@misc\{([a-z0-9-]+),", cited(i).bibtex) for i in cards()]
    assert all(len(key) == 1 for key in keys)
    assert len({key[0] for key in keys}) == len(keys)


@pytest.mark.parametrize(
    ("status", "needs", "never"),
    [
        ("reported", "dilaporkan menerima", "menyatakan"),
        ("claimed", "sendiri menyatakan menerima", "dilaporkan menerima"),
        ("derived", "disimpulkan menerima", "dilaporkan menerima"),
        ("index_only", "belum ditemukan", "menerima penghargaan"),
    ],
)
def test_each_status_is_worded_by_what_it_knows(status: str, needs: str, never: str) -> None:
    found = [(said()[i], card) for i, card in cards().items() if card.award["status"] == status]
    assert found
    for text, card in found:
        first = text.split(". ")[0]
        assert needs in first
        assert never not in first
        day = load_words("id").day(card.award["ceremony_on"])
        assert (day in first) == (status == "reported")
        if status == "claimed":
            assert first.startswith(card.name)
            assert "klaim daerah itu dimuat" in text


def test_a_session_we_only_read_is_called_our_reading() -> None:
    for award_id, card in cards().items():
        assert ("menurut bacaan Atlas IGA" in said()[award_id]) == (
            card.award["session_basis"] == "reading" and card.award["status"] == "reported"
        )


def test_a_partial_list_is_never_silent() -> None:
    for award_id, card in cards().items():
        complete = card.listed.complete is True
        assert ("belum tentu tidak menerima" in said()[award_id]) == (not complete)


def test_open_differences_are_mentioned() -> None:
    text = said()["iga-2021-kota-terinovatif-13.77"]
    assert "perbedaan antarsumber" in text


def test_banda_aceh_2020_word_for_word() -> None:
    assert said()["iga-2020-kota-sangat-inovatif-11.71"] == (
        "Kota Banda Aceh dilaporkan menerima penghargaan IGA 2020 kategori Kota tingkat Sangat "
        "Inovatif, dalam penyerahan 18 Desember 2020, sesi I menurut bacaan Atlas IGA, menurut "
        "klikkalimantan.com, Pikiran Merdeka. Dari daftar IGA 2020 untuk Kota, Sangat Inovatif, "
        "baru 25 dari 33 penghargaan yang diketahui; daerah yang tidak tercantum belum tentu "
        "tidak menerima. Tentang daerah dan tahun ini ada perbedaan antarsumber yang belum "
        "selesai; lihat Atlas IGA."
    )

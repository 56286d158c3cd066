"""How a text is read: places, years, lists, names; whatever the text is."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iga_core.language import load_words
from iga_core.reader import PressReading, TextTooLongError, reading_json
from tests.reader.desk import desk

PIECES = st.sampled_from(
    [
        "Kota Solok",
        "Kabupaten ",
        "Bengkulu",
        "meraih",
        "IGA 2023",
        "Terinovatif",
        "peringkat",
        "ke-",
        "22",
        "60,46",
        "berturut-turut",
        "\n1. ",
        "(",
        "18/12/2020",
        "\u00a0",
        "\u0130",
        ",",
        " dan ",
        "skor ",
        "dari 93 kota",
        "satu-satunya",
        "pertama kali",
        "2.501",
        "sejak 2017",
    ]
)


def award(text: str, on: date | None = None) -> list[tuple[str | None, int | None, str | None]]:
    found = desk().read(text, on).claims
    return [(c.claim.region, c.claim.year, c.claim.level) for c in found if c.claim.kind == "award"]


def sound(reading: PressReading) -> bool:
    """Whether each claim stands where it says, and says why."""
    told = reading_json(reading, load_words("id"))["claims"]
    return all(
        0 <= c["start"] < c["end"] <= len(reading.text)
        and c["text"] == reading.text[c["start"] : c["end"]]
        and c["why"]
        for c in told
    )


@given(st.text(max_size=400))
@example("\u0130GA 2023 Kota Solok Terinovatif")
@example("IGA 2023 peringkat 99999999999999999999 Kota Solok")
def test_any_text_is_read(text: str) -> None:
    assert sound(desk().read(text))


@given(st.lists(PIECES, max_size=40).map(" ".join))
@example("Kota Solok IGA 2023 0/0/2020 31/02/2021 sejak 2017 - 2039 tahun berturut-turut")
def test_any_heap_of_press_words_is_read(text: str) -> None:
    assert sound(desk().read(text, date(2025, 12, 11)))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> Kota Solok meraih IGA 2023",
        "=HYPERLINK(1) {name} %s Kota Solok meraih IGA 2023 sebagai Kota Sangat Inovatif",
        "\u202eKota Solok\u202c meraih IGA 2023",
    ],
)
def test_hostile_text_is_text(text: str) -> None:
    assert sound(desk().read(text))


def test_a_text_longer_than_the_limit_is_refused() -> None:
    with pytest.raises(TextTooLongError):
        desk().read("Kota Solok meraih IGA 2023. " * 40_000)


@pytest.mark.parametrize(
    "piece",
    ["Kota Solok meraih IGA 2023 ", "Solok, ", "a", "1.", "((", "Kota ", "dan 2020, ", "\n1. "],
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def taken(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        desk().read(text)
        return time.process_time() - start

    taken(2_000)
    assert taken(32_000) < 40 * max(taken(4_000), 0.01)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Daftar Kota Terinovatif IGA 2023:\n1. Surabaya\n2. Semarang\n\n"
            "Kabupaten Terinovatif:\n- Banyuwangi\n- Bogor\n\nKabupaten Sangat Inovatif\nSolok",
            [
                ("35.78", 2023, "Terinovatif"),
                ("33.74", 2023, "Terinovatif"),
                ("35.10", 2023, "Terinovatif"),
                ("32.01", 2023, "Terinovatif"),
                ("13.02", 2023, "Sangat Inovatif"),
            ],
        ),
        (
            "Pemenang IGA 2022.\nKabupaten Terinovatif: Sragen, Malang\nKota Terinovatif: Malang",
            [
                ("33.14", 2022, "Terinovatif"),
                ("35.07", 2022, "Terinovatif"),
                ("35.73", 2022, "Terinovatif"),
            ],
        ),
        (
            "Kota Surabaya dan Kota Bandung meraih Kota Terinovatif, sedangkan Kota Solok "
            "memperoleh Kota Sangat Inovatif pada IGA 2023.",
            [
                ("35.78", 2023, "Terinovatif"),
                ("32.73", 2023, "Terinovatif"),
                ("13.72", 2023, "Sangat Inovatif"),
            ],
        ),
        (
            "Bupati Wonogiri menerima penghargaan Kabupaten Terinovatif IGA 2025 di Jakarta.",
            [("33.12", 2025, "Terinovatif")],
        ),
        (
            "Wali Kota Bogor Bima Arya menerima penghargaan IGA 2019 sebagai Kota Terinovatif.",
            [("32.71", 2019, "Terinovatif")],
        ),
        (
            "Solok (Sumatera Barat) dan Kota Padang, Sumatera Barat, meraih penghargaan IGA 2020.",
            [(None, 2020, None), ("13.71", 2020, None)],
        ),
        (
            "Malang Regency and the city of Batu received the IGA 2024 award, as did West Java.",
            [("35.07", 2024, None), ("35.79", 2024, None), ("32", 2024, None)],
        ),
        ("Semoga Kota Solok meraih penghargaan Kota Terinovatif pada IGA 2026.", []),
        ("Kabupaten Garut belum meraih penghargaan IGA 2024.", []),
        ("Kota Solok\nDinas Kesehatan Kota Padang dan RSUD Kota Bukittinggi melayani warga.", []),
    ],
)
def test_who_received_what_and_when(
    text: str, found: list[tuple[str | None, int | None, str | None]]
) -> None:
    assert award(text) == found


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Tahun ini Kota Bandung meraih penghargaan IGA.", 2025),
        ("Tahun lalu Kota Bandung meraih penghargaan IGA.", 2024),
        ("Kota Bandung meraih penghargaan IGA.", 2025),
        ("Kota Bandung meraih penghargaan IGA 2021.", 2021),
        ("Kota Bandung meraih IGA berdasarkan PP Nomor 38 Tahun 2017.", 2025),
    ],
)
def test_the_year_is_the_one_said_or_that_of_the_date(text: str, year: int) -> None:
    assert [y for _, y, _ in award(text, date(2025, 12, 12))] == [year]


def test_without_any_year_a_claim_is_unclear() -> None:
    assert desk().read("Kota Bandung meraih penghargaan IGA.").verdict == "ambiguous"


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Indeks inovasi Kota Solok 2023 sebesar 60,46.", "60.46"),
        ("Kota Solok scored 60.46 in the IGA 2023 index.", "60.46"),
        ("Skor IID Kota Bandar Lampung 2020 adalah 2.501.", "2501"),
        ("Skor IID Kota Bandar Lampung 2020 adalah 2501.", "2501"),
        ("Pemkot Madiun mencatat skor indeks inovasi 79,84 persen pada 2023.", "79.84"),
    ],
)
def test_a_score_is_read_in_every_way_it_is_written(text: str, score: str) -> None:
    scores = [str(c.claim.score) for c in desk().read(text).claims if c.claim.kind == "score"]
    assert scores == [score]


@pytest.mark.parametrize(
    "text",
    [
        "Anggaran Kota Solok naik 4,5 persen pada IGA 2023.",
        "Kota Solok menyiapkan Rp 2,5 miliar menjelang IGA 2023.",
    ],
)
def test_other_numbers_are_no_scores(text: str) -> None:
    assert not [c for c in desk().read(text).claims if c.claim.kind == "score"]


@pytest.mark.parametrize(
    ("text", "rank", "base"),
    [
        ("Kota Solok berada di peringkat 22 dari 93 kota pada IGA 2023.", 22, 93),
        ("Kota Solok berada di urutan ke-22 kota pada IGA 2023.", 22, "kota"),
        ("Kota Solok peringkat 22 nasional pada IGA 2023.", 22, "all"),
        ("Kota Solok peringkat 22 pada IGA 2023.", 22, None),
        ("Kulon Progo ranked second of Kabupaten Terinovatif in IGA 2019.", 2, "kabupaten"),
        ("Kulon Progo juara II kabupaten terinovatif IGA 2019.", 2, "kabupaten"),
    ],
)
def test_a_rank_is_read_with_its_base(text: str, rank: int, base: int | str | None) -> None:
    found = [c.claim for c in desk().read(text).claims if c.claim.kind == "rank"]
    assert [(claim.rank, claim.rank_base) for claim in found] == [(rank, base)]


def test_the_whole_text_has_the_gravest_verdict() -> None:
    supported = "Kota Serang meraih predikat Sangat Inovatif pada IGA 2025."
    contradicted = "Mesuji satu-satunya daerah di Lampung yang meraih penghargaan IGA 2024."
    unclear = "Solok meraih penghargaan IGA 2020."
    assert desk().read(f"{supported} {unclear}").verdict == "ambiguous"
    assert desk().read(f"{supported} {unclear} {contradicted}").verdict == "contradicted"
    assert desk().read("Hari ini hujan turun.").verdict == "no_claim"

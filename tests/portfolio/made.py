"""A portfolio without any fault, to break in one place at a time, and random ones."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from iga_core.portfolio import STAGES, Claim, Innovation, Portfolio
from iga_core.rules import cached_rulebook

BOOK = cached_rulebook(2026)
TODAY = date(2026, 6, 1)
SPD = tuple(line.code for line in BOOK.aspect("SPD"))
SID = tuple(line.code for line in BOOK.aspect("SID"))
BANDS = tuple(line.code for line in BOOK.aspect("SPD") if line.has_bands)
SIX = BOOK.basic_services.affairs.known()
NAMES = (
    *(
        "Antar Obat",
        "Sekolah Sungai",
        "Jalan Siaga",
        "Rumah Layak",
        "Ronda Daring",
        "Peduli Lansia",
    ),
    *("Bidan Keliling", "Kelas Malam", "Peta Lubang", "Bedah Kampung", "Pos Damai", "Dapur Warga"),
    "Cek Gigi Anak",
)
AGENCIES = ("Dinas Kesehatan", "Dinas Pendidikan", "Dinas Sosial")


def link(*parts: object) -> str:
    """An address that no other claim has."""
    return "https://bukti.kota.go.id/" + "-".join(map(str, parts))


def sound(number: int, **changes: Any) -> Innovation:  # noqa: ANN401 - any field
    """Innovation ``number`` (from 0) of the faultless portfolio."""
    made = Innovation(
        name=NAMES[number],
        agency=AGENCIES[number % 3],
        affair=SIX[number % 6],
        stage="penerapan",
        trial_on=date(2024, 3, 1),
        applied_on=date(2024, 6, 1),
        developed_on=date(2025, 2, 1),
        words=320,
        levels=dict.fromkeys(SID, Claim(3, 3)),
        evidence={code: link(number, code) for code in SID},
    )
    return replace(made, **changes)


def clean(**first: Any) -> Portfolio:  # noqa: ANN401 - any field
    """The faultless portfolio, its first innovation changed."""
    items = (sound(0, **first), *(sound(number) for number in range(1, len(NAMES))))
    return Portfolio(
        region="11.71",
        year=2026,
        spd=dict.fromkeys(SPD, Claim(3, 3)),
        spd_evidence={code: link("spd", code) for code in SPD},
        innovations=items,
    )


texts = st.sampled_from(
    [
        "",
        "SK Wali Kota 1/2024",
        "https://a.go.id/x",
        "htp://a.go.id",
        "http://[",
        "C:\\a.pdf",
        "\x00",
    ]
) | st.text(max_size=30)
numbers = st.decimals(-(10**20), 10**20, places=3) | st.decimals(-20, 90, places=2)
days = st.none() | st.dates(date(2022, 1, 1), date(2028, 1, 1))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    return Claim(draw(st.integers(0, 3)), draw(st.none() | st.integers(0, 3)))


@st.composite
def innovations(draw: st.DrawFn) -> Innovation:
    return Innovation(
        name=draw(texts) or "x",
        agency=draw(st.sampled_from(["", *AGENCIES, "dinas  kesehatan"])),
        affair=draw(st.sampled_from(["", *SIX])),
        crossing_affairs=tuple(draw(st.lists(st.sampled_from(SIX), max_size=2))),
        stage=draw(st.none() | st.sampled_from(list(STAGES.values()))),
        rejected=draw(st.booleans()),
        trial_on=draw(days),
        applied_on=draw(days),
        developed_on=draw(days),
        words=draw(st.none() | st.integers(0, 600)),
        levels=draw(st.dictionaries(st.sampled_from(SID), claims(), max_size=6)),
        evidence=draw(st.dictionaries(st.sampled_from(SID), texts, max_size=6)),
    )


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    """Any portfolio that reading lets through, sense or nonsense."""
    values = draw(st.dictionaries(st.sampled_from(BANDS), numbers, max_size=4))
    spd = draw(st.dictionaries(st.sampled_from(SPD), claims(), max_size=8))
    return Portfolio(
        region="11.71",
        year=draw(st.none() | st.just(2026)),
        spd={code: claim for code, claim in spd.items() if code not in values},
        spd_values=values,
        spd_evidence=draw(st.dictionaries(st.sampled_from(SPD), texts, max_size=8)),
        innovations=tuple(draw(st.lists(innovations(), max_size=16))),
    )

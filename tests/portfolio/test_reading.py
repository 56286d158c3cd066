"""A portfolio file: both forms are read; each kind of bad input gives one clear line."""

import json
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.portfolio import Claim, Portfolio, PortfolioError, read_portfolio
from iga_core.regions import load_register
from iga_core.rules import RulebookNotFoundError, RuleUnknownError, cached_rulebook

REGISTER = load_register(DATA / "regions")
read = partial(read_portfolio, rulebook_of=cached_rulebook, register=REGISTER)
SHORT: dict[str, Any] = {
    "region": "11.71",
    "year": 2026,
    "spd": {"spd_vision": 3},
    "spd_values": {"spd_income_per_capita": 5.23},
    "innovations": [
        {
            "name": "Antar Obat",
            "agency": "Dinas Kesehatan",
            "affair": "kesehatan",
            "stage": "penerapan",
            "levels": {"sid_regulation": 2},
        }
    ],
}
FULL = {
    "name": "Antar Obat",
    "agency": "Dinas Kesehatan",
    "affair": "kesehatan",
    "crossing_affairs": ["sosial"],
    "stage": "penerapan",
    "rejected": False,
    "trial_on": "2024-01-01",
    "applied_on": "2024-05-01",
    "developed_on": None,
    "words": 320,
    "levels": {"sid_regulation": {"claimed": 3, "verified": 2}, "sid_video": 1},
    "evidence": {"sid_regulation": "Perwal 1/2024"},
}


def portfolio(value: object) -> Portfolio:
    return read(json.dumps(value).encode())[0]


def test_the_short_form() -> None:
    found = portfolio(SHORT)
    assert (found.region, found.year) == ("11.71", 2026)
    assert found.spd == {"spd_vision": Claim(3)}
    assert found.spd_values == {"spd_income_per_capita": Decimal("5.23")}
    assert found.innovations[0].levels == {"sid_regulation": Claim(2)}


def test_the_full_form() -> None:
    found = portfolio({"schema": 1, **SHORT, "innovations": [FULL]}).innovations[0]
    assert found.levels == {"sid_regulation": Claim(3, 2), "sid_video": Claim(1)}
    assert (found.applied_on, found.developed_on) == (date(2024, 5, 1), None)
    assert (found.words, found.crossing_affairs) == (320, ("sosial",))
    assert Claim(3, 2).by("verified") == 2
    assert Claim(3).by("verified") == 3


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(SHORT).encode())[0].year == 2026


def deep(path: str, value: object) -> bytes:
    """Return the short form with one value changed; ``path`` parts are joined by a slash."""
    changed = json.loads(json.dumps(SHORT))
    *parents, last = path.split("/")
    place = changed
    for part in parents:
        place = place[int(part)] if part.isdecimal() else place[part]
    place[last] = value
    return json.dumps(changed).encode()


LEVEL = "innovations/0/levels/sid_regulation"
BAD: list[tuple[bytes, str, str]] = [
    (b"", "empty", ""),
    (b" \n", "empty", ""),
    (b"[1]", "not_object", ""),
    (b'"teks"', "not_object", ""),
    (b"null", "not_object", ""),
    (b"{", "not_json", ""),
    (b"\xff\xfe", "not_utf8", ""),
    (b"[" * 100_000, "not_json", ""),
    (b'{"year": 2026, "year": 2026}', "duplicate_key", ""),
    (b'{"year": 2026, "spd_values": {"spd_pad": NaN}}', "not_finite", ""),
    (b'{"year": 2026, "spd_values": {"spd_pad": -Infinity}}', "not_finite", ""),
    (b'{"year": 2026, "spd_values": {"spd_pad": 1e999999}}', "not_finite", "spd_values.spd_pad"),
    (b'{"year": 2026, "spd_values": {"spd_pad": 1e29}}', "not_finite", "spd_values.spd_pad"),
    (b'{"year": ' + b"9" * 5000 + b"}", "not_finite", ""),
    (b"{}", "missing", ""),
    (deep("spd/spd_visoin", 2), "unknown_slug", "spd"),
    (deep("spd/zzzz", 2), "unknown_slug_far", "spd"),
    (deep("spd/sid_video", 2), "unknown_slug", "spd"),
    (deep("innovations/0/levels/sid_vidio", 2), "unknown_slug", "innovations[1].levels"),
    (deep("spd/spd_vision", 4), "level", "spd.spd_vision"),
    (deep(LEVEL, 4), "level", "innovations[1].levels.sid_regulation"),
    (deep(LEVEL, -1), "negative", "innovations[1].levels.sid_regulation"),
    (deep(LEVEL, 1.5), "not_whole", "innovations[1].levels.sid_regulation"),
    (deep(LEVEL, "2"), "not_number", "innovations[1].levels.sid_regulation"),
    (deep(LEVEL, True), "not_number", "innovations[1].levels.sid_regulation"),
    (deep(LEVEL, None), "not_number", "innovations[1].levels.sid_regulation"),
    (deep(LEVEL, {"verified": 1}), "missing", "innovations[1].levels.sid_regulation"),
    (deep("spd_values/spd_income_per_capita", "5,23"), "not_number",
     "spd_values.spd_income_per_capita"),
    (deep("spd_values/spd_hdi_level", 7635), "outside_low_high", "spd_values.spd_hdi_level"),
    (deep("spd_values/spd_pad", -514), "outside_low", "spd_values.spd_pad"),
    (deep("spd_values/spd_vision", 2), "no_bands", "spd_values.spd_vision"),
    (deep("spd/spd_income_per_capita", 2), "level_and_value", "spd_values.spd_income_per_capita"),
    (deep("innovatons", []), "unknown_key", ""),
    (deep("innovations/0/naem", "x"), "unknown_key", "innovations[1]"),
    (deep("innovations/0/name", " "), "missing", "innovations[1]"),
    (deep("innovations/0/name", 3), "not_text", "innovations[1].name"),
    (deep("innovations/0/affair", "kesehatn"), "unknown_affair", "innovations[1].affair"),
    (deep("innovations/0/stage", "penerpan"), "unknown_stage", "innovations[1].stage"),
    (deep("innovations/0/applied_on", "1 Mei"), "not_date", "innovations[1].applied_on"),
    (deep("innovations/0/rejected", 1), "not_flag", "innovations[1].rejected"),
    (deep("innovations/0/words", -1), "negative", "innovations[1].words"),
    (deep("innovations/0/crossing_affairs", "sosial"), "not_list",
     "innovations[1].crossing_affairs"),
    (deep("innovations", {}), "not_list", "innovations"),
    (deep("innovations", [3]), "not_object", "innovations[1]"),
    (deep("spd", []), "not_object", "spd"),
    (deep("region", 11.71), "not_text", "region"),
    (deep("region", "11.99"), "unknown_region", "region"),
    (deep("year", "2026"), "not_number", "year"),
    (deep("year", True), "not_number", "year"),
    (deep("schema", 2), "schema", "schema"),
    (deep("example", "ya"), "not_flag", "example"),
    (deep("agencies", "Dinas"), "not_list", "agencies"),
    (deep("agencies", [1]), "not_text", "agencies"),
    (deep("innovations/0/form", "lain"), "unknown_choice", "innovations[1].form"),
    (deep("innovations/0/type", "daring"), "unknown_choice", "innovations[1].type"),
    (deep("innovations/0/initiator", "bupati"), "unknown_choice", "innovations[1].initiator"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason", "place"), BAD, ids=[b[1] + " " + b[2] for b in BAD])
def test_bad_input_gives_one_clear_line(data: bytes, reason: str, place: str) -> None:
    with pytest.raises(PortfolioError) as caught:
        read(data)
    error = caught.value
    assert (error.reason, error.place) == (reason, place)
    said = load_words("id")(f"portfolio.{error.reason}", **error.details)
    assert said
    assert "\n" not in said
    assert len(said) < 200


def test_a_near_slug_is_suggested() -> None:
    with pytest.raises(PortfolioError) as caught:
        read(deep("spd/spd_visoin", 2))
    assert str(caught.value.details["near"]).split(", ")[0] == "spd_vision"


def test_years() -> None:
    data = json.dumps(SHORT).encode()
    assert read(data, year=2027)[1].year == 2027
    with pytest.raises(RulebookNotFoundError):
        read(data, year=2017)
    with pytest.raises(RuleUnknownError):
        read(data, year=2023)

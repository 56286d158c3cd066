"""Daerah serupa as a visitor meets it: peers, reasons, parts, weights in the address."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.peers import adjusted_weights, find_peers
from iga_core.language import load_words
from pages._shared import atlas
from tests import on_file
from tests.opened import open_page, text

WORDS = load_words("id")
RECORD = on_file.record()
BANDA_ACEH = "11.71"
SUM = f"**{WORDS('daerah.peer_sum')}**"


def similar(**query: str) -> AppTest:
    """Daerah with the part of similar governments open."""
    return open_page("daerah", bagian="serupa", **query)


def named(at: AppTest) -> list[tuple[str, int]]:
    """Code and printed distance (hundredths) of the peers, in the order of the page."""
    pattern = r"^\*\*\d+\. \[[^]]+\]\(/daerah\?daerah=([\d.]+)&\S+\)\*\* · jarak \*\*([\d,]+)\*\*"
    found = re.findall(pattern, text(at), re.MULTILINE)
    return [(code, int(distance.replace(",", ""))) for code, distance in found]


def table(at: AppTest) -> list[list[str]]:
    """The cells of the table with a part per feature and peer, without its head."""
    (found,) = (m.value for m in at.markdown if SUM in m.value)
    rows = [line.strip("| ").split(" | ") for line in found.splitlines()]
    return rows[2:]


def part(cell: str) -> int:
    match = re.search(r"\*\*([\d,]+)\*\*$", cell)
    return int(match[1].replace(",", "")) if match else 0


def test_the_page_names_five_kota_and_what_they_share() -> None:
    at = similar(daerah=BANDA_ACEH)
    found = find_peers(atlas.peer_space(), BANDA_ACEH)
    assert named(at) == [(peer.code, peer.total) for peer in found.peers]
    assert atlas.nearest(BANDA_ACEH) == tuple(code for code, _ in named(at))
    assert all(RECORD.register.get(code).type == "kota" for code, _ in named(at))
    shown = text(at)
    assert shown.count(f"**{WORDS('daerah.peer_alike')}:**") == 5
    assert re.search(r"IPM 2025 \(indeks 0–100\): \[89,55\]\(\S+\) dan \[89,53\]\(", shown)
    compared = "%2C".join(code for code, _ in named(at))
    assert f"/bandingkan?daerah={BANDA_ACEH}&dengan={compared}" in shown


@pytest.mark.parametrize("code", [BANDA_ACEH, "94.05", "91", "34.71"])
def test_printed_parts_add_up_to_the_printed_distance(code: str) -> None:
    at = similar(daerah=code)
    *features, last = table(at)
    for place, (_, total) in enumerate(named(at), 3):
        assert sum(part(row[place]) for row in features) == part(last[place]) == total
    assert len(features) == len(atlas.peer_space().rules.features)


def test_every_value_leads_to_its_row_and_what_is_missing_is_said() -> None:
    *features, _ = table(similar(daerah="94.05"))  # Puncak: no GRDP found
    by_name = {row[0]: row for row in features}
    assert "baris=wilayah-94.05)" in by_name["Penduduk (jiwa)"][2]
    assert "baris=statistik-T17-94.05-2025-ipm_sp2020)" in by_name["IPM 2025 (indeks 0–100)"][2]
    missing = by_name["PDRB per kapita 2024 (ribu rupiah, harga 2010)"]
    assert missing[2].strip("]").endswith(WORDS("figure.unknown"))
    assert all(cell.endswith(WORDS("daerah.peer_no_part")) for cell in missing[3:])
    assert "tanpa PDRB per kapita 2024, Predikat indeks 2025" in text(similar(daerah="94.05"))


def test_weights_change_the_order_and_stand_in_the_address() -> None:
    at = similar(daerah=BANDA_ACEH)
    before = named(at)
    at.multiselect(key="daerah_utamakan").set_value(["ipm", "luas"]).run()
    at.multiselect(key="daerah_abaikan").set_value(["pulau"]).run()
    assert not at.exception
    assert at.query_params["utamakan"] in ("ipm,luas", ["ipm,luas"])
    assert at.query_params["abaikan"] in ("pulau", ["pulau"])
    assert [code for code, _ in named(at)] != [code for code, _ in before]
    weights = adjusted_weights(atlas.peer_space().rules, ["ipm", "luas"], ["pulau"])
    expected = find_peers(atlas.peer_space(), BANDA_ACEH, weights=weights).peers
    assert named(at) == [(peer.code, peer.total) for peer in expected]
    same = similar(daerah=BANDA_ACEH, utamakan="ipm,luas", abaikan="pulau")
    assert named(same) == named(at) and not same.warning


def test_all_kinds_only_when_asked() -> None:
    at = similar(daerah="31", serupa="semua")
    assert {RECORD.register.get(code).type for code, _ in named(at)} != {"provinsi"}
    assert "dari 545 pemerintah daerah lain" in text(at)


def test_everything_left_out_gives_words_and_no_peers() -> None:
    every = ",".join(feature.id for feature in atlas.peer_space().rules.features)
    at = similar(daerah=BANDA_ACEH, abaikan=every, utamakan="luas")
    assert named(at) == [] and WORDS("daerah.peer_no_weight") in text(at)
    assert WORDS("daerah.peer_both_chosen", names="Luas") in text(at)


def test_what_is_hardly_known_is_not_compared() -> None:
    every = [feature.id for feature in atlas.peer_space().rules.features]
    left_out = ",".join(name for name in every if name != "predikat")
    at = similar(daerah=BANDA_ACEH, abaikan=left_out)
    assert named(at) == [] and WORDS("daerah.peer_too_little_known", share="50") in text(at)


def test_a_unit_without_autonomy_has_no_peers() -> None:
    assert not similar(daerah="31.71").multiselect

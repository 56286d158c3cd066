"""Many agencies: files handed out, filled in, returned, and gathered into one portfolio."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from iga_core.__main__ import main
from iga_core.portfolio import Claim, Innovation, Portfolio, load_portfolio, portfolio_bytes
from iga_core.portfolio.agencies.gathering import Gathered, Returned, flat, gather, unflat
from iga_core.portfolio.agencies.handing import agency_files, hand_out
from iga_core.portfolio.agencies.names import agencies_of, spelling_key, typed_agencies
from iga_core.portfolio.agencies.telling import conflict_text, gathered_lines
from iga_core.rules import cached_rulebook
from tests.portfolio.portfolios import innovations, portfolios
from tests.portfolio.workbooks import BOOK, REGISTER, WORDS, example

TODAY = date(2026, 6, 1)
LINE = BOOK.aspect("SID")[0]


def returned(file: str, data: bytes) -> Returned:
    found = load_portfolio(data, cached_rulebook, WORDS, None, REGISTER)
    return Returned(file, found.portfolio, found.problems)


def unpacked(portfolio: Portfolio, agencies: Sequence[str] = ()) -> list[Returned]:
    """What the files handed out say, as if they came back untouched."""
    with ZipFile(BytesIO(agency_files(portfolio, BOOK, WORDS, TODAY, agencies))) as archive:
        return [returned(name, archive.read(name)) for name in archive.namelist()]


def of(file: str, *items: Innovation, **more: object) -> Returned:
    return Returned(file, Portfolio(year=BOOK.year, innovations=items, **more))  # type: ignore[arg-type]


def named(portfolio: Portfolio) -> Portfolio:
    """The portfolio with an agency for each innovation."""
    items = (x if x.agency else replace(x, agency="Dinas Sosial") for x in portfolio.innovations)
    return replace(portfolio, innovations=tuple(items))


def filled(one: Returned) -> Returned:
    """The file with every innovation worked on, and one more."""
    assert one.portfolio is not None
    (agency,) = one.portfolio.agencies
    worked = [
        replace(x, words=(x.words or 0) + 7, levels={**x.levels, LINE.code: Claim(2)})
        for x in one.portfolio.innovations
    ]
    new = Innovation(f"Baru dari {one.file}", agency=agency, levels={LINE.code: Claim(1)})
    return replace(one, portfolio=replace(one.portfolio, innovations=(*worked, new)))


@settings(max_examples=20, deadline=None, derandomize=True)
@given(portfolios(BOOK).map(named), st.randoms(use_true_random=False))
def test_handed_out_filled_in_and_gathered_is_the_portfolio(
    base: Portfolio, dice: random.Random
) -> None:
    base = replace(
        base, innovations=tuple(replace(x, levels={}, notes={}) for x in base.innovations)
    )
    files = [filled(one) for one in unpacked(base)]
    dice.shuffle(files)
    found = gather(files, BOOK, base)
    changed = [
        replace(x, words=(x.words or 0) + 7, levels={LINE.code: Claim(2)}) for x in base.innovations
    ]
    new = sorted(
        (one.portfolio.innovations[-1] for one in files if one.portfolio),
        key=lambda item: spelling_key(item.agency),
    )
    assert found.portfolio == replace(base, innovations=(*changed, *new))
    assert not (found.conflicts or found.broken or found.silent or found.withdrawn)
    assert not found.unexpected


@given(innovations(BOOK))
def test_an_entry_taken_apart_and_put_together_is_the_same(item: Innovation) -> None:
    assert unflat(flat(item)) == item


@settings(max_examples=20, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(innovations(BOOK), max_size=3), min_size=2, max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_files_does_not_matter(
    items: list[list[Innovation]], dice: random.Random
) -> None:
    files = [of(f"{number}.xlsx", *own) for number, own in enumerate(items)]
    shuffled = [*files, Returned("rusak.xlsx", None, refusal="rusak")]
    dice.shuffle(shuffled)
    first, second = gather(files, BOOK), gather(shuffled, BOOK)
    assert replace(second, broken=()) == first, "and a broken file changes nothing else"
    assert second.broken == (("rusak.xlsx", "rusak"),)


def test_a_file_handed_out_holds_its_own_agency_and_no_spd() -> None:
    base = example()
    for one in unpacked(base):
        assert one.portfolio is not None
        (agency,) = one.portfolio.agencies
        own = [x for x in base.innovations if spelling_key(x.agency) == spelling_key(agency)]
        assert list(one.portfolio.innovations) == own
        assert not (one.portfolio.spd or one.portfolio.spd_values or one.portfolio.spd_evidence)
        assert (one.portfolio.region, one.portfolio.name) == (base.region, base.name)
    assert {n for one in unpacked(base) if one.portfolio for n in one.portfolio.agencies} == set(
        agencies_of(base)
    )


def test_a_pasted_list_decides_who_gets_a_file_and_who_has_none_is_told() -> None:
    names = typed_agencies("1. Dinas Kesehatan (contoh)\n\n- Bagian Hukum\n2) bagian  hukum\n")
    assert names == ("Dinas Kesehatan (contoh)", "Bagian Hukum")
    plan = hand_out(example(), names)
    assert list(plan.files) == list(names)
    kept = [n for n, x in enumerate(example().innovations, 1) if x.agency == names[0]]
    assert kept and set(plan.left).isdisjoint(kept)
    assert len(plan.left) + len(kept) == len(example().innovations)
    empty = unpacked(example(), names)[1].portfolio
    assert empty is not None and not empty.innovations


def test_names_that_give_no_letters_for_a_file_still_get_one_each() -> None:
    files = hand_out(Portfolio(), ("\u05d0", "\u05d1", "Dinas A/B", "Dinas A B")).files
    assert len(set(files.values())) == 4
    assert all("/" not in name for name in files.values())


A = Innovation("Pos Obat", agency="Dinas Kesehatan", levels={LINE.code: Claim(2)})
B = replace(A, levels={LINE.code: Claim(3)}, trial_on=date(2024, 5, 1))


def test_what_two_files_say_differently_is_asked_with_both_files_and_stays_unsaid() -> None:
    files = [of("a.xlsx", A), of("b.xlsx", B)]
    found = gather(files, BOOK)
    (conflict,) = found.conflicts
    assert [(v.value, v.files) for v in conflict.variants] == [(2, ("a.xlsx",)), (3, ("b.xlsx",))]
    (item,) = found.portfolio.innovations
    assert LINE.code not in item.levels
    assert item.trial_on == B.trial_on, "what only one file says is taken"
    assert found.open and conflict_text(conflict, BOOK, WORDS).count(LINE.name) == 1
    decided = gather(files, BOOK, choices={conflict.key: 1})
    assert decided.portfolio.innovations[0].levels == B.levels
    assert not decided.undecided and not decided.open
    assert gather([files[0], of("c.xlsx", A)], BOOK).conflicts == ()


def test_a_choice_that_no_variant_has_decides_nothing() -> None:
    files = [of("a.xlsx", A), of("b.xlsx", B)]
    (conflict,) = gather(files, BOOK).conflicts
    assert gather(files, BOOK, choices={conflict.key: 7}).undecided


def test_near_names_are_shown_side_by_side_and_both_kept_until_one_is_left_out() -> None:
    near = replace(A, name="Pos Obat 2", agency="Puskesmas Kota")
    files = [of("a.xlsx", replace(A, name="Pos Obat 1")), of("b.xlsx", near)]
    found = gather(files, BOOK)
    (pair,) = found.alike
    assert len(found.portfolio.innovations) == 2
    assert {found.entries[key].agency for key in (pair.first, pair.second)} == {
        "Dinas Kesehatan",
        "Puskesmas Kota",
    }
    assert not found.open, "names that are near are no fault"
    left = gather(files, BOOK, without={pair.second})
    assert len(left.portfolio.innovations) == 1 and not left.alike


def test_the_reviewers_level_and_note_stand_whatever_the_agency_returns() -> None:
    reviewed = replace(A, levels={LINE.code: Claim(3, 1)}, notes={LINE.code: "Lampirkan SK"})
    base = Portfolio(year=BOOK.year, innovations=(reviewed,))
    answer = replace(
        A,
        levels={LINE.code: Claim(2, 3)},
        notes={LINE.code: "sudah"},
        evidence={LINE.code: "SK 1/2025"},
    )
    other = replace(answer, notes={LINE.code: "belum"}, levels={LINE.code: Claim(2)})
    found = gather([of("a.xlsx", answer), of("b.xlsx", other)], BOOK, base)
    assert not found.conflicts, "what agencies say of the review is not asked about"
    (item,) = found.portfolio.innovations
    assert item.levels == {LINE.code: Claim(2, 1)}
    assert item.notes == reviewed.notes
    assert item.evidence == answer.evidence


def test_the_file_that_goes_back_says_what_to_mend() -> None:
    reviewed = replace(A, levels={LINE.code: Claim(3, 1)}, notes={LINE.code: "=Lampirkan SK"})
    other = replace(A, name="Lain Sekali", agency="Dinas Sosial")
    base = Portfolio(year=BOOK.year, innovations=(reviewed, other))
    with ZipFile(BytesIO(agency_files(base, BOOK, WORDS, TODAY))) as archive:
        books = [load_workbook(BytesIO(archive.read(name))) for name in archive.namelist()]
    rows = [
        [[cell.value for cell in row] for row in book[WORDS("workbook.sheet_mend")].iter_rows()]
        for book in books
    ]
    assert any(row[1:] == [f"{LINE.no} {LINE.name}", WORDS("workbook.part_note"), "=Lampirkan SK"]
               for row in rows[0])  # fmt: skip
    lowered = [row for row in rows[0] if row[0] == reviewed.name and LINE.name in str(row[1])]
    assert len(lowered) > 1, "and the level that was verified lower, and missing evidence"
    assert not any(reviewed.name in str(row) for row in rows[1])
    back = returned("a.xlsx", _first(base))
    assert back.portfolio is not None and back.portfolio.innovations == (reviewed,)


def _first(base: Portfolio) -> bytes:
    with ZipFile(BytesIO(agency_files(base, BOOK, WORDS, TODAY))) as archive:
        return archive.read(archive.namelist()[0])


def _missing() -> Gathered:
    base = Portfolio(
        region="11.71",
        year=BOOK.year,
        spd={BOOK.aspect("SPD")[0].code: Claim(2)},
        innovations=(A, replace(A, name="Lama"), replace(A, agency="Dinas Sosial")),
        agencies=("Dinas Kesehatan", "Dinas Sosial", "Dinas Perhubungan"),
    )
    files = [
        of("a.xlsx", A),
        of("b.xlsx", replace(A, name="Halte", agency="Dinas Perhubungn")),
        of("c.xlsx", A, region="11.72"),
        Returned("d.xlsx", Portfolio(year=2024)),
        of("e.xlsx", replace(A, agency=""), spd={BOOK.aspect("SPD")[0].code: Claim(3)}),
    ]
    return gather(files, BOOK, base)


def test_who_has_not_reported_and_what_is_gone_is_listed_and_nothing_else_is_lost() -> None:
    found = _missing()
    assert found.silent == ("Dinas Sosial", "Dinas Perhubungan")
    assert found.unexpected == {"Dinas Perhubungn": "Dinas Perhubungan"}
    assert [item.name for item in found.withdrawn] == ["Lama"]
    kept = [(item.name, item.agency) for item in found.portfolio.innovations]
    assert ("Pos Obat", "Dinas Sosial") in kept, "whoever is silent keeps what was there"
    assert ("Lama", "Dinas Kesehatan") not in kept
    assert ("Pos Obat", "") in kept
    assert found.portfolio.spd == {BOOK.aspect("SPD")[0].code: Claim(2)}
    assert [one.file for one in found.taken if one.spd_left] == ["e.xlsx"]


def test_a_file_of_another_government_or_year_is_refused_alone() -> None:
    assert [file for file, _ in _missing().broken] == ["c.xlsx", "d.xlsx"]


def test_everything_gathered_is_told_in_words() -> None:
    said = "\n".join(gathered_lines(_missing(), BOOK, WORDS))
    for name in ("a.xlsx", "c.xlsx", "d.xlsx", "Dinas Perhubungn", "Lama", "11.72", "2024"):
        assert name in said
    assert WORDS("agencies.spd_left") in said and WORDS("recap.agency_unsaid") in said


def test_two_governments_without_a_base_are_asked_about() -> None:
    found = gather([of("a.xlsx", A, region="11.71"), of("b.xlsx", B, region="11.72")], BOOK)
    assert found.portfolio.region == ""
    assert found.conflicts[-1].field == "region" or found.conflicts[0].field == "region"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example's files as they come back, one of them broken, one missing."""
    into = tmp_path / "kembali"
    into.mkdir()
    with ZipFile(BytesIO(agency_files(example(), BOOK, WORDS, TODAY))) as archive:
        names = archive.namelist()
        for name in names[1:]:
            (into / name).write_bytes(archive.read(name))
    (into / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan buku kerja")
    (into / ".~lock.01.xlsx#").write_bytes(b"x")
    return into


def test_the_verb_gathers_a_folder_and_tells_what_is_missing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handed, out = tmp_path / "dibagikan.json", folder / "gabungan.xlsx"
    handed.write_bytes(portfolio_bytes(example()))
    for _ in range(2):  # its own answer is no file that came back
        assert main(["gather", str(folder), str(out), "--handed", str(handed)]) == 1
        said = capsys.readouterr().out
    found = load_portfolio(out.read_bytes(), cached_rulebook, WORDS, None, REGISTER)
    assert found.portfolio == example()
    assert "rusak.xlsx" in said and "lock" not in said
    (silent,) = [name for name in agencies_of(example()) if name in said.split("Belum melapor")[-1]]
    assert silent == agencies_of(example())[0]


def test_the_verb_is_content_when_all_is_there(folder: Path, tmp_path: Path) -> None:
    (folder / "rusak.xlsx").unlink()
    assert main(["gather", str(folder), str(tmp_path / "a.xlsx")]) == 0


@pytest.mark.parametrize("made", ["nowhere", "empty", "broken"])
def test_the_verb_refuses_a_folder_without_files_to_merge(
    made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kembali"
    if made != "nowhere":
        folder.mkdir()
    if made == "broken":
        (folder / "a.xlsx").write_bytes(b"PK\x03\x04")
    assert main(["gather", str(folder), str(tmp_path / "a.xlsx")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "a.xlsx").exists()


def test_the_verb_asks_which_year_is_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for year in (2026, 2027):
        (tmp_path / f"{year}.json").write_bytes(portfolio_bytes(Portfolio(year=year)))
    assert main(["gather", str(tmp_path), str(tmp_path / "a.xlsx")]) == 2
    said = capsys.readouterr().err
    assert "2026" in said and "2027" in said
    assert main(["gather", str(tmp_path), str(tmp_path / "a.xlsx"), "--year", "2027"]) == 1

"""What is missing of the award lists, counted again from the files."""

from __future__ import annotations

from iga_core.analysis.gaps import gaps
from iga_core.record import rows_of, standing_of
from tests import on_file

RECORD = on_file.record()
FOUND = gaps(RECORD)
AWARDS = rows_of(RECORD.tables["awards"])


def _of(programme: str, year: int, category: str, level: str) -> list[dict[str, object]]:
    key = programme, year, category, level
    return [r for r in AWARDS if (r["programme"], r["year"], r["category"], r["level"]) == key]


def test_a_gap_is_what_the_rows_on_file_leave_of_a_list() -> None:
    by_row = {gap.row: gap for gap in FOUND if gap.row}
    for row in rows_of(RECORD.tables["lists"]):
        own = _of(row["programme"], row["year"], row["category"], row["level"])
        missing = row["awarded"] - sum(standing_of(award) == "received" for award in own)
        assert (row["id"] in by_row) == (missing != 0), row["id"]
        if missing:
            assert by_row[row["id"]].missing == missing
            claims = {a["id"] for a in own if standing_of(a) == "own_claim"}
            assert {claim["id"] for claim in by_row[row["id"]].claims} == claims


def test_a_list_of_unknown_length_stands_last_and_counts_no_missing_name() -> None:
    known = [gap.missing for gap in FOUND if gap.missing is not None]
    assert known == sorted(known) and known
    last = FOUND[len(known) :]
    assert last and all(gap.missing is None and not gap.row for gap in last)
    assert all(gap.count.awarded is None for gap in last)

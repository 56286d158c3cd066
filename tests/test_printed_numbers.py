"""A printed number has the decimals of its cell, and one rule rounds what is computed."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.language import languages, load_words
from iga_core.numbers import round_half_up
from iga_core.paths import DATA, LOCALE, ROOT
from iga_core.publish.dossier import dossier
from iga_core.record import rows_of
from iga_core.record.cells import typed
from iga_core.record.schema import load_schema
from iga_core.record.version import Version
from pages._shared import facts as say
from pages._shared import words as spoken_words
from tests import on_file
from tests.opened import open_page
from tests.spoken import spoken

SCHEMA = load_schema(DATA / "schema")
CELLS = st.from_regex(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,4})?", fullmatch=True)
Printed = dict[str, str]


def printed_rows(name: str) -> list[Printed]:
    """The rows of a file of the record, as text."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def as_read(cell: str, language: str) -> str:
    """A cell as a reader of ``language`` sees it: the same digits, grouped."""
    whole, _, fraction = cell.partition(".")
    point, group = (",", ".") if language == "id" else (".", ",")
    grouped = f"{int(whole):,}".replace(",", group)
    return f"{grouped}{point}{fraction}" if fraction else grouped


def zeros(rows: list[Printed], column: str) -> Iterator[Printed]:
    """Rows whose decimal ends in a zero, or has fewer decimals than its scale."""
    return (r for r in rows if "." in r[column] and r[column].endswith("0"))


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each language, spoken by the pages' own functions."""
    monkeypatch.setattr(spoken_words._spoken, "words", load_words(request.param))
    return str(request.param)


@given(CELLS, st.sampled_from(languages()))
def test_a_decimal_cell_is_printed_with_the_digits_it_has(cell: str, language: str) -> None:
    table = SCHEMA.tables["statistics"]
    blank = dict.fromkeys(table.column_names, "")
    frame = typed(table, pd.DataFrame([{**blank, "value": cell}, blank]))
    value, unknown = (row["value"] for row in rows_of(frame))
    assert load_words(language).printed(value) == as_read(cell, language)
    assert unknown is None


def test_every_national_figure_reads_as_its_cell(language: str) -> None:
    found = {row["id"]: row for row in rows_of(on_file.record().tables["national"])}
    cells = [row for row in printed_rows("record/national.csv") if row["value"]]
    assert list(zeros(cells, "value"))
    for row in cells:
        assert say.figure_value(found[row["id"]]) == as_read(row["value"], language), row["id"]


def test_every_score_reads_as_its_cell(language: str) -> None:
    found = {row["id"]: row for row in rows_of(on_file.record().results)}
    cells = [row for row in printed_rows("record/results.csv") if row["score"]]
    assert list(zeros(cells, "score"))
    for row in cells:
        number = as_read(row["score"], language)
        text = say.score_text(found[row["id"]], linked=True)
        assert f"[{number}](" in text, row["id"]


@pytest.mark.parametrize("spoken_in", languages())
def test_a_profile_shows_score_statistics_and_area_as_their_cells(spoken_in: str) -> None:
    shown = {r["score_id"] for r in rows_of(on_file.record().view)}
    scores = zeros(printed_rows("record/results.csv"), "score")
    score = next(row for row in scores if row["id"] in shown and row["quality"] == "final")
    code = score["region_code"]
    statistics = printed_rows("statistics/statistics.csv")
    own = next(row for row in zeros(statistics, "value") if row["region_code"] == code)
    (region,) = (r for r in printed_rows("regions/regions.csv") if r["code"] == code)
    text = "\n".join(
        said
        for part in ("tahun", "statistik", "kriteria", "bukti")
        for said in spoken(open_page("daerah", daerah=code, bahasa=spoken_in, bagian=part))
    )
    for cell in (score["score"], own["value"], region["area_km2"]):
        assert f"[{as_read(cell, spoken_in)}](" in text, cell
    assert f"{score['year']}: {as_read(score['score'], spoken_in)}" in text  # said of the chart


def test_a_workbook_formats_a_number_with_the_decimals_of_its_cell() -> None:
    score = next(zeros(printed_rows("record/results.csv"), "score"))
    words, code = load_words("id"), score["region_code"]
    data = dossier(
        on_file.record(), (code,), words, title="x", address="y", version=Version("2026-01-01", "0")
    )
    head, *rows = openpyxl.load_workbook(BytesIO(data))[words("dossier.sheet.results")].rows
    names = [cell.value for cell in head]
    (row,) = (row for row in rows if row[names.index("id")].value == score["id"])
    found = row[names.index("score")]
    assert Decimal(str(found.value)) == Decimal(score["score"])
    assert found.number_format == "0." + "0" * len(score["score"].partition(".")[2])


# --- one rule rounds, and what is no number is never printed

ROUNDS = frozenset({"round", "rint", "around", "quantize", "floor"})
SPEC = re.compile(r"[,~+$(]*\.?\d*~?[dfeg%]|%[.\d]*[dfge].*")
FORM = re.compile(r"(?:^|[\d.,])[feg%]$")
SCRIPT = re.compile(r"\b(format|toFixed|round)\(")
PLACED = "where something stands, or its colour: drawn, not printed"
WHOLE = "a whole number: nothing to round"
EXACT = "writes a Decimal as it is held: nothing is rounded"
DECLARED = "a limit as the schema or a file of rules declares it"
CODE = "a region's code that a spreadsheet kept as the number 12.1"
ALLOWED = {
    ("iga_core/numbers.py", "round_half_up"): "the rule",
    ("iga_core/language.py", "figure"): EXACT,
    ("iga_core/language.py", "typed"): EXACT,
    ("iga_core/analysis/ranking.py", "span"): EXACT,
    ("iga_core/record/sheet.py", "score_number"): EXACT,
    ("iga_core/record/spreadsheet.py", "_text"): "as many digits as a workbook keeps",
    ("iga_core/analysis/peers.py", "find_peers"): "the rule, over arrays of what is not negative",
    ("iga_core/analysis/ranking.py", "class_by_limits"): "the ends of a span, to be classified",
    ("iga_core/geo/boundary_match.py", "_text"): CODE,
    ("iga_core/portfolio/file/workbook.py", "region"): CODE,
    ("iga_core/geo/boundary_shape.py", "_geometry"): PLACED,
    ("iga_core/geo/land.py", "_three_decimals"): PLACED,
    ("iga_core/geo/land.py", "_steps"): PLACED,
    ("iga_core/chart/land.py", "_frame"): PLACED,
    ("iga_core/chart/look.py", "ramp"): PLACED,
    ("iga_core/chart/html.py", "_dots"): PLACED,
    ("iga_core/chart/html.py", "_percent"): PLACED,
    ("iga_core/chart/html.py", "_ticks"): PLACED,
    ("iga_core/chart/ranked.py", "ranked"): PLACED,
    ("iga_core/chart/svg.py", "_"): PLACED,
    ("iga_core/chart/svg.py", "_mixed"): PLACED,
    ("iga_core/chart/svg.py", "_n"): PLACED,
    (
        "iga_core/portfolio/advice/programme.py",
        "_whole",
    ): "amounts of steps, checked as whole ones",
    ("iga_core/portfolio/advice/programme.py", "value_bound"): "a bound that is computed with",
    (
        "iga_core/portfolio/advice/risk.py",
        "reject_risk",
    ): "rounded indices as whole units again",
    ("iga_core/portfolio/file/writing.py", ""): "cells that a team types numbers into",
    ("iga_core/publish/workbook.py", "_write"): "a cell's own decimals, for the spreadsheet",
    ("iga_core/record/cells.py", "_details"): DECLARED,
    ("iga_core/record/dictionary.py", "_allowed"): DECLARED,
    ("pages/_shared/coverage.py", "_spec"): WHOLE,
    ("pages/_parts/cek_mandiri/keep.py", "_curve_spec"): WHOLE,
    ("pages/_parts/cek_mandiri/risk.py", "_spec"): WHOLE,
    ("pages/_parts/cek_mandiri/risk.py", "_general"): "a slider in steps of 0.5, shown whole",
    ("pages/_shared/telemetry/runs.py", "run"): "milliseconds of the log",
}


def rounds(node: ast.AST) -> bool:
    """Whether a piece of code turns a number into fewer digits, or asks a browser to."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).rpartition(".")[2]
        return name in ROUNDS or ast.unparse(node.func) == "format"
    if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
        last = node.format_spec.values[-1]
        return isinstance(last, ast.Constant) and bool(FORM.search(str(last.value)))
    if isinstance(node, ast.keyword) and node.arg == "format":
        value = node.value
        return isinstance(value, ast.Constant) and bool(SPEC.fullmatch(str(value.value)))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value == "num_format" or bool(SCRIPT.search(node.value))
    return False


def places(node: ast.AST, function: str = "") -> Iterator[tuple[str, str]]:
    """The functions below ``node`` in which a number is rounded, and the code that does it."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
            continue  # a docstring
        inside = part.name if isinstance(part, ast.FunctionDef) else function
        if rounds(part):
            yield inside, ast.unparse(part)
        yield from places(part, inside)


@pytest.mark.parametrize(
    "code",
    [
        "f(round(x))", "f(x.round(2))", "f(np.rint(x))", "f(x.quantize(y))", "f(format(x, '.1f'))",
        "f(f'{x:.2f}')", "f(f'{x:,.1f}')", "f(f'{x:f}')", "f(f'{x:.1%}')", "f('%.1f' % x)",
        "alt.Tooltip('x:Q', format='.2f')", "alt.Axis(format=',.0f')", "alt.Axis(format='~g')",
        "alt.Axis(format=',d')", "C(format='%.2f')", "alt.Axis(labelExpr='format(datum.value, 1)')",
    ],
)  # fmt: skip
def test_a_rounding_is_seen_however_it_is_written(code: str) -> None:
    assert list(places(ast.parse(code)))


@pytest.mark.parametrize("code", ["f(f'{x:>4}')", "f(f'{x:02x}')", "C(format='DD/MM/YYYY')"])
def test_what_does_not_round_is_not_taken_for_a_rounding(code: str) -> None:
    assert not list(places(ast.parse(code)))


def test_no_number_is_rounded_but_by_the_one_rule_or_for_a_reason() -> None:
    found: dict[tuple[str, str], str] = {}
    folders = (ROOT / "iga_core", ROOT / "pages")
    for path in (ROOT / "app.py", *(path for folder in folders for path in folder.rglob("*.py"))):
        name = path.relative_to(ROOT).as_posix()
        for function, code in places(ast.parse(path.read_text(encoding="utf-8"))):
            found[name, function] = code
    assert {key: code for key, code in found.items() if key not in ALLOWED} == {}
    assert set(ALLOWED) - set(found) == set(), "nothing is rounded there any more"


def test_no_message_formats_a_number_itself() -> None:
    for path in sorted(LOCALE.rglob("*.po")):
        assert re.findall(r"\{[A-Za-z_]*[:!][^}]*\}", Path(path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "decimals", "rounded"),
    [
        ("2.675", 2, "2.68"), ("0.125", 2, "0.13"), ("1.005", 2, "1.01"), ("2.5", 0, "3"),
        ("-2.675", 2, "-2.68"), ("-0.004", 2, "0.00"), ("0.05", 1, "0.1"), ("99.995", 2, "100.00"),
    ],
)  # fmt: skip
def test_a_half_goes_up_as_decimal_float_and_fraction(
    text: str, decimals: int, rounded: str
) -> None:
    for value in (Decimal(text), float(text), Fraction(text)):
        assert f"{round_half_up(value, decimals)}" == rounded
        for language in languages():
            sign, digits = ("-", rounded[1:]) if rounded[0] == "-" else ("", rounded)
            shown = load_words(language).number(value, decimals)
            assert shown == sign + as_read(digits, language)


@given(
    st.one_of(st.floats(), st.decimals(), st.fractions()),
    st.integers(0, 4),
    st.sampled_from(languages()),
)
def test_no_number_is_printed_as_minus_nothing_or_as_what_is_none(
    value: float | Decimal | Fraction, decimals: int, language: str
) -> None:
    words = load_words(language)
    finite = isinstance(value, Fraction) or Decimal(str(value)).is_finite()
    if not finite:
        for shown in (words.figure, partial(words.number, decimals=decimals)):
            with pytest.raises(ValueError, match="not a finite number"):
                shown(value)
        return
    if abs(Fraction(value)) > 10**12:
        return  # beyond anything the record or a portfolio may hold
    for text in (words.number(value, decimals), words.figure(value)):
        assert re.fullmatch(r"-?[0-9][0-9.,]*", text)
        assert not text.startswith("-") or re.search("[1-9]", text)


@pytest.mark.parametrize("text", ["-0", "-0.00", "0.00"])
def test_a_typed_nothing_has_no_sign(text: str) -> None:
    assert load_words("en").typed(Decimal(text)) == text.removeprefix("-")
    assert load_words("en").printed(Decimal(text)) == text.removeprefix("-")

"""The workbook saved by LibreOffice, in its own form and in others: the same portfolio.

Needs ``soffice`` (Debian: libreoffice-calc). Where it is not found these fail in CI, and are
skipped with that reason elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from iga_core.portfolio import Portfolio, load_portfolio, make_template
from iga_core.portfolio.fields import FIELDS
from iga_core.rules import cached_rulebook
from tests.portfolio.workbooks import BOOK, CODES, FIRST, REGISTER, WORDS, example

Saved = Callable[..., bytes]


def noted() -> Portfolio:
    """The example, one indicator with a reviewer's note."""
    first, *others = example().innovations
    note = {BOOK.aspect("SID")[0].code: '=Lampirkan pindaian, "lengkap"'}
    return replace(example(), innovations=(replace(first, notes=note), *others))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """What LibreOffice saves of the example's workbook, through the forms that are named."""
    program = shutil.which("soffice")
    if program is None:
        missing = "soffice (libreoffice-calc) is not installed"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("office")
    done: dict[tuple[str, ...], Path] = {(): folder / "begin.xlsx"}
    done[()].write_bytes(make_template(BOOK, WORDS, portfolio=noted()))

    def through(*forms: str) -> bytes:
        if forms not in done:
            through(*forms[:-1])
            into = folder / "-".join(forms)
            subprocess.run(
                [
                    *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
                    *("--headless", "--convert-to", forms[-1], "--outdir", into, done[forms[:-1]]),
                ],
                check=True,
                capture_output=True,
                timeout=120,
            )
            (done[forms],) = into.iterdir()
        return done[forms].read_bytes()

    return through


def read(data: bytes) -> Portfolio:
    found = load_portfolio(data, cached_rulebook, WORDS, None, REGISTER)
    assert not found.problems
    return found.portfolio


@pytest.mark.parametrize("forms", [("xlsx",), ("ods", "xlsx"), ("xls", "xlsx")], ids="-".join)
def test_the_workbook_saved_through_another_form_is_the_same_portfolio(
    saved: Saved, forms: tuple[str, ...]
) -> None:
    assert read(saved(*forms)) == noted()


@pytest.mark.parametrize("form", ["ods", "xls"])
def test_another_form_is_read_as_the_same_portfolio_or_refused_by_its_name(
    saved: Saved, form: str
) -> None:
    assert read(saved(form)) == noted()


@pytest.mark.parametrize("forms", [("xlsx",), ("ods", "xlsx"), ("xls", "xlsx")], ids="-".join)
def test_the_drop_downs_outlive_another_form(saved: Saved, forms: tuple[str, ...]) -> None:
    sheet = load_workbook(BytesIO(saved(*forms)))["Inovasi"]
    lists = {
        sheet.cell(CODES, area.min_col).value
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        if rule.type == "list" and area.min_row <= FIRST
    }
    assert {field.name for field in FIELDS.values() if field.listed} <= lists
    assert sheet.row_dimensions[CODES].hidden

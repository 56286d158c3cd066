"""The data version: the same for the same data, another after any change, and cheap."""

from __future__ import annotations

import shutil
from pathlib import Path

from iga_core.paths import DATA
from iga_core.record.version import data_version


def test_it_names_date_and_contents(tmp_path: Path) -> None:
    log = tmp_path / "CHANGELOG.md"
    log.write_text("# x\n\n## 2026-12-10\n- a\n\n## 2026-11-21\n- b\n", encoding="utf-8")
    first = tmp_path / "one"
    shutil.copytree(DATA, first, ignore=shutil.ignore_patterns(".*"))
    version = data_version(first, log)
    assert version.date == "2026-12-10"
    assert str(version) == f"2026-12-10.{version.digest}"
    assert version.digest == data_version(DATA, log).digest
    (first / ".change.lock").write_text("", encoding="utf-8")
    assert data_version(first, log) == version
    with (first / "record/awards.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert data_version(first, log).digest != version.digest
    assert data_version(first, tmp_path / "none.md").date == ""

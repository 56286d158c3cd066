"""A whole ceremony rehearsed: an invented year goes in by commands, shows everywhere, goes out.

All of it happens in a copy of the project; no invented row ever lies in ``data/``.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path

from iga_core.paths import ROOT
from iga_core.regions import Region
from iga_core.rules import RulebookNotFoundError, cached_rulebook, classify
from tests import on_file

YEAR = on_file.record().award_years[0] + 1
HELD = min(date.today(), date(YEAR, 12, 9)).isoformat()
SOURCE = f"https://ceremony.contoh.go.id/daftar-{YEAR}.html"
CLUSTER = "Daerah Contoh Baru"  # the invented category
PRIZE = "Hadiah Contoh Baru"  # the invented prize of its own
LEFT_OUT = (".git", ".venv", ".*_cache", "__pycache__", ".hypothesis", "rilis", "boundaries", "out")
APART = ("attack", "bench", "ceremony", "e2e", "load")  # folders of tests
NO_TESTS = 5  # what pytest returns for a folder without any
Rows = list[Sequence[object]]


def governments(kind: str) -> list[Region]:
    """Return the governments of a type that take part in the invented year."""
    able = on_file.record().register.participating(YEAR)
    return [region for region in able if region.type == kind]


def awards() -> Rows:
    """Return the invented list of recipients: three types, three clusters, a new one, prizes."""
    rows: Rows = [("tahun", "program", "kategori", "tingkat", "peringkat", "kode wilayah")]

    def give(category: str, level: str, holders: Sequence[Region], ranked: bool = True) -> None:
        ranks = count(1) if ranked else iter([""] * len(holders))
        for region, rank in zip(holders, ranks, strict=False):
            rows.append((YEAR, "IGA", category, level, rank, region.code))

    local = governments("kabupaten")
    for kind, best, good in (("provinsi", 5, 6), ("kota", 10, 15), ("kabupaten", 10, 40)):
        found = governments(kind)
        give(kind.capitalize(), "Terinovatif", found[:best])
        give(kind.capitalize(), "Sangat Inovatif", found[best : best + good], ranked=False)
    for place, category in enumerate(("Daerah Tertinggal", "Daerah Perbatasan", CLUSTER)):
        give(category, "Terinovatif", local[100 + 10 * place : 103 + 10 * place])
    give("Papua", "Terinovatif", [region for region in local if region.code > "91"][:3])
    give("Indeks Regional Tertinggi", "Penghargaan khusus", local[200:203], ranked=False)
    give(PRIZE, "Penghargaan khusus", local[210:211], ranked=False)
    return rows


def results() -> Rows:
    """Return invented index results of every government."""
    rows: Rows = [("tahun", "kode wilayah", "skor", "predikat", "peringkat nasional", "inovasi")]
    for place, region in enumerate(on_file.record().register.participating(YEAR)):
        score = 79 - place * 0.1
        rows.append(
            (YEAR, region.code, f"{score:.2f}".replace(".", ","), _class(score), place + 1, place)
        )
    return rows


def _class(score: float) -> str:
    try:
        return classify(score, cached_rulebook(YEAR)).candidates[0]
    except RulebookNotFoundError:
        return ""


def sizes() -> Rows:
    """Return the invented sizes of the lists of winners."""
    given = [row for row in awards()[1:] if row[3] == "Terinovatif"]
    names = dict.fromkeys(str(row[2]) for row in given)
    head: Sequence[object] = ("tahun", "program", "kategori", "tingkat", "jumlah penerima", "dasar")
    return [
        head,
        *(
            (YEAR, "IGA", name, "Terinovatif", sum(row[2] == name for row in given), "award_list")
            for name in names
        ),
    ]


def nominees() -> Rows:
    """Return the invented number of nominees of the new category, which no figure counted yet."""
    return [("tahun", "ukuran", "cakupan", "angka"), (YEAR, "nominees", CLUSTER, 9)]


def copy_project(folder: Path) -> Path:
    """Copy the project below ``folder`` and keep what it is in a repository of its own."""
    project = folder / "atlas"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*LEFT_OUT))
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "as it was")
    return project


def git(project: Path, *verb: str) -> str:
    """Run git in the copy and return what it says."""
    who = ("-c", "user.name=Gladi", "-c", "user.email=gladi@contoh.go.id")
    run = subprocess.run(["git", *who, *verb], cwd=project, check=True, capture_output=True)
    return run.stdout.decode()


def command(project: Path, *verb: str) -> str:
    """Run ``python -m VERB`` in the copy; a command that fails ends the rehearsal."""
    run = subprocess.run(
        [sys.executable, "-m", *verb], cwd=project, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, f"{verb}: {run.returncode}\n{run.stdout}\n{run.stderr}"
    return run.stdout


def take_in(project: Path, name: str, rows: Rows, *options: str) -> None:
    """Import a list into the copy: first the dry run, which changes nothing."""
    path = project.parent / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    verb = ("iga_core", "import", str(path), "--source", SOURCE, "--source-date", HELD, *options)
    before = git(project, "status", "--porcelain")
    command(project, *verb)
    assert git(project, "status", "--porcelain") == before
    command(project, *verb, "--apply")
    command(project, "iga_core", "check")


def held(folder: Path, *, short: bool) -> Path:
    """Return a copy of the project below ``folder`` in which the invented ceremony was held.

    ``short``: awards only.
    """
    project = copy_project(folder)
    take_in(project, "awards", awards(), "--ceremony", HELD, "--new-words")
    if not short:
        decree = ("--scale", "0-100", "--decree", "Kepmendagri contoh", "--rank", "national_rank")
        take_in(project, "results", results(), *decree)
        take_in(project, "sizes", sizes())
        take_in(project, "nominees", nominees())
    return project


def rehearse(folder: Path, *, short: bool) -> None:
    """Take the invented ceremony in and out of a copy below ``folder``. Raises AssertionError.

    ``short``: awards only, and only the pages that once did not follow.
    """
    project = held(folder, short=short)
    command(project, "tests.ceremony.look", *(["--short"] if short else []))
    git(project, "restore", "data", "static")
    assert git(project, "status", "--porcelain") == ""
    command(project, "iga_core", "check")


def failing(project: Path, chosen: Sequence[str] = ()) -> list[str]:
    """Run the tests of a copy in the copy, all or those ``chosen``; return those that fail.

    Folder by folder, so that what was found stands there early. Tests of browsers, load, speed and
    attacks ask nothing of the record and stay out.
    """
    tests = project / "tests"
    folders = [p for p in sorted(tests.iterdir()) if (p / "__init__.py").is_file()]
    parts = [[str(p)] for p in folders if p.name not in APART]
    parts.append([str(p) for p in sorted(tests.glob("test_*.py")) if p.stem != "test_ceremony"])
    failed = []
    for part in [list(chosen)] if chosen else parts:
        verb = ("pytest", "-n", "2", "--dist", "loadfile", "--tb", "short", "-rfE", *part)
        run = subprocess.run(
            [sys.executable, "-m", *verb], cwd=project, capture_output=True, text=True, check=False
        )
        if run.returncode not in (0, NO_TESTS):
            print(run.stdout, run.stderr, flush=True)
            said = run.stdout.splitlines()
            failed += [line for line in said if line.startswith(("FAILED ", "ERROR "))]
            assert failed, f"pytest {part}: {run.returncode}"
    return failed

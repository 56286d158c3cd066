"""Who may import whom. The rule is a test, not a habit."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "iga_core"
PAGES = sorted((ROOT / "pages").glob("[!_]*.py"))
INTERFACE = {"streamlit", "altair", "pydeck", "pages", "app"}
READING = {"open", "read_text", "read_bytes", "read_csv", "read_json", "load_record"}

# a part of iga_core may import from parts on a lower floor, and from itself
FLOORS = {
    "numbers": 0,
    "aside": 0,
    "paths": 0,
    "language": 1,
    "message": 2,
    "regions": 2,
    "rules": 2,
    "law": 3,
    "assumed": 3,
    "glossary": 3,
    "smartcity": 3,
    "record": 4,
    "analysis": 5,
    "portfolio": 5,
    "geo": 6,
    "publish": 6,
    "derived": 7,
    "cli": 8,
    "__main__": 9,
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Full dotted names of everything a file imports, wherever in the file it does so."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def core_files() -> list[Path]:
    return sorted(path for path in CORE.rglob("*.py") if path != CORE / "__init__.py")


def part(path: Path) -> str:
    """The part of iga_core a file belongs to: its package, or its own name."""
    first = path.relative_to(CORE).parts[0]
    return first.removesuffix(".py")


def test_core_knows_no_interface() -> None:
    for path in CORE.rglob("*.py"):
        tops = {name.partition(".")[0] for name in imports(path)}
        assert not tops & INTERFACE, path


@pytest.mark.parametrize("path", core_files(), ids=lambda path: str(path.relative_to(CORE)))
def test_core_builds_only_on_lower_floors(path: Path) -> None:
    own = part(path)
    below = {name.split(".")[1] for name in imports(path) if name.startswith("iga_core.")}
    assert all(FLOORS[other] < FLOORS[own] for other in below - {own}), below


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_thin_and_reads_no_files(path: Path) -> None:
    for name in imports(path):
        assert name == "streamlit" or name.startswith(("pages._shared.", "iga_core.")), name
    for node in ast.walk(tree(path)):
        assert not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        called = getattr(node, "id", getattr(node, "attr", ""))
        assert called not in READING, f"{path}: read through pages/_shared/load.py"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_stays_inside_the_frame(path: Path) -> None:
    assert "\nframe.require()\n" in path.read_text(encoding="utf-8")


def test_shared_parts_do_not_import_pages() -> None:
    for path in (ROOT / "pages" / "_shared").glob("*.py"):
        own = {name for name in imports(path) if name.startswith(("pages.", "app."))}
        assert all(name.startswith("pages._shared.") for name in own), path


def test_the_entry_imports_only_the_frame() -> None:
    for name in imports(ROOT / "app.py"):
        assert name == "streamlit" or name.startswith("pages._shared."), name

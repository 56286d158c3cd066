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
    "declared": 2,
    "rules": 3,
    "law": 4,
    "smartcity": 4,
    "record": 5,
    "analysis": 6,
    "portfolio": 6,
    "chart": 7,
    "geo": 6,
    "reader": 7,
    "publish": 8,
    "derived": 9,
    "cli": 10,
    "__main__": 11,
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
        known = name in ("streamlit", "functools.partial")
        assert known or name.startswith(("pages._", "iga_core.")), name
    for node in ast.walk(tree(path)):
        assert not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        called = getattr(node, "id", getattr(node, "attr", ""))
        assert called not in READING, f"{path}: read through pages/_shared/atlas.py"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_stays_inside_the_frame(path: Path) -> None:
    assert "\nframe.require()\n" in path.read_text(encoding="utf-8")


def slug_of(name: str) -> str:
    """The page that a module of ``pages`` belongs to: its slug, "" for what pages share."""
    first, *rest = name.removeprefix("pages.").split(".")
    return {"_shared": "", "_parts": rest[0] if rest else ""}.get(first, first)


INTERFACE_FILES = sorted((ROOT / "pages").rglob("*.py"))
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in INTERFACE_FILES}
# the address below which pages are files, and the shell of all: they ask the parts of every page
ALL_PAGES = {"unduh", "shell"}


def users() -> dict[str, set[str]]:
    """Which modules of ``pages`` import each of them."""
    found: dict[str, set[str]] = {name: set() for name in MODULES}
    for user, path in MODULES.items():
        for name in imports(path):
            module = name if name in MODULES else name.rpartition(".")[0]
            if module in MODULES:
                found[module].add(user)
    return found


def test_parts_of_a_page_are_the_pages_own() -> None:
    """A folder has the name of a page; nobody else imports from it, and it imports from no page."""
    slugs = {path.stem for path in PAGES}
    for name in MODULES:
        assert slug_of(name) in {"", "__init__", *slugs, *ALL_PAGES}, name
    for name, by in users().items():
        for user in by:
            own = slug_of(user) in {slug_of(name), *ALL_PAGES}
            assert own or name.startswith("pages._shared"), f"{user} imports {name}"
            assert not name.startswith("pages.") or name.count(".") > 1 or user == name, name


SERVED = {"files.own", "telemetry"}  # what the server and a page use


def test_shared_is_what_two_pages_or_more_use() -> None:
    by = users()

    def pages_of(name: str, seen: frozenset[str] = frozenset()) -> set[str]:
        found: set[str] = set()
        for user in by[name] - seen:
            found |= {slug_of(user)} - {""} or pages_of(user, seen | {name})
        return found

    for name in MODULES:
        short = name.removeprefix("pages._shared.")
        if short != name and short not in SERVED and not name.endswith("__init__"):
            assert len(pages_of(name)) != 1, f"{name} serves one page"


def test_the_entry_imports_only_the_frame() -> None:
    for name in imports(ROOT / "app.py"):
        assert name == "streamlit" or name.startswith("pages._shared."), name


def test_no_two_classes_of_the_core_share_a_name() -> None:
    stands: dict[str, str] = {}
    for path in core_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                here = f"{path.relative_to(ROOT)}:{node.lineno}"
                assert node.name not in stands, f"{node.name}: {stands[node.name]} and {here}"
                stands[node.name] = here

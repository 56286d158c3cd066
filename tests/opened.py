"""Open one page of the app in a test, through the real entry point, and read its text."""

from streamlit.testing.v1 import AppTest

from iga_core.paths import ROOT

KINDS = ("header", "subheader", "markdown", "caption", "info", "warning", "code")


def open_page(slug: str, **query: str) -> AppTest:
    """Open one address in a new visit; the first run stands for the visitor's arrival."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    at.query_params = dict(query)
    at = at.switch_page(f"pages/{slug}.py").run()
    assert not at.exception
    return at


def text(at: AppTest) -> str:
    """All text of a page, one element a line."""
    return "\n".join(str(element.value) for kind in KINDS for element in getattr(at, kind))

"""The operators' page: what this process has served. Closed unless a token opens it.

It exists only for an address that carries the token of the environment (``ATLAS_STATUS_TOKEN``);
for every other address it is a page that is not there.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

import streamlit as st
from streamlit import runtime
from streamlit.navigation.page import StreamlitPage

from iga_core.language import plain
from iga_core.paths import ROOT
from pages._shared import load
from pages._shared.tables import markdown_table
from pages._shared.watch.counters import BOUNDS, SERVED, Fault, PageFigures
from pages._shared.words import t, words

SLUG, PARAMETER, TOKEN = "status", "token", "ATLAS_STATUS_TOKEN"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def open_to(query: Mapping[str, str]) -> bool:
    """Say whether an address opens the page: compared in constant time, whatever the length."""
    wanted = os.environ.get(TOKEN, "")
    given = query.get(PARAMETER, "")
    return len(wanted) >= BOUNDS["token_least"] and hmac.compare_digest(
        _digest(given), _digest(wanted)
    )


def page() -> StreamlitPage:
    """Return the page, for an address that opens it. It never stands in the menu."""
    return st.Page(draw, title=t("status.title"), url_path=SLUG, visibility="hidden")


@cache
def _version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _visitors() -> int | None:
    """Return how many visits are connected now; None where Streamlit does not say."""
    if not runtime.exists():
        return None
    found = runtime.get_instance().stats_mgr.get_stats(["active_sessions"])
    values = [getattr(stat, "value", None) for stat in found.get("active_sessions", ())]
    return int(values[0]) if values and values[0] is not None else None


def _since(seconds: float) -> str:
    minutes = int(seconds // 60)
    days, rest = divmod(minutes, 24 * 60)
    return t("status.since", days=days, hours=rest // 60, minutes=rest % 60)


def _row(found: PageFigures) -> list[str]:
    number = words().number
    failed, stopped = found.outcomes.get("error", 0), found.outcomes.get("stopped", 0)
    counts = (number(count) for count in (found.runs, failed, stopped))
    return [plain(found.page), *counts, number(found.p50, 1), number(found.p95, 1)]


def _fault(found: Fault) -> str:
    at = datetime.fromtimestamp(found.at, UTC).isoformat(timespec="seconds")
    page = plain(found.page) or t("status.no_page")
    return f"- {plain(at)} · {page} · {plain(found.kind)}"


def draw() -> None:
    """Draw the page."""
    st.markdown(t("status.intro"))
    visitors = _visitors()
    pages, (number, faults) = SERVED.pages(), SERVED.faults()
    number_of = words().number
    figures = {
        t("status.version"): _version(),
        t("status.data"): str(load.version()),
        t("status.uptime"): _since(SERVED.uptime()),
        t("status.visitors"): t("figure.unknown") if visitors is None else number_of(visitors),
        t("status.runs"): number_of(sum(found.runs for found in pages)),
        t("status.errors"): number_of(number),
    }
    st.markdown("\n".join(f"- **{name}:** {plain(value)}" for name, value in figures.items()))
    st.subheader(t("status.slowest"))
    names = ("page", "runs", "failed", "stopped", "p50", "p95")
    head = [t(f"status.column_{name}") for name in names]
    st.markdown(markdown_table(head, map(_row, pages), numbers=range(1, len(head))))
    st.caption(t("status.of_newest", number=number_of(BOUNDS["durations"])))
    st.subheader(t("status.faults"))
    st.markdown("\n".join(map(_fault, faults)) or t("status.no_faults"))

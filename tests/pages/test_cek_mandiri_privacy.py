"""Cek Mandiri keeps a team's work in its visit: no other visit, cache, file or log holds it."""

import functools
import gc
import logging
import os
import pickle
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pytest
import streamlit as st
from streamlit.runtime.caching.cache_data_api import _data_caches
from streamlit.runtime.caching.cache_resource_api import _resource_caches
from streamlit.testing.v1 import AppTest

from iga_core.paths import ROOT
from iga_core.portfolio import Innovation, Portfolio, portfolio_bytes
from pages._parts.cek_mandiri import parts
from pages._parts.cek_mandiri.taking import BOX as TAKE
from pages._shared import filters
from pages._shared.files import own
from tests.opened import file_links, open_box, open_page, open_part, text
from tests.own_server import fetch, own_server
from tests.portfolio.made import SPD, clean, link

OURS = ("pages", "iga_core")
SKIPPED = {".git", ".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}


def _of_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


@dataclass(frozen=True, slots=True)
class Halves:
    """A secret in two halves: what searches for it never holds it whole."""

    first: str
    second: str

    def whole(self) -> str:
        return self.first + self.second

    def inside(self, value: object) -> bool:
        """Whether a text, bytes or an array of texts holds the secret."""
        if isinstance(value, str):
            at = value.find(self.first)
            return at >= 0 and value.startswith(self.second, at + len(self.first))
        if isinstance(value, bytes | bytearray):
            at = value.find(self.first.encode())
            return at >= 0 and value.startswith(self.second.encode(), at + len(self.first))
        if isinstance(value, np.ndarray) and value.dtype == object:
            return any(self.inside(item) for item in value.flat)
        if isinstance(value, pa.Array | pa.ChunkedArray) and _of_text(value.type):
            like = pc.filter(value, pc.match_substring(value, self.first))
            return any(self.inside(item) for item in like.to_pylist())
        return False


# these hold no text, or are looked into on their own
BARE = {int, float, bool, type(None), type, FunctionType, ModuleType, CodeType}


def new_secret() -> Halves:
    return Halves(uuid.uuid4().hex, uuid.uuid4().hex)


def reaches(secret: Halves, value: object) -> bool:
    """Whether a value holds the secret, also below containers that the collector does not list."""
    if secret.inside(value):
        return True
    unlisted = isinstance(value, tuple | dict) and not gc.is_tracked(value)
    return unlisted and any(reaches(secret, part) for part in gc.get_referents(value))


def holders(secret: Halves) -> list[str]:
    """What in this process holds the secret, by type."""
    gc.unfreeze()  # what is frozen is not listed
    gc.collect()
    found = []
    for held in gc.get_objects():
        try:
            if any(
                (type(value) is not str or secret.first in value) and reaches(secret, value)
                for value in gc.get_referents(held)
                if type(value) not in BARE
            ):
                found.append(f"{type(held).__module__}.{type(held).__qualname__}")
        except ReferenceError:
            continue
    return found


def cache_sizes() -> dict[str, int]:
    """How full every cache of ours and of Streamlit's is in this process, in entries or bytes."""
    sizes: dict[str, int] = {}
    gc.unfreeze()  # what is frozen is not listed
    for held in gc.get_objects():
        if isinstance(held, functools._lru_cache_wrapper) and held.__module__.startswith(OURS):
            sizes[f"{held.__module__}.{held.__qualname__}"] = held.cache_info().currsize
    for caches in (_resource_caches, _data_caches):
        for stats in caches.get_stats().values():
            for stat in stats:
                name = f"{stat.category_name} {stat.cache_name}"
                sizes[name] = sizes.get(name, 0) + stat.byte_length
    return sizes


def team(secret: str) -> Portfolio:
    """A portfolio that holds the secret wherever a team writes."""
    own = clean()
    first: Innovation = replace(
        own.innovations[0],
        name=f"Inovasi {secret}",
        agency=f"Dinas {secret}",
        location=f"Jalan {secret}",
        evidence={code: link(secret, code) for code in own.innovations[0].evidence},
    )
    return replace(
        own,
        name=f"Kota {secret}",
        agencies=(f"Badan {secret}",),
        spd_evidence={SPD[0]: link(secret)},
        innovations=(first, *own.innovations[1:]),
    )


def walk(at: AppTest) -> str:
    """Open every part there is and fetch every file it offers; return all that was shown."""
    shown = []
    with own_server() as base:
        for part in filters.CHECK_PARTS:
            open_box(open_part(at, part), TAKE)
            assert not at.exception, part
            shown.append(text(at))
            addresses = [link.address or "" for link in file_links(at)]
            assert {fetch(base + a).status for a in addresses if own.PATH in a} == {200}, part
    return "\n".join(shown)


def work(secret: Halves) -> None:
    """One whole visit: upload, every part, an edit, every file taken along, gone."""
    portfolio = team(secret.whole())
    at = open_page("cek_mandiri")
    file = (f"{secret.whole()}.json", portfolio_bytes(portfolio), "application/json")
    at.file_uploader(key="cek_mandiri_file").set_value(file).run()
    assert not at.exception
    assert at.session_state["cek_mandiri_held"].portfolio == portfolio
    assert secret.inside(walk(at))
    edited = replace(portfolio.innovations[1], name=f"Ubahan {secret.whole()}")
    items = (portfolio.innovations[0], edited, *portfolio.innovations[2:])
    at.session_state["cek_mandiri_held"].portfolio = replace(portfolio, innovations=items)
    walk(at)
    open_part(at, "banding")
    at.file_uploader(key="cek_mandiri_banding_file").set_value(file).run()
    at.button(key="cek_mandiri_carried").click().run()
    assert not at.exception


@pytest.fixture(scope="module")
def visited() -> Halves:
    """A secret whose visit is over."""
    secret = new_secret()
    work(secret)
    return secret


def changed_since(start: float, folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in SKIPPED]
        for name in names:
            path = Path(place) / name
            try:
                if path.is_file() and not path.is_symlink() and path.stat().st_mtime >= start:
                    yield path
            except OSError:
                continue


def test_the_next_visit_sees_nothing_of_it(visited: Halves) -> None:
    at = open_page("cek_mandiri")
    assert "cek_mandiri_held" not in at.session_state
    at.button(key="cek_mandiri_example").click().run()
    assert not visited.inside(walk(at))
    assert not visited.inside(repr(at.session_state["cek_mandiri_held"].portfolio))


def test_nothing_in_the_process_holds_it_when_the_visit_is_over(visited: Halves) -> None:
    assert holders(visited) == []


def test_a_second_team_leaves_nothing_in_a_cache_a_file_or_the_log(
    visited: Halves, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    start, secret, before = time.time() - 1, new_secret(), cache_sizes()
    assert any(name.startswith("pages.") for name in before)
    assert any(name.startswith("iga_core.") for name in before)
    work(secret)
    grown = {name for name, size in cache_sizes().items() if size > before.get(name, 0)}
    assert grown == set()
    logging.getLogger("streamlit").debug("the log is heard")
    assert "the log is heard" in caplog.text
    assert not secret.inside(caplog.text)
    printed = capfd.readouterr()
    assert '"event": "run", "page": "cek_mandiri"' in printed.out
    assert not any(map(secret.inside, printed))
    for path in (p for f in (ROOT, Path(tempfile.gettempdir())) for p in changed_since(start, f)):
        assert not secret.inside(path.name)
        with suppress(OSError):
            assert not secret.inside(path.read_bytes()), path


def test_an_error_amid_the_work_is_logged_without_it(
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret = new_secret()

    def broken(*_: object) -> None:
        raise ValueError(secret.whole())

    at = open_page("cek_mandiri")
    at.button(key="cek_mandiri_example").click().run()
    monkeypatch.setitem(parts.PARTS, "skor", broken)
    at.query_params["bagian"] = "skor"
    at.run()
    assert len(at.exception) == 1
    assert not secret.inside(at.exception[0].message)
    printed = capfd.readouterr()
    assert "ValueError" in caplog.text and not secret.inside(caplog.text)
    assert not any(map(secret.inside, printed))


# the searches themselves: each finds what a careless line would leave behind


def kept_as_it_is(agencies: tuple[str, ...]) -> tuple[str, ...]:
    return agencies


# each with what then holds the secret
CARELESS: dict[str, tuple[Callable[[], Any], str]] = {
    "lru_cache": (lambda: functools.lru_cache(kept_as_it_is), "_lru_cache_wrapper"),
    "cache_resource": (lambda: st.cache_resource(kept_as_it_is), "CachedResult"),
    "cache_data": (lambda: st.cache_data(kept_as_it_is), "OrderedDict"),
}


def test_what_a_cache_keeps_would_be_found() -> None:
    secret = new_secret()
    kept = {name: (make(), holder) for name, (make, holder) in CARELESS.items()}
    for name, (careless, _) in kept.items():
        before = sum(cache_sizes().values())
        careless(team(secret.whole()).agencies)
        if name != "lru_cache":  # that one is not of ours here
            assert sum(cache_sizes().values()) > before, name
    found = {holder.rpartition(".")[2] for holder in holders(secret)}
    assert found >= {holder for _, holder in kept.values()}
    for name, (careless, _) in kept.items():
        (careless.cache_clear if name == "lru_cache" else careless.clear)()
    assert holders(secret) == []


def test_the_search_reads_what_caches_and_tables_hold() -> None:
    secret = new_secret()
    for value in (
        pickle.dumps(team(secret.whole())),
        np.array(["x", secret.whole()], dtype=object),
        pa.array(["x", secret.whole()]),
        pa.chunked_array([["x", None], [secret.whole()]], type=pa.large_string()),
    ):
        assert secret.inside(value)
    assert not secret.inside(secret.first)

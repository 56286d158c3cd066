"""Serve the app for tests and measurements: a fresh process on a free port, loopback only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTS_WITHIN = 60.0  # seconds
COMMAND = ("deploy.serve", "--port")  # as ``make run`` and the container start it


@dataclass(frozen=True, slots=True)
class Server:
    """A running app: its address without a trailing slash, and its process."""

    base: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(base: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until ``process`` answers at ``base``; RuntimeError or TimeoutError if it does not."""
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{base} stopped with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{base}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{base} did not answer")


@contextmanager
def serving(
    folder: Path = ROOT,
    port: int | None = None,
    settings: Mapping[str, str] | None = None,
    output: Path | None = None,
) -> Iterator[Server]:
    """Start the app of ``folder``, on ``port`` if given; a process killed meanwhile is fine.

    ``settings``: added to the environment. ``output``: the file that takes all it prints.
    """
    port = port or free_port()
    with output.open("wb") if output else nullcontext(subprocess.DEVNULL) as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", *COMMAND, str(port), "--app", str(folder / "app.py")],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(settings or {})},
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield Server(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def served_app(
    folder: Path = ROOT, settings: Mapping[str, str] | None = None, output: Path | None = None
) -> Iterator[str]:
    """Start ``app.py`` of ``folder`` and yield its address (see ``serving``)."""
    with serving(folder=folder, settings=settings, output=output) as server:
        yield server.base

"""The app as it stands in public: replicas behind nginx with ``deploy/nginx.conf`` itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from deploy import health
from tests.served import ROOT, Server, free_port, serving, wait_for

CONF = ROOT / "deploy" / "nginx.conf"
WARM_WITHIN = 120.0  # seconds until a fresh replica has drawn its first page
SECRET = {"STREAMLIT_SERVER_COOKIE_SECRET": "only for tests"}


@dataclass(frozen=True, slots=True)
class Door:
    """nginx before its replicas: where it answers, and who stands behind it."""

    base: str
    replicas: tuple[Server, ...]


def nginx() -> str | None:
    """Return the program, None where it is not installed."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def rendered(conf: str, port: int, replicas: Sequence[str], folder: Path) -> str:
    """Return the configuration with this machine's ports and folder and nothing else changed.

    Raises ValueError when a place that must be changed is not there exactly once.
    """
    places = {"listen 8080;": f"listen 127.0.0.1:{port};"}
    places |= {f"server app{n}:8501": f"server {at}" for n, at in enumerate(replicas, start=1)}
    for old, new in places.items():
        if conf.count(old) != 1:
            raise ValueError(f"{old!r} stands {conf.count(old)} times in the configuration")
        conf = conf.replace(old, new)
    return re.sub(r"/tmp/(?=nginx)", f"{folder}/", conf)


@contextmanager
def door(replicas: Sequence[Server]) -> Iterator[str]:
    """Run nginx before ``replicas`` and yield its address; FileNotFoundError without nginx."""
    program = nginx()
    if program is None:
        raise FileNotFoundError("nginx is not installed")
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # started by root, its workers are nobody
        at = [urlsplit(server.base).netloc for server in replicas]
        file = folder / "nginx.conf"
        file.write_text(rendered(CONF.read_text(encoding="utf-8"), port, at, folder))
        command = [program, "-p", name, "-c", str(file), "-g", "daemon off;"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def behind_nginx() -> Iterator[Door]:
    """Start two replicas as they are deployed and, once a page stands on each, nginx."""
    with ExitStack() as stack:
        replicas = tuple(stack.enter_context(serving(settings=SECRET)) for _ in range(2))
        for replica in replicas:
            health.look(replica.base, "", WARM_WITHIN)
        yield Door(stack.enter_context(door(replicas)), replicas)

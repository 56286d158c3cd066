"""What stands in ``deploy/`` agrees with the app and with itself; nginx itself where installed."""

import re
import shutil
import subprocess
import time
import tomllib
import urllib.error
from pathlib import Path

import pytest

from deploy import health, inline
from iga_core.paths import ROOT
from pages._shared.files import own
from tests.behind import CONF, nginx, rendered
from tests.load.visitor import CHANGES
from tests.own_server import fetch
from tests.served import free_port, serving

TEXT = CONF.read_text(encoding="utf-8")
COMPOSE = (ROOT / "deploy/compose.yaml").read_text(encoding="utf-8")
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))


def policy() -> dict[str, list[str]]:
    found = re.search(r'Content-Security-Policy "([^"]+)"', TEXT)
    assert found
    return {name: rest for name, *rest in (part.split() for part in found[1].split(";"))}


def test_the_policy_names_every_inline_script_and_no_other() -> None:
    named = {source for source in policy()["script-src"] if source.startswith("'sha256-")}
    assert named == set(inline.hashes())


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    known = {"'self'", "'none'", "data:", "blob:", "'unsafe-inline'", "'wasm-unsafe-eval'"}
    for name, sources in policy().items():
        assert {s for s in sources if not s.startswith("'sha256-")} <= known, name
    assert policy()["default-src"] == policy()["base-uri"] == ["'none'"]
    assert "'unsafe-inline'" not in policy()["script-src"]


def test_a_placeholder_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError, match="__secret__"):
        inline.scripts("<script>__secret__</script>")


def test_a_script_with_a_placeholder_is_hashed_in_each_form() -> None:
    assert inline.scripts("<script>a(__unsaved__)</script>") == ["a(true)", "a(false)"]


def test_nginx_takes_a_file_of_the_size_the_app_takes() -> None:
    found = re.search(r"client_max_body_size (\d+)m;", TEXT)
    assert found
    assert int(found[1]) == CONFIG["server"]["maxUploadSize"] + 1


def test_the_replicas_nginx_knows_are_those_that_are_started() -> None:
    assert re.findall(r"server (\w+):8501", TEXT) == re.findall(r"^  (app\d):$", COMPOSE, re.M)


def test_the_secret_comes_from_the_environment_and_is_required() -> None:
    assert re.search(r"STREAMLIT_SERVER_COOKIE_SECRET: \$\{ATLAS_COOKIE_SECRET:\?", COMPOSE)
    for file in (ROOT / "deploy").iterdir():
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"cookieSecret|COOKIE_SECRET\s*=\s*\w", text), file


def test_only_what_the_app_needs_goes_into_the_container() -> None:
    ignored = (ROOT / "deploy/Containerfile.dockerignore").read_text(encoding="utf-8").split()
    assert ignored[0] == "*"
    rooms = {"app.py", "data", "examples", "iga_core", "locale", "pages", "static", "deploy"}
    kept = {line.removeprefix("!").partition("/")[0] for line in ignored if line[0] == "!"}
    assert kept == rooms | {".streamlit", "requirements.txt"}


def test_a_place_that_is_not_there_is_an_error_not_another_configuration() -> None:
    with pytest.raises(ValueError, match="listen 8080"):
        rendered("events {}", 1, [], Path("/nowhere"))


@pytest.mark.skipif(nginx() is None, reason="nginx is not installed")
def test_nginx_reads_the_configuration(tmp_path: Path) -> None:
    file = tmp_path / "nginx.conf"
    file.write_text(rendered(TEXT, free_port(), ["127.0.0.1:1", "127.0.0.1:2"], tmp_path))
    command = [str(nginx()), "-t", "-p", str(tmp_path), "-c", str(file)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr


@pytest.mark.skipif(nginx() is None, reason="nginx is not installed")
def test_nginx_takes_down_no_address_of_an_own_file(tmp_path: Path) -> None:
    """Neither among what was asked nor, when no replica answers, among its errors."""
    port, file, said = free_port(), tmp_path / "nginx.conf", tmp_path / "said"
    tmp_path.chmod(0o755)
    file.write_text(rendered(TEXT, port, ["127.0.0.1:1", "127.0.0.1:2"], tmp_path))
    command = [str(nginx()), "-p", str(tmp_path), "-c", str(file), "-g", "daemon off;"]
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            for path in (f"{own.PATH}/secret/a.json", "/seen", f"/sub{own.PATH}/secret/a.json"):
                asked_at_last(f"http://127.0.0.1:{port}{path}")
        finally:
            process.terminate()
            process.wait(timeout=20)
    log = said.read_text("utf-8")
    assert " GET /seen " in log and "upstream" in log, "both logs are heard"
    assert "secret" not in log


def asked_at_last(address: str) -> None:
    """Ask for ``address`` until somebody answers, whatever it is."""
    end = time.monotonic() + 10
    while True:
        try:
            fetch(address)
        except urllib.error.URLError:
            assert time.monotonic() < end, "nobody answers"
            time.sleep(0.05)
        else:
            return


def test_health_is_good_only_where_a_page_stands() -> None:
    with serving() as server:
        health.look(server.base, "", 60)
        health.look(server.base, "penghargaan", 60)
        with pytest.raises(health.UnhealthyError, match="no_such_page"):
            health.look(server.base, "no_such_page", 60)
        server.process.kill()
        server.process.wait()
        with pytest.raises(health.UnhealthyError, match="Refused"):
            health.look(server.base, "", 60)


SAID = "import streamlit as st\nst.error('we failed')\nst.write('footer')"


def test_health_is_bad_where_a_page_cannot_be_drawn(tmp_path: Path) -> None:
    """``/_stcore/health`` says ok here too; that is why there is a check of our own."""
    shutil.copytree(ROOT / ".streamlit", tmp_path / ".streamlit")
    app = tmp_path / "app.py"
    for broken, told in (
        ("1 / 0", "tidak tampil seluruhnya"),
        ("pass", "last line"),
        (SAID, "we failed"),
    ):
        app.write_text(broken)
        with (
            serving(folder=tmp_path) as server,
            pytest.raises(health.UnhealthyError, match=told),
        ):
            health.look(server.base, "", 60)


def test_visitors_know_what_to_type_wherever_a_page_lets_them() -> None:
    assert all(len(set(texts)) > 1 for texts in CHANGES["typed"].values())

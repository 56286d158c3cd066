"""Hostile files sent to both uploaders of Cek Mandiri, the way a browser sends them."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import quote

from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.attack import hostile
from tests.attack.visits import begun, calm, harmless
from tests.client import Seen, Visit, visit
from tests.portfolio.test_broken_workbooks import REFUSED

COOKIE = "_streamlit_xsrf"
BORDER = "----border"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 10 * 1024 * 1024  # bytes, server.maxUploadSize
NAMES = (
    "a.xlsx",
    "<img src=x onerror=alert(1)>.xlsx",
    "../../../../etc/passwd.xlsx",
    "..\\..\\a.json",
    "\u202ecod.xslx.json",
    "=cmd|' /C calc'!A0.xlsx",
    "a" * 250 + ".json",
    "a\r\nb.json",
)
TEXTS: Mapping[str, bytes] = {
    "empty": b"",
    "null bytes": b"\0" * 10_000,
    "json of null bytes": b'{"year": 2026, "name": "\\u0000<script>alert(1)</script>"}',
    "json, very deep": b"[" * 200_000,
    "json, huge number": b'{"year": ' + b"9" * 100_000 + b"}",
    "json, not a number": b'{"year": 2026, "spd": {"a": NaN}}',
    "json, one text of 9 MB": b'{"year": 2026, "name": "' + b"a" * 9_000_000 + b'"}',
    "json, a million names": b"[" + b'"a",' * 1_000_000 + b'"a"]',
    "json, a name twice": b'{"year": 2026, "year": 2027}',
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "10 MB": b" " * (LARGEST - 1),
    "utf-16": '{"year": 2026}'.encode("utf-16"),
    "lone surrogate": b'{"year": 2026, "name": "\\ud800"}',
}


@dataclass(frozen=True, slots=True)
class Pass:
    """What the server asks of an upload: its cookie, which is also sent as a header."""

    cookie: str

    @classmethod
    def of(cls, base: str) -> Pass:
        """Fetch one, as a browser does when it opens the page."""
        with urllib.request.urlopen(f"{base}/_stcore/health", timeout=20) as answer:
            jar = SimpleCookie()
            for line in answer.headers.get_all("Set-Cookie", []):
                jar.load(line)
        return cls(jar[COOKIE].value)

    def headers(self) -> dict[str, str]:
        """Return the headers that show it."""
        return {"Cookie": f"{COOKIE}={self.cookie}", "X-Xsrftoken": self.cookie}


def put(address: str, data: bytes, name: str, headers: Mapping[str, str]) -> int:
    """Send one file; return the answer's status."""
    safe = quote(name, safe=" <>=|()'!.\\/")
    head = f'--{BORDER}\r\nContent-Disposition: form-data; name="f"; filename="{safe}"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{BORDER}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={BORDER}"}
    request = urllib.request.Request(address, body, {**headers, **kind}, method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except urllib.error.URLError as error:
        if isinstance(error.reason, ConnectionError):  # it need not take in what it has refused
            return 413
        raise


def send(
    one: Visit, base: str, place: Pass, uploader: str, data: bytes, name: str
) -> tuple[int, Seen | None]:
    """Upload one file and run the page with it; return the status and what was shown."""
    where = one.place_for(name)
    address = base + where.upload_url
    status = put(address, data, name, place.headers())
    if status >= 300:
        return status, None
    state = WidgetState(id=uploader)
    info = state.file_uploader_state_value.uploaded_file_info.add()
    info.file_id, info.name, info.size = where.file_id, name, len(data)
    info.file_urls.CopyFrom(where)
    return status, one.run("cek_mandiri", None, [state])


def files() -> dict[str, tuple[str, bytes]]:
    """Return every hostile file by what it is: a name to send it under, and its bytes."""
    found = {f"workbook: {what}": ("a.xlsx", make()) for what, (make, _) in REFUSED.items()}
    found |= {what: ("a.json", data) for what, data in TEXTS.items()}
    found |= {f"named {name[:40]!r}": (name, hostile.SAMPLES[4].encode()) for name in NAMES}
    return found


def told(seen: Seen) -> list[str]:
    """Return what a page says: its coloured lines and its text."""
    return seen.lines() + [element.body for element in seen.of("markdown")]


def attack(base: str) -> int:
    """Upload every hostile file to both uploaders: each gets one clear line. Returns how many."""
    place, sent = Pass.of(base), 0
    for query in ("bagian=mulai", "bagian=banding"):
        for what, (name, data) in files().items():
            with visit(base) as one:
                if query == "bagian=banding":  # a part stands only once there is work
                    begun(one)
                (uploader,) = one.run("cek_mandiri", query).of("file_uploader")
                before = told(one.run("cek_mandiri", query))
                status, seen = send(one, base, place, uploader.id, data, name)
                if seen is None:
                    assert status == 413 and len(data) >= LARGEST - 1000, (what, status)
                else:
                    calm(seen, what)
                    assert told(seen) != before, what
                sent += 1
    return sent


def wrong_types(base: str) -> int:
    """Send what the uploader's own list of endings refuses; no browser does. Returns how many."""
    names = ("a.html", "a.exe", "a.xlsx.php", "a", ".xlsx.svg")
    place = Pass.of(base)
    for name in names:
        with visit(base) as one:
            (uploader,) = one.run("cek_mandiri", "").of("file_uploader")
            status, seen = send(one, base, place, uploader.id, b"x", name)
            assert status < 300 and seen is not None
            harmless(seen, name)
    return len(names)


def gates(base: str) -> int:
    """Try the door of uploads without what it asks for. Returns how many tries it refused."""
    place, refused = Pass.of(base), 0
    with visit(base) as one:
        one.run("cek_mandiri", "")
        address = base + one.place_for("a.xlsx").upload_url
        other = address.replace(address.split("/")[-2], "no-such-visit")
        for target, data, headers in (
            (address, b"x", {}),
            (address, b"x", {"X-Xsrftoken": "x", "Cookie": f"{COOKIE}=y"}),
            (other, b"x", place.headers()),
            (address, b"x" * (LARGEST + 2_000_000), place.headers()),
            (f"{address}/../../../../app.py", b"x", place.headers()),
        ):
            status = put(target, data, "a.xlsx", headers)
            assert 400 <= status < 500, (target, status)
            refused += 1
    return refused

"""``make bench``: what the server, a visitor and a local team wait for, medians of one run.

Tables are Markdown, ready for docs/measurements.md. ``--short`` tries every part that opens a page,
once and on one page: it shows that the bench runs, not how fast the app is.
"""

from __future__ import annotations

import argparse
import os
import socket as socket_options
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from pages._shared import frame
from tests.bench import browser, scoring, workbench, workbook
from tests.bench.wire import CountingSocket
from tests.served import served_app

RERUNS = 30
MILLISECONDS = 50  # of the server, a rerun, at most
# page slug (and view) -> two addresses to go back and forth between: a filter change each time
PAGES = {
    "": ("tahun=2020", "tahun=2025"),
    "peta": ("tahun=2020&daerah=semua", "tahun=2024&daerah=semua"),
    "peta ubin": ("tampilan=ubin&tahun=2020", "tampilan=ubin&tahun=2024"),
    "penghargaan": ("tahun=2020&tingkat=Terinovatif", "tahun=semua&jenis=kota"),
    "daerah": ("daerah=17.71&tahun=2020", "daerah=35.29&tahun=2021"),
    "bandingkan": ("daerah=11.71&dengan=17.71", "daerah=36.71&dengan=36.73"),
    "peringkat": ("tahun=2020&jenis=kabupaten", "tahun=2024&jenis=kabupaten"),
    "peringkat moves": ("bagian=perpindahan&jenis=kota", "bagian=perpindahan&jenis=kabupaten"),
    "bandingkan enam": (
        "daerah=36.71&dengan=36.73,62.71,11.71,32.77,75.71&tolok=provinsi,jenis,kelas,terinovatif",
        "daerah=36.02&dengan=51.06,35.22,18.71,35.26,64&tahun=2020&tolok=jenis",
    ),
    "kriteria": ("tahun=2026&daerah=11.71", "tahun=2022&daerah=17.71"),
    "aturan": ("skor=62&jenis=kota", "skor=2501&jenis=kabupaten"),
    "hukum": (
        "bagian=kategori&tahun=2022&daerah=21.01&dengan=12.25",
        "bagian=kategori&tahun=2020&daerah=96.01&dengan=tidak",
    ),
    "smart_city": ("tahun=2021&pilar=Smart+Governance", "tahun=semua&pilar=semua&daerah=11.71"),
    "sumber": ("bagian=liputan", "bagian=perbedaan"),
}


@contextmanager
def visit(base: str) -> Iterator[tuple[ClientConnection, CountingSocket]]:
    """Open a visit as the browser does."""
    address = urlsplit(base)
    counting = CountingSocket()
    counting.connect((address.hostname, address.port))
    stream = f"ws://{address.netloc}/_stcore/stream"
    with connect(stream, sock=counting, subprotocols=["streamlit"], max_size=None) as connection:  # type: ignore[list-item]
        yield connection, counting


def _acknowledge_at_once(connection: ClientConnection) -> None:
    """Keep the kernel's 40 ms delayed acknowledgement, which no page causes, out of the figure."""
    if hasattr(socket_options, "TCP_QUICKACK"):
        connection.socket.setsockopt(socket_options.IPPROTO_TCP, socket_options.TCP_QUICKACK, 1)


def rerun(socket: ClientConnection, slug: str, query: str) -> float:
    """Ask for one run of a page; return its milliseconds."""
    message = BackMsg()
    message.rerun_script.page_name = slug
    message.rerun_script.query_string = query
    started = time.perf_counter()
    socket.send(message.SerializeToString())
    while True:
        _acknowledge_at_once(socket)
        data = socket.recv(timeout=60)
        assert isinstance(data, bytes)
        answer = ForwardMsg()
        answer.ParseFromString(data)
        if answer.WhichOneof("type") == "script_finished":
            return (time.perf_counter() - started) * 1000


def first_change(base: str, slug: str) -> float:
    """Return the kilobytes sent when a page's address changes for the first time.

    Of both directions the larger.
    """
    page, sizes = slug.partition(" ")[0], []
    for one, other in (PAGES[slug], PAGES[slug][::-1]):
        with visit(base) as (socket, wire):
            rerun(socket, page, one)
            opened = wire.received
            rerun(socket, page, other)
            sizes.append((wire.received - opened) / 1024)
    return max(sizes)


def measure(base: str, slug: str, reruns: int) -> tuple[float, float]:
    """Return median and 95th percentile milliseconds of a page's reruns."""
    page = slug.partition(" ")[0]
    with visit(base) as (socket, _):
        times = [rerun(socket, page, PAGES[slug][n % 2]) for n in range(reruns + 2)][2:]
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def server_table(slugs: Sequence[str], reruns: int) -> Iterator[str]:
    """Measure the server's part of every page, and yield the lines of a table."""
    yield (
        f"Server alone, {reruns} reruns a page, a changed address each time; loopback, one "
        f"process; load average {os.getloadavg()[0]:.1f}. Target: {MILLISECONDS} ms a rerun."
    )
    yield ""
    yield "| page | median ms | p95 ms | KB a new address | target |"
    yield "| --- | --: | --: | --: | --- |"
    with served_app() as base:
        for slug in slugs:
            size = first_change(base, slug)  # first: it also warms the page
            median, p95 = measure(base, slug, reruns)
            met = browser.met(median <= MILLISECONDS)
            yield f"| {slug or frame.PAGES[0]} | {median:.1f} | {p95:.1f} | {size:.1f} | {met} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description="What the app's pages cost", prog="tests.bench")
    parser.add_argument("--short", action="store_true", help="one page, one round")
    parser.add_argument("--rounds", type=int, default=browser.ROUNDS, help="visits of each page")
    parser.add_argument("--pages", nargs="+", default=frame.PAGES, choices=frame.PAGES)
    given = parser.parse_args(arguments)
    pages, rounds, reruns = given.pages, given.rounds, RERUNS
    if given.short:
        pages, rounds, reruns = frame.PAGES[:1], 1, 2
    asked = [slug for slug in PAGES if (slug.partition(" ")[0] or frame.PAGES[0]) in pages]
    for table in (server_table(asked, reruns), browser.report(pages, rounds)):
        for line in table:
            print(line, flush=True)
        print()
    if not given.short:
        for part in (scoring, workbook, workbench):
            print(*(f"- {line}" for line in part.run()), sep="\n")


if __name__ == "__main__":
    main()

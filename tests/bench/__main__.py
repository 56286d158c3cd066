"""``make bench``: server time and bytes per rerun of every page, medians of one run."""

from __future__ import annotations

import socket as socket_options
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.bench import scoring, workbench, workbook
from tests.served import served_app

RERUNS = 30
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
def visit(base: str) -> Iterator[ClientConnection]:
    """Open a visit as the browser does."""
    address = base.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        yield socket


def _acknowledge_at_once(connection: ClientConnection) -> None:
    """Keep the kernel's 40 ms delayed acknowledgement, which no page causes, out of the figure."""
    if hasattr(socket_options, "TCP_QUICKACK"):
        connection.socket.setsockopt(socket_options.IPPROTO_TCP, socket_options.TCP_QUICKACK, 1)


def rerun(socket: ClientConnection, slug: str, query: str, known: set[str]) -> tuple[float, int]:
    """Ask for one run of a page; return its milliseconds and the bytes sent."""
    message = BackMsg()
    message.rerun_script.page_name = slug
    message.rerun_script.query_string = query
    message.rerun_script.cached_message_hashes.extend(known)
    started = time.perf_counter()
    socket.send(message.SerializeToString())
    size = 0
    while True:
        _acknowledge_at_once(socket)
        data = socket.recv(timeout=60)
        assert isinstance(data, bytes)
        size += len(data)
        answer = ForwardMsg()
        answer.ParseFromString(data)
        if answer.metadata.cacheable and answer.hash:
            known.add(answer.hash)
        if answer.WhichOneof("type") == "script_finished":
            return (time.perf_counter() - started) * 1000, size


def measure(base: str, slug: str) -> tuple[float, float, float]:
    """Return median and 95th percentile milliseconds and median kilobytes of a page's reruns."""
    times, sizes = [], []
    with visit(base) as socket:
        known: set[str] = set()
        for query in PAGES[slug]:
            rerun(socket, slug.partition(" ")[0], query, known)
        for number in range(RERUNS):
            taken, size = rerun(socket, slug.partition(" ")[0], PAGES[slug][number % 2], known)
            times.append(taken)
            sizes.append(size / 1024)
    return (
        statistics.median(times),
        statistics.quantiles(times, n=20)[-1],
        statistics.median(sizes),
    )


def main() -> None:
    """Print one line per page."""
    print(f"{RERUNS} reruns a page, a changed address each time; loopback, one process")
    print(f"{'page':14}{'median ms':>10}{'p95 ms':>10}{'median KB':>11}")
    with served_app() as base:
        for slug in PAGES:
            median, p95, size = measure(base, slug)
            print(f"{slug or 'beranda':14}{median:10.1f}{p95:10.1f}{size:11.1f}")
    print(*scoring.run(), *workbook.run(), *workbench.run(), sep="\n")


if __name__ == "__main__":
    main()

"""The yardstick: each page of the app as one static file, made from the app's own run.

``build`` opens a page through the real entry point and writes what stands on it (text, tables,
charts; no input) as HTML. Charts are drawn by vega-embed from the bundle inside vl-convert, so
that the same specifications are drawn by the same library as in the app.
``python -m tests.bench.static_page FOLDER`` builds and serves them.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa  # type: ignore[import-untyped]
import vl_convert
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from iga_core.paths import STATIC

Spec = dict[str, Any]
MARKDOWN = MarkdownIt("commonmark").enable("table")
HEADS = {"title": "h1", "header": "h2", "subheader": "h3"}
PROSE = ("markdown", "caption", "info", "warning")
EXPORT = "window.vegaEmbed = vegaEmbed;"
DRAWN_LATER = "drawn-later"  # the class of what a script fills
COLOURED = re.compile(r':color\[([^\]]*)\]\{foreground="([^"]*)"\}')  # Streamlit's own Markdown
STYLE = """
body { font: 16px/1.6 sans-serif; max-width: 75rem; margin: 4.5rem auto; padding: 0 1rem }
table { display: block; overflow-x: auto; border-collapse: collapse }
td, th { min-width: 5.5rem; vertical-align: top; padding: .3rem .6rem; border: 1px solid #ddd }
.frame { max-height: 400px; overflow: auto } .caption { font-size: .875rem }
.vega { width: 100% }
"""
VEGA = """
for (const place of document.querySelectorAll('.vega'))
  vegaEmbed(place, JSON.parse(document.getElementById(place.id + '-spec').textContent),
            {renderer: 'svg', actions: false});
"""


def chart_spec(element: Element) -> Spec:
    """Return the Vega-Lite specification of a chart on the page, its rows inside."""
    spec: Spec = json.loads(element.proto.spec)
    datasets = {
        dataset.name: pa.ipc.open_stream(dataset.data.data).read_all().to_pylist()
        for dataset in element.proto.datasets
    }
    if datasets:
        spec["datasets"] = datasets
    if "mark" in spec or "layer" in spec:  # what Streamlit does to fill the page's width
        spec |= {"width": "container", "autosize": {"type": "fit", "contains": "padding"}}
    return spec


def _later(number: int, spec: Spec) -> str:
    text = json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return (
        f'<div class="vega {DRAWN_LATER}" id="vega{number}"></div>'
        f'<script type="application/json" id="vega{number}-spec">{text}</script>'
    )


def _element(element: Element, number: int) -> str:
    """Return one element of the page as HTML; an input gives nothing."""
    kind = element.type
    value = getattr(element, "value", None)
    if kind in HEADS:
        return f"<{HEADS[kind]}>{html.escape(str(value))}</{HEADS[kind]}>"
    if kind in PROSE:
        text = COLOURED.sub(r'<span style="color:\2">\1</span>', str(value))
        return f'<div class="{kind}">{MARKDOWN.render(text)}</div>'
    if kind == "metric":
        label = html.escape(str(getattr(element, "label", "")))
        return f"<p>{label}<br><strong>{html.escape(str(value))}</strong></p>"
    if kind == "code":
        return f"<pre>{html.escape(str(value))}</pre>"
    if kind == "dataframe":
        table = value.to_html(index=False, border=0)  # type: ignore[union-attr]
        return f'<div class="frame">{table}</div>'
    if kind == "vega_lite_chart":
        return _later(number, chart_spec(element))
    return "<hr>" if kind == "divider" else ""


def _parts(block: Block, count: Iterator[int]) -> Iterator[str]:
    for child in block.children.values():
        if not isinstance(child, Block):
            yield _element(child, next(count))
            continue
        closed = child.type == "expander"
        if closed:
            yield f"<details><summary>{html.escape(str(getattr(child, 'label', '')))}</summary>"
        yield from _parts(child, count)
        if closed:
            yield "</details>"


def page_html(at: AppTest) -> str:
    """Return what stands on an opened page as a static page."""
    body = "\n".join(_parts(at.main, iter(range(1_000_000))))
    drawn = 'class="vega ' in body
    scripts = f'<script defer src="/vega.js"></script><script type="module">{VEGA}</script>'
    return (
        '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Atlas IGA</title><style>{STYLE}</style>{scripts if drawn else ''}</head>"
        f"<body>{body}</body></html>"
    )


def _write(file: Path, text: str) -> None:
    """Write a file and, beside it, the file as a server sends it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(text.encode(), 6))


def build(folder: Path, pages: dict[str, AppTest]) -> None:
    """Write a static page ``<name>.html`` for each opened page, and all they ask for."""
    for name, at in pages.items():
        _write(folder / f"{name}.html", page_html(at))
    _write(folder / "vega.js", str(vl_convert.javascript_bundle(EXPORT)))
    served = folder / "app/static"
    shutil.copytree(STATIC, served, ignore=shutil.ignore_patterns("rilis", "boundaries"))
    for file in served.glob("*.json"):
        _write(file, file.read_text(encoding="utf-8"))


class Handler(SimpleHTTPRequestHandler):
    """Static files over one kept connection, compressed beforehand, scripts cached for good."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.BytesIO | None:
        """Answer with the compressed file where there is one."""
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return None
        packed = file.with_name(f"{file.name}.gz")
        body = (packed if packed.is_file() else file).read_bytes()
        page = urlsplit(self.path).path.endswith(".html")
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if page else "public, max-age=31536000")
        if packed.is_file():
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve ``FOLDER`` on a free port of the loopback; print the port first."""
    handler = partial(Handler, directory=sys.argv[1])
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()

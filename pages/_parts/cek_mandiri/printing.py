"""One part of the workbench as a document of A4 pages: where the work stands, then the part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import urlencode

from iga_core.language import load_words
from iga_core.portfolio import Basis, Portfolio
from iga_core.portfolio.tree import Projection
from iga_core.publish.naming import file_name
from iga_core.publish.report import Block, Document, Heading, Prose, cited_sources, to_pdf
from iga_core.rules import Rulebook
from pages._parts.cek_mandiri import session, totals
from pages._parts.cek_mandiri.basis import name as basis_name
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.files import own
from pages._shared.files.link import link
from pages._shared.files.store import PDF
from pages._shared.filters import START
from pages._shared.links import base_address, sources_behind
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

LONGEST_NAME = 80  # characters of the team's own name in a title


def _title(what: str, portfolio: Portfolio, book: Rulebook, day: str) -> str:
    """Return the title: what, whose, by which rules, when; an example says so first."""
    register = atlas.record().register
    region = register.get(portfolio.region).name if portfolio.region in register else ""
    name = region or portfolio.name[:LONGEST_NAME] or t("cek_mandiri.print_nobody")
    values = {"part": what, "name": name, "year": book.year}
    title = t("cek_mandiri.print_title", **values, day=words().day(day))
    return t("cek_mandiri.print_example", title=title) if portfolio.example else title


def summary(found: Projection) -> tuple[Block, ...]:
    """Return where the work stands, for a reader who sees this document only."""
    book = found.claimed.rulebook
    head = [
        t("cek_mandiri.print_basis"),
        t("cek_mandiri.print_index"),
        t("label.predicate"),
        t("cek_mandiri.next"),
    ]
    bases: tuple[Basis, ...] = ("claimed", session.verification())
    rows = [
        [
            basis_name(basis),
            words().number(float(report.scores.index[0]), 2),
            totals.predicate(report.verdict),
            totals.distance(report.verdict) or totals.NOTHING,
        ]
        for basis, report in ((basis, found.report(basis)) for basis in bases)
    ]
    example = found.claimed.portfolio.example
    blocks: list[Block] = [Prose(t("cek_mandiri.example_mark"), "box")] if example else []
    if book.forecast:
        blocks.append(Prose(t("kriteria.forecast", year=book.assumes), "box"))
    blocks += [
        Heading(t("cek_mandiri.print_stands")),
        Prose(markdown_table(head, rows, numbers=(1,))),
        Prose(totals.counts(found.claimed), "caption"),
        Prose(t("cek_mandiri.projection"), "caption"),
    ]
    return tuple(blocks)


def maker(
    what: str, found: Projection, content: Sequence[Block], part: str = START
) -> Callable[[], bytes]:
    """Return what makes the document ``what`` when asked: it holds plain values, nothing of the
    session.

    ``part``: the one that its address leads to.
    """
    portfolio, book = found.claimed.portfolio, found.claimed.rulebook
    day, language, version = date.today().isoformat(), words().language, str(atlas.version())
    title, base = _title(what, portfolio, book, day), base_address()
    # the part and the year only: no address leads back to work that is nowhere but here
    query = urlencode({"bagian": part, "tahun": book.year})
    address = f"{base}/cek_mandiri?{query}"
    record, blocks = atlas.record(), tuple(content)

    def make() -> bytes:
        sources = cited_sources(blocks, record, sources_behind)
        report = Document(title, blocks, sources, base, address, version, day)
        return to_pdf(report, load_words(language))

    return make


def of_part(canvas: Canvas, part: str, found: Projection) -> Callable[[], bytes]:
    """Return what makes the document of a part: where the work stands, then the part."""
    return maker(t(f"cek_mandiri.part_{part}"), found, (*summary(found), *canvas.blocks), part)


def button(canvas: Canvas, part: str, found: Projection) -> None:
    """Draw what takes along what ``canvas`` holds as a PDF; nothing without blocks."""
    if not canvas.blocks:
        return
    portfolio, book = found.claimed.portfolio, found.claimed.rulebook
    stem = filter(None, (t(f"cek_mandiri.part_{part}"), portfolio.region))
    address = own.offer(
        "print",
        of_part(canvas, part, found),
        file_name(stem, f"{date.today().isoformat()}.pdf"),
        PDF,
        given=(part, words().language, portfolio, book.year, tuple(canvas.blocks)),
    )
    link(t("cek_mandiri.print_button"), address)

"""A note of one page for the head of region: where the work stands, what to do, what to mend."""

from __future__ import annotations

from datetime import date

from iga_core.chart import html
from iga_core.language import unlinked
from iga_core.portfolio.advice.overview import Overview, headline
from iga_core.portfolio.review.rehearsal import Rehearsal
from iga_core.publish.naming import file_name
from iga_core.rules import Rulebook
from pages._parts.cek_mandiri import dashboard, printing, session
from pages._shared.canvas import Canvas
from pages._shared.files import own
from pages._shared.files.link import link
from pages._shared.files.store import PDF
from pages._shared.tables import markdown_table
from pages._shared.words import t, words


def fill(canvas: Canvas, found: Overview, rehearsal: Rehearsal) -> None:
    """Fill ``canvas`` with the dashboard as blocks of a document."""
    claimed = found.projection.claimed
    book = claimed.rulebook
    if claimed.portfolio.example:
        canvas.info(t("cek_mandiri.example_mark"))
    if book.forecast:
        canvas.info(t("kriteria.forecast", year=book.assumes))
    canvas.sentences([html.ShownSentence(headline(found, words()), 0, "")])
    ruler = dashboard.ruler(found)
    canvas.figure(ruler)
    canvas.caption(ruler.said)
    canvas.subheader(dashboard.points_title(found))
    parts = [[part.label, part.said] for part in dashboard.points(found)]
    canvas.markdown(markdown_table(["", t("cek_mandiri.score_points")], parts, numbers=(1,)))
    canvas.subheader(t("cek_mandiri.moves"))
    moves = [dashboard.shown(move, found) for move in found.moves]
    head = [t(f"cek_mandiri.steps_column_{name}") for name in ("what", "gain", "effort")]
    rows = [[unlinked(f"{x.what}. {x.detail}", 300), x.gain, x.effort] for x in moves]
    table = markdown_table(head, rows, numbers=(1, 2))
    canvas.markdown(table if rows else t("cek_mandiri.moves_none"))
    canvas.caption(t("cek_mandiri.moves_note"))
    canvas.subheader(t("cek_mandiri.rehearse_of", year=book.year))
    counts = [dashboard.counted(*one) for one in rehearsal.counts.items()]
    canvas.markdown("; ".join(f"{x.mark} {x.number} {x.word}" for x in counts))
    largest = (f"- {x.mark} {x.text}: {x.number}" for x in dashboard.largest(rehearsal))
    canvas.markdown("\n".join(largest))
    canvas.caption(t("cek_mandiri.projection"))


def button(book: Rulebook) -> None:
    """Draw the note as a file to take along."""
    found, portfolio = session.overview(book), session.portfolio()
    canvas, day = Canvas(), date.today().isoformat()
    fill(canvas, found, session.rehearsal(book))
    stem = filter(None, (t("cek_mandiri.note"), portfolio.region))
    address = own.offer(
        "note",
        printing.maker(t("cek_mandiri.note"), found.projection, canvas.blocks),
        file_name(stem, f"{day}.pdf"),
        PDF,
        given=(words().language, portfolio, book.year, tuple(canvas.blocks)),
    )
    link(t("cek_mandiri.note_button"), address)

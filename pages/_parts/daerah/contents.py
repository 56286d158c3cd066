"""The profile of one government: its first screen, and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from iga_core.record import Record
from pages._parts.daerah import (
    context,
    curve,
    identity,
    members,
    panels,
    peers,
    proof,
    records,
    scores,
    years,
)
from pages._shared import atlas, first, show
from pages._shared.canvas import Canvas
from pages._shared.filters import Values
from pages._shared.lazy import Contents, filled
from pages._shared.words import t


def above(canvas: Canvas, record: Record, values: Values) -> None:
    """Draw the sentence, the years, and the panels below them."""
    code = values.text("daerah")
    first.say(canvas, atlas.headlines().of(code), first.Proofs())
    if record.register.get(code).autonomous:
        panels.ribbon(canvas, record, code)
        panels.panels(canvas, record, code)


def parts(canvas: Canvas, record: Record, values: Values) -> Mapping[str, tuple[str, Contents]]:
    """Return the parts below by their name in the address: label, and what draws each.

    A part without anything in it is left out.
    """
    code, chosen = values.text("daerah"), values.text("tahun")
    region, history = record.register.get(code), atlas.histories()[code]
    disputes = atlas.disputes().of.get(code, ())
    apart = not region.autonomous  # no part of the award

    def criteria() -> None:
        panels.criteria(canvas, code)
        curve.curve(canvas, record, region, chosen)
        scores.score_history(canvas, history)
        context.context(canvas, code)

    def statistics() -> None:
        panels.every_strip(canvas, record, code)
        records.statistics(canvas, code)

    found: dict[str, tuple[int | None, Contents]] = {
        "tahun": (
            0 if apart and history.empty else None,
            partial(years.years, canvas, record, history, chosen),
        ),
        "anggota": (len(members.of(record, code)), partial(members.members, canvas, record, code)),
        "statistik": (None, statistics),
        "kriteria": (0 if apart else None, criteria),
        "serupa": (
            0 if apart else None,
            partial(peers.peers, canvas, record, code, values),
        ),
        "perbedaan": (len(disputes), partial(show.disputes, canvas, disputes)),
        "bukti": (
            len(records.source_ids(history)) or None,
            partial(proof.proof, canvas, record, history),
        ),
    }
    return filled(found, lambda name: t(f"daerah.part_{name}"))


def sheet(canvas: Canvas, record: Record, values: Values) -> None:
    """Fill ``canvas`` with what fits on one page of paper: the first screen, with its key.

    Needs no visit, only the thread's language (see ``words.speaking``).
    """
    code = values.text("daerah")
    canvas.caption(identity.line(record, record.register.get(code)))
    above(canvas, record, values)
    canvas.caption(panels.key(record))
    if cited := identity.sources(atlas.headlines().of(code)):
        canvas.caption(cited)


def contents(canvas: Canvas, record: Record, values: Values) -> None:
    """Fill ``canvas`` with all of the profile that ``values`` (of Daerah) ask for.

    Needs no visit, only the thread's language (see ``words.speaking``).
    """
    canvas.caption(identity.line(record, record.register.get(values.text("daerah"))))
    above(canvas, record, values)
    for label, draw in parts(canvas, record, values).values():
        canvas.header(label)
        draw()

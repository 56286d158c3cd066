"""The comparison of two to six governments: what stands first, and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from iga_core.analysis.comparison import Comparison
from iga_core.record import Record
from pages._parts.bandingkan import choice, criteria, held, pictures, proof, tables
from pages._parts.bandingkan.words import names
from pages._shared import atlas, first
from pages._shared.canvas import Canvas
from pages._shared.filters import ALL, Values
from pages._shared.lazy import Contents, filled
from pages._shared.words import t


def compared(values: Values) -> tuple[str, ...]:
    """Return the codes that ``values`` (of Bandingkan) set side by side, each once."""
    return tuple(dict.fromkeys((values.text("daerah"), *values.many("dengan"))))


def _year(values: Values) -> int | None:
    return None if values["tahun"] == ALL else values.number("tahun")


def above(canvas: Canvas, record: Record, values: Values) -> None:
    """Draw the verdict, the pictures and what is withheld; with nobody chosen, who may be."""
    codes, rules = compared(values), values.number("aturan")
    if len(codes) < 2:
        canvas.info(t("bandingkan.nobody"))
        canvas.markdown(choice.suggestions(record, codes[0]))
        return
    comparison = atlas.comparison(codes, _year(values))
    first.say(canvas, atlas.headlines().comparison(codes), first.Proofs())
    if apart := [code for code in codes if not record.register.get(code).autonomous]:
        canvas.caption(t("bandingkan.not_autonomous", names=names(record, apart)))
    pictures.ribbon(canvas, record, codes)
    pictures.scores(canvas, comparison, newest=True)
    pictures.public(canvas, codes, rules)
    held.line(canvas, record, comparison, choice.address(values, bagian="ditahan"))


def parts(canvas: Canvas, record: Record, values: Values) -> Mapping[str, tuple[str, Contents]]:
    """Return the parts below by their name in the address: label, and what draws each.

    A part without anything in it is left out.
    """
    codes, rules = compared(values), values.number("aturan")
    comparison = atlas.comparison(codes, _year(values))
    marks = [s for s in atlas.headlines().comparison(codes) if s.rows]
    disputes = proof.disputed(codes)
    found: dict[str, tuple[int | None, Contents]] = {
        "beda": (None, partial(tables.by_difference, canvas, record, comparison, rules)),
        "tahun": (None, partial(_years, canvas, record, comparison)),
        "matriks": (None, partial(pictures.known, canvas, codes)),
        "kriteria": (None, partial(_criteria, canvas, record, codes, rules)),
        "tolok": (None, partial(tables.against, canvas, record, comparison, values)),
        "ditahan": (
            len(comparison.withheld) + len(comparison.alone),
            partial(held.withheld, canvas, comparison),
        ),
        "perbedaan": (len(disputes), partial(proof.disputes, canvas, record, disputes)),
        "bukti": (len(marks), partial(proof.proofs, canvas, record, marks)),
    }
    return filled(found, lambda name: t(f"bandingkan.part_{name}"))


def _years(canvas: Canvas, record: Record, comparison: Comparison) -> None:
    pictures.scores(canvas, comparison, newest=False)
    tables.years(canvas, record, comparison)


def _criteria(canvas: Canvas, record: Record, codes: tuple[str, ...], rules: int) -> None:
    if len(codes) > 2:  # of a pair they stand above
        pictures.points(canvas, codes, rules)
    criteria.criteria(canvas, record, codes, rules)


def contents(canvas: Canvas, record: Record, values: Values) -> None:
    """Fill ``canvas`` with all of the comparison that ``values`` (of Bandingkan) ask for.

    Needs no visit, only the thread's language (see ``words.speaking``).
    """
    above(canvas, record, values)
    if len(compared(values)) > 1:
        for label, fill in parts(canvas, record, values).values():
            canvas.header(label)
            fill()

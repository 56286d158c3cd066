"""What a page answers, for its shell: its title and its sentences, without a visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iga_core.chart.html import ShownSentence
from iga_core.record import Record
from iga_core.regions import display_name
from pages._parts.bandingkan.contents import compared
from pages._parts.bandingkan.words import names
from pages._parts.beranda import often
from pages._parts.penghargaan import desk
from pages._parts.penghargaan.asked import asked as awards_asked
from pages._parts.peringkat import standings
from pages._parts.peta import picture
from pages._parts.peta.asked import asked as map_asked
from pages._shared import atlas, first
from pages._shared.filters import Values
from pages._shared.words import t


@dataclass(frozen=True, slots=True)
class Answer:
    """The title of a page, what the tab names besides (``whom``), and its sentences."""

    title: str
    said: Sequence[ShownSentence] = ()
    whom: str = ""


def _beranda(record: Record, _: Values) -> Answer:
    return Answer(often.title(record), first.said([atlas.best_headline()[1]], first.Proofs()))


def _penghargaan(record: Record, values: Values) -> Answer:
    return Answer(t("page.penghargaan"), desk.said(record, values, awards_asked(record, values)))


def _peta(_: Record, values: Values) -> Answer:
    return Answer(t("page.peta"), [picture.said(map_asked(values))])


def _peringkat(_: Record, values: Values) -> Answer:
    found = atlas.headlines().ranking(values.number("tahun"), standings.kind_of(values))
    return Answer(t("page.peringkat"), first.said(found, first.Proofs(), standings.whole(values)))


def _daerah(record: Record, values: Values) -> Answer:
    code = values.text("daerah")
    said = first.said(atlas.headlines().of(code), first.Proofs())
    return Answer(display_name(record.register.get(code)), said)


def _bandingkan(record: Record, values: Values) -> Answer:
    codes = compared(values)
    found = atlas.headlines().comparison(codes) if len(codes) > 1 else ()
    return Answer(t("page.bandingkan"), first.said(found, first.Proofs()), names(record, codes))


ANSWERS: dict[str, Callable[[Record, Values], Answer]] = {
    "beranda": _beranda,
    "penghargaan": _penghargaan,
    "peta": _peta,
    "peringkat": _peringkat,
    "daerah": _daerah,
    "bandingkan": _bandingkan,
}


def answer(slug: str, record: Record, values: Values) -> Answer:
    """Return what the page ``slug`` answers to the ``values`` of its address; else its title."""
    return ANSWERS[slug](record, values) if slug in ANSWERS else Answer(t(f"page.{slug}"))

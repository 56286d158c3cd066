"""What a view of the award list asks: its filters and ready-made question, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

from iga_core.analysis.awards import match_name
from iga_core.analysis.facets import FACETS, FacetCounts, Selection, facet_counts, rows_in
from iga_core.analysis.presets import OF_A_YEAR, Preset, answered
from iga_core.analysis.recipients import count_of
from iga_core.message import told
from iga_core.record import Record
from pages._shared import atlas
from pages._shared.filters import Values
from pages._shared.words import words

NO_PRESET = "tidak"
PAGE = "penghargaan"
MAIN = "IGA"  # the programme that speaks where none is chosen
# facet -> its parameter in the address
NAMES = {
    "programme": "program",
    "year": "tahun",
    "level": "tingkat",
    "category": "kategori",
    "session": "sesi",
    "region_type": "jenis",
    "island_group": "pulau",
    "province": "provinsi",
    "status": "status",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A view: the ready-made question (None = none), in words ("" = none), and what is counted.

    ``chosen``: the filters alone, without the question's answer in them.
    """

    preset: Preset | None
    question: str
    counts: FacetCounts
    chosen: Selection

    @property
    def untouched(self) -> bool:
        """Whether nothing is filtered: of both programmes, or of the IGA."""
        every = self.chosen.choosing({"programme": ()}).empty
        return every and self.chosen.programme in {(), (MAIN,)}


def selection(record: Record, values: Values) -> Selection:
    """Return the selection that the address values stand for."""
    chosen = {facet: values.many(NAMES[facet]) for facet in FACETS}
    searched = match_name(record, values.text("nama"))
    return Selection(codes=searched.codes if searched else None).choosing(chosen)


def asked(record: Record, values: Values) -> Asked:
    """Return what ``values`` (of Penghargaan) ask.

    Needs no visit, only the thread's language (see ``words.speaking``).
    """
    name, wanted = values.text("tanya"), selection(record, values)
    if name == NO_PRESET:
        return Asked(None, "", facet_counts(atlas.facets(), wanted), wanted)
    preset = preset_of(name, wanted)
    counts = facet_counts(atlas.facets(), wanted, partial(_answered, name))
    return Asked(preset, told(preset.asked, words()), counts, wanted)


def answer_size(record: Record, values: Values, name: str) -> int:
    """Return how many awards received would answer the question ``name`` under the filters."""
    rows = rows_in(atlas.facets(), _answered(name, selection(record, values)))
    return count_of(rows).names


def preset_of(name: str, wanted: Selection) -> Preset:
    """Return the answer to the question ``name`` for the years and levels of ``wanted``."""
    years = tuple(map(int, wanted.year)) if name in OF_A_YEAR else ()
    return _made(name, years, wanted.level)


@lru_cache(maxsize=256)
def _made(name: str, years: tuple[int, ...], levels: tuple[str, ...]) -> Preset:
    return atlas.questions().ask(name, years, levels)


def _answered(name: str, wanted: Selection) -> Selection:
    return answered(wanted, preset_of(name, wanted))

"""Peringkat: where a government stands among its own type, and how sure that is."""

from functools import partial

from pages._parts.peringkat import moves, participation, standings, taking
from pages._shared import atlas, filters, first, frame, lazy, show
from pages._shared.canvas import Screen
from pages._shared.words import t, words

frame.require()
record = atlas.record()
view = filters.open_view("peringkat", record)
kind, chosen = view.text("jenis"), view.text("daerah")

with first.row(t("page.peringkat")):
    view.choose("tahun", quiet=True, width=110)
    view.pick("jenis", "", lambda name: words().term("region_type", name), quiet=True)
    view.choose(
        "daerah",
        said=lambda code: (
            t("peringkat.nobody") if code == filters.ALL else show.option_name(record, code)
        ),
        quiet=True,
        width=260,
    )
    lazy.popover(t("take.title"), "peringkat_taking", partial(taking.files, record, view))

page, year = Screen(), view.number("tahun")
table = atlas.ranking().table(year, kind)
first.say(page, atlas.headlines().ranking(year, kind), first.Proofs())
standings.answer(record, page, table, chosen)
standings.picture(page, table, chosen)
number = words().number(len(table.standings))
lazy.parts(
    view,
    "bagian",
    {
        "peringkat": (
            t("peringkat.part_peringkat", number=number),
            partial(standings.whole_table, record, page, table, chosen),
        ),
        "perpindahan": (
            t("peringkat.part_perpindahan"),
            partial(moves.moves_part, record, page, view),
        ),
        "kepesertaan": (
            t("peringkat.part_kepesertaan"),
            partial(participation.participation_part, record, page),
        ),
        "bukti": (t("peringkat.part_bukti"), partial(standings.proof, page, table)),
    },
)

"""Peringkat: where a government stands among its own type, and how sure that is."""

from functools import partial

from pages._parts.peringkat import moves, participation, standings, taking
from pages._shared import atlas, filters, first, frame, lazy, show
from pages._shared.canvas import Screen
from pages._shared.words import t, words

frame.require()
record = atlas.record()
view = filters.open_view("peringkat", record)

with first.row(t("page.peringkat")):
    view.choose("tahun", width=130, icon=":material/calendar_month:")
    view.pick("jenis", "", lambda name: words().term("region_type", name))
    view.choose(
        "daerah",
        said=lambda code: (
            t("peringkat.nobody") if code == filters.ALL else show.option_name(record, code)
        ),
        width=250,
        icon=":material/search:",
    )
    lazy.popover(t("take.box"), "peringkat_take", partial(taking.files, view))

page, year, kind = Screen(), view.number("tahun"), standings.kind_of(view)
table, chosen = atlas.ranking().table(year, kind), view.text("daerah")
first.say(page, atlas.headlines().ranking(year, kind), first.Proofs(), standings.whole(view))
standings.answer(record, page, table, chosen)
standings.picture(page, table, chosen)
parts = {
    "peringkat": partial(standings.known, record, page, table),
    "perpindahan": partial(moves.moves_part, record, page, view),
    "kepesertaan": partial(participation.participation_part, record, page),
    "tabel": partial(standings.table_of, page, table, chosen),
    "bukti": partial(standings.proof, page, table),
}
number = words().number(len(table.standings))
lazy.parts(
    view,
    "bagian",
    {part: (t(f"peringkat.part_{part}", number=number), drawn) for part, drawn in parts.items()},
)

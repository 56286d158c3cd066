"""Aturan: a score through every year's class limits, and the season of a year as a time line."""

from functools import partial

from pages._parts.aturan import rules
from pages._shared import atlas, filters, first, frame, lazy
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
view = filters.open_view("aturan", atlas.record())
year, kind = view.number("tahun"), view.text("jenis")

with first.row(t("page.aturan")):
    view.ask("skor", t("aturan.score"), placeholder=t("aturan.score_hint"), width=230)
    view.choose("jenis", said=rules.type_name, width=190)
    view.choose("tahun", width=110)

page, found = Screen(), rules.asked(rules.read(view.text("skor")), kind)
first.say(page, rules.said(found, year), first.Proofs())
if found:
    rules.bands(page, found, kind)
rules.season(page, year)
if not found:
    rules.bands(page, found, kind)
parts: dict[str, lazy.Contents] = {
    "batas": rules.limit_lines,
    "tahapan": partial(rules.stages, year),
    "nominator": partial(rules.nominees, year),
}
if found:
    parts = {"predikat": partial(rules.verdicts, found), **parts}
lazy.parts(
    view,
    "bagian",
    {name: (t(f"aturan.tab_{name}", year=year), drawn) for name, drawn in parts.items()},
)

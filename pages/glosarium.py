"""Glosarium: official terms in plain words, each with its own address."""

from pages._parts.glosarium import terms
from pages._shared import atlas, filters, first, frame
from pages._shared.words import t

frame.require()
view = filters.open_view("glosarium", atlas.record())
with first.row(t("page.glosarium")):
    view.ask("cari", t("glosarium.search"), placeholder=t("glosarium.search_hint"), width=300)
terms.terms(view)

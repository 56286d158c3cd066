"""Hukum & kategori: does an innovation still count, in which category is it judged, the law."""

from functools import partial

from pages._parts.hukum import criteria, desk, window
from pages._shared import atlas, filters, frame, lazy
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record, page = atlas.record(), Screen()
view = filters.open_view("hukum", record)

desk.first_screen(record, page, view)
part = view.text("bagian")
folds = {
    "window": (partial(window.years, page), ""),
    "categories": (partial(desk.categories_of, record, page, view), "kategori"),
    "criteria": (partial(criteria.criteria, page), "kriteria"),
    "press": (partial(criteria.paraphrases, page), "kriteria"),
    "lists": (partial(criteria.lists, page), "kriteria"),
    "provisions": (partial(criteria.provisions, page), "kriteria"),
}
for name, (draw, of) in folds.items():
    lazy.fold(t(f"hukum.fold_{name}"), f"hukum_{name}_fold", draw, asked=part if part == of else "")

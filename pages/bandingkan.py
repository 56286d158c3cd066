"""Bandingkan: two to six governments side by side; what would be unfair is withheld."""

from pages._shared import (
    compare_choice,
    compare_criteria,
    compare_held,
    compare_matrix,
    compare_scores,
    compare_table,
    compare_verdict,
    frame,
    load,
    params,
    state,
)
from pages._shared.canvas import Canvas
from pages._shared.words import t

frame.require()
record = load.record()
table = params.compare(record)
compare_choice.name_a_partner(record)
state.open_address("compare", table)
compare_choice.nobody_twice(record)
compare_choice.choose(record, table)
values = state.save("compare", table)
code, rules = str(values["daerah"]), int(str(values["aturan"]))
year = None if values["tahun"] == "semua" else int(str(values["tahun"]))
codes = (code, *values["dengan"])

canvas = Canvas()
if len(codes) < 2:
    canvas.info(t("compare.nobody"))
    canvas.markdown(compare_choice.suggestions(record, code))
else:
    comparison = load.comparison(codes, year)
    compare_verdict.verdict(canvas, record, comparison, rules)
    compare_table.by_difference(canvas, comparison)
    compare_table.against(canvas, record, comparison, tuple(values["tolok"]))
    compare_table.known_for_one(canvas, comparison)
    compare_held.withheld(canvas, comparison)
    compare_scores.charts(canvas, record, comparison)
    compare_criteria.criteria(canvas, record, codes, rules)
    compare_matrix.matrix(canvas, record, codes)
    compare_table.years(canvas, record, comparison)
    compare_matrix.disputes(canvas, record, [load.histories()[c] for c in codes])

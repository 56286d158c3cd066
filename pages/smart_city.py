"""Smart City: the other prize: that it is not IGA, who received it, the programme, its index."""

from functools import partial

from iga_core.declared.smartcity import cached_smart_city
from pages._parts.smart_city import calculator, desk, prize, programme, recipients
from pages._shared import atlas, filters, frame, lazy

frame.require()
record, awards, found = atlas.record(), atlas.smart_awards(), cached_smart_city()
view = filters.open_view("smart_city", record)

desk.first_screen(record, awards, view)
recipients.recipients(record, awards, view)

typed = ",".join(view.text(dimension.parameter) for dimension in found.dimensions).strip(",")
folds = {
    "government": (partial(prize.one_government, record, view.text("daerah")), ""),
    "lists": (partial(recipients.completeness, awards, view), ""),
    "printed": (partial(recipients.printed_figures, record), ""),
    "contrast": (partial(prize.contrast, found), ""),
    "programme": (partial(programme.programme, found), ""),
    "evaluation": (partial(programme.evaluation, found), ""),
    "calculator": (partial(calculator.calculator, record, found, view), typed),
}
for name, (draw, asked) in folds.items():
    lazy.fold(desk.label(record, view, name), f"smart_city_{name}_fold", draw, asked=asked)

"""The index worked out: five typed values under both weight sets, beside results as printed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from iga_core.declared.smartcity import Case, SmartCity
from iga_core.language import plain, quoted
from iga_core.record import Record
from iga_core.rules import Fact, NumberError, read_number
from iga_core.smartcity import Weighed, closest, mean, weigh
from pages._parts.smart_city.facts import basis_item, dimension_name, set_name
from pages._shared.filters import Values, View
from pages._shared.links import href, region_link
from pages._shared.marks import unknown
from pages._shared.rule_text import amount, basis
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

DECIMALS = 3  # one more than sources print, so that both sides of a rounding are seen
Typed = Mapping[str, Decimal | None]


def figure(value: Decimal | None) -> str:
    """Print a calculated value, or that it is not known."""
    if value is None:
        return unknown("smart_city.unknown")
    return words().number(value, DECIMALS)


def _read(found: SmartCity, name: str, text: str) -> Decimal | None:
    """Return a typed value; what is none is refused in one line and counts as not known."""
    if not text.strip():
        return None
    try:
        value = read_number(text)
        if value <= found.typing.most:
            return value
        reason, more = "too_large", {"most": amount(found.typing.most)}
        more |= {"why": plain(found.typing.reason, 300)}
    except NumberError as error:
        reason, more = str(error), {}
    st.warning(
        t(f"smart_city.bad_{reason}", name=dimension_name(name), value=quoted(text, 40), **more)
    )
    return None


def _inputs(found: SmartCity, view: View) -> None:
    """Draw a box per dimension; a value goes in as it is printed, with comma or point."""
    for column, dimension in zip(st.columns(len(found.dimensions)), found.dimensions, strict=True):
        with column:
            name = dimension_name(dimension.id)
            view.ask(dimension.parameter, name, placeholder=t("smart_city.hint"))


def _by_set(found: SmartCity, values: Typed) -> dict[str, Weighed]:
    return {weights.id: weigh(values, weights.percent) for weights in found.weight_sets}


def _table(found: SmartCity, values: Typed, results: Mapping[str, Weighed]) -> str:
    """Return every dimension with its value, and in each set its weight and what it adds."""
    head = [t("smart_city.column_dimension"), t("smart_city.column_value")]
    for weights in found.weight_sets:
        name = set_name(weights.id)
        head += [t("smart_city.weight_in", name=name), t("smart_city.adds_in", name=name)]
    body = []
    for dimension in found.dimensions:
        value = values.get(dimension.id)
        row = [
            dimension_name(dimension.id),
            unknown("smart_city.unknown") if value is None else amount(value),
        ]
        for weights in found.weight_sets:
            percent = weights.percent[dimension.id]
            row.append(unknown("smart_city.unknown") if percent is None else amount(percent))
            row.append(figure(dict(results[weights.id].parts)[dimension.id]))
        body.append(row)
    total = [f"**{t('smart_city.index')}**", ""]
    for result in results.values():
        total += ["", f"**{figure(result.index)}**"]
    return markdown_table(head, [*body, total], numbers=range(1, len(head)))


def _result(found: SmartCity, values: Typed) -> None:
    results = _by_set(found, values)
    known = {name: r.index for name, r in results.items() if r.index is not None}
    if known:
        by_set = ", ".join(
            t("smart_city.by_set", index=f"**{figure(index)}**", name=set_name(name))
            for name, index in known.items()
        )
        gap = figure(max(known.values()) - min(known.values()))
        st.markdown(t("smart_city.result", by_set=by_set, gap=gap))
    else:
        missing = dict.fromkeys(name for r in results.values() for name in r.missing)
        st.info(t("smart_city.missing", names=", ".join(map(dimension_name, missing))))
    st.markdown(_table(found, values, results))


def calculator(record: Record, found: SmartCity, view: View) -> None:
    """Draw a box per dimension, what the typed values give, and the printed results beside it."""
    st.markdown(t("smart_city.calculator_intro"))
    _inputs(found, view)
    _calculated(record, found, view)
    st.subheader(t("smart_city.cases"))
    _cases(record, found)


def _calculated(record: Record, found: SmartCity, values: Values) -> None:
    """Draw what the typed values give; with none typed, the first printed result stands there."""
    typed = {d.id: values.text(d.parameter) for d in found.dimensions}
    if any(text.strip() for text in typed.values()):
        _result(found, {name: _read(found, name, text) for name, text in typed.items()})
        return
    case = found.cases[0]
    st.markdown(t("smart_city.example", name=region_link(record, case.region), year=case.year))
    _result(found, case.values.known())
    st.markdown(basis(case.values))


def _filled(found: SmartCity, case: Case) -> str:
    """Return the address of the calculator with the values of a case."""
    values = case.values.known()
    return href("smart_city", **{d.parameter: amount(values[d.id]) for d in found.dimensions})


def _case_row(record: Record, found: SmartCity, case: Case) -> list[str]:
    values = case.values.known()
    indices = {name: r.index for name, r in _by_set(found, values).items()}
    nearest = ", ".join(set_name(name) for name in closest(case.index.known(), indices))
    return [
        f"{region_link(record, case.region)} {case.year}",
        f"**{_printed(case.index)}**",
        *(figure(index) for index in indices.values()),
        figure(mean(values.values())),
        nearest,
        f"[{t('smart_city.fill')}]({_filled(found, case)})",
    ]


def _printed(fact: Fact[Decimal]) -> str:
    return plain(fact.printed) if fact.printed else amount(fact.known())


def _change(case: Case) -> str:
    """Return the improvement as calculated beside the one printed; "" where either is unknown."""
    if case.previous.value is None or case.improvement.value is None:
        return ""
    return t(
        "smart_city.improvement",
        now=_printed(case.index),
        before=_printed(case.previous),
        found=amount(case.index.known() - case.previous.value),
        printed=_printed(case.improvement),
    )


def _pillars(found: SmartCity, case: Case) -> str:
    """Return the mean of the pillars beside the dimension it looks like; "" where not printed."""
    dimension = found.pillars.mean.value
    if case.pillars.value is None or dimension is None:
        return ""
    values = "; ".join(f"{plain(name)} {amount(v)}" for name, v in case.pillars.value.items())
    return t(
        "smart_city.pillar_mean",
        values=values,
        mean=figure(mean(case.pillars.value.values())),
        name=dimension_name(dimension),
        printed=amount(case.values.known()[dimension]),
        basis=basis(found.pillars.mean),
    )


def _case_facts(case: Case) -> dict[str, Fact[Any]]:
    """Return what is printed of a case, by the last part of its message."""
    names = ("values", "index", "pillars", "previous", "improvement", "rank")
    facts: dict[str, Fact[Any]] = {name: getattr(case, name) for name in names}
    return {name: fact for name, fact in facts.items() if fact.value is not None}


def _case_details(record: Record, found: SmartCity, case: Case) -> None:
    name = f"{plain(record.register.get(case.region).name)} {case.year}"
    with st.expander(t("smart_city.case_basis", name=name)):
        if case.rank.value is not None:
            st.markdown(t("smart_city.rank", rank=case.rank.value))
        for text in filter(None, (_change(case), _pillars(found, case))):
            st.markdown(text)
        facts = _case_facts(case)
        items = [basis_item(t(f"smart_city.case_{key}"), fact) for key, fact in facts.items()]
        st.markdown("\n".join(items))


def _cases(record: Record, found: SmartCity) -> None:
    """Draw every printed result beside what each weight set makes of it, and a plain mean."""
    head = [t("smart_city.column_case"), t("smart_city.column_printed")]
    head += [set_name(weights.id) for weights in found.weight_sets]
    head += [t(f"smart_city.column_{name}") for name in ("mean", "nearest", "fill")]
    numbers = range(1, 3 + len(found.weight_sets))
    body = [_case_row(record, found, case) for case in found.cases]
    st.markdown(markdown_table(head, body, numbers=numbers))
    st.caption(t("smart_city.cases_note"))
    for case in found.cases:
        _case_details(record, found, case)

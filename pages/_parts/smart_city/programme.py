"""The programme: what it asks for, its pillars beside the minister's words, its evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from iga_core.declared.smartcity import SmartCity, WeightSet
from iga_core.language import plain
from iga_core.rules import Fact
from pages._parts.smart_city.facts import basis_item, dimension_name, line, set_name, value_text
from pages._shared.marks import unknown
from pages._shared.rule_text import amount, basis
from pages._shared.tables import markdown_table
from pages._shared.words import t, words


def programme(found: SmartCity) -> None:
    """Draw what the programme is, each fact with its basis, and which guidelines are known."""
    st.markdown(
        "\n".join(line(t(f"smart_city.fact_{name}"), fact) for name, fact in found.programme)
    )
    st.markdown(t("smart_city.guidelines"))
    st.markdown("\n".join(f"- {value_text(fact)}. {basis(fact)}" for fact in found.guidelines))
    st.subheader(t("smart_city.pillars"))
    _pillars(found)


def _pillars(found: SmartCity) -> None:
    """Draw the programme's pillars beside those of the minister's quote; none is paired."""
    own, quoted = found.pillars.own.value or (), found.pillars.quoted.value or ()
    yes, no = t("smart_city.named"), t("smart_city.not_named")
    body = [
        [plain(name), yes if name in own else no, yes if name in quoted else no]
        for name in dict.fromkeys((*own, *quoted))
    ]
    head = [t(f"smart_city.column_{name}") for name in ("pillar", "own", "quoted")]
    st.markdown(markdown_table(head, body))
    only = {
        "own": ", ".join(plain(name) for name in own if name not in quoted),
        "quoted": ", ".join(plain(name) for name in quoted if name not in own),
    }
    st.markdown(t("smart_city.pillars_differ", **only))
    items = [
        basis_item(t(f"smart_city.column_{name}"), fact)
        for name, fact in (("own", found.pillars.own), ("quoted", found.pillars.quoted))
    ]
    st.markdown("\n".join(items))


def percent(fact: Fact[Decimal]) -> str:
    """Return a weight and how sure it is."""
    if fact.value is None:
        return unknown("smart_city.unknown")
    standing = words().term("standing", fact.standing)
    return t("smart_city.weight", percent=f"**{amount(fact.value)}**", standing=standing)


def _basis_of(weights: WeightSet) -> str:
    return "\n".join(basis_item(dimension_name(name), fact) for name, fact in weights.facts.items())


def _headed(weights: WeightSet) -> str:
    return t("smart_city.set_of", name=set_name(weights.id), origin=plain(weights.origin))


def _differing(sets: Sequence[WeightSet]) -> str:
    """Return the names of the dimensions whose weights differ between the sets."""
    names = sets[0].percent if sets else {}
    differing = [name for name in names if len({s.percent[name] for s in sets}) > 1]
    return ", ".join(dimension_name(name) for name in differing)


def evaluation(found: SmartCity) -> None:
    """Draw the dimensions with their weights in every published set, and the scale."""
    sets = found.weight_sets
    head = [t("smart_city.column_dimension"), t("smart_city.column_meaning")]
    body = [
        [
            f"**{dimension_name(d.id)}**",
            value_text(d.meaning),
            *(percent(weights.facts[d.id]) for weights in sets),
        ]
        for d in found.dimensions
    ]
    st.markdown(markdown_table([*head, *(_headed(s) for s in sets)], body))
    st.markdown(t("smart_city.sets_differ", names=_differing(sets)))
    for weights in sets:
        st.subheader(t("smart_city.set_basis", name=_headed(weights)))
        st.markdown(_basis_of(weights))
    st.subheader(t("smart_city.meaning_basis"))
    meanings = [basis_item(dimension_name(d.id), d.meaning) for d in found.dimensions]
    st.markdown("\n".join(meanings))
    seen, top = found.scale.seen.value, found.scale.top.value
    if seen is not None and seen.low is not None and seen.high is not None:
        text = t("smart_city.seen", low=amount(seen.low), high=amount(seen.high))
        st.markdown(f"{text} {basis(found.scale.seen)}")
    st.markdown(t("smart_city.top_unknown") if top is None else amount(top))

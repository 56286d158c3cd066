"""Perkiraan cepat: the index from four figures, and what lifts it most, before anything is held."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

import streamlit as st

from iga_core.chart import html
from iga_core.chart.position import class_ruler
from iga_core.declared.workbench import cached_workbench
from iga_core.portfolio import Portfolio
from iga_core.portfolio.advice.estimate import (
    PARTS,
    Estimate,
    EstimatePart,
    Lift,
    estimated,
    lifts,
    most,
    rows,
    start,
)
from iga_core.portfolio.advice.overview import class_said
from iga_core.rules import Rulebook, classify
from pages._parts.cek_mandiri import session
from pages._parts.cek_mandiri.dashboard import RULER, say
from pages._parts.cek_mandiri.start import begin, filled
from pages._shared.tables import markdown_table
from pages._shared.words import t, words


def _sliders(book: Rulebook) -> Estimate:
    """Draw the four figures and return them; a year that counts less far begins anew."""
    top, begun = asdict(most(book)), asdict(start(book))
    found = {}
    for column, part in zip(st.columns(len(PARTS)), PARTS, strict=True):
        highest = int(top[part])
        name = f"estimate_{part}"
        found[part] = column.slider(
            _label(part),
            0,
            highest,
            key=session.remembered(name, int(begun[part]), range(highest + 1)),
            on_change=session.remember,
            args=(name,),
        )
    return Estimate(
        found["innovations"], Decimal(found["maturity"]), found["services"], Decimal(found["spd"])
    )


def _label(part: EstimatePart) -> str:
    name = t(f"cek_mandiri.estimate_{part}")
    return name[:1].upper() + name[1:]


def _lifted(lift: Lift, given: Estimate) -> list[str]:
    now = getattr(given, lift.part)
    return [
        _label(lift.part),
        f"{words().figure(now)} → {words().figure(lift.to)}",
        words().printed(lift.index),
        f"+{words().printed(lift.gain)}",
    ]


def sentence(given: Estimate, raised: tuple[Lift, ...], book: Rulebook) -> str:
    """Return the estimate in words, and what lifts it most."""
    index = estimated(given, book)
    said = t(
        "cek_mandiri.estimate_said",
        number=words().number(given.innovations),
        index=words().printed(index),
        said=class_said(classify(index, book), book, words()),
    )
    first = raised[0]
    if not first.gain:
        return said
    values = {
        "part": t(f"cek_mandiri.estimate_{first.part}"),
        "now": words().figure(getattr(given, first.part)),
        "to": words().figure(first.to),
        "index": words().printed(first.index),
    }
    return f"{said} {t('cek_mandiri.estimate_lift', **values)}"


def quick(book: Rulebook, region: str) -> None:
    """Draw the quick estimate. ``region``: of the rows it may be turned into, "" for none."""
    head, ruler = st.container(), st.container(key=RULER)
    given = _sliders(book)
    raised = lifts(given, book, cached_workbench().estimate.share)
    index = estimated(given, book)
    with head:
        say(sentence(given, raised, book))
    with ruler:
        st.html(html.write(class_ruler(classify(index, book), book, words())))
    columns = ("part", "to", "index", "gain")
    heads = [t(f"cek_mandiri.estimate_column_{name}") for name in columns]
    lines = [_lifted(lift, given) for lift in raised]
    st.markdown(markdown_table(heads, lines, numbers=(1, 2, 3)))
    st.caption(t("cek_mandiri.estimate_note", year=book.year))
    if given.innovations:
        begin(
            t("cek_mandiri.estimate_rows", number=words().number(given.innovations)),
            "rows",
            lambda: rows(
                given,
                filled(Portfolio(region=region, year=book.year), book),
                lambda number: t("cek_mandiri.estimate_row", number=number),
            ),
            saved=True,
            estimate=index,
        )

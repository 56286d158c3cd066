"""What to do next: the best single steps, what earns nothing yet, and a plan to a target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import get_args

import streamlit as st

from iga_core.language import load_words, plain, unlinked
from iga_core.message import told
from iga_core.portfolio import (
    Efforts,
    Held,
    Newcomer,
    Plan,
    Portfolio,
    Step,
    Upgrade,
    held,
    plan,
    rank_steps,
)
from iga_core.portfolio.advice.position import position_of
from iga_core.portfolio.advice.steps import Order, newcomer_of
from iga_core.portfolio.encoding import json_bytes
from iga_core.portfolio.file.cells import as_amount
from iga_core.portfolio.review.telling import document_of
from iga_core.publish.naming import file_name
from iga_core.publish.scenarios import (
    scenarios,
    scenarios_json,
    scenarios_workbook,
    summary_table,
)
from iga_core.publish.workbook import XLSX
from iga_core.record import Record
from iga_core.rules import Indicator, Rulebook
from pages._parts.cek_mandiri import session, typed
from pages._parts.cek_mandiri.efforts import effort_text, efforts
from pages._parts.cek_mandiri.score import framework_link
from pages._parts.cek_mandiri.totals import NOTHING
from pages._parts.cek_mandiri.typed import Cells
from pages._shared.canvas import Canvas
from pages._shared.files import own
from pages._shared.files.link import link
from pages._shared.files.store import JSON
from pages._shared.rule_text import band_text, unit_name
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

ORDERS: tuple[Order, ...] = get_args(Order)
WISHES = ("target", "budget")
LISTED, LISTED_MOST = 15, 200
NAMES = 3  # innovations named per line; the table by innovation has all
ASKED = f"{session.PAGE}_plan_asked"  # what a long plan was asked for
QUICK = 0.3  # seconds a plan may take without being asked for
EXACT_DECIMALS = 3  # of index points before rounding
MOST_BUDGET, MOST_INDEX = Decimal(1_000_000), Decimal(100)


def _exact(value: float) -> str:
    return words().number(value, EXACT_DECIMALS)


def _rise(line: Indicator, before: int, after: int) -> str:
    """Return a step up on a line, what it asks for and the document that shows it."""
    said = t(
        "planner.step_spd",
        no=plain(line.no),
        line=plain(words().glossed("line", line.name)),
        before=before,
        after=after,
    )
    meaning = line.asks(after)
    asks = t("figure.unknown") if meaning is None else band_text(meaning)
    evidence = plain(document_of(line, words()), 300)
    return f"**{said}**. {t('cek_mandiri.steps_asks', asks=asks, evidence=evidence)}"


def _what(step: Step, portfolio: Portfolio) -> str:
    """Return what a step is; its innovation has a column of its own."""
    if step.line is not None:
        return _rise(step.line, step.from_level, step.to_level)
    name = (
        "" if step.innovation is None else unlinked(portfolio.innovations[step.innovation].name, 80)
    )
    affair = plain(words().term("affair", step.affair))
    if step.kind == "correction":
        return t("planner.step_correction", name=name, affair=affair)
    return t("planner.step_affair", affair=affair) if step.affair else t("planner.step_innovation")


def _for(place: int | None, portfolio: Portfolio, line: Indicator | None = None) -> str:
    """Return whom a step is for: an innovation, a new one, or the government."""
    if place is None:
        return t("cek_mandiri.steps_government") if line else t("cek_mandiri.steps_new")
    return innovation_name(place, portfolio)


def innovation_name(place: int, portfolio: Portfolio) -> str:
    """Return an innovation by number and name; beyond the portfolio's end stand new ones."""
    count = len(portfolio.innovations)
    if place >= count:
        return t("cek_mandiri.steps_new_number", number=words().number(place - count + 1))
    return f"{place + 1}. {unlinked(portfolio.innovations[place].name, 80)}"


def _each(step: Step) -> str:
    """Return the gain before rounding, per unit of effort."""
    if step.per_effort is None:
        return NOTHING
    free = step.per_effort == float("inf")
    return t("cek_mandiri.steps_free") if free else _exact(step.per_effort)


def step_row(step: Step, portfolio: Portfolio, unit: str) -> list[str]:
    """Return one step as cells of Markdown."""
    return [
        _what(step, portfolio),
        _for(step.innovation, portfolio, step.line),
        words().printed(step.gain),
        _exact(step.exact),
        effort_text(step.effort, unit),
        _each(step),
    ]


def _newcomer(newcomer: Newcomer, unit: str) -> str:
    """Return what one more innovation is taken to be."""
    return t(
        f"cek_mandiri.steps_newcomer_{newcomer.pattern}",
        number=words().number(newcomer.number),
        effort=effort_text(newcomer.effort, unit),
    )


def _ranked(canvas: Canvas, book: Rulebook, given: Efforts) -> None:
    """Draw the single steps, the best first."""
    portfolio = session.portfolio()
    canvas.header(t("cek_mandiri.steps_ranked"))
    left, right = st.columns([2, 1])
    with left:
        order = session.choose(
            "steps_order",
            t("cek_mandiri.steps_order"),
            ORDERS,
            lambda name: t(f"cek_mandiri.steps_order_{name}"),
        )
    number = right.number_input(
        t("cek_mandiri.steps_listed"),
        min_value=1,
        max_value=LISTED_MOST,
        step=5,
        key=session.remembered("steps_listed", LISTED),
        on_change=session.remember,
        args=("steps_listed",),
    )
    found = session.once(
        "steps",
        (book.year, given, order),
        lambda: rank_steps(portfolio, book, given, order=order),
    )
    shown = found[: int(number)]
    names = ("what", "for", "gain", "exact", "effort", "each")
    head = [t(f"cek_mandiri.steps_column_{name}") for name in names]
    rows = [step_row(step, portfolio, given.unit) for step in shown]
    canvas.markdown(markdown_table(head, rows, numbers=(2, 3, 4, 5)))
    numbers = {
        "shown": words().number(len(shown)),
        "number": words().number(len(found)),
    }
    canvas.caption(t("cek_mandiri.steps_ranked_note", **numbers, framework=framework_link(book)))
    canvas.caption(_newcomer(newcomer_of(position_of(portfolio, book), given), given.unit))


def _held_row(item: Held, portfolio: Portfolio, book: Rulebook) -> list[str]:
    rules, innovation = book.eligibility, portfolio.innovations[item.innovation]
    first, last = rules.applied_from.value, rules.applied_to.value
    values = {
        "stage": words().term("stage", innovation.stage or ""),
        "stages": ", ".join(words().term("stage", x) for x in book.counting.stages.value or ()),
        "first": words().day(first.isoformat()) if first else "",
        "last": words().day(last.isoformat()) if last else "",
        "words": words().number(innovation.words or 0),
        "least": words().number(rules.words.value or 0),
        "lines": ", ".join(book.line(code).no for code in item.lines),
    }
    return [
        innovation_name(item.innovation, portfolio),
        t(f"cek_mandiri.steps_why_{item.why}", **values),
        t(f"cek_mandiri.steps_help_{item.why}", **values),
        words().printed(item.gain),
        _exact(item.exact),
    ]


def _held(canvas: Canvas, book: Rulebook) -> None:
    """Draw the innovations that earn nothing, and what would help."""
    portfolio = session.portfolio()
    found = session.once("held", book.year, lambda: held(portfolio, book))
    canvas.header(t("cek_mandiri.steps_held"))
    if not found:
        canvas.markdown(t("cek_mandiri.steps_none_held"))
        return
    head = [
        t(f"cek_mandiri.steps_column_{name}") for name in ("for", "why", "help", "gain", "exact")
    ]
    rows = [_held_row(item, portfolio, book) for item in found]
    canvas.markdown(markdown_table(head, rows, numbers=(3, 4)))
    canvas.caption(t("cek_mandiri.steps_held_note"))


def _next_limit(book: Rulebook) -> Decimal | None:
    return session.projection(book).claimed.verdict.next_limit


def _number(name: str, default: Decimal | None, label: str, most: Decimal) -> Decimal | None:
    cells = Cells()
    text = st.text_input(
        label,
        key=session.remembered(name, typed.shown(default) or ""),
        on_change=session.remember,
        args=(name,),
    )
    value = cells.read(text, partial(as_amount, most=most), None, (label,))
    cells.tell()
    return value


def _wish(book: Rulebook, given: Efforts) -> dict[str, Decimal]:
    """Draw what a plan is asked for and return it under ``target`` or ``budget``; {} = nothing."""
    work = session.held()
    kind = session.choose(
        "plan_wish",
        t("cek_mandiri.steps_wish"),
        WISHES,
        lambda name: t(f"cek_mandiri.steps_wish_{name}"),
    )
    number = work.round if work else 0  # a target belongs to the portfolio it was set for
    if kind == "budget":
        label = t("cek_mandiri.steps_budget", unit=plain(unit_name(given.unit)))
        value = _number(f"plan_budget_{number}", None, label, MOST_BUDGET)
    else:
        label = t("cek_mandiri.steps_target")
        value = _number(f"plan_target_{number}", _next_limit(book), label, MOST_INDEX)
    return {} if value is None else {kind: value}


def _ask(asked: object) -> None:
    st.session_state[ASKED] = asked


def _planned(book: Rulebook, given: Efforts, wish: dict[str, Decimal]) -> Plan | None:
    """Return the plan; None while it takes longer than a visitor waits for unasked."""
    portfolio = session.portfolio()
    inputs = (book.year, given, wish)
    asked = (portfolio, *inputs)  # one press is for one portfolio
    target, budget = (wish.get(name) for name in WISHES)

    def make(seconds: float | None) -> Plan:
        return plan(portfolio, book, given, target=target, budget=budget, seconds=seconds)

    found = session.once("plan", inputs, lambda: make(QUICK))
    if found.status != "unproven":
        return found
    if st.session_state.get(ASKED) != asked:
        st.caption(t("cek_mandiri.steps_slow"))
        key = f"{session.PAGE}_plan_compute"
        st.button(t("cek_mandiri.steps_compute"), key=key, on_click=_ask, args=(asked,))
        return None
    with st.spinner(t("cek_mandiri.steps_computing")):
        return session.once("plan_asked", inputs, lambda: make(None))


def _names(places: Sequence[int], portfolio: Portfolio) -> str:
    """Return the first innovations by name and how many more there are."""
    if not places:
        return t("cek_mandiri.steps_government")
    shown = [innovation_name(place, portfolio) for place in places[:NAMES]]
    more = len(places) - len(shown)
    if more:
        shown.append(t("cek_mandiri.steps_more", number=words().number(more)))
    return "; ".join(shown)


def _upgrade_row(item: Upgrade, portfolio: Portfolio) -> list[str]:
    number = len(item.places) or 1
    return [
        _rise(item.line, item.from_level, item.to_level),
        _names(item.places, portfolio),
        words().number(number),
        words().figure(item.effort * number),
    ]


def by_innovation(found: Plan) -> dict[int, list[Upgrade]]:
    """Return the steps of each innovation by its place, new ones counted on from the end."""
    steps: dict[int, list[Upgrade]] = {}
    for item in found.upgrades:
        for place in item.places:
            steps.setdefault(place, []).append(item)
    return dict(sorted(steps.items()))


def _new(found: Plan) -> str:
    number = words().number(found.new)
    if not found.new_affairs:
        return t("planner.new", number=number)
    affairs = ", ".join(plain(words().term("affair", affair)) for affair in found.new_affairs)
    return t("planner.new_affairs", number=number, affairs=affairs)


def _limits(found: Plan) -> str:
    return "\n".join(f"- {told(limit, words())}" for limit in found.limits)


def _head(found: Plan, unit: str) -> str:
    wish = "budget" if found.target is None else "target"
    asked = found.budget if found.target is None else found.target
    return t(
        f"planner.head_{wish}",
        wish=words().figure(asked or 0),
        unit=plain(unit_name(unit)),
        status=t(f"planner.status_{found.status}"),
        before=words().number(found.index_before, 2),
        after=words().number(found.index_after, 2),
        effort=words().figure(found.effort),
        furthest=words().number(found.furthest, 2),
    )


def _work(canvas: Canvas, found: Plan, unit: str) -> None:
    """Draw what a plan asks to be done, by line and by innovation."""
    portfolio = session.portfolio()
    if found.new:
        canvas.markdown(f"{_new(found)}\n\n{_newcomer(found.newcomer, unit)}")
    if not found.upgrades:
        if not found.new:
            canvas.markdown(t("cek_mandiri.steps_nothing_to_do"))
        return
    head = [
        t("cek_mandiri.steps_column_what"),
        t("cek_mandiri.steps_column_for"),
        t("cek_mandiri.steps_column_times"),
        t("cek_mandiri.steps_efforts_in", unit=plain(unit_name(unit))),
    ]
    rows = [_upgrade_row(item, portfolio) for item in found.upgrades]
    canvas.markdown(markdown_table(head, rows, numbers=(2, 3)))
    places = by_innovation(found)
    if places:
        with st.expander(t("cek_mandiri.steps_by_innovation", number=words().number(len(places)))):
            body = []
            for place, items in places.items():
                lines = [
                    t(
                        "cek_mandiri.steps_rise",
                        no=plain(x.line.no),
                        before=x.from_level,
                        after=x.to_level,
                    )
                    for x in items
                ]
                body.append([innovation_name(place, portfolio), "; ".join(lines)])
            names = [t("cek_mandiri.steps_column_for"), t("cek_mandiri.steps_column_lines")]
            canvas.markdown(markdown_table(names, body))


def _plan(canvas: Canvas, book: Rulebook, given: Efforts) -> None:
    """Draw the plan to a target or within a budget."""
    canvas.header(t("cek_mandiri.steps_plan"))
    wish = _wish(book, given)
    if not wish:
        limit = _next_limit(book)
        canvas.markdown(t("planner.no_next") if limit is None else t("cek_mandiri.steps_no_wish"))
        return
    found = _planned(book, given, wish)
    if found is None:
        return
    if found.status == "unreachable":
        values = {"target": found.target, "furthest": found.furthest, "index": found.index_before}
        said = {k: words().number(v or 0, 2) for k, v in values.items()}
        canvas.info(t("cek_mandiri.steps_unreachable", **said))
        canvas.markdown(_limits(found))
        return
    canvas.markdown(f"**{_head(found, given.unit)}**")
    _work(canvas, found, given.unit)
    canvas.caption(t("cek_mandiri.steps_plan_note"))
    canvas.caption(_limits(found))
    _scenarios(canvas, book, given, wish, found)


def _both_cell(value: object) -> str:
    if value is None:
        return NOTHING
    return plain(value) if isinstance(value, str) else words().printed(Decimal(str(value)))


def _scenarios(
    canvas: Canvas, book: Rulebook, given: Efforts, wish: dict[str, Decimal], found: Plan
) -> None:
    """Draw the work as it is beside what the plan makes of it, to be taken along."""
    portfolio, language, day = session.portfolio(), words().language, date.today()
    both = session.once(
        "scenarios",
        (found, language),
        lambda: scenarios(portfolio, book, found, words()),
    )
    canvas.header(t("cek_mandiri.scenarios"))
    head, rows = summary_table(both, words())
    body = [[str(row[0]), *map(_both_cell, row[1:])] for row in rows]
    canvas.markdown(markdown_table(head, body, numbers=(1, 2, 3)))
    makers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "xlsx": (XLSX, lambda: scenarios_workbook(both, day, load_words(language))),
        "json": (JSON, lambda: json_bytes(scenarios_json(both, load_words(language)))),
    }
    stem = tuple(filter(None, (t("cek_mandiri.scenarios_file"), portfolio.region)))
    with st.container(horizontal=True):
        for form, (mime, make) in makers.items():
            name = file_name(stem, f"{day.isoformat()}.{form}")
            inputs = (portfolio, book.year, given, wish, language)
            address = own.offer(f"scenarios_{form}", make, name, mime, given=inputs)
            link(t("cek_mandiri.scenarios_save", form=form.upper()), address)


def steps(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw what the team could do next with this visit's portfolio."""
    given = efforts(book)
    _ranked(canvas, book, given)
    _held(canvas, book)
    _plan(canvas, book, given)

"""What if validators reject: chances set by the team, the spread of the index that follows.

Chances and results stay in the session; charts are specs without data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from iga_core.analysis.timemachine import class_spans
from iga_core.language import plain
from iga_core.numbers import as_decimal
from iga_core.portfolio import (
    Basis,
    Chances,
    Portfolio,
    Refusals,
    Risk,
    Workbench,
    cached_workbench,
    reject_risk,
)
from iga_core.portfolio.file.cells import as_amount
from iga_core.record import Record
from iga_core.rules import Rulebook
from iga_core.rules.scoring import SCORED
from pages._parts.cek_mandiri import session, typed
from pages._parts.cek_mandiri.basis import choose_basis
from pages._parts.cek_mandiri.totals import NOTHING
from pages._parts.cek_mandiri.typed import Cells
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.charts import Spec, figures, finished, part_of
from pages._shared.rule_text import limit_text, line_name, rejected_text
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

PART = "risiko"
GENERAL = ("innovation", "sid_line", "spd_line")
PERCENT = 100
MARGIN = 0.5  # index points shown beside the lowest and the highest
NAMED = 0.25  # share of the width that a class needs for its name, on a phone too
Entry = tuple[str, int]  # the name of an innovation, and which of that name


def percent(chance: float) -> float:
    """Return a chance as percent, as it would be written: 0.07 is 7, not a little more."""
    return float(as_decimal(chance) * PERCENT)


def _index(value: Decimal | Fraction) -> str:
    return words().number(value, 2)


# --- the chances


def _take_preset() -> None:
    """Set the three general chances to those of the chosen preset."""
    session.remember(f"{PART}_preset")
    preset = cached_workbench().preset(st.session_state[f"{session.PAGE}_{PART}_preset"])
    for name in GENERAL:
        session.put(f"{PART}_{name}", percent(getattr(preset.chances, name)))


def _general(canvas: Canvas, bench: Workbench) -> Chances:
    """Draw preset and sliders; return the general chances."""
    key = session.remembered(f"{PART}_preset", bench.risk.presets[0].id)
    names = {
        preset.id: words().gloss("preset", preset.id) or preset.name
        for preset in bench.risk.presets
    }
    st.segmented_control(
        t("cek_mandiri.risk_preset"),
        tuple(names),
        key=key,
        format_func=lambda name: names[name],
        on_change=_take_preset,
        required=True,
    )
    preset = bench.preset(st.session_state[key])
    canvas.caption(t("cek_mandiri.risk_assumed", note=plain(bench.note, 200)))
    found = {}
    for column, name in zip(st.columns(len(GENERAL)), GENERAL, strict=True):
        slider = session.remembered(f"{PART}_{name}", percent(getattr(preset.chances, name)))
        value = column.slider(
            t(f"cek_mandiri.risk_chance_{name}"),
            0.0,
            float(PERCENT),
            step=0.5,
            key=slider,
            format="%g%%",
            on_change=session.remember,
            args=(f"{PART}_{name}",),
        )
        found[name] = value / PERCENT
    return Chances(**found)


def _own(
    name: str, version: object, frame: pd.DataFrame, before: Sequence[float | None]
) -> dict[int, float]:
    """Draw a table whose last column takes a chance; return percents by row number.

    ``frame`` begins the table whenever it is shown anew; ``before``: what is held, by row.
    """
    key = session.spoken(f"{session.PAGE}_{PART}_{name}_{version}")
    kinds = st.column_config
    labels = [column for column in frame.columns if column != "own"]
    edited = st.data_editor(
        session.begun(key, frame),
        key=key,
        hide_index=True,
        column_config={
            **{
                c: kinds.TextColumn(t(f"cek_mandiri.risk_column_{c}"), disabled=True)
                for c in labels
            },
            "own": kinds.TextColumn(t("cek_mandiri.risk_column_own")),
        },
        alt=t("cek_mandiri.risk_own_alt"),
        placeholder=NOTHING,
    )
    cells = Cells()

    def read(cell: object) -> float:
        return float(as_amount(cell, Decimal(PERCENT), percent=True))

    found = {}
    for place, row in enumerate(edited.to_dict("records")):
        at = (*(str(row[column]) for column in labels), t("cek_mandiri.risk_column_own"))
        found[place] = cells.read(row["own"], read, before[place], at)
    cells.tell()
    return {place: value for place, value in found.items() if value is not None}


def _held(name: str) -> dict[Any, float]:
    """Return the team's own percents of this visit."""
    found: dict[Any, float] = st.session_state.setdefault(f"{session.PAGE}_{PART}_{name}_own", {})
    return found


def _replace(name: str, keys: Sequence[Any], given: Mapping[int, float]) -> dict[Any, float]:
    """Keep what was given for ``keys``; return the percents of those that have one."""
    held = _held(name)
    for place, key in enumerate(keys):
        held.pop(key, None)
        if place in given:
            held[key] = given[place]
    return {key: held[key] for key in keys if key in held}


def _line_chances(book: Rulebook) -> dict[str, float]:
    """Draw the chances of single lines; return those that the team gave, 0 to 1."""
    with st.expander(t("cek_mandiri.risk_lines")):
        st.caption(t("cek_mandiri.risk_lines_note"))
        before = [_held("lines").get(line.code) for line in book.lines]
        frame = pd.DataFrame(
            {
                "aspect": [words().term("aspect", line.aspect) for line in book.lines],
                "line": [line_name(line) for line in book.lines],
                "own": pd.Series(map(typed.shown, before), dtype="string"),
            }
        )
        given = _own("lines", book.year, frame, before)
    codes = [line.code for line in book.lines]
    found: dict[str, float] = _replace("lines", codes, given)
    return {code: value / PERCENT for code, value in found.items()}


def entries(portfolio: Portfolio) -> list[Entry]:
    """Return what tells each innovation from the others, also after the table was sorted anew."""
    seen: dict[str, int] = {}
    found = []
    for item in portfolio.innovations:
        seen[item.name] = seen.get(item.name, 0) + 1
        found.append((item.name, seen[item.name]))
    return found


def _entry_chances(portfolio: Portfolio, book: Rulebook, basis: Basis) -> dict[int, float]:
    """Draw the chances of single innovations; return those that the team gave, by place."""
    state = session.projection(book).report(basis).scores.state
    scored = (state == SCORED).nonzero()[0].tolist()
    names = entries(portfolio)
    keys = [names[place] for place in scored]
    with st.expander(t("cek_mandiri.risk_entries")):
        st.caption(t("cek_mandiri.risk_entries_note"))
        before = [_held("entries").get(key) for key in keys]
        items = [portfolio.innovations[place] for place in scored]
        frame = pd.DataFrame(
            {
                "entry": pd.Series([item.name for item in items], dtype=object),
                "agency": pd.Series([item.agency for item in items], dtype=object),
                "own": pd.Series(map(typed.shown, before), dtype="string"),
            }
        )
        work = session.held()
        given = _own("entries", f"{work.round if work else 0}_{book.year}_{basis}", frame, before)
    found = _replace("entries", keys, given)
    return {
        place: found[key] / PERCENT for place, key in zip(scored, keys, strict=True) if key in found
    }


# --- the spread


@by_language()
def _spec() -> Spec:
    look = atlas.look()
    classes = {name: entry["band"] for name, entry in look["predicate"].items()}
    classes[t("aturan.unsure")] = "#ffffff"
    x = alt.X("low:Q", title=t("chart.score_100"), scale=alt.Scale(zero=False, nice=False))

    bands = (
        part_of("class")
        .mark_rect(stroke="#6b747c", strokeWidth=1)
        .encode(
            x=x,
            x2="high:Q",
            fill=alt.Fill(
                "predicate:N",
                scale=alt.Scale(domain=list(classes), range=list(classes.values())),
                legend=None,
            ),
            tooltip=[alt.Tooltip("predicate:N", title=t("label.predicate"))],
        )
    )
    names = (
        part_of("class")
        .mark_text(align="left", baseline="top", dx=4, fontSize=12)
        .encode(x=x, y=alt.value(4), text="label:N", color=alt.value(look["light"]["textColor"]))
    )
    bars = (
        part_of("bin")
        .mark_bar(color=look["state"]["scored"]["colour"], stroke="#ffffff", strokeWidth=0.5)
        .encode(
            x=x,
            x2="high:Q",
            y=alt.Y(
                "draws:Q", title=t("cek_mandiri.risk_axis_draws"), axis=alt.Axis(tickMinStep=1)
            ),
            y2=alt.value("height"),
            tooltip=[
                alt.Tooltip("from:N", title=t("cek_mandiri.risk_from")),
                alt.Tooltip("below:N", title=t("cek_mandiri.risk_below")),
                alt.Tooltip("draws:Q", title=t("cek_mandiri.risk_axis_draws"), format=",d"),
            ],
        )
    )
    now = (
        part_of("now")
        .mark_rule(strokeWidth=2.5, strokeDash=[6, 4])
        .encode(
            x=x,
            color=alt.value(look["standing"]["chosen"]["colour"]),
            tooltip=[alt.Tooltip("from:N", title=t("cek_mandiri.risk_now"))],
        )
    )
    return finished(alt.layer(bands, bars, names, now).properties(height=280))


def _rows(found: Risk, book: Rulebook) -> list[dict[str, object]]:
    """Return bands of the classes in view, bars, and the index without a refusal."""
    now = float(found.index_now)
    low = min(float(found.lowest), now) - MARGIN
    high = max(float(found.highest), now) + MARGIN
    spans = [span for span in class_spans(book, high) if span.high > low and span.low < high]
    rows: list[dict[str, object]] = [
        {
            "part": "class",
            "low": max(low, span.low),
            "high": min(high, span.high),
            "predicate": span.predicate or t("aturan.unsure"),
            "label": span.predicate
            if min(high, span.high) - max(low, span.low) > NAMED * (high - low)
            else "",
        }
        for span in spans
    ]
    rows += [
        {
            "part": "bin",
            "low": float(b.low),
            "high": float(b.high),
            "from": _index(b.low),
            "below": _index(b.high),
            "draws": b.draws,
        }
        for b in found.histogram
    ]
    return [*rows, {"part": "now", "low": now, "from": _index(found.index_now)}]


def _share(share: Fraction, draws: int) -> str:
    """Return a share of the draws as a count and in percent."""
    return t(
        "cek_mandiri.risk_share",
        number=words().number(share * draws),
        draws=words().number(draws),
        percent=words().number(share * PERCENT, 1),
    )


def _limit(book: Rulebook, predicate: str) -> str:
    decimals = book.scale.known().decimals
    entry = next(entry for entry in book.classes if entry.predicate == predicate)
    return limit_text(entry.known(), decimals)


def _class_table(found: Risk, book: Rulebook) -> str:
    """Return the chance of each class, the highest first; sure and possible where they differ."""
    look, body = atlas.look()["predicate"], []
    for entry in reversed(found.classes):
        share = _share(entry.sure, found.draws)
        if entry.possible != entry.sure:
            share = t(
                "cek_mandiri.risk_sure_to_possible",
                sure=share,
                possible=_share(entry.possible, found.draws),
            )
        mark = look.get(entry.predicate, {}).get("mark", "")
        body.append([f"{mark} {entry.predicate}", _limit(book, entry.predicate), share])
    head = [t(f"cek_mandiri.risk_column_{name}") for name in ("class", "limit", "share")]
    return markdown_table(head, body, numbers=(1,))


def _quantile_table(found: Risk) -> str:
    body = [
        [
            t("cek_mandiri.risk_at_most", percent=words().figure(percent(share))),
            _index(value),
        ]
        for share, value in found.quantiles
    ]
    head = [t(f"cek_mandiri.risk_column_{name}") for name in ("quantile", "index")]
    return markdown_table(head, body, numbers=(1,))


def _alt(found: Risk, values: Mapping[str, str]) -> str:
    """Return what the bars show: their ends, the highest of them, and the index as it is now."""
    most = max(found.histogram, key=lambda bar: bar.draws)
    return t(
        "cek_mandiri.risk_alt",
        draws=values["draws"],
        low=values["low"],
        high=values["high"],
        now=values["now"],
        most=words().number(most.draws),
        least=_index(most.low),
        below=_index(most.high),
    )


def _result(canvas: Canvas, found: Risk, book: Rulebook) -> None:
    canvas.header(t("cek_mandiri.risk_result"))
    values = {
        "now": _index(found.index_now),
        "mean": _index(found.mean),
        "low": _index(found.lowest),
        "high": _index(found.highest),
        "draws": words().number(found.draws),
    }
    if found.lowest == found.highest:
        canvas.markdown(
            t(
                "cek_mandiri.risk_certain",
                draws=values["draws"],
                low=values["low"],
                now=values["now"],
            )
        )
    else:
        canvas.markdown(t("cek_mandiri.risk_spread", **values))
    rows = _rows(found, book)
    canvas.chart(
        _spec(),
        _alt(found, values),
        rows,
        key=f"{session.PAGE}_{PART}_chart",
        score_years=[book.year],
    )
    classes = ", ".join(str(row["predicate"]) for row in rows if row["part"] == "class")
    canvas.caption(t("cek_mandiri.risk_chart_key", now=values["now"], classes=classes))
    figures(
        [t("cek_mandiri.risk_from"), t("cek_mandiri.risk_below"), t("cek_mandiri.risk_axis_draws")],
        [[_index(bar.low), _index(bar.high), words().number(bar.draws)] for bar in found.histogram],
        numbers=(0, 1, 2),
    )
    canvas.markdown(_quantile_table(found))
    if found.classes:
        canvas.markdown(_class_table(found, book))
    canvas.markdown(
        t("cek_mandiri.risk_condition", share=_share(found.condition_lost, found.draws))
    )
    canvas.caption(t("cek_mandiri.risk_drawn", draws=values["draws"], seed=found.seed))


def _rule(canvas: Canvas, book: Rulebook) -> None:
    canvas.caption(rejected_text(book))
    canvas.caption(t("cek_mandiri.risk_independent"))


def risk(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw the chances and the spread of the index that they give."""
    portfolio, bench = session.portfolio(), cached_workbench()
    if not portfolio.innovations:
        canvas.info(t("cek_mandiri.no_entries"))
        return
    basis = choose_basis()
    canvas.header(t("cek_mandiri.risk_chances"))
    general = _general(canvas, bench)
    refusals = Refusals(general, _entry_chances(portfolio, book, basis), _line_chances(book))
    if refusals.innovations or refusals.lines:
        canvas.markdown(
            t(
                "cek_mandiri.risk_own",
                entries=words().number(len(refusals.innovations)),
                lines=words().number(len(refusals.lines)),
            )
        )
    found = session.once(
        PART,
        (book.year, basis, refusals),
        lambda: reject_risk(
            portfolio,
            book,
            refusals,
            basis,
            draws=bench.risk.draws,
            seed=bench.risk.seed,
            quantiles=bench.risk.quantiles,
        ),
    )
    _result(canvas, found, book)
    _rule(canvas, book)

"""Send or keep: what one more must bring, which entries cost, the best choice, what hangs on one.

Nothing here is kept beyond the visit: charts are specs without data, results stay in the session.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

import altair as alt
import streamlit as st

from iga_core.language import plain, unlinked
from iga_core.numbers import round_half_up
from iga_core.portfolio import (
    Affair,
    Basis,
    BestSubset,
    Cliff,
    EntryCost,
    OneMore,
    Portfolio,
    best_subset,
    break_even_curve,
    cliff,
    costs,
    one_more,
)
from iga_core.record import Record
from iga_core.rules import Rulebook, make_sheet
from pages._parts.cek_mandiri import session
from pages._parts.cek_mandiri.basis import choose_basis
from pages._parts.cek_mandiri.totals import NOTHING
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.charts import Spec, figures, finished, part_of
from pages._shared.rule_text import basis as rule_basis
from pages._shared.rule_text import rejected_text
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

SIZES = range(1, 221)  # of a portfolio, on the curve: past the cap of every year
NAME = 80  # letters of a team's own text in a table
EXACT = 3  # decimals of index points before rounding
INDEX = 2
Found = tuple[OneMore, tuple[EntryCost, ...], BestSubset, Cliff]


def _points(value: float | Decimal | Fraction) -> str:
    return words().number(value, INDEX)


def _signed(value: float | Decimal, decimals: int = INDEX) -> str:
    """Return index points with their sign; what rounds to nothing has none."""
    shown = round_half_up(value, decimals)
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return sign + words().number(abs(shown), decimals)


def _name(portfolio: Portfolio, place: int) -> str:
    return unlinked(portfolio.innovations[place].name, NAME)


def _affairs(codes: Iterable[str]) -> str:
    return ", ".join(plain(words().term("affair", code)) for code in codes)


def _marked(level: str, text: str) -> str:
    look = atlas.look()["alarm"][level]
    return f':color[{look["mark"]}]{{foreground="{look["colour"]}"}} {text}'


# --- one more innovation


@by_language()
def _curve_spec() -> Spec:
    look = atlas.look()
    x = alt.X(
        "n:Q",
        title=t("cek_mandiri.keep_axis_n"),
        scale=alt.Scale(domain=[0, SIZES[-1]], nice=False),
    )
    y = alt.Y("points:Q", title=t("cek_mandiri.keep_axis_points"))
    tooltip = [
        alt.Tooltip("n:Q", title=t("cek_mandiri.keep_axis_n"), format=",d"),
        alt.Tooltip("text:N", title=t("cek_mandiri.keep_axis_points")),
    ]

    line = (
        part_of("curve")
        .mark_line(strokeWidth=2.5, color=look["state"]["scored"]["colour"])
        .encode(x=x, y=y, tooltip=tooltip)
    )
    entries = (
        part_of("entry")
        .mark_tick(orient="horizontal", size=18, thickness=1.5, opacity=0.8)
        .encode(
            x=x,
            y=y,
            color=alt.value(look["aspect"]["SID"]["colour"]),
            tooltip=[
                alt.Tooltip("name:N", title=t("cek_mandiri.keep_column_entry")),
                alt.Tooltip("text:N", title=t("cek_mandiri.keep_column_maturity")),
            ],
        )
    )
    now = (
        part_of("now")
        .mark_point(filled=True, size=180, opacity=1, shape="diamond")
        .encode(x=x, y=y, color=alt.value(look["standing"]["chosen"]["colour"]), tooltip=tooltip)
    )
    return finished(alt.layer(line, entries, now).properties(height=300))


def _said(found: OneMore, book: Rulebook) -> str:
    """Return the sentence on one more innovation."""
    given = {
        "n": words().number(found.n),
        "mean": _points(found.mean),
        "least": _points(found.least),
    }
    if found.least <= 0:
        return t("cek_mandiri.keep_any", n=given["n"], mean=given["mean"])
    top = book.maxima.maturity.known()
    if found.least > top:
        return t("cek_mandiri.keep_never", **given, top=words().figure(top))
    return t("cek_mandiri.keep_least", **given)


def _completing(found: OneMore) -> str:
    if found.completing is None:
        return ""
    if found.completing <= 0:
        return t("cek_mandiri.keep_completing_any")
    return t("cek_mandiri.keep_completing", least=_points(found.completing))


def _break_even(
    canvas: Canvas,
    book: Rulebook,
    found: OneMore,
    portfolio: Portfolio,
    entries: Sequence[EntryCost],
) -> None:
    canvas.header(t("cek_mandiri.keep_more"))
    if not found.n:
        canvas.info(t("cek_mandiri.keep_nothing_scored"))
        return
    canvas.markdown(" ".join(filter(None, (_said(found, book), _completing(found)))))
    curve = break_even_curve(found.mean, SIZES, found.rejected, make_sheet(book), found.met)
    rows: list[dict[str, object]] = [
        {"part": "curve", "n": n, "points": float(y), "text": _points(y)} for n, y in curve
    ]
    rows += [
        {
            "part": "entry",
            "n": found.n,
            "points": float(entry.maturity),
            "text": _points(entry.maturity),
            "name": portfolio.innovations[entry.innovation].name[:NAME],
        }
        for entry in entries
        if entry.state == "scored"
    ]
    now = {"points": float(found.least), "text": _points(found.least)}
    rows.append({"part": "now", "n": found.n, **now})
    text = t(
        "cek_mandiri.keep_curve_alt",
        mean=_points(found.mean),
        n=words().number(found.n),
        least=_points(found.least),
        last=words().number(curve[-1][0]),
        end=_points(curve[-1][1]),
    )
    canvas.chart(_curve_spec(), text, rows, key=f"{session.PAGE}_kirim_curve")
    figures(
        [t("cek_mandiri.keep_axis_n"), t("cek_mandiri.keep_axis_points")],
        [[words().number(n), _points(y)] for n, y in curve],
        numbers=(0, 1),
    )
    canvas.caption(t("cek_mandiri.keep_curve_key", mean=_points(found.mean)))
    canvas.caption(f"{t('cek_mandiri.keep_why_divisor')} {rule_basis(book.divisor)}")


# --- which entries cost


def _cost_table(portfolio: Portfolio, entries: Sequence[EntryCost]) -> str:
    columns = ("entry", "agency", "maturity", "gain", "exact", "without", "carries")
    body = []
    for entry in entries:
        scored = entry.state == "scored"
        level = "red" if entry.costs else "firm"
        word = t("cek_mandiri.keep_costs") if entry.costs else t("cek_mandiri.keep_pays")
        body.append(
            [
                _name(portfolio, entry.innovation),
                unlinked(portfolio.innovations[entry.innovation].agency, NAME) or NOTHING,
                _points(entry.maturity) if scored else t(f"cek_mandiri.keep_state_{entry.state}"),
                _marked(level, f"{_signed(entry.gain)} ({word})")
                if scored or entry.costs
                else _signed(entry.gain),
                _signed(entry.exact, EXACT),
                _points(entry.without),
                _affairs(entry.carries) or NOTHING,
            ]
        )
    head = [t(f"cek_mandiri.keep_column_{name}") for name in columns]
    return markdown_table(head, body, numbers=(2, 4, 5))


def _costs(
    canvas: Canvas, portfolio: Portfolio, book: Rulebook, entries: Sequence[EntryCost]
) -> None:
    canvas.header(t("cek_mandiri.keep_cost"))
    ordered = sorted(entries, key=lambda entry: entry.exact)
    costly = [entry for entry in ordered if entry.costs]
    numbers = {"number": words().number(len(costly)), "all": words().number(len(entries))}
    canvas.markdown(
        t("cek_mandiri.keep_costly" if costly else "cek_mandiri.keep_none_costly", **numbers)
    )
    if costly:
        canvas.markdown(_cost_table(portfolio, costly))
    others = [entry for entry in ordered if not entry.costs]
    if others:
        with st.expander(t("cek_mandiri.keep_others", number=words().number(len(others)))):
            canvas.markdown(_cost_table(portfolio, others))
    canvas.caption(t("cek_mandiri.keep_cost_note"))
    if any(entry.state == "rejected" for entry in entries):
        canvas.caption(rejected_text(book))


# --- the best choice


def _remark(entry: EntryCost, forced: Sequence[int]) -> str:
    """Say why an entry stands where it stands, as far as affairs have to do with it."""
    if entry.innovation in forced:
        return t("cek_mandiri.keep_forced")
    return (
        t("cek_mandiri.keep_alone", affairs=_affairs(entry.carries)) if entry.carries else NOTHING
    )


def _choice_table(
    portfolio: Portfolio, places: Sequence[int], entries: Sequence[EntryCost], forced: Sequence[int]
) -> str:
    columns = ("entry", "agency", "maturity", "remark")
    ordered = sorted(places, key=lambda place: -entries[place].maturity)
    body = [
        [
            _name(portfolio, place),
            unlinked(portfolio.innovations[place].agency, NAME) or NOTHING,
            _points(entries[place].maturity),
            _remark(entries[place], forced),
        ]
        for place in ordered
    ]
    return markdown_table(
        [t(f"cek_mandiri.keep_column_{name}") for name in columns], body, numbers=(2,)
    )


def _best(
    canvas: Canvas, portfolio: Portfolio, found: BestSubset, entries: Sequence[EntryCost]
) -> None:
    canvas.header(t("cek_mandiri.keep_best"))
    if not found.send and not found.leave:
        canvas.info(t("cek_mandiri.keep_nothing_scored"))
        return
    values = {
        "send": words().number(len(found.send)),
        "leave": words().number(len(found.leave)),
        "all": _points(found.index_all),
        "best": _points(found.index_best),
        "gain": _points(found.gain),
    }
    if found.leave:
        canvas.markdown(t("cek_mandiri.keep_best_found", **values))
        canvas.markdown(f"**{t('cek_mandiri.keep_leave', number=values['leave'])}**")
        canvas.markdown(_choice_table(portfolio, found.leave, entries, found.forced))
    else:
        canvas.markdown(t("cek_mandiri.keep_best_all", send=values["send"], all=values["all"]))
    if found.send:
        with st.expander(t("cek_mandiri.keep_send", number=values["send"])):
            canvas.markdown(_choice_table(portfolio, found.send, entries, found.forced))
    canvas.caption(t("cek_mandiri.keep_proven"))
    canvas.caption(t("cek_mandiri.keep_claims"))


# --- what hangs on one entry


def _firmness(affair: Affair, found: Cliff) -> str:
    """Return mark and word: nobody, one entry alone, several."""
    if not affair.carriers:
        return _marked("red", t("cek_mandiri.keep_empty"))
    if affair.single is None:
        return _marked("firm", t("cek_mandiri.keep_several"))
    level = "red" if found.spare == 0 else "amber"
    return _marked(level, t("cek_mandiri.keep_single"))


def _state_of(found: Cliff) -> str:
    """Return how firmly the condition stands, marked."""
    values = {
        "covered": sum(bool(affair.carriers) for affair in found.affairs),
        "required": found.required,
        "points": words().printed(found.points),
    }
    if not found.met:
        return _marked("red", t("cek_mandiri.keep_cliff_lost", **values))
    fewest = len(found.weakest)
    level = "red" if fewest == 1 else "amber" if found.falls else "firm"
    if not fewest:
        return _marked("firm", t("cek_mandiri.keep_cliff_free"))
    return _marked(level, t("cek_mandiri.keep_cliff_met", **values, fewest=words().number(fewest)))


def _cliff(canvas: Canvas, portfolio: Portfolio, book: Rulebook, found: Cliff) -> None:
    canvas.header(t("cek_mandiri.keep_cliff"))
    canvas.markdown(_state_of(found))
    if found.weakest:
        names = "; ".join(_name(portfolio, place) for place in found.weakest)
        canvas.markdown(t("cek_mandiri.keep_weakest", names=names))
    head = [
        t(f"cek_mandiri.keep_column_{name}") for name in ("affair", "firmness", "number", "carrier")
    ]
    body = [
        [
            _affairs([affair.affair]),
            _firmness(affair, found),
            words().number(len(affair.carriers)),
            NOTHING if affair.single is None else _name(portfolio, affair.single),
        ]
        for affair in found.affairs
    ]
    canvas.markdown(markdown_table(head, body, numbers=(2,)))
    if found.falls:
        canvas.markdown(t("cek_mandiri.keep_falls"))
        columns = ("entry", "affair", "breaks", "rejected", "withdrawn")
        rows = [
            [
                _name(portfolio, fall.innovation),
                _affairs(fall.affairs),
                _marked("red", t("cek_mandiri.keep_breaks"))
                if fall.breaks
                else _marked("amber", t("cek_mandiri.keep_holds")),
                _signed(-fall.rejected),
                _signed(-fall.withdrawn),
            ]
            for fall in found.falls
        ]
        canvas.markdown(
            markdown_table(
                [t(f"cek_mandiri.keep_column_{c}") for c in columns], rows, numbers=(3, 4)
            )
        )
    if found.unsaid:
        canvas.markdown(
            _marked("amber", t("cek_mandiri.keep_unsaid", number=words().number(found.unsaid)))
        )
    canvas.caption(
        f"{t('cek_mandiri.keep_cliff_note', required=found.required)} "
        f"{rule_basis(book.basic_services.required)}"
    )


def _found(portfolio: Portfolio, book: Rulebook, basis: Basis) -> Found:
    return (
        one_more(portfolio, book, basis),
        costs(portfolio, book, basis),
        best_subset(portfolio, book, basis),
        cliff(portfolio, book, basis),
    )


def keep(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw what to send and what to keep back."""
    portfolio, basis = session.portfolio(), choose_basis()
    found: Found = session.once("kirim", (book.year, basis), lambda: _found(portfolio, book, basis))
    more, entries, best, hanging = found
    if not entries:
        canvas.info(t("cek_mandiri.no_entries"))
        return
    _break_even(canvas, book, more, portfolio, entries)
    _costs(canvas, portfolio, book, entries)
    _best(canvas, portfolio, best, entries)
    _cliff(canvas, portfolio, book, hanging)

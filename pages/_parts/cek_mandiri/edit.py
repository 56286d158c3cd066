"""Edit a portfolio in tables: government lines, innovations, the lines of one innovation.

A table begins with what was held when it was opened and goes on from there; each edit is read as
strictly as a file, and what cannot be read is named while the last sound work stays. Numbers are
typed as text: a browser's own number cells read them by the browser's language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from iga_core.portfolio import (
    Innovation,
    PortfolioError,
    portfolio_json,
    read_portfolio,
    vocabularies,
)
from iga_core.portfolio.encoding import plain_number
from iga_core.portfolio.fields import FIELDS, Field
from iga_core.portfolio.file.cells import as_count, as_level, as_raw
from iga_core.portfolio.file.layout import heading_of
from iga_core.portfolio.schema import MAX_INNOVATIONS
from iga_core.record import Record
from iga_core.rules import Indicator, Rulebook
from pages._parts.cek_mandiri import session, typed
from pages._parts.cek_mandiri.start import refused
from pages._parts.cek_mandiri.totals import NOTHING
from pages._parts.cek_mandiri.typed import Cells
from pages._shared.canvas import Canvas
from pages._shared.rule_text import line_name
from pages._shared.words import t, words

EDITED = sorted((x for x in FIELDS.values() if x.edited), key=lambda field: field.edited)
COUNTS = [field for field in EDITED if field.kind == "count"]
LEVELS = ("claimed", "verified")
TEXTS = ("evidence", "note")
# what a table of lines says -> where a portfolio and an innovation hold it
OF_SPD = {"claims": "spd", "values": "spd_values", "evidence": "spd_evidence"}
OF_ITEM = {"claims": "levels", "evidence": "evidence", "note": "notes"}
HEIGHT = 335  # pixels of a table, that all three stand near one another; the rest is scrolled to
# of an innovation, edited in other tables
ELSEWHERE = ("levels", "evidence", "notes", *(x.name for x in FIELDS.values() if not x.edited))
Plain = dict[str, Any]


def _said(value: object) -> Any:  # noqa: ANN401 - a plain value of JSON
    """Return a cell as JSON says it; None for an empty one."""
    if isinstance(value, list):
        return value or None
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value if value != "" else None


def _label(field: Field) -> str:
    """Return a field's heading: its short one, if it has one, else the workbook's."""
    if words().has(f"cek_mandiri.column_{field.name}"):
        return t(f"cek_mandiri.column_{field.name}")
    return heading_of(field.name, words())


def _column(book: Rulebook, field: Field) -> ColumnConfig:
    kinds, label = st.column_config, _label(field)
    if field.kind in ("choice", "choices"):
        column = kinds.SelectboxColumn if field.kind == "choice" else kinds.MultiselectColumn
        return column(
            label,
            options=list(vocabularies(book)[field.vocabulary]),
            format_func=lambda code: words().term(field.vocabulary, str(code)),
        )
    if field.kind == "day":
        return kinds.DateColumn(label, format="DD/MM/YYYY")
    if field.kind == "flag":
        return kinds.CheckboxColumn(label)
    return kinds.TextColumn(label, required=field.name == "name", width="medium")


def _cells(field: Field, said: list[Any], index: pd.Index) -> pd.Series:
    """Return what the innovations say of a field, as a table of the page holds it."""
    if field.kind == "choices":
        # a list column of no rows would be one of numbers, which no list may be put into
        return pd.Series([list(several) for several in said], index=index, dtype=object)
    if field.kind == "day":
        return pd.to_datetime(pd.Series(said, index=index, dtype=object))
    if field.kind == "flag":
        return pd.Series(said, index=index, dtype=bool)
    texts = [typed.shown(one) for one in said] if field.kind == "count" else said
    return pd.Series(texts, index=index, dtype="string").replace("", pd.NA)


def _innovation_frame(items: Sequence[Innovation]) -> pd.DataFrame:
    index = pd.RangeIndex(len(items))
    return pd.DataFrame(
        {x.name: _cells(x, [getattr(item, x.name) for item in items], index) for x in EDITED}
    )


def _innovations(book: Rulebook, kept: Plain, order: list[int], cells: Cells) -> list[Plain]:
    """Draw the table of innovations; return them as JSON with what each had from elsewhere.

    ``order``: the table's row number of each innovation of ``kept``; brought up to date.
    """
    key = session.table_key("items")
    state = st.session_state.get(key, {})
    if len(order) + len(state.get("added_rows", ())) > MAX_INNOVATIONS:  # before they are added
        st.error(t("portfolio.workbook_rows", limit=MAX_INNOVATIONS))
        items: list[Plain] = kept.get("innovations", [])
        return items
    edited = st.data_editor(
        session.begun(key, _innovation_frame(session.portfolio().innovations)),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        height=HEIGHT,
        column_config={field.name: _column(book, field) for field in EDITED},
        placeholder=NOTHING,
        alt=t("cek_mandiri.items_alt"),
    )
    before = dict(zip(order, kept.get("innovations", []), strict=True))
    found, numbers, nameless = [], [], 0
    for number, row in edited.iterrows():
        said = {
            field.name: value
            for field in EDITED
            if (value := _said(row[field.name])) not in (None, False)
        }
        if "name" not in said:
            nameless += bool(said)
            continue
        place = int(str(number))
        held = before.get(place, {})
        for field in COUNTS:
            at = (said["name"], _label(field))
            said[field.name] = cells.read(row[field.name], as_count, held.get(field.name), at)
        said |= {key: held[key] for key in ELSEWHERE if key in held}
        found.append(said)
        numbers.append(place)
    if nameless:
        st.warning(t("cek_mandiri.nameless", number=words().number(nameless)))
    order[:] = numbers
    return found


def _held(lines: Sequence[Indicator], said: Plain) -> dict[str, Plain]:
    """Return what is held of every line, by its code: value, levels, texts."""
    found = {}
    for line in lines:
        claim = said.get("claims", {}).get(line.code)
        levels = claim if isinstance(claim, dict) else {"claimed": claim}
        found[line.code] = {
            "value": said.get("values", {}).get(line.code),
            **{name: levels.get(name) for name in LEVELS},
            **{name: said.get(name, {}).get(line.code) for name in TEXTS},
        }
    return found


def _line_columns() -> dict[str, ColumnConfig]:
    kinds = st.column_config
    return {
        "line": kinds.TextColumn(t("cek_mandiri.column_line"), disabled=True, width="medium"),
        "value": kinds.TextColumn(
            t("cek_mandiri.column_value"), help=t("cek_mandiri.column_value_help")
        ),
        **{name: kinds.TextColumn(t(f"cek_mandiri.column_{name}")) for name in LEVELS},
        "evidence": kinds.TextColumn(t("cek_mandiri.column_evidence"), width="medium"),
        "note": kinds.TextColumn(heading_of("note", words()), width="medium"),
    }


def _claim(claimed: int | None, verified: int | None) -> int | Plain | None:
    """Return a level as JSON says it; a verified one without a claim is left to the reader."""
    if verified is None:
        return claimed
    return {"verified": verified, **({} if claimed is None else {"claimed": claimed})}


def _raw(cell: object, line: Indicator) -> int | float:
    return plain_number(as_raw(cell, line))


def _lines(lines: Sequence[Indicator], name: str, said: Plain, cells: Cells) -> dict[str, Plain]:
    """Draw one table of lines; return what it says, under the keys of ``said``, by line code.

    ``said``: what it said before; without ``values`` or ``note`` there is no such column.
    """
    held = _held(lines, said)
    shown = [{name: typed.shown(v) for name, v in held[line.code].items()} for line in lines]
    names = [line_name(line) for line in lines]
    frame = pd.DataFrame(shown, index=[line.code for line in lines], dtype="string")
    frame.insert(0, "line", names)
    for column, part in (("value", "values"), ("note", "note")):
        if part not in said:
            del frame[column]
    edited = st.data_editor(
        session.begun(session.table_key(name), frame),
        key=session.table_key(name),
        hide_index=True,
        height=HEIGHT,
        column_config=_line_columns(),
        placeholder=NOTHING,
        alt=t("cek_mandiri.lines_alt"),
    )
    found: dict[str, Plain] = {name: {} for name in said}
    for line, row in zip(lines, edited.to_dict("records"), strict=True):
        readers: dict[str, Callable[[object], Any]] = {"value": partial(_raw, line=line)}
        readers |= dict.fromkeys(LEVELS, partial(as_level, top=line.top))
        now = {
            column: cells.read(
                row.get(column),
                reader,
                held[line.code][column],
                (line_name(line), t(f"cek_mandiri.column_{column}")),
            )
            for column, reader in readers.items()
        }
        read = {
            "claims": _claim(now["claimed"], now["verified"]),
            **{name: _said(row.get(name)) for name in TEXTS},
            "values": now["value"],
        }
        for part, content in read.items():
            if content is not None:
                found[part][line.code] = content
    return found


def _one(book: Rulebook, items: list[Plain], order: Sequence[int], cells: Cells) -> None:
    """Draw the lines of one chosen innovation and put them into ``items``."""
    if not items:
        st.info(t("cek_mandiri.no_items"))
        return
    number = st.selectbox(
        t("cek_mandiri.choose_item"),
        order,
        key=session.table_key("chosen"),
        format_func=lambda n: str(items[order.index(n)]["name"]) if n in order else "",
    )
    item = items[order.index(number)]
    said = {name: item.get(held, {}) for name, held in OF_ITEM.items()}
    found = _lines(book.aspect("SID"), f"item{number}", said, cells)
    item |= {held: found[name] for name, held in OF_ITEM.items()}


def _keep(said: Plain, book: Rulebook, record: Record) -> None:
    """Read the tables as strictly as a file; keep the last sound work when they are not."""
    data = json.dumps(said, ensure_ascii=False, default=str).encode()
    try:
        portfolio, _ = read_portfolio(data, lambda _: book, book.year, record.register)
    except PortfolioError as error:
        st.error(refused(error))
        st.caption(t("cek_mandiri.nothing_lost"))
        return
    session.change(portfolio)


def edit(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw the tables and keep what they say."""
    kept = portfolio_json(session.portfolio())
    order_key = session.table_key("order")
    anew = session.table_key("items") not in st.session_state
    if anew:  # the table begins anew, and its row numbers
        st.session_state[order_key] = list(range(len(kept.get("innovations", []))))
    order: list[int] = st.session_state[order_key]
    cells = Cells()
    st.subheader(t("cek_mandiri.items"), help=t("cek_mandiri.items_note"))
    items = _innovations(book, kept, order, cells)
    cells.tell()
    left, right = st.columns(2)
    with left:
        st.subheader(t("cek_mandiri.spd"), help=t("cek_mandiri.spd_note"))
        given = {name: kept.get(held, {}) for name, held in OF_SPD.items()}
        spd = _lines(book.aspect("SPD"), "spd", given, cells)
        cells.tell()
    with right:
        st.subheader(t("cek_mandiri.item_lines"))
        _one(book, items, order, cells)
        cells.tell()
    if not anew:  # tables that were out of sight have forgotten what could not be read
        session.leave_unread(cells.lines)
    _keep(
        {
            **{key: kept[key] for key in ("schema", "region", "name", "example") if key in kept},
            "year": book.year,
            "agencies": kept.get("agencies", []),
            **{held: spd[name] for name, held in OF_SPD.items()},
            "innovations": items,
        },
        book,
        record,
    )

"""Edit a portfolio in tables: government lines, innovations, the lines of one innovation.

A table begins with what was held when it was opened and goes on from there; each edit is read as
strictly as a file, and what cannot be read is named while the last sound work stays.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from iga_core.law import ANSWERS
from iga_core.portfolio import (
    Innovation,
    PortfolioError,
    portfolio_json,
    read_portfolio,
    vocabularies,
)
from iga_core.portfolio.schema import MAX_INNOVATIONS
from iga_core.record import Record
from iga_core.rules import Line, Rulebook
from pages._shared.canvas import Canvas
from pages._shared.rule_text import line_name
from pages._shared.words import t, words
from pages._shared.workbench import session
from pages._shared.workbench.start import refused
from pages._shared.workbench.totals import NOTHING

TEXTS = ("name", "agency", "location")
DAYS = ("trial_on", "applied_on", "developed_on")
CHOICES = {
    "affair": "affair",
    "stage": "stage",
    "form": "innovation_form",
    "type": "innovation_type",
    "initiator": "initiator",
}
ORDER = (
    *("name", "agency", "affair", "crossing_affairs", "stage", "rejected"),
    *(*DAYS, "words", "form", "type", "initiator", "location"),
)
ELSEWHERE = ("levels", "evidence", *ANSWERS)  # of an innovation, edited in other tables
Plain = dict[str, Any]


def _said(value: object) -> Any:  # noqa: ANN401 - a plain value of JSON
    """Return a cell as JSON says it; None for an empty one."""
    if isinstance(value, list):
        return value or None
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value != "" else None


def _options(book: Rulebook, field: str) -> list[str]:
    return list(vocabularies(book)[CHOICES[field]])


def _column(book: Rulebook, field: str) -> ColumnConfig:
    kinds = st.column_config
    label = t(f"check.column_{field}")
    if field in CHOICES:
        vocabulary = CHOICES[field]
        return kinds.SelectboxColumn(
            label,
            options=_options(book, field),
            format_func=lambda code: words().term(vocabulary, str(code)),
        )
    if field == "crossing_affairs":
        return kinds.MultiselectColumn(
            label,
            options=_options(book, "affair"),
            format_func=lambda code: words().term("affair", str(code)),
        )
    if field in DAYS:
        return kinds.DateColumn(label, format="DD/MM/YYYY")
    if field == "words":
        return kinds.NumberColumn(label, min_value=0, step=1)
    if field == "rejected":
        return kinds.CheckboxColumn(label)
    return kinds.TextColumn(label, required=field == "name", width="medium")


def _innovation_frame(items: Sequence[Innovation]) -> pd.DataFrame:
    rows = [{field: getattr(item, field) for field in ORDER} for item in items]
    frame = pd.DataFrame(rows, columns=list(ORDER))
    for field in DAYS:
        frame[field] = pd.to_datetime(frame[field])
    frame["words"] = frame["words"].astype(float)
    frame["crossing_affairs"] = [list(item.crossing_affairs) for item in items]
    frame["rejected"] = frame["rejected"].astype(bool)
    for field in (*TEXTS, *CHOICES):
        frame[field] = frame[field].astype(object).where(frame[field] != "", None)
    return frame


def _innovations(book: Rulebook, kept: Plain, order: list[int]) -> list[Plain]:
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
        column_config={field: _column(book, field) for field in ORDER},
        placeholder=NOTHING,
        alt=t("check.items_alt"),
    )
    lines = {
        number: {key: item[key] for key in ELSEWHERE if key in item}
        for number, item in zip(order, kept.get("innovations", []), strict=True)
    }
    found, numbers, nameless = [], [], 0
    for number, row in edited.iterrows():
        said = {
            field: value for field in ORDER if (value := _said(row[field])) not in (None, False)
        }
        if "name" not in said:
            nameless += bool(said)
            continue
        place = int(str(number))
        found.append({**said, **lines.get(place, {})})
        numbers.append(place)
    if nameless:
        st.warning(t("check.nameless", number=words().number(nameless)))
    order[:] = numbers
    return found


def _claims(lines: Sequence[Line], claims: Mapping[str, Any], evidence: Mapping[str, str]) -> Plain:
    """Return the columns of a table of lines: claimed, verified, evidence, by line code."""
    found: Plain = {}
    for line in lines:
        said = claims.get(line.code)
        claim = said if isinstance(said, dict) else {"claimed": said}
        found[line.code] = {
            "line": line_name(line),
            "claimed": claim.get("claimed"),
            "verified": claim.get("verified"),
            "evidence": evidence.get(line.code),
        }
    return found


def _line_columns(top: int) -> dict[str, ColumnConfig]:
    kinds = st.column_config
    levels = {
        name: kinds.NumberColumn(t(f"check.column_{name}"), min_value=0, max_value=top, step=1)
        for name in ("claimed", "verified")
    }
    return {
        "line": kinds.TextColumn(t("check.column_line"), disabled=True, width="large"),
        "value": kinds.NumberColumn(t("check.column_value"), help=t("check.column_value_help")),
        **levels,
        "evidence": kinds.TextColumn(t("check.column_evidence"), width="large"),
    }


def _claim(row: Mapping[Any, object]) -> Any:  # noqa: ANN401 - a plain value of JSON
    """Return a level as JSON says it; a verified one without a claim is left to the reader."""
    claimed, verified = _said(row["claimed"]), _said(row["verified"])
    if verified is None:
        return claimed
    return {"verified": verified, **({} if claimed is None else {"claimed": claimed})}


def _lines(book: Rulebook, name: str, aspect: str, said: Plain, evidence: Plain) -> Plain:
    """Draw one table of lines; return its claims, values and evidence by line code."""
    lines = book.aspect(aspect)
    columns = _claims(lines, said.get("claims", {}), evidence)
    values = said.get("values")
    frame = pd.DataFrame.from_dict(columns, orient="index")
    for level in ("claimed", "verified"):
        frame[level] = frame[level].astype(float)
    frame["evidence"] = frame["evidence"].astype(object)
    if values is not None:
        frame.insert(1, "value", [values.get(code) for code in frame.index])
        frame["value"] = frame["value"].astype(float)
    edited = st.data_editor(
        session.begun(session.table_key(name), frame),
        key=session.table_key(name),
        hide_index=True,
        column_config=_line_columns(max(line.top for line in lines)),
        placeholder=NOTHING,
        alt=t("check.lines_alt"),
    )
    rows = {
        str(code): row for code, row in zip(edited.index, edited.to_dict("records"), strict=True)
    }
    found: Plain = {
        "claims": {c: v for c, row in rows.items() if (v := _claim(row)) is not None},
        "evidence": {c: v for c, row in rows.items() if (v := _said(row["evidence"])) is not None},
    }
    if values is not None:
        found["values"] = {
            c: v for c, row in rows.items() if (v := _said(row["value"])) is not None
        }
    return found


def _one(book: Rulebook, items: list[Plain], order: Sequence[int]) -> None:
    """Draw the lines of one chosen innovation and put them into ``items``."""
    if not items:
        st.info(t("check.no_items"))
        return
    number = st.selectbox(
        t("check.choose_item"),
        order,
        key=session.table_key("chosen"),
        format_func=lambda n: str(items[order.index(n)]["name"]) if n in order else "",
    )
    item = items[order.index(number)]
    found = _lines(
        book, f"item{number}", "SID", {"claims": item.get("levels", {})}, item.get("evidence", {})
    )
    item["levels"], item["evidence"] = found["claims"], found["evidence"]


def _keep(said: Plain, book: Rulebook, record: Record) -> None:
    """Read the tables as strictly as a file; keep the last sound work when they are not."""
    data = json.dumps(said, ensure_ascii=False, default=str).encode()
    try:
        portfolio, _ = read_portfolio(data, lambda _: book, book.year, record.register)
    except PortfolioError as error:
        st.error(refused(error))
        st.caption(t("check.nothing_lost"))
        return
    session.change(portfolio)


def edit(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw the tables and keep what they say."""
    kept = portfolio_json(session.portfolio())
    order_key = session.table_key("order")
    if session.table_key("items") not in st.session_state:  # it begins anew, and its row numbers
        st.session_state[order_key] = list(range(len(kept.get("innovations", []))))
    order: list[int] = st.session_state[order_key]
    st.header(t("check.spd"))
    st.caption(t("check.spd_note"))
    given = {"claims": kept.get("spd", {}), "values": kept.get("spd_values", {})}
    spd = _lines(book, "spd", "SPD", given, kept.get("spd_evidence", {}))
    st.header(t("check.items"))
    st.caption(t("check.items_note"))
    items = _innovations(book, kept, order)
    st.header(t("check.item_lines"))
    _one(book, items, order)
    _keep(
        {
            **{key: kept[key] for key in ("schema", "region", "name", "example") if key in kept},
            "year": book.year,
            "agencies": kept.get("agencies", []),
            "spd": spd["claims"],
            "spd_values": spd["values"],
            "spd_evidence": spd["evidence"],
            "innovations": items,
        },
        book,
        record,
    )

"""Filter widgets; their choices come from the page's address table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from iga_core.analysis.awards import AwardFilter, match_name
from iga_core.record import Record
from pages._shared.address import ALL, Param, Value
from pages._shared.state import key
from pages._shared.words import t, words

PAGE = "award_list"


def _option(record: Record, name: str, value: str) -> str:
    if value == ALL:
        return t("filter.all")
    if name == "provinsi":
        return record.register.get(value).name
    vocabulary = {"program": "programme", "jenis": "region_type"}.get(name, name)
    return words().term(vocabulary, value)


def _choices(record: Record, param: Param) -> None:
    st.multiselect(
        t(f"filter.{param.name}"),
        list(param.options or ()),
        key=key(PAGE, param.name),
        format_func=lambda value: _option(record, param.name, value),
        placeholder=t("filter.all"),
    )


def award_filters(record: Record, table: Sequence[Param]) -> None:
    """Draw the filters of the award list."""
    by_name = {param.name: param for param in table}
    first, second = st.columns(4), st.columns([1, 2, 2])
    with first[0]:
        _choices(record, by_name["program"])
    with first[1]:
        st.selectbox(
            t("filter.tahun"),
            list(by_name["tahun"].options or ()),
            key=key(PAGE, "tahun"),
            format_func=lambda value: _option(record, "tahun", value),
        )
    with first[2]:
        _choices(record, by_name["tingkat"])
    with first[3]:
        _choices(record, by_name["kategori"])
    with second[0]:
        _choices(record, by_name["jenis"])
    with second[1]:
        _choices(record, by_name["provinsi"])
    with second[2]:
        st.text_input(
            t("filter.nama"), key=key(PAGE, "nama"), placeholder=t("filter.nama_placeholder")
        )


def wanted(record: Record, values: Mapping[str, Value]) -> AwardFilter:
    """Return the filter that the address values stand for."""
    year = str(values["tahun"])
    return AwardFilter(
        programmes=tuple(values["program"]),
        years=() if year == ALL else (int(year),),
        levels=tuple(values["tingkat"]),
        categories=tuple(values["kategori"]),
        types=tuple(values["jenis"]),
        provinces=tuple(values["provinsi"]),
        codes=match_name(record, str(values["nama"])),
    )

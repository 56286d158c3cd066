"""Addresses: worked cases, and properties over every page's table and any query."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages._shared import filters
from pages._shared.filters import ALL, LIMIT, Param, Problem, Value, read, write
from tests import on_file

RECORD = on_file.record()
TABLES = {slug: table(RECORD) for slug, table in filters.TABLES.items()}
SMALL = (
    Param("tahun", "2021", ("2020", "2021")),
    Param("jenis", (), ("kota", "kabupaten", "provinsi"), many=True, most=2),
    Param("cari", ""),
)


def kinds(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    return [(problem.kind, problem.name, problem.given) for problem in problems]


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ({}, {"tahun": "2021", "jenis": (), "cari": ""}),
        ({"tahun": "2020", "cari": " Bengkulu "}, {"tahun": "2020", "cari": "Bengkulu"}),
        ({"jenis": "kota"}, {"jenis": ("kota",)}),
        ({"jenis": "kabupaten,kota"}, {"jenis": ("kabupaten", "kota")}),
        ({"jenis": "kota,,kota"}, {"jenis": ("kota",)}),
        ({"jenis": ALL}, {"jenis": ()}),
        ({"jenis": ""}, {"jenis": ()}),
    ],
)
def test_what_can_be_read_is_read_without_a_word(
    query: dict[str, str], values: dict[str, Value]
) -> None:
    reading = read(SMALL, query)
    assert reading.problems == ()
    assert {name: reading.values[name] for name in values} == values


@pytest.mark.parametrize(
    ("query", "problem", "name", "value"),
    [
        ({"tahun": "1999"}, ("unknown_value", "tahun", "1999"), "tahun", "2021"),
        ({"tahun": ""}, ("unknown_value", "tahun", ""), "tahun", "2021"),
        ({"jenis": "kota,desa"}, ("unknown_value", "jenis", "desa"), "jenis", ("kota",)),
        (
            {"jenis": "provinsi,kota,kabupaten"},
            ("too_many", "jenis", "provinsi,kota,kabupaten"),
            "jenis",
            ("provinsi", "kota"),
        ),
        ({"cari": "a" * 201}, ("shortened", "cari", "a" * 201), "cari", "a" * 200),
        ({"cari": "a\x00\u202eb"}, ("shortened", "cari", "a\x00\u202eb"), "cari", "ab"),
    ],
)
def test_what_cannot_be_read_is_named(
    query: dict[str, str], problem: tuple[str, str, str], name: str, value: Value
) -> None:
    reading = read(SMALL, query)
    assert kinds(reading.problems) == [problem]
    assert reading.values[name] == value


def test_a_problem_says_what_is_used_instead_and_gives_examples() -> None:
    (problem,) = read(SMALL, {"tahun": "1999"}).problems
    assert (problem.used, problem.examples) == ("2021", ("2020", "2021"))


def test_a_name_that_no_parameter_has_is_named_unless_it_belongs_to_the_frame() -> None:
    query = {"tahum": "2020", "bahasa": "id"}
    reading = read(SMALL, query, ignore=frozenset({"bahasa"}))
    assert kinds(reading.problems) == [("unknown_name", "tahum", "2020")]
    assert reading.problems[0].examples == ("tahun", "jenis", "cari")


@pytest.mark.parametrize(
    ("memory", "value"),
    [
        ({"tahun": "2020"}, "2020"),
        ({"tahun": "1999"}, "2021"),
        ({"tahun": ALL}, "2021"),
        ({"lain": "2020"}, "2021"),
    ],
)
def test_memory_is_used_only_where_it_is_possible(memory: dict[str, Value], value: str) -> None:
    reading = read(SMALL, {}, memory)
    assert reading.values["tahun"] == value
    assert reading.problems == ()


def test_a_remembered_list_is_used_as_a_whole_or_not_at_all() -> None:
    assert read(SMALL, {}, {"jenis": ("kota", "provinsi")}).values["jenis"] == ("kota", "provinsi")
    assert read(SMALL, {}, {"jenis": ("kota", "desa")}).values["jenis"] == ()


def test_the_address_wins_over_memory() -> None:
    assert read(SMALL, {"tahun": "2021"}, {"tahun": "2020"}).values["tahun"] == "2021"
    assert read(SMALL, {"tahun": "1999"}, {"tahun": "2020"}).values["tahun"] == "2021"


def test_an_address_is_written_in_full() -> None:
    values: dict[str, Value] = {"tahun": "2021", "jenis": (), "cari": ""}
    assert write(SMALL, values) == {"tahun": "2021", "jenis": ALL, "cari": ""}


@pytest.mark.parametrize("page", ["beranda", "daerah", "bandingkan"])
def test_an_old_region_code_is_read_as_todays_and_said(page: str) -> None:
    reading = read(TABLES[page], {"daerah": "91.01"})
    assert reading.values["daerah"] == "93.01"
    assert kinds(reading.problems) == [("adopted", "daerah", "91.01")]
    assert reading.problems[0].used == "93.01"


@pytest.mark.parametrize(
    ("given", "kind", "first"),
    [
        ("Kota Bengkulu", "adopted", "Kota Bengkulu (17.71)"),
        ("Solok", "unknown_value", "Kabupaten Solok (13.02)"),
        ("99.99", "unknown_value", "11"),
    ],
)
def test_a_wrong_region_is_answered_with_what_it_may_mean(
    given: str, kind: str, first: str
) -> None:
    (problem,) = read(TABLES["daerah"], {"daerah": given}).problems
    assert (problem.kind, problem.examples[0]) == (kind, first)


@pytest.mark.parametrize("page", TABLES)
def test_no_option_can_be_mistaken_for_how_a_list_is_written(page: str) -> None:
    for param in TABLES[page]:
        assert not [o for o in param.options or () if "," in o or len(o) > LIMIT], param.name
        assert not (param.many and param.empty in (param.options or ())), param.name
        assert param.options is None or param.many or param.default in param.options, param.name


def values_of(param: Param) -> st.SearchStrategy[Value]:
    if param.options is None:
        printable = st.characters(exclude_categories=("C", "Z"))
        return st.text(printable, max_size=LIMIT)
    one = st.sampled_from(list(param.options))
    if not param.many:
        return one
    return st.lists(one, unique=True, max_size=param.most).map(tuple)


@st.composite
def tables_with_values(draw: st.DrawFn) -> tuple[Sequence[Param], dict[str, Value]]:
    table = TABLES[draw(st.sampled_from(sorted(TABLES)))]
    return table, {param.name: draw(values_of(param)) for param in table}


@given(tables_with_values())
def test_what_is_written_is_read_back(view: tuple[Sequence[Param], dict[str, Value]]) -> None:
    table, values = view
    address = write(table, values)
    assert set(address) == {param.name for param in table}
    reading = read(table, address, memory={"tahun": "2018", "cari": "lain"})
    assert (reading.values, reading.problems) == (values, ())


anything = st.text(st.characters() | st.sampled_from(",.\x00 "), max_size=300)
NAMES = sorted({param.name for table in TABLES.values() for param in table})


@given(
    st.sampled_from(sorted(TABLES)),
    st.dictionaries(st.sampled_from(NAMES) | anything, anything, max_size=6),
    st.dictionaries(st.sampled_from(NAMES), anything | st.lists(anything).map(tuple), max_size=3),
)
def test_any_query_is_read_and_every_wrong_value_named(
    page: str, query: dict[str, str], memory: dict[str, Value]
) -> None:
    table = TABLES[page]
    reading = read(table, query, memory)
    named = {(problem.name, problem.given) for problem in reading.problems}
    assert set(reading.values) == {param.name for param in table}
    for param in table:
        value, given = reading.values[param.name], query.get(param.name)
        parts = value if isinstance(value, tuple) else (value,)
        assert param.options is None or all(part in param.options for part in parts)
        if given is not None and param.options is not None:
            asked = [part for part in given.split(",") if part] if param.many else [given]
            if asked != [param.empty] or not param.many:
                assert {(param.name, part) for part in asked if part not in param.options} <= named
        elif given is not None:
            assert value == given.strip() or (param.name, given) in named
    assert all((name[:LIMIT], query[name]) in named for name in query if name not in reading.values)


def test_nothing_chosen_is_written_as_the_parameter_says() -> None:
    table = TABLES["bandingkan"]
    values = read(table, {"dengan": "tidak"}).values
    assert values["dengan"] == ()
    assert write(table, values)["dengan"] == "tidak"
    assert kinds(read(table, {"dengan": ALL}).problems) == [("unknown_value", "dengan", ALL)]


def test_an_old_link_with_one_government_is_still_read() -> None:
    reading = read(TABLES["bandingkan"], {"daerah": "11.71", "dengan": "17.71", "tahun": "2020"})
    assert (reading.values["dengan"], reading.problems) == (("17.71",), ())


def test_a_memory_of_another_shape_is_left_alone() -> None:
    several: dict[str, Value] = {"dengan": ("17.71", "11.72"), "tahun": ("2020", "2021")}
    single = (Param("dengan", "11.71", ("11.71", "17.71")),)
    assert read(single, {}, several).values["dengan"] == "11.71"
    assert read(TABLES["bandingkan"], {}, several).values["tahun"] == ALL
    assert read(TABLES["bandingkan"], {}, {"dengan": "36.71"}).values["dengan"] == ("36.71",)

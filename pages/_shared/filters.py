"""The filters of all pages: their parameters by slug, the address, and the view a page opens.

An address is always written in full, so that a link never changes its meaning when a default
does. What cannot be read becomes a problem that the page names; it is never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.scriptrunner import StopException

from iga_core.analysis.benchmarks import BENCHMARKS
from iga_core.analysis.default_years import preparing_year, results_year
from iga_core.analysis.mapping import LAYERS, MEASURES, all_groups
from iga_core.analysis.moves import comparable_years
from iga_core.analysis.presets import PRESETS
from iga_core.declared.glossary import cached_glossary
from iga_core.declared.peers import cached_peer_rules
from iga_core.declared.smartcity import cached_smart_city
from iga_core.language import Words, plain, quoted
from iga_core.record import Record
from iga_core.rules import cached_rulebook, rulebook_years, scoring_years
from pages._shared import atlas
from pages._shared.words import DEFAULT, PARAMETER, t, words

Value = str | tuple[str, ...]
ALL = "semua"  # written for "no filter": an empty value would look like a mistake
COUNTRY = "Indonesia"  # the part of the country that is all of it
NONE = "tidak"  # written for "nothing chosen" where nothing is not everything
LIMIT = 200  # characters of one value that are read at all
ROWS_LIMIT = 2000  # of several ids of rows
SPARE = 10  # values beyond the most a parameter takes that are still looked at, to name them
YEAR = re.compile(r"[0-9]{4}")
NAMED = 8  # problems that are named one by one; an address of a thousand gives no page of lines


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a page.

    ``options``: the values it may take, in order; None = free text. ``many``: takes several
    (as ``a,b``), none of them written as ``empty``. ``remember``: whether the value goes along
    to other pages with a parameter of this name. ``adopt`` turns a value that is not an
    option into one that is (an old region code into today's), or returns None; ``suggest``
    names what a wrong value may have meant. ``year``: a year that is no option is said to be
    absent (``absent_year``), so that no other year is shown in its place. ``limit``: characters of
    free text that are read.
    """

    name: str
    default: Value
    options: Sequence[str] | None = None
    many: bool = False
    most: int = 100
    empty: str = ALL
    remember: bool = True
    adopt: Callable[[str], str | None] | None = None
    suggest: Callable[[str], Sequence[str]] | None = None
    year: bool = False
    limit: int = LIMIT


@dataclass(frozen=True, slots=True)
class Problem:
    """What in an address could not be read as given. ``kind`` is a message id below ``address.``"""

    kind: str
    name: str
    given: str
    used: str
    examples: tuple[str, ...] = ()


class Values(dict[str, Value]):
    """The values of all parameters of a page, by name.

    A name must be one of them; asked for as what it is not (text, number, many), TypeError or
    ValueError.
    """

    def text(self, name: str) -> str:
        """Return the value of a parameter that takes one."""
        value = self[name]
        if not isinstance(value, str):
            raise TypeError(name)
        return value

    def number(self, name: str) -> int:
        """Return the value of a parameter that takes one as a number: a year."""
        return int(self.text(name))

    def many(self, name: str) -> tuple[str, ...]:
        """Return the values of a parameter that takes several."""
        value = self[name]
        if isinstance(value, str):
            raise TypeError(name)
        return value


@dataclass(frozen=True, slots=True)
class Reading:
    """The values of all parameters of a page, and what was wrong with the address."""

    values: Values
    problems: tuple[Problem, ...]


def clean(text: str, limit: int = LIMIT) -> str:
    """Return free text as it is read: ``limit`` characters at most, none of them invisible."""
    return "".join(c for c in text[:limit] if c.isprintable()).strip()


def _one(param: Param, given: str) -> tuple[str | None, str]:
    """Return the value ``given`` stands for (None: none) and the kind of problem ("": none)."""
    text = given[:LIMIT]
    if param.options is None:
        read_as = clean(given, param.limit)
        return read_as, "" if read_as == given.strip() else "shortened"
    if text in param.options:
        return text, ""
    adopted = param.adopt(text) if param.adopt else None
    if adopted in param.options:
        return adopted, "adopted"
    return None, "absent_year" if param.year and YEAR.fullmatch(text) else "unknown_value"


def _shown(param: Param, value: Value) -> str:
    return value if isinstance(value, str) else ",".join(value) or param.empty


def _read(param: Param, given: str) -> tuple[Value, list[Problem]]:
    parts = [part for part in given.split(",") if part] if param.many else [given]
    if param.many and parts == [param.empty]:
        return (), []
    # each unknown value is compared with every name there is: what is looked at has an end
    too_many, parts = len(parts) > param.most + SPARE, parts[: param.most + SPARE]
    found: list[str] = []
    wrong: list[tuple[str, str]] = []
    for part in parts:
        value, kind = _one(param, part)
        if value is not None and value not in found:
            found.append(value)
        if kind:
            wrong.append((kind, part))
    if param.many:
        if too_many or len(found) > param.most:
            wrong.insert(0, ("too_many", given))
        value_of: Value = tuple(found[: param.most]) if found or not wrong else param.default
    else:
        value_of = found[0] if found else param.default
    return value_of, [
        _problem(kind, param, part, value_of, examples=place < NAMED)
        for place, (kind, part) in enumerate(wrong)
    ]


def _problem(kind: str, param: Param, given: str, used: Value, *, examples: bool) -> Problem:
    near = param.suggest(given[:LIMIT]) if param.suggest and examples else ()
    most = 40 if kind == "absent_year" else 8  # of the years none is left out
    shown = tuple(near or (param.options or ())[:most])
    return Problem(kind, param.name, given[: LIMIT + 1], _shown(param, used), shown)


def _first(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems to name one by one, and how many there are besides."""
    if len(problems) <= NAMED:
        return tuple(problems)
    return (*problems[:NAMED], Problem("more", "", str(len(problems) - NAMED), ""))


def read(
    table: Sequence[Param],
    query: Mapping[str, str],
    memory: Mapping[str, Value] | None = None,
    ignore: frozenset[str] = frozenset(),
    repeated: Container[str] = (),
) -> Reading:
    """Read ``query`` by ``table``: the address first, then ``memory``, then the default.

    ``memory``: values the visitor last used for parameters of the same name on other pages;
    used only where they are possible here. ``ignore``: names that belong to the frame.
    ``repeated``: names that the address gives more than once; ``query`` holds the last value.
    Never raises, whatever the address holds; names at most ``NAMED`` problems one by one.
    """
    values = Values()
    problems: list[Problem] = []
    for param in table:
        if param.name in query:
            given = query[param.name]
            values[param.name], found = _read(param, given)
            problems += found
            if param.name in repeated:
                used = values[param.name]
                problems.append(_problem("repeated", param, given, used, examples=False))
        else:
            held = memory if memory and param.remember else {}
            remembered = _shown(param, held.get(param.name, param.default))
            value, found = _read(param, remembered)
            values[param.name] = param.default if found else value
    known = {param.name for param in table} | ignore
    problems += [
        Problem("unknown_name", name[:LIMIT], query[name][:LIMIT], "", tuple(p.name for p in table))
        for name in query
        if name not in known
    ]
    return Reading(values, _first(problems))


def write(table: Sequence[Param], values: Mapping[str, Value]) -> dict[str, str]:
    """Return the full address of ``values``: every parameter of ``table``, defaults included."""
    return {param.name: _shown(param, values[param.name]) for param in table}


# --- The parameters of every page. A name means the same on every page that has it.

BANDA_ACEH, BENGKULU, MEDAN, BANYUWANGI = "11.71", "17.71", "12.71", "35.10"


def _regions(
    record: Record, name: str, default: Value, *, none: bool = False, most: int = 1
) -> Param:
    codes = tuple(region.code for region in record.register.regions)
    codes = (ALL, *codes) if none else codes

    def near(text: str) -> list[str]:
        found = record.resolver.resolve(text)
        return [f"{c.name} ({c.code})" for c in (*found.candidates, *found.suggestions)]

    return Param(
        name,
        default,
        codes,
        many=most > 1,
        most=most,
        empty=NONE,
        adopt=lambda text: record.resolver.resolve(text).code,
        suggest=near,
    )


def _vocabulary(record: Record, table: str, column: str) -> tuple[str, ...]:
    """Return the values of ``column`` that occur, in the vocabulary's order."""
    found = set(record.tables[table][column])
    declared = next(c for c in record.schema.tables[table].columns if c.name == column)
    return tuple(v for v in record.schema.vocabularies[declared.vocabulary] if v in found)


def _year(
    name: str,
    default: Value,
    years: Iterable[int],
    *also: str,
    many: bool = False,
    remember: bool = True,
) -> Param:
    """Return the parameter for a year: newest first, after what ``also`` stands for none."""
    options = (*also, *(str(year) for year in sorted(set(years), reverse=True)))
    return Param(name, default, options, many=many, remember=remember, year=True)


def _of_results(record: Record, name: str = "tahun", *also: str) -> Param:
    """Return the parameter for a year of awards: it opens on the newest results, or on no year."""
    newest = results_year(record)
    return _year(name, also[0] if also else str(newest), (newest, *record.award_years), *also)


def _of_season(record: Record, name: str, years: Iterable[int], *, remember: bool = True) -> Param:
    """Return the parameter for a year of rules: it opens on the season being entered."""
    found = tuple(years)
    preparing = preparing_year(record, rulebook_years())
    return _year(
        name, str(preparing if preparing in found else max(found)), found, remember=remember
    )


def _page(most: int) -> Param:
    """Return the parameter for a page of a list of at most so many."""
    return Param("hal", "1", tuple(str(page + 1) for page in range(most)), remember=False)


def beranda(record: Record) -> tuple[Param, ...]:
    """Beranda: the year of the national picture, what is searched, and one's own region."""
    return (
        _of_results(record),
        Param("cari", "", remember=False),
        _regions(record, "daerah", ALL, none=True),
    )


AWARD_PARTS = ("daftar", "berulang", "silang", "kutip")
AWARDS_A_PAGE = 25


def penghargaan(record: Record) -> tuple[Param, ...]:
    """Penghargaan: a facet each (no choice = everything), name, question, row, count, part, page.

    The page of the list is not read beyond the last that any choice can have.
    """
    pages = -(-len(record.tables["awards"]) // AWARDS_A_PAGE)
    provinces = tuple(r.code for r in record.register.regions if r.type == "provinsi")
    vocabularies = record.schema.vocabularies
    facets = (
        Param("program", (), _vocabulary(record, "awards", "programme"), many=True),
        _year("tahun", (), record.award_years, many=True),
        Param("tingkat", (), _vocabulary(record, "awards", "level"), many=True),
        Param("kategori", (), _vocabulary(record, "awards", "category"), many=True),
        Param("sesi", (), _vocabulary(record, "awards", "session"), many=True),
        Param("jenis", (), vocabularies["region_type"], many=True),
        Param("pulau", (), vocabularies["island_group"], many=True),
        Param("provinsi", (), provinces, many=True),
        Param("status", (), vocabularies["award_status"], many=True),
    )
    counted = tuple(param.name for param in facets)
    return (
        *facets,
        Param("nama", "", remember=False),
        Param("tanya", "tidak", ("tidak", *PRESETS), remember=False),
        Param("penghargaan", "", remember=False),
        Param("baris", "kategori", counted, remember=False),
        Param("kolom", "tingkat", counted, remember=False),
        Param("bagian", AWARD_PARTS[0], AWARD_PARTS, remember=False),
        _page(pages),
    )


@cache
def _classes() -> tuple[str, ...]:
    return all_groups(atlas.map_facts())


def peta(record: Record) -> tuple[Param, ...]:
    """Peta: one year or all, what is shown and how, the part of the country, a government.

    ``kelas``: the only classes of the legend that are drawn.
    """
    provinces = tuple(r.code for r in record.register.regions if r.type == "provinsi")
    return (
        Param("rentang", "satu", ("satu", ALL)),
        Param("tampilan", "simbol", ("simbol", "ubin", "wilayah")),
        _of_results(record),
        Param("program", "IGA", _vocabulary(record, "awards", "programme")),
        Param("ukuran", "level", MEASURES),
        Param("lapis", "kabkota", tuple(LAYERS)),
        Param("pulau", COUNTRY, (COUNTRY, *record.schema.vocabularies["island_group"])),
        Param("kelas", (), _classes(), many=True, remember=False),
        Param("provinsi", ALL, (ALL, *provinces)),
        _regions(record, "daerah", ALL, none=True),
    )


PROFILE_PARTS = ("tahun", "anggota", "statistik", "kriteria", "serupa", "perbedaan", "bukti")


def daerah(record: Record) -> tuple[Param, ...]:
    """Daerah: one government, a year told in full, what peers share, the part that is open."""
    features = tuple(feature.id for feature in cached_peer_rules().features)
    return (
        _regions(record, "daerah", BANYUWANGI),
        _of_results(record, "tahun", ALL),
        Param("utamakan", (), features, many=True),
        Param("abaikan", (), features, many=True),
        Param("serupa", "sejenis", ("sejenis", ALL)),
        Param("bagian", PROFILE_PARTS[0], PROFILE_PARTS, remember=False),
    )


COMPARISON_PARTS = (
    *("beda", "tahun", "matriks", "kriteria", "tolok", "ditahan", "perbedaan", "bukti"),
)


def bandingkan(record: Record) -> tuple[Param, ...]:
    """Bandingkan: a government and up to five others, a year, benchmarks, a rulebook, the part."""
    return (
        _regions(record, "daerah", BANDA_ACEH),
        _regions(record, "dengan", (BENGKULU,), most=5),
        _of_results(record, "tahun", ALL),
        Param("tolok", (), BENCHMARKS, many=True, most=len(BENCHMARKS), empty=NONE),
        _of_season(record, "aturan", rulebook_years()),
        Param("bagian", COMPARISON_PARTS[0], COMPARISON_PARTS, remember=False),
    )


CRITERIA_PARTS = ("sendiri", "rumus", "semua")


@cache
def _indicators() -> tuple[str, ...]:
    """Return the codes of the lines of every year, each once, in the order of the newest."""
    books = [cached_rulebook(year) for year in sorted(rulebook_years(), reverse=True)]
    codes = [code for book in books for code in (*(x.code for x in book.lines), book.count.code)]
    return tuple(dict.fromkeys(filter(None, codes)))


def kriteria(record: Record) -> tuple[Param, ...]:
    """Kriteria: the year of the framework, a government, a search, the line and part opened."""
    return (
        _of_season(record, "tahun", rulebook_years()),
        _regions(record, "daerah", ALL, none=True),
        Param("cari", "", remember=False),
        Param("indikator", ALL, (ALL, *_indicators()), remember=False),
        Param("bagian", CRITERIA_PARTS[0], CRITERIA_PARTS, remember=False),
    )


RULE_PARTS = ("predikat", "batas", "tahapan", "nominator")


def _with_season(record: Record) -> tuple[int, ...]:
    """Return the years with awards and the season being entered."""
    return (preparing_year(record, rulebook_years()), *record.award_years)


def aturan(record: Record) -> tuple[Param, ...]:
    """Aturan: a score as typed, the type it is placed among, the year of the stages, the part."""
    kinds = (ALL, *record.schema.vocabularies["region_type"])
    return (
        Param("skor", "", remember=False),
        Param("jenis", ALL, kinds),
        _of_season(record, "tahun", _with_season(record)),
        Param("bagian", RULE_PARTS[0], RULE_PARTS, remember=False),
    )


LAW_PARTS = ("jendela", "kategori", "kriteria")


def hukum(record: Record) -> tuple[Param, ...]:
    """Hukum & kategori: the part, the year, a government and up to five beside it, a day.

    The year stays on this page: a year of results seen elsewhere is not the one being entered.
    """
    return (
        Param("bagian", LAW_PARTS[0], LAW_PARTS, remember=False),
        _of_season(record, "tahun", _with_season(record), remember=False),
        _regions(record, "daerah", BANDA_ACEH),
        _regions(record, "dengan", (), most=5),
        Param("tanggal", "", remember=False),
    )


SOURCE_PARTS = ("angka", "perbedaan", "koreksi", "petunjuk", "sumber", "liputan")
MOST_PAGES = 50  # of a table of which nobody knows how long it will be


def sumber(record: Record) -> tuple[Param, ...]:
    """Sumber: which part is open, a search, rows told in words, what a source is sent for."""
    return (
        Param("bagian", SOURCE_PARTS[0], SOURCE_PARTS),
        Param("cari", "", remember=False),
        Param("baris", "", remember=False, limit=ROWS_LIMIT),
        Param("lapor", "", remember=False),
        _page(MOST_PAGES),
    )


def smart_city(record: Record) -> tuple[Param, ...]:
    """Smart City: year and pillar of the recipients, a government, the five values as typed.

    Year and pillar stay on this page: years of IGA lists mostly have no list here.
    """
    awards = atlas.smart_awards()
    default = "2021" if 2021 in awards.years else ALL
    dimensions = cached_smart_city().dimensions
    return (
        _year("tahun", default, awards.years, ALL, remember=False),
        Param("pilar", awards.categories[0], (ALL, *awards.categories), remember=False),
        _regions(record, "daerah", MEDAN),
        *(Param(dimension.parameter, "", remember=False) for dimension in dimensions),
        _page(-(-len(awards.awards) // AWARDS_A_PAGE)),
    )


def peringkat(record: Record) -> tuple[Param, ...]:
    """Peringkat: the part, year and type of the ranking, a government, the years of the moves.

    It opens on the year of which most scores of its type are known, the newest of several.
    """
    years, known, kind = record.index_years, atlas.known_scores(), "kota"
    fullest = max(years, key=lambda year: (len(known.get((year, kind), ())), year))
    books = {year: cached_rulebook(year) for year in record.index_years}
    first, last = comparable_years(books, record.index_years)[-1]
    return (
        Param("bagian", "peringkat", ("peringkat", "perpindahan", "kepesertaan", "tabel", "bukti")),
        _year("tahun", str(fullest), years),
        Param("jenis", kind, record.schema.vocabularies["region_type"]),
        _regions(record, "daerah", ALL, none=True),
        _year("dari", str(first), years),
        _year("ke", str(last), years),
    )


def glosarium(record: Record) -> tuple[Param, ...]:
    """Glosarium: the term that is opened, and what is searched."""
    return (
        Param("istilah", ALL, (ALL, *cached_glossary()), remember=False),
        Param("cari", "", remember=False),
    )


CHECK_PARTS = (
    *("isi", "perangkat", "hukum", "skor", "langkah", "kirim", "risiko", "gladi", "banding"),
)
START = "mulai"  # no part was asked for
UNCHECKED_ZERO = "nol"  # what nobody verified counts 0; else it keeps its claim


def cek_mandiri(record: Record) -> tuple[Param, ...]:
    """Cek Mandiri: the part, the year of the rules, the region, what unverified claims count.

    Never what the portfolio holds.
    """
    return (
        Param("bagian", START, (START, *CHECK_PARTS), remember=False),
        _of_season(record, "tahun", scoring_years(), remember=False),
        _regions(record, "daerah", ALL, none=True),
        Param("verifikasi", "klaim", ("klaim", UNCHECKED_ZERO), remember=False),
    )


# slug -> what makes its parameters of the record
TABLES: Mapping[str, Callable[[Record], tuple[Param, ...]]] = {
    table.__name__: table
    for table in (
        *(beranda, peta, penghargaan, daerah, bandingkan, peringkat, kriteria),
        *(cek_mandiri, aturan, hukum, smart_city, sumber, glosarium),
    )
}


# --- The view of a page: read from the address, held by its widgets, written back

FRAME = frozenset({PARAMETER, "embed", "embed_options"})  # read by the frame or by Streamlit
Width = int | Literal["stretch"]


class AbsentYear(StopException):
    """A page was asked for a year that it does not have; it has said so and shows no other.

    A kind of stop, so that a part that reruns by itself (``st.fragment``) lets it pass.
    """


def key(slug: str, name: str) -> str:
    """Return the widget key of a parameter: it starts with the page's slug."""
    return f"{slug}_{name}"


class View(Values):
    """The values of the page being shown, and the widgets that choose them, each by its name.

    ``slug``: the page's; ``table``: its parameters. ``open_view`` makes it.
    """

    def __init__(self, slug: str, table: Sequence[Param]) -> None:
        """Begin without values."""
        super().__init__()
        self.slug, self.table = slug, tuple(table)
        self._params = {param.name: param for param in table}

    def options(self, name: str) -> Sequence[str]:
        """Return the values that a parameter may take, none for free text."""
        return self._params[name].options or ()

    def choose(
        self,
        name: str,
        label: str = "",
        said: Callable[[str], str] = str,
        *,
        placeholder: str | None = None,
        width: Width = "stretch",
        icon: str | None = None,
    ) -> None:
        """Draw the choice of one option, or of several where the parameter takes several.

        A year may be typed: what stands in the box is answered. ``label``: "" for the
        parameter's usual one; ``placeholder``: of a choice of several; ``icon``: stands in the
        place of the label.
        """
        param, label = self._params[name], label or t(f"filter.{name}")
        options, own = param.options or (), key(self.slug, name)
        if param.many:
            st.multiselect(
                label,
                options,
                key=own,
                format_func=said,
                max_selections=param.most,
                placeholder=placeholder,
                width=width,
            )
            return
        st.selectbox(
            label,
            options,
            key=own,
            format_func=said,
            accept_new_options=param.year,
            width=width,
            icon=icon,
            label_visibility="collapsed" if icon else "visible",
        )

    def pick(
        self,
        name: str,
        label: str,
        said: Callable[[str], str],
        without: Container[str] = (),
    ) -> None:
        """Draw the choice of one option as buttons; ``without``: those that cannot be had.

        ``label``: "" for the parameter's usual one, said and not shown.
        """
        st.segmented_control(
            label or t(f"filter.{name}"),
            [option for option in self._params[name].options or () if option not in without],
            key=key(self.slug, name),
            format_func=said,
            required=True,
            label_visibility="visible" if label else "collapsed",
        )

    def ask(
        self, name: str, label: str = "", *, placeholder: str, width: Width = "stretch"
    ) -> None:
        """Draw a box for free text; ``label``: "" for the parameter's usual one."""
        label = label or t(f"filter.{name}")
        st.text_input(label, key=key(self.slug, name), placeholder=placeholder, width=width)

    def put(self, name: str, value: Value) -> None:
        """Choose ``value`` in the visitor's place, before its widget is drawn."""
        self._set({name: value})
        self.save()

    def written(self) -> dict[str, str]:
        """Return the full address of this view: every parameter, defaults included."""
        return write(self.table, self)

    def address(self, **changes: Value) -> str:
        """Return the shortest address, within the page, of this view with ``changes``.

        It names what is not a default, and what this visit would otherwise remember.
        """
        held = {**self, **changes}
        memory = st.session_state.get("address_memory", {})
        said = {
            param.name: _shown(param, held[param.name])
            for param in self.table
            if held[param.name] != param.default or (param.remember and param.name in memory)
        }
        spoken = {} if words().language == DEFAULT else {PARAMETER: words().language}
        # nothing in it needs to be escaped in HTML: "&" before a name of ours is no entity
        return Markup("?" + urlencode({**said, **spoken}, safe=","))

    def open(self) -> tuple[Problem, ...]:
        """Set the widgets to the address, or keep what they hold; return what was wrong."""
        query, repeated = _asked()
        written, kept = _written(), key(self.slug, "__problems")
        if _left_behind(query, self.table, written):
            query = written.get(self.slug, {})
        unchanged = _last(written) == (self.slug, query) and not repeated
        if unchanged and kept in st.session_state:
            problems = self._keep()
        else:
            memory = st.session_state.setdefault("address_memory", {})
            reading = read(self.table, query, memory, FRAME, repeated)
            self._set(reading.values)
            problems = reading.problems
        st.session_state[kept] = problems
        return problems

    def save(self) -> None:
        """Take what the widgets hold, write it into the address, remember it for other pages."""
        self.update({param.name: self._held(param) for param in self.table})
        full = {**_framed(), **self.written()}
        query, repeated = _asked()
        written = _written()
        # what another page wrote may reach the browser only after it asked for this one
        if query != full or repeated or _last(written) not in (None, (self.slug, full)):
            st.query_params.from_dict(full)
        written.pop(self.slug, None)
        written[self.slug] = full  # the last one written stands last
        memory = st.session_state.setdefault("address_memory", {})
        for param in self.table:  # a default nobody chose must not narrow another page
            if self[param.name] != param.default or param.name in memory:
                memory[param.name] = self[param.name]

    def _set(self, values: Mapping[str, Value]) -> None:
        for name, value in values.items():
            held = list(value) if isinstance(value, tuple) else value
            st.session_state[key(self.slug, name)] = held

    def _held(self, param: Param) -> Value:
        """Return what the widget of ``param`` now holds."""
        held = st.session_state.get(key(self.slug, param.name))
        if held is None:
            return param.default
        return tuple(held) if isinstance(held, (list, tuple)) else str(held)

    def _keep(self) -> tuple[Problem, ...]:
        """Keep every value alive after a widget was used, also of widgets not drawn.

        Returns what was typed and not taken as it is: a box's own limit is held by the browser
        only, and a box for a year takes any text, so that what stands in it is what is answered.
        """
        problems = []
        for param in self.table:
            own = key(self.slug, param.name)
            if own not in st.session_state:
                continue
            held = st.session_state[own]
            if isinstance(held, str):
                if param.year and held not in (param.options or ()):
                    problems.append(
                        _problem("absent_year", param, held, param.default, examples=True)
                    )
                if param.options is None and (read := clean(held, param.limit)) != held.strip():
                    problems.append(Problem("typed", param.name, held[: LIMIT + 1], read))
                    held = read
            st.session_state[own] = held
        return tuple(problems)


def open_view(slug: str, record: Record) -> View:
    """Return the view of a page that its address asks for; name what was wrong with the address.

    Call once at the top of a page, before its widgets. Raises AbsentYear, once that is said, for
    a year that the page does not have.
    """
    view = View(slug, TABLES[slug](record))
    problems = view.open()
    for problem in problems:
        st.warning(told(problem, words()))
    if any(problem.kind == "absent_year" for problem in problems):
        raise AbsentYear
    view.save()
    return view


def _asked() -> tuple[dict[str, str], frozenset[str]]:
    """Return what the address bar holds, and the names it gives more than once."""
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    query = {name: values[-1] for name, values in given.items()}
    return query, frozenset(name for name, values in given.items() if len(values) > 1)


def _written() -> dict[str, dict[str, str]]:
    """Return the address that this visit last wrote of each page, in the order of writing."""
    written: dict[str, dict[str, str]] = st.session_state.setdefault("address_written", {})
    return written


def _last(written: dict[str, dict[str, str]]) -> tuple[str, dict[str, str]] | None:
    return next(reversed(written.items()), None)


def _left_behind(
    query: Mapping[str, str], table: Sequence[Param], written: Mapping[str, Mapping[str, str]]
) -> bool:
    """Say whether the browser put what another page of this visit wrote under this page's name.

    Streamlit moves path and parameters of an address by two messages, each into what stands there
    when it arrives, and keeps the mixture in the browser's history: Back leads to it.
    """
    names, own = query.keys() - FRAME, {param.name for param in table}
    return names != own and any(
        names <= full.keys() and bool(names - own or query.keys() == full.keys())
        for full in written.values()
    )


def _framed() -> dict[str, str]:
    """Return what the frame's part of the address says: the language always, never a wrong one."""
    given = {name: st.query_params[name] for name in sorted(FRAME) if name in st.query_params}
    return {**given, PARAMETER: words().language}


def told(problem: Problem, words: Words) -> str:
    """Return a problem as one line of Markdown: what was given, where, and what was expected."""
    if problem.kind == "absent_year":
        years = " · ".join(_year_link(problem.name, year) for year in problem.examples)
        return words("address.absent_year", given=quoted(problem.given, 40), years=years)
    if problem.kind == "more":
        return words("address.more", number=words.number(int(problem.given)))
    return words(
        f"address.{problem.kind}",
        name=quoted(problem.name, 40),
        given=quoted(problem.given),
        used=quoted(problem.used),
        examples=plain(", ".join(problem.examples), 200),
        limit=words.number(LIMIT),
    )


def _year_link(name: str, year: str) -> str:
    """Return a link to the view asked for, with a year that is there."""
    return f"[{plain(year)}](?{urlencode({**_asked()[0], name: year})})"

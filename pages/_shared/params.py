"""The address tables of all pages. A name means the same on every page that has it."""

from __future__ import annotations

from collections.abc import Iterable

from iga_core.analysis.benchmarks import BENCHMARKS
from iga_core.analysis.default_years import preparing_year, results_year
from iga_core.analysis.mapping import MEASURES
from iga_core.analysis.moves import comparable_years
from iga_core.analysis.presets import PRESETS
from iga_core.analysis.smart_awards import SmartAwards
from iga_core.declared.glossary import cached_glossary
from iga_core.declared.peers import cached_peer_rules
from iga_core.record import Record
from iga_core.rules import cached_rulebook, rulebook_years, scoring_years
from iga_core.smartcity import cached_smart_city
from pages._shared.address import ALL, NONE, Param, Value

BANDA_ACEH, BENGKULU, MEDAN = "11.71", "17.71", "12.71"
PEER_KINDS = ("sejenis", ALL)


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


def home(record: Record) -> tuple[Param, ...]:
    """Beranda: the year of the national picture, what is searched, and one's own region."""
    return (
        _of_results(record),
        Param("cari", "", remember=False),
        _regions(record, "daerah", ALL, none=True),
    )


def award_list(record: Record) -> tuple[Param, ...]:
    """Penghargaan: a parameter per facet (no choice = everything), name, preset, row, count."""
    provinces = tuple(r.code for r in record.register.regions if r.type == "provinsi")
    vocabularies = record.schema.vocabularies
    counted = (
        "program",
        "tahun",
        "tingkat",
        "kategori",
        "sesi",
        "jenis",
        "pulau",
        "provinsi",
        "status",
    )
    return (
        Param("program", (), _vocabulary(record, "awards", "programme"), many=True),
        _year("tahun", (), record.award_years, many=True),
        Param("tingkat", (), _vocabulary(record, "awards", "level"), many=True),
        Param("kategori", (), _vocabulary(record, "awards", "category"), many=True),
        Param("sesi", (), _vocabulary(record, "awards", "session"), many=True),
        Param("jenis", (), vocabularies["region_type"], many=True),
        Param("pulau", (), vocabularies["island_group"], many=True),
        Param("provinsi", (), provinces, many=True),
        Param("status", (), vocabularies["award_status"], many=True),
        Param("nama", "", remember=False),
        Param("tanya", "tidak", ("tidak", *PRESETS), remember=False),
        Param("penghargaan", "", remember=False),
        Param("baris", "kategori", counted, remember=False),
        Param("kolom", "tingkat", counted, remember=False),
    )


def map_page(record: Record) -> tuple[Param, ...]:
    """Peta: the view, what it shows, the part of the country, a province, a government."""
    provinces = tuple(r.code for r in record.register.regions if r.type == "provinsi")
    return (
        Param("tampilan", "simbol", ("simbol", "ubin", "wilayah")),
        _of_results(record),
        Param("program", "IGA", _vocabulary(record, "awards", "programme")),
        Param("ukuran", "level", MEASURES),
        Param("lapis", "kabkota", ("kabkota", "provinsi")),
        Param("pulau", "Indonesia", ("Indonesia", *record.schema.vocabularies["island_group"])),
        Param("provinsi", ALL, (ALL, *provinces)),
        _regions(record, "daerah", ALL, none=True),
    )


def region(record: Record) -> tuple[Param, ...]:
    """Daerah: one government; ``tahun`` narrows to one year; the rest says what peers share."""
    features = tuple(feature.id for feature in cached_peer_rules().features)
    return (
        _regions(record, "daerah", BANDA_ACEH),
        _of_results(record, "tahun", ALL),
        Param("utamakan", (), features, many=True),
        Param("abaikan", (), features, many=True),
        Param("serupa", PEER_KINDS[0], PEER_KINDS),
    )


def compare(record: Record) -> tuple[Param, ...]:
    """Bandingkan: a government and up to five others, a year, benchmarks, a rulebook."""
    return (
        _regions(record, "daerah", BANDA_ACEH),
        _regions(record, "dengan", (BENGKULU,), most=5),
        _of_results(record, "tahun", ALL),
        Param("tolok", (), BENCHMARKS, many=True, most=len(BENCHMARKS), empty=NONE),
        _of_season(record, "aturan", rulebook_years()),
    )


def criteria(record: Record) -> tuple[Param, ...]:
    """Kriteria: the year of the framework, and a government whose figures stand against it."""
    return (
        _of_season(record, "tahun", rulebook_years()),
        _regions(record, "daerah", ALL, none=True),
    )


def _with_season(record: Record) -> tuple[int, ...]:
    """Return the years with awards and the season being entered."""
    return (preparing_year(record, rulebook_years()), *record.award_years)


def rules(record: Record) -> tuple[Param, ...]:
    """Aturan: a score as typed, the type it is placed among, and the year of the stages."""
    kinds = (ALL, *record.schema.vocabularies["region_type"])
    return (
        Param("skor", "", remember=False),
        Param("jenis", ALL, kinds),
        _of_season(record, "tahun", _with_season(record)),
    )


LAW_PARTS = ("kriteria", "jendela", "kategori")


def law(record: Record) -> tuple[Param, ...]:
    """Hukum & kategori: the part, the year, a government and up to five beside it."""
    return (
        Param("bagian", LAW_PARTS[0], LAW_PARTS),
        _of_season(record, "tahun", _with_season(record)),
        _regions(record, "daerah", BANDA_ACEH),
        _regions(record, "dengan", (), most=5),
        Param("tanggal", "", remember=False),
    )


def sources(record: Record) -> tuple[Param, ...]:
    """Sumber: which part is open, a search, and one source or one row to show."""
    parts = ("liputan", "angka", "sumber", "perbedaan", "koreksi")
    return (
        Param("bagian", parts[0], parts),
        Param("cari", "", remember=False),
        Param("baris", "", remember=False),
    )


def smart_city(record: Record, awards: SmartAwards) -> tuple[Param, ...]:
    """Smart City: year and pillar of the recipients, a government, the five values as typed.

    Year and pillar stay on this page: years of IGA lists mostly have no list here.
    """
    default = "2021" if 2021 in awards.years else ALL
    dimensions = cached_smart_city().dimensions
    return (
        _year("tahun", default, awards.years, ALL, remember=False),
        Param("pilar", awards.categories[0], (ALL, *awards.categories), remember=False),
        _regions(record, "daerah", MEDAN),
        *(Param(dimension.parameter, "", remember=False) for dimension in dimensions),
    )


def ranking(record: Record) -> tuple[Param, ...]:
    """Peringkat: the part, year and type of the ranking, a government, the years of the moves."""
    years, newest = record.index_years, results_year(record)
    books = {year: cached_rulebook(year) for year in record.index_years}
    first, last = comparable_years(books, record.index_years)[-1]
    return (
        Param("bagian", "peringkat", ("peringkat", "perpindahan", "kepesertaan")),
        _year("tahun", str(newest if newest in years else max(years)), years),
        Param("jenis", "kota", record.schema.vocabularies["region_type"]),
        _regions(record, "daerah", ALL, none=True),
        _year("dari", str(first), years),
        _year("ke", str(last), years),
    )


def glossary(record: Record) -> tuple[Param, ...]:
    """Glosarium: the term that is opened, and what is searched."""
    return (
        Param("istilah", ALL, (ALL, *cached_glossary()), remember=False),
        Param("cari", "", remember=False),
    )


CHECK_PARTS = ("mulai", "isi", "hukum", "skor", "langkah", "kirim", "risiko", "gladi", "banding")


def check(record: Record) -> tuple[Param, ...]:
    """Cek Mandiri: the part, the year of the rules, the region. Never what the portfolio holds."""
    return (
        Param("bagian", CHECK_PARTS[0], CHECK_PARTS, remember=False),
        _of_season(record, "tahun", scoring_years(), remember=False),
        _regions(record, "daerah", ALL, none=True),
    )

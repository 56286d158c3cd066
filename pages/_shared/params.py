"""The address tables of all pages. A name means the same on every page that has it."""

from __future__ import annotations

from iga_core.analysis.benchmarks import BENCHMARKS
from iga_core.analysis.mapping import MEASURES
from iga_core.analysis.moves import comparable_years
from iga_core.analysis.presets import PRESETS
from iga_core.analysis.smart_awards import SmartAwards
from iga_core.glossary import cached_glossary
from iga_core.record import Record
from iga_core.record.peer_rules import cached_peer_rules
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


def home(record: Record) -> tuple[Param, ...]:
    """Beranda: the year of the national picture, what is searched, and one's own region."""
    years = tuple(str(year) for year in record.award_years)
    return (
        Param("tahun", years[0], years),
        Param("cari", "", remember=False),
        _regions(record, "daerah", ALL, none=True),
    )


def award_list(record: Record) -> tuple[Param, ...]:
    """Penghargaan: a parameter per facet (no choice = everything), name, preset, row, count."""
    years = tuple(str(year) for year in record.award_years)
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
        Param("tahun", (), years, many=True),
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
    years = tuple(str(year) for year in record.award_years)
    provinces = tuple(r.code for r in record.register.regions if r.type == "provinsi")
    return (
        Param("tampilan", "simbol", ("simbol", "ubin", "wilayah")),
        Param("tahun", years[0], years),
        Param("program", "IGA", _vocabulary(record, "awards", "programme")),
        Param("ukuran", "level", MEASURES),
        Param("lapis", "kabkota", ("kabkota", "provinsi")),
        Param("pulau", "Indonesia", ("Indonesia", *record.schema.vocabularies["island_group"])),
        Param("provinsi", ALL, (ALL, *provinces)),
        _regions(record, "daerah", ALL, none=True),
    )


def region(record: Record) -> tuple[Param, ...]:
    """Daerah: one government; ``tahun`` narrows to one year; the rest says what peers share."""
    years = tuple(str(year) for year in record.award_years)
    features = tuple(feature.id for feature in cached_peer_rules().features)
    return (
        _regions(record, "daerah", BANDA_ACEH),
        Param("tahun", ALL, (ALL, *years)),
        Param("utamakan", (), features, many=True),
        Param("abaikan", (), features, many=True),
        Param("serupa", PEER_KINDS[0], PEER_KINDS),
    )


def _rule_years() -> tuple[str, ...]:
    return tuple(str(year) for year in sorted(rulebook_years(), reverse=True))


def compare(record: Record) -> tuple[Param, ...]:
    """Bandingkan: a government and up to five others, a year, benchmarks, a rulebook."""
    years = tuple(str(year) for year in record.award_years)
    rules, default = _rule_years(), str(max(record.award_years) + 1)
    return (
        _regions(record, "daerah", BANDA_ACEH),
        _regions(record, "dengan", (BENGKULU,), most=5),
        Param("tahun", ALL, (ALL, *years)),
        Param("tolok", (), BENCHMARKS, many=True, most=len(BENCHMARKS), empty=NONE),
        Param("aturan", default if default in rules else rules[0], rules),
    )


def criteria(record: Record) -> tuple[Param, ...]:
    """Kriteria: the year of the framework, and a government whose figures stand against it."""
    years = _rule_years()
    default = str(max(record.award_years) + 1)
    return (
        Param("tahun", default if default in years else years[0], years),
        _regions(record, "daerah", ALL, none=True),
    )


def rules(record: Record) -> tuple[Param, ...]:
    """Aturan: a score as typed, the type it is placed among, and the year of the stages."""
    years = tuple(str(year) for year in record.award_years)
    kinds = (ALL, *record.schema.vocabularies["region_type"])
    return (
        Param("skor", "", remember=False),
        Param("jenis", ALL, kinds),
        Param("tahun", years[0], years),
    )


LAW_PARTS = ("kriteria", "jendela", "kategori")


def law(record: Record) -> tuple[Param, ...]:
    """Hukum & kategori: the part, the year, a government and up to five beside it."""
    newest = max(record.award_years)
    years = tuple(str(year) for year in (newest + 1, *record.award_years))
    return (
        Param("bagian", LAW_PARTS[0], LAW_PARTS),
        Param("tahun", str(newest), years),
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
    years = tuple(str(year) for year in awards.years)
    dimensions = cached_smart_city().dimensions
    return (
        Param("tahun", "2021" if "2021" in years else ALL, (ALL, *years), remember=False),
        Param("pilar", awards.categories[0], (ALL, *awards.categories), remember=False),
        _regions(record, "daerah", MEDAN),
        *(Param(dimension.parameter, "", remember=False) for dimension in dimensions),
    )


def ranking(record: Record) -> tuple[Param, ...]:
    """Peringkat: the part, year and type of the ranking, a government, the years of the moves."""
    years = tuple(str(year) for year in reversed(record.index_years))
    books = {year: cached_rulebook(year) for year in record.index_years}
    first, last = comparable_years(books, record.index_years)[-1]
    return (
        Param("bagian", "peringkat", ("peringkat", "perpindahan", "kepesertaan")),
        Param("tahun", years[0], years),
        Param("jenis", "kota", record.schema.vocabularies["region_type"]),
        _regions(record, "daerah", ALL, none=True),
        Param("dari", str(first), years),
        Param("ke", str(last), years),
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
    years = tuple(str(year) for year in sorted(scoring_years(), reverse=True))
    default = str(max(record.award_years) + 1)
    return (
        Param("bagian", CHECK_PARTS[0], CHECK_PARTS, remember=False),
        Param("tahun", default if default in years else years[0], years, remember=False),
        _regions(record, "daerah", ALL, none=True),
    )

"""A row of the record told in words: what it says, safe to print, and how to cite it.

A sentence never says more than the row: the value as printed, its year, whose it is, who says so.
"""

from __future__ import annotations

from datetime import date

from iga_core.language import Words
from iga_core.publish.citation import AwardCard, cite, safe_sentence
from iga_core.record import FoundRow, Record, Row
from iga_core.record.version import Version
from iga_core.regions import display_name

NAMED = 3  # publishers named one by one
FIELDS = ("score", "predicate", "rank_within_type", "national_rank", "innovations")


def _value(record: Record, row: Row, field: str, words: Words) -> str:
    """Return one value of an index result in words."""
    value, code = row[field], str(row["region_code"])
    if field == "score":
        return words("told.score", value=words.printed(value))
    if field == "predicate":
        return words(f"told.predicate_{row['predicate_basis']}", value=value)
    if field == "innovations":
        return words("told.innovations", value=words.number(value))
    kind = record.register.get(code).type if field == "rank_within_type" else "all"
    base = row["type_rank_base" if field == "rank_within_type" else "national_rank_base"]
    scope = words.term("rank_scope", kind)
    if base is None:
        return words("told.rank", rank=int(value), scope=scope)
    return words("told.rank_of", rank=int(value), base=words.number(int(base)), scope=scope)


def _result(record: Record, row: Row, words: Words) -> str:
    found = [_value(record, row, name, words) for name in FIELDS if row[name] not in (None, "")]
    name = display_name(record.register.get(str(row["region_code"])))
    text = "; ".join(found) or words("told.note_only")
    quality = "" if row["quality"] == "final" else words.term("quality", str(row["quality"]))
    text = f"{text} ({quality})" if quality else text
    return words("told.results", name=name, year=row["year"], text=text)


def figure_name(record: Record, row: Row, words: Words, *, region: bool = True) -> str:
    """Return what a national figure counts, and of whom; ``region``: a government's name too."""
    of = [words.term("scope", str(row["scope"])) if row["scope"] != "all" else ""]
    of += [str(row[name]) for name in ("predicate", "level", "pillar")]
    if row["region_code"] and region:
        of.append(display_name(record.register.get(str(row["region_code"]))))
    about = ", ".join(filter(None, of))
    return words.term("metric", str(row["metric"])) + (f" ({about})" if about else "")


def _national(record: Record, row: Row, words: Words) -> str:
    name = figure_name(record, row, words)
    value = words.printed(row["value"]) if row["value"] is not None else str(row["value_text"])
    return words("told.national", name=name, year=row["year"], value=value)


def _list(row: Row, words: Words) -> str:
    return words(
        "told.lists",
        programme=words.term("programme", str(row["programme"])),
        year=row["year"],
        category=row["category"],
        level=row["level"],
        number=words.number(row["awarded"]),
    )


def _statistic(record: Record, row: Row, unit: str, words: Words) -> str:
    return words(
        "told.statistics",
        name=display_name(record.register.get(str(row["region_code"]))),
        measure=words.term("statistic", str(row["measure"])),
        year=row["year"],
        value=words.printed(row["value"]),
        unit=words.term("statistic_unit", unit),
    )


def _region(record: Record, row: Row, words: Words) -> str:
    return words(
        "told.regions",
        name=display_name(record.register.get(str(row["code"]))),
        population=words.number(row["population_2024s2"]),
        area=words.printed(row["area_km2"]),
    )


def _publishers(record: Record, ids: tuple[str, ...], words: Words) -> str:
    by_id = record.tables["sources"].set_index("id")
    names = list(dict.fromkeys(str(by_id.at[i, "publisher"]) for i in ids if i in by_id.index))
    text = words("cite.and").join(names[:NAMED])
    rest = len(names) - NAMED
    return text + (words("cite.others", number=words.number(rest)) if rest > 0 else "")


def sentence_of(
    record: Record, found: FoundRow, card: AwardCard | None, unit: str, words: Words
) -> str:
    """Return what a row says as one sentence that may be printed; "" for a row of other kinds.

    ``card``: of an award (None: it is none); ``unit``: of a statistic's series.
    """
    if card is not None:
        return safe_sentence(card, words)
    row = found.row
    told = {
        "results": lambda: _result(record, row, words),
        "national": lambda: _national(record, row, words),
        "lists": lambda: _list(row, words),
        "statistics": lambda: _statistic(record, row, unit, words),
        "regions": lambda: _region(record, row, words),
    }
    if found.table not in told:
        return ""
    ids = tuple(dict.fromkeys(i for group in found.sources.values() for i in group))
    named = _publishers(record, ids, words)
    text = told[found.table]()
    return words("told.by", text=text, publishers=named) if named else f"{text}."


def citation_of(
    found: FoundRow, sentence: str, card: AwardCard | None, *, base: str, link: str,
    retrieved: date, version: Version, words: Words,
) -> str:  # fmt: skip
    """Return the citation of a row in the style of the press. ``link``: of the row."""
    if card is not None:
        return cite(card, base=base, retrieved=retrieved, version=version, words=words).press
    return words(
        "told.cite",
        sentence=sentence.rstrip("."),
        id=found.id,
        version=str(version),
        day=words.day(retrieved.isoformat()),
        link=link,
    )

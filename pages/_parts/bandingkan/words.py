"""How what is compared reads: measures, values with their row and source, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable

from iga_core.analysis.comparison import JudgedRow
from iga_core.analysis.fairness import UNCLEAR, ReasonKind, Side
from iga_core.analysis.sides import SIZES, Measure
from iga_core.language import plain
from iga_core.record import Record, Row, region_row, statistic_row
from iga_core.record.coverage import NOT_ASSESSED_PREDICATE
from iga_core.regions import display_name
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.links import href, row_link, value_source
from pages._shared.marks import unknown
from pages._shared.words import by_language, t, words

RANKS = frozenset({"rank_within_type", "national_rank"})


def listed(parts: Iterable[str]) -> str:
    """Return "a, b dan c"."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    return t("bandingkan.and", first=", ".join(found[:-1]), last=found[-1])


def inside(label: str, name: str = "") -> str:
    """Return a label as it reads inside a sentence; ``name``: what keeps its capital letter."""
    return label if name and label.startswith(name) else label[:1].lower() + label[1:]


def name(record: Record, code: str) -> str:
    """Return a government's name that no other has."""
    return plain(display_name(record.register.get(code)))


def names(record: Record, codes: Iterable[str]) -> str:
    """Return the names of several governments."""
    return listed(name(record, code) for code in codes)


def measure_name(measure: Measure) -> str:
    """Return what is compared, without its year."""
    if measure.name == "award":
        prize = plain(measure.prize)
        programme = words().term("programme", measure.programme)
        label = t("award.label", programme=programme)
        return f"{label}: {plain(measure.level)}" + (f", {prize}" if prize else "")
    if measure.name == "statistic":
        return words().term("statistic", measure.detail)
    if measure.name in SIZES:
        return t(f"bandingkan.size_{measure.name}")
    if measure.name == "innovations":
        return t("bandingkan.count")
    return t(f"label.{measure.name}")


def unit(row: JudgedRow) -> str:
    """Return the unit of a row's numbers, "" where the value says it."""
    if row.measure.name == "statistic":
        series = next((side.basis for side in row.sides if side.basis), "")
        return words().term("statistic_unit", atlas.series()[series]["unit"]) if series else ""
    return t(f"bandingkan.unit_{row.measure.name}") if row.measure.name in SIZES else ""


def row_name(row: JudgedRow) -> str:
    """Return what is compared, with its year and unit."""
    text = f"{measure_name(row.measure)}, {row.year}"
    return f"{text} ({of_unit})" if (of_unit := unit(row)) else text


def row_id(side: Side, measure: Measure) -> str:
    """Return the address of the row a value was read from; "" where there is none."""
    if side.row is not None:
        return str(side.row["id"])
    if measure.name == "statistic":
        return statistic_row(side.basis, side.code, side.year, measure.detail)
    if measure.name in SIZES:
        return region_row(side.code)
    found = list_row(side, measure)
    return str(found["id"]) if found else ""


def list_row(side: Side, measure: Measure) -> Row | None:
    """Return the row of the award list that a government is not named in."""
    key = (measure.programme, side.year, side.rank_base, measure.level)
    return atlas.award_lists().get(key)


def _linked(text: str, address: str, sources: str) -> str:
    line = row_link(text, address) if address else text
    return f"{line} ({value_source(sources, address)})" if sources else line


def _claims(record: Record, side: Side, measure: Measure) -> str:
    """Return the value of an index claim, and beside it what other sources print."""
    assert side.row is not None
    field = measure.name
    facts = atlas.comparer().grounds.facts(side.code, side.year)
    claims = [side.row]
    if field != "innovations" and facts is not None and facts.shown is not None:
        claims += [facts.claim(i) for i in str(facts.shown[f"{field}_differing_ids"]).split()]
    texts = []
    for claim in claims:
        if field == "score":
            text = say.score_text(claim, linked=True)
        elif field == "predicate":
            text = say.predicate_text(claim) + say.basis_text(claim)
        elif field == "innovations":
            text = row_link(say.count_text(claim), str(claim["id"]))
        else:
            text = say.rank_text(record, claim, field)
        source = value_source(str(claim["source_ids"]), str(claim["id"]))
        texts.append(f"{text}{say.quality_text(claim)} ({source})")
    return "; ".join(texts)


def _list_known(side: Side, measure: Measure) -> str:
    """Return how much of the award list is known that a government is not found in."""
    key = (measure.programme, side.year, side.rank_base, measure.level)
    count = atlas.comparer().grounds.lists.get(key)
    if count is None or count.awarded is None:
        return t("bandingkan.list_size_unknown")
    numbers = {"known": words().number(count.known), "awarded": words().number(count.awarded)}
    return t("bandingkan.list_known", **numbers)


@by_language(maxsize=16384)
def value_text(side: Side, measure: Measure) -> str:
    """Return a known value in Markdown: linked to its row, with its first source."""
    address = row_id(side, measure)
    if measure.name == "award":
        if side.value:
            assert side.row is not None
            text = plain(side.row["level"])
            if not measure.prize:
                text += f", {plain(side.row['category'])}"
            if side.row["session"]:
                text += f", {t('award.session_short', session=side.row['session'])}"
            return _linked(text, address, str(side.row["source_ids"]))
        found = list_row(side, measure)
        text = t("bandingkan.not_on_list", known=_list_known(side, measure))
        return _linked(text, address, str(found["source_ids"]) if found else "")
    assert side.value is not None
    if measure.name == "statistic":
        source = atlas.series()[side.basis]["source_id"]
        return _linked(words().printed(side.value), address, source)
    if measure.name in SIZES:
        row = atlas.rows().find(address)
        sources = row.sources.get(SIZES[measure.name][0], ()) if row else ()
        return _linked(words().printed(side.value), address, " ".join(sources))
    return _claims(atlas.record(), side, measure)


def cell(row: JudgedRow, side: Side) -> str:
    """Return one cell of a comparison: the value or why there is none, and an own claim beside."""
    text = _cell(row, side)
    if side.claim is None:
        return text
    return f"{text}; {say.award_short(side.claim, plain(side.claim['level']))}"


def _cell(row: JudgedRow, side: Side) -> str:
    if side.code in row.compared:
        return value_text(side, row.measure)
    if not atlas.comparer().grounds.takes_part(side.code, side.year) and side.value is None:
        return t("bandingkan.not_existing")
    if side.value is None:
        return unknown()
    # an award without a rival on file is no comparison: only what a partial list leaves out is open
    if not side.complete:
        return t("bandingkan.not_found_on_list", known=_list_known(side, row.measure))
    if len(row.known) == 1 or [r.kind for r in row.fairness.reasons] == ["partial_list"]:
        return value_text(side, row.measure)
    profile = href("daerah", daerah=side.code, tahun=str(side.year))
    return f"[{t('bandingkan.held')}]({profile})"


def gap(row: JudgedRow) -> str:
    """Return how far the compared values are apart, in the unit of the measure."""
    sides = [side for side in row.sides if side.code in row.compared]
    values = [side.value for side in sides if side.value is not None]
    span = max(values) - min(values)
    if not span:
        return t("bandingkan.gap_none")
    if row.measure.name == "award":
        return t("bandingkan.gap_award")
    if row.measure.name == "predicate":
        if row.difference == 1 and NOT_ASSESSED_PREDICATE in {side.text for side in sides}:
            return t("bandingkan.gap_not_assessed")
        return t("bandingkan.gap_steps", number=words().number(int(span)))
    if row.measure.name in RANKS:
        return t("bandingkan.gap_ranks", number=words().number(int(span)))
    return words().printed(span)


def rests_on(side: Side, kind: ReasonKind, measure: Measure) -> str:
    """Return what a value stands on, in the respect in which it does not compare."""
    if kind == "other_scale":
        return t(f"bandingkan.scale_{side.scale}", year=side.year)
    if kind == "other_rulebook":
        unsure = side.family == UNCLEAR
        if unsure and side.row:
            quality = words().term("quality", str(side.row["quality"]))
            return t("bandingkan.rules_unsure", year=side.year, quality=quality)
        return t("bandingkan.rules_of", year=side.year)
    if kind == "partial_list":
        if side.value:
            return t("bandingkan.on_list", level=plain(side.text))
        message = "bandingkan.not_on_list" if side.complete else "bandingkan.not_found_on_list"
        return t(message, known=_list_known(side, measure))
    if kind == "other_basis":
        if measure.name == "statistic":
            note = plain(atlas.series()[side.basis]["note"], 70)
            return t("bandingkan.series", id=side.basis, note=note)
        return say.count_basis(side.row) if side.row else ""
    if kind == "other_rank_base":
        if measure.name == "award":
            return t("bandingkan.judged_among", category=plain(side.rank_base))
        if side.rank_base == UNCLEAR:
            return words().term("quality", "rank_base_unprinted")
        scope = words().term("rank_scope", side.rank_base)
        return t("bandingkan.ranked_among", size=words().number(side.rank_size or 0), scope=scope)
    return t(f"bandingkan.settled_{side.unsettled or 'final'}")

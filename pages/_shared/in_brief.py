"""Who a government is, and what one needs to know before a meeting: three facts and a summary."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.analysis.briefing import Briefing, Newest
from iga_core.analysis.default_years import results_year
from iga_core.analysis.profile import History
from iga_core.language import plain
from iga_core.record import Record, Row, alias_row, region_row
from iga_core.regions import TYPE_CATEGORY, Region, span
from iga_core.rules import ValueInterval
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.categories import view as category_view
from pages._shared.links import href, region_link, row_link, sources_line
from pages._shared.marks import marked
from pages._shared.ranks import interval_text, ranking_address
from pages._shared.rule_text import amount, limit_text
from pages._shared.words import t, words


def _joined(years: Sequence[int]) -> str:
    return ", ".join(map(str, years))


def identity(canvas: Canvas, record: Record, region: Region) -> None:
    """Draw who this is in full: area, old names, categories."""
    code = region.code
    row = atlas.rows().find(region_row(code))
    if row is None:
        raise KeyError(code)
    canvas.caption(
        t(
            "daerah.about",
            kind=words().term("region_type", region.type),
            code=row_link(code, region_row(code)),
            province=region_link(record, record.register.province_of(code).code),
            population=row_link(words().number(row.row["population_2024s2"]), region_row(code)),
            area=row_link(words().printed(row.row["area_km2"]), region_row(code)),
        )
    )
    if old := record.resolver.old_names(code):
        names = ", ".join(
            row_link(f"{plain(name.alias)} ({span(name, words())})", alias_row(code, name.alias))
            for name in old
        )
        canvas.caption(t("daerah.old_names", names=names))
    if region.autonomous:
        newest = results_year(record)
        canvas.caption(t("daerah.categories", year=newest, address=category_view(newest, code)))
    if region.participates_from:
        canvas.info(t("daerah.from_year", year=region.participates_from))


def award_mention(award: Row) -> str:
    """Return one award in short, as a link to its row."""
    return row_link(f"{award['year']} ({plain(award['level'])})", str(award["id"]))


def _mentions(awards: Sequence[Row]) -> str:
    return ", ".join(award_mention(award) for award in awards)


def _awards(awards: Sequence[Row], claims: Sequence[Row]) -> str:
    """Return what was received, and apart from it what only the government itself says."""
    text = _mentions(awards) or t("award.none_found")
    return f"{text}. {_own_claims(claims)}" if claims else text


def _own_claims(claims: Sequence[Row]) -> str:
    return t("award.own_claims", awards=marked("award", "own_claim", _mentions(claims)))


def _sourced(newest: Newest) -> str:
    return sources_line(str(newest.claim["source_ids"]), str(newest.claim["id"]))


def _predicate(found: Newest | None) -> str:
    if found is None:
        return t("predicate.unknown")
    basis = str(found.claim["predicate_basis"])
    text = t(
        f"predicate.{basis}",
        predicate=f"**{plain(words().glossed('predicate', str(found.claim['predicate'])))}**",
    )
    rule = f"[{t('daerah.rule_of', year=found.year)}]({href('aturan', tahun=str(found.year))})"
    return f"{found.year}: {text}. {_limit(found)} {rule}. {_sourced(found)}"


def _limit(found: Newest) -> str:
    """Return from which score the predicate applied that year, as far as that is known."""
    book = atlas.rulebooks().get(found.year)
    for entry in book.classes if book else ():
        if entry.predicate == found.claim["predicate"] and entry.value is not None:
            scale = book.scale.known() if book else None
            decimals = scale.decimals if scale else 0
            limit = entry.known()
            text = limit_text(limit, decimals)
            if isinstance(limit, ValueInterval):
                return t("daerah.from_interval", limit=text)
            return t("daerah.from_score", limit=text)
    return t("daerah.no_limit")


def _lists(brief: Briefing, kind: str) -> str:
    category = TYPE_CATEGORY[kind]
    link = href("penghargaan", program="IGA", kategori=category)
    lists = f"[{t('daerah.lists', category=category)}]({link})"
    if not brief.missing_from:
        return t("daerah.lists_partial", lists=lists)
    return t("daerah.lists_complete", lists=lists, years=say.missing_from(brief))


def _given(brief: Briefing, kind: str) -> str:
    text = f"{_awards(brief.awards, brief.claims).rstrip('.')}. {_lists(brief, kind)}"
    if brief.smart_city or brief.smart_claims:
        awards = _awards(brief.smart_city, brief.smart_claims)
        text += f" {t('daerah.smart_city', awards=awards.rstrip('.'))}"
    return text


def _newest_interval(record: Record, region: Region, after: int) -> str:
    """Return the interval of the newest year after ``after`` that has one; "" without one."""
    for year in reversed(record.index_years):
        table = atlas.ranking().table(year, region.type)
        standing = table.standing(region.code)
        if year > after and standing is not None and standing.interval is not None:
            interval = interval_text(standing.interval, table.existing)
            address = ranking_address(year, region.type, region.code)
            return t("daerah.interval", year=year, interval=interval, address=address)
    return ""


def _rank(record: Record, region: Region, found: Newest | None) -> str:
    """Return the newest published position, and a newer one that is known as an interval only."""
    parts = []
    if found is not None:
        text = say.rank_text(record, found.claim, "rank_within_type")
        text += say.quality_text(found.claim)
        parts.append(f"{found.year}: **{text}**. {_sourced(found)}")
    if interval := _newest_interval(record, region, found.year if found else 0):
        parts.append(interval)
    return "\n\n".join(parts) or t("rank.unknown")


def three_facts(canvas: Canvas, record: Record, region: Region, brief: Briefing) -> None:
    """Draw the three facts: newest predicate and its rule, awards and their lists, position."""
    texts = (
        ("daerah.fact_predicate", _predicate(brief.predicate)),
        ("daerah.fact_awards", _given(brief, region.type)),
        ("daerah.fact_rank", _rank(record, region, brief.rank)),
    )
    for column, (label, text) in zip(canvas.columns(len(texts)), texts, strict=True):
        with column, canvas.container("stretch"):
            canvas.markdown(f"**{t(label)}**\n\n{text}")


def in_short(record: Record, region: Region, brief: Briefing) -> str:
    """Return the same facts as one list, for other pages."""
    awards = _awards(brief.awards, brief.claims)
    if brief.missing_from:
        awards = f"{awards.rstrip('.')}. {_not_listed(brief)}"
    pairs = [
        (t("award.label", programme="IGA"), awards),
        (
            t("award.label", programme="Smart City"),
            _awards(brief.smart_city, brief.smart_claims),
        ),
        (t("daerah.fact_predicate"), _predicate(brief.predicate)),
        (t("daerah.fact_rank"), _rank(record, region, brief.rank).replace("\n\n", " ")),
    ]
    return "\n".join(f"- **{label}:** {text}" for label, text in pairs)


def _not_listed(brief: Briefing) -> str:
    return t("daerah.say_not_listed", years=say.missing_from(brief))


def _score_sentence(brief: Briefing) -> str:
    found, verdict = brief.score, brief.verdict
    if found is None:
        return t("daerah.say_no_score")
    score = row_link(say.score_text(found.claim), str(found.claim["id"]))
    score += say.quality_text(found.claim)
    text = t("daerah.say_score", score=score, year=found.year)
    if verdict is not None and verdict.to_next is not None:
        link = href("aturan", tahun=str(found.year), skor=amount(verdict.score))
        away = f"[{amount(verdict.to_next)}]({link})"
        text += " " + t("daerah.say_to_next", points=away, year=found.year)
    return text


def sentences(record: Record, region: Region, history: History, brief: Briefing) -> list[str]:
    """Return the summary, a sentence each, every number linked to the row it was read from."""
    name = plain(region.name)
    absent = [_not_listed(brief)] if brief.missing_from else []
    if history.empty:
        return [t("daerah.say_nothing", name=name), *absent]
    said = []
    if brief.awards:
        said.append(t("daerah.say_awards", name=name, awards=_mentions(brief.awards)))
    else:
        said.append(t("daerah.say_no_award", name=name))
    if brief.claims:
        said.append(_own_claims(brief.claims))
    said += absent
    if brief.predicate is not None:
        claim = brief.predicate.claim
        predicate = row_link(plain(claim["predicate"]), str(claim["id"]))
        said.append(t("daerah.say_predicate", predicate=predicate, year=brief.predicate.year))
    said.append(_score_sentence(brief))
    if brief.rank is not None:
        rank = say.rank_text(record, brief.rank.claim, "rank_within_type")
        said.append(t("daerah.say_rank", rank=rank, year=brief.rank.year))
    if brief.innovations is not None:
        claim = brief.innovations.claim
        count = row_link(say.count_text(claim), str(claim["id"]))
        said.append(t("daerah.say_innovations", count=count, year=brief.innovations.year))
    if named := atlas.disputes().of.get(region.code, ()):
        said.append(t("daerah.say_disputes", number=words().number(len(named))))
    if brief.scoreless:
        said.append(t("daerah.say_scoreless", years=_joined(brief.scoreless)))
    if brief.unpredicated:
        said.append(t("daerah.say_unpredicated", years=_joined(brief.unpredicated)))
    return said


def summary(
    canvas: Canvas, record: Record, region: Region, history: History, brief: Briefing
) -> None:
    """Draw the summary."""
    canvas.subheader(t("daerah.summary"))
    canvas.markdown(" ".join(sentences(record, region, history, brief)))

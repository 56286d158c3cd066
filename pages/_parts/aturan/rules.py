"""The time machine: one score under every year's rules, the limits, the stages of the award."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from iga_core.analysis import headline_rules
from iga_core.analysis.headlines import Sentence
from iga_core.analysis.timemachine import YearReading, read_under_all_years
from iga_core.chart import html
from iga_core.chart.limits import limits_ruler
from iga_core.chart.season import HELD, PLANNED, days, season_ruler
from iga_core.language import plain, quoted
from iga_core.numbers import NumberError, readings
from iga_core.record import Row
from iga_core.record.award_levels import ladder
from iga_core.rules import Rulebook, Verdict
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.filters import ALL
from pages._shared.links import row_address, sources_line, sources_of_rows
from pages._shared.marks import marked
from pages._shared.rule_text import amount, basis, limit_text
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

FIGURES = (
    "window_from",
    "window_to",
    "index_decree_date",
    "index_decree_number",
    "award_decree_number",
    "assessor_institutions",
    "presentation_theme",
)
BOUNDED = "0-100"  # the scale whose years share an axis


def type_name(kind: str) -> str:
    """Return how a region type reads as a choice."""
    return t("filter.all") if kind == ALL else words().term("region_type", kind)


def read(text: str) -> tuple[Decimal, ...]:
    """Return what the typed score can say: one number, or two, the score of a summed scale first.

    None, with a line that says what was expected, where it says no score.
    """
    if not text.strip():
        return ()
    try:
        return readings(text)
    except NumberError as error:
        st.warning(t(f"aturan.bad_{error}", value=quoted(text, 40)))
        return ()


def _distance(verdict: Verdict) -> str:
    if verdict.to_next is not None:
        return t("aturan.to_next", points=amount(verdict.to_next))
    if verdict.to_next_range is not None:
        least, most = (amount(value) for value in verdict.to_next_range)
        return t("aturan.to_next_range", least=least, most=most)
    return ""


def _said(reading: YearReading) -> str:
    verdict = reading.verdict
    if verdict.status == "determined":
        predicate = str(verdict.predicate)
        name = words().glossed("predicate", predicate)
        text = marked("predicate", predicate, f"**{name}**")
    elif verdict.status == "undetermined":
        text = t("aturan.undetermined", candidates=t("figure.or").join(verdict.candidates))
    else:
        text = t(f"rules.status_{verdict.status}")
    return f"{text} ({t('aturan.forecast')})" if reading.rulebook.forecast else text


def _place(reading: YearReading) -> str:
    if reading.verdict.status == "off_scale":
        return ""
    if not reading.known:
        return t("aturan.no_scores")
    below, known = words().number(reading.below), words().number(reading.known)
    return t("aturan.place", below=below, known=known)


def _table(found: Sequence[YearReading]) -> None:
    head = [t(f"aturan.column_{name}") for name in ("year", "predicate", "next", "place")]
    rows = []
    for reading in found:
        distance, place = _distance(reading.verdict), _place(reading)
        rows.append([str(reading.year), _said(reading), distance, place])
    st.markdown(markdown_table(head, rows))
    facts = [(reading.year, reading.verdict.basis) for reading in found]
    with st.expander(t("aturan.basis")):
        st.markdown("\n".join(f"- **{year}:** {basis(fact)}" for year, fact in facts if fact))


@dataclass(frozen=True, slots=True)
class Asked:
    """A typed score read on both scales, newest year first; () where it is off that scale."""

    bounded: tuple[YearReading, ...]
    summed: tuple[YearReading, ...]
    kind: str
    scores: tuple[Decimal, ...]

    @property
    def ahead(self) -> tuple[YearReading, ...]:
        """The readings that answer first: on the scale of today where the score can be on it."""
        return self.bounded or self.summed


def asked(scores: tuple[Decimal, ...], kind: str) -> Asked | None:
    """Return what each year's rules say about a score; the two scales stay apart.

    ``scores``: see ``read``. What can be two numbers is the one on the scale of sums and the
    other on the scale that ends at 100; both are said.
    """
    if not scores:
        return None
    name = "" if kind == ALL else kind

    def read_on(score: Decimal, *, bounded: bool) -> tuple[YearReading, ...]:
        held = _books(bounded=bounded)
        return read_under_all_years(score, name, held, atlas.known_scores())

    bounded = read_on(scores[-1], bounded=True)
    if all(reading.verdict.status == "off_scale" for reading in bounded):
        bounded = ()
    return Asked(bounded, read_on(scores[0], bounded=False), name, scores)


def _books(*, bounded: bool) -> list[Rulebook]:
    """Return the rules of every year of one scale, newest first."""
    books = sorted(atlas.rulebooks().values(), key=lambda book: -book.year)
    return [book for book in books if (book.scale.known().id == BOUNDED) == bounded]


def said(found: Asked | None, year: int) -> list[Sentence]:
    """Return what the page answers: on the score where one was typed, then on the season."""
    sentences: list[Sentence | None] = [headline_rules.season(year, atlas.seasons().get(year, ()))]
    if not found and (book := atlas.rulebooks().get(year)):
        sentences.append(headline_rules.window(book))
    if found:
        among = next((reading.year for reading in found.ahead if reading.known), None)
        near = [reading for reading in found.ahead if reading.year in (year, among)]
        sentences = [
            headline_rules.verdicts(found.ahead),
            *(headline_rules.distance(reading, found.kind) for reading in near),
            *sentences,
        ]
        if len(found.scores) > 1 and found.bounded:
            sentences.insert(1, headline_rules.verdicts(found.summed))
    return [sentence for sentence in sentences if sentence]


def verdicts(found: Asked) -> None:
    """Draw the class of a score in each year, how far the next one is, and where it stands."""
    if found.bounded:
        st.subheader(t("aturan.scale_100", score=words().typed(found.scores[-1])))
        _table(found.bounded)
    else:
        st.info(t("aturan.only_summed"))
    st.subheader(t("aturan.scale_summed", score=words().typed(found.scores[0])))
    st.caption(t("aturan.summed_note"))
    _table(found.summed)


def bands(page: Canvas, found: Asked | None, kind: str) -> None:
    """Draw the classes of every year on the 0-100 scale, the typed score a line through them."""
    books = _books(bounded=True)
    read_as = {reading.year: reading.verdict for reading in found.bounded} if found else {}

    def verdict(book: Rulebook) -> str:
        notes = [t("figure.or").join(read_as[book.year].candidates)] if read_as else []
        return " · ".join([*notes, t("aturan.forecast")] if book.forecast else notes)

    score = found.scores[-1] if found and found.bounded else None
    name = "" if kind == ALL else kind
    figure = limits_ruler(books, atlas.known_scores(), name, score, words(), verdict)
    classes = [(("predicate", c), c) for c in atlas.look()["predicate"]]
    legend = html.filled(
        "bands_legend.html",
        bands=[*classes, (("", ""), t("aturan.unsure"))],
        dots=t("aturan.dots", kind=words().term("rank_scope", name or "all")),
    )
    page.figure(figure, t("aturan.limits"), legend)


def season(page: Canvas, year: int) -> None:
    """Draw the stages of a year's season as a time line; those not found are named below it."""
    figure = season_ruler(year, atlas.seasons().get(year, ()), words(), row_address)
    tokens = ((HELD, "held"), (PLANNED, "planned"))
    legend = html.filled(
        "bands_legend.html",
        bands=[(token, t(f"aturan.season_{name}")) for token, name in tokens],
        dots="",
    )
    page.figure(figure, t("aturan.stages_of", year=year), legend)


def limit_lines() -> None:
    """Draw the limits of every year in words."""
    st.markdown(_limit_lines())


@by_language()
def _limit_lines() -> str:
    """Return the limits of every year in words, newest first; made once."""
    lines = []
    for book in sorted(atlas.rulebooks().values(), key=lambda b: -b.year):
        scale = book.scale.known()
        parts = [f"{c.predicate} {limit_text(c.known(), scale.decimals)}" for c in book.classes]
        text = "; ".join(parts) or t("rules.status_no_rule")
        forecast = f" ({t('aturan.forecast')})" if book.forecast else ""
        lines.append(f"- **{book.year}**{forecast}, {t(f'aturan.scale_name_{scale.id}')}: {text}")
    return "\n".join(lines)


def stages(year: int) -> None:
    """Draw the stages of the award in a year, its decrees, nominees and winners."""
    picture, season = atlas.national(), atlas.seasons().get(year, ())
    lines = [_stage(row) for row in season]
    if not any(row["stage"] == "ceremony" for row in season):
        lines += [
            f"- **{words().term('season_stage', 'ceremony')}:** {words().day(row['ceremony_on'])}. "
            + sources_line(row["source_ids"], row["id"])
            for row in picture.ceremony(year)
        ]
    lines += [
        f"- **{words().term('metric', name)}:** " + " · ".join(say.figure_lines(figure))
        for name in FIGURES
        if (figure := picture.figure(year, name)).known
    ]
    lines += _window(year) if not picture.figure(year, "window_from").known else []
    st.markdown("\n".join(lines) or t("aturan.no_stages"))


def _stage(row: Row) -> str:
    """Return one stage: its days, whether planned or held, its letter, its sources."""
    return t(
        "aturan.stage",
        stage=words().term("season_stage", row["stage"]),
        days=days(row, words()),
        basis=words().term("season_basis", row["basis"]),
        document=f", {plain(row['document'])}" if row["document"] else "",
        source=sources_line(row["source_ids"], row["id"]),
        note=say.note_text(row),
    )


def _window(year: int) -> list[str]:
    """Return the window of application as the rules of a year give it, a line for each end."""
    if (book := atlas.rulebooks().get(year)) is None:
        return []
    lines = []
    for name in ("from", "to"):
        fact = getattr(book.eligibility, f"applied_{name}")
        if fact.value is not None:
            day = words().day(fact.value.isoformat())
            lines.append(f"- **{words().term('metric', f'window_{name}')}:** {day}. {basis(fact)}")
    return lines


def nominees(year: int) -> None:
    """Draw how many were nominated and won in a year, by category."""
    picture, schema = atlas.national(), atlas.record().schema
    rows = []
    for group in schema.vocabularies["scope"]:
        nominees = picture.figure(year, "nominees", group)
        winners = picture.figure(year, "awarded", group, level=ladder(schema)[0])
        if nominees.known or winners.known:
            name = words().term("scope", group)
            rows.append([name, say.figure_text(nominees), say.figure_text(winners)])
            rows[-1].append(sources_of_rows((*nominees.rows, *winners.rows)))
    if not rows:
        st.markdown(t("aturan.no_nominees"))
        return
    head = [t(f"aturan.head_{name}") for name in ("group", "nominees", "winners", "source")]
    st.markdown(markdown_table(head, rows, numbers=(1, 2)))

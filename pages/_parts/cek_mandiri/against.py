"""Banding: the projection beside published scores where that is fair, and a portfolio under
another year's rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import streamlit as st

from iga_core.language import plain, unlinked
from iga_core.message import told
from iga_core.portfolio import Portfolio
from iga_core.portfolio.against import Placement, other_said, place_among, placement_said
from iga_core.portfolio.carry import POINTS, Carried, CarriedLine, Lost, RuleChange, carry
from iga_core.portfolio.report import ScoreReport
from iga_core.record import Record
from iga_core.rules import Rulebook, scoring_years
from pages._parts.cek_mandiri import session, start, totals
from pages._shared import atlas, filters
from pages._shared.canvas import Canvas
from pages._shared.links import href
from pages._shared.marks import marked, unknown
from pages._shared.rule_text import amount, basis, limit_text, line_name
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

KEY = f"{session.PAGE}_banding"
EARLIER = f"{KEY}_earlier"
WAYS = ("file", "present")
SHOWN = 30  # lines of a long list that are drawn


@dataclass(frozen=True, slots=True)
class Earlier:
    """A portfolio brought for comparison only, and what to say of its file."""

    portfolio: Portfolio | None
    told: Sequence[str]


def _chosen_region() -> str:
    """Return the region in the address, "" without one."""
    code = str(st.session_state.get(filters.key(session.PAGE, "daerah"), filters.ALL))
    return "" if code == filters.ALL else code


def _kind(record: Record, portfolio: Portfolio) -> str:
    """Return the type to compare with: of the region, else as chosen here, "" when not said."""
    for code in (_chosen_region(), portfolio.region):
        if code in record.register:
            return record.register.get(code).type
    found = st.segmented_control(
        t("cek_mandiri.against_kind"),
        record.schema.vocabularies["region_type"],
        key=session.remembered("banding_kind", None),
        on_change=session.remember,
        args=("banding_kind",),
        format_func=lambda kind: words().term("region_type", kind),
    )
    return str(found or "")


def _limits(canvas: Canvas, found: Placement, book: Rulebook) -> None:
    """Draw the class limits of the year beside the projection."""
    decimals = book.scale.known().decimals
    head = [t(f"cek_mandiri.against_head_{name}") for name in ("predicate", "from", "mine")]
    mine = {found.verdict.predicate, *found.verdict.candidates} - {""}
    rows = [
        [
            marked("predicate", entry.predicate, plain(entry.predicate)),
            limit_text(entry.known(), decimals),
            t("cek_mandiri.against_here") if entry.predicate in mine else "",
        ]
        for entry in reversed(found.limits)
    ]
    canvas.markdown(markdown_table(head, rows, numbers=(1,)))
    for text in dict.fromkeys(basis(entry) for entry in found.limits):
        canvas.caption(text)


def _others(canvas: Canvas, found: Placement, kind_name: str) -> None:
    """Draw what is known of years by other rules: apart, each on its own scale."""
    if not found.others:
        return
    canvas.markdown(f"### {t('cek_mandiri.against_others', kind=kind_name)}")
    canvas.caption(t("cek_mandiri.against_others_note", year=found.year))
    lines = []
    for other in found.others:
        low, high = map(words().printed, (other.lowest, other.highest))
        scale = t(f"aturan.scale_name_{other.scale}")
        span = t("cek_mandiri.against_span", low=low, high=high, scale=scale)
        lines.append(f"- {told(other_said(other), words())} {span}")
    canvas.markdown("\n".join(lines))


def _placed(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw the projection among published scores of its own rules, or say that there are none."""
    canvas.header(t("cek_mandiri.against_title"))
    canvas.caption(t("cek_mandiri.against_note"))
    kind = _kind(record, session.portfolio())
    score = session.projection(book).claimed.verdict.score
    found = place_among(score, kind, book.year, atlas.rulebooks(), atlas.known_scores())
    canvas.markdown(
        t(
            "cek_mandiri.against_mine",
            index=amount(score),
            predicate=totals.predicate(found.verdict),
            year=book.year,
        )
    )
    canvas.info(told(placement_said(found), words()))
    _limits(canvas, found, book)
    if not kind:
        st.info(t("cek_mandiri.against_ask_kind"))
        return
    _others(canvas, found, words().term("rank_scope", kind))
    _links(kind, found)


def _links(kind: str, found: Placement) -> None:
    """Lead to Peringkat and Bandingkan. Only what the address says already is in the links."""
    year = max((found.compared or 0, *(other.year for other in found.others)))
    code = _chosen_region()
    own = {"daerah": code} if code else {}
    query = {"bagian": "peringkat", "jenis": kind, **({"tahun": str(year)} if year else {}), **own}
    st.markdown(
        t(
            "cek_mandiri.against_links",
            ranking=href("peringkat", **query),
            compare=href("bandingkan", **own),
        )
    )


# another year's rules


def _earlier(book: Rulebook) -> Earlier | None:
    """Draw the uploader; return the portfolio brought for comparison, kept for this visit."""
    file = st.file_uploader(
        t("cek_mandiri.against_upload"),
        key=f"{KEY}_file",
        help=t("cek_mandiri.upload_help"),
    )
    if file is not None and st.session_state.get(f"{KEY}_taken") != file.file_id:
        st.session_state[f"{KEY}_taken"] = file.file_id
        found = Earlier(*start.read(file, book.year, earlier=True))
        if found.portfolio is None:
            st.error(found.told[0])
        else:
            st.session_state[EARLIER] = found
    kept: Earlier | None = st.session_state.get(EARLIER)
    if kept is not None:
        start.tell(kept.told)
    return kept


def _other_year(book: Rulebook) -> Rulebook:
    """Draw the choice of another year's rules, those that suffice for a score first."""
    enough = scoring_years()
    years = sorted(
        (y for y in atlas.rulebooks() if y != book.year), key=lambda y: (-(y in enough), -y)
    )
    year = st.selectbox(
        t("cek_mandiri.against_year"),
        years,
        key=session.remembered("banding_year", years[0], years),
        on_change=session.remember,
        args=("banding_year",),
    )
    return atlas.rulebooks()[year]


def _points(value: Fraction | None) -> str:
    return unknown() if value is None else words().number(value, POINTS)


def _effect(value: Decimal | None) -> str:
    if value is None:
        return unknown()
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value else ""
    return sign + words().printed(abs(value))


def _change(line: CarriedLine) -> str:
    change = line.change
    if change.kind != "weight" or change.before is None or change.after is None:
        return t(f"cek_mandiri.against_change_{change.kind}")
    before, after = amount(change.before), amount(change.after)
    return t("cek_mandiri.against_change_weight_of", before=before, after=after)


def _line_name(line: CarriedLine, after: Rulebook) -> str:
    found = line.after or line.before
    if found is not None:
        return f"{plain(found.no)} {plain(found.name)}"
    return plain(after.count.name)


def _total(report: ScoreReport | None, lacking: str, year: int) -> str:
    """Return a year's result in words, or which rule is missing for one."""
    if report is None:
        return t("rules.unknown", year=year, rule=words().term("rule", lacking))
    return t(
        "cek_mandiri.against_total",
        year=year,
        index=words().number(float(report.scores.index[0]), 2),
        predicate=totals.predicate(report.verdict),
    )


def _totals(canvas: Canvas, found: Carried, before: Rulebook, after: Rulebook) -> None:
    lines = [
        _total(found.before, found.lacking_before, before.year),
        _total(found.after, found.lacking_after, after.year),
    ]
    canvas.markdown("\n".join(f"- {line}" for line in lines))
    for book in (before, after):
        if book.forecast:
            canvas.info(t("cek_mandiri.against_forecast", year=book.year, base=book.assumes))
    canvas.caption(t("cek_mandiri.against_total_note"))


def _lines(canvas: Canvas, found: Carried, before: Rulebook, after: Rulebook) -> None:
    """Draw what became of every line, and what that alone does to the points."""
    canvas.markdown(f"### {t('cek_mandiri.against_lines')}")
    head = [
        t("cek_mandiri.column_line"),
        t("cek_mandiri.against_change"),
        t("cek_mandiri.against_claims"),
    ]
    head += [t("cek_mandiri.against_points_of", year=year) for year in (before.year, after.year)]
    head.append(t("cek_mandiri.against_effect"))
    rows = [
        [
            _line_name(line, after),
            _change(line),
            words().number(line.claims),
            _points(line.points_before),
            _points(line.points_after),
            _effect(line.effect),
        ]
        for line in found.lines
    ]
    canvas.markdown(markdown_table(head, rows, numbers=(2, 3, 4, 5)))
    canvas.caption(t("cek_mandiri.against_lines_note"))


def _value(value: Any) -> str:  # noqa: ANN401 - a value of any rule
    if value is None:
        return unknown()
    if isinstance(value, tuple):
        return ", ".join(words().term("stage", str(item)) for item in value)
    if isinstance(value, date):
        return words().day(value.isoformat())
    return amount(Decimal(value))


def _rules(canvas: Canvas, rules: Sequence[RuleChange], before: int, after: int) -> None:
    """Draw the rules of the whole that differ, or of which one side is not known."""
    shown = [rule for rule in rules if rule.changed is not False]
    if not shown:
        canvas.markdown(t("cek_mandiri.against_rules_same"))
        return
    canvas.markdown(f"### {t('cek_mandiri.against_rules')}")
    head = [
        t("cek_mandiri.against_rule"),
        str(before),
        str(after),
        t("cek_mandiri.against_head_basis"),
    ]
    rows = [
        [
            words().term("rule", rule.key),
            _value(rule.before.value),
            _value(rule.after.value),
            basis(rule.after),
        ]
        for rule in shown
    ]
    canvas.markdown(markdown_table(head, rows))


def _entries(canvas: Canvas, found: Carried, after: Rulebook) -> None:
    """Draw the innovations that are not scored, or not surely, under the new rules."""
    out = [entry for entry in found.entries if entry.after not in ("", "unknown")]
    unsure = sum(entry.after == "unknown" for entry in found.entries)
    canvas.markdown(f"### {t('cek_mandiri.against_entries', year=after.year)}")
    if unsure:
        canvas.markdown(t("cek_mandiri.against_entries_unsure", number=words().number(unsure)))
    if not out:
        if not unsure:
            canvas.markdown(t("cek_mandiri.against_entries_none"))
        return
    head = [t(f"cek_mandiri.rehearse_head_{name}") for name in ("number", "name")]
    head += [t("cek_mandiri.against_entry_before"), t("cek_mandiri.against_entry_after")]
    rows = [
        [
            words().number(entry.position),
            unlinked(entry.name, 80),
            t(f"cek_mandiri.against_standing_{entry.before or 'scored'}"),
            t(f"cek_mandiri.against_standing_{entry.after}"),
        ]
        for entry in out
    ]
    canvas.markdown(markdown_table(head, rows, numbers=(0,)))


def _lost_line(lost: Lost, before: Rulebook, found: Carried) -> str:
    names = {line.code: line_name(line) for line in before.lines}
    what = words().term("affair", lost.code) if lost.kind == "affair" else lost.code
    values = {"what": plain(names.get(lost.code, what))}
    where = t("rehearsal.part_spd")
    if lost.position:
        entry = found.entries[lost.position - 1]
        name = unlinked(entry.name, 80)
        where = t("rehearsal.at_innovation", position=lost.position, name=name)
    return f"{where}: {t(f'cek_mandiri.against_lost_{lost.kind}', **values)}"


def _lost(canvas: Canvas, found: Carried, before: Rulebook, after: Rulebook) -> None:
    """Draw what cannot be taken over, and the raw values to be looked up anew."""
    if not (after.aspect("SPD") and after.aspect("SID")):
        canvas.info(t("cek_mandiri.against_no_table", year=after.year))
        return
    if found.lost:
        canvas.markdown(
            f"### {t('cek_mandiri.against_lost', number=words().number(len(found.lost)))}"
        )
        lines = [_lost_line(lost, before, found) for lost in found.lost[:SHOWN]]
        if len(found.lost) > SHOWN:
            lines.append(t("cek_mandiri.more_problems", number=len(found.lost) - SHOWN))
        canvas.markdown("\n".join(f"- {line}" for line in lines))
    if found.stale:
        names = ", ".join(
            f"{after.line(code).no} {plain(after.line(code).name)}" for code in found.stale
        )
        canvas.markdown(t("cek_mandiri.against_stale", lines=names))


def _continue(found: Carried, after: Rulebook) -> None:
    """Offer to go on with the carried portfolio, where its year can be scored."""
    if after.year not in scoring_years():
        st.caption(t("cek_mandiri.against_no_scoring", year=after.year))
        return
    start.begin(
        t("cek_mandiri.against_continue"),
        "carried",
        lambda: replace(found.portfolio, year=after.year),
        saved=False,
        year=after.year,
    )


def _carried(canvas: Canvas, portfolio: Portfolio, before: Rulebook, after: Rulebook) -> None:
    """Draw one portfolio under both years' rules."""
    found = carry(portfolio, before, after)
    canvas.markdown(
        t(
            "cek_mandiri.against_carried",
            number=words().number(len(portfolio.innovations)),
            before=before.year,
            after=after.year,
        )
    )
    _totals(canvas, found, before, after)
    _continue(found, after)
    _entries(canvas, found, after)
    _lost(canvas, found, before, after)
    _rules(canvas, found.rules, before.year, after.year)
    _lines(canvas, found, before, after)


def _another_year(canvas: Canvas, book: Rulebook) -> None:
    canvas.header(t("cek_mandiri.against_another"))
    canvas.caption(t("cek_mandiri.against_another_note"))
    way = session.choose(
        "banding_way",
        t("cek_mandiri.against_way"),
        WAYS,
        lambda way: t(f"cek_mandiri.against_way_{way}"),
    )
    if way == WAYS[1]:
        _carried(canvas, session.portfolio(), book, _other_year(book))
        return
    kept = _earlier(book)
    if kept is None or kept.portfolio is None:
        return
    before = atlas.rulebooks()[kept.portfolio.year or book.year]
    if before.year == book.year:
        canvas.info(t("cek_mandiri.against_same_year", year=book.year))
    if before.year not in scoring_years():
        canvas.info(t("cek_mandiri.against_read_by", before=before.year, year=book.year))
    _carried(canvas, kept.portfolio, before, book)


def banding(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw the session's portfolio beside published scores and under another year's rules."""
    _placed(canvas, record, book)
    _another_year(canvas, book)

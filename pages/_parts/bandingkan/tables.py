"""The tables of a comparison: by difference, known for one only, and year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from iga_core.analysis.benchmarks import BENCHMARKS, Benchmark, Mark
from iga_core.analysis.comparison import Comparison, JudgedRow
from iga_core.record import Record
from pages._parts.bandingkan import verdict
from pages._parts.bandingkan.choice import address
from pages._parts.bandingkan.words import cell, gap, measure_name, name, row_name
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.facts import figure_text, missing_from
from pages._shared.filters import Values
from pages._shared.links import region_link, sources_of_rows
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words

LARGEST = 10  # cells of the largest differences that are shown before all are asked for


def _mark_text(row: JudgedRow, mark: Mark) -> str:
    size = t("bandingkan.size_unknown") if mark.size is None else words().number(mark.size)
    known = t("bandingkan.known_of", known=words().number(mark.known), size=size)
    if not mark.known:
        return f"{t('figure.unknown')} ({known})"
    if mark.words is not None:
        if row.measure.name in ("rank_within_type", "national_rank"):
            return t("bandingkan.no_middle")
        words_of = [
            t(
                "bandingkan.times",
                what=word or t("bandingkan.without"),
                number=words().number(number),
            )
            for word, number in mark.words.items()
        ]
        return f"{', '.join(words_of)} ({known})"
    assert mark.low is not None and mark.high is not None
    low, high = map(words().printed, (mark.low, mark.high))
    if mark.middle is None:
        return t("bandingkan.range", low=low, high=high, known=known)
    return t(
        "bandingkan.middle", middle=words().printed(mark.middle), low=low, high=high, known=known
    )


def _difference(row: JudgedRow) -> str:
    return words().number(100 * (row.difference or 0))


@by_language(maxsize=256)
def _differences(codes: tuple[str, ...], year: int | None, first: int, last: int | None) -> str:
    head = [
        t("bandingkan.measure"),
        *(region_link(atlas.record(), code) for code in codes),
        t("bandingkan.gap"),
        t("bandingkan.difference"),
    ]
    body = [
        [row_name(row), *(cell(row, side) for side in row.sides), gap(row), _difference(row)]
        for row in atlas.comparison(codes, year).rows[first:last]
    ]
    return markdown_table(head, body, numbers=(len(head) - 1,))


def by_difference(canvas: Canvas, record: Record, comparison: Comparison, rules: int) -> None:
    """Draw the rows that compare, largest difference first; then the others, and what they are."""
    codes, year = comparison.codes, comparison.year
    shown = LARGEST // len(codes)
    left = len(comparison.rows) - shown

    def others() -> None:
        if left > 0:
            canvas.markdown(_differences(codes, year, shown, None))
        if comparison.rows:
            canvas.caption(t("bandingkan.difference_note"))
        lines = [*verdict.scores(record, comparison), verdict.can_compare(comparison, rules)]
        canvas.markdown("\n".join(f"- {line}" for line in lines))

    if comparison.rows:
        canvas.markdown(_differences(codes, year, 0, shown))
    else:
        canvas.markdown(t("bandingkan.no_rows"))
    label = t("bandingkan.others", number=words().number(max(0, left)))
    canvas.more(label if left > 0 else t("bandingkan.what_compares"), "bandingkan_others", others)


@by_language(maxsize=256)
def _benchmarked(codes: tuple[str, ...], year: int | None, chosen: tuple[str, ...]) -> str:
    head = [
        t("bandingkan.measure"),
        region_link(atlas.record(), codes[0]),
        *(t(f"bandingkan.benchmark_{name}") for name in chosen),
    ]
    rows = atlas.comparison(codes, year).rows_with(codes[0])
    _, found = atlas.benchmark_marks(codes, year, chosen)
    body = [
        [row_name(row), cell(row, row.sides[0]), *(_mark_text(row, mark) for mark in of_row)]
        for row, of_row in zip(rows, found, strict=True)
    ]
    return markdown_table(head, body)


def against(canvas: Canvas, record: Record, comparison: Comparison, values: Values) -> None:
    """Draw the first government beside the benchmarks around it, in the rows that compare it.

    With none chosen, those that may be.
    """
    codes, year, chosen = comparison.codes, comparison.year, values.many("tolok")
    if not comparison.rows_with(codes[0]):
        canvas.markdown(t("bandingkan.no_rows"))
        return
    if not chosen:
        links = " · ".join(
            f"[{t(f'bandingkan.benchmark_{one}')}]({address(values, tolok=(one,), bagian='tolok')})"
            for one in BENCHMARKS
        )
        canvas.markdown(t("bandingkan.choose_benchmark", links=links))
        return
    canvas.markdown(_benchmarked(codes, year, chosen))
    canvas.caption(t("bandingkan.benchmark_note"))
    groups, _ = atlas.benchmark_marks(codes, year, chosen)
    _explain(canvas, record, comparison, groups)


def _explain(
    canvas: Canvas, record: Record, comparison: Comparison, chosen: Sequence[Benchmark]
) -> None:
    """Say who is in each benchmark, and give a published mean where a score is compared."""
    region = record.register.get(comparison.codes[0])
    values = {
        "kind": words().term("rank_scope", region.type),
        "province": record.register.province_of(region.code).name,
    }
    lines = []
    for group in chosen:
        size = t("bandingkan.size_unknown") if group.size is None else words().number(group.size)
        text = t(
            f"bandingkan.group_{group.name}",
            **values,
            year=group.year or t("figure.unknown"),
            predicate=group.predicate or t("figure.unknown"),
            known=words().number(len(group.codes)),
            size=size,
        )
        lines.append(f"- **{t(f'bandingkan.benchmark_{group.name}')}:** {text}")
    for row in comparison.rows:
        mean = atlas.national().figure(row.year, "mean_index")
        if row.measure.name == "score" and mean.known:
            text = t("bandingkan.mean", year=row.year, value=figure_text(mean))
            lines.append(f"- {text} {sources_of_rows(mean.rows)}")
    canvas.markdown("\n".join(lines))


@by_language(maxsize=256)
def _by_year(codes: tuple[str, ...], year: int | None) -> tuple[tuple[int, str], ...]:
    """Return each award year with its table, the chosen year first."""
    tables = sorted(atlas.comparison(codes, year).by_year, key=lambda entry: entry[0] != year)
    return tuple(
        (y, plain_table(codes, rows, lambda row: measure_name(row.measure))) for y, rows in tables
    )


def years(canvas: Canvas, record: Record, comparison: Comparison) -> None:
    """Draw a table per award year with anything on file; the chosen year first."""
    tables = _by_year(comparison.codes, comparison.year)
    for year, table in tables:
        canvas.subheader(str(year))
        canvas.markdown(table)
    briefs = [b for code in comparison.codes if (b := atlas.briefings().get(code))]
    blank = set(record.award_years) - {year for year, _ in tables}
    blank -= {year for brief in briefs for year, _ in brief.missing_from}
    if blank:
        canvas.markdown(t("year.not_found_years", years=_newest_first(blank)))
    _not_listed(canvas, record, comparison)


def _newest_first(years: Iterable[int]) -> str:
    return ", ".join(str(year) for year in sorted(years, reverse=True))


def _not_listed(canvas: Canvas, record: Record, comparison: Comparison) -> None:
    """Name the years in which a government is missing from complete lists, and which lists."""
    briefs = atlas.briefings()
    lines = [
        t("bandingkan.not_listed", name=name(record, code), years=missing_from(brief))
        for code in comparison.codes
        if (brief := briefs.get(code)) and brief.missing_from
    ]
    if lines:
        canvas.markdown("\n".join(f"- {line}" for line in lines))


def plain_table(
    codes: Sequence[str], rows: Sequence[JudgedRow], label: Callable[[JudgedRow], str]
) -> str:
    head = [t("bandingkan.measure"), *(region_link(atlas.record(), code) for code in codes)]
    body = [[label(row), *(cell(row, side) for side in row.sides)] for row in rows]
    return markdown_table(head, body)

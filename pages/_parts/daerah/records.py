"""The rest of the record on a government: figures, facts, statistics, corrections, sources."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.analysis.profile import History
from iga_core.language import plain
from iga_core.record import Record, Row, statistic_row
from iga_core.rules import StatisticFigure
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.links import href, row_link, source_link, sources_line
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words


def _fact(row: Row) -> str:
    value = words().term("fact_value", str(row["value"]))
    text = f"**{words().term('fact', str(row['fact']))}** ({row['year']}): {plain(value, 400)}"
    if row["unit"]:
        text += f" {plain(row['unit'])}"
    return f"{text}. {sources_line(str(row['source_ids']), str(row['id']))}{say.note_text(row)}"


def other(canvas: Canvas, record: Record, history: History) -> None:
    """Draw the other facts on file, and figures that sources print on this government alone."""
    lines = [_fact(row) for row in history.other_facts]
    for row in history.figures:
        lines.append(f"{row['year']}: {say.national_line(record, row, region=False)}")
    if lines:
        canvas.header(t("daerah.other"))
        canvas.markdown("\n".join(f"- {line}" for line in lines))


def other_disputes(canvas: Canvas, history: History) -> None:
    """Name the disputes that touch rows of this government and do not name it."""
    named = {row["id"] for row in atlas.disputes().of.get(history.code, ())}
    others = [row for row in history.disputes if row["id"] not in named]
    if others:
        canvas.header(t("daerah.other_disputes"))
        links = (row_link(plain(row["title"], 300), str(row["id"])) for row in others)
        canvas.markdown("\n".join(f"- {link}" for link in links))


def corrections(canvas: Canvas, history: History) -> None:
    """Draw what was corrected in the rows of this government."""
    if history.corrections:
        canvas.header(t("daerah.corrections"))
        canvas.markdown("\n".join(say.correction_text(row) for row in history.corrections))


def _statistic(figure: StatisticFigure, code: str, measure: str) -> str:
    address = statistic_row(figure.series_id, code, figure.year, measure)
    return row_link(words().printed(figure.value), address)


def _unit(figure: StatisticFigure) -> str:
    return words().term("statistic_unit", atlas.series()[figure.series_id]["unit"])


@by_language(maxsize=1024)
def _statistics(code: str) -> tuple[str, str]:
    """Return a government's public statistics as a table, and their sources; made once."""
    found = atlas.statistics()[code]
    body = [
        [
            f"{words().term('statistic', measure)} ({_unit(figures[0])})",
            "; ".join(f"{f.year}: {_statistic(f, code, measure)}" for f in figures),
        ]
        for measure, figures in found.items()
    ]
    used = dict.fromkeys(figure.series_id for figures in found.values() for figure in figures)
    ids = dict.fromkeys(atlas.series()[series]["source_id"] for series in used)
    table = markdown_table([t("daerah.measure"), t("daerah.values")], body)
    return table, t("source.line", sources="; ".join(source_link(i) for i in ids))


def statistics(canvas: Canvas, code: str) -> None:
    """Draw every public statistic on file, a row per measure, the newest year first."""
    if code not in atlas.statistics():
        return
    canvas.markdown(t("daerah.statistics_intro", address=href("kriteria", daerah=code)))
    table, sources = _statistics(code)
    canvas.markdown(table)
    canvas.caption(sources)


def _own_rows(history: History) -> Sequence[Row]:
    rows = [row for facts in history.years for row in (*facts.awards, *facts.claims)]
    return [*rows, *history.other_facts, *history.figures, *history.corrections]


def source_ids(history: History) -> tuple[str, ...]:
    """Return every source behind the rows on a government, once."""
    used = (i for row in _own_rows(history) for i in str(row["source_ids"]).split())
    return tuple(dict.fromkeys(used))


def sources(canvas: Canvas, record: Record, history: History) -> None:
    """Name every source behind the rows on this government."""
    ids = source_ids(history)
    if not ids:
        return
    canvas.header(t("daerah.sources"))
    with canvas.expander(t("daerah.sources_number", number=words().number(len(ids)))):
        canvas.markdown("\n".join(f"- {source_link(i)}" for i in ids))

"""How facts read: one line of Markdown each, always ending with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from iga_core.analysis.awards import ListCount
from iga_core.analysis.briefing import Briefing
from iga_core.analysis.lists import key_of
from iga_core.analysis.national import NationalFigure
from iga_core.analysis.profile import YearFacts
from iga_core.analysis.recipients import Absence
from iga_core.language import plain
from iga_core.publish.citation import AwardCard
from iga_core.publish.row_words import figure_name
from iga_core.record import FoundRow, Record, Row, standing_of, year_row
from iga_core.record.witnesses import FIELDS
from iga_core.regions import display_name
from pages._shared import atlas, report
from pages._shared.links import publisher, row_link, sources_line
from pages._shared.marks import disputed, marked, unknown
from pages._shared.words import t, words


def score_text(claim: Row, *, linked: bool = False) -> str:
    """Return a score as it is printed here, with its scale; as the source printed it if kept.

    ``linked``: the number leads to its row.
    """
    number = words().printed(claim["score"])
    score = row_link(number, str(claim["id"])) if linked else number
    text = t(f"score.{claim['scale']}", score=score, year=int(claim["year"]))
    printed = str(claim["score_as_printed"])
    return (
        text if printed in ("", number) else f"{text} {t('score.printed', printed=plain(printed))}"
    )


def predicate_text(claim: Row) -> str:
    """Return a predicate after its mark, linked to its row."""
    name = str(claim["predicate"])
    return marked("predicate", name, row_link(plain(name), str(claim["id"])))


def basis_text(row: Row) -> str:
    """Return what a predicate rests on, after a space and in brackets; "" for the index itself."""
    if row["predicate_basis"] != "award_report":
        return ""
    return f" ({words().term('predicate_basis', 'award_report')})"


def award_line(award: Row) -> str:
    """Return one award row: programme, category, level, rank, session, day, standing, source.

    What was not received begins with the mark of what it is, and its level is not set apart.
    """
    standing, level = standing_of(award), plain(award["level"])
    parts = [
        words().term("programme", str(award["programme"])),
        plain(award["category"]),
        f"**{level}**" if standing == "received" else level,
    ]
    if award["rank"] is not None:
        parts.append(t("award.rank", rank=int(award["rank"])))
    if award["session"]:
        basis = words().term("session_basis", str(award["session_basis"]))
        parts.append(t("award.session", session=award["session"], basis=basis))
    if standing_of(award) == "received":  # of a claim no handover is known
        parts.append(words().day(str(award["ceremony_on"])))
    parts.append(words().term("award_status", str(award["status"])))
    line = " · ".join(parts) + ". " + sources_line(str(award["source_ids"]), str(award["id"]))
    return marked("award", standing, line + note_text(award))


def award_short(award: Row, text: str) -> str:
    """Return one award row as ``text``, linked to it, after its mark.

    What was not received carries the mark and the words of what it is.
    """
    link, standing = row_link(text, str(award["id"])), standing_of(award)
    if standing == "received":
        return marked("level", str(award["level"]), link)
    status = words().term("award_status", str(award["status"]))
    return marked("award", standing, f"{link} ({status})")


def _list_names(counts: Iterable[ListCount]) -> str:
    names = []
    for count in counts:
        row, name = atlas.award_lists().get(key_of(count)), f"{count.category} {count.level}"
        names.append(row_link(plain(name), str(row["id"])) if row else plain(name))
    return ", ".join(names)


def missing_from(brief: Briefing) -> str:
    """Return the years of known absence with the complete lists: "2019 (Kota Terinovatif)"."""
    return ", ".join(
        f"{year} ({', '.join(plain(f'{c.category} {c.level}') for c in counts)})"
        for year, counts in brief.missing_from
    )


def absence_text(absence: Absence) -> str:
    """Return which complete lists do not name a government, and which say nothing; "" for none."""
    if absence.state == "not_found":
        return ""
    text = t(
        f"absence.{absence.state}",
        lists=_list_names(absence.complete),
        open=_list_names(absence.open),
    )
    return marked("award", "not_listed", text)


def note_text(row: Row) -> str:
    """Return a row's note after a space, to end a line with; "" when it has none."""
    return f" {t('fact.note', note=plain(row['note'], 600))}" if row["note"] else ""


def quality_text(claim: Row) -> str:
    """Return what is unsure about a claim, after a space and in brackets; "" for a final one."""
    quality = str(claim["quality"])
    plain_ones = {"final", "count_only", "note_only"}
    return "" if quality in plain_ones else f" ({words().term('quality', quality)})"


def _with_sources(text: str, claim: Row) -> str:
    line = f"{text}{quality_text(claim)}. "
    if claim["decree"]:
        line += t("fact.decree", decree=plain(claim["decree"], 300)) + " "
    return line + sources_line(str(claim["source_ids"]), str(claim["id"]))


def _field_lines(facts: YearFacts, field: str, texts: Mapping[str, str]) -> list[str]:
    """Return the shown claim of ``field``, what contradicts it, and what agrees with it."""
    shown = facts.shown
    if shown is None or not shown[f"{field}_id"]:
        return []
    first = str(shown[f"{field}_id"])
    lines = [_with_sources(texts[first], facts.claim(first))]
    for kind in ("differing", "agreeing"):
        for claim_id in str(shown[f"{field}_{kind}_ids"]).split():
            text = _with_sources(texts[claim_id], facts.claim(claim_id))
            line = t(f"fact.{kind}", text=text)
            lines.append(disputed(line) if kind == "differing" else line)
    return lines


def predicate_lines(facts: YearFacts) -> list[str]:
    """Return the predicate of the year; one that rests on an award report alone says so."""
    texts = {
        str(row["id"]): t(
            f"predicate.{row['predicate_basis']}", predicate=f"**{plain(row['predicate'])}**"
        )
        for row in facts.claims
        if row["predicate"]
    }
    return _field_lines(facts, "predicate", texts) or [unknown("predicate.unknown")]


def score_lines(facts: YearFacts) -> list[str]:
    """Return the score of the year, or that none was found."""
    texts = {
        str(row["id"]): f"**{score_text(row)}**" for row in facts.claims if row["score"] is not None
    }
    return _field_lines(facts, "score", texts) or [unknown("score.unknown")]


def rank_text(record: Record, claim: Row, field: str) -> str:
    """Return a rank with its base: printed, or that of the governments that existed.

    The rank leads to its row, a base that is not printed to the row of the governments.
    """
    rank = row_link(str(int(claim[field])), str(claim["id"]))
    region = record.register.get(str(claim["region_code"]))
    kind = region.type if field == "rank_within_type" else ""
    printed = claim["type_rank_base" if kind else "national_rank_base"]
    scope = words().term("rank_scope", kind or "all")
    if printed is not None:
        return t("rank.of", rank=rank, base=int(printed), scope=scope)
    existing = len(record.register.participating(int(claim["year"]), region.type if kind else None))
    message = "rank.type_unprinted" if kind else "rank.national_unprinted"
    base = row_link(words().number(existing), year_row(int(claim["year"])))
    return t(message, rank=rank, base=base, scope=scope)


def rank_short(claim: Row, field: str) -> str:
    """Return a rank for a narrow cell: with its base where that is printed."""
    printed = claim["type_rank_base" if field == "rank_within_type" else "national_rank_base"]
    rank = row_link(str(int(claim[field])), str(claim["id"]))
    if printed is None:
        return t("rank.short_unprinted", rank=rank)
    return t("rank.short", rank=rank, base=int(printed))


def rank_lines(record: Record, facts: YearFacts) -> list[str]:
    """Return the index ranks of the year with their bases, or that none was found."""
    lines = []
    for field in ("rank_within_type", "national_rank"):
        texts = {
            str(row["id"]): f"**{rank_text(record, row, field)}**"
            for row in facts.claims
            if row[field] is not None
        }
        lines += _field_lines(facts, field, texts)
    return lines or [unknown("rank.unknown")]


def _counted_when(claim: Row) -> str:
    if claim["innovations_as_of"]:
        return f", {t('innovations.as_of', day=words().day(claim['innovations_as_of']))}"
    return f", {t('innovations.interim')}" if claim["innovations_interim"] == "yes" else ""


def count_basis(claim: Row) -> str:
    """Return what a number of innovations counts, and when."""
    basis = words().term("innovations_basis", str(claim["innovations_basis"]))
    return basis + _counted_when(claim)


def count_text(claim: Row) -> str:
    """Return a number of innovations with what was counted."""
    basis = words().term("innovations_basis", str(claim["innovations_basis"]))
    text = t("innovations.count", number=words().number(int(claim["innovations"])), basis=basis)
    return text + _counted_when(claim)


def innovation_lines(facts: YearFacts) -> list[str]:
    """Return every count of the year: counts of different things stand side by side."""
    counted = [row for row in facts.claims if row["innovations"] is not None]
    return [_with_sources(count_text(row), row) for row in counted] or [t("innovations.unknown")]


def remark_lines(facts: YearFacts) -> list[str]:
    """Return what the claims say beyond their figures, once per claim, each with its source."""
    return [
        f"{plain(row['note'], 600)} {sources_line(str(row['source_ids']), str(row['id']))}"
        for row in facts.claims
        if row["note"]
    ]


def figure_value(row: Row) -> str:
    """Return a national figure's value: the number as printed here, or its text."""
    if row["value"] is None:
        return plain(_dates(str(row["value_text"])), 400)
    return words().printed(row["value"])


def _dates(text: str) -> str:
    try:
        return words().day(text)
    except ValueError:
        return text  # a letter's number or a list of names, not a date


def national_line(record: Record, row: Row, *, region: bool = True) -> str:
    """Return one national figure: what is counted, its value, its source.

    ``region``: whether a figure on a single government names it.
    """
    name = plain(figure_name(record, row, words(), region=region), 300)
    source = sources_line(str(row["source_ids"]), str(row["id"]))
    return f"{name}: **{figure_value(row)}**. {source}{note_text(row)}"


def figure_text(figure: NationalFigure) -> str:
    """Return a figure in short: its value, all values when sources differ, or unknown."""
    if not figure.known:
        return unknown()
    values = [figure_value(row) for row in figure.rows]
    return t("figure.or").join(values)


def figure_lines(figure: NationalFigure) -> list[str]:
    """Return one line per printed value of a figure, each with its source."""
    return [
        f"{figure_value(row)} · "
        f"{sources_line(str(row['source_ids']), str(row['id']))}{note_text(row)}"
        for row in figure.rows
    ]


def prints(card: AwardCard | None, source_id: str) -> str:
    """Return what a source was seen to print of an award, ": penerima, tahun"; "" for one alone."""
    if card is None or len(card.sources) == 1:
        return ""
    found = card.witnesses
    if source_id in {source["id"] for source in found.whole}:
        return t("source.prints", fields=_fields(FIELDS))
    for source, lacking in found.partly:
        if source["id"] == source_id:
            return t("source.prints", fields=_fields([f for f in FIELDS if f not in lacking]))
    return t("source.untied")


def _fields(names: Sequence[str]) -> str:
    return ", ".join(words().term("tie_field", name) for name in names)


def corrected(record: Record, row: Row) -> str:
    """Return whose row was corrected: the government and what of it, or the figure or list."""
    table, row_id = str(row["table"]), str(row["row_id"])
    found = atlas.rows().find(f"wilayah-{row_id}" if table == "regions" else row_id)
    if table == "sources":
        return t("corrections.of_source", name=plain(publisher(row_id)))
    if found is None:
        return plain(row_id)
    cells = found.row
    if table == "regions":
        return plain(cells["name"])
    values = {name: str(cells.get(name) or "") for name in ("year", "category", "level", "title")}
    if table in ("awards", "results", "region_facts"):
        values["name"] = display_name(record.register.get(str(cells["region_code"])))
        values["programme"] = words().term("programme", str(cells.get("programme") or "IGA"))
    if table == "national":
        values["name"] = words().term("metric", str(cells["metric"]))
    if table == "category_lists":
        values["name"] = plain(cells["name"])
    return t(f"corrections.of_{table}", **values).replace("  ", " ")


def _found(row_id: str) -> FoundRow:
    found = atlas.rows().find(row_id)
    if found is None:
        raise KeyError(row_id)
    return found


def row_name(record: Record, row_id: str) -> str:
    """Return what a row of the record is about, linked to it."""
    about = {"table": _found(row_id).table, "row_id": row_id}
    return row_link(corrected(record, about), row_id)


def row_text(record: Record, row_id: str) -> str:
    """Return a row of the record in words, linked to it, with its source: an award in full.

    At its end another source for it can be sent.
    """
    found = _found(row_id)
    if found.table == "awards":
        name = plain(display_name(record.register.get(str(found.row["region_code"]))))
        text = f"{name}, {found.row['year']}: {award_line(found.row)}"
    else:
        text = row_name(record, row_id)
        if "source_ids" in found.row:  # of a region each column has its own: they stand at the row
            source = sources_line(str(found.row["source_ids"]), row_id)
            text = f"{text}. {source}{note_text(found.row)}"
    return f"{text} {report.link(row_id)}"


def _field_name(record: Record, table: str, field: str) -> str:
    """Return a column in words; where none are given, as the dictionary describes it."""
    if words().has(f"corrections.field_{field}"):
        return t(f"corrections.field_{field}")
    columns = record.schema.tables[table].columns
    return next((plain(c.description) for c in columns if c.name == field), plain(field))


def _corrected_value(record: Record, row: Row, name: str) -> str:
    """Return a corrected cell in words: publishers for sources, days and words as on screen."""
    text = str(row[name])
    if not text:
        return t("corrections.blank")
    if row["field"] == "source_ids":
        return ", ".join(dict.fromkeys(map(publisher, text.split())))
    columns = record.schema.tables[str(row["table"])].columns
    vocabulary = next((c.vocabulary for c in columns if c.name == row["field"]), "")
    if vocabulary:
        text = words().term(vocabulary, text)
    return plain(text.rstrip("."), 600)


def change_text(row: Row) -> str:
    """Return what a correction changed: the field, what stood there, what stands there now."""
    record = atlas.record()
    return t(
        "corrections.change",
        field=_field_name(record, str(row["table"]), str(row["field"])),
        was=_corrected_value(record, row, "was"),
        now=_corrected_value(record, row, "now"),
    )


def correction_text(row: Row) -> str:
    """Return one correction as a list item: what it changed, and why."""
    return t(
        "corrections.line",
        day=words().day(str(row["corrected_on"])),
        row=row_link(t("corrections.row"), str(row["row_id"])),
        change=change_text(row),
        reason=plain(row["reason"], 600),
        source=sources_line(str(row["source_ids"]), str(row["id"])),
    )


def dispute_text(dispute: Row) -> str:
    """Return one dispute: title, who says what, the reading and why, and how to add to it."""
    reading = plain(dispute["reading"], 2000) or t("dispute.no_reading")
    status = words().term("dispute_status", str(dispute["status"]))
    return t(
        "dispute.text",
        send=report.link(str(dispute["id"])),
        title=row_link(plain(dispute["title"], 300), str(dispute["id"])),
        claims=plain(dispute["claims"], 2000),
        reading=reading,
        status=status,
    )

"""In which award categories a government could be judged in a year, and what says so."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.analysis.categories import (
    Answer,
    CategoryBook,
    CategoryCount,
    CategoryState,
    JudgedCategory,
    values_of,
)
from iga_core.analysis.default_years import results_year
from iga_core.language import plain
from iga_core.record import Record, Row, region_row
from iga_core.regions import display_name
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.filters import NONE, Values
from pages._shared.links import href, region_link, row_link, sources_line, sources_of_rows
from pages._shared.marks import marked, unknown
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

ORDER: tuple[CategoryState, ...] = ("yes", "unknown", "no")


def view(year: int, code: str, others: Sequence[str] = ()) -> str:
    """Return the address of the categories of a year for some governments."""
    beside = ",".join(others) or NONE
    return href("hukum", bagian="kategori", tahun=str(year), daerah=code, dengan=beside)


def _joined(names: Sequence[str]) -> str:
    return ", ".join(names) or t("hukum.none")


def _named(book: CategoryBook, year: int, category: str) -> str:
    """Return a category's name, marked where only some accounts of the year name it."""
    everywhere = len(book.naming(year, category)) == len(book.sets[year])
    return plain(category) if everywhere else t("hukum.some_accounts", category=plain(category))


def _absent(answer: Answer) -> str:
    """Return why a government could not take part at all."""
    name = plain(display_name(answer.region))
    if answer.presence == "not_autonomous":
        return t("hukum.not_autonomous", name=name)
    return t("hukum.not_yet", name=name, year=answer.region.participates_from or answer.year)


def _short(book: CategoryBook, answer: Answer) -> str:
    """Return the answer in one sentence a state."""
    if answer.presence != "present":
        return _absent(answer)
    parts = [
        t(f"hukum.short_{state}", names=_joined([_named(book, answer.year, c) for c in found]))
        for state in ORDER
        if (found := answer.of(state)) or state == "yes"
    ]
    return f"**{plain(display_name(answer.region))}.** " + " ".join(parts)


def said(answer: Answer) -> str:
    """Return in one line in which categories a government could be judged, not for Markdown."""
    name = display_name(answer.region)
    if answer.presence != "present":
        return _absent(answer)
    yes = answer.of("yes")
    message = "hukum.said_yes" if yes else "hukum.said_none"
    line = t(message, name=name, year=answer.year, **({"names": _joined(yes)} if yes else {}))
    if unknown_ones := answer.of("unknown"):
        line += t("hukum.said_unknown", names=_joined(unknown_ones))
    return line


def _types(decider: Row) -> str:
    kinds = str(decider["types"]).split()
    return " / ".join(words().term("region_type", kind) for kind in kinds)


def _list_text(answer: Answer, judged: JudgedCategory) -> str:
    """Return what the list says of the government, with the rows of both and the source."""
    decider = judged.decider
    text = t(
        f"hukum.reading_{judged.reading}",
        row=region_row_link(answer.region.code),
        list=row_link(plain(decider["name"]), str(decider["id"])),
        types=_types(decider),
    )
    ids = str(decider["source_ids"])
    return f"{text} {sources_line(ids, str(decider['id']))}." if ids else text


def region_row_link(code: str) -> str:
    """Return a link to a government's row in the register."""
    return row_link(t("hukum.own_row"), region_row(code))


def _mention(award: Row) -> str:
    return row_link(f"{plain(award['level'])} {award['year']}", str(award["id"]))


def _award_text(award: Row) -> str:
    status = words().term("award_status", str(award["status"]))
    source = sources_line(str(award["source_ids"]), str(award["id"]))
    return t("hukum.award", award=_mention(award), status=status, source=source)


def _claim_text(award: Row) -> str:
    """Return an award that only the government itself claims: it is no basis of the answer."""
    text = t("award.own_claims", awards=marked("award", "own_claim", _mention(award)))
    return f"{text} {sources_line(str(award['source_ids']), str(award['id']))}."


def _proof_text(row: Row) -> str:
    """Return one award of the year, or a figure that names the nominees."""
    if "level" in row and "ceremony_on" in row:
        return _award_text(row)
    name = row_link(words().term("metric", str(row["metric"])), str(row["id"]))
    source = sources_line(str(row["source_ids"]), str(row["id"]))
    return t("hukum.nominee", row=name, source=source)


def _hints(judged: JudgedCategory, code: str) -> list[str]:
    """Return what points to membership without proving it; only where that is unknown."""
    if judged.state != "unknown":
        return []
    found = []
    if judged.elsewhen:
        years = [row_link(str(row["year"]), str(row["id"])) for row in judged.elsewhen]
        found.append(t("hukum.elsewhen", years=_joined(years)))
    if places := dict.fromkeys(place for _, cell in judged.hints for place in values_of(cell)):
        found.append(
            t("hukum.hint", places=row_link(plain(_joined(tuple(places))), region_row(code)))
        )
    return found


def _basis(answer: Answer, judged: JudgedCategory) -> str:
    """Return everything an answer on one category rests on, each with its source."""
    parts = [_proof_text(row) for row in judged.proof]
    parts += [_claim_text(row) for row in judged.claims]
    parts.append(_list_text(answer, judged))
    if judged.contradicted:
        parts.append(t("hukum.contradicted"))
    parts += _hints(judged, answer.region.code)
    if judged.state != "no":
        links = [row_link(plain(row["title"], 300), str(row["id"])) for row in judged.disputes]
        parts += [t("hukum.dispute", dispute=link) for link in links]
    return " ".join(parts)


def _state(judged: JudgedCategory) -> str:
    return t(f"hukum.state_{judged.state}")


def _one(canvas: Canvas, book: CategoryBook, answer: Answer) -> None:
    """Draw every category of the year for a government that could take part."""
    if answer.presence != "present":
        return  # said above
    canvas.subheader(plain(display_name(answer.region)))
    found = sorted(answer.categories, key=lambda judged: ORDER.index(judged.state))
    lines = [
        t(
            "hukum.one",
            category=_named(book, answer.year, judged.category),
            state=_state(judged),
            basis=_basis(answer, judged),
        )
        for judged in found
    ]
    canvas.markdown("\n".join(f"- {line}" for line in lines))


def states(record: Record, answers: Sequence[Answer]) -> str:
    """Return the states of governments beside each other, a row per category, as Markdown."""
    book, year = atlas.categories(), answers[0].year
    head = [
        t("hukum.categories_of", year=year),
        *(region_link(record, a.region.code, year) for a in answers),
    ]
    held = [{j.category: _state(j) for j in a.categories} for a in answers]
    body = [
        [_named(book, year, c), *(of.get(c, t("hukum.state_absent")) for of in held)]
        for c in book.categories(year)
    ]
    return markdown_table(head, body)


def _accounts(canvas: Canvas, book: CategoryBook, year: int) -> None:
    """Draw which source names which categories; where they differ, the disputes."""
    canvas.header(t("hukum.accounts", year=year))
    if book.differ(year):
        canvas.info(t("hukum.accounts_differ"))
    body = []
    for account in book.sets[year]:
        names = []
        for row in account.rows:
            name = row_link(plain(row["category"]), str(row["id"]))
            printed = t("hukum.printed", name=name, printed=plain(row["printed"]))
            names.append(printed if row["printed"] else name)
        basis = words().term("category_basis", account.basis)
        body.append([basis, "; ".join(names), sources_of_rows(account.rows)])
    head = [t(f"hukum.column_{name}") for name in ("account", "categories", "source")]
    canvas.markdown(markdown_table(head, body))
    unnamed = [c for c in book.known if c not in book.categories(year)]
    if unnamed:
        canvas.caption(t("hukum.unnamed", names=_joined(unnamed)))
    for row in book.disputed(year):
        canvas.markdown(say.dispute_text(row))


def _nominees(count: CategoryCount) -> str:
    """Return every printed number of nominees, linked to its row; "" where none was found."""
    links = [row_link(say.figure_value(row), str(row["id"])) for row in count.nominees.rows]
    return t("figure.or").join(links)


def _winners(count: CategoryCount) -> str:
    """Return the number of winners, linked to its row; "" where it was not found."""
    if count.given is None:
        return ""
    return row_link(words().number(count.given["awarded"]), str(count.given["id"]))


def _on_file(count: CategoryCount, year: int) -> str:
    if not count.known:
        return t("hukum.none_on_file")
    link = href(
        "penghargaan",
        program="IGA",
        tahun=str(year),
        tingkat=count.level,
        kategori=count.category,
    )
    return f"[{words().number(count.known)}]({link})"


def _counts(canvas: Canvas, book: CategoryBook, year: int) -> None:
    """Draw how many nominees and winners each category of the year had."""
    canvas.header(t("hukum.counts", year=year))
    body = []
    for category in book.categories(year):
        count = book.counts[year, category]
        rows = [*count.nominees.rows, *([count.given] if count.given else [])]
        source = sources_of_rows(rows) if rows else unknown()
        printed = [text or unknown() for text in (_nominees(count), _winners(count))]
        body.append([_named(book, year, category), *printed, _on_file(count, year), source])
    names = ("category", "nominees", "winners", "on_file", "source")
    head = [t(f"hukum.column_{name}") for name in names]
    canvas.markdown(markdown_table(head, body, numbers=(1, 2, 3)))
    canvas.caption(t("hukum.counts_note"))


def _from_to(book: CategoryBook, year: int, category: str) -> str:
    if category not in book.categories(year):
        return t("hukum.not_named")
    count = book.counts[year, category]
    found = [text or t("hukum.unfound") for text in (_nominees(count), _winners(count))]
    return t("hukum.from_to", nominees=found[0], winners=found[1])


def _through_the_years(canvas: Canvas, record: Record, book: CategoryBook, code: str) -> None:
    """Draw nominees and winners of every category and year."""
    canvas.header(t("hukum.years"))
    body = []
    for year in record.award_years:
        cells = [_from_to(book, year, category) for category in book.known]
        body.append([f"[{year}]({view(year, code)})", *cells])
    canvas.markdown(markdown_table([t("chart.year"), *map(plain, book.known)], body))
    canvas.caption(t("hukum.years_note"))


def categories_part(record: Record, canvas: Canvas, values: Values) -> None:
    """Draw the categories of a year: for the chosen governments, by source, and in numbers."""
    book, year = atlas.categories(), values.number("tahun")
    codes = tuple(dict.fromkeys((values.text("daerah"), *values.many("dengan"))))
    answers = [book.answer(code, year) for code in codes]
    canvas.markdown(t("hukum.intro"))
    canvas.subheader(t("hukum.title", year=year))
    if book.categories(year):
        canvas.markdown("\n".join(f"- {_short(book, answer)}" for answer in answers))
        if len(answers) > 1:
            canvas.markdown(states(record, answers))
        canvas.caption(t("hukum.how_read"))
        for answer in answers:
            _one(canvas, book, answer)
        _accounts(canvas, book, year)
        _counts(canvas, book, year)
    else:
        newest = results_year(record)
        address = view(newest, codes[0], codes[1:])
        canvas.info(t("hukum.year_unknown", year=year, newest=newest, address=address))
    _through_the_years(canvas, record, book, codes[0])

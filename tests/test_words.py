"""Words: every message exists and is used, none stands in the code; how numbers and dates read."""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from string import Formatter
from typing import get_args, get_type_hints

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iga_core.analysis.benchmarks import BENCHMARKS
from iga_core.analysis.categories import STATES as CATEGORY_STATES
from iga_core.analysis.categories import CategoryReading as CategoryReading
from iga_core.analysis.facets import FACETS
from iga_core.analysis.fairness import REASONS, Unsettled
from iga_core.analysis.mapping import LAYERS, MEASURES, WITHOUT_AWARD, YEARS
from iga_core.analysis.presets import PRESETS
from iga_core.analysis.ranking import REASONS as RANK_REASONS
from iga_core.analysis.recipients import AbsenceState
from iga_core.analysis.sides import INDEX_MEASURES, SIZES
from iga_core.chart import html
from iga_core.declared.facts import STANDINGS
from iga_core.declared.glossary import cached_glossary
from iga_core.declared.law import OUTCOMES, Paraphrase, cached_law
from iga_core.declared.peers import load_peer_rules
from iga_core.declared.rehearsal import CHECKS, SEVERITIES
from iga_core.declared.smartcity import Contrasts, ProgrammeFacts, load_smart_city
from iga_core.declared.strips import load_strip_rules
from iga_core.declared.workbench import KINDS, cached_workbench
from iga_core.language import (
    MessageNotFoundError,
    Words,
    languages,
    load_words,
    plain,
    quoted,
    unlinked,
)
from iga_core.message import Message, told
from iga_core.portfolio import Basis, vocabularies
from iga_core.portfolio.advice.planning import PlanStatus
from iga_core.portfolio.advice.steps import HeldWhy, Newcomer, StepKind
from iga_core.portfolio.carry import EntryStanding, Loss
from iga_core.portfolio.fields import FIELDS
from iga_core.portfolio.file import layout
from iga_core.portfolio.review.links import Fault
from iga_core.portfolio.review.recap import COLUMNS as RECAP_COLUMNS
from iga_core.portfolio.review.rehearsal import PortfolioPart
from iga_core.portfolio.review.screen import Group
from iga_core.portfolio.review.telling import COLUMNS
from iga_core.publish.dossier import YEAR_COLUMNS
from iga_core.publish.rehearsed import SCORE_COLUMNS
from iga_core.publish.tables import FORMS
from iga_core.reader import VERDICTS
from iga_core.record import STATES
from iga_core.record.cells import PATTERNS
from iga_core.regions import TYPE_CATEGORY, TYPES, Resolution
from iga_core.rules import cached_rulebook, rulebook_years
from iga_core.rules.changes import ChangeKind as ChangeKind
from iga_core.rules.classes import ClassStatus
from pages._parts.cek_mandiri import against, efforts, risk, steps
from pages._parts.peringkat import standings
from pages._parts.sumber import search
from pages._shared import atlas, filters, frame
from tests import on_file

ROOT = Path(__file__).resolve().parents[1]
WORDS = load_words("id")
OTHERS = [load_words(language) for language in languages() if language != "id"]
in_each_language = pytest.mark.parametrize("other", OTHERS, ids=lambda words: words.language)
RECORD = on_file.record()
VOCABULARIES = RECORD.schema.vocabularies
TABLES = {slug: table(RECORD) for slug, table in filters.TABLES.items()}
ROOMS = ("deploy", "iga_core", "pages")
FILES = [ROOT / "app.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(FILES)}
ID = re.compile(r"[a-z_]+(?:\.[a-z_0-9-]+)+")
BOOK = cached_rulebook(2026)
GROUPS = {message.partition(".")[0] for message in WORDS.ids}


def nodes(below: str = "", without: tuple[str, ...] = ()) -> Iterator[ast.AST]:
    """Every node of the code, or of the files below one folder."""
    for path, tree in TREES.items():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(below) and name not in without:
            yield from ast.walk(tree)


def text_of(node: ast.AST) -> str:
    """The text of a string literal, "" for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


LOOK_UPS = {"t", "words", "words()", "self._words"}


def looked_up(among: Iterable[ast.AST] | None = None) -> Iterator[tuple[ast.expr, ast.Call]]:
    """What is asked of the catalogue: the first argument of ``t(...)`` and ``words(...)``."""
    for node in among or nodes():
        if isinstance(node, ast.Call) and ast.unparse(node.func) in LOOK_UPS:
            yield from ((argument, node) for argument in node.args[:1])


def rules() -> set[str]:
    """The rules that violations name, as the core writes them."""
    found = {f"form_{kind}" for kind in PATTERNS}
    for node in (*nodes("iga_core/record"), *nodes("iga_core/derived")):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            rule = {"Violation": 4, "_at": 4, "checks.violation": 3}.get(name)
            found |= {text_of(argument) for argument in node.args[rule:][:1] if rule}
    for node in nodes("iga_core/record/cells"):  # what each rule of a cell refuses
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            found |= {text_of(node.value.elts[0])}
    return found - {""}


def prefix_of(argument: ast.expr) -> str:
    return text_of(argument.values[0]) if isinstance(argument, ast.JoinedStr) else ""


def ends(prefix: str) -> set[str]:
    return {message.removeprefix(prefix) for message in WORDS.ids if message.startswith(prefix)}


def prefixes(among: Iterable[ast.AST] | None = None) -> set[str]:
    """What is asked for with an f-string, up to its open end."""
    return {prefix_of(argument) for argument, _ in looked_up(among)} - {""}


def written() -> dict[str, set[str]]:
    """The ends of each such message that a file which asks for it writes itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for tree in TREES.values():
        near = set(map(text_of, ast.walk(tree)))
        for prefix in prefixes(ast.walk(tree)):
            found[prefix] |= {e for e in ends(prefix) & near if prefix + e not in LITERALS}
    return found


# messages asked for with an f-string whose end comes from elsewhere: what it can be
# whose further names the workbook's reader asks for: columns, facts, lines, choices
NAMED = {
    *FIELDS,
    *layout.SPD_COLUMNS,
    *(f"fact_{fact}" for fact in layout.FACTS),
    *(line.code for year in rulebook_years() for line in cached_rulebook(year).lines),
    *(f"{name}_{code}" for name, codes in vocabularies(BOOK).items() for code in codes),
}
KNOWN: dict[str, set[str]] = {
    "year.": {f"{state}_years" for state in get_args(AbsenceState)},
    "told.predicate_": set(VOCABULARIES["predicate_basis"]),
    "chart.rank.": {"national", *TYPES},
    "chart.legend.": set(html.STATES),
    "menu.": set(frame.GROUPS) - {""},
    "beranda.door_": {
        f"{name}{end}" for name in ("region", "news", "team") for end in ("", "_text", "_link")
    },
    "penghargaan.": {"own_claim", "index_only"},
    "heat.other.": set(VOCABULARIES["programme"]),
    "penghargaan.absent.": {"not_listed", "partly", "not_found"},
    "violation.": rules(),
    "cli.": {"out_inside", "out_not_empty"},
    "corrections.field_": ends("corrections.field_"),
    "corrections.of_": {*VOCABULARIES["correctable_table"]} - {"regions", "sources"},
    "cli.number_": {"not_number", "negative", "ambiguous"},
    "kriteria.change_": {"unknown", "new", "weight", "name", "same", "gone"},
    "filter.": {
        *(p.name for p in (*TABLES["bandingkan"][:-1], *TABLES["peringkat"][1:])),
        *("pilar", "nama"),
    },
    "beranda.find_": {"ambiguous", "unknown", "nothing"},
    "label.": {*INDEX_MEASURES, "rank_index"} - {"innovations"},
    "absence.": set(get_args(AbsenceState)) - {"not_found"},
    "cek_mandiri.basis_": set(get_args(Basis)),
    "cek_mandiri.column_": ends("cek_mandiri.column_"),
    "cek_mandiri.keep_state_": {"rejected", "outside"},
    "cek_mandiri.risk_chance_": set(risk.GENERAL),
    "cek_mandiri.part_": set(filters.CHECK_PARTS),
    "cek_mandiri.score_": set(atlas.look()["points"]),
    "cek_mandiri.steps_column_": ends("cek_mandiri.steps_column_"),
    "cek_mandiri.steps_effort_": set(efforts.SINGLE),
    "cek_mandiri.steps_help_": set(get_args(HeldWhy)),
    "cek_mandiri.steps_kind_": set(KINDS),
    "cek_mandiri.steps_newcomer_": set(get_args(get_type_hints(Newcomer)["pattern"])),
    "cek_mandiri.steps_order_": set(steps.ORDERS),
    "cek_mandiri.steps_why_": set(get_args(HeldWhy)),
    "cek_mandiri.steps_wish_": set(steps.WISHES),
    "cite.list.": ends("cite.list."),
    "cite.safe.": set(VOCABULARIES["award_status"]),
    "cite.session.": set(VOCABULARIES["session_basis"]),
    "cite.session_of_row.": set(VOCABULARIES["session_basis"]),
    "bandingkan.benchmark_": set(BENCHMARKS),
    "bandingkan.group_": set(BENCHMARKS),
    "bandingkan.held_": set(REASONS),
    "bandingkan.part_": set(filters.COMPARISON_PARTS),
    "bandingkan.reason_": set(REASONS),
    "bandingkan.scale_": set(VOCABULARIES["scale"]),
    "bandingkan.settled_": {*get_args(Unsettled), "final"} - {""},
    "bandingkan.size_": set(SIZES),
    "bandingkan.unit_": set(SIZES),
    "correction.": ends("correction."),
    "penghargaan.form_": set(FORMS),
    "facet.name.": {*FACETS, "name"},
    "dossier.absence_": set(get_args(AbsenceState)),
    "dossier.column.": set(YEAR_COLUMNS),
    "download.column.": ends("download.column."),
    "facet.list.": {"complete", "partial", "size_unknown"},
    "import.": ends("import."),
    "import.outcome.": ends("import.outcome."),
    "hukum.reading_": set(get_args(CategoryReading)),
    "hukum.short_": set(CATEGORY_STATES),
    "hukum.state_": {*CATEGORY_STATES, "absent"},
    "list.": {"complete", "partial", "size_unknown"},
    "preset.": set(PRESETS),
    "penghargaan.row_": ends("penghargaan.row_"),
    "penghargaan.row_by_": set(VOCABULARIES["programme"]),
    "boundaries.error_": ends("boundaries.error_"),
    "boundaries.note_": ends("boundaries.note_"),
    "boundaries.by_": ends("boundaries.by_"),
    "boundaries.doubt_": ends("boundaries.doubt_"),
    "boundaries.missing_": ends("boundaries.missing_"),
    "boundaries.unmatched_": ends("boundaries.unmatched_"),
    "peta.group_": set(WITHOUT_AWARD),
    "peta.layer_": set(LAYERS),
    "peta.range_": {"satu", "semua"},
    "peta.measure_": {*MEASURES, YEARS},
    "page.": set(frame.PAGES),
    "planner.status_": set(get_args(PlanStatus)),
    "planner.step_": set(get_args(StepKind)),
    "chart.strip.": {measure.id for measure in load_strip_rules().measures},
    "chart.strip_unit.": {measure.id for measure in load_strip_rules().measures},
    "daerah.part_": set(filters.PROFILE_PARTS),
    "daerah.year_": {"awards", "index", "known", "sources"},
    "daerah.peer_kinds_": {"sejenis", "semua"},
    "daerah.peer_name_": {feature.id for feature in load_peer_rules().features},
    "predicate.": set(VOCABULARIES["predicate_basis"]),
    "reader.file_": ends("reader.file_"),
    "reader.verdict_": {*VERDICTS, "no_claim"},
    "resolve.": set(get_args(get_type_hints(Resolution)["status"])),
    "score.": set(VOCABULARIES["scale"]),
    "rules.status_": set(get_args(ClassStatus)),
    "aturan.bad_": {"not_number", "negative"},
    "aturan.scale_name_": set(VOCABULARIES["scale"]),
    "peringkat.column_": set(standings.HEAD),
    "peringkat.part_": set(TABLES["peringkat"][0].options or ()),
    "peringkat.reason_": set(RANK_REASONS),
    "peringkat.that_": {"results", "disputes"},
    "sumber.": set(filters.SOURCE_PARTS),
    "sumber.kind_": set(search.TABLES),
    "sumber.head_": ends("sumber.head_"),
    "smart_city.fold_": ends("smart_city.fold_"),
    "smart_city.no_iga_": set(get_args(AbsenceState)),
    "hukum.fold_": ends("hukum.fold_"),
    "recap.column_": set(RECAP_COLUMNS),
    "cek_mandiri.rehearse_means_": set(SEVERITIES),
    "cek_mandiri.legal_head_": {
        *("outcome", "name", "check", "why", "basis", "unmet", "undecided"),
        *get_args(Group),
    },
    "glosarium.name_": set(cached_glossary()),
    "glosarium.text_": set(cached_glossary()),
    "hukum.bad_day_": {"form", "calendar"},
    "hukum.head_": {
        *("criterion", "asks", "basis", "said", "same", "source", "content"),
        *("year", "window"),
    },
    "hukum.relation_": set(get_args(Paraphrase.model_fields["relation"].annotation)),
    "hukum.window_": {*OUTCOMES, "unknown"},
    "cek_mandiri.against_change_": set(get_args(ChangeKind)),
    "cek_mandiri.against_lost_": set(get_args(Loss)),
    "cek_mandiri.against_standing_": {*get_args(EntryStanding), "scored"} - {""},
    "cek_mandiri.against_way_": set(against.WAYS),
    "rehearsed.column_": set(SCORE_COLUMNS),
    "rehearsal.column_": set(COLUMNS),
    "rehearsal.fault_": set(get_args(Fault)),
    "rehearsal.fix_": set(CHECKS),
    "rehearsal.found_": set(CHECKS),
    "rehearsal.name_": set(CHECKS),
    "rehearsal.part_": set(get_args(PortfolioPart)),
    "rehearsal.severity_": set(SEVERITIES),
    # told apart by an error's reason: their tests ask for each of them
    "portfolio.": ends("portfolio."),
    "smart_city.bad_": {"not_number", "negative", "ambiguous", "too_large"},
    "smart_city.column_": ends("smart_city.column_"),
    "smart_city.contrast_": set(Contrasts.model_fields),
    "smart_city.dimension_": {dimension.id for dimension in load_smart_city().dimensions},
    "smart_city.fact_": set(ProgrammeFacts.model_fields),
    "workbook.also_": NAMED & ends("workbook.also_"),
    "workbook.below_": {"total", "note", "signature", "office"},
    "workbook.fact_": set(layout.FACTS),
    "workbook.field_": set(FIELDS),
    "workbook.guide_": set(map(str, range(1, 8))),
    "workbook.hint_": {field.hint for field in FIELDS.values() if field.hint},
    "workbook.list_": set(layout.LISTS),
    "workbook.mend_": set(layout.MEND_COLUMNS),
    "workbook.part_": set(layout.ITEM_PARTS),
    "workbook.sheet_": set(layout.SHEETS),
    "workbook.spd_": set(layout.SPD_COLUMNS) - set(layout.PARTS),
    "rules.note_": ends("rules.note_"),
}
# put together in a variable first
OPEN = (
    "headline.years_",
    "workbook.possible_",
    "violation.rulebook_",
    "facet.sentence.",
    "facet.lists.",
    "facet.parts.",
    "cite.category.",
    "cite.level.",
)
UNSEEN = {prefix + end for prefix in OPEN for end in ends(prefix)}
# terms of word lists that are no vocabulary of data/schema
LISTS: dict[str, set[str]] = {
    "predicate_short": set(VOCABULARIES["predicate"]),
    "state": set(STATES),
    "rank_scope": {"all", *TYPES},
    "category_short": {*TYPE_CATEGORY.values(), *VOCABULARIES["pillar"]},
    "unit": {"km2", "jiwa"},
    "fact_value": {"yes"},
    "column_type": set(PATTERNS),
    "standing": set(STANDINGS),
    "aspect": {"SPD", "SID"},
    "rule": ends("term.rule."),
    "criterion": {criterion.id for criterion in cached_law().criteria},
    "outcome": set(OUTCOMES),
    "screen": {"form", "initiator", "stage", "counted_stage", "window", "words"},
    **{name: set(values) for name, values in vocabularies(cached_rulebook(2026)).items()},
}
TERMS = {
    f"term.{name}.{value}"
    for name, values in (*VOCABULARIES.items(), *LISTS.items())
    for value in values
}
ASKED = {*prefixes(), *OPEN}
# every literal that looks like a message id, also one that waits in a variable
LITERALS = {
    text
    for node in nodes()
    if ID.fullmatch(text := text_of(node))
    and text.partition(".")[0] in GROUPS
    and not text.endswith((".toml", ".css", ".html", ".csv"))  # the name of a file
    and text not in ASKED
}
WRITTEN = written()
FAMILIES = WRITTEN | KNOWN
MEMBERS = {prefix + end for prefix, ends in FAMILIES.items() for end in ends}


def test_every_family_has_its_messages_and_is_asked_for() -> None:
    assert set(KNOWN) <= set(WRITTEN)
    assert all(FAMILIES.values())


def test_every_message_asked_for_exists() -> None:
    asked = {text_of(argument) for argument, _ in looked_up()} - {""}
    assert (asked | LITERALS | MEMBERS) - WORDS.ids == set()


def test_every_message_is_used() -> None:
    assert WORDS.ids - LITERALS - MEMBERS - TERMS - UNSEEN == set()


def test_no_machine_word_reaches_a_visitor() -> None:
    """A term without a message stands for itself, so a word of ours must have one."""
    kept = {
        "scale",
        "correctable_table",
        "intake_table",
        "sourced_table",
    }  # never looked up as terms
    ours = {
        f"term.{name}.{value}"
        for name, values in {**VOCABULARIES, **LISTS}.items()
        for value in values
        if name not in kept and re.fullmatch(r"[a-z_]+", value)
    }
    assert ours - WORDS.ids == set()


def test_every_blank_of_a_message_is_filled() -> None:
    for argument, call in looked_up():
        given = {keyword.arg for keyword in call.keywords}
        if text := text_of(argument):
            blanks = {name for _, name, _, _ in Formatter().parse(WORDS(text)) if name}
            assert None in given or blanks == given, text
        elif (prefix := prefix_of(argument)) and None not in given:
            for end in FAMILIES[prefix]:
                message = WORDS(prefix + end)
                assert {b for _, b, _, _ in Formatter().parse(message) if b} <= given, message


GLOSS = "gloss."  # what an official Indonesian name means: in the other languages only
# messages that read the same in English: names, abbreviations, and words both languages have
ALIKE = {
    "reader.line",
    "filter.open",
    *("column.status", "facet.name.status", "penghargaan.row_status", "smart_city.column_status"),
    *("cek_mandiri.rehearse_head_status", "rehearsal.column_severity"),
    *(
        "column.id",
        "penghargaan.row_id",
        "term.column_type.id",
        "penghargaan.form",
        "penghargaan.cite_text",
        "download.sheet.data",
    ),
    *(
        "cite.author",
        "pdf.author",
        "penghargaan.form_xlsx",
        "penghargaan.form_json",
        "penghargaan.row_cite_apa",
    ),
    *("penghargaan.row_cite_bibtex", "term.unit.km2", "bandingkan.unit_area", "workbook.spd_no"),
    *("term.programme.SmartCity", "page.smart_city", "glosarium.name_iga", "term.scope.papua"),
    *("aturan.head_winners", "bandingkan.benchmark_terinovatif"),
    "workbook.sheet_spd",
    *("smart_city.year_iga", "smart_city.year_smart"),
    *("rehearsal.part_spd", "term.innovation_type.digital", "beranda.door_team_link"),
    *(f"term.predicate_short.{name}" for name in VOCABULARIES["predicate"]),
    *(f"term.category_short.{name}" for name in LISTS["category_short"]),
}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def said(text: str) -> str:
    """What a message says besides its blanks."""
    return "".join(part for part, *_ in Formatter().parse(text))


def glossed() -> dict[str, set[str]]:
    """What can have a gloss, by kind: the names that the data hold."""
    law, smart = cached_law(), load_smart_city()
    facts = [
        *(fact for _, contrast in smart.contrasts for fact in (contrast.smartcity, contrast.iga)),
        *(fact for _, fact in smart.programme),
        *(dimension.meaning for dimension in smart.dimensions),
    ]
    books = [cached_rulebook(year) for year in rulebook_years()]
    lines = [line for book in books for line in book.lines]
    bench = cached_workbench()
    return {
        "line": {line.name for line in lines} | {book.count.name for book in books},
        "variable": {line.variable for line in lines},
        "criterion": {criterion.id for criterion in law.criteria},
        "provision": {term.id for term in law.provisions},
        "predicate": set(VOCABULARIES["predicate"]),
        "level": set(VOCABULARIES["level"]),
        "category": set(VOCABULARIES["category"]),
        "unit": {line.statistic.unit for line in lines} | {bench.efforts.unit},
        "fact": {fact.key for fact in facts if re.search(r"[^\W\d_]", fact.known())},
        "preset": {preset.id for preset in bench.risk.presets},
    }


def test_two_languages_or_more_are_on_file() -> None:
    assert languages()[:2] == ("id", "en")


@in_each_language
def test_each_language_holds_the_same_messages(other: Words) -> None:
    assert {message for message in other.ids if not message.startswith(GLOSS)} == WORDS.ids


@in_each_language
def test_a_message_has_the_same_blanks_and_links_in_each_language(other: Words) -> None:
    for message in WORDS.ids:
        ours, theirs = WORDS(message), other(message)
        assert blanks(theirs) == blanks(ours), message
        assert theirs.count("](") == ours.count("]("), message
        edges = [(text[:1].isspace(), text[-1:].isspace()) for text in (ours, theirs)]
        assert edges[0] == edges[1], message


@in_each_language
def test_no_message_is_left_untranslated(other: Words) -> None:
    same = {message for message in WORDS.ids if other(message) == WORDS(message)}
    wordless = {m for m in WORDS.ids if not re.search(r"[^\W\d_]", said(WORDS(m)))}
    assert same - wordless - ALIKE == set()
    assert same >= ALIKE, "no longer alike: take it off the list"


@in_each_language
def test_every_gloss_is_of_a_name_in_the_data_and_every_such_name_has_one(other: Words) -> None:
    names = glossed()
    found: dict[str, set[str]] = {kind: set() for kind in names}
    for message in other.ids:
        if message.startswith(GLOSS):
            kind, _, name = message.removeprefix(GLOSS).partition(".")
            found[kind].add(name)
            if kind != "fact":  # all others stand in brackets themselves
                assert not re.search(r"[()\[\]]", other(message)), message
    english = {"Papua", *(name for name in names["category"] if re.fullmatch(r"Smart \w+", name))}
    wanted = {
        kind: {name for name in of if name and name not in english} for kind, of in names.items()
    }
    awards = on_file.record().tables["awards"]
    settled = {*awards.loc[awards["year"] < awards["year"].max(), ["category", "level"]].stack()}
    for kind, of in wanted.items():
        assert found[kind] <= of, kind
        # what the newest list named first may wait for its gloss: the import said where it goes
        waiting = of - settled if kind in ("category", "level") else set()
        assert of - found[kind] <= waiting, kind


def test_an_official_name_stands_alone_in_its_own_language() -> None:
    assert not [message for message in WORDS.ids if message.startswith(GLOSS)]
    assert WORDS.glossed("predicate", "Inovatif") == "Inovatif"
    english = load_words("en")
    assert english.glossed("predicate", "Inovatif") == "Inovatif (innovative)"
    assert english.glossed("criterion", "Dapat ditiru", "replikasi").startswith("Dapat ditiru (")
    assert english.glossed("predicate", "Hebat") == "Hebat"


def shown(node: ast.AST) -> Iterator[str]:
    """The literals that ``node`` puts on the page itself, not through a call of ours."""
    if text_of(node):
        yield text_of(node)
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "join":
            for part in (node.func.value, *node.args):
                yield from shown(part)
    elif not isinstance(node, ast.Lambda | ast.Subscript | ast.Compare):
        for child in ast.iter_child_nodes(node):
            yield from shown(child)


def test_no_widget_or_text_holds_words() -> None:
    silent = {"st.Page", "st.navigation", "st.get_option", "st.switch_page"}
    visible = {"label", "body", "title", "help", "placeholder", "alt", "value", "text"}
    for node in nodes("pages"):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("st."):
            name = ast.unparse(node.func)
            arguments = [] if name in silent or name.count(".") > 1 else [*node.args]
            arguments += [k.value for k in node.keywords if k.arg in visible]
            literals = [text for argument in arguments for text in shown(argument)]
            assert not [text for text in literals if re.search(r"[^\W\d_]", text)], name


def test_no_literal_of_a_page_reads_like_words() -> None:
    values = {value for values in VOCABULARIES.values() for value in values}
    names = {"Atlas IGA", "Smart City", "SPD", "SID", *values}
    names |= {"DD/MM/YYYY", "T", "P"}  # how a date column is told to print; type variables
    names |= {"ATLAS_LOG"}  # a setting in the environment
    names |= {"GET", "HEAD", "Cache-Control", "Content-Disposition", "Content-Encoding"}
    names |= {
        "public, max-age=300",
        "public, max-age=31536000, immutable",
        "Retry-After",
        "X-Accel-Buffering",
        "X-Content-Type-Options",
    }  # of answers
    # names of libraries and protocols
    names |= {"Mobile", "User-Agent", "Indonesia"}
    described = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    docstrings = {
        ast.get_docstring(node, clean=False) for node in nodes() if isinstance(node, described)
    }
    for text in map(text_of, (*nodes("pages"), *nodes("app.py"))):
        if text not in names and text not in docstrings:
            assert not re.search(r"^[A-Z]|[^\W\d_]{2} |( [^\W\d_]{2})", text), text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2501, 0, "2.501"),
        (65.01, 2, "65,01"),
        (65, 2, "65,00"),
        (0, 0, "0"),
        (1234.5, 1, "1.234,5"),
    ],
)
def test_a_number_reads_as_indonesians_write_it(value: float, decimals: int, text: str) -> None:
    assert WORDS.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"), [(2501, 0, "2,501"), (65.01, 2, "65.01"), (1234.5, 1, "1,234.5")]
)
def test_a_number_reads_in_english_as_english_has_it(
    value: float, decimals: int, text: str
) -> None:
    assert load_words("en").number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(17779, "17.779"), (49.43, "49,43"), (36.5, "36,5"), (100, "100")]
)
def test_a_figure_keeps_the_decimals_it_has(value: float, text: str) -> None:
    assert WORDS.figure(value) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (62.345, 2, "62,35"),
        (0.125, 2, "0,13"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (-0.001, 2, "0,00"),
        (Fraction(1, 8), 2, "0,13"),
        (Decimal("1.005"), 2, "1,01"),
    ],
)
def test_a_five_at_the_end_goes_up_and_nothing_has_no_sign(
    value: float | Decimal | Fraction, decimals: int, text: str
) -> None:
    assert WORDS.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(62.345, "62,35"), (0.125, "0,13"), (-0.001, "0"), (1.995, "2")]
)
def test_a_figure_is_rounded_by_the_same_rule(value: float, text: str) -> None:
    assert WORDS.figure(value) == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2020-12-18", "18 Desember 2020"),
        ("2020-12", "Desember 2020"),
        ("2020", "2020"),
        ("2021-08-01/2021-08-31", "1 Agustus 2021 – 31 Agustus 2021"),
        ("2021-03/2021-05", "Maret 2021 – Mei 2021"),
        ("", ""),
    ],
)
def test_a_date_reads_as_far_as_it_is_known(iso: str, text: str) -> None:
    assert WORDS.day(iso) == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2020-12-18", "18 December 2020"),
        ("2020-12", "December 2020"),
        ("2021-03/2021-05", "March 2021 – May 2021"),
    ],
)
def test_a_date_reads_in_english_as_english_has_it(iso: str, text: str) -> None:
    assert load_words("en").day(iso) == text


def test_charts_print_english_numbers_and_months_in_english() -> None:
    locale = load_words("en").vega_locale()
    assert (locale["number"]["decimal"], locale["number"]["thousands"]) == (".", ",")
    assert (locale["time"]["months"][11], locale["time"]["days"][0]) == ("December", "Sunday")


def test_charts_print_numbers_and_months_as_the_page_does() -> None:
    locale = WORDS.vega_locale()
    assert (locale["number"]["decimal"], locale["number"]["thousands"]) == (",", ".")
    assert locale["time"]["months"][11] == "Desember"
    assert locale["time"]["days"][0] == "Minggu"


def test_an_unknown_message_is_an_error_not_an_empty_text() -> None:
    with pytest.raises(MessageNotFoundError, match=r"home\.nothing"):
        WORDS("home.nothing")


def test_a_year_in_a_message_is_no_count() -> None:
    said = told(Message("against.other", {"year": 2024, "known": 2024}), WORDS)
    assert "2024" in said and "2.024" in said


def test_a_term_without_a_message_stands_for_itself() -> None:
    assert WORDS.term("level", "Terinovatif") == "Terinovatif"


SIGNS = r"\\`*_{}\[\]()#+!|<>~$:-"  # as they stand between brackets in a pattern
texts = st.text(st.sampled_from("aZ 9\n\t\x00\u2028[]" + SIGNS) | st.characters())


@given(texts)
@example(SIGNS.replace(r"\[\]", "[]"))
def test_plain_text_keeps_its_signs_and_none_is_obeyed(text: str) -> None:
    safe = plain(text, limit=10_000)
    assert not re.search(rf"[{SIGNS}]", re.sub(rf"\\[{SIGNS}]", "", safe))
    assert re.sub(rf"\\([{SIGNS}])", r"\1", safe) == "".join(
        c if c.isprintable() else " " for c in text
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://x.id/a", r"https\:~//x.id/a"),
        ("WWW.x.id", "WWW~.x.id"),
        ("u@x.id", "u@~x.id"),
        ("a|b: c", r"a\|b\: c"),
    ],
)
def test_an_address_is_shown_but_not_linked(text: str, shown: str) -> None:
    assert unlinked(text).replace("\N{WORD JOINER}", "~") == shown


@given(texts)
def test_a_visitors_text_stays_inside_its_code_span(text: str) -> None:
    span = re.fullmatch(r"`([^`]+)`|``\N{SYMBOL FOR SPACE}``", quoted(text))
    assert span
    assert (span[1] or " ").isprintable()


@pytest.mark.parametrize("shorten", [plain, quoted])
def test_a_long_text_is_cut_and_says_so(shorten: Callable[[str], str]) -> None:
    assert "\N{HORIZONTAL ELLIPSIS}" in shorten("a" * 121)
    assert "\N{HORIZONTAL ELLIPSIS}" not in shorten("a" * 120)

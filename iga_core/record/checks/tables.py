"""Rules between tables: ranks and their base, list sizes, classes, counts, dates, ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pandas as pd

from iga_core.record.checks.beside import load_files
from iga_core.record.declaration import Schema
from iga_core.record.ids import read_id
from iga_core.record.reading import FIRST_ROW
from iga_core.record.received import received
from iga_core.record.rows import rows_of
from iga_core.record.views import rank_claims, view_results, withheld_ids
from iga_core.record.violation import Violation
from iga_core.regions import TYPE_CATEGORY, TYPES, Register
from iga_core.rules import Rulebook, classify, load_rulebooks

Frames = Mapping[str, pd.DataFrame]


class Checks:
    """The tables behind the checks and helpers to name a violation in them."""

    def __init__(
        self, frames: Frames, printed: Frames, schema: Schema, register: Register, folder: Path
    ) -> None:
        """``frames``: typed tables by name; ``printed``: the same as text, as in the files;
        ``folder``: where all of them lie, with the rules by year and the files beside them.
        """
        self.frames, self.printed, self.schema, self.register = frames, printed, schema, register
        self.rulebooks, self.broken_rulebooks = load_rulebooks(folder / "rulebooks")
        self.files, self.broken_files = load_files(folder)
        regions = frames["regions"]
        self.type_of = dict(zip(regions["code"], regions["type"], strict=True))
        self.existing: dict[int, dict[str, int]] = {
            row["year"]: {kind: row[kind] for kind in TYPES}
            for row in rows_of(frames["award_years"])
        }

    def violation(
        self, table: str, index: object, column: str, rule: str, **details: object
    ) -> Violation:
        """Name the cell at ``index`` and ``column`` of ``table`` as breaking ``rule``."""
        value = self.printed[table].at[index, column]
        row = int(str(index)) + FIRST_ROW
        path = self.schema.tables[table].path
        return Violation(path, row, column, str(value), rule, details)

    def disputed(self, region_code: str, year: int) -> bool:
        """Say whether a dispute on file names the region and the year."""
        disputes = self.frames["disputes"]
        about = disputes["region_codes"].str.split().map(lambda codes: region_code in codes)
        years = disputes["years"].str.split().map(lambda found: str(year) in found)
        return bool((about & years).any())


def governments_exist(checks: Checks) -> list[Violation]:
    """The governments of an award year are those the register says take part."""
    found = []
    for index, row in checks.frames["award_years"].iterrows():
        for kind in TYPES.values():
            expected = len(checks.register.participating(int(row["year"]), kind))
            if row[kind] != expected:
                found.append(
                    checks.violation("award_years", index, kind, "governments", expected=expected)
                )
    return found


def scores_on_scale(checks: Checks) -> list[Violation]:
    """A score stands on its year's scale and inside it; score and scale come together."""
    high_of = checks.frames["scales"].set_index("id")["high"]
    years = checks.frames["award_years"].set_index("year")["scale"]
    found = []
    for index, row in checks.frames["results"].iterrows():
        if (row["scale"] != "") != pd.notna(row["score"]):
            found.append(checks.violation("results", index, "scale", "scale_without_score"))
        elif row["scale"] and row["scale"] != years.get(row["year"], ""):
            details = {"year": row["year"], "expected": years.get(row["year"], "")}
            found.append(checks.violation("results", index, "scale", "scale_of_year", **details))
        elif (high := high_of.get(row["scale"])) is not None and row["score"] > high:
            found.append(checks.violation("results", index, "score", "off_scale", high=high))
    return found


def companions(checks: Checks) -> list[Violation]:
    """A predicate names its basis, a count what was counted, a session how it is known."""
    pairs = {
        "results": [("predicate", "predicate_basis"), ("innovations", "innovations_basis")],
        "awards": [("session", "session_basis")],
    }
    found = []
    for table, columns in pairs.items():
        frame = checks.frames[table]
        for value, basis in columns:
            known = frame[value].notna() & (frame[value].astype(str) != "")
            for index in frame.index[known != (frame[basis] != "")]:
                found.append(checks.violation(table, index, basis, "companion", other=value))
    return found


def ranks_within_base(checks: Checks) -> list[Violation]:
    """No rank is above the number of governments it is counted in."""
    found = []
    for index, row in checks.frames["results"].iterrows():
        existing = checks.existing.get(int(row["year"]), {})
        kind = checks.type_of.get(row["region_code"], "")
        bases = {
            "rank_within_type": (row["type_rank_base"], existing.get(kind)),
            "national_rank": (row["national_rank_base"], sum(existing.values()) or None),
        }
        for column, candidates in bases.items():
            limits = [base for base in candidates if base is not None and pd.notna(base)]
            if pd.notna(row[column]) and limits and row[column] > min(limits):
                found.append(
                    checks.violation("results", index, column, "rank_above_base", base=min(limits))
                )
    sizes = checks.frames["lists"].set_index(["programme", "year", "category", "level"])["awarded"]
    for index, row in checks.frames["awards"].iterrows():
        size = sizes.get((row["programme"], row["year"], row["category"], row["level"]))
        if pd.notna(row["rank"]) and size is not None and row["rank"] > size:
            found.append(checks.violation("awards", index, "rank", "rank_above_base", base=size))
    return found


def ranks_unique(checks: Checks) -> list[Violation]:
    """Two governments never share a rank in one list, except where a dispute names both."""
    found = []
    awards = checks.frames["awards"]
    ranked = awards[awards["rank"].notna()]
    key = ["programme", "year", "category", "level", "rank"]
    for index in ranked.index[ranked.duplicated(key)]:
        found.append(checks.violation("awards", index, "rank", "rank_repeated"))
    qualities = checks.frames["qualities"].set_index("quality")["contests"]
    results = checks.frames["results"].assign(
        type=checks.frames["results"]["region_code"].map(checks.type_of)
    )
    results = results[results["quality"].map(qualities) == "yes"]  # the rest takes no place
    for column, group in (("rank_within_type", ["year", "type"]), ("national_rank", ["year"])):
        ranked = results[results[column].notna()].drop_duplicates([*group, column, "region_code"])
        for _, same in ranked.groupby([*group, column]):
            if len(same) > 1 and not all(
                checks.disputed(code, year)
                for code, year in zip(same["region_code"], same["year"], strict=True)
            ):
                found.append(checks.violation("results", same.index[-1], column, "rank_repeated"))
    return found


def list_sizes(checks: Checks) -> list[Violation]:
    """A list never holds more reported awards than were given."""
    awards = checks.frames["awards"]
    key = ["programme", "year", "category", "level"]
    on_file = received(awards).groupby(key).size()
    found = []
    for index, row in checks.frames["lists"].iterrows():
        number = on_file.get(tuple(row[name] for name in key), 0)
        if number > row["awarded"]:
            found.append(checks.violation("lists", index, "awarded", "list_size", found=number))
    return found


def class_counts(checks: Checks) -> list[Violation]:
    """No class of a year holds more governments than the national figure gives it."""
    frames = checks.frames
    if precedence_complete(checks):
        return []
    ranked = rank_claims(
        frames["results"], frames["sources"], frames["disputes"], frames["precedence"]
    )
    withheld = withheld_ids(frames["doubts"], frames["results"], frames["awards"])
    view = view_results(ranked, frames["qualities"], withheld)
    view["type"] = view["region_code"].map(checks.type_of)
    national = frames["national"]
    limits = national[(national["metric"] == "predicate_count") & national["value"].notna()]
    found = []
    for index, row in limits.iterrows():
        same = view[(view["year"] == row["year"]) & (view["predicate"] == row["predicate"])]
        if row["scope"] != "all":
            same = same[same["type"] == row["scope"]]
        if len(same) > row["value"]:
            found.append(
                checks.violation("national", index, "value", "class_count", found=len(same))
            )
    return found


def participants(checks: Checks) -> list[Violation]:
    """Never more participants than governments that existed."""
    national = checks.frames["national"]
    found = []
    counts = national["metric"].isin(["participants", "governments"]) & national["value"].notna()
    for index, row in national[counts].iterrows():
        existing = checks.existing.get(int(row["year"]), {})
        scopes = ("kabupaten", "kota") if row["scope"] == "kabupaten_kota" else tuple(existing)
        limit = existing.get(row["scope"], sum(existing.get(scope, 0) for scope in scopes))
        if row["value"] > limit:
            found.append(checks.violation("national", index, "value", "participants", limit=limit))
    return found


def dates_inside_year(checks: Checks) -> list[Violation]:
    """An award is handed over in its award year."""
    awards = checks.frames["awards"]
    outside = awards["ceremony_on"].str[:4] != awards["year"].astype(str)
    return [
        checks.violation(
            "awards", index, "ceremony_on", "date_outside_year", year=awards.at[index, "year"]
        )
        for index in awards.index[outside]
    ]


def ids_kept(checks: Checks) -> list[Violation]:
    """A retired id is not in use and leads somewhere; carried rows and corrections exist."""
    tables = ("awards", "results", "national", "lists", "region_facts", "disputes", "season")
    known = {
        str(value)
        for table in (*tables, "categories", "category_lists")
        for value in checks.frames[table]["id"]
    }
    retired = checks.frames["retired_ids"]
    found = [
        checks.violation("retired_ids", index, "id", "id_in_use")
        for index in retired.index[retired["id"].isin(known)]
    ]
    leads = known | set(retired["id"]) | set(checks.frames["corrections"]["id"])
    found += [
        checks.violation("retired_ids", index, "replaced_by", "id_leads_nowhere")
        for index, wanted in retired["id"].items()
        if read_id(wanted, frozenset(known), retired).status == "unknown"
    ]
    for index, ids in checks.frames["intake"]["ids"].str.split().items():
        for value in ids:
            if value not in leads:
                found.append(checks.violation("intake", index, "ids", "broken_link", target=value))
    return found


def categories_fit(checks: Checks) -> list[Violation]:
    """An award in a category named after a type of government goes to that type."""
    awards = checks.frames["awards"]
    kinds = {category: kind for kind, category in TYPE_CATEGORY.items()}
    wanted = awards["category"].map(kinds)
    given = awards["region_code"].map(checks.type_of)
    return [
        checks.violation("awards", index, "category", "category_of_type", kind=given[index])
        for index in awards.index[wanted.notna() & (wanted != given)]
    ]


def figures_say_something(checks: Checks) -> list[Violation]:
    """A national figure is a number or a text."""
    national = checks.frames["national"]
    empty = national["value"].isna() & (national["value_text"] == "")
    return [
        checks.violation("national", index, "value", "no_value") for index in national.index[empty]
    ]


def receivers_exist(checks: Checks) -> list[Violation]:
    """Only governments that took part in a year have awards and results of it."""
    taking_part = {
        year: {region.code for region in checks.register.participating(year)}
        for year in checks.existing
    }
    return [
        checks.violation(table, index, "region_code", "not_taking_part", year=year)
        for table in ("awards", "results")
        for index, year, code in checks.frames[table][["year", "region_code"]].itertuples()
        if code not in taking_part[year]
    ]


def precedence_complete(checks: Checks) -> list[Violation]:
    """Every quality and kind of source has its position in the written rule."""
    steps = checks.frames["precedence"]
    needed = {
        "quality": set(checks.schema.vocabularies["quality"]),
        "source_kind": set(checks.schema.vocabularies["source_kind"]),
        "decree": {"cited", "not_cited"},
    }
    path = checks.schema.tables["precedence"].path
    return [
        Violation(path, 0, "value", value, "no_position", {"criterion": criterion})
        for criterion, values in needed.items()
        for value in sorted(values - set(steps.loc[steps["criterion"] == criterion, "value"]))
    ]


def qualities_described(checks: Checks) -> list[Violation]:
    """Every quality says what follows from it."""
    described = set(checks.frames["qualities"]["quality"])
    path = checks.schema.tables["qualities"].path
    return [
        Violation(path, 0, "quality", value, "no_row")
        for value in checks.schema.vocabularies["quality"]
        if value not in described
    ]


def corrections_hold(checks: Checks) -> list[Violation]:
    """A correction's new value is what the table now holds; one that matches nothing fails.

    Of several corrections of one cell the last holds, and each starts where the one before ended.
    """
    found = []
    latest: dict[tuple[str, str, str], tuple[object, str]] = {}
    for index, row in checks.frames["corrections"].iterrows():
        cell = (row["table"], row["row_id"], row["field"])
        if cell in latest and latest[cell][1] != row["was"]:
            expected = latest[cell][1]
            found.append(
                checks.violation("corrections", index, "was", "correction_value", found=expected)
            )
        latest[cell] = (index, row["now"])
    for (table, row_id, field), (index, now) in latest.items():
        frame = checks.printed[table]
        rows = frame[frame[checks.schema.tables[table].key[0]] == row_id]
        if rows.empty or field not in frame.columns:
            found.append(checks.violation("corrections", index, "row_id", "correction_target"))
            continue
        value = rows.iloc[0][field]
        if value != now:
            found.append(
                checks.violation("corrections", index, "now", "correction_value", found=value)
            )
    return found


def _contradicts(rulebook: Rulebook, score: Decimal, predicate: str) -> str:
    """Return what the year's classes say instead of ``predicate``; empty when they agree."""
    verdict = classify(score, rulebook)
    if verdict.status == "no_rule" or predicate in verdict.candidates:
        return ""
    return " / ".join(verdict.candidates) or verdict.status


def predicates_in_class(checks: Checks) -> list[Violation]:
    """A printed predicate is one that its year's classes give its score, or a dispute says so."""
    results = checks.frames["results"]
    found = []
    for index, row in results[results["score"].notna() & (results["predicate"] != "")].iterrows():
        year, code = int(row["year"]), str(row["region_code"])
        rulebook = checks.rulebooks.get(year)
        says = _contradicts(rulebook, row["score"], row["predicate"]) if rulebook else ""
        if says and not checks.disputed(code, year):
            details = {"year": year, "score": row["score"], "expected": says}
            found.append(checks.violation("results", index, "predicate", "class", **details))
    return found


RULES: tuple[Callable[[Checks], list[Violation]], ...] = (
    precedence_complete,
    qualities_described,
    governments_exist,
    receivers_exist,
    categories_fit,
    figures_say_something,
    scores_on_scale,
    companions,
    ranks_within_base,
    ranks_unique,
    list_sizes,
    class_counts,
    participants,
    dates_inside_year,
    ids_kept,
    corrections_hold,
    predicates_in_class,
)

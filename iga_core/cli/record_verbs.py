"""Verbs on the record: check, resolve, dictionary, export, import, correct, version."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from iga_core.cli.answers import refuse
from iga_core.language import Words
from iga_core.message import told
from iga_core.record.violation import describe

if TYPE_CHECKING:
    from iga_core.record.importing import ImportPlan


def _check(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.derived import check_all

    violations = check_all(arguments.data, words)
    for violation in violations:
        print(describe(violation, words))
    if not violations:
        print(words("violation.passed"))
    return 1 if violations else 0


def _resolve(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.regions import build_resolver, former_text, load_aliases, load_register

    folder = arguments.data / "regions"
    register = load_register(folder)
    resolver = build_resolver(register, load_aliases(folder, register))
    found = resolver.resolve(
        arguments.name, type=arguments.type, province=arguments.province, year=arguments.year
    )
    if arguments.json:
        print(json.dumps(asdict(found), ensure_ascii=False))
        return 0
    print(words(f"resolve.{found.status}", name=arguments.name))
    for region in (*found.candidates, *found.suggestions):
        print(f"  {region.code:6} {region.name} ({region.province})")
        if said := former_text(region, words):
            print(f"         {said}")
    return 0


def _dictionary(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.aside import write_whole
    from iga_core.record.dictionary import FILE, dictionary
    from iga_core.record.schema import load_schema

    out = arguments.data / FILE
    write_whole(out, dictionary(load_schema(arguments.data / "schema"), words).encode())
    print(out)
    return 0


def _export(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.publish.naming import public_address
    from iga_core.publish.release import ReleaseError, export

    try:
        base = public_address() if arguments.base is None else arguments.base
    except ValueError:
        return refuse(words("cli.address"))
    try:
        files = export(arguments.out, words, folder=arguments.data, base=base)
    except ReleaseError as error:
        return refuse(words(f"cli.{error.message}", **error.values))
    print(words("cli.exported", files=len(files), out=arguments.out))
    return 0


def _print_plan(plan: ImportPlan, words: Words) -> None:
    for line in plan.lines:
        if line.outcome == "same":
            continue
        parts = [words("import.line", number=line.number, name=line.name)]
        parts.append(words(f"import.outcome.{line.outcome}"))
        parts += [told(line.message, words)] if line.message else []
        parts += [line.id] if line.id else []
        print(": ".join(parts))
        for region in line.candidates:
            print(f"    {region.code:6} {region.name} ({region.province})")
    for note in plan.notes:
        print(told(note, words))
    for outcome, number in plan.summary.items():
        print(f"{words(f'import.outcome.{outcome}')}: {words.number(number)}")


def _import(arguments: argparse.Namespace, words: Words) -> int:
    from contextlib import nullcontext
    from datetime import date

    from iga_core.derived import derived_files
    from iga_core.record.importing import LEFT_OUT, Options, plan_import
    from iga_core.record.sheet import WHOLE_LIST, SheetError, read_settled, read_sheet
    from iga_core.record.transaction import changing, replace_files

    given = {name: getattr(arguments, name) for name in WHOLE_LIST}
    try:
        sheet = read_sheet(arguments.list.read_bytes(), given, arguments.sheet)
        settled = read_settled(arguments.settle.read_bytes(), sheet) if arguments.settle else {}
    except SheetError as error:
        return refuse(words(f"import.{error.message}", **error.values))
    options = Options(
        source_url=arguments.source,
        source_date=arguments.source_date,
        ceremony_on=arguments.ceremony,
        scale=arguments.scale,
        decree=arguments.decree,
        rank_column=arguments.rank,
        new_words=arguments.new_words,
        batch=arguments.batch,
        settled=settled,
    )
    with changing(arguments.data) if arguments.apply else nullcontext():
        plan = plan_import(arguments.data, sheet, words, options)
        _print_plan(plan, words)
        # a dry run refuses all that --apply refuses: both settle the same draft
        violations, contents = plan.draft.settled(words, derived_files, date.today())
        if arguments.apply and contents:
            replace_files(arguments.data, contents)
    for violation in violations:
        print(describe(violation, words))
    if violations:
        print(words("import.nothing_written"))
    elif arguments.apply:
        print(words("import.written", files=", ".join(contents) or words("import.no_file")))
    else:
        print(words("import.dry"))
    return 1 if violations or any(plan.count(outcome) for outcome in LEFT_OUT) else 0


def _correct(arguments: argparse.Namespace, words: Words) -> int:
    from datetime import date

    from iga_core.derived import derived_files
    from iga_core.record.correcting import Correction, CorrectionError, correct

    wanted = Correction(
        arguments.table,
        arguments.row_id,
        arguments.field,
        arguments.old,
        arguments.new,
        arguments.reason,
        tuple(arguments.source),
    )
    try:
        minted, violations = correct(arguments.data, wanted, date.today(), words, derived_files)
    except CorrectionError as error:
        return refuse(words(f"correction.{error.message}", **error.values))
    for violation in violations:
        print(describe(violation, words))
    print(words("import.nothing_written") if violations else words("correction.done", id=minted))
    return 1 if violations else 0


def _version(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.record.version import data_version

    print(data_version(arguments.data))
    return 0


def _add_changing_verbs(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words
) -> None:
    """Declare the verbs that change the record."""
    take = verbs.add_parser("import", help=words("cli.import"))
    take.add_argument("list", type=Path)
    take.add_argument("--apply", action="store_true", help=words("cli.import_apply"))
    for name in ("year", "programme", "category", "level", "sheet"):
        take.add_argument(f"--{name}", default="", help=words(f"cli.import_{name}"))
    take.add_argument("--settle", type=Path, help=words("cli.import_settle"))
    take.add_argument("--source", default="", help=words("cli.import_source"))
    take.add_argument("--source-date", default="", help=words("cli.import_source_date"))
    take.add_argument("--ceremony", default="", help=words("cli.import_ceremony"))
    take.add_argument("--scale", default="", help=words("cli.import_scale"))
    take.add_argument("--decree", default="", help=words("cli.import_decree"))
    ranks = ("national_rank", "rank_within_type")
    take.add_argument("--rank", default="", choices=ranks, help=words("cli.import_rank"))
    take.add_argument("--new-words", action="store_true", help=words("cli.import_new_words"))
    take.add_argument("--batch", default="", help=words("cli.import_batch"))
    take.set_defaults(run=_import)
    right = verbs.add_parser("correct", help=words("cli.correct"))
    for name in ("table", "row_id", "field", "old", "new"):
        right.add_argument(name)
    right.add_argument("--reason", required=True)
    right.add_argument("--source", required=True, action="append")
    right.set_defaults(run=_correct)


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verbs of this file."""
    check = verbs.add_parser("check", help=words("cli.check"))
    check.set_defaults(run=_check)
    resolve = verbs.add_parser("resolve", help=words("cli.resolve"))
    resolve.add_argument("name")
    resolve.add_argument("--type")
    resolve.add_argument("--province")
    resolve.add_argument("--year", type=int)
    resolve.add_argument("--json", action="store_true")
    resolve.set_defaults(run=_resolve)
    write = verbs.add_parser("dictionary", help=words("cli.dictionary"))
    write.set_defaults(run=_dictionary)
    export = verbs.add_parser("export", help=words("cli.export"))
    export.add_argument("out", type=Path)
    export.add_argument("--base", default=None, help=words("cli.export_base"))
    export.set_defaults(run=_export)
    version = verbs.add_parser("version", help=words("cli.version"))
    version.set_defaults(run=_version)
    _add_changing_verbs(verbs, words)

"""The command line: ``python -m iga_core VERB``; one line of help per verb."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from iga_core.language import Words, load_words
from iga_core.paths import DATA


def _check(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.record import check, describe

    offences = check(arguments.data)
    for offence in offences:
        print(describe(offence, words))
    if not offences:
        print(words("check.passed"))
    return 1 if offences else 0


def _resolve(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.regions import build_resolver, load_aliases, load_register

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
    return 0


def _dictionary(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.record.dictionary import dictionary
    from iga_core.record.schema import load_schema

    out = arguments.data / "README.md"
    out.write_text(dictionary(load_schema(arguments.data / "schema"), words), encoding="utf-8")
    print(out)
    return 0


def _land(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.geo.land import derive_land

    arguments.out.write_text(derive_land(arguments.countries) + "\n", encoding="utf-8")
    print(arguments.out)
    return 0


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m iga_core", description=words("cli.about"))
    parser.add_argument("--data", type=Path, default=DATA, help=words("cli.data"))
    verbs = parser.add_subparsers(dest="verb", required=True)
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
    land = verbs.add_parser("land", help=words("cli.land"))
    land.add_argument("countries", type=Path)
    land.add_argument("out", type=Path)
    land.set_defaults(run=_land)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code: 0 fine, 1 offences found, 2 bad input."""
    words = load_words("id")
    parsed = _parser(words).parse_args(arguments)
    return int(parsed.run(parsed, words))


if __name__ == "__main__":
    sys.exit(main())

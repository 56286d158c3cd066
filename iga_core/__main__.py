"""The command line: ``python -m iga_core VERB``; one line of help per verb."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from iga_core.language import Words, load_words
from iga_core.paths import DATA

if TYPE_CHECKING:
    from iga_core.rules import RulebookNotFoundError, RuleUnknownError, Verdict


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


def _score(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.portfolio import PortfolioError, read_portfolio, report_json, score_portfolio
    from iga_core.regions import load_register
    from iga_core.rules import RulebookError, RulebookNotFoundError, RuleUnknownError, load_rulebook

    try:
        data = arguments.file.read_bytes()
        register = load_register(arguments.data / "regions")
        rules = partial(load_rulebook, folder=arguments.data / "rulebooks")
        portfolio, rulebook = read_portfolio(data, rules, arguments.year, register)
        basis: Literal["claimed", "verified"] = "verified" if arguments.verified else "claimed"
        found = report_json(score_portfolio(portfolio, rulebook, basis), words)
    except PortfolioError as error:
        place = words("portfolio.at", place=error.place) if error.place else ""
        return _refuse(place + words(f"portfolio.{error.reason}", **error.details))
    except (RulebookNotFoundError, RuleUnknownError) as error:
        return _refuse(_no_rule(error, words))
    except RulebookError as error:
        return _refuse(str(error))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _refuse(words("cli.unreadable", file=arguments.file, reason=reason))
    print(json.dumps(found, ensure_ascii=False) if arguments.json else _said(found, words))
    return 0


def _classify(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.rules import (
        NumberError,
        RulebookError,
        RulebookNotFoundError,
        classify,
        load_rulebook,
        read_number,
    )

    try:
        score = read_number(arguments.score)
        verdict = classify(score, load_rulebook(arguments.year, arguments.data / "rulebooks"))
    except NumberError as error:
        return _refuse(words(f"cli.{error}", value=ascii(arguments.score)[1:-1][:40]))
    except RulebookNotFoundError as error:
        return _refuse(_no_rule(error, words))
    except RulebookError as error:
        return _refuse(str(error))
    if arguments.json:
        print(json.dumps(verdict_json(verdict), ensure_ascii=False))
        return 0
    said = verdict.predicate or " / ".join(verdict.candidates) or "-"
    status = words(f"rules.status_{verdict.status}")
    print(words("rules.verdict", year=arguments.year, score=score, status=status, said=said))
    return 0


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as the command line prints it: points as numbers, the basis in words."""
    basis = verdict.basis
    return {
        "year": verdict.year,
        "score": float(verdict.score),
        "status": verdict.status,
        "predicate": verdict.predicate,
        "candidates": list(verdict.candidates),
        "basis": basis
        and {
            "instrument": basis.instrument,
            "clause": basis.clause,
            "sources": list(basis.sources),
            "standing": basis.standing,
            "printed": basis.printed,
            "how": basis.how,
        },
        "to_next": None if verdict.to_next is None else float(verdict.to_next),
    }


def _said(found: dict[str, Any], words: Words) -> str:
    head = words(
        "rules.score_line",
        year=found["year"],
        iid=words.number(found["iid"], 2),
        predicate=found["predicate"],
        spd=words.number(found["spd"], 2),
        sid=words.number(found["sid"], 2),
        total=words.number(found["total"], 2),
        max=words.number(found["max_total"], 2),
    )
    return "\n".join([head, *(f"- {note}" for note in found["notes"])])


def _no_rule(error: RulebookNotFoundError | RuleUnknownError, words: Words) -> str:
    from iga_core.rules import RuleUnknownError

    if isinstance(error, RuleUnknownError):
        return words("rules.unknown", year=error.year, rule=error.rule)
    return words("rules.no_rulebook", year=error.year, known=" ".join(map(str, error.known)))


def _refuse(line: str) -> int:
    """Print one line to the error stream and return the exit code of bad input."""
    print(" ".join(line.split()), file=sys.stderr)
    return 2


class _Parser(argparse.ArgumentParser):
    """Answers a bad command line with one line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print ``message`` without the usage block."""
        sys.exit(_refuse(f"{self.prog}: {message}"))


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m iga_core", description=words("cli.about"))
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
    score = verbs.add_parser("score", help=words("cli.score"))
    score.set_defaults(run=_score)
    score.add_argument("file", type=Path, metavar="FILE.json")
    score.add_argument("--year", type=int, help=words("cli.score_year"))
    score.add_argument("--verified", action="store_true", help=words("cli.score_verified"))
    score.add_argument("--json", action="store_true")
    classify = verbs.add_parser("classify", help=words("cli.classify"))
    classify.set_defaults(run=_classify)
    classify.add_argument("score", metavar="SCORE", help=words("cli.classify_score"))
    classify.add_argument("--year", type=int, required=True)
    classify.add_argument("--json", action="store_true")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code: 0 fine, 1 offences found, 2 bad input."""
    words = load_words("id")
    parsed = _parser(words).parse_args(arguments)
    return int(parsed.run(parsed, words))


if __name__ == "__main__":
    sys.exit(main())

"""From ``data/law.toml`` to a Law: closed keys, one line for each mistake."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from iga_core.law.model import (
    BYS,
    OUTCOMES,
    RELATIONS,
    Criterion,
    Law,
    LegalOutcome,
    LegalStep,
    Paraphrase,
    Term,
)
from iga_core.paths import DATA
from iga_core.rules import Fact, RulebookError
from iga_core.rules.reading import RECORD, Reader, Table, entries, once, strings, text, whole
from iga_core.rules.rulebook import read_toml

NAME = "law"
LAW_FILE = f"{NAME}.toml"
SCHEMA = 1
# section of the file -> field of Law
LISTS = {
    "form": "forms",
    "initiator": "initiators",
    "kind": "kinds",
    "stage": "stages",
    "provision": "provisions",
}
# fields of an innovation that hold the team's own answer on a criterion
ANSWERS = ("renewal", "benefit", "burden_free", "authority", "replicable")
Word = TypeVar("Word", bound=str)


def _one_of(reader: Reader, key: str, value: object, allowed: Sequence[Word]) -> Word:
    known = {str(word): word for word in allowed}
    if not isinstance(value, str) or value not in known:
        reader.fail(key, "not_allowed", allowed=", ".join(allowed))
    return known[value]


def _fact(reader: Reader, key: str, value: object) -> Fact[str]:
    table = reader.table(key, value, RECORD)
    return reader.fact(key, table, text)


def _term(reader: Reader, key: str, value: object) -> Term:
    table = reader.table(key, value, ("id", "text"))
    return Term(
        text(reader, f"{key}.id", table.get("id")),
        _fact(reader, f"{key}.text", table.get("text")),
    )


def _outcome(reader: Reader, key: str, table: Table, name: str) -> LegalOutcome | None:
    if name not in table:
        return None
    return _one_of(reader, f"{key}.{name}", table[name], OUTCOMES)


def _step(reader: Reader, key: str, value: object) -> LegalStep:
    table = reader.table(key, value, ("by", "yes", "no", "line", "level"))
    by = _one_of(reader, f"{key}.by", table.get("by"), BYS)
    line, level = "", 1
    if by == "line":
        line = text(reader, f"{key}.line", table.get("line"))
        level = whole(reader, f"{key}.level", table.get("level"))
    elif "line" in table or "level" in table:
        reader.fail(key, "unknown_key", allowed="by, yes, no")
    yes, no = (_outcome(reader, key, table, name) for name in ("yes", "no"))
    return LegalStep(by, yes, no, line, level)


def _criterion(reader: Reader, key: str, value: object) -> Criterion:
    table = reader.table(key, value, ("id", "field", "text", "step"))
    return Criterion(
        text(reader, f"{key}.id", table.get("id")),
        _one_of(reader, f"{key}.field", table.get("field"), ANSWERS),
        _fact(reader, f"{key}.text", table.get("text")),
        tuple(_step(reader, at, item) for at, item in entries(reader, table, "step", key)),
    )


def _paraphrase(reader: Reader, key: str, value: object, law: Law) -> Paraphrase:
    table = reader.table(key, value, ("said", "criterion", "relation", "note", "sources"))
    criteria = [criterion.id for criterion in law.criteria]
    return Paraphrase(
        text(reader, f"{key}.said", table.get("said")),
        _one_of(reader, f"{key}.criterion", table.get("criterion"), criteria),
        _one_of(reader, f"{key}.relation", table.get("relation"), RELATIONS),
        reader.text(f"{key}.note", table.get("note", "")),
        strings(reader, f"{key}.sources", table.get("sources")),
    )


def build_law(raw: dict[str, Any]) -> Law:
    """Check a parsed file. Raises RulebookError, naming the key."""
    reader = Reader(LAW_FILE, 0)
    reader.table("", raw, ("schema", "criterion", "paraphrase", *LISTS))
    if raw.get("schema") != SCHEMA:
        reader.fail("schema", "schema", expected=SCHEMA)
    criteria = tuple(
        _criterion(reader, key, item) for key, item in entries(reader, raw, "criterion")
    )
    once(reader, "criterion", (criterion.id for criterion in criteria))
    once(reader, "criterion", (criterion.field for criterion in criteria))
    lists: dict[str, tuple[Term, ...]] = {}
    for section, field in LISTS.items():
        terms = tuple(_term(reader, key, item) for key, item in entries(reader, raw, section))
        once(reader, section, (term.id for term in terms))
        lists[field] = terms
    law = Law(criteria=criteria, paraphrases=(), **lists)
    paraphrases = tuple(
        _paraphrase(reader, key, item, law) for key, item in entries(reader, raw, "paraphrase")
    )
    return Law(criteria=criteria, paraphrases=paraphrases, **lists)


def load_law(folder: Path = DATA) -> Law:
    """Read and check ``folder/law.toml``. Raises RulebookError, also when there is no file."""
    path = folder / LAW_FILE
    if not path.is_file():
        raise RulebookError(LAW_FILE, "", "missing", name=LAW_FILE)
    return build_law(read_toml(path))


@lru_cache(maxsize=1)
def cached_law() -> Law:
    """Return the project's own law, read once."""
    return load_law()

"""The address of a view: per page one table of parameters; pure functions read and write it.

An address is always written in full, so that a link never changes its meaning when a default
does. What cannot be read becomes a problem that the page names; it is never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

Value = str | tuple[str, ...]
ALL = "semua"  # written for "no filter": an empty value would look like a mistake
NONE = "tidak"  # written for "nothing chosen" where nothing is not everything
LIMIT = 200  # characters of one value that are read at all
SPARE = 10  # values beyond the most a parameter takes that are still looked at, to name them
YEAR = re.compile(r"[0-9]{4}")
NAMED = 8  # problems that are named one by one; an address of a thousand gives no page of lines


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a page.

    ``options``: the values it may take, in order; None = free text. ``many``: takes several
    (as ``a,b``), none of them written as ``empty``. ``remember``: whether the value goes along
    to other pages with a parameter of this name. ``adopt`` turns a value that is not an
    option into one that is (an old region code into today's), or returns None; ``suggest``
    names what a wrong value may have meant. ``year``: a year that is no option is said to be
    absent (``absent_year``), so that no other year is shown in its place.
    """

    name: str
    default: Value
    options: Sequence[str] | None = None
    many: bool = False
    most: int = 100
    empty: str = ALL
    remember: bool = True
    adopt: Callable[[str], str | None] | None = None
    suggest: Callable[[str], Sequence[str]] | None = None
    year: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What in an address could not be read as given. ``kind`` is a message id below ``address.``"""

    kind: str
    name: str
    given: str
    used: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The values of all parameters of a page, and what was wrong with the address."""

    values: dict[str, Value]
    problems: tuple[Problem, ...]


def clean(text: str) -> str:
    """Return free text as it is read: ``LIMIT`` characters at most, none of them invisible."""
    return "".join(c for c in text[:LIMIT] if c.isprintable()).strip()


def _one(param: Param, given: str) -> tuple[str | None, str]:
    """Return the value ``given`` stands for (None: none) and the kind of problem ("": none)."""
    text = given[:LIMIT]
    if param.options is None:
        read_as = clean(given)
        return read_as, "" if read_as == given.strip() else "shortened"
    if text in param.options:
        return text, ""
    adopted = param.adopt(text) if param.adopt else None
    if adopted in param.options:
        return adopted, "adopted"
    return None, "absent_year" if param.year and YEAR.fullmatch(text) else "unknown_value"


def _shown(param: Param, value: Value) -> str:
    return value if isinstance(value, str) else ",".join(value) or param.empty


def _read(param: Param, given: str) -> tuple[Value, list[Problem]]:
    parts = [part for part in given.split(",") if part] if param.many else [given]
    if param.many and parts == [param.empty]:
        return (), []
    # each unknown value is compared with every name there is: what is looked at has an end
    too_many, parts = len(parts) > param.most + SPARE, parts[: param.most + SPARE]
    found: list[str] = []
    wrong: list[tuple[str, str]] = []
    for part in parts:
        value, kind = _one(param, part)
        if value is not None and value not in found:
            found.append(value)
        if kind:
            wrong.append((kind, part))
    if param.many:
        if too_many or len(found) > param.most:
            wrong.insert(0, ("too_many", given))
        value_of: Value = tuple(found[: param.most]) if found or not wrong else param.default
    else:
        value_of = found[0] if found else param.default
    return value_of, [
        _problem(kind, param, part, value_of, examples=place < NAMED)
        for place, (kind, part) in enumerate(wrong)
    ]


def _problem(kind: str, param: Param, given: str, used: Value, *, examples: bool) -> Problem:
    near = param.suggest(given[:LIMIT]) if param.suggest and examples else ()
    most = 40 if kind == "absent_year" else 8  # of the years none is left out
    shown = tuple(near or (param.options or ())[:most])
    return Problem(kind, param.name, given[: LIMIT + 1], _shown(param, used), shown)


def shortened(param: Param, given: str) -> Problem:
    """Return the problem of free text that was typed and not taken as it is (see ``clean``)."""
    return Problem("typed", param.name, given[: LIMIT + 1], clean(given))


def absent(param: Param, given: str) -> Problem:
    """Return the problem of a year that was typed and is no option."""
    return _problem("absent_year", param, given, param.default, examples=True)


def _first(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems to name one by one, and how many there are besides."""
    if len(problems) <= NAMED:
        return tuple(problems)
    return (*problems[:NAMED], Problem("more", "", str(len(problems) - NAMED), ""))


def read(
    table: Sequence[Param],
    query: Mapping[str, str],
    memory: Mapping[str, Value] | None = None,
    ignore: frozenset[str] = frozenset(),
    repeated: Container[str] = (),
) -> Reading:
    """Read ``query`` by ``table``: the address first, then ``memory``, then the default.

    ``memory``: values the visitor last used for parameters of the same name on other pages;
    used only where they are possible here. ``ignore``: names that belong to the frame.
    ``repeated``: names that the address gives more than once; ``query`` holds the last value.
    Never raises, whatever the address holds; names at most ``NAMED`` problems one by one.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for param in table:
        if param.name in query:
            given = query[param.name]
            values[param.name], found = _read(param, given)
            problems += found
            if param.name in repeated:
                used = values[param.name]
                problems.append(_problem("repeated", param, given, used, examples=False))
        else:
            held = memory if memory and param.remember else {}
            remembered = _shown(param, held.get(param.name, param.default))
            value, found = _read(param, remembered)
            values[param.name] = param.default if found else value
    known = {param.name for param in table} | ignore
    problems += [
        Problem("unknown_name", name[:LIMIT], query[name][:LIMIT], "", tuple(p.name for p in table))
        for name in query
        if name not in known
    ]
    return Reading(values, _first(problems))


def write(table: Sequence[Param], values: Mapping[str, Value]) -> dict[str, str]:
    """Return the full address of ``values``: every parameter of ``table``, defaults included."""
    return {param.name: _shown(param, values[param.name]) for param in table}

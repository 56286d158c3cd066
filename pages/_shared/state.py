"""Between the address bar and the widgets: read before widgets, written in full after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from iga_core.language import Words, plain, quoted
from pages._shared import address
from pages._shared.address import Param, Value
from pages._shared.words import PARAMETER, words


class AbsentYear(StopException):
    """A page was asked for a year that it does not have; it has said so and shows no other.

    A kind of stop, so that a part that reruns by itself (``st.fragment``) lets it pass.
    """


FRAME = frozenset({PARAMETER, "embed", "embed_options"})  # read by the frame or by Streamlit


def key(page: str, name: str) -> str:
    """Return the widget key of a parameter: it starts with the page's name."""
    return f"{page}_{name}"


def open_address(page: str, table: Sequence[Param]) -> dict[str, Value]:
    """Read the address of ``page``, set its widgets to it, name problems, and write it in full.

    Call once at the top of a page, before its widgets. Returns the values to show. Raises
    AbsentYear, once that is said, for a year that the page does not have.
    """
    query, repeated = _asked()
    written = _written()
    if _left_behind(query, table, written):
        query = written.get(page, {})
    unchanged = _last(written) == (page, query) and not repeated
    if not unchanged or key(page, "__problems") not in st.session_state:
        memory = st.session_state.setdefault("address_memory", {})
        reading = address.read(table, query, memory, FRAME, repeated)
        for name, value in reading.values.items():
            st.session_state[key(page, name)] = list(value) if isinstance(value, tuple) else value
        st.session_state[key(page, "__problems")] = reading.problems
    else:
        st.session_state[key(page, "__problems")] = _keep(page, table)
    problems = st.session_state[key(page, "__problems")]
    _name_problems(problems)
    if any(problem.kind == "absent_year" for problem in problems):
        raise AbsentYear
    return save(page, table)


def _asked() -> tuple[dict[str, str], frozenset[str]]:
    """Return what the address bar holds, and the names it gives more than once."""
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    query = {name: values[-1] for name, values in given.items()}
    return query, frozenset(name for name, values in given.items() if len(values) > 1)


def _written() -> dict[str, dict[str, str]]:
    """Return the address that this visit last wrote of each page, in the order of writing."""
    written: dict[str, dict[str, str]] = st.session_state.setdefault("address_written", {})
    return written


def _last(written: dict[str, dict[str, str]]) -> tuple[str, dict[str, str]] | None:
    return next(reversed(written.items()), None)


def _left_behind(
    query: Mapping[str, str], table: Sequence[Param], written: Mapping[str, Mapping[str, str]]
) -> bool:
    """Say whether the browser put what another page of this visit wrote under this page's name.

    Streamlit moves path and parameters of an address by two messages, each into what stands there
    when it arrives, and keeps the mixture in the browser's history: Back leads to it.
    """
    names, own = query.keys() - FRAME, {param.name for param in table}
    return names != own and any(
        names <= full.keys() and bool(names - own or query.keys() == full.keys())
        for full in written.values()
    )


def _keep(page: str, table: Sequence[Param]) -> tuple[address.Problem, ...]:
    """Keep every value alive after a widget was used, also of widgets not drawn.

    Returns what was typed and not taken as it is: a box's own limit is held by the browser only,
    and a box for a year takes any text, so that what stands in it is what is answered.
    """
    problems = []
    for param in table:
        name = key(page, param.name)
        if name not in st.session_state:
            continue
        held = st.session_state[name]
        if param.year and isinstance(held, str) and held not in (param.options or ()):
            problems.append(address.absent(param, held))
        typed = param.options is None and isinstance(held, str)
        if typed and address.clean(held) != held.strip():
            problems.append(address.shortened(param, held))
            held = address.clean(held)
        st.session_state[name] = held
    return tuple(problems)


def current(page: str, table: Sequence[Param]) -> dict[str, Value]:
    """Return what the widgets of ``page`` now hold."""
    values: dict[str, Value] = {}
    for param in table:
        held = st.session_state.get(key(page, param.name), param.default)
        if held is None:
            held = param.default
        values[param.name] = tuple(held) if isinstance(held, (list, tuple)) else str(held)
    return values


def save(page: str, table: Sequence[Param]) -> dict[str, Value]:
    """Write the address of what the widgets of ``page`` hold, and remember it for other pages."""
    values = current(page, table)
    full = {**_framed(), **address.write(table, values)}
    query, repeated = _asked()
    written = _written()
    # what another page wrote may reach the browser only after it asked for this one
    if query != full or repeated or _last(written) not in (None, (page, full)):
        st.query_params.from_dict(full)
    written.pop(page, None)
    written[page] = full  # the last one written stands last
    memory = st.session_state.setdefault("address_memory", {})
    for param in table:  # a default nobody chose must not narrow another page
        if values[param.name] != param.default or param.name in memory:
            memory[param.name] = values[param.name]
    return values


def _framed() -> dict[str, str]:
    """Return what the frame's part of the address says: the language always, never a wrong one."""
    given = {name: st.query_params[name] for name in sorted(FRAME) if name in st.query_params}
    return {**given, PARAMETER: words().language}


def told(problem: address.Problem, words: Words) -> str:
    """Return a problem as one line of Markdown: what was given, where, and what was expected."""
    if problem.kind == "absent_year":
        years = " · ".join(_year_link(problem.name, year) for year in problem.examples)
        return words("address.absent_year", given=quoted(problem.given, 40), years=years)
    if problem.kind == "more":
        return words("address.more", number=words.number(int(problem.given)))
    return words(
        f"address.{problem.kind}",
        name=quoted(problem.name, 40),
        given=quoted(problem.given),
        used=quoted(problem.used),
        examples=plain(", ".join(problem.examples), 200),
        limit=words.number(address.LIMIT),
    )


def _year_link(name: str, year: str) -> str:
    """Return a link to the view asked for, with a year that is there."""
    return f"[{plain(year)}](?{urlencode({**_asked()[0], name: year})})"


def _name_problems(problems: Sequence[address.Problem]) -> None:
    for problem in problems:
        st.warning(told(problem, words()))

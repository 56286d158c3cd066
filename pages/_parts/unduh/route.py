"""The way to the public files: ``/unduh/penghargaan.csv?tahun=2020``, beside the app."""

from __future__ import annotations

import logging
from collections import Counter
from functools import partial
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iga_core.language import Words
from iga_core.publish.naming import Made, attachment
from iga_core.record import BrokenDataError, Record
from pages._parts.unduh import public
from pages._shared import atlas, filters
from pages._shared.bounds import BOUNDS
from pages._shared.files.answers import refused, speaker
from pages._shared.files.store import BusyError, Slots, Store
from pages._shared.filters import Param, Problem, Reading
from pages._shared.telemetry import log
from pages._shared.words import speaking

SHOWN = 60  # characters of what was given that an answer repeats
NAMED = 12  # known values that an answer lists
WRONG = {
    "unknown_value": "file.wrong_value",
    "absent_year": "file.wrong_value",
    "repeated": "file.repeated",
    "too_many": "file.too_many",
    "shortened": "file.shortened",
}


def _line(status: int, words: Words, message: str, **values: object) -> Response:
    """Return an answer of one line."""
    return refused(status, f"{words(message, **values)}\n")


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text[:SHOWN])


def _known(values: tuple[str, ...] | list[str]) -> str:
    more = ["\N{HORIZONTAL ELLIPSIS}"] if len(values) > NAMED else []
    return ", ".join([*values[:NAMED], *more])


def _refused(problem: Problem, table: tuple[Param, ...], words: Words) -> Response:
    """Return the one line on what an address gave that no file can be made of."""
    name, given = _shown(problem.name), _shown(problem.given)
    if problem.kind == "unknown_name":
        known = _known([param.name for param in table])
        return _line(400, words, "file.unknown_name", name=name, known=known)
    values = {"given": given, "known": _known(problem.examples), "limit": filters.LIMIT}
    return _line(400, words, WRONG[problem.kind], name=name, **values)


def _read(request: Request, name: str, form: str) -> tuple[Record, str, tuple[Param, ...], Reading]:
    """Return the record, its version, the parameters of a file, and what the address says."""
    record = atlas.record()
    table = public.table(record, name, form)
    given = Counter(name for name, _ in request.query_params.multi_items())
    repeated = frozenset(name for name, times in given.items() if times > 1)
    reading = filters.read(table, dict(request.query_params), repeated=repeated)
    return record, str(atlas.version()), table, reading


class Files:
    """All public files of a process, made when asked for and kept while there is room."""

    def __init__(self, slots: Slots) -> None:
        """Begin with nothing made; files are made in ``slots``."""
        self.store = Store(BOUNDS["file_bytes"], slots)

    async def answer(self, request: Request) -> Response:
        """Return the file that an address names, or one line on why there is none."""
        words = speaker(request)
        name, _, form = request.path_params["name"].rpartition(".")
        if f"{name}.{form}" not in public.NAMES:
            known = ", ".join(public.NAMES)
            return _line(404, words, "file.not_found", name=_shown(f"{name}.{form}"), known=known)
        try:
            return await self._file(request, name, form, words)
        except BrokenDataError as error:
            return _line(
                503, words, "frame.broken_data", number=words.number(len(error.violations))
            )
        except BusyError:
            return _line(503, words, "file.busy", seconds=BOUNDS["retry_seconds"])
        except public.WrongValueError as error:
            values = {"name": error.name, "given": _shown(error.given)}
            return _line(400, words, "file.no_such", **values, known=_known(error.known) or "-")
        except Exception as error:  # nobody sees its text: it may quote what was asked
            log.said(logging.ERROR, "error", error, page="unduh")
            return _line(500, words, "file.failed")

    async def _file(self, request: Request, name: str, form: str, words: Words) -> Response:
        record, version, table, reading = await run_in_threadpool(_read, request, name, form)
        values = filters.write(table, reading.values)
        wrong = [problem for problem in reading.problems if problem.kind != "adopted"]
        if wrong:
            return _refused(wrong[0], table, words)
        if reading.problems:  # an old code of a government: the file has one address
            return RedirectResponse(f"{request.url.path}?{urlencode(values)}", 308)
        key = (name, form, version, *values.items())
        make = partial(_spoken, words, partial(public.make, record, name, form, reading.values))
        made = await self.store.get(key, make)
        return handed(made, "public, max-age=300")


def _spoken(words: Words, make: partial[Made]) -> Made:
    with speaking(words.language):
        return make()


def handed(made: Made, lifetime: str) -> Response:
    """Return ``made`` as an answer that a browser saves under its name."""
    return Response(
        made.data,
        media_type=made.mime,
        headers={
            "Content-Disposition": attachment(made.name),
            "Cache-Control": lifetime,
            "X-Content-Type-Options": "nosniff",
        },
    )


def routes(base: str, files: Files) -> list[Route]:
    """Return the ways to the public files below the path ``base`` of the app."""
    return [Route(f"{base}/unduh/{{name}}", files.answer)]

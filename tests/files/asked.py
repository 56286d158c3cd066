"""Ask for public files as a browser would, without a server: the answer of the route itself."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from pages._parts.unduh.route import Files
from pages._shared.files.store import Slots


def request(address: str, **headers: str) -> Request:
    """Return the request for ``address``, a path below ``/unduh/`` with its query."""
    name, _, query = address.partition("?")
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": f"/unduh/{name}",
            "path_params": {"name": name},
            "query_string": query.encode(),
            "headers": [(key.lower().encode(), value.encode()) for key, value in headers.items()],
        }
    )


def files() -> Files:
    """Return the public files of a fresh process."""
    return Files(Slots(2, 10))


def asked(address: str, **headers: str) -> Response:
    """Return the answer to one request, asked of a fresh process."""
    return asyncio.run(files().answer(request(address, **headers)))

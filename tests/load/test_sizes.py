"""What a filter of Penghargaan sends: few messages and few bytes, as they are before packing."""

from __future__ import annotations

from tests.client import Visit, visit
from tests.listed import Link, read
from tests.served import serving

SLUG = "penghargaan"
MESSAGES, BYTES = 25, 35_000


def ways(one: Visit) -> list[Link]:
    """Where the heads of the years and the cells of the strip lead, the longest list first."""
    seen = one.run(SLUG, "")
    (found,) = [
        table for e in seen.of("html") for table in read(e.body).tables if table.name == "heat"
    ]
    heads = [link for cell in found.rows[0] for link in cell.links]
    cells = [link for row in found.rows[1:] for cell in row for link in cell.links]
    cells.sort(key=lambda link: -int(link.text.split(" ")[0]))
    return [*heads, *cells[:5]]


def test_a_filter_sends_few_messages_and_few_bytes() -> None:
    with serving() as server:
        with visit(server.base) as one:
            links = ways(one)
        assert links
        for link in links:
            with visit(server.base) as one:
                one.run(SLUG, "")
                seen = one.run(SLUG, link.address.removeprefix("?"))
            assert seen.messages <= MESSAGES, link.address
            assert seen.size <= BYTES, link.address
            assert not seen.lines()

""" "Kirim sumber": how a source reaches the operator, with the row or the gap already named."""

from __future__ import annotations

from iga_core.record.correcting import report_address, report_link, report_text
from pages._shared import atlas
from pages._shared.links import href, public_address, row_address, whole_address
from pages._shared.words import t, words

PARAMETER = "lapor"  # of an address of Sumber: what a source is sent for


def address(about: str) -> str:
    """Return where a source for ``about`` goes: to the operator, else to a text ready to send.

    ``about``: the address of a row (see ``RowIndex``), or what is missing in words.
    """
    if to := report_address():
        return report_link(to, about, ready(about, public_address()), words())
    return href("sumber", **{PARAMETER: about})


def link(about: str) -> str:
    """Return the Markdown link that sends a source for ``about``."""
    return f"[{t('source.send')}]({address(about)})"


def ready(about: str, base: str) -> str:
    """Return the text to send, with the address of what it is about; ``base``: of the app."""
    row = atlas.rows().find(about)
    place = row_address(row.id) if row else href("sumber", **{PARAMETER: about})
    return report_text(about, whole_address(place, base), words())

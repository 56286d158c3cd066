"""A number as people type it: decimal comma or point, never guessed."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,12})?", re.ASCII)
_GROUPED = re.compile(
    r"-?[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:([.,])[0-9]{1,12})?", re.ASCII
)
_EITHER = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)


class NumberError(ValueError):
    """The text is ``not_number``, ``negative``, or ``ambiguous``: it has two readings."""


def read_number(text: str) -> Decimal:
    """Return the number that ``text`` says: ``62,5`` and ``62.5`` are one, ``1.234,5`` another.

    ``2.501`` can be two thousand or two and a half: refused. So are a negative number, NaN,
    infinity and exponents. Raises NumberError, whose text says which.
    """
    typed = text.strip()
    if _EITHER.fullmatch(typed):
        raise NumberError("ambiguous")
    grouped = _GROUPED.fullmatch(typed)
    if _PLAIN.fullmatch(typed):
        number = Decimal(typed.replace(",", "."))
    elif grouped and grouped[1] != grouped[2]:
        number = Decimal(typed.replace(grouped[1], "").replace(",", "."))
    else:
        raise NumberError("not_number")
    if number < 0:
        raise NumberError("negative")
    return number

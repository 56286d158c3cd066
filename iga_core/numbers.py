"""Numbers as people type them, never guessed, and the one rule they are rounded by."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

_PLAIN = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,12})?", re.ASCII)
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:([.,])[0-9]{1,12})?", re.ASCII
)
_MINUS = ("-", "\N{MINUS SIGN}")


class NumberError(ValueError):
    """The text is ``not_number``, ``negative``, or ``ambiguous``: it has two readings."""


def readings(text: str, *, signed: bool = False) -> tuple[Decimal, ...]:
    """Return every number that ``text`` can say: ``2.501`` is 2501 or 2.501, in this order.

    ``62,5`` and ``62.5`` are one number, ``1.234,5`` another; decimals are kept as typed.
    ``signed``: a minus may stand before it. Raises NumberError for NaN, infinity, exponents, and
    a minus that may not stand.
    """
    typed = text.strip()
    below = typed.startswith(_MINUS)
    digits = typed[1:].lstrip() if below else typed
    grouped = _GROUPED.fullmatch(digits)
    found = []
    if grouped and grouped[1] != grouped[2] and (not _PLAIN.fullmatch(digits) or digits[0] != "0"):
        found.append(Decimal(digits.replace(grouped[1], "").replace(",", ".")))
    if _PLAIN.fullmatch(digits):
        found.append(Decimal(digits.replace(",", ".")))
    if not found:
        raise NumberError("not_number")
    if below and not signed:
        raise NumberError("negative")
    return tuple(-number if below else number for number in found)


def read_number(text: str, *, signed: bool = False, whole: bool = False) -> Decimal:
    """Return the one number that ``text`` says (see ``readings``).

    ``whole``: a fraction is not possible here, so ``2.501`` is 2501. Raises NumberError, whose
    text says why it says none, or more than one.
    """
    found = readings(text, signed=signed)
    if len(found) > 1 and not whole:
        raise NumberError("ambiguous")
    return found[0]


def as_decimal(value: float | Decimal) -> Decimal:
    """Return the number that ``value`` prints as. Raises ValueError for one that is not finite."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return number


def decimals_of(number: Decimal) -> int:
    """Return how many decimals ``number`` is written with: 2 for 89.50."""
    return max(0, -int(number.as_tuple().exponent))


def round_half_up(value: float | Decimal | Fraction, decimals: int) -> Decimal:
    """Round as a reader does: a five goes up, away from zero; zero has no sign.

    A float is the number it prints as: 62.345 has a five at its end. Raises ValueError for one
    that is not finite.
    """
    if isinstance(value, Fraction):
        whole = floor(abs(value) * 10**decimals + Fraction(1, 2))
        return Decimal(whole if value > 0 else -whole).scaleb(-decimals) + 0
    return as_decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0

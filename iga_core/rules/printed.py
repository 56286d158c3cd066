"""Whether a value is what its source's own form beside it says: a limit, a weight, a share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from iga_core.declared.rulebook import Band, Rulebook, ValueInterval

_NUMBER = r"(-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?)"
_UNIT = r"(?: ?%| persen)?"
_FORMS = {
    "from_to": re.compile(rf"{_NUMBER}{_UNIT} ?[\N{{EN DASH}}-] ?{_NUMBER}{_UNIT}"),
    "above": re.compile(rf"di atas {_NUMBER}{_UNIT}"),
    "below": re.compile(rf"di bawah {_NUMBER}{_UNIT}"),
    "at_least": re.compile(rf"{_NUMBER}{_UNIT} (?:ke atas|atau lebih)"),
    "number": re.compile(rf"{_NUMBER}{_UNIT}"),
}


class PrintedFormError(ValueError):
    """A printed form that cannot be compared with a value: no form of ``_FORMS``."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed form: its ends, None = open; ``outside``: the ends themselves do not belong."""

    low: Decimal | None
    high: Decimal | None
    outside: bool = False


def read_printed(text: str) -> Printed:
    """Return what a printed form says, e.g. ``40,01-65,00``, ``di atas 60``, ``30 persen``.

    Raises PrintedFormError.
    """
    for form, pattern in _FORMS.items():
        if found := pattern.fullmatch(text.strip()):
            ends = [Decimal(end.replace(".", "").replace(",", ".")) for end in found.groups()]
            low = None if form == "below" else ends[0]
            high = None if form in ("above", "at_least") else ends[-1]
            return Printed(low, high, outside=form in ("above", "below"))
    raise PrintedFormError(text)


def agrees(value: object, printed: str) -> bool:
    """Say whether a number or a band is what ``printed`` says; what holds no number always is.

    Raises PrintedFormError.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Band):
        return True
    form = read_printed(printed)
    low, high = (value.low, value.high) if isinstance(value, Band) else (value, value)
    return not form.outside and (form.low, form.high) == (low, high)


def class_agrees(book: Rulebook, place: int) -> bool:
    """Say whether a class begins and ends where the printed form of its limit says.

    It ends one step of the scale below the next limit, the highest at the end of the scale. A
    single number prints where the class begins. Raises PrintedFormError.
    """
    fact, scale = book.classes[place], book.scale.known()
    form, step = read_printed(fact.printed), Decimal(1).scaleb(-scale.decimals)
    low, high = form.low, form.high if form.high != form.low else None
    if form.outside:
        low, high = (low and low + step), (high and high - step)
    limit = fact.known()
    if low is not None and (isinstance(limit, ValueInterval) or low != limit):
        return False
    if high is None:
        return True
    if place + 1 == len(book.classes):
        return scale.high is None or high == scale.high
    ahead = book.classes[place + 1].known()
    if isinstance(ahead, ValueInterval):
        return ahead.above <= high < ahead.to
    return high + step == ahead

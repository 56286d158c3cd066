"""What must hold inside one rulebook: order of classes, bands without gap, sums as printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from iga_core.numbers import decimals_of, round_half_up
from iga_core.rules.facts import Fact, RulebookError
from iga_core.rules.model import Band, Indicator, Rulebook, ValueInterval


def check_rulebook(book: Rulebook, file: str) -> None:
    """Raise RulebookError for the first thing in ``book`` that does not hold."""
    _scale(book, file)
    _classes(book, file)
    codes = [line.code for line in book.lines]
    for code in codes:
        if codes.count(code) > 1:
            raise RulebookError(file, f"line.{code}", "repeated")
    for line in book.lines:
        _levels(line, file)
    _halves(book, file)
    _aspect_sum(book, "SPD", book.maxima.spd, file)
    _aspect_sum(book, "SID", book.maxima.maturity, file)
    _totals(book, file)
    _shares(book, file)
    _services(book, file)


def _scale(book: Rulebook, file: str) -> None:
    for name, fact in (("scale", book.scale), ("family", book.family)):
        if fact.value is None:
            raise RulebookError(file, name, "missing", name=name)


def _classes(book: Rulebook, file: str) -> None:
    """Limits rise strictly from the scale's low end; no predicate stands twice."""
    scale = book.scale.known()
    reached = scale.low
    for place, entry in enumerate(book.classes):
        key = f"class[{place + 1}]"
        limit = entry.limit.known()
        low = limit.above if isinstance(limit, ValueInterval) else limit
        if (low != reached) if place == 0 else (low <= reached):
            raise RulebookError(file, key, "class_order")
        reached = limit.to if isinstance(limit, ValueInterval) else limit
        if scale.high is not None and reached > scale.high:
            raise RulebookError(file, key, "class_order")
    names = [entry.predicate for entry in book.classes]
    if len(set(names)) != len(names):
        raise RulebookError(file, "class", "repeated")


def _levels(line: Indicator, file: str) -> None:
    """Levels are all texts or all bands; bands leave no gap at the printed decimals."""
    key = f"line.{line.code}.levels"
    meanings = [level.meaning.known() for level in line.levels]
    bands = [meaning for meaning in meanings if isinstance(meaning, Band)]
    if not bands:
        return
    if len(bands) != len(meanings) or line.decimals is None:
        raise RulebookError(file, key, "mixed_levels")
    step = Decimal(1).scaleb(-line.decimals)
    ordered = sorted(bands, key=lambda b: (b.low is not None, b.low or Decimal(0)))
    if ordered[0].low is not None or ordered[-1].high is not None:
        raise RulebookError(file, key, "band_gap")
    for below, above in pairwise(ordered):
        if below.high is None or above.low is None or above.low - below.high > step:
            raise RulebookError(file, key, "band_gap")
    if bands not in (ordered, ordered[::-1]):
        raise RulebookError(file, key, "disorder")
    edges = (edge for band in bands for edge in (band.low, band.high) if edge is not None)
    if line.possible.value is None or any(line.outside(edge) for edge in edges):
        raise RulebookError(file, line.possible.key, "possible")


def _halves(book: Rulebook, file: str) -> None:
    """The weights of the halves of one number add up to the weight that is given for both."""
    for line in book.lines:
        number = line.no.rstrip("ab")
        weights = [half.weight.value or 0 for half in book.lines if half.no.rstrip("ab") == number]
        if line.whole.value is not None and sum(weights) != line.whole.value:
            details = {"found": sum(weights), "expected": line.whole.value}
            raise RulebookError(file, line.whole.key, "sum", **details)


def _aspect_sum(book: Rulebook, aspect: str, maximum: Fact[Decimal], file: str) -> None:
    """Weights times highest levels add up to the printed maximum."""
    lines = book.aspect(aspect)
    weights = [line.weight.value for line in lines]
    if not lines or maximum.value is None or None in weights:
        return
    found = sum(((w or 0) * line.top for w, line in zip(weights, lines, strict=True)), Decimal(0))
    if found != maximum.value:
        details = {"found": found, "expected": maximum.value}
        raise RulebookError(file, maximum.key, "sum", **details)


def _totals(book: Rulebook, file: str) -> None:
    most, count = book.maxima, book.count
    capped = None
    if count.points.value is not None and count.cap.value is not None:
        capped = count.points.value * count.cap.value
    sums = (
        (most.count, (capped,)),
        (most.sid, (most.maturity.value, most.count.value)),
        (most.total, (most.spd.value, most.sid.value)),
    )
    for fact, parts in sums:
        known = [part for part in parts if part is not None]
        if fact.value is not None and len(known) == len(parts) and sum(known) != fact.value:
            details = {"found": sum(known), "expected": fact.value}
            raise RulebookError(file, fact.key, "sum", **details)


def _shares(book: Rulebook, file: str) -> None:
    """Printed shares are the maxima in percent of the total, at the printed decimals."""
    total = book.maxima.total.value
    for name in ("spd", "sid", "maturity", "count"):
        share: Fact[Decimal] = getattr(book.shares, name)
        part: Fact[Decimal] = getattr(book.maxima, name)
        if share.value is None or part.value is None or not total:
            continue
        expected = round_half_up(100 * part.value / total, decimals_of(share.value))
        if share.value != expected:
            details = {"found": share.value, "expected": expected}
            raise RulebookError(file, share.key, "sum", **details)


def _services(book: Rulebook, file: str) -> None:
    services, affairs = book.basic_services, book.affairs
    needed, six = services.required.value, services.affairs.value
    if needed is not None and six is not None and needed > len(six):
        raise RulebookError(file, services.required.key, "disorder")
    if six is not None and affairs.value is not None and not set(six) <= set(affairs.value):
        raise RulebookError(file, services.affairs.key, "not_allowed", allowed=_said(affairs.value))
    window = book.eligibility
    first, last = window.applied_from.value, window.applied_to.value
    if first and last and first > last:
        raise RulebookError(file, window.applied_to.key, "disorder")


def _said(names: Iterable[str]) -> str:
    return ", ".join(names)

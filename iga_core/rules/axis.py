"""Which years' scores may share an axis. The one guard that every chart of scores passes.

``one_axis`` is for charts of the rules themselves (the limits of each year, one beside the other);
``one_family`` for charts of what governments scored under them.
"""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.declared.rulebook import Rulebook


class MixedScalesError(ValueError):
    """Two scales, or two years of a scale without a common measure, were put on one axis."""


def one_axis(books: Sequence[Rulebook]) -> str:
    """Return the id of the scale that all ``books`` share.

    Raises MixedScalesError for two scales, and for two years of a scale without an upper end:
    its points are sums, and a year's sums measure nothing but that year.
    """
    scales = {book.scale.known().id: book.scale.known() for book in books}
    if len(scales) != 1:
        raise MixedScalesError(f"scales {sorted(scales)} on one axis")
    (scale,) = scales.values()
    years = sorted({book.year for book in books})
    if scale.high is None and len(years) > 1:
        raise MixedScalesError(f"years {years} of scale {scale.id!r} on one axis")
    return scale.id


def one_family(books: Sequence[Rulebook]) -> str:
    """Return the id of the rule family that all ``books`` share: scores of governments compare
    inside one family only (see ``family`` in each rulebook for who says so).

    Raises MixedScalesError for two families, and for what ``one_axis`` refuses.
    """
    one_axis(books)
    families = {book.family.known() for book in books}
    if len(families) != 1:
        raise MixedScalesError(f"rule families {sorted(families)} on one axis")
    return families.pop()

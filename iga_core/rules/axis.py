"""Which years' scores may share an axis. The one guard that every chart of scores passes."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.rules.model import Rulebook


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

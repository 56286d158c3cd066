"""When an award counts as received: decided here alone, for every page, count, file and picture.

A report of the award, or a conclusion from a list of finalists, counts. A government's own claim
is shown as its claim and never counted. The index class alone is no award.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from iga_core.record.rows import Row

AwardStanding = Literal["received", "own_claim", "index_only"]
_STANDING: dict[str, AwardStanding] = {
    "reported": "received",
    "derived": "received",
    "claimed": "own_claim",
    "index_only": "index_only",
}
RECEIVED = tuple(status for status, standing in _STANDING.items() if standing == "received")
"""The values of ``awards.status`` that count."""


def standing_of(award: Row) -> AwardStanding:
    """Return what an award row is: an award received, its receiver's own claim, or neither.

    Raises KeyError for a status that has no meaning here: nothing counts by accident.
    """
    return _STANDING[award["status"]]


def received(awards: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of ``awards`` that count as received, in their order."""
    return awards[awards["status"].isin(RECEIVED)]

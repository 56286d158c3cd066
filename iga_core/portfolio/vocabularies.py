"""The words a portfolio chooses from: by year from the rulebook, the rest from the law."""

from __future__ import annotations

from iga_core.declared.law import cached_law
from iga_core.portfolio.schema import ANSWER, STAGES
from iga_core.rules import Rulebook


def vocabularies(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Return the codes to choose from by vocabulary (a name of ``Words.term``), in printed order.

    ``affair`` is empty when the year's affairs are not on file: then every affair is text.
    """
    law = cached_law()
    affairs = rulebook.affairs.value or rulebook.basic_services.affairs.value or ()
    return {
        "innovation_form": tuple(term.id for term in law.forms),
        "innovation_type": tuple(term.id for term in law.kinds),
        "initiator": tuple(term.id for term in law.initiators),
        "answer": ANSWER,
        "stage": tuple(STAGES),
        "affair": affairs,
    }

"""Why a boundary file was refused."""

from __future__ import annotations


class BoundaryError(Exception):
    """The file cannot be used. ``rule`` is a message id below ``boundaries.``."""

    def __init__(self, rule: str, **details: object) -> None:
        """Keep the rule and what fills its message."""
        super().__init__(f"{rule}: {details}")
        self.rule = rule
        self.details = details

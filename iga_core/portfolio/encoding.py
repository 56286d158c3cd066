"""Results and portfolios as plain values of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from iga_core.numbers import round_half_up
from iga_core.portfolio.schema import Claim, Innovation, Portfolio

STEP_DECIMALS = 6  # steps are printed, not computed, at this many decimals


def points(value: float | Fraction) -> float:
    """Return a figure before rounding as it is printed."""
    return float(round_half_up(value, STEP_DECIMALS))


def plain(value: object) -> Any:  # noqa: ANN401 - a plain value of JSON
    """Return ``value`` as JSON holds it: floats as steps are printed, what is exact as it is."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return points(value)
    if isinstance(value, Decimal | Fraction):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def said(result: object, *names: str) -> dict[str, Any]:
    """Return what ``result`` says under ``names`` of its attributes, in their order."""
    return {name: plain(getattr(result, name)) for name in names}


def plain_number(value: Decimal) -> int | float:
    """Return a raw value as JSON and workbooks hold it: exact up to 15 significant digits."""
    return int(value) if value == value.to_integral_value() else float(value)


def _kept(value: object) -> object:
    if isinstance(value, Claim):
        if value.verified is None:
            return value.claimed
        return {"claimed": value.claimed, "verified": value.verified}
    if isinstance(value, Innovation | Portfolio):
        return _given(value)
    if isinstance(value, Mapping):
        return {key: _kept(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_kept(item) for item in value]
    return plain_number(value) if isinstance(value, Decimal) else plain(value)


def _given(item: Innovation | Portfolio) -> dict[str, Any]:
    """Return what ``item`` says; what it leaves open is left out."""
    found = {field.name: getattr(item, field.name) for field in fields(item)}
    return {
        key: _kept(value)
        for key, value in found.items()
        if value is not None and value is not False and value not in ("", (), {})
    }


def portfolio_json(portfolio: Portfolio) -> dict[str, Any]:
    """Return ``portfolio`` as plain values of JSON, in the order of the schema."""
    given = _given(portfolio)
    return {"schema": given.pop("schema"), **given}


def portfolio_bytes(portfolio: Portfolio) -> bytes:
    """Return ``portfolio`` as a JSON file."""
    return json_bytes(portfolio_json(portfolio))


def json_bytes(values: dict[str, Any]) -> bytes:
    """Return plain values as a JSON file: UTF-8, one value a line."""
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()

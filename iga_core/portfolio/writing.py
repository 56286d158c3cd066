"""From a Portfolio to JSON: what ``read_portfolio`` reads back as the same portfolio."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from iga_core.portfolio.schema import Claim, Innovation, Portfolio


def plain_number(value: Decimal) -> int | float:
    """Return a raw value as JSON and workbooks hold it: exact up to 15 significant digits."""
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: object) -> object:
    if isinstance(value, Claim):
        if value.verified is None:
            return value.claimed
        return {"claimed": value.claimed, "verified": value.verified}
    if isinstance(value, Innovation | Portfolio):
        return _said(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else value


def _said(item: Innovation | Portfolio) -> dict[str, Any]:
    """Return what ``item`` says; what it leaves open is left out."""
    found = {field.name: getattr(item, field.name) for field in fields(item)}
    return {
        key: _plain(value)
        for key, value in found.items()
        if value is not None and value is not False and value not in ("", (), {})
    }


def portfolio_json(portfolio: Portfolio) -> dict[str, Any]:
    """Return ``portfolio`` as plain values of JSON, in the order of the schema."""
    said = _said(portfolio)
    return {"schema": said.pop("schema"), **said}


def portfolio_bytes(portfolio: Portfolio) -> bytes:
    """Return ``portfolio`` as a JSON file: UTF-8, one value a line."""
    return (json.dumps(portfolio_json(portfolio), ensure_ascii=False, indent=1) + "\n").encode()

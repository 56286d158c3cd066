"""The look: colours and shapes by section and name, from ``look.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from iga_core.record.ids import slug


@cache
def look() -> dict[str, Any]:
    """Return the tokens of colour and shape, by section and name."""
    return tomllib.loads(Path(__file__).with_name("look.toml").read_text(encoding="utf-8"))


def mark(token: tuple[str, str]) -> str:
    """Return the mark of a token; "" for one without."""
    section, name = token
    return str(look()[section].get(name, {}).get("mark", "")) if section else ""


def css_class(token: tuple[str, str]) -> str:
    """Return the class that gives a token's colours in HTML; "" for a plain value."""
    section, name = token
    return f"{section}-{slug(name)}" if section and name in look()[section] else ""


def ramp(number: int) -> list[str]:
    """Return the colours of ``number`` ordered classes, low to high: those of the ramp, mixed."""
    steps = [[int(step[i : i + 2], 16) for i in (1, 3, 5)] for step in look()["ramp"]["steps"]]
    found = []
    for place in range(number):
        at = place / max(number - 1, 1) * (len(steps) - 1)
        low, high = steps[int(at)], steps[min(int(at) + 1, len(steps) - 1)]
        mixed = (round(a + (b - a) * (at - int(at))) for a, b in zip(low, high, strict=True))
        found.append("#" + "".join(f"{part:02x}" for part in mixed))
    return found


def _pair(light: str, dark: str) -> str:
    return f"light-dark({light},{dark})"


@cache
def short_class(token: tuple[str, str]) -> str:
    """Return a level's class in two letters, for what a list holds hundreds of times."""
    return f"l{list(look()['level']).index(token[1])}"


@cache
def stylesheet() -> str:
    """Return the style of every picture: the colours of ``look.toml`` and ``chart.css``."""
    tokens, rules = look(), []
    quiet = ";".join(
        f"--{name}:{_pair(entry['colour'], entry['dark'])}"
        for name, entry in tokens["quiet"].items()
    )
    rules.append(f":root{{{quiet}}}")
    for name, entry in tokens["level"].items():
        colour, on = _pair(entry["colour"], entry["dark"]), _pair(entry["on"], entry["on_dark"])
        token = ("level", name)
        rules.append(f".{css_class(token)},.{short_class(token)}{{--k:{colour};--on:{on}}}")
    for name, entry in tokens["predicate"].items():
        band = _pair(entry["band"], entry["band_dark"])
        rule = f"--k:{band};--on:var(--ink);--c:{entry['colour']}"
        rules.append(f".{css_class(('predicate', name))}{{{rule}}}")
    for place, entry in enumerate(tokens["who"]):
        colour = _pair(entry["colour"], entry["dark"])
        rules.append(f":root{{--who-{place}:{colour}}}.who-{place}{{--k:var(--who-{place})}}")
    for name, entry in tokens["years"].items():
        colour, on = _pair(entry["colour"], entry["dark"]), _pair("#ffffff", "#1a0d02")
        rules.append(f".years-{name}{{--k:{colour};--on:{on}}}")
    for name, entry in tokens["state"].items():
        rules.append(f".{css_class(('state', name))}{{--k:{entry['colour']}}}")
    for name, entry in tokens["severity"].items():
        colour = _pair(entry["colour"], entry["dark"])
        rules.append(f".{css_class(('severity', name))}{{--k:{colour}}}")
    css = Path(__file__).with_name("chart.css").read_text(encoding="utf-8")
    return "\n".join([*rules, css])

"""What a hostile visitor writes: values, names and whole addresses, the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from urllib.parse import quote_plus

from pages._shared.filters import Param

MEGABYTE = 1_000_000
FOREIGN = "evil.example"  # a reserved name: nothing answers there
# what every kind of reader would obey if we let it
SAMPLES = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "<script>alert(1)</script>",
    f"<img src=//{FOREIGN}/x.png onerror=alert(1)>",
    f"<iframe src=https://{FOREIGN}></iframe>",
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    f"![x](https://{FOREIGN}/x.png)",
    f"[x](javascript:alert(1)) https://{FOREIGN} www.{FOREIGN} u@{FOREIGN}",
    f"`x` ![x](https://{FOREIGN}/x.png) ```\n<script>alert(1)</script>\n```",
    "| a | b |\n|---|---|\n# x\n> y\n- z",
    ":material/delete: :red[x] :smile: $\\frac{1}{0}$ $$x$$",
    "' OR '1'='1'; DROP TABLE awards; --",
    "1 UNION SELECT * FROM sqlite_master",
    '=HYPERLINK("https://evil.example";"x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "file:///etc/passwd",
    "%00%0a%0d%2e%2e%2f",
    "{0.__class__} {name} %s %(x)s ${x} {{x}}",
    "__proto__",
    "\u202etxt.exe\u202c",
    "\u200f\u200e\u2066\u2069\ufeff\u200b\u00ad",
    "a\u0300" * 300,
    "\ud7ff\ue000\ufffe\U000f0000\U0010ffff",
    "\U0001f600" * 50,
    "\r\nSet-Cookie: a=b",
    "NaN",
    "-Infinity",
    "1e999",
    "9" * 400,
    "0x41",
    "\u0664\u0665",
    "\u2460",
    "semua,semua",
    "tidak,semua,11.71",
    "," * 5000,
    ",".join(f"x{n}" for n in range(5000)),
    "11.71," * 3000,
    "a" * 201,
    "[" * 20_000,
    "`" * 20_000,
    "(a+)+" * 5000 + "!",
)
PIECES = "aZ09 .,;:/\\'\"`<>()[]{}|&?=%#@!*_-+~^$\x00\x1b\t\n\u200b\u202e\u2028\u0301é漢😀"


def noise(dice: random.Random, most: int = 60) -> str:
    """Return signs in no order."""
    return "".join(dice.choices(PIECES, k=dice.randrange(most)))


def value(dice: random.Random, param: Param | None = None) -> str:
    """Return a value to give ``param``: a hostile one, noise, or a good one gone wrong."""
    way = dice.random()
    if way < 0.45 or param is None:
        return dice.choice(SAMPLES)
    if way < 0.65:
        return noise(dice)
    good = dice.choice(tuple(param.options)) if param.options else noise(dice, 20)
    if way < 0.75:
        return good
    if way < 0.9:
        place = dice.randrange(len(good) + 1)
        return good[:place] + noise(dice, 6) + good[place:]
    return ",".join((good, dice.choice(SAMPLES), good, noise(dice)))


def pairs(dice: random.Random, table: Sequence[Param]) -> list[tuple[str, str]]:
    """Return the names and values of one address; names may come twice, or be nobody's."""
    found = [(param.name, value(dice, param)) for param in table if dice.random() < 0.5]
    for _ in range(dice.choice((0, 0, 0, 1, 2, 40))):
        found.append((value(dice)[:400] or noise(dice), value(dice)))
    if found and dice.random() < 0.2:
        found += dice.choices(found, k=2)
    if dice.random() < 0.1:
        names = ("bahasa", "embed", "EMBED", "embed_options", "token", "page_script_hash")
        found.append((dice.choice(names), value(dice)))
    dice.shuffle(found)
    return found


def _plain(given: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote_plus(n, errors='replace')}={quote_plus(v, errors='replace')}"
                    for n, v in given)  # fmt: skip


def query(dice: random.Random, table: Sequence[Param]) -> str:
    """Return one address' query string, mostly well formed."""
    text = _plain(pairs(dice, table))
    way = dice.random()
    if way < 0.9:
        return text
    if way < 0.95:  # as it comes, nothing escaped
        return text + noise(dice, 200)
    cut = dice.randrange(len(text) + 1)  # broken off, perhaps inside an escape
    return text[:cut] + dice.choice(("%", "%f", "%ff%fe", "&&&", "=", "&=", "%ed%a0%80"))


def long_queries(table: Sequence[Param]) -> list[str]:
    """Return addresses at the edge of what the protocol lets through, and beyond."""
    free = next((p.name for p in table if p.options is None), table[0].name)
    many = next((p.name for p in table if p.many), table[0].name)
    name = table[0].name
    return [
        f"{free}={'a' * MEGABYTE}",
        f"{free}={'%3Cscript%3E' * 40_000}",
        f"{many}={'11.71,' * 80_000}",
        f"{many}={','.join(f'{n:x}' for n in range(80_000))}",
        "&".join(f"x{n}={n}" for n in range(900)),
        "&".join(f"x{n}={n}" for n in range(5000)),
        "&".join(f"{name}={n}" for n in range(900)),
        f"{'n' * 400_000}=1",
    ]


Made = Callable[[random.Random, Sequence[Param]], str]

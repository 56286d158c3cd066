"""Where the project keeps its files. The only module that knows folder names."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
EXAMPLES = ROOT / "examples"  # invented portfolios: never in data/, which is the record
LOCALE = ROOT / "locale"
STATIC = ROOT / "static"
BOUNDARIES = STATIC / "boundaries"  # ignored by git: other people's lines stay outside

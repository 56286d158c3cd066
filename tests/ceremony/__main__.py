"""``python -m tests.ceremony``: the whole rehearsal, in some minutes."""

import tempfile
from pathlib import Path

from tests.ceremony import rehearse

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        rehearse(Path(name), short=False)
    print("An invented ceremony went in, showed on every page, and came out without a trace.")

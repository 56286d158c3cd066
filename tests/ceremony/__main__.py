"""``python -m tests.ceremony``: the whole rehearsal, in some minutes.

``--tests``: the project's own tests in the copy instead, all of them or those named.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.ceremony import failing, held, rehearse

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="tests.ceremony", description=__doc__)
    parser.add_argument("--tests", nargs="*", metavar="PATH")
    chosen = parser.parse_args().tests
    with tempfile.TemporaryDirectory() as name:
        if chosen is None:
            rehearse(Path(name), short=False)
            print(
                "An invented ceremony went in, showed on every page, and came out without a trace."
            )
        else:
            failed = failing(held(Path(name), short=False), chosen)
            print("\n".join(failed) or "Every test holds after an invented ceremony.")
            sys.exit(bool(failed))

"""Write the table of data/LICENCES.md from the tables of sources and publishers: ``python tools/licences.py``."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from childrights.catalogue import load_catalogue  # noqa: E402
from etl.publishers import load_publishers  # noqa: E402
from etl.snapshot import Inputs  # noqa: E402

TARGET = ROOT / "data" / "LICENCES.md"
_ROWS = re.compile(r"(?<=\|---\|---\|---\|---\|\n)(?:\|.*\n)*")


def with_terms(document: str) -> str:
    """The document with a row for each source, in the order of the tables."""
    asked = [one.source for one in load_publishers(Inputs().publishers).values()]
    rows = (
        f"| `{one.key}` | [{one.citation}]({one.url}) | {one.passing_on} | {one.licence_note} |\n"
        for one in (*load_catalogue().sources.values(), *asked)
    )
    return _ROWS.sub(lambda _: "".join(rows), document, count=1)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    TARGET.write_text(with_terms(TARGET.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")

"""Write static/unavailable.html: what a proxy shows while the server does not answer, see docs/deploy.md.

``python tools/unavailable.py``, whenever the words or colours of the calm page change.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ui.doors import calm_page  # noqa: E402

PAGE = ROOT / "static" / "unavailable.html"


def text() -> str:
    """The page; its link leads to where the person was."""
    return calm_page(503, "") + "\n"


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    PAGE.write_text(text(), encoding="utf-8")

"""Whether a test that is named somewhere exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def names_a_test(name: str) -> bool:
    """Whether ``path::test_name`` is a test of ours."""
    path, _, test = name.partition("::")
    file = ROOT / path
    return file.is_file() and re.search(rf"^def {re.escape(test)}\(", file.read_text("utf-8"), re.MULTILINE) is not None

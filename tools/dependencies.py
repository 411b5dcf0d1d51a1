"""Write docs/dependencies.md: every package that is installed, its version and its licence as the package itself says.

``python tools/dependencies.py`` after ``tools/lock_pins.py``, in an environment that has them all. What only another
system installs is read from the list as it stands.
"""

from __future__ import annotations

import argparse
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
LISTS = {"requirements.txt": "The product", "requirements-dev.txt": "Tests and benchmarks"}
HEAD = """# What is installed, and under which licence

Made by `tools/dependencies.py` from what each package says about itself. They are installed by `run.py` at the exact
versions of `requirements.txt`; nothing of them is changed or handed on. Fonts and figures: `data/LICENCES.md`.
"""
BY_HAND = {
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "libhxl": "Unlicense",
    "python-io-wrapper": "not stated by the package",
    "pywin32": "PSF-2.0",
    "resvg-py": "MIT",
    "tzdata": "Apache-2.0",
}
"""Packages that only another system installs, and one that has its licence as a text without a name."""
_LONGEST = 60
"""Some packages have the whole text of their licence where its name belongs."""


def pins(source: str) -> dict[str, str]:
    """Name to version of a list of requirements."""
    text = (ROOT / source).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))


def licence(name: str) -> str:
    """What a package says of its licence: the expression, else the name in short, else its classifiers."""
    if name in BY_HAND:
        return BY_HAND[name]
    try:
        said: Any = metadata(name)
    except PackageNotFoundError:
        return ""
    named = said.get("License-Expression") or said.get("License") or ""
    if named and "\n" not in named and len(named) <= _LONGEST and named.upper() != "UNKNOWN":
        return str(named)
    kinds = [one.rsplit(" :: ", 1)[-1] for one in said.get_all("Classifier", []) if "License ::" in one]
    return ", ".join(sorted(set(kinds) - {"OSI Approved"}))


def text() -> str:
    """The page."""
    parts = [HEAD]
    for source, title in LISTS.items():
        rows = [f"| {name} | {version} | {licence(name)} |" for name, version in sorted(pins(source).items())]
        parts.append("\n".join([f"\n## {title}\n", "| package | version | licence |", "|---|---|---|", *rows, ""]))
    return "".join(parts)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    PAGE.write_text(text(), encoding="utf-8")

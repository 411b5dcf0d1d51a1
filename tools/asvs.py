"""Write docs/asvs.md from docs/asvs.csv: ``python tools/asvs.py``."""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE, PAGE = ROOT / "docs" / "asvs.csv", ROOT / "docs" / "asvs.md"
HELD, PARTLY, NOT, NONE = "held", "partly", "not", "n/a"
STATES = {HELD: "held", PARTLY: "held in part", NOT: "not met", NONE: "does not apply"}
CHAPTERS = {
    1: "Architecture and design",
    2: "Signing in",
    3: "Sessions",
    4: "Access",
    5: "Input and output",
    6: "Cryptography",
    7: "Errors and logs",
    8: "Data",
    9: "Communication",
    10: "Malicious code",
    11: "Business logic",
    12: "Files",
    13: "Interfaces",
    14: "Configuration",
}
HEAD = """# OWASP Application Security Verification Standard 4.0.3, level 2

Every line of levels 1 and 2 by its number, in our own few words (the standard has the full ones), with the tests that
hold it or the reason why it does not apply or is not met. Made by `tools/asvs.py` from `docs/asvs.csv`; a test looks
that every test exists.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement. ``tests`` are ``path::name``; ``words`` is the reason, or what else there is to say."""

    id: str
    level: int
    about: str
    state: str
    tests: tuple[str, ...]
    words: str

    @property
    def chapter(self) -> int:
        """The first part of its number."""
        return int(self.id.partition(".")[0])


def lines() -> Sequence[Line]:
    """All of the table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Line(row["id"], int(row["level"]), row["about"], row["state"], tuple(row["tests"].split()), row["words"])
            for row in csv.DictReader(file)
        ]


def text(given: Sequence[Line]) -> str:
    """The page."""
    counted = Counter(one.state for one in given)
    told = ", ".join(f"{counted[state]} {words}" for state, words in STATES.items())
    parts = [HEAD, f"\nOf {len(given)} lines: {told}.\n"]
    for number, title in CHAPTERS.items():
        parts.append(f"\n## {number}. {title}\n\n| | level | about | | by |\n|---|---|---|---|---|\n")
        for one in given:
            if one.chapter == number:
                by = "; ".join([*(f"`{test}`" for test in one.tests), *([one.words] if one.words else [])])
                parts.append(f"| {one.id} | {one.level} | {one.about} | {STATES[one.state]} | {by} |\n")
    return "".join(parts)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    PAGE.write_text(text(lines()), encoding="utf-8", newline="\n")

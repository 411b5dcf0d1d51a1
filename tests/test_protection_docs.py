"""What is promised about protection names tests and files that exist, and leaves no line of the standard out."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.support.server import ROOT
from tools.asvs import CHAPTERS, HELD, NONE, NOT, PAGE, PARTLY, lines, text

SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
THREATS = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
LINES = lines()
# How many lines of levels 1 and 2 each chapter of 4.0.3 has; those that the standard has given up are not counted.
COUNTS = dict(zip(CHAPTERS, (38, 53, 18, 9, 30, 13, 12, 15, 7, 5, 8, 15, 13, 23), strict=True))


@cache
def named_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_test_that_the_standards_table_names_exists() -> None:
    gone = []
    for name in sorted({test for one in LINES for test in one.tests}):
        path, _, test = name.partition("::")
        there = test.startswith("test_") and (ROOT / path).exists() and test in named_in(ROOT / path)
        gone += [] if there else [name]
    assert gone == []


def test_every_line_of_the_standard_is_there_once() -> None:
    ids = [one.id for one in LINES]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"\d+\.\d+\.\d+", one) for one in ids)
    assert ids == sorted(ids, key=lambda one: [int(part) for part in one.split(".")])
    assert {chapter: sum(one.chapter == chapter for one in LINES) for chapter in CHAPTERS} == COUNTS


def test_every_line_has_its_test_or_its_reason() -> None:
    for one in LINES:
        assert one.level in (1, 2) and one.about and one.state in (HELD, PARTLY, NOT, NONE), one.id
        assert one.tests or one.words, one.id
        assert one.words or one.state == HELD, one.id
        assert not (one.tests and one.state in (NOT, NONE)), one.id


def test_the_page_of_the_standard_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == text(LINES), "run python tools/asvs.py"


def test_security_says_how_to_report_what_is_protected_and_what_is_not() -> None:
    assert [
        one for one in ("How to report", "What is protected", "What we promise") if f"## {one}" not in SECURITY
    ] == []
    for path in re.findall(r"`((?:ui|etl|childrights|docs)/[\w/.-]+)`", SECURITY + THREATS):
        assert (ROOT / path).exists(), path


def test_every_test_that_stands_for_a_promise_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py::\w+)`", SECURITY + THREATS))
    assert len(named) > 20
    for path, _, test in (one.partition("::") for one in named):
        assert test in named_in(ROOT / path), f"{path}::{test}"
    benches = set(re.findall(r"`python run\.py bench (\w+)`", SECURITY + THREATS))
    assert benches and all((ROOT / "bench" / f"bench_{one}.py").exists() for one in benches)


def test_every_door_of_the_threat_model_has_what_holds_it() -> None:
    rows = THREATS.split("## Doors\n")[1].split("\n## ")[0].splitlines()
    doors = [row.split("|") for row in rows if row.startswith("| ")][1:]
    assert [row[1].strip() for row in doors if "`tests/" not in row[4]] == []


def test_the_threat_model_names_every_door() -> None:
    doors = THREATS.split("## Doors\n")[1].split("\n## ")[0]
    named = [row.split("|")[1].strip() for row in doors.splitlines() if row.startswith("| ")][1:]
    wanted = (
        "pages",
        "websocket",
        "sign-in",
        "uploads",
        "downloads",
        "drafts",
        "views",
        "papers",
        "member's mirror",
        "talk, cards",
        "what a browser keeps",
        "launcher",
        "proxy",
        "command line",
        "folder",
        "backups",
        "publishers",
        "packages",
    )
    assert [one for one in wanted if not any(name.startswith(one) for name in named)] == []
    for part in ("What is protected", "Who might do harm", "What is not protected"):
        assert f"## {part}\n" in THREATS

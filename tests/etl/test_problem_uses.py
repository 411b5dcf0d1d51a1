"""Every problem that code can make or asks for has its sentence, and every sentence has code that makes it."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from etl.problems import Issue, problem
from etl.problems.sentence_table import SENTENCES
from etl.reading import REFUSALS
from tests.support.problem_uses import ANY, PROBLEM_CODES, Unseen, Use, Uses

ROOT = Path(__file__).resolve().parents[2]
VARIANTS = {variant for _, variant in SENTENCES} | set(REFUSALS)
IDS = {f"{code}/{variant}" for code, variant in SENTENCES} | {f"{code}/{why}" for why, (code, _) in REFUSALS.items()}
#: What holds a problem where the code asks for its code.
_HOLDERS = ("issue", "cause", "problem", "refusal", "p")


@cache
def sources() -> Mapping[str, str]:
    """The files that could make a problem, or ask for one."""
    paths = [
        path for place in ("etl", "childrights", "cli", "ui", "pages") for path in sorted((ROOT / place).rglob("*.py"))
    ]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return {
        name: text for name, text in texts.items() if name.startswith("etl/") or re.search("variant|message_id", text)
    }


@cache
def uses() -> Uses:
    """The problems of the whole code."""
    return Uses(sources())


def without_sentence(found: list[Use]) -> list[Use]:
    """The uses of a problem that stands nowhere in the table."""
    return [
        one
        for one in found
        if (ANY in (one.code, one.variant) and not {one.code, one.variant} <= {*PROBLEM_CODES, *VARIANTS, ANY})
        or (ANY not in (one.code, one.variant) and (one.code, one.variant) not in SENTENCES)
    ]


def test_every_problem_that_is_made_has_a_sentence() -> None:
    assert without_sentence(list(uses().made())) == []


def test_every_sentence_is_said_by_somebody() -> None:
    made = {(one.code, one.variant) for one in uses().made()}
    assert [pair for pair in SENTENCES if pair not in made] == []


def test_every_problem_that_is_asked_for_has_a_sentence() -> None:
    asked = list(uses().asked())
    assert len(asked) > 20 and without_sentence(asked) == []


def test_every_code_and_message_id_that_is_written_out_is_known() -> None:
    an_id = re.compile(rf"(?:{'|'.join(PROBLEM_CODES)})/\w+")
    for file in uses().files:
        for node in ast.walk(file.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and an_id.fullmatch(node.value):
                assert node.value in IDS, f"{file.name}, line {node.lineno}"
            elif isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute) and node.left.attr == "code":
                holder = node.left.value
                if getattr(holder, "attr", getattr(holder, "id", "")) in _HOLDERS:
                    told = {one.value for one in ast.walk(node.comparators[0]) if isinstance(one, ast.Constant)}
                    assert told <= {*PROBLEM_CODES}, f"{file.name}, line {node.lineno}"


def test_a_file_is_refused_for_every_reason_and_no_other() -> None:
    assert uses().reasons() == set(REFUSALS)


CODE = """
from etl.problems import Issue, problem
from etl.periods import PeriodReading
from etl.scope.people import Limit
CODES = {"area": "unknown_area", "indicator": "unknown_indicator"}
TABLE = (("typo", 1), ("slipp", 2))

def helped(variant):
    return Issue("unknown_area", variant)

def why(text):
    return next((name for name, _ in TABLE if text), "unknown")

def sound(text, kind):
    helped("unknown")
    return Issue(CODES[kind], "clash")

def slips(text, kind, told, issue):
    return SLIP
"""


@pytest.mark.parametrize(
    ("slip", "missing"),
    [
        ('Issue("unknown_area", "distrikt")', "unknown_area/distrikt"),
        ('Issue("unknown_aria", "district")', "unknown_aria/district"),
        ('problem("small_count", "clash", "error", "Data", "B2")', "small_count/clash"),
        ('Issue("unknown_year", variant="two_digits")', "unknown_year/two_digits"),
        ('Issue("unknown_year", "blank" if text else "blanc")', "unknown_year/blanc"),
        ('Issue(CODES.get(kind, "unknown_category"), "nowhere")', "unknown_category/nowhere"),
        ('Issue(CODES[kind], "dhs")', "unknown_area/dhs"),
        ('helped("distrikt")', "unknown_area/distrikt"),
        ('Issue("unknown_area", why(text))', "unknown_area/slipp"),
        ('replace(issue, variant="doubtfull")', "*/doubtfull"),
        ('PeriodReading("none", variant="not_year")', "unknown_year/not_year"),
        ('PeriodReading("year", 2014, 2014, "2014", "two_digits")', "unknown_year/two_digits"),
        ('Limit("words", (0, 0), variant="exampel")', "unknown_category/exampel"),
        ('Issue("unknown_area", "unknown")', ""),
    ],
)
def test_a_slip_in_a_variant_is_seen(slip: str, missing: str) -> None:
    made = Uses({"etl/tables/slip.py": CODE.replace("SLIP", slip)}).made()
    assert [f"{one.code}/{one.variant}" for one in without_sentence(list(made))] == ([missing] if missing else [])


@pytest.mark.parametrize(
    "slip", ["Issue(*told)", 'Issue("unknown_area", told[0])', 'Issue(kind.code.lower(), "clash")']
)
def test_a_problem_that_cannot_be_seen_is_refused(slip: str) -> None:
    with pytest.raises(Unseen):
        list(Uses({"etl/tables/slip.py": CODE.replace("SLIP", slip)}).made())


def test_a_variant_that_is_asked_for_wrongly_is_seen() -> None:
    asked = 'NAMES = frozenset(("unknown", "doubtfull"))\n\ndef names(issue):\n    return issue.variant in NAMES\n'
    assert [one.variant for one in without_sentence(list(Uses({"ui/x.py": asked}).asked()))] == ["doubtfull"]


def test_no_problem_without_a_sentence_can_be_made() -> None:
    with pytest.raises(LookupError, match="unknown_area/distrikt"):
        Issue("unknown_area", "distrikt")
    with pytest.raises(LookupError, match="small_count/words"):
        problem("small_count", "words", "error", "Data", "B2", 3)

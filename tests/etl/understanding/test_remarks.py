"""Comments on figures, labels, headers and titles: whose figures they make them and of which time, or neither."""

from __future__ import annotations

from typing import Any

import pytest

from etl.problems.model import CheckResult
from etl.tables.titles import refused_by_remark
from tests.etl.understanding.sheets import check_rows

ROWS: list[list[Any]] = [
    ["Stunting and safe water (%), 2014", None, None],
    ["Province", "Stunting", "Open defecation"],
    ["Kep", 30.1, 12.5],
    ["Takeo", 31.2, 14.5],
    ["Kandal", 25.5, 16.5],
]
PEOPLE = "only our 350 beneficiaries"
PART = "January–June only"


def left(found: CheckResult) -> str:
    return " ".join(sorted(one.cell for one in found.observations))


def asked(found: CheckResult) -> list[tuple[str, str]]:
    return [(one.message_id, one.cell) for one in found.problems]


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        ((2, 1), "B4 B5 C3 C4 C5"),
        ((2, 0), "B4 B5 C4 C5"),
        ((1, 1), "C3 C4 C5"),
        ((0, 0), ""),
        ((1, 0), ""),
    ],
)
@pytest.mark.parametrize(("text", "told"), [(PEOPLE, "unknown_category/people"), (PART, "unknown_year/part")])
def test_a_comment_holds_back_the_figures_it_hangs_on(cell: tuple[int, int], rest: str, text: str, told: str) -> None:
    found = check_rows(ROWS, comments={cell: text})
    assert left(found) == rest
    assert asked(found) == [(told, "ABC"[cell[1]] + str(cell[0] + 1))]
    assert found.found == len(found.observations) + found.rejected + found.skipped


def test_alike_comments_are_asked_once_and_one_answer_settles_them() -> None:
    remarks = {(2, 1): PEOPLE, (3, 1): PEOPLE, (4, 2): "see page 4"}
    assert asked(check_rows(ROWS, comments=remarks)) == [
        ("unknown_category/people", "B3"),
        ("ambiguous_number/comment", "C5"),
    ]
    part = check_rows(ROWS, comments=remarks, decisions={"people": {PEOPLE: "part"}})
    assert {one.cell: one.scope for one in part.observations if one.scope} == dict.fromkeys(
        ("B3", "B4"), "350 beneficiaries"
    )
    whole = check_rows(ROWS, comments=remarks, decisions={"people": {PEOPLE: "whole"}})
    assert left(whole) == "B3 B4 B5 C3 C4 C5" and not any(one.scope for one in whole.observations)
    skipped = check_rows(ROWS, comments=remarks, decisions={"skip": {PEOPLE: "counted elsewhere"}})
    assert left(skipped) == "B5 C3 C4 C5"
    late = check_rows(ROWS, comments={(2, 1): f"checked\n{PART}"}, decisions={"skip": {PART: "of half a year"}})
    assert left(late) == "B4 B5 C3 C4 C5" and late.skipped == 1


def test_words_below_a_table_that_are_left_out_take_their_figures_with_them() -> None:
    rows = [*ROWS, [None], ["Only pupils of our partner schools"]]
    words = check_rows(rows).problems[0].value
    for told in {words, rows[-1][0]}:
        found = check_rows(rows, decisions={"skip": {told: "counted elsewhere"}})
        assert not found.observations and found.skipped == found.found


def test_a_comment_on_a_sub_heading_holds_for_the_rows_below_it() -> None:
    rows = [ROWS[0], ROWS[1], ["Coast", None, None], ROWS[2], ["Plain", None, None], *ROWS[3:]]
    found = check_rows(rows, comments={(2, 0): PEOPLE})
    assert left(found) == "B6 B7 C6 C7"


@pytest.mark.parametrize(
    "text",
    ["target villages only", "our partner schools", "គ្រួសារទទួលផលរបស់យើង", "តែភូមិគោលដៅប៉ុណ្ណោះ", "only three districts"],
)
def test_comments_that_name_a_part_of_the_people(text: str) -> None:
    assert asked(check_rows(ROWS, comments={(2, 1): text})) == [("unknown_category/people", "B3")]


@pytest.mark.parametrize(
    ("text", "of_another_time"),
    [
        ("projected", True),
        ("Projection", True),
        ("plan", True),
        ("forecast", True),
        ("ព្យាករណ៍", True),
        ("January to June", True),
        ("first half of the year", True),
        ("9 months", True),
        ("as of June 2014", True),
        ("ឆមាសទី១", True),
        ("ទិន្នន័យតែ ៦ខែ", True),
        ("Checked by the office\nQ1 only", True),
        ("checked in June 2014", False),
        ("corrected in Q1 2015", False),
        ("see plan 2024", False),
        ("typo?", False),
        ("updated on 3 May 2015", False),
        ("National Strategic Plan 2014", False),
        ("new province since 2013", False),
        ("January 2015: corrected", False),
        ("Source: CDHS 2014", False),
        ("95% CI 25-35", False),
        ("99.9 ?", False),
        ("ពិនិត្យម្តងទៀត", False),
        ("children under five years", False),
        ("higher than last year", False),
    ],
)
def test_comments_that_tell_another_time(text: str, of_another_time: bool) -> None:
    assert bool(refused_by_remark(text, (0, 0))) == of_another_time

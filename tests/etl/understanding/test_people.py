"""Whose figures a table holds: words over, beside and below it that make them a part of the people's."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from childrights.catalogue.tables import DecisionsError
from etl.cells.text import plain
from etl.labels.decisions import Decisions
from etl.labels.people_words import WORDS_FILE, names_body
from etl.problems.model import CheckResult
from tests.etl.understanding.sheets import CATALOGUE, check_rows


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TEXTS = lines(Path(__file__).with_name("people_texts.csv"))
PLACES = ("Kampong Chhnang", "Kampong Speu", "Prey Veng", "Takeo")
PEOPLE = "unknown_category/people"


def table(where: str = "title", text: str = "Situation of children") -> CheckResult:
    """A small clean table with a text at one place of it."""
    header = ["Province", "Year", "Birth registration (%)", "Child labour (%)", "Remarks"]
    body: list[list[Any]] = [[name, 2023, 41.3 + n, 11.6 + n, "" if n else None] for n, name in enumerate(PLACES)]
    sheet, file = "Sheet1", "upload.xlsx"
    rows: list[list[Any]] = [["Situation of children"], [], header, *body]
    if where == "title":
        rows[0] = [text]
    elif where == "header":
        header[0 if "rovince" in text else 2 if "egist" in text or "%" in text else 3] = text
    elif where == "remark":
        body[1][4] = text
    elif where == "note":
        rows += [[], [text]]
    sheet = text if where == "sheet" else sheet
    file = text if where == "file" else file
    return check_rows(rows, sheet=sheet, file=file)


def asked(result: CheckResult) -> list[str]:
    return [one.value for one in result.problems if one.message_id == PEOPLE]


@pytest.mark.parametrize("row", [one for one in TEXTS if one["whose"] == "whole"], ids=lambda one: one["text"][:60])
def test_an_ordinary_text_is_not_asked_about(row: dict[str, str]) -> None:
    assert asked(table(row["where"], row["text"])) == []


@pytest.mark.parametrize("row", [one for one in TEXTS if one["whose"] == "part"], ids=lambda one: one["text"][:60])
def test_figures_of_a_part_of_the_people_are_held_back(row: dict[str, str]) -> None:
    result = table(row["where"], row["text"])
    bound = {"remark": 2, "header": 4}.get(row["where"], 8)
    held = result.rejected
    assert held >= bound, [one.message for one in result.problems]
    assert any(one.severity == "error" for one in result.problems)
    assert result.found == len(result.observations) + result.rejected + result.skipped


def test_the_texts_are_many_and_of_every_place() -> None:
    for whose in ("whole", "part"):
        told = [one for one in TEXTS if one["whose"] == whose]
        assert len(told) >= 60
        assert {one["where"] for one in told} == {"title", "note", "sheet", "file", "header", "remark"}


def test_the_words_are_told_once_with_what_was_understood_taken_off() -> None:
    rows = [
        ["Birth registration and child labour among our 350 beneficiary families, 2023"],
        [],
        ["Province", "Birth registration (%)", "Child labour (%)"],
        *[[name, 41.3, 44.6] for name in PLACES],
    ]
    result = check_rows(rows)
    assert [(one.value, one.cell) for one in result.problems] == [("our 350 beneficiary families", "A1")]
    assert not result.observations and result.rejected == 8


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([["Child Protection Project – Phase II"]], "Child Protection Project"),
        ([["Project:", "Safe Childhood"], ["Donor:", "A fund"]], "Project: Safe Childhood"),
        ([["Project: Safe Childhood, 2023"]], "Project: Safe Childhood"),
        ([["គម្រោង៖", "កុមារភាព"]], "គម្រោង: កុមារភាព"),
    ],
)
def test_a_project_in_a_title_is_asked_about_once_by_its_name(lines: list[list[str]], words: str) -> None:
    rows = [*lines, [], ["Province", "Year", "Birth registration (%)"], *([name, 2023, 41.3] for name in PLACES)]
    result = check_rows(rows)
    assert asked(result) == [words] and not result.observations
    assert len(check_rows(rows, decisions={"people": {words: "whole"}}).observations) == len(PLACES)
    part = check_rows(rows, decisions={"people": {words: "part"}})
    assert {one.scope for one in part.observations} == {words}


@pytest.mark.parametrize(
    "key",
    [
        "our 350 beneficiary families",
        "350 beneficiary families",
        "Birth registration among our 350 beneficiary families, 2023",
        "OUR  350 Beneficiary families",
    ],
)
def test_figures_of_everybody_are_read_as_usual_and_of_a_part_carry_its_words(key: str) -> None:
    rows = [["Birth registration among our 350 beneficiary families, 2023"], ["Province", "Birth registration (%)"]]
    rows += [[name, "41.3"] for name in PLACES]
    whole = check_rows(rows, decisions={"people": {key: "whole"}})
    assert [one.scope for one in whole.observations] == ["", "", "", ""] and not whole.problems
    part = check_rows(rows, decisions={"people": {key: "part"}})
    assert {one.scope for one in part.observations} == {"350 beneficiary families"} and not part.problems
    assert {one.key for one in part.observations}.isdisjoint(one.key for one in whole.observations)


def test_what_is_said_of_one_column_or_one_row_holds_for_it_alone() -> None:
    rows = [
        ["Province", "Year", "Birth registration (%)", "Child labour (%)", "Remarks"],
        ["Kampot", 2023, 41.3, 11.6, None],
        ["Takeo", 2023, 42.3, 12.6, "Partner schools only"],
        ["Kep", 2023, 43.3, 13.6, None],
    ]
    result = check_rows(rows)
    assert {one.cell for one in result.observations} == {"C2", "D2", "C4", "D4"}
    assert asked(result) == ["Partner schools only"]
    part = check_rows(rows, decisions={"people": {"Partner schools only": "part"}})
    assert {one.cell: one.scope for one in part.observations if one.scope} == {
        "C3": "Partner schools only",
        "D3": "Partner schools only",
    }
    rows[2][4], rows[0][3] = None, "Kids at work in our villages"
    mapped = check_rows(rows, decisions={"indicators": {"Kids at work in our villages": "child_labour_economic"}})
    assert {one.cell for one in mapped.observations} == {"C2", "C3", "C4"}
    assert asked(mapped) == ["our villages"]


def test_a_remark_merged_over_rows_and_a_sub_heading_hold_for_all_of_them() -> None:
    rows = [["Province", "Year", "Birth registration (%)", "Remarks"]]
    rows += [[name, "2023", "41.3", "target villages" if n == 1 else ""] for n, name in enumerate(PLACES)]
    result = check_rows(rows, merged=((2, 3, 3, 3),))
    assert {one.cell for one in result.observations} == {"C2", "C5"}
    rows = [["Province", "Year", "Birth registration (%)"], ["Kampot", "2023", "40"], ["Target villages"]]
    result = check_rows([*rows, ["Takeo", "2023", "41"], ["Kep", "2023", "42"]])
    assert {one.cell for one in result.observations} == {"C2"}


def test_a_group_named_by_a_person_is_kept_though_nothing_was_asked() -> None:
    rows = [["Rainbow 2023: birth registration"], ["Province", "Birth registration (%)"], ["Takeo", "41.3"]]
    assert [one.scope for one in check_rows(rows).observations] == [""]
    part = check_rows(rows, decisions={"people": {"Rainbow 2023": "part"}})
    assert [one.scope for one in part.observations] == ["Rainbow 2023"]


def test_figures_of_a_part_are_no_second_figures_of_the_whole() -> None:
    rows = [["Province", "Year", "Birth registration (%)", "Remarks"], ["Takeo", 2023, 41.3, None]]
    rows.append(["Takeo", 2023, 81.3, "partner schools"])
    result = check_rows(rows, decisions={"people": {"partner schools": "part"}})
    assert [(one.value, one.scope) for one in result.observations] == [(41.3, ""), (81.3, "partner schools")]
    assert not result.problems


def test_two_limits_are_both_told() -> None:
    rows = [
        ["Birth registration in our 12 villages, 2023"],
        ["Province", "Birth registration (%)"],
        ["Takeo", "41.3"],
        ["Note: clients only"],
    ]
    assert asked(check_rows(rows, decisions={"people": {"our 12 villages": "whole"}})) == ["clients only"]
    part = check_rows(rows, decisions={"people": {"our 12 villages": "part", "clients only": "part"}})
    assert [one.scope for one in part.observations] == ["12 villages; clients only"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"our clients": "some"}, "must be whole or part"),
        (["our clients"], "must map"),
        ({"the family of Mr. Sok, 012 345 678": "part"}, "single person"),
        ({"x" * 130: "part"}, "at most"),
    ],
)
def test_answers_that_cannot_be_used_are_refused_in_a_sentence(given: Any, words: str) -> None:
    with pytest.raises(DecisionsError, match=words):
        Decisions.from_mapping({"people": given}, CATALOGUE.indicators)


def test_an_answer_to_one_question_leaves_the_unit_in_doubt() -> None:
    rows = [["Stunting among our clients 2023, per 1,000"], ["Province", "Stunting (%)"], ["Takeo", "41.3"]]
    result = check_rows(rows, decisions={"people": {"our clients": "whole"}})
    assert [one.code for one in result.problems] == ["missing_unit"]


def test_every_word_has_one_class_and_one_spelling() -> None:
    seen: dict[str, str] = {}
    for row in lines(WORDS_FILE):
        if row["class"].startswith(("head_", "shelf_")):
            continue
        for word in row["words"].split(";"):
            assert word and word == plain(word), f"{word!r} of {row['class']} is not spelt plainly"
            assert word not in seen, f"{word!r} is {seen.get(word)} and {row['class']}"
            seen[word] = row["class"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ministry of Women's Affairs", "body"),
        ("ក្រសួងកិច្ចការនារី", "body"),
        ("Kampot office", "office"),
        ("Women's Development Centre", "body"),
        ("Stunting among girls, Kampot", ""),
    ],
)
def test_bodies_lend_neither_their_place_nor_their_women_to_figures(text: str, body: str) -> None:
    assert names_body(text) == body

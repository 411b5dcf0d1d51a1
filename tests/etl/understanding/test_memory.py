"""What a member confirmed before is told, weaker than anything a file says, and never about neutral words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from etl.labels.memory import worth_remembering
from etl.ledger.file import opened, transaction
from etl.ledger.ledger import learned, memory_of, submit
from etl.ledger.state import State
from etl.permissions import owner
from tests.etl.understanding.sheets import check_rows, read, reported

BEFORE = {"Our own name 2014": "stunting", "Stunting": "stunting_jme", "Coverage rate": "stunting", "%": "stunting"}
PLACES = {"Kampong Sp": "KH05", "Battambang": "KH05", "Thma Koul district": "KH02", "Total": "KH06"}


def again(rows: list[list[Any]], **more: Any) -> Any:
    return check_rows(rows, remembered=BEFORE, places=PLACES, **more)


def test_what_is_read_as_before_is_told_once_with_its_label_and_is_no_error() -> None:
    result = again([["Province", "Our own name 2021"], ["Kep", 30.1], ["Kampong Sp", 12.2]])
    assert {cell: one[:2] for cell, one in read(result).items()} == {
        "B2": ("stunting", "KH23"),
        "B3": ("stunting", "KH05"),
    }
    notes = [(one.severity, one.message_id, one.cell) for one in result.problems]
    assert notes == [("warning", "unknown_indicator/remembered", "B1"), ("warning", "unknown_area/remembered", "A3")]
    assert "Our own name 2021" in result.problems[0].message and "stunting" in result.problems[0].message
    assert [(one.kind, one.label, one.code) for one in result.recalled] == [
        ("indicator", "Our own name 2021", "stunting"),
        ("area", "Kampong Sp", "KH05"),
    ]


@pytest.mark.parametrize(
    "title", ["Wasting by province", "Rates per 1,000", "Households interviewed", "Number of children", ""]
)
def test_a_title_or_the_name_of_the_sheet_or_file_is_stronger(title: str) -> None:
    rows = [["Province", "Our own name 2021"], ["Kep", 30.1]]
    if not title:
        for more in ({"sheet": "Wasting"}, {"file": "wasting.xlsx"}):
            assert not again(rows, **more).observations
        return
    result = again([[title, None], *rows])
    assert not result.observations and "unknown_indicator" in [code for code, _ in reported(result)]


@pytest.mark.parametrize(
    "header",
    ["Our own name (number) 2014", "Our own name 2014 per 1,000", "Our own name Q1 2014", "Our own name target 2014"],
)
def test_the_words_of_the_label_itself_are_stronger(header: str) -> None:
    result = check_rows([["Province", header], ["Kep", 30.1]], remembered={header: "stunting"})
    assert not result.observations and result.problems


def test_exact_names_and_places_are_stronger() -> None:
    result = again([["Province", "Stunting 2021"], ["Battambang", 30.1], ["Thma Koul district", 9.1], ["Total", 3]])
    assert {cell: one[:2] for cell, one in read(result).items()} == {"B2": ("stunting", "KH02")}
    assert not result.recalled


def test_a_mapping_to_nothing_takes_it_back_for_this_file() -> None:
    rows = [["Province", "Our own name 2021"], ["Kampong Sp", 30.1]]
    result = again(rows, decisions={"indicators": {"Our own name 2021": ""}, "areas": {"Kampong Sp": ""}})
    assert not result.observations and not result.recalled


NEUTRAL = (
    "Coverage rate",
    "%",
    "Rate",
    "Total",
    "Value",
    "អត្រា",
    "ភាគរយ",
    "ចំនួន",
    "Coverage (%)",
    "Rate 2021",
    "Rate – girls",
    "Number of children",
    "ចំនួនកុមារ",
    "អត្រាគ្របដណ្តប់",
    "Q12",
    "Column F",
    "Unnamed: 3",
    "Indicator 4",
    "Baseline value",
    "per 1,000",
    "Beneficiaries",
    "Final data",
    "តួលេខសរុប",
    "3.1",
)


@pytest.mark.parametrize("label", NEUTRAL)
def test_neutral_words_are_neither_learned_nor_used(label: str, tmp_path: Path) -> None:
    assert not worth_remembering(label)
    assert not check_rows(
        [["Province", label], ["Kep", 30.1]], sheet="2021", remembered={label: "stunting"}
    ).observations


@pytest.mark.parametrize(
    "label", ["Stunted kids", "Safe water", "U5MR", "កុមារខ្លី", "អត្រាក្រិន", "Kids with papers", "Kampong Sp"]
)
def test_telling_words_are_remembered(label: str) -> None:
    assert worth_remembering(label)


def test_the_ledger_keeps_no_neutral_label_and_forgets_what_was_taken_back(tmp_path: Path) -> None:
    state, file = State(tmp_path), tmp_path / "x.csv"
    file.write_text("x", encoding="utf-8")

    def send(labels: dict[str, str]) -> None:
        submit(state, file, [], member="A", who=owner("me"), rejected=0, learned={"indicator": labels}, approved=True)

    send({"Coverage rate": "stunting", "Short kids 2020": "stunting", "Thin kids": "wasting"})
    assert learned(state, "A", "indicator") == {"Short kids 2020": "stunting", "Thin kids": "wasting"}
    with opened(state) as ledger, transaction(ledger):
        ledger.execute("INSERT INTO learned VALUES ('A', 'indicator', '%', 'stunting', '2020')")
    assert "%" not in memory_of(state, "A").indicators
    send({"Short kids 2021": ""})
    assert learned(state, "A", "indicator") == {"Thin kids": "wasting"}

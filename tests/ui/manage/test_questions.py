"""Few questions, those that free the most figures first; what is not asked is held back and counted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.manage.making import sheet, table, trouble
from ui.contribute import questions as module
from ui.contribute.cause_kinds import Cause, causes
from ui.contribute.questions import MOST_QUESTIONS, Waiting, count_cells, questions, waiting
from ui.contribute.sheet_window import ACCEPTED, ERROR, Tint

GRID = sheet(
    ["Province", "Year", "Stunting", "Beds"],
    ["Kampong Sp", 2021, 45.2, 3],
    ["Kandal", 2021, 38.0, 4],
    ["Kep", 2021, 41.5, 5],
)
SOUND = {(2, 2): Tint(ACCEPTED), (3, 2): Tint(ACCEPTED)}


def held(*problems: Any) -> tuple[Waiting, ...]:
    marks = {"Data": SOUND | {(0, 3): Tint(ERROR), (1, 0): Tint(ERROR)}}
    return waiting(causes(list(problems)), [GRID], marks, [table("A1:D4")])


def cells_of(one: Waiting) -> set[tuple[int, int]]:
    return {cell for _, cell in one.cells}


def test_the_figures_of_a_row_wait_for_its_place_and_those_of_a_column_for_its_head() -> None:
    place = trouble(cell="A2")
    head = trouble("unknown_indicator", "unknown", value="Beds", cell="D1")
    found = {one.cause.code: cells_of(one) for one in held(place, head)}
    assert found == {"unknown_area": {(1, 2), (1, 3)}, "unknown_indicator": {(1, 3), (2, 3), (3, 3)}}


def test_all_figures_of_a_table_wait_for_words_over_it_and_for_a_year_nobody_told() -> None:
    outside = waiting(
        causes([trouble("unknown_category", "people", value="our clients", cell="A9")]),
        [GRID],
        {"Data": SOUND},
        [table("A1:D4")],
    )
    assert cells_of(outside[0]) == {(1, 2), (1, 3), (2, 3), (3, 3)}
    (nowhere,) = held(trouble("unknown_year", "nowhere", value="", cell=""))
    assert len(nowhere.cells) == 4


def test_a_doubtful_number_waits_for_itself() -> None:
    (one,) = held(trouble("ambiguous_number", "proportion", cell="C2", value="45.2", params=(("means", "a=1 b=2"),)))
    assert cells_of(one) == {(1, 2)}


def test_a_sheet_is_gone_through_once_however_many_labels_or_words_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = 60
    grid = sheet(
        ["Label", "Year", "Value"],
        *([f"what {n}", 2021, 1.5 + n] for n in range(rows)),
        *(["Kep", 2021, f"word {n}"] for n in range(rows)),
        ["Over it"],
    )
    seen: list[str] = []
    real = module.figures_in
    monkeypatch.setattr(module, "figures_in", lambda of, text: (seen.append(text), real(of, text))[1])
    labels = [trouble(value=f"what {n}", cell=f"A{n + 2}") for n in range(rows)]
    bad = [trouble("not_a_number", value=f"word {n}", cell=f"C{rows + n + 2}") for n in range(rows)]
    titles = [trouble("unknown_indicator", value=f"t{n}", cell=f"H{n + 200}") for n in range(rows)]
    found = waiting(causes([*labels, *bad, *titles]), [grid], {}, [table("A1:C121")])
    assert seen == ["A1:C121"]
    by_code = {code: [one for one in found if one.cause.code == code] for code in {o.cause.code for o in found}}
    assert [len(one.cells) for one in by_code["unknown_area"]] == [1] * rows
    assert [len(one.cells) for one in by_code["not_a_number"]] == [rows]
    # The figures of the whole table wait for each of the titles: one set of cells, held once.
    assert len({id(one.cells) for one in by_code["unknown_indicator"]}) == 1
    assert count_cells(found) == 2 * rows


def cause(name: str, severity: str = "error") -> Cause:
    return Cause(severity, "unknown_area", "doubtful", name, (trouble(value=name),))


def cells(*numbers: int) -> frozenset[tuple[str, tuple[int, int]]]:
    return frozenset(("Data", (number, 0)) for number in numbers)


FOUND = [
    Waiting(cause("few"), cells(1)),
    Waiting(cause("most"), cells(1, 2, 3, 4)),
    Waiting(cause("more"), cells(2, 3)),
    Waiting(cause("some"), cells(5, 6)),
    Waiting(cause("broken"), cells(7)),
    Waiting(cause("odd", "warning"), cells(8)),
]


def asked(answered: int = 0) -> Any:
    return questions(FOUND, lambda one: one.label != "broken", answered)


def names(found: Any) -> list[str]:
    return [one.cause.label for one in found]


def test_no_file_gets_more_than_three_questions_and_those_that_free_most_come_first() -> None:
    found = asked()
    assert names(found.now) == ["most", "more"] and len(found.now) + 1 == MOST_QUESTIONS
    assert names(found.later) == ["some", "few"]
    assert names(found.in_file) == ["broken"] and names(found.look) == ["odd"]


def test_an_answered_question_makes_no_room_for_another() -> None:
    assert [names(asked(answered).now) for answered in (1, 2, 9)] == [["most"], [], []]


def test_cells_that_wait_for_two_answers_count_once() -> None:
    assert count_cells(FOUND[:3]) == 4


def test_a_clean_file_gets_no_question_beside_the_one_of_the_source() -> None:
    found = questions([], lambda one: True, 0)
    assert (found.now, found.later, found.in_file, found.look) == ((), (), (), ())

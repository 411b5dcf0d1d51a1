"""Invented children in every place of a workbook are stopped, ordinary workbooks that look alike are not.

A sample of ``python run.py bench persons``, which asks two hundred of each kind and looks through all that is kept.
"""

from __future__ import annotations

import pytest

from bench.persons.clean import Clean, clean
from bench.persons.places import LIST_PLACES, TEXT_PLACES, Planted, planted
from etl.understanding.check import check_file

SEED = 14
EVERY = len(TEXT_PLACES) + len(LIST_PLACES)
SOME = [*range(0, EVERY, 5), *range(3, EVERY, 9)]


def told(one: Planted | Clean) -> list[str]:
    found = check_file(one.content, file_name=one.file_name)
    return [problem.message_id for problem in found.problems if problem.code == "personal_data"]


@pytest.mark.parametrize("one", [planted(SEED, EVERY)[n] for n in SOME], ids=lambda one: one.place)
def test_a_child_in_any_place_is_found(one: Planted) -> None:
    assert told(one)


@pytest.mark.parametrize("one", clean(SEED, 14), ids=lambda one: one.kinds[0])
def test_an_ordinary_workbook_is_let_in(one: Clean) -> None:
    assert not told(one)

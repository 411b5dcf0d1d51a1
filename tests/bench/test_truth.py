"""A small seeded sample of what ``bench truth`` measures: a change that breaks it fails here, in a second."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.bench_truth import _case
from bench.truth import Measured, Surveys, coverage, exaggeration, false_discoveries, false_lists, power


def test_the_same_seed_draws_the_same_surveys() -> None:
    assert power(Surveys(1), 5) == power(Surveys(1), 5)


def test_nothing_is_claimed_where_nothing_differs() -> None:
    assert max(false_lists(Surveys(), 12, 1.5)) <= 0.25


def test_what_differs_is_found_and_told_at_its_size() -> None:
    false, found = false_discoveries(Surveys(), 12)
    told, printed, right = exaggeration(Surveys(), 12)
    assert false <= 0.1 and found >= 0.2 and told < printed and told <= 1.4 and right >= 0.8


def test_questions_and_intervals() -> None:
    surveys = Surveys()
    areas, change = power(surveys, 120)
    assert areas >= 0.25 and change >= 0.5
    assert all(0.9 <= one <= 0.99 for one in coverage(surveys, 400, 1.5))


def test_the_surveys_have_the_design_effect_they_should() -> None:
    surveys = Surveys()
    drawn = [surveys.drawn(0.32, 240, 3.0) / 100 for _ in range(1500)]
    mean = sum(drawn) / len(drawn)
    variance = sum((one - mean) ** 2 for one in drawn) / len(drawn)
    assert variance / (0.32 * 0.68 / 240) == pytest.approx(3.0, rel=0.15)


def test_a_line_says_whether_it_keeps_its_limits() -> None:
    line = Measured("false lists", 0.12, most=0.10)
    assert not line.is_fine and line.told == "| false lists | 12.0% | ≤ 10.0% |"
    assert Measured("power", 0.35, least=0.30).is_fine and Measured("known", 0.9).is_fine
    for one in (
        line,
        Measured("power", 0.25, least=0.30),
        Measured("power", 0.35, least=0.30),
        Measured("c", 0.95, 0.93, 0.97),
    ):
        case = _case(one)
        assert (case.subject() <= case.baseline()) == one.is_fine


def test_the_table_stands_in_the_method() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
    assert "| simulated | found | limit |" in text and "eed 20140612" in text

"""A small sample of each hostile kind ends with a sentence in both languages, or is read; the same seed gives the same file."""

from __future__ import annotations

import pytest

from bench.hostile import HOSTILE, hostile_file
from etl.understanding import check_file, text_report

SIZE = 0.0001


def test_there_are_forty_kinds_and_a_seed_gives_the_same_bytes() -> None:
    assert len(HOSTILE) >= 40
    assert hostile_file("cut_off", SIZE) == hostile_file("cut_off", SIZE) != hostile_file("cut_off", SIZE, seed=2)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_ends_with_a_sentence(kind: str) -> None:
    name, content = hostile_file(kind, SIZE)
    found = check_file(content, file_name=name)
    assert found.found == len(found.observations) + found.rejected + found.skipped
    english, khmer = text_report(found, "en"), text_report(found, "km")
    assert english and khmer and english != khmer


@pytest.mark.parametrize(
    ("kind", "variant"),
    [
        ("billion_laughs", "refused_file/dtd"),
        ("far_cell", "refused_file/too_wide"),
        ("small_bombs", "refused_file/bomb"),
        ("one_line", "refused_file/long_text"),
    ],
)
def test_what_is_refused_says_why(kind: str, variant: str) -> None:
    name, content = hostile_file(kind, 0.002)
    assert check_file(content, file_name=name).problems[0].message_id == variant

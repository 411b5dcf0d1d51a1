"""Numbers in, everyday fraction out, in both languages: the words are never stronger than the figure.

Rules: UNECE, Making Data Meaningful, part 1: A guide to writing stories about numbers (2009): round, give proportions
people can picture, keep the exact figure; ONS, Content style guide, "Numbers": no "nearly" or "over" that the figure
does not bear out; Eurostat, Guidelines for writing Statistics Explained articles: say "just over" and "almost" only
close to the round number; Spiegelhalter, The Art of Statistics (2019), chapter 1: same wording whichever way it cuts.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.messages.fractions import FRACTIONS, Fraction, everyday
from childrights.statistics.uncertainty import Interval
from tests.childrights.messages.making import said

CASES = [
    (0.4, "fewer_than", 1, 100),
    (0.9, "fewer_than", 1, 100),
    (1.0, "exact", 1, 100),
    (1.4, "more_than", 1, 100),
    (2.0, "exact", 1, 50),
    (2.1, "about", 1, 50),
    (3.0, "more_than", 1, 40),
    (4.0, "exact", 1, 25),
    (4.5, "more_than", 1, 25),
    (4.9, "about", 1, 20),
    (5.0, "exact", 1, 20),
    (5.2, "about", 1, 20),
    (6.0, "more_than", 1, 20),
    (8.0, "about", 1, 12),
    (9.3, "nearly", 1, 10),
    (9.8, "about", 1, 10),
    (10.0, "exact", 1, 10),
    (10.4, "about", 1, 10),
    (11.2, "about", 1, 9),
    (11.7, "nearly", 1, 8),
    (12.0, "about", 1, 8),
    (12.5, "exact", 1, 8),
    (14.0, "about", 1, 7),
    (15.6, "nearly", 1, 6),
    (16.0, "about", 1, 6),
    (16.7, "exact", 1, 6),
    (18.0, "more_than", 1, 6),
    (18.6, "nearly", 1, 5),
    (19.4, "about", 1, 5),
    (20.0, "exact", 1, 5),
    (20.9, "about", 1, 5),
    (22.0, "more_than", 1, 5),
    (23.5, "nearly", 1, 4),
    (24.0, "about", 1, 4),
    (25.0, "exact", 1, 4),
    (26.2, "about", 1, 4),
    (27.0, "more_than", 1, 4),
    (28.0, "nearly", 3, 10),
    (29.0, "about", 3, 10),
    (30.0, "exact", 3, 10),
    (31.4, "about", 3, 10),
    (32.0, "about", 1, 3),
    (33.3, "exact", 1, 3),
    (34.5, "about", 1, 3),
    (36.4, "more_than", 1, 3),
    (38.0, "nearly", 2, 5),
    (39.0, "about", 2, 5),
    (40.0, "exact", 2, 5),
    (41.4, "about", 2, 5),
    (44.0, "more_than", 2, 5),
    (47.6, "nearly", 1, 2),
    (49.0, "about", 1, 2),
    (50.0, "exact", 1, 2),
    (51.2, "about", 1, 2),
    (53.0, "more_than", 1, 2),
    (57.9, "nearly", 3, 5),
    (60.0, "exact", 3, 5),
    (63.0, "more_than", 3, 5),
    (64.5, "nearly", 2, 3),
    (66.7, "exact", 2, 3),
    (68.0, "about", 2, 3),
    (70.0, "exact", 7, 10),
    (72.0, "more_than", 7, 10),
    (73.0, "nearly", 3, 4),
    (75.0, "exact", 3, 4),
    (77.0, "more_than", 3, 4),
    (78.0, "nearly", 4, 5),
    (80.0, "exact", 4, 5),
    (83.9, "about", 5, 6),
    (85.0, "nearly", 7, 8),
    (88.0, "about", 7, 8),
    (89.0, "about", 9, 10),
    (91.0, "about", 9, 10),
    (92.0, "more_than", 9, 10),
    (93.0, "nearly", 19, 20),
    (95.0, "exact", 19, 20),
    (96.2, "about", 19, 20),
    (96.4, "more_than", 19, 20),
    (97.4, "nearly", 49, 50),
    (98.0, "exact", 49, 50),
    (98.7, "nearly", 99, 100),
    (99.0, "exact", 99, 100),
]
ENGLISH = {"exact": "", "about": "about ", "nearly": "nearly ", "more_than": "more than ", "fewer_than": "fewer than "}
KHMER = {"exact": "", "about": "ប្រហែល ", "nearly": "ជិត ", "more_than": "ជាង ", "fewer_than": "តិចជាង "}


@pytest.mark.parametrize(("value", "qualifier", "n", "m"), CASES)
def test_a_percentage_becomes_a_fraction_that_it_bears_out(value: float, qualifier: str, n: int, m: int) -> None:
    assert everyday(value) == Fraction(qualifier, n, m)
    english, khmer = said(f"KH 2014 {value}", "level")
    qualifier = (
        "about" if qualifier == "exact" else qualifier
    )  # a survey's figure without its interval is about so much
    words = f"{n} in {m} children" if m != 2 else "half of children"
    assert f"{ENGLISH[qualifier]}{words}".capitalize() in english.headline
    counted = f"{n} នាក់ ក្នុងចំណោម {m} នាក់" if m != 2 else "ពាក់កណ្តាលនៃ"
    assert f"{KHMER[qualifier].strip() if m == 2 else KHMER[qualifier]}{counted}" in khmer.headline
    # What says "about" or "nearly" has said it; beside "more than" the figure of a survey without an interval says it.
    vague = qualifier in ("about", "nearly")
    for text, about in ((english.headline, "about "), (khmer.headline, "ប្រហែល ")):
        assert f"({'' if vague else about}{value:.1f}\N{NO-BREAK SPACE}%)" in text


def test_a_figure_in_whole_per_cent_is_said_with_about() -> None:
    assert everyday(10.0, whole=True) == Fraction("about", 1, 10)
    assert said("KH 2014 10", "level", "wasting_cdhs_headline")[0].headline.startswith("About 1 in 10 children")


@pytest.mark.parametrize("value", [0.0, 100.0])
def test_none_and_all_are_said_as_they_are(value: float) -> None:
    english, khmer = said(f"KH 2014 {value}", "level")
    assert english.headline.startswith(f"In 2014, {value:.1f}\N{NO-BREAK SPACE}% of children")
    assert f"{value:.1f}\N{NO-BREAK SPACE}%" in khmer.headline


@pytest.mark.parametrize(
    ("value", "lower", "upper", "expected"),
    [
        (36.4, 34.0, 39.0, Fraction("more_than", 1, 3)),
        (36.4, 32.0, 41.0, Fraction("about", 1, 3)),
        (37.4, 29.0, 45.0, None),
        (55.9, 43.0, 68.0, None),
        (42.0, 32.0, 52.0, Fraction("about", 2, 5)),
        (53.0, 48.0, 58.0, Fraction("about", 1, 2)),
        (57.0, 52.0, 62.0, Fraction("more_than", 1, 2)),
        (1.5, 0.5, 2.5, None),
    ],
)
def test_more_than_holds_for_the_whole_interval(
    value: float, lower: float, upper: float, expected: Fraction | None
) -> None:
    assert everyday(value, Interval(lower, upper, "published")) == expected


@given(st.floats(0, 100), st.floats(0, 30))
def test_no_fraction_is_stronger_than_the_figure(value: float, half: float) -> None:
    value = round(value, 1)
    interval = Interval(max(0.0, value - half), min(100.0, value + half), "published")
    for found in (everyday(value), everyday(value, interval)):
        if found is None:
            continue
        assert (found.n, found.m) in FRACTIONS
        if found.qualifier == "more_than":
            assert value > found.percentage >= 0.7 * value - 1e-9
        if found.qualifier in ("nearly", "fewer_than"):
            assert value < found.percentage
        if found.qualifier in ("about", "exact"):
            assert abs(value - found.percentage) <= 0.25 * (100 - found.percentage) + 0.06
            assert abs(value - found.percentage) <= 0.1 * found.percentage + 1e-9
    held = everyday(value, interval)
    if held and held.qualifier == "more_than":
        assert interval.lower > held.percentage

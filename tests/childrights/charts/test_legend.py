"""The legend under a map: words of the classes, the two columns, its height, and which kinds of nothing it tells."""

from __future__ import annotations

import pytest

from childrights.charts.legend import (
    beside_rows,
    bin_rows,
    blank_rows,
    legend_columns,
    legend_px,
    row_words,
    swatch_path,
)
from childrights.charts.parts import (
    BESIDE,
    NOT_APPLICABLE,
    NOT_COLLECTED,
    OUTSIDE_SURVEY,
    SUPPRESSED,
    Bins,
    Blank,
    LegendRow,
)
from childrights.i18n import translator

T = translator("en")
ROW = LegendRow("under 25", 3, colour="#000000")
LONG = LegendRow("not collected in this province in any year that the survey asked about", 3, reason=NOT_COLLECTED)


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ((), ["all areas"]),
        ((25.0,), ["under 25", "25 and over"]),
        ((25.0, 30.0, 40.0), ["under 25", "25 to under 30", "30 to under 40", "40 and over"]),
    ],
)
def test_every_class_is_told_by_its_own_edges(edges: tuple[float, ...], words: list[str]) -> None:
    counts = tuple(range(1, len(edges) + 2))
    rows = bin_rows(Bins(edges, (), counts), [str(n) for n in counts], lambda value: f"{value:g}", T)
    assert [row.words for row in rows] == words
    assert [(row.count, row.colour) for row in rows] == [(n, str(n)) for n in counts]


@pytest.mark.parametrize(
    ("bins", "blanks", "shape"),
    [
        (0, 0, []),
        (1, 0, [1]),
        (2, 0, [1, 1]),
        (3, 0, [2, 1]),
        (5, 0, [3, 2]),
        (0, 3, [2, 1]),
        (4, 1, [4, 1]),
        (1, 4, [1, 4]),
    ],
)
def test_classes_stand_beside_the_kinds_of_nothing_or_are_parted(bins: int, blanks: int, shape: list[int]) -> None:
    columns = legend_columns([ROW] * bins, [LONG] * blanks)
    assert [len(one) for one in columns] == shape
    assert [row for one in columns for row in one] == [ROW] * bins + [LONG] * blanks


@pytest.mark.parametrize(
    ("columns", "lang", "px"),
    [
        ([], "en", 14),
        ([[ROW]], "en", 33),
        ([[ROW] * 3], "en", 71),
        ([[ROW] * 3, [ROW]], "en", 71),
        ([[ROW], [ROW] * 3], "en", 71),
        ([[LONG]], "en", 49),
        ([[ROW], [LONG]], "en", 81),
        ([[ROW]], "km", 37),
        ([[ROW] * 3], "km", 82),
    ],
)
def test_the_legend_is_as_high_as_its_longest_column(columns: list[list[LegendRow]], lang: str, px: int) -> None:
    assert legend_px(columns, lang, T) == px


def test_a_row_counts_its_areas_where_that_is_told() -> None:
    told = [row_words(LegendRow("under 25", count), T) for count in (None, 0, 1, 2)]
    assert told == ["under 25", "under 25: 0 areas", "under 25: 1 area", "under 25: 2 areas"]


def test_each_kind_of_nothing_that_occurs_has_a_row_in_the_order_that_is_always_the_same() -> None:
    blanks = [
        Blank("KH01", "", reason, reason.upper()) for reason in (SUPPRESSED, NOT_COLLECTED, SUPPRESSED, OUTSIDE_SURVEY)
    ]
    rows = [(row.words, row.count) for row in blank_rows(blanks)]
    assert rows == [("NOT_COLLECTED", 1), ("OUTSIDE_SURVEY", 1), ("SUPPRESSED", 2)]
    assert blank_rows([]) == []
    assert beside_rows("") == []
    assert beside_rows("2 of members") == [LegendRow("2 of members", None, reason=BESIDE)]


@pytest.mark.parametrize(
    ("reason", "path"),
    [
        (OUTSIDE_SURVEY, ""),
        ("", ""),
        (NOT_APPLICABLE, "M16.95,-6.5 L25.05,-6.5"),
        (
            NOT_COLLECTED,
            "M10,-13 L23,0 M15,-13 L28,0 M20,-13 L32,-1 M25,-13 L32,-6 M30,-13 L32,-11",
        ),
    ],
)
def test_hatches_stay_inside_their_swatch_and_a_dash_lies_in_its_middle(reason: str, path: str) -> None:
    assert swatch_path(reason, 0, 10) == path

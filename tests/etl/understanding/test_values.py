"""What one cell says: each honest spelling read, each doubtful one reported, nothing ever guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from etl.cells.cells import ColumnContext
from etl.cells.context import column_context
from etl.cells.values import ColumnReader, read_value
from tests.support.effort import calls_of


def percents(*values: Any, **more: Any) -> ColumnContext:
    """A percent column that holds ``values``."""
    cells = [value if isinstance(value, tuple) else (value, "") for value in values]
    return column_context(cells, unit="percent", minimum=0, maximum=100, **more)


def counts(*values: Any) -> ColumnContext:
    """A column of counts that holds ``values``."""
    return column_context([(value, "") for value in values], unit="number", minimum=0, whole=True)


USUAL = percents(45.2, 38.0, 41.0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45.2", 45.2),
        ("45.2%", 45.2),
        ("45.2 %", 45.2),
        ("៤៥,២%", 45.2),
        ("45.2 percent", 45.2),
        ("៤៥.២ ភាគរយ", 45.2),
        ("４５．２", 45.2),
        ("\u200b45.2\u00a0", 45.2),
        ("12,5", 12.5),
        ("0,5%", 0.5),
        ("12,345", 12.345),
        ("−5", -5.0),
        ("23.4*", 23.4),
        ("23.4 a", 23.4),
        ("23.4¹", 23.4),
        ("23.4†", 23.4),
        ("23.4 [1]", 23.4),
        ("45.2 (n=230)", 45.2),
        ("23.4±1.2", 23.4),
        ("100%", 100.0),
        ("zero", 0.0),
        ("0", 0.0),
        ("-0", 0.0),
    ],
)
def test_percentages_are_read(text: str, value: float) -> None:
    reading = read_value(text, context=USUAL)
    assert (reading.kind, reading.value, reading.code) == ("value", value, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234),
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("1'234", 1234),
        ("1,234,567", 1234567),
        ("១២៣៤៥", 12345),
        ("45 children", 45),
        ("45 នាក់", 45),
        ("1.234.567", 1234567),
    ],
)
def test_counts_are_read(text: str, value: float) -> None:
    assert read_value(text, context=counts(450.0, 380.0)).value == value


@pytest.mark.parametrize(
    "text", ["-", "–", "—", "…", "...", "..", ":", "n/a", "N.A.", "NA", "nd", "គ្មាន", "មិនមាន", "គ្មានទិន្នន័យ"]
)
def test_marks_for_missing_are_never_zero(text: str) -> None:
    reading = read_value(text, context=USUAL)
    assert (reading.kind, reading.value, reading.status) == ("not_collected", None, "not_collected")


@pytest.mark.parametrize("text", ["*", "**", "(*)", "<5", "< 5", "≤5", "<10", "តិចជាង ៥"])
def test_marks_for_hidden_figures(text: str) -> None:
    reading = read_value(text, context=USUAL)
    assert (reading.kind, reading.value, reading.status) == ("suppressed", None, "suppressed")


@pytest.mark.parametrize(
    ("cell", "code", "variant"),
    [
        (">95", "not_a_number", "bound"),
        ("5+", "not_a_number", "bound"),
        ("<0.1", "not_a_number", "bound"),
        ("45-50", "not_a_number", "range"),
        ("~45", "not_a_number", "approximate"),
        ("about 45", "not_a_number", "approximate"),
        ("12/41", "not_a_number", "fraction"),
        ("41 of 100", "not_a_number", "fraction"),
        ("2.3 million", "not_a_number", "scale_word"),
        ("12k", "not_a_number", "scale_word"),
        ("1e3", "not_a_number", "scientific"),
        ("$5", "not_a_number", "currency"),
        ("x", "not_a_number", "words"),
        ("4O", "not_a_number", "words"),
        ("45..2", "not_a_number", "broken"),
        ("4 5", "not_a_number", "broken"),
        ("5-Oct", "not_a_number", "date"),
        (date(2024, 10, 5), "not_a_number", "date"),
        (True, "not_a_number", "yes_no"),
        ("yes", "not_a_number", "yes_no"),
        ("41 (12)", "not_a_number", "second_figure"),
        ("23.4 (25.1-26.7)", "not_a_number", "second_figure"),
        ("#REF!", "formula_error", "error_value"),
        ("=1+2", "formula_error", "formula_text"),
        ("none", "ambiguous_number", "zero_or_missing"),
        ("nil", "ambiguous_number", "zero_or_missing"),
        ("12,34,567", "ambiguous_number", "grouping"),
        ("12 per 1,000", "missing_unit", "cell"),
        ("45 children", "missing_unit", "cell"),
        ("inf", "not_a_number", "words"),
        ("1_000", "not_a_number", "words"),
        ("0x1F", "not_a_number", "words"),
    ],
)
def test_what_nobody_may_guess_is_reported(cell: object, code: str, variant: str) -> None:
    reading = read_value(cell, context=USUAL)  # type: ignore[arg-type]
    assert (reading.value, reading.code, reading.variant) == (None, code, variant)


def test_formula_states_are_errors() -> None:
    for error, variant in (("#DIV/0!", "error_value"), ("uncached", "uncached"), ("outside", "outside")):
        reading = read_value(None, error=error)
        assert (reading.code, reading.variant) == ("formula_error", variant)


def test_a_blank_is_a_blank() -> None:
    assert {read_value(cell).kind for cell in (None, "", "  ", "\u200b")} == {"blank"}


def test_brackets_in_text_mean_a_small_sample() -> None:
    assert read_value("(23.4)", context=USUAL)[:3] == ("value", 23.4, "small_sample")
    assert read_value("23.4p", context=USUAL).status == "provisional"


@pytest.mark.parametrize(
    "text", ["23.4 (20.1-26.7)", "23.4 [20.1; 26.7]", "23.4 (20.1, 26.7)", "23.4 (95% CI 20.1–26.7)"]
)
def test_an_interval_beside_the_figure(text: str) -> None:
    reading = read_value(text, context=USUAL)
    assert (reading.value, reading.lower, reading.upper) == (23.4, 20.1, 26.7)


@pytest.mark.parametrize(
    "text", ["41 (12 females)", "41 (F: 12)", "41 (ស្រី ១២)", "៤១ នាក់ (ស្រី ១២ នាក់)", "សរុប ៤១ នាក់ ស្រី ១២ នាក់"]
)
def test_females_told_beside_the_total(text: str) -> None:
    reading = read_value(text, context=counts(41.0, 50.0))
    assert reading.value == 41 and reading.extra == (("sex", "female", 12.0),)


def test_two_parts_must_make_the_total() -> None:
    assert len(read_value("41 (12 girls, 29 boys)", context=counts(41.0)).extra) == 2
    assert read_value("41 (12 girls, 28 boys)", context=counts(41.0)).code == "not_a_number"


@pytest.mark.parametrize(
    ("value", "fmt", "expected"),
    [
        (0.452, "0.0%", 45.2),
        (0.575, "0.0%", 57.5),
        (45.2, '0.0"%"', 45.2),
        (5.0, '0" children"', 5.0),
        (-5.0, "0.0_);(0.0)", -5.0),
        (0.0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 0.0),
        (1234567.0, "#,##0,", 1234567.0),
        (5.0, "@", 5.0),
    ],
)
def test_number_formats_carry_meaning(value: float, fmt: str, expected: float) -> None:
    unit = "percent" if "%" in fmt else "number"
    assert (
        read_value(value, fmt=fmt, context=ColumnContext(unit=unit, maximum=100 if unit == "percent" else None)).value
        == expected
    )


def test_formats_that_show_something_else() -> None:
    assert read_value(12.5, fmt="0.0%", context=USUAL).readings == (12.5, 1250.0)
    assert read_value(5.0, fmt="(0.0)", context=USUAL).variant == "brackets"
    assert read_value(3.0, fmt='[<5]"<5";0', context=counts(8.0)).kind == "suppressed"
    assert read_value(8.0, fmt='[<5]"<5";0', context=counts(8.0)).value == 8
    assert read_value(5.0, fmt=";;;", context=USUAL).variant == "format"
    assert read_value(0.5, fmt="0%", context=counts(8.0)).code == "missing_unit"
    assert read_value(41000.0, fmt="yyyy-mm-dd", context=USUAL).variant == "date"


def test_one_thousands_mark_is_decided_by_the_column() -> None:
    rate: dict[str, Any] = {"unit": "per_100000", "minimum": 0, "maximum": 100000}

    def read(text: str, *column: Any) -> float | None:
        context = column_context([(value, "") for value in (text, *column)], **rate)
        return read_value(text, context=context).value

    assert read("1,234") is None
    assert read("1,234", "1,234,567") == 1234
    assert read("1,234", "12,5") == 1.234
    assert read("1.234", "12.5") == 1.234
    assert read("1,234", "1,234,567", "12,5") is None
    assert read("1,234", 1100.0, 1500.0, 1800.0) == 1234


def test_a_comma_in_a_count_is_a_thousands_mark_whatever_its_neighbours() -> None:
    context = column_context(
        [(value, "") for value in (45.0, 12.0, 30.0, "10,000", "1,204")], unit="number", whole=True
    )
    assert read_value("10,000", context=context).value == 10_000
    assert read_value("1,204", context=context).value == 1_204


def test_a_lone_dotted_count_is_ambiguous_and_a_dotted_column_is_not() -> None:
    assert read_value("1.234", context=counts("1.234", 450.0)).readings == (1.234, 1234.0)
    assert read_value("1.234", context=counts("1.234", "2.345", "3.456")).value == 1234
    assert read_value(1.234, context=counts(1.234, 450.0)).code == "ambiguous_number"
    assert read_value("12.5", context=counts("12.5", 450.0)).variant == "not_whole"


@pytest.mark.parametrize(
    ("column", "suspects"),
    [
        ([45.2, 38.0, 41.0, 0.452], {0.452}),
        ([45, 38, 41, 0.45], {0.45}),
        ([0.3, 0.4, 0.9, 1.2, 2.5], set()),
        ([0.8, 5.1, 6.3, 7.0, 12.0, 1.9], set()),
        ([0.45, 0.38, 0.41], {0.45, 0.38, 0.41}),
        ([0.0, 0.0, 0.0], set()),
        ([95.0, 97.5, 1.0, 100.0], {1.0}),
        ([("0.4%", ""), 0.5, 0.7], set()),
        ([(0.452, "0.0%"), (0.38, "0.0%"), 0.41], {0.41}),
        (["45.2", "38.0", "0,41"], {0.41}),
    ],
)
def test_which_small_percentages_may_be_proportions(column: list[object], suspects: set[float]) -> None:
    context = percents(*column)
    assert context.suspects == suspects
    for value in suspects:
        assert read_value(value, context=context).readings == (value, round(value * 100, 9))


def test_a_declared_proportion_is_one_only_when_the_numbers_agree() -> None:
    assert read_value(0.452, context=percents(0.452, 0.38, declared="proportion")).value == 45.2
    assert read_value(45.2, context=percents(45.2, 38.0, declared="proportion")).value == 45.2


def test_a_column_costs_little() -> None:
    reader = ColumnReader(percents(*(value / 10 for value in range(20, 1000))))
    cells = [value / 7 for value in range(14, 10_000)] + ["45.2%", "n/a", "12,5"] * 1_500
    assert calls_of(lambda: [reader.read(cell) for cell in cells]) < 6 * len(cells)

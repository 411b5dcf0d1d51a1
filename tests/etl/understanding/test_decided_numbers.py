"""What a person decided about numbers, units and years: all cells of one cause follow, nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.tables import DecisionsError
from etl.cells.cells import READINGS
from etl.cells.context import column_context
from etl.cells.units import conversion
from etl.cells.values import ColumnReader
from etl.labels.decisions import Decisions
from etl.persons.personal_texts import tells_of_a_person
from etl.reading.grid import CellValue
from tests.etl.understanding.sheets import CATALOGUE, check_rows, read, reported

PLACES = ("Kampong Speu", "Kampot", "Kandal", "Kep", "Takeo", "Pailin")


def column(*figures: Any, name: str = "Stunting (%)", year: int = 2021) -> list[list[Any]]:
    return [
        ["Province", "Year", name],
        *([place, year, figure] for place, figure in zip(PLACES, figures, strict=False)),
    ]


def values(rows: list[list[Any]], decisions: dict[str, Any] | None = None, **more: Any) -> list[float | None]:
    return [one[-1] for one in read(check_rows(rows, decisions=decisions, **more)).values()]


def decided(place: str = "Sheet1!C", **said: str) -> dict[str, Any]:
    return {"numbers": {place: said}}


@pytest.mark.parametrize(
    ("figures", "said", "expected"),
    [
        ((45.2, 38.0, 41.5, 0.45, 0.39), {"proportion": "proportion"}, [45.2, 38.0, 41.5, 45.0, 39.0]),
        ((45.2, 38.0, 41.5, 0.45, 0.39), {"proportion": "percent"}, [45.2, 38.0, 41.5, 0.45, 0.39]),
        (("1.234", "2.345"), {"separator": "decimal_point"}, [1.234, 2.345]),
        (("1,234", "2,345"), {"separator": "decimal_comma"}, [1.234, 2.345]),
    ],
)
def test_one_decision_settles_every_cell_of_a_column(
    figures: tuple[Any, ...], said: dict[str, str], expected: list[float]
) -> None:
    rows = column(*figures)
    result = check_rows(rows, decisions=decided(**said))
    assert [one[-1] for one in read(result).values()] == expected
    assert "ambiguous_number" not in [code for code, _ in reported(result)]
    assert read(check_rows(rows, decisions=decided("Sheet1", **said))) == read(result)


def test_a_decision_is_for_its_column_and_its_kind_of_doubt() -> None:
    rows = column(45.2, 38.0, 41.5, 0.45)
    for said in (
        decided("Sheet1!D", proportion="percent"),
        decided("Other", proportion="percent"),
        decided(separator="decimal_comma"),
    ):
        assert ("ambiguous_number", "C5") in reported(check_rows(rows, decisions=said))


def test_the_column_comes_before_the_sheet() -> None:
    said = {"numbers": {"Sheet1": {"proportion": "percent"}, "Sheet1!C": {"proportion": "proportion"}}}
    assert values(column(45.2, 38.0, 41.5, 0.45), said)[-1] == 45.0


def test_a_count_that_is_read_with_a_decimal_mark_is_still_no_count() -> None:
    name = next(one.name_en for one in CATALOGUE.indicators.values() if one.unit == "number")
    rows = [["Province", "Year", name], ["Cambodia", 2021, "1.234"]]
    assert ("ambiguous_number", "C2") in reported(check_rows(rows))
    assert values(rows, decided(separator="decimal_comma")) == [1234.0]
    result = check_rows(rows, decisions=decided(separator="decimal_point"))
    assert not result.observations and ("out_of_range", "C2") in reported(result)


def reads(value: CellValue, fmt: str = "", of: str = "percent", declared: str = "", **said: str) -> Any:
    context = column_context(
        [(value, fmt)], unit=of, declared=declared, minimum=0, maximum=100 if of == "percent" else None
    )
    return ColumnReader(context).as_decided(said).read(value, fmt)


@pytest.mark.parametrize(
    ("value", "fmt", "unit", "said", "expected"),
    [
        (12.5, "0.0%", "percent", {"percent_twice": "stored"}, (12.5, "normal")),
        (23.4, "(0.0)", "percent", {"brackets": "small_sample"}, (23.4, "small_sample")),
        (23.4, "(0.0)", "percent", {"brackets": "negative"}, (-23.4, "normal")),
        (7.0, ";;;", "percent", {"format": "stored"}, (7.0, "normal")),
        (7.0, ";;;", "percent", {"format": "shown"}, (None, "suppressed")),
        ("nil", "", "number", {"zero_or_missing": "zero"}, (0.0, "normal")),
        ("nil", "", "number", {"zero_or_missing": "not_collected"}, (None, "not_collected")),
        ("1,23,456", "", "number", {"grouping": "digits"}, (123456.0, "normal")),
        ("23.4 ‰", "", "percent", {"unit": "own"}, (23.4, "normal")),
        ("23.4 ‰", "", "percent", {"unit": "converted"}, (2.34, "normal")),
        (0.023, "0.0%", "per_1000", {"unit": "converted"}, (23.0, "normal")),
        (0.023, "0.0%", "per_1000", {"unit": "own"}, (2.3, "normal")),
    ],
)
def test_every_kind_of_doubt_can_be_settled(
    value: CellValue, fmt: str, unit: str, said: dict[str, str], expected: tuple[float | None, str]
) -> None:
    ((kind, chosen),) = said.items()
    declared = unit if chosen == "own" else ""  # Only a heading makes the unit in a cell one of two readings.
    open_question = reads(value, fmt, unit, declared)
    assert open_question.code in ("ambiguous_number", "missing_unit")
    assert chosen in dict(open_question.means) and chosen in READINGS[kind]
    found = reads(value, fmt, unit, declared, **said)
    assert (found.value, found.status, found.code) == (*expected, "")


def test_a_unit_in_a_cell_is_not_decided_away_where_no_heading_states_another() -> None:
    assert "own" not in dict(reads("23.4 ‰").means)
    found = reads("23.4 ‰", unit="own")
    assert (found.value, found.code, found.variant) == (None, "missing_unit", "decided")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (("1,234", "1,234,567"), {"separator": "decimal_comma"}),
        (("1.234", "1.234,5", "2.345"), {"separator": "decimal_point"}),
        (("12.5", "3,456", "1,234.5"), {"separator": "decimal_comma"}),
    ],
)
def test_a_separator_is_not_decided_against_the_rest_of_the_column(
    figures: tuple[Any, ...], said: dict[str, str]
) -> None:
    rows = column(*figures, name="Census population")
    result = check_rows(rows, decisions=decided(**said))
    against = [one for one in result.problems if one.message_id == "ambiguous_number/decided"]
    assert against and not {one.cell for one in against} & {one.cell for one in result.observations}


def test_a_heading_that_states_proportions_is_not_decided_away() -> None:
    rows = column(0.21, 0.34, name="Stunting, proportion")
    assert values(rows) == [21.0, 34.0]
    result = check_rows(rows, decisions=decided(proportion="percent"))
    assert not result.observations and result.problems[0].message_id == "ambiguous_number/decided"


def test_years_cannot_be_converted_into_per_cent() -> None:
    assert "converted" not in dict(reads("12 years").means)
    assert reads("12 years", unit="converted").code == "missing_unit"


@given(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.text("0123456789.,%‰ ()-<", max_size=9)))
def test_a_decision_changes_only_what_was_asked_about(value: float | str) -> None:
    plain = reads(value)
    for kind, codes in READINGS.items():
        for code in codes:
            found = reads(value, "", **{kind: code})
            if plain.variant != kind and not (kind == "unit" and plain.code == "missing_unit"):
                assert found == plain or found.variant == "decided"


@pytest.mark.parametrize("title", [True, False])
def test_the_unit_of_a_label_is_decided_for_all_its_figures(title: bool) -> None:
    label = "Stunting (children)"
    rows: list[list[Any]] = column(31.2, 28.1, name="Value" if title else label)
    rows = [[label], [], *rows] if title else rows
    result = check_rows(rows)
    told = [dict(one.params) for one in result.problems if one.code == "missing_unit"]
    assert told and {(one["label"], one["unit"]) for one in told} == {(label, "percent")}
    assert values(rows, {"unit": {label: "percent"}}) == [31.2, 28.1]


def test_a_year_can_be_told_for_its_label() -> None:
    rows: list[list[Any]] = [["Province", "Year", "Stunting (%)"], ["Kep", "20211", 30.0], ["Takeo", 2021, 31.0]]
    assert ("unknown_year", "B2") in reported(check_rows(rows))
    found = read(check_rows(rows, decisions={"years": {"20211": 2021}}))
    assert {one[2] for one in found.values()} == {"2021"} and len(found) == 2


@pytest.mark.parametrize(
    "given",
    [
        {"numbers": {"Sheet1!C": {"proportion": "luck"}}},
        {"numbers": {"Sheet1!C": "proportion"}},
        {"numbers": ["Sheet1!C"]},
        {"years": {"x": "next year"}},
        {"skip": {"x": 5}},
        {"skip": {"x": "ask Sok Dara, 012 345 678"}},
        {"propose": {"Beds": {"name": "Beds"}}},
        {"propose": {"Beds": {"name": "Beds", "unit": "litres", "counts": "beds"}}},
        {"propose": {"Beds": {"name": "Beds", "unit": "number", "counts": "beds", "colour": "red"}}},
        {"propose": {"Beds": {"name": "B" * 121, "unit": "number", "counts": "beds"}}},
        {"propose": {"Beds": {"name": "Beds", "unit": "number", "counts": "the bed of a 12-year-old girl"}}},
        {"propose": {"Phone number": {"name": "Beds", "unit": "number", "counts": "beds"}}},
        {"propose": {"Beds": {"name": "Beds", "unit": "number", "counts": "beds", "why": "call dara@example.org"}}},
    ],
)
def test_decisions_that_cannot_be_used_are_refused_in_a_sentence(given: dict[str, Any]) -> None:
    with pytest.raises(DecisionsError) as caught:
        Decisions.from_mapping(given, CATALOGUE.indicators)
    assert "012 345" not in str(caught.value) and "dara" not in str(caught.value)


def test_what_is_proposed_or_skipped_with_a_reason_is_left_out() -> None:
    rows = [["Province", "Year", "Stunting (%)", "Beds in shelters", "Nonsense"], ["Kep", 2021, 31.2, 14, 3]]
    words = {"name": "Beds in shelters", "unit": "number", "counts": "Beds in shelters for children"}
    result = check_rows(rows, decisions={"propose": {"Beds in shelters": words}, "skip": {"Nonsense": "a joke"}})
    assert (len(result.observations), result.rejected, result.skipped) == (1, 0, 2)
    assert not result.problems


@pytest.mark.parametrize(
    "text",
    [
        "Name of child: Sok",
        "012 345 678",
        "dara@example.org",
        "born 3.4.2012",
        "ឈ្មោះសុខា",
        "a girl named Dara",
        "11.5564, 104.9282",
        "Case notes",
    ],
)
def test_texts_about_single_persons_are_recognised(text: str) -> None:
    assert tells_of_a_person(text)


def test_the_words_of_the_catalogue_are_about_nobody() -> None:
    for one in CATALOGUE.indicators.values():
        for text in (one.name_en, one.name_km, one.short_name_en, one.numerator, one.denominator, *one.aliases_en):
            assert not tells_of_a_person(text), text


def test_units_are_converted_only_where_that_is_arithmetic() -> None:
    assert conversion("per_1000", "percent") == 0.1
    assert conversion("thousands", "number") == 1000
    assert conversion("thousands", "millions") == 0.001
    assert conversion("years", "percent") is None and conversion("number", "percent") is None

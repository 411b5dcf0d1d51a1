"""Problems are grouped so that one decision cures all cells of a cause."""

from __future__ import annotations

from childrights.catalogue import load_catalogue
from childrights.i18n import translator
from geo.names import load_gazetteer
from tests.ui.manage.making import checked, figure, sheet, table, trouble
from ui.manage.causes import causes, tally
from ui.manage.cures import (
    AREAS,
    INDICATORS,
    NOT_AS_BEFORE,
    NOTHING,
    SKIP,
    YEAR,
    Cure,
    as_decisions,
    decide,
    offer,
    to_remember,
    undo,
)
from ui.manage.wording import explained, named, whole_label
from ui.manage.words import cells, publish_button, verdict

EN, KM = translator("en"), translator("km")


def offered(problem: object) -> object:
    (cause,) = causes([problem])  # type: ignore[list-item]
    return cause, offer(cause, load_catalogue(), load_gazetteer(), 2026)


def test_one_wording_is_one_cause() -> None:
    found = causes([trouble(cell="B5"), trouble(cell="B9"), trouble(cell="B7", value="Elsewhere")])
    assert [(cause.label, cause.cells) for cause in found] == [("Kampong Sp", ("B5", "B9")), ("Elsewhere", ("B7",))]


def test_cells_of_several_sheets_are_named_with_their_sheet() -> None:
    (cause,) = causes([trouble(cell="B5"), trouble(cell="B9", sheet="More")])
    assert cause.cells == ("Data!B5", "More!B9")


def test_other_problems_are_grouped_by_kind_whatever_stands_there() -> None:
    found = causes([trouble("out_of_range", "above", value="145"), trouble("out_of_range", "above", value="170")])
    assert [(cause.code, len(cause.problems)) for cause in found] == [("out_of_range", 2)]


def test_errors_come_first_then_what_concerns_most_cells() -> None:
    warning = [trouble("duplicate", "agree", severity="warning", cell=f"D{n}") for n in range(5)]
    errors = [trouble(), trouble("not_a_number", "words", cell="C1"), trouble("not_a_number", "words", cell="C2")]
    assert [cause.code for cause in causes([*warning, *errors])] == ["not_a_number", "unknown_area", "duplicate"]


def test_a_warning_at_a_cell_with_an_error_is_not_told_as_well() -> None:
    both = [trouble("out_of_range", "above"), trouble("out_of_range", "far", severity="warning")]
    assert [cause.severity for cause in causes(both)] == ["error"]
    assert tally(checked(problems=both)).warnings == 0


def test_a_place_is_offered_with_one_click_and_as_a_choice() -> None:
    cause, made = offered(trouble())
    assert made.proposals[0] == Cure(AREAS, "Kampong Sp", "KH05")
    assert set(made.choices) >= {"KH", "KH01", "KH25"}
    assert made.can_skip
    assert made.cure(cause, "KH01") == Cure(AREAS, "Kampong Sp", "KH01")


def test_a_district_can_only_be_left_out() -> None:
    _, made = offered(trouble(variant="district", value="Srok Chbar Mon"))
    assert (made.choices, made.proposals, made.can_skip) == ((), (), True)


def test_a_place_read_with_a_warning_can_still_be_another() -> None:
    _, made = offered(trouble(variant="typo", severity="warning", value="Kampong Spue"))
    assert made.choices
    assert not made.proposals
    assert not made.can_skip


def test_proposed_indicators_come_first() -> None:
    problem = trouble("unknown_indicator", "doubtful", value="Stunted", params=(("candidates", "wasting, stunting"),))
    _, made = offered(problem)
    assert [cure.code for cure in made.proposals] == ["wasting", "stunting"]
    assert made.choices[:2] == ("wasting", "stunting")
    assert len(made.choices) == len(load_catalogue().indicators)


def test_a_year_is_for_the_whole_file() -> None:
    cause, made = offered(trouble("unknown_year", "nowhere", value=""))
    assert made.part == YEAR
    assert made.choices[0] == "2026"
    assert as_decisions([made.cure(cause, "2021")])["year"] == 2021


def test_what_only_the_file_can_mend_has_no_cure() -> None:
    for code in ("not_a_number", "ambiguous_number", "out_of_range", "duplicate", "formula_error", "missing_unit"):
        assert offered(trouble(code, "x"))[1] == NOTHING


def test_a_later_decision_replaces_an_earlier_one_and_can_be_undone() -> None:
    first, second, third = Cure(AREAS, "a", "KH01"), Cure(AREAS, "a", "KH02"), Cure(SKIP, "a")
    assert decide((first,), second) == (second,)
    assert decide((first,), third) == (third,)
    year = Cure(YEAR, "", "2020")
    assert decide((first, year), Cure(YEAR, "", "2021")) == (first, Cure(YEAR, "", "2021"))
    assert undo((first, year), first) == (year,)


def test_decisions_have_the_parts_of_the_command_line() -> None:
    cures = [
        Cure(AREAS, "a", "KH01"),
        Cure(INDICATORS, "i", "stunting"),
        Cure(SKIP, "s"),
        Cure(AREAS, "b", NOT_AS_BEFORE),
    ]
    assert as_decisions(cures) == {"areas": {"a": "KH01", "b": ""}, "indicators": {"i": "stunting"}, "skip": ["s"]}
    assert to_remember(cures) == {"area": {"a": "KH01"}, "indicator": {"i": "stunting"}}


def test_a_long_label_is_taken_whole_from_its_cell() -> None:
    long = "Percentage of children under five years of age who are too short for their age"
    problem = trouble("unknown_indicator", "unknown", cell="A1", value=long[:59] + "…")
    label = whole_label([sheet([long])])
    assert label(problem) == long
    assert label(trouble(cell="Z99", value="cut off …")) == "cut off …"


def test_codes_and_places_are_said_in_the_language_of_the_page() -> None:
    problem = trouble(params=(("candidates", "Kampong Speu, stunting"), ("value", "Kampong Speu")))
    assert named(problem, load_catalogue(), "km") == (("candidates", "កំពង់ស្ពឺ, ភាពក្រិន"), ("value", "Kampong Speu"))


def test_a_table_is_explained_in_both_languages() -> None:
    found = table(area="column B", period="row 6", indicator="title A1")
    assert explained(found, EN) == "Place down column B; Year across row 6; Indicator from the title in A1"
    assert "B" in explained(found, KM)
    assert "column" not in explained(found, KM)
    assert explained(table(area="somewhere new"), EN) == "In the engine's own words"


def test_the_verdict_is_one_sentence() -> None:
    def of(good: int, bad: int) -> str:
        return verdict(tally(checked([figure()] * good, rejected=bad)), EN)

    assert of(312, 8) == "312 of 320 figures can be published; 8 need your help"
    assert of(3, 1) == "3 of 4 figures can be published; 1 needs your help"
    assert of(3, 0) == "All 3 figures can be published"
    assert of(1, 0) == "The figure in this file can be published"
    assert of(0, 4) == "None of the 4 figures can be published yet"
    assert of(0, 0) == "No figures were found in this file"


def test_the_button_says_what_it_does() -> None:
    assert (
        publish_button(tally(checked([figure()] * 1312, rejected=8)), EN)
        == "Publish the 1,312 sound figures, leave out 8"
    )
    assert publish_button(tally(checked([figure()])), EN) == "Publish the 1 sound figure"


def test_cells_are_named_up_to_a_point() -> None:
    (cause,) = causes([trouble(cell=f"B{n}") for n in range(1, 15)])
    assert cells(cause, EN) == "14 cells: B1, B2, B3, B4, B5, B6 and 8 more"
    (whole,) = causes([trouble("no_table", "empty", sheet="", cell="", value="")])
    assert cells(whole, EN) == "The whole file"

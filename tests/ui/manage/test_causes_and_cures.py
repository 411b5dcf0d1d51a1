"""Problems are grouped so that one decision cures all cells of a cause."""

from __future__ import annotations

from dataclasses import replace

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from etl.cells.cells import READINGS
from etl.labels.decisions import Decisions
from etl.problems.naming import named_params
from geo.names import load_gazetteer
from tests.ui.manage.making import checked, figure, sheet, trouble
from ui.contribute.cause_kinds import causes, count_verdict
from ui.contribute.cures import (
    AREAS,
    INDICATORS,
    NOT_AS_BEFORE,
    NOTHING,
    NUMBERS,
    PROPOSE,
    SKIP,
    UNIT,
    YEAR,
    Cure,
    CureOffer,
    add_cure,
    as_decisions,
    offer,
    remove_cure,
    to_remember,
)
from ui.contribute.decision_words import REASONS, decided_words, meaning, reason_words
from ui.contribute.words import cells_words, check_verdict_words, publish_button, whole_label

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
    assert count_verdict(checked(problems=both)).warnings == 0


def test_a_place_is_offered_with_one_click_and_as_a_choice() -> None:
    cause, made = offered(trouble())
    assert made.proposals[0] == Cure(AREAS, "Kampong Sp", "KH05")
    assert set(made.choices) >= {"KH", "KH01", "KH25"}
    assert made.can_skip
    assert made.cure(cause, "KH01") == Cure(AREAS, "Kampong Sp", "KH01")


def test_a_district_can_only_be_left_out() -> None:
    _, made = offered(trouble(variant="district", value="Srok Chbar Mon"))
    assert (made.choices, made.proposals, made.can_skip) == ((), (), True)


def test_what_the_file_itself_contradicts_can_only_be_left_out() -> None:
    for variant in ("clash", "decided", "decided_part", "other_country"):
        assert offered(trouble(variant=variant, value="Pailin"))[1] == CureOffer(can_skip=True)
    for code in ("unknown_area", "unknown_indicator", "unknown_category"):
        assert offered(trouble(code, "clash", value="Pailin"))[1].choices == ()
        assert offered(trouble(code, "clash", value="12.4"))[1] == NOTHING  # a figure, no wording


def test_a_label_said_to_be_another_indicator_than_it_names_can_be_that_one() -> None:
    params = (("indicator", "stunting"), ("words", "Low weight for height"), ("meant", "wasting"))
    _, made = offered(trouble("unknown_indicator", "not_this", value="Wasting", params=params))
    assert [cure.code for cure in made.proposals] == ["wasting"] and made.choices == () and made.can_skip
    params = (("indicator", "basic_water_jmp"), ("words", "Households"))
    assert offered(trouble("unknown_indicator", "not_this", value="Households", params=params))[1].proposals == ()


def test_only_what_the_figures_of_every_line_could_be_is_offered() -> None:
    counts = (("candidates", "stunting, population_census"), ("figures", "880.0 12045.0 whole"))
    _, made = offered(trouble("unknown_indicator", "doubtful", value="Small ones", params=counts))
    assert [cure.code for cure in made.proposals] == ["population_census"] and "stunting" not in made.choices


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
    for code in ("not_a_number", "out_of_range", "duplicate", "formula_error"):
        assert offered(trouble(code, "x"))[1] == NOTHING


def test_a_later_decision_replaces_an_earlier_one_and_can_be_undone() -> None:
    first, second, third = Cure(AREAS, "a", "KH01"), Cure(AREAS, "a", "KH02"), Cure(SKIP, "a")
    assert add_cure((first,), second) == (second,)
    assert add_cure((first,), third) == (third,)
    year = Cure(YEAR, "", "2020")
    assert add_cure((first, year), Cure(YEAR, "", "2021")) == (first, Cure(YEAR, "", "2021"))
    assert remove_cure((first, year), first) == (year,)


def test_decisions_have_the_parts_of_the_command_line() -> None:
    cures = [
        Cure(AREAS, "a", "KH01"),
        Cure(INDICATORS, "i", "stunting"),
        Cure(SKIP, "s"),
        Cure(AREAS, "b", NOT_AS_BEFORE),
    ]
    assert as_decisions(cures) == {"areas": {"a": "KH01", "b": ""}, "indicators": {"i": "stunting"}, "skip": {"s": ""}}
    assert to_remember(cures) == {"area": {"a": "KH01", "b": ""}, "indicator": {"i": "stunting"}}


def test_a_long_label_is_taken_whole_from_its_cell() -> None:
    long = "Percentage of children under five years of age who are too short for their age"
    problem = trouble("unknown_indicator", "unknown", cell="A1", value=long[:59] + "…")
    label = whole_label([sheet([long])])
    assert label(problem) == long
    assert label(trouble(cell="Z99", value="cut off …")) == "cut off …"


def test_codes_and_places_are_said_in_the_language_of_the_page() -> None:
    problem = trouble(params=(("candidates", "Kampong Speu, stunting"), ("value", "Kampong Speu")))
    assert named_params(problem, load_catalogue(), "km") == (("candidates", "កំពង់ស្ពឺ, ភាពក្រិន"), ("value", "Kampong Speu"))


def test_the_verdict_is_one_sentence() -> None:
    def of(good: int, bad: int) -> str:
        return check_verdict_words(count_verdict(checked([figure()] * good, rejected=bad)), EN)

    assert of(312, 8) == "312 of 320 figures can be published; 8 need your help"
    assert of(3, 1) == "3 of 4 figures can be published; 1 needs your help"
    assert of(3, 0) == "All 3 figures can be published"
    assert of(1, 0) == "The figure in this file can be published"
    assert of(0, 4) == "None of the 4 figures can be published yet"
    assert of(0, 0) == "No figures were found in this file"


def test_the_button_says_what_it_does() -> None:
    assert (
        publish_button(count_verdict(checked([figure()] * 1312, rejected=8)), EN)
        == "Publish the 1,312 sound figures, leave out 8"
    )
    assert publish_button(count_verdict(checked([figure()])), EN) == "Publish the 1 sound figure"


def test_cells_are_named_up_to_a_point() -> None:
    (cause,) = causes([trouble(cell=f"B{n}") for n in range(1, 15)])
    assert cells_words(cause, EN) == "14 cells: B1, B2, B3, B4, B5, B6 and 8 more"
    (whole,) = causes([trouble("no_table", "empty", sheet="", cell="", value="")])
    assert cells_words(whole, EN) == "The whole file"


def doubtful(
    cell: str = "C5", value: str = "0.45", means: str = "percent=0.45 proportion=45", **more: object
) -> object:
    """A number with two readings."""
    params = (("readings", "0.45 / 45"), ("means", means), ("unit", "percent"))
    return trouble("ambiguous_number", "proportion", cell=cell, value=value, params=params, **more)


def test_doubtful_numbers_of_a_column_are_one_cause_with_a_click_for_each_reading() -> None:
    (first,) = causes([doubtful("C5"), doubtful("C9", "0.39")])
    assert (first.places, first.cells) == (("Data!C",), ("C5", "C9"))
    made = offer(first, load_catalogue(), load_gazetteer(), 2026)
    assert [(cure.label, cure.code) for cure in made.proposals] == [
        ("Data!C", "proportion:percent"),
        ("Data!C", "proportion:proportion"),
    ]
    assert [meaning(cure, load_catalogue(), EN) for cure in made.proposals] == [
        "“0.45” is 0.45\u00a0%",
        "“0.45” is 45\u00a0%",
    ]
    assert as_decisions(made.proposals[:1])["numbers"] == {"Data!C": {"proportion": "percent"}}
    assert decided_words(made.proposals[1], load_catalogue(), EN) == "Column C of sheet Data: “0.45” is 45\u00a0%"


def test_the_same_doubt_in_many_columns_is_decided_for_the_sheet() -> None:
    (cause,) = causes([doubtful(f"{column}5") for column in "CDEF"])
    assert (cause.places, len(cause.cells)) == (("Data",), 4)
    assert decided_words(offer(cause, load_catalogue(), load_gazetteer(), 2026).proposals[0], load_catalogue(), EN) == (
        "Sheet Data: “0.45” is 0.45\u00a0%"
    )


def test_alike_doubts_are_asked_once_for_all_their_places() -> None:
    (cause,) = causes([doubtful("C5"), doubtful("D5"), doubtful("C5", sheet="May"), doubtful("C5", sheet="June")])
    assert cause.places == ("Data!C", "Data!D", "May!C", "June!C")
    cure = offer(cause, load_catalogue(), load_gazetteer(), 2026).proposals[0]
    assert as_decisions([cure])["numbers"] == {place: {"proportion": "percent"} for place in cause.places}
    assert decided_words(cure, load_catalogue(), EN) == (
        "Column C of sheet Data, Column D of sheet Data, Column C of sheet May and 1 more: “0.45” is 0.45\u00a0%"
    )
    assert remove_cure(add_cure((), cure), cure) == ()


def test_doubts_with_other_answers_or_units_are_asked_apart() -> None:
    other_unit = doubtful("E5")
    params = tuple((name, "per_1000" if name == "unit" else value) for name, value in other_unit.params)  # type: ignore[attr-defined]
    found = causes([doubtful("C5"), doubtful("D5", means="percent=0.45"), replace(other_unit, params=params)])  # type: ignore[type-var]
    assert [cause.places for cause in found] == [("Data!C",), ("Data!D",), ("Data!E",)]


def test_words_about_a_part_of_the_people_have_two_answers() -> None:
    words = "our 350 beneficiary families"
    _, made = offered(trouble("unknown_category", "people", value=words))
    assert [(cure.part, cure.label, cure.code) for cure in made.proposals] == [
        ("people", words, "whole"),
        ("people", words, "part"),
    ]
    assert not made.can_skip and not made.choices
    assert as_decisions(made.proposals[1:])["people"] == {words: "part"}
    assert Decisions.from_mapping(as_decisions(made.proposals[1:]), {}).people == {words: "part"}
    for cure in made.proposals:
        assert words in decided_words(cure, load_catalogue(), EN)
        assert "{" not in decided_words(cure, load_catalogue(), KM)


def test_every_reading_has_words_in_both_languages() -> None:
    for kind, codes in READINGS.items():
        for code in codes:
            cure = Cure(
                "numbers", "S!C", f"{kind}:{code}", (("value", "x"), ("number", "1234.5"), ("unit", "per_1000"))
            )
            assert "{" not in meaning(cure, load_catalogue(), EN) and "{" not in meaning(cure, load_catalogue(), KM)


def test_the_unit_of_a_label_is_offered_as_the_indicator_has_it() -> None:
    params = (("declared", "per_1000"), ("unit", "percent"), ("label", "Stunting per 1,000"))
    (cause,) = causes([trouble("missing_unit", "contradicts", value="Stunting per 1,000", params=params)])
    made = offer(cause, load_catalogue(), load_gazetteer(), 2026)
    assert [cure.code for cure in made.proposals] == ["percent", "proportion"]
    assert as_decisions(made.proposals[:1])["unit"] == {"Stunting per 1,000": "percent"}


def test_only_what_the_wording_does_not_deny_is_offered() -> None:
    sure = (("declared", "per_1000"), ("unit", "percent"), ("label", "Stunting per 1,000"), ("sure", "yes"))
    (cause,) = causes([trouble("missing_unit", "contradicts", value="Stunting per 1,000", params=sure)])
    assert offer(cause, load_catalogue(), load_gazetteer(), 2026) == CureOffer(can_skip=True)
    children = offered(trouble("unknown_indicator", "unknown", value="Stunted boys"))[1].choices
    households = offered(trouble("unknown_indicator", "unknown", value="Households with x"))[1].choices
    assert "stunting" in children and "stunting" not in households and len(households) > 1
    (cause,) = causes([trouble("unknown_year", "school_year_half", value="SY2020")])
    halves = offer(cause, load_catalogue(), load_gazetteer(), 2026)
    assert halves.choices == ("2020-21", "2019-20")


def test_a_wording_of_a_year_is_told_for_itself_and_other_troubles_of_years_not_at_all() -> None:
    cause, made = offered(trouble("unknown_year", "not_a_year", value="20144"))
    assert as_decisions([made.cure(cause, "2014")])["years"] == {"20144": "2014"}
    halves = offered(trouble("unknown_year", "school_year_half", value="SY2020"))[1]
    assert halves.choices[0] == "2020-21"
    assert offered(trouble("unknown_year", "month", value="March 2014"))[1] == CureOffer(can_skip=True)
    for variant in ("blank", "clash"):
        assert offered(trouble("unknown_year", variant, value="March 2014"))[1] == NOTHING


def test_what_is_decided_about_one_wording_replaces_what_was_decided_about_it_but_not_its_unit() -> None:
    unit, first = Cure(UNIT, "a", "percent"), Cure(INDICATORS, "a", "stunting")
    new = Cure(PROPOSE, "a", "", (("name", "A"), ("unit", "number"), ("counts", "all")))
    assert add_cure((unit, first), new) == (unit, new)
    assert as_decisions([new])["propose"] == {"a": {"name": "A", "unit": "number", "counts": "all"}}
    other = Cure(NUMBERS, "S!C", "proportion:percent")
    assert add_cure((other,), Cure(NUMBERS, "S!C", "separator:decimal_comma"))[0] == other
    assert add_cure((other,), Cure(NUMBERS, "S!C", "proportion:proportion")) == (
        Cure(NUMBERS, "S!C", "proportion:proportion"),
    )


def test_a_new_indicator_can_be_proposed_only_for_a_wording_that_means_none() -> None:
    assert offered(trouble("unknown_indicator", "unknown", value="Beds"))[1].can_propose
    assert not offered(trouble("unknown_indicator", "unknown", value="B" * 201))[1].can_propose
    assert not offered(trouble())[1].can_propose
    assert publish_button(count_verdict(checked([figure()])), EN, 1) == "Publish the 1 sound figure, send the proposal"
    assert publish_button(count_verdict(checked()), EN, 2) == "Send the 2 proposals"


def test_a_reason_is_told_in_the_language_of_the_page_or_as_it_was_written() -> None:
    assert decided_words(Cure(SKIP, "x", "", (("why", "a joke"),)), load_catalogue(), EN) == "“x” is left out: a joke"
    assert reason_words(REASONS[0], KM) != REASONS[0]
    assert reason_words("", EN) == "no reason given"


def test_figures_called_an_example_may_be_said_to_be_real_or_left_out() -> None:
    for variant in ("example", "not_used"):
        _, made = offered(trouble("unknown_category", variant, value="Template"))
        (real,) = made.proposals
        assert made.can_skip and as_decisions([real])["people"] == {"Template": "whole"}
        assert decided_words(real, load_catalogue(), EN) == "“Template”: the figures are real"
        assert meaning(real, load_catalogue(), EN) == "real figures" and decided_words(real, load_catalogue(), KM)


def test_a_letter_beside_a_year_is_offered_its_year() -> None:
    _, made = offered(trouble("unknown_year", "letter", value="2023p"))
    assert made.part == "years" and "2023" in made.choices

"""Labels to indicators: exact names are taken in any dress, everything else is proposed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.catalogue.catalogue import load_catalogue
from etl.labels.generic import GeneralNames, stands_for_several
from etl.labels.indicators import IndicatorMatcher

CATALOGUE = load_catalogue()
MATCHER = IndicatorMatcher.of(CATALOGUE)
SHARED_NAMES = {"children in detention", "ភាពក្រីក្ររបស់កុមារ", "បង្គន់អនាម័យ"}
GENERAL = GeneralNames(CATALOGUE.indicators)


def test_every_name_of_the_catalogue_is_taken_in_any_dress() -> None:
    for indicator in CATALOGUE.indicators.values():
        names = (indicator.name_en, indicator.name_km, indicator.short_name_en, indicator.short_name_km)
        for name in (indicator.code, *names, *indicator.aliases_en, *indicator.aliases_km):
            asked = GENERAL.is_general(indicator, name) or stands_for_several(name)
            if name.casefold() in SHARED_NAMES or asked:
                assert MATCHER.match(name).kind in ("doubtful", "judged"), name
                assert name.casefold() in SHARED_NAMES or MATCHER.match(name).candidates[0][0] == indicator.code, name
                continue
            for dress in ("{}", " {} ", "{} *", "1. {}", "{} 2014", "{}¹"):
                match = MATCHER.match(dress.format(name))
                assert (match.code, match.categories) == (indicator.code, ()), (dress, name)


@pytest.mark.parametrize(
    ("label", "code", "unit", "categories"),
    [
        ("Stunting (%)", "stunting", "percent", []),
        ("Prevalence of stunting", "stunting", "", []),
        ("Stunting - girls", "stunting", "", ["female"]),
        ("Stunting Male", "stunting", "", ["male"]),
        ("ភាពក្រិន (Stunting)", "stunting", "", []),
        ("HAZ<-2", "stunting", "", []),
        ("Birth registration (under 5)", "birth_registration_u5", "", []),
        ("Child marriage, women 20-24", "child_marriage_18", "", []),
        ("child labor", "child_labour_economic", "", []),
        ("Child Labour 5-11", "child_labour_economic", "", ["5-11"]),
        ("School attendance 6-8", "school_attendance", "", ["6-8"]),
        ("drop-out rate lower secondary", "dropout_lower_secondary", "", []),
        ("Under-5 mortality (CDHS) (deaths per 1,000 live births)", "under5_mortality_5y", "per_1000", []),
        ("PT_CHLD_Y0T4_REG: Birth registration", "birth_registration_u5", "", []),
        ("16.9.1", "birth_registration_u5", "", []),
        ("Minors in prison, LICADHO (number)", "detained_minors_licadho", "number", []),
        ("Population (%)", "population_census", "percent", []),
        ("Stunting (CDHS 2005) 2014", "stunting_cdhs2005", "", []),
        ("Open defecation, JMP estimate, urban", "open_defecation_jmp", "", ["urban"]),
    ],
)
def test_labels_are_taken(label: str, code: str, unit: str, categories: list[str]) -> None:
    match = MATCHER.match(label)
    assert (match.code, match.unit, [c.code for c in match.categories]) == (code, unit, categories) and match.taken


@pytest.mark.parametrize(
    ("label", "candidate"),
    [
        ("Stuntng", "stunting"),
        ("Under-5 mortality", "under5_mortality_5y"),
        ("NT_ANT_HAZ_NE2", "stunting_jme"),
        ("2.2.1", "stunting"),
        ("Poverty", "poverty_national_line"),
        ("Under-5 mortality (UN) 2020", "under5_mortality_igme_2020"),
        ("Under-five mortality rate (deaths per 1,000 live births)", "under5_mortality_igme"),
        ("Children in detention (number)", "detained_minors_licadho"),
    ],
)
def test_doubtful_labels_are_only_proposed(label: str, candidate: str) -> None:
    match = MATCHER.match(label)
    assert match.kind == "doubtful" and match.code == "" and candidate in dict(match.candidates)


@pytest.mark.parametrize(
    "label", ["Province", "Male", "Total", "2014", "Value", "Remarks", "", None, 5.0, "Urban", "District"]
)
def test_other_words_are_no_indicator(label: object) -> None:
    assert MATCHER.match(label).kind == "none"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Table 3. Stunting by province, 2014", "stunting"),
        ("Child marriage before 15 by province", "child_marriage_15"),
        ("ភាពក្រិនតាមខេត្ត ឆ្នាំ២០១៤", "stunting"),
        ("Underweight by province, 2014", "underweight"),
        # Two series are of the CDHS: what was computed from its records, and what it printed.
        ("Underweight by province, CDHS 2014", ""),
        ("Wasting by province, CDHS 2014", ""),
        ("Basic water, CDHS 2014", ""),
        ("តារាងទី១ ការចុះបញ្ជីកំណើតកុមារអាយុក្រោម៥ឆ្នាំ តាមខេត្ត", "birth_registration_u5"),
        ("Population by province", "population_census"),
        ("Population by age group, 2019", "population_census"),
        ("Population by age group and sex, Cambodia 2019", "population_census"),
        ("Population under five by province, 2019", "population_census"),
        ("Population by age group, UN estimate, 2021", "population_wpp2022"),
        ("Reduction in stunting", ""),
        ("Stunting and wasting by province", ""),
        ("Sheet1", ""),
        ("Notes on stunting data", ""),
        ("cdhs_2014_stunting.xlsx", ""),
    ],
)
def test_titles(title: str, code: str) -> None:
    assert MATCHER.find(title).code == code


@pytest.mark.parametrize(
    ("name", "code", "source"),
    [
        ("Safe water", "basic_water_jmp", "Source: WHO/UNICEF JMP, 2023"),
        ("WASH water", "basic_water_jmp", "JMP_2022.xlsx"),
        ("បង្គន់អនាម័យ", "", "JMP"),
        ("Improved sanitation", "basic_sanitation_jmp", "Joint work, JMP estimates"),
        ("Child poverty", "child_multidimensional_deprivation", "National MODA 2018"),
        ("Dropout", "", "EMIS 2020"),
        ("Poverty rate", "", "CSES 2019"),
        ("DTP3", "dtp3_coverage_survey", "Source: CDHS 2014"),
        ("Literacy", "", "Census 2019"),
        ("DPT3 coverage", "dtp3_coverage_wuenic", "WUENIC July 2023"),
        ("Measles second dose", "mcv2_coverage_wuenic", "WHO/UNICEF estimates"),
        ("Measles second dose", "", "Supported by UNICEF and WHO Cambodia"),
        ("Minors in prison", "detained_minors_licadho", "LICADHO 2021"),
        ("Adolescent birth rate", "", "Workshop on the SDG framework"),
        ("Out-of-school children, primary", "", ""),
        ("OOS primary", "out_of_school_primary_admin", "EMIS 2021"),
        ("Children in RCI", "", "our office"),
        ("NMR", "", "CDHS 2014"),
        ("អក្ខរកម្ម", "", "អង្កេត"),
        ("អនីតិជន", "", ""),
        ("Primary completion rate", "", ""),
        ("EYS", "", "own survey"),
        ("DTP3", "", "CDHS 2014 and WUENIC"),
        ("U5MR", "", ""),
        ("OD", "", "Our baseline"),
    ],
)
def test_a_general_name_means_its_series_only_where_something_names_the_source(
    name: str, code: str, source: str
) -> None:
    assert MATCHER.match(name).code == ""
    for dress in ("{}", "{} (%)", "{} 2021", "{} *"):
        assert MATCHER.within(source).match(dress.format(name)).code == code, dress


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Safe water (JMP)", "basic_water_jmp"),
        ("JMP basic sanitation", "basic_sanitation_jmp"),
        ("DTP3 - WUENIC", "dtp3_coverage_wuenic"),
        ("Open defecation, JMP estimate (%)", "open_defecation_jmp"),
        ("SBA (CDHS)", "skilled_birth_attendance_cdhs"),
        ("Child poverty (MODA) 2018", "child_multidimensional_deprivation"),
        ("ទឹកស្អាត (JMP)", "basic_water_jmp"),
    ],
)
def test_a_label_may_name_the_source_itself(label: str, code: str) -> None:
    assert MATCHER.match(label).code == code


def test_what_a_definition_implies() -> None:
    assert ("age", "0-4") in MATCHER.implied("stunting") and ("age", "0-59 months") in MATCHER.implied("stunting")
    assert ("sex", "female") in MATCHER.implied("child_marriage_18")
    assert MATCHER.implied("school_attendance") == frozenset()


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Primary drop-out rate", "dropout_primary"),
        ("Table 4. Primary drop-out rate (%) by province and sex", "dropout_primary"),
        ("អត្រាបោះបង់ការសិក្សា បឋមសិក្សា (%) ឆ្នាំ ២០២២", "dropout_primary"),
        ("Population counted in the census 2019", "population_census"),
    ],
)
def test_names_are_known_without_their_brackets(label: str, code: str) -> None:
    assert MATCHER.find(label).code == code


@pytest.mark.parametrize(
    "label", ["All basic vaccinations", "Births with a skilled attendant", "Stunting, children under five"]
)
def test_a_shortened_name_that_fits_two_definitions_is_only_proposed(label: str) -> None:
    assert MATCHER.match(label).kind == "doubtful"


def test_what_is_known_is_worked_out_once_and_what_is_remembered_is_each_files_own() -> None:
    first, second = IndicatorMatcher.of(CATALOGUE), IndicatorMatcher.of(load_catalogue())
    assert first._names is second._names
    first.match("Names of our 12 children in Takeo")
    assert first._cache and not second._cache and not IndicatorMatcher.of(CATALOGUE)._cache


def test_another_catalogue_is_another_matcher() -> None:
    stunting = replace(CATALOGUE.indicators["stunting"], aliases_en=("Shortness of the young",))
    other = replace(CATALOGUE, indicators={**CATALOGUE.indicators, "stunting": stunting})
    assert IndicatorMatcher.of(other).match("Shortness of the young").code == "stunting"
    assert not IndicatorMatcher.of(CATALOGUE).match("Shortness of the young").taken

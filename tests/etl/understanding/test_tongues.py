"""Labels in two languages: where they part, and what the halves say together."""

from __future__ import annotations

import pytest

from childrights.catalogue.catalogue import load_catalogue
from etl.labels.bilingual import two_tongues
from etl.labels.decisions import Decisions
from etl.labels.indicators import IndicatorMatcher
from etl.labels.labels import Labels
from etl.labels.places import PlaceFinder
from etl.labels.words import names_everybody, role_of
from geo.names import load_gazetteer

CATALOGUE = load_catalogue()
LABELS = Labels(CATALOGUE, PlaceFinder(load_gazetteer()), IndicatorMatcher.of(CATALOGUE), Decisions())
JOINS = ("{0} / {1}", "{0}/{1}", "{0}\n{1}", "{0} {1}", "{0} - {1}", "{0} – {1}", "{0} | {1}", "{0} ({1})", "{0} [{1}]")


def both(one: str, other: str) -> list[str]:
    return [join.format(*pair) for join in JOINS for pair in ((one, other), (other, one))]


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("ស្រី (Female) %", ("ស្រី %", "Female")),
        ("អាយុ 0-4 Age 0-4", ("អាយុ 0-4", "Age 0-4")),
        ("0-4 ឆ្នាំ 0-4 years", ("0-4 ឆ្នាំ", "0-4 years")),
        ("0-4 years ០-៤ ឆ្នាំ", ("0-4 years", "០-៤ ឆ្នាំ")),
        ("អត្រា (%) Rate (%)", ("អត្រា (%)", "Rate (%)")),
        ("ស្រីFemale", ("ស្រី", "Female")),
        ("ស្រី\u200b/\u200bFemale", ("ស្រី", "Female")),
        ("ស្រី Female ប្រុស Male", None),
        ("Female", None),
        ("ស្រី", None),
    ],
)
def test_where_a_label_in_two_languages_parts(text, halves):
    assert two_tongues(text) == halves


def test_every_indicator_is_known_by_both_of_its_names_together():
    for number, one in enumerate(CATALOGUE.indicators.values()):
        # Every way to join two names, six for each indicator: the whole table would take ten seconds.
        for text in both(one.name_km, one.name_en)[number % 3 :: 3]:
            found = LABELS.indicator(text)
            assert found.dims.get("indicator") == one.code, text
            assert found.dims.keys() <= {"indicator", "unit"}, text


@pytest.mark.parametrize(
    ("khmer", "english", "role", "code"),
    [
        ("ស្រី", "Female", "sex", "female"),
        ("សរុប", "Total", "sex", "total"),
        ("សរុប", "Both sexes", "sex", "total"),
        ("ជនបទ", "Rural", "residence", "rural"),
        ("គ្រប់អាយុ", "All ages", "age", "total"),
        ("អាយុ 0-4 ឆ្នាំ", "Aged 0-4 years", "age", "0-4"),
        ("ពិការ", "With disability", "disability", "with_disability"),
        ("ទីពីរ", "Second", "wealth", "quintile_2"),
        ("ជាតិ", "National", "area", "KH"),
        ("តាកែវ", "Takeo", "area", "KH21"),
        ("ភាគរយ", "Percent", "unit", "percent"),
        ("ឆ្នាំ 2014", "Year 2014", "period", (2014, 2014, "2014", "")),
    ],
)
def test_the_halves_say_one_thing_in_a_cell_of_a_known_column(khmer, english, role, code):
    for text in both(khmer, english):
        found = LABELS.read(role, text)
        assert (found.issue, found.dims) == (None, {role: code}), text


@pytest.mark.parametrize(
    ("khmer", "english", "role"),
    [
        ("ខេត្ត", "Province", "area"),
        ("ល.រ", "No.", "numbering"),
        ("រាជធានី-ខេត្ត", "Province/Capital", "area"),
        ("តម្លៃ", "Value", "value"),
        ("ប្រភព", "Source", "note"),
    ],
)
def test_words_of_headers_are_known_in_both_languages_together(khmer, english, role):
    assert {role_of(text) for text in both(khmer, english)} == {role}


@pytest.mark.parametrize(
    ("khmer", "english"),
    [
        ("ប្រុស", "Female"),
        ("ទីក្រុង", "Rural"),
        ("សរុប", "Female"),
        ("ស្រី", "Total"),
        ("តាកែវ", "Kandal"),
        (CATALOGUE.indicators["stunting"].name_km, CATALOGUE.indicators["wasting"].name_en),
    ],
)
def test_halves_that_contradict_each_other_are_asked_about(khmer, english):
    for text in both(khmer, english):
        assert LABELS.parse(text).issue is not None, text
        assert not names_everybody(text), text


def test_two_groups_in_one_label_are_about_neither():
    for text in ("Male Female", "Stunting - girls, boys", "ប្រុស ស្រី", "Poorest richest"):
        assert LABELS.parse(text).issue is not None, text
    assert LABELS.scan("Stunting by sex (girls, boys), 2014").dims.keys() == {"indicator", "period"}


def test_a_school_year_told_in_two_languages_is_one():
    assert LABELS.scan("ឆ្នាំ ២០១៤-២០១៥ / School year 2014-15").dims["period"][2] == "2014-15"
    assert LABELS.scan("ឆ្នាំ២០១៤ / Year 2015").role == "several_periods"

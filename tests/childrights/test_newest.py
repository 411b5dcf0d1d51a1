"""What is newest of a topic: which figure heads it, what is newer than a figure, and in which few words that is said."""

from __future__ import annotations

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.i18n import translator
from childrights.newest.siblings import NewestFigures, laid_by_concept
from childrights.newest.words import dated_words, newer_line, picture_line
from tests.childrights.messages.making import observation

CATALOGUE = load_catalogue()
T = translator("en")
OLD = "KH 2014 32.0 src=gdl_area"
NEW = "KH 2021-22 22 i=stunting_cdhs_headline"
LOCAL = "KH05 2014 40; KH06 2014 41; KH07 2014 42; KH02+KH24 2014 33"


def figures(text: str, indicator: str = "stunting") -> list[Observation]:
    return [observation(one, indicator) for one in text.split(";") if one.strip()]


def newest(text: str, indicator: str = "stunting") -> NewestFigures:
    return laid_by_concept(figures(text, indicator), CATALOGUE, 2026)


def said(text: str, indicator: str = "stunting") -> str:
    """What is newer than the first figure of ``text``."""
    first = figures(text, indicator)[:1]
    return newer_line(first, newest(text, indicator).newer_than_all(first), CATALOGUE, T).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{OLD}; {NEW}", "Newer: 22 % in 2021–22."),
        (f"{NEW}; {OLD}", ""),
        (f"{OLD}; KH 2014 32.4 i=stunting_jme", ""),
        (f"{OLD}; {NEW} src=ppp_cdhs2122", ""),
        (f"{OLD}; {NEW} src=openfn2022", ""),
        (f"{OLD}; {NEW} k=quoted", ""),
        (f"{OLD}; {NEW} s=small_sample", ""),
        (f"{OLD}; KH 2028 12 i=stunting_jme", ""),
        (f"{OLD}; KH 2020 12 i=stunting_jme note=Projection", ""),
        (f"{OLD}; KH 2026 12 i=stunting_jme s=modelled", ""),
        (f"{OLD}; KH 2026 12 i=stunting_jme", "Newer: 12.0 % in 2026."),
        ("KH 2000 30 src=ppp_cdhs2122; KH 2014 20 src=ppp_cdhs2122", "Newer: 20.0 % in 2014."),
        ("KH 2000 30 src=ppp_cdhs2122; KH 2014 20 src=openfn2022", ""),
        (f"KH 2005 35.8 i=stunting_cdhs2005; {NEW}", ""),
        (f"KH05 2014 40; {NEW}", "Newer: Cambodia 22 % in 2021–22."),
        (f"KH05 2014 40; {NEW}; KH05 2021-22 28 i=stunting_cdhs_headline", "Newer: 28 % in 2021–22."),
        (f"KH 2014 40 g=female; {NEW}", "Newer: 22 % for Cambodia as a whole in 2021–22."),
        ("KH 2010 9 g=female; KH 2014 8 g=male", ""),
        ("KH03 2010 40; KH03+KH25 2012 39; KH03 2014 38", "Newer: Kampong Cham + Tboung Khmum 39.0 % in 2012."),
        (
            "KH02+KH24 2014 33; KH02 2021-22 27; KH24 2021-22 20",
            "Newer: Battambang 27.0 %, Pailin 20.0 % in 2021–22.",
        ),
        ("KH02+KH24 2014 33; KH02 2021-22 27", ""),
        (
            f"{OLD}; {NEW}; KH 2024 20 i=stunting_jme s=modelled",
            "Newer: 20.0 % in 2024 (modelled estimate); 22 % in 2021–22 (household survey).",
        ),
    ],
)
def test_what_is_newer(text: str, line: str) -> None:
    assert said(text) == line


def test_a_count_of_the_country_is_not_newer_than_one_of_a_place() -> None:
    assert said("KH05 2008 60000; KH 2019 15000000", "population_census") == ""
    assert said("KH 2008 13000000; KH 2019 15000000", "population_census") == "Newer: 15,000,000 in 2019."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "KH15 2005 3.9; KH15 2010 3.4; KH 2014 2.7; KH 2019 2.5 i=total_fertility_rate_census",
            "Newer: Cambodia 2.5 births per woman in 2019 (census); Cambodia 2.7 births per woman in 2014 (household "
            "survey); Pursat 3.4 births per woman in 2010 (household survey).",
        ),
        (
            "KH15 2010 3.4; KH 2014 2.7; KH 2014 2.5 i=total_fertility_rate_census",
            "Newer: Cambodia 2.7 births per woman in 2014.",
        ),
        (
            "KH15 2008 3.4 i=total_fertility_rate_census; KH 2014 2.7; KH 2013 2.5 i=total_fertility_rate_census",
            "Newer: Cambodia 2.7 births per woman in 2014 (household survey); Cambodia 2.5 births per woman in 2013 "
            "(census).",
        ),
        (
            "KH15 2010 3.4 g=rural; KH 2014 2.9 g=rural; KH 2019 2.5 i=total_fertility_rate_census",
            "Newer: Cambodia, everyone 2.5 births per woman in 2019 (census); Cambodia, the same group 2.9 births per "
            "woman in 2014 (household survey).",
        ),
    ],
)
def test_survey_census_and_model_of_the_country_are_named_apart_beside_a_place(text: str, line: str) -> None:
    assert said(text, "total_fertility_rate_cdhs") == line


def test_a_topic_is_headed_by_its_newest_figure_and_its_picture_is_dated_apart() -> None:
    found = newest(f"{OLD}; {NEW}; {LOCAL}").headline("stunting")
    assert found and [one.value for one in found.figures] == [22.0]
    assert found.places and (found.places.period_label, found.places.places) == ("2014", 4)
    told = picture_line(found, CATALOGUE, T).replace("\xa0", " ")
    assert told == "The newest figures by area here are of 2014, when the country was at 32.0 %."
    newer = newest(f"{OLD}; {NEW}; {LOCAL}; {LOCAL.replace('2014', '2021-22')}").headline("stunting")
    assert newer and picture_line(newer, CATALOGUE, T) == ""


def test_survey_and_model_head_a_topic_side_by_side() -> None:
    model = "i=neonatal_mortality_igme s=modelled"
    both = f"KH 2014 21.1; KH 2024 11.8 {model}; KH 2020 13 {model}"
    found = newest(both, "neonatal_mortality_10y").headline("neonatal_mortality")
    assert found and [dated_words(one, CATALOGUE, T, made=True).replace("\xa0", " ") for one in found.figures] == [
        "11.8 per 1,000 in 2024 (modelled estimate)",
        "21.1 per 1,000 in 2014 (household survey)",
    ]
    same_year = "KH 2024 21.1; KH 2024 11.8 i=neonatal_mortality_igme s=modelled"
    counted = newest(same_year, "neonatal_mortality_10y").headline("neonatal_mortality")
    assert counted and counted.newest and counted.newest.status == "normal"


def test_a_topic_of_quotations_is_headed_by_the_newest_of_them() -> None:
    quoted = newest("KH 2014 12 src=ppp_cdhs2122; KH 2020 11 src=openfn2022").headline("stunting")
    assert quoted and quoted.newest and quoted.newest.value == 11
    sound = newest("KH 2014 12; KH 2020 11 src=openfn2022").headline("stunting")
    assert sound and sound.newest and sound.newest.value == 12
    assert newest("").headline("stunting") is None


def test_a_year_out_of_line_is_told_no_more_than_a_sound_one_beside_a_quotation() -> None:
    quoted = "KH 2008 2.3 src=ppp_cdhs2122; KH {year} 5.1 src=ppp_cdhs2122"
    assert said(quoted.format(year=2010), "out_of_school_primary_admin") == ""
    assert said(quoted.format(year=2011), "out_of_school_primary_admin") == "Newer: 5.1 % in 2011."


def test_pictures_after_a_year_are_of_other_series_later_and_of_three_places_at_least() -> None:
    later = LOCAL.replace("2014", "2021-22")
    other = later.replace(";", " i=stunting_cdhs_headline;") + " i=stunting_cdhs_headline"
    code, group = "stunting", Group()
    assert newest(f"{LOCAL}; {other}").pictures_after(code, group, 2014) == {"2021-22": "stunting_cdhs_headline"}
    assert newest(f"{LOCAL}; {other}").pictures_after(code, group, 2022) == {}
    assert newest(f"{LOCAL}; {later}").pictures_after(code, group, 2014) == {}
    two = ";".join(other.split(";")[:2])
    assert newest(f"{LOCAL}; {two}").pictures_after(code, group, 2014) == {}


def test_another_concept_of_a_topic_has_its_own_picture_by_place() -> None:
    found = newest(f"KH 2024 82 i=basic_water_jmp s=modelled; {LOCAL}", "piped_water_households").headline("water")
    assert found and found.concept.code == "basic"
    assert picture_line(found, CATALOGUE, T) == "The newest figures by area here are of 2014, for “Piped water”."

"""A province across all rights: whose value it is, who its peers are, what is called a difference or a change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.areas.coverage import MapView
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.gaps.ranking import is_asked
from childrights.i18n import LANGUAGES, translator
from childrights.newest.reading import newest_figures
from childrights.profile.inputs import basis
from childrights.profile.standing import AGAINST, UNKNOWN, Profile, ProvinceStanding, changed, profile, stand
from childrights.profile.words import (
    age,
    doubles_words,
    province_finding,
    province_words,
    rank_words,
    shared,
    shared_places,
)
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.inequality import MeasureRefusal
from geo.areas import PROVINCES, province_members
from geo.provinces import load_provinces, regions

CATALOGUE = load_catalogue()
STUNTING = CATALOGUE.indicators["stunting"]
ENGLISH = translator("en")


@pytest.fixture(scope="module")
def profiles(shipped: Snapshot) -> dict[str, Profile]:
    common = basis(shipped, newest_figures(shipped, CATALOGUE))
    return {code: profile(shipped, CATALOGUE, code, common) for code in PROVINCES}


def measure(found: Profile, code: str) -> ProvinceStanding:
    return next(one for one in found.standings if one.indicator.code == code)


def test_peers_never_include_the_province_and_never_leave_the_zone(profiles: dict[str, Profile]) -> None:
    for code, found in profiles.items():
        zone = set(regions()[load_provinces()[code].region])
        for one in found.standings:
            assert code in province_members(one.own.area)
            assert all(set(province_members(peer.area)) <= zone - {code} for peer in one.peers)
            assert all(code not in province_members(other.area) for other in one.elsewhere)
            assert one.against in AGAINST and set(found.unknown) == set(UNKNOWN)


def test_a_value_of_a_survey_area_is_never_the_provinces_own(profiles: dict[str, Profile]) -> None:
    for code, other in (("KH16", "KH11"), ("KH11", "KH16"), ("KH24", "KH02")):
        one = measure(profiles[code], "stunting")
        assert one.together == (other,) and one.own.area == "+".join(sorted((code, other)))
        assert "‡" in shared(profiles[code], ENGLISH)
    assert measure(profiles["KH12"], "stunting").together == ()
    assert shared(profiles["KH12"], ENGLISH) == ""


def test_partners_are_named_where_they_differ_from_survey_to_survey(profiles: dict[str, Profile]) -> None:
    found = profiles["KH07"]
    assert shared_places(measure(found, "stunting"), found, ENGLISH) == "with Preah Sihanouk, Kep"
    assert shared_places(measure(found, "full_immunisation_cdhs"), found, ENGLISH) == "with Kep"
    assert shared_places(measure(profiles["KH16"], "stunting"), profiles["KH16"], ENGLISH) == ""


def test_tboung_khmum_and_kampong_cham_share_what_was_measured_before_2014(profiles: dict[str, Profile]) -> None:
    before = [measure(profiles[code], "stunting") for code in ("KH03", "KH25")]
    assert [one.own.area for one in before] == ["KH03+KH25"] * 2
    assert [one.together for one in before] == [("KH25",), ("KH03",)]
    people = {code: profiles[code].people for code in ("KH03", "KH25")}
    assert people["KH03"] and people["KH03"].value == 899791 and people["KH03"].period_label == "2019"
    assert people["KH25"] and people["KH25"].value == 776841
    children = profiles["KH25"].children
    assert children and (children.area, children.age, children.period_label) == ("KH03+KH25", "0-14", "2008")


def test_an_old_figure_of_kampong_cham_alone_counts_for_both(shipped: Snapshot) -> None:
    old = Observation("stunting", "KH03", 2010, 2010, "2010", value=40.0, sample_size=300)
    view = MapView("stunting", "2010", Group(), None, (old,), ())
    one = stand("KH25", STUNTING, old, [old], view)
    assert one.together == ("KH03",) and one.elsewhere == ()


def test_hidden_values_of_koh_kong_stay_hidden(profiles: dict[str, Profile]) -> None:
    found = profiles["KH09"]
    hidden = [one for one in found.standings if one.own.value is None]
    assert {one.indicator.code for one in hidden} == {
        "dtp3_coverage_survey",
        "measles1_coverage_survey",
        "school_attendance",
    }
    assert all(one.against == "not_comparable" and isinstance(one.rank, MeasureRefusal) for one in hidden)
    assert len(found.unknown["too_few_cases"]) == 2 and not found.unknown["suppressed"] + found.unknown["not_given"]


def test_without_intervals_nothing_is_judged_or_ranked(profiles: dict[str, Profile]) -> None:
    one = measure(profiles["KH16"], "under5_mortality_10y")
    assert one.against == "unjudged" and not one.judged
    assert rank_words(one, ENGLISH) == "no intervals: not ranked"
    assert one not in profiles["KH16"].changed("better")


def test_a_difference_is_called_where_chance_would_hardly_make_it(profiles: dict[str, Profile]) -> None:
    assert measure(profiles["KH12"], "stunting").against == "better"
    assert measure(profiles["KH16"], "stunting").against == "worse"
    assert measure(profiles["KH16"], "flush_toilet_households").against == "worse"
    assert rank_words(measure(profiles["KH12"], "piped_water_households"), ENGLISH) == ("best (near certain)")


def test_context_is_neither_better_nor_worse(profiles: dict[str, Profile]) -> None:
    for found in profiles.values():
        for one in found.standings:
            if one.indicator.is_context:
                assert one.against not in ("better", "worse") and one.change.code not in ("better", "worse")


def figure(year: int, value: float, cases: int | None = 400, area: str = "KH08") -> Observation:
    return Observation("stunting", area, year, year, str(year), value=value, sample_size=cases)


@pytest.mark.parametrize(
    ("values", "since", "code"),
    [
        ([(2000, 50), (2014, 20)], 2000, "better"),
        ([(2000, 50), (2010, 22), (2014, 21)], 2000, "better"),
        ([(2000, 50), (2010, 20), (2014, 45)], 2010, "worse"),
        ([(2000, 33), (2014, 32)], 2000, "no_clear_change"),
        ([(2014, 32)], None, "single"),
    ],
)
def test_the_last_clear_step_is_told_else_the_whole_stretch(
    values: list[tuple[int, float]], since: int | None, code: str
) -> None:
    series = [figure(*one) for one in values]
    earlier, direction = changed(series[-1], series, STUNTING)
    assert (earlier.year_start if earlier else None, direction.code) == (since, code)


def test_no_change_across_another_area_or_without_cases() -> None:
    series = [figure(2000, 50, area="KH03+KH25"), figure(2019, 20, area="KH03")]
    assert changed(series[-1], series, STUNTING)[1].code == "not_comparable"
    series = [figure(2000, 50, None), figure(2014, 20, None)]
    assert changed(series[-1], series, STUNTING)[1].code == "no_clear_change"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_profile_can_be_said(profiles: dict[str, Profile], lang: str) -> None:
    t = translator(lang)
    for found in profiles.values():
        assert province_finding(found, t).startswith(province_words(found, t)) and "{" not in province_finding(found, t)
        assert found.usual_year in (2014, 2022)
        told = age(found, 2026, t)
        assert str(found.usual_year) in told and str(2026 - found.usual_year) in told
        assert all(rank_words(one, t) for one in found.standings)


def test_the_finding_counts_only_what_can_be_judged(profiles: dict[str, Profile]) -> None:
    assert province_finding(profiles["KH16"], ENGLISH) == (
        "Ratanakiri: worse than Cambodia in 20 of the 31 measures that can be judged, better in 3"
    )
    joint = [one for one in profiles["KH16"].standings if one.together]
    assert province_finding(replace(profiles["KH16"], standings=joint), ENGLISH).startswith(
        "Ratanakiri with Mondulkiri: "
    )
    bare = replace(profiles["KH16"], standings=())
    assert province_finding(bare, ENGLISH) == "Ratanakiri: no clear difference from the national figures"
    assert age(replace(bare, usual_year=None), 2026, ENGLISH) == ""


def test_every_topic_is_known_or_named_as_unknown(profiles: dict[str, Profile]) -> None:
    for found in profiles.values():
        valued = {one.indicator.topic for one in found.standings if one.own.value is not None}
        unknown = [topic for topics in found.unknown.values() for topic in topics]
        counted = {one.indicator.topic for one in found.counts} | {CATALOGUE.indicators["population_census"].topic}
        assert len(unknown) == len(set(unknown)) and not set(unknown) & valued
        made_here = {
            one.code
            for one in CATALOGUE.topics.values()
            if not any(is_asked(CATALOGUE.indicators[code], CATALOGUE) for code in one.members)
        }
        assert made_here and not made_here & set(unknown), "what is worked out here, or a law, is no missing figure"
        assert set(unknown) | valued | counted == set(CATALOGUE.topics) - (made_here - valued - counted)


def test_what_counts_the_same_stands_together_the_newest_first(profiles: dict[str, Profile]) -> None:
    catalogue = load_catalogue()
    several = 0
    for found in profiles.values():
        rows: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for n, one in enumerate(found.standings):
            rows.setdefault(catalogue.concept_of(one.indicator.code).members, []).append((n, one.own.year_end))
        for row in rows.values():
            places, years = [n for n, _ in row], [year for _, year in row]
            assert places == list(range(places[0], places[-1] + 1))
            assert years == sorted(years, reverse=True)
            several += len(set(years)) > 1
    assert several > 25


def test_a_series_that_is_not_listed_is_named(profiles: dict[str, Profile]) -> None:
    for province, found in profiles.items():
        listed = {(one.indicator.code, one.group) for one in (*found.standings, *found.counts)}
        assert found.doubles and not listed & {(one.indicator.code, one.group) for one in found.doubles}, province
        for lang in LANGUAGES:
            told = doubles_words(found, translator(lang))
            assert all(one.indicator.short_name(lang) in told for one in found.doubles), province
    assert doubles_words(replace(found, doubles=()), translator("en")) == ""

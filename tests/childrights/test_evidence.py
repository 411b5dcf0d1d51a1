"""Evidence is as good as its weakest side."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import STATUSES, Observation
from childrights.statistics.grades import FAIR, GRADES, REASONS, STRONG, WEAK, grade_evidence

CATALOGUE = load_catalogue()
TODAY = 2026
SURVEY, RECORDS = CATALOGUE.indicators["stunting"], CATALOGUE.indicators["out_of_school_primary_admin"]
OFFICIAL = next(one for one in CATALOGUE.sources.values() if one.trust == "high")
GOOD = Observation("stunting", "KH", 2022, 2022, "2022", value=20.0, sample_size=4000)


@pytest.mark.parametrize(
    ("change", "grade", "reason"),
    [
        ({}, STRONG, "cases"),
        ({"sample_size": None}, FAIR, "exactness_unknown"),
        ({"sample_size": None, "lower": 18.0, "upper": 22.0}, STRONG, "interval"),
        ({"sample_size": 49}, WEAK, "small_sample"),
        ({"status": "small_sample", "sample_size": None}, WEAK, "small_sample"),
        ({"status": "provisional"}, FAIR, "provisional"),
        ({"status": "modelled"}, FAIR, "modelled"),
        ({"year_end": 2021}, STRONG, "recent"),
        ({"year_end": 2020}, FAIR, "old"),
        ({"year_end": 2016}, FAIR, "old"),
        ({"year_end": 2015}, WEAK, "old"),
        ({"year_end": 2030}, WEAK, "projected"),
    ],
)
def test_the_weakest_side_decides(change: dict[str, object], grade: str, reason: str) -> None:
    found = grade_evidence(replace(GOOD, **change), SURVEY, OFFICIAL, TODAY)  # type: ignore[arg-type]
    assert found.grade == grade
    assert reason in {one.code for one in found.telling}


@pytest.mark.parametrize(("trust", "grade"), [("high", STRONG), ("good", FAIR), ("secondary", FAIR), ("verify", WEAK)])
def test_who_stands_behind_it_counts(trust: str, grade: str) -> None:
    assert grade_evidence(GOOD, SURVEY, replace(OFFICIAL, trust=trust), TODAY).grade == grade


def test_an_upload_is_fair_at_most() -> None:
    assert grade_evidence(GOOD, SURVEY, None, TODAY).grade == FAIR


def test_records_need_no_interval_but_must_not_swing() -> None:
    figure = Observation("out_of_school_primary_admin", "KH", 2023, 2023, "2023", value=4.0)
    assert grade_evidence(figure, RECORDS, OFFICIAL, TODAY).grade == STRONG
    toilets = CATALOGUE.indicators["primary_schools_toilets"]
    found = grade_evidence(replace(figure, indicator=toilets.code), toilets, OFFICIAL, TODAY)
    assert found.grade == FAIR and [one.code for one in found.telling] == ["out_of_line"]


def test_nothing_has_no_evidence() -> None:
    with pytest.raises(ValueError, match="no evidence"):
        grade_evidence(replace(GOOD, value=None), SURVEY, OFFICIAL, TODAY)


@given(
    st.integers(1980, 2040),
    st.sampled_from(STATUSES),
    st.none() | st.integers(0, 9999),
    st.sampled_from(sorted(CATALOGUE.indicators)),
    st.none() | st.sampled_from(sorted(CATALOGUE.sources)),
)
def test_every_figure_has_a_grade_and_a_reason(
    year: int, status: str, cases: int | None, code: str, source: str | None
) -> None:
    figure = Observation(code, "KH", year, year, str(year), value=1.0, status=status, sample_size=cases)
    behind = CATALOGUE.sources[source] if source else None
    found = grade_evidence(figure, CATALOGUE.indicators[code], behind, TODAY)
    older = grade_evidence(replace(figure, year_end=year - 1), CATALOGUE.indicators[code], behind, TODAY)
    assert found.grade in GRADES and found.telling and {one.code for one in found.reasons} <= REASONS.keys()
    order = (WEAK, FAIR, STRONG)
    assert year > TODAY or order.index(older.grade) <= order.index(found.grade)


def test_what_a_member_sent_is_weak_until_it_was_compared() -> None:
    sent = grade_evidence(replace(GOOD, layer="members"), SURVEY, None, TODAY)
    assert (sent.grade, [one.code for one in sent.telling]) == (WEAK, ["unchecked"])
    compared = grade_evidence(replace(GOOD, source="quoted_x"), SURVEY, None, TODAY)
    assert (compared.grade, [one.code for one in compared.telling]) == (FAIR, ["quoted"])

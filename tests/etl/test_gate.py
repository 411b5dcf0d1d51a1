"""Nothing unsound enters a snapshot, and what stays outside is counted."""

from dataclasses import replace

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.members.uploads import COUNTRY_ONLY, PROTECTED, RULES, SUPERSEDED, TOO_FEW_CASES
from etl.checks.comparison import DIFFERENT, SAME, relation, same_value
from etl.checks.comparisons import check_published
from etl.gate import fault, foreseen, gate, shrinkage

CATALOGUE = load_catalogue()
SOUND = Observation(
    "stunting",
    "KH05",
    2014,
    2014,
    "2014",
    value=31.5,
    source="gdl_area",
    sheet="s",
    cell="A1",
    id="AAAAA-AAAAA",
    programme="cdhs",
    round="2014",
)


def through(*observations: Observation, survey: str = ""):  # type: ignore[no-untyped-def]
    gated = gate(observations, CATALOGUE, lambda _: survey)
    assert len(gated.accepted) + len(gated.rejected) + len(gated.superseded) == len(observations)
    return gated


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"indicator": "happiness"}, "not an indicator"),
        ({"area": "KH26"}, "KH26"),
        ({"area": "KH24+KH02"}, "canonical"),
        ({"source": "rumour"}, "sources table"),
        ({"source": ""}, "neither a source nor an upload"),
        ({"source": "openfn2022"}, "not said here from which survey"),
        ({"source": "uis_sdg4_2024", "indicator": "youth_literacy", "period_label": "1999"}, "add a row to rounds.csv"),
        ({"sex": "girls"}, "not a code of sex"),
        ({"age": "0 to 4"}, "not an age group"),
        ({"wealth": "quintile_6"}, "not a code of wealth"),
        ({"value": 101.0}, "outside what is possible"),
        ({"value": -0.1}, "outside what is possible"),
        ({"value": None}, "must say why"),
        ({"status": "suppressed"}, "must not be marked as missing"),
        ({"status": "odd"}, "not a status"),
        ({"sample_kind": "odd"}, "no kind of sample size"),
        ({"sample_base": "odd"}, "no kind of sample size"),
        ({"lower": 40.0, "upper": 50.0}, "inside its interval"),
        ({"year_start": 2015, "year_end": 2014}, "not a period"),
        ({"indicator": "detained_minors_licadho"}, "whole country only"),
    ],
)
def test_unsound_figures_are_rejected_with_a_reason(change: dict[str, object], words: str) -> None:
    rule, unsound = fault(replace(SOUND, **change), CATALOGUE)  # type: ignore[arg-type]
    assert rule in RULES and unsound is not None and words in unsound.message


def test_a_sound_figure_passes() -> None:
    assert through(SOUND).accepted == (SOUND,)


def test_zero_is_sound() -> None:
    assert fault(replace(SOUND, value=0.0), CATALOGUE) == ("", None)


@pytest.mark.parametrize(
    ("change", "status", "value"),
    [
        ({"sample_size": 24}, "too_few_cases", None),
        ({"sample_size": 25}, "small_sample", 31.5),
        ({"sample_size": 49}, "small_sample", 31.5),
        ({"sample_size": 50}, "normal", 31.5),
        ({"numerator": 5.0, "denominator": 16.0}, "too_few_cases", None),
        ({"sample_size": 90, "sample_kind": "weighted", "estimated_cases": 24}, "too_few_cases", None),
        ({"sample_size": 20, "sample_kind": "weighted", "estimated_cases": 60}, "normal", 31.5),
        ({"sample_size": 20, "sample_kind": "weighted"}, "too_few_cases", None),
        ({"sample_size": 24, "status": "provisional"}, "too_few_cases", None),
        ({"sample_size": 24, "status": "modelled"}, "modelled", 31.5),
        ({"sample_size": 24, "indicator": "improved_latrine_families"}, "normal", 31.5),
    ],
)
def test_small_samples_are_hidden_or_bracketed_whoever_sent_them(
    change: dict[str, object], status: str, value: float | None
) -> None:
    sent = replace(SOUND, source="", upload="U0001", lower=20.0, upper=40.0, note="Rounded", **change)  # type: ignore[arg-type]
    (kept,) = through(sent).accepted
    assert (kept.status, kept.value, kept.id) == (status, value, sent.id)
    if value is None:
        given_away = (kept.lower, kept.upper, kept.numerator, kept.denominator, kept.sample_size, kept.estimated_cases)
        assert given_away == (None,) * 6
        assert kept.note == "Fewer than 25 cases: value withheld; Rounded"


def test_conflicting_figures_are_both_rejected() -> None:
    gated = through(SOUND, replace(SOUND, value=40.0, cell="A2"))
    assert gated.accepted == () and len(gated.rejected) == 2


def test_a_repeated_figure_stands_once() -> None:
    gated = through(SOUND, replace(SOUND, cell="A2"))
    assert gated.accepted == (SOUND,)
    assert "same figure" in gated.rejected[0].reason


def sent(upload: str, value: float | None, member: str = "A", **change: object) -> Observation:
    about = {"source": "", "layer": "members", "upload": upload, "member": member, "value": value}
    about |= {"source_kind": "own_records", "programme": "member_records", "id": f"{upload}-{value}"}
    if change.get("source_kind") == "quoted":
        change = {"programme": "quoted", **change}
    return replace(SOUND, **(about | change))  # type: ignore[arg-type]


def test_a_members_figure_stands_beside_a_published_one_and_never_in_its_place() -> None:
    other = sent("U0001", 12.0)
    gated = through(other, SOUND)
    assert gated.accepted == (SOUND, other)
    assert gated.superseded == () and gated.by_default == frozenset()
    ((told),) = gated.comparisons
    assert (told.figure, told.published, told.relation) == (other.id, SOUND.id, DIFFERENT)


def test_an_equal_figure_is_the_same_and_no_conflict() -> None:
    assert [one.relation for one in through(SOUND, sent("U0001", 31.5)).comparisons] == [SAME]


def test_members_stand_side_by_side_and_a_newer_upload_replaces_only_its_own_members_figure() -> None:
    first, other, newer = sent("U0001", 30.0), sent("U0002", 28.0, "B"), sent("U0003", 29.0)
    gated = through(first, other, newer)
    assert set(gated.accepted) == {other, newer}
    assert gated.superseded == ((first, newer.id),)
    assert [(one.upload, one.rule) for one in gated.withheld] == [("U0001", SUPERSEDED)]
    assert len({one.key for one in gated.accepted}) == 2


def test_a_quotation_and_own_figures_of_one_member_stand_side_by_side() -> None:
    own, quoted = sent("U0001", 30.0), sent("U0002", 28.0, source_kind="quoted")
    assert set(through(own, quoted).accepted) == {own, quoted}


def test_figures_of_a_part_of_the_people_are_compared_with_nothing_and_never_lead() -> None:
    part = sent("U0001", 12.0, scope="350 beneficiary families")
    assert through(SOUND, part).comparisons == ()
    assert through(part).by_default == frozenset()


def test_where_only_members_have_figures_they_are_shown_and_of_several_one_leads() -> None:
    elsewhere = sent("U0001", 20.0, area="KH06")
    gated = through(sent("U0001", 30.0), elsewhere, sent("U0002", 28.0, "B"))
    assert gated.by_default == {"U0001-30.0", elsewhere.id}
    assert through(SOUND, sent("U0001", 20.0, area="KH06")).by_default == frozenset()


def quoted(upload: str, value: float, member: str = "A", source: str = "quoted_x", **change: object) -> Observation:
    return sent(upload, value, member, layer="published", source=source, source_kind="quoted", **change)


def test_a_compared_quotation_is_published_where_nobody_published_and_else_stands_beside() -> None:
    free, taken = quoted("U0001", 30.0, area="KH06"), quoted("U0001", 12.0)
    gated = through(taken, free, SOUND)
    beside = replace(taken, layer="members", source="")
    assert set(gated.accepted) == {SOUND, free, beside}
    assert [(one.figure, one.relation) for one in gated.comparisons] == [(taken.id, DIFFERENT)]


def test_a_newer_quotation_of_the_same_publication_by_the_same_member_corrects_the_older_alone() -> None:
    older, newer, strange = quoted("U0001", 30.0), quoted("U0002", 31.0), quoted("U0003", 32.0, "B", "quoted_y")
    gated = through(older, newer, strange)
    assert gated.superseded == ((older, newer.id),)
    assert [one.id for one in gated.accepted if one.layer == "published"] == [newer.id]


def test_a_quotation_of_a_part_of_the_people_is_never_published() -> None:
    part = quoted("U0001", 30.0, area="KH06", scope="pilot districts")
    assert through(part).accepted == (replace(part, layer="members", source=""),)


def test_one_file_sent_by_two_members_keeps_two_codes() -> None:
    gated = through(sent("U0001", 30.0, id="SAME"), sent("U0002", 30.0, "B", id="SAME"))
    assert len({one.id for one in gated.accepted}) == 2


def test_every_figure_that_is_not_shown_is_withheld_by_a_named_rule_without_its_value() -> None:
    figures = (
        sent("U0001", 40.0, area="KH06", sample_size=20),
        sent("U0001", 7.0, indicator="detained_minors_licadho"),
        sent("U0001", 9.0, indicator="detained_minors_licadho", area="KH"),
    )
    gated = through(*figures)
    assert sorted(one.rule for one in gated.withheld) == [COUNTRY_ONLY, PROTECTED, TOO_FEW_CASES]
    assert [one.rule for one in foreseen(figures, CATALOGUE)] == [TOO_FEW_CASES, COUNTRY_ONLY, PROTECTED]
    assert [one.value for one in gated.rejected] == [""]


@pytest.mark.parametrize(
    ("one", "other", "decimals", "same"),
    [
        (32.4, 32.4166, 1, True),
        (32.0, 32.4, 1, False),
        (32.000000000000004, 32.0, 1, True),
        (32.41, 32.46, 1, False),
        (32.45, 32.5, 1, True),
        (12.0, 32.0, 1, False),
        (527027.0, 527027.0, 0, True),
        (527027.0, 527028.0, 0, False),
        (3.0, 3.2, 0, True),
    ],
)
def test_when_two_values_are_one(one: float, other: float, decimals: int, same: bool) -> None:
    assert same_value(one, other, decimals) == same_value(other, one, decimals) == same


def test_the_check_tells_of_a_difference_with_both_values_but_not_of_what_was_told_before() -> None:
    (told,) = check_published([replace(SOUND, value=12.0)], [SOUND], CATALOGUE)
    assert (told.severity, told.value) == ("warning", "12") and "31.5" in told.message
    assert list(check_published([replace(SOUND, value=12.0, layer="members")], [SOUND], CATALOGUE)) == []
    assert list(check_published([SOUND], [SOUND], CATALOGUE)) == []
    assert list(check_published([replace(SOUND, value=12.0)], [sent("U0001", 31.5)], CATALOGUE)) == []


@pytest.mark.parametrize(
    ("published", "value", "found"),
    [
        ({"value": None, "status": "suppressed"}, 12.0, DIFFERENT),
        ({"value": None, "status": "suppressed"}, None, SAME),
        ({"value": None, "status": "too_few_cases"}, 12.0, DIFFERENT),
        ({"value": None, "status": "not_given"}, 12.0, ""),
        ({"value": None, "status": "not_collected"}, 12.0, ""),
        ({}, None, ""),
    ],
)
def test_what_is_hidden_or_was_never_collected(published: dict[str, object], value: float | None, found: str) -> None:
    assert relation(replace(SOUND, value=value), replace(SOUND, **published), 1) == found  # type: ignore[arg-type]


def test_a_survey_keeps_to_its_list_of_domains() -> None:
    wrong = replace(SOUND, area="KH01+KH02")
    assert "not an area of CDHS 2014" in through(wrong, survey="CDHS").rejected[0].reason
    assert through(replace(SOUND, area="KH02+KH24"), survey="CDHS").rejected == ()


def test_shrinking_sources_are_named() -> None:
    assert shrinkage([("a", 10), ("b", 5), ("gone", 3)], [("a", 9), ("b", 6)]) == ["a: 10 before, 9 now"]


def test_a_shipped_figure_that_was_judged_is_judged_anew_by_other_rules() -> None:
    """What is known of the very same figures holds for the same indicators, rounds, sources and surveys alone."""
    joined = replace(SOUND, area="KH01+KH02")
    small = replace(CATALOGUE.indicators["stunting"], maximum=20.0)
    fewer = {key: one for key, one in CATALOGUE.sources.items() if key != SOUND.source}
    others = (
        (replace(CATALOGUE, indicators={**CATALOGUE.indicators, "stunting": small}), "", "31.5"),
        (replace(CATALOGUE, sources=fewer), "", SOUND.source),
        (replace(CATALOGUE, rounds=()), "", SOUND.source),
        (CATALOGUE, "CDHS", "not an area of CDHS 2014"),
    )
    for catalogue, survey, words in others:
        for _ in range(2):  # the second time what is known is looked up
            assert gate([joined], CATALOGUE, lambda _: "").accepted == (joined,)
        (rejected,) = gate([joined], catalogue, lambda _, of=survey: of).rejected
        assert words in rejected.reason

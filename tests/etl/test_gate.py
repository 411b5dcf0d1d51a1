"""Nothing unsound enters a snapshot, and what stays outside is counted."""

from dataclasses import replace

import pytest

from childrights.catalogue import load_catalogue
from childrights.model import Observation
from etl.gate import fault, gate, shrinkage

CATALOGUE = load_catalogue()
SOUND = Observation(
    "stunting", "KH05", 2014, 2014, "2014", value=31.5, source="gdl_area", sheet="s", cell="A1", id="AAAAA-AAAAA"
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
        ({"sex": "girls"}, "not a code of sex"),
        ({"age": "0 to 4"}, "not an age group"),
        ({"wealth": "quintile_6"}, "not a code of wealth"),
        ({"value": 101.0}, "outside what is possible"),
        ({"value": -0.1}, "outside what is possible"),
        ({"value": None}, "must say why"),
        ({"status": "suppressed"}, "must not be marked as missing"),
        ({"status": "odd"}, "not a status"),
        ({"lower": 40.0, "upper": 50.0}, "inside its interval"),
        ({"year_start": 2015, "year_end": 2014}, "not a period"),
        ({"indicator": "detained_minors_licadho"}, "whole country only"),
    ],
)
def test_unsound_figures_are_rejected_with_a_reason(change: dict[str, object], words: str) -> None:
    assert words in fault(replace(SOUND, **change), CATALOGUE)  # type: ignore[arg-type]


def test_a_sound_figure_passes() -> None:
    assert through(SOUND).accepted == (SOUND,)


def test_zero_is_sound() -> None:
    assert fault(replace(SOUND, value=0.0), CATALOGUE) == ""


@pytest.mark.parametrize(
    ("change", "status", "value"),
    [
        ({"sample_size": 24}, "suppressed", None),
        ({"sample_size": 25}, "small_sample", 31.5),
        ({"sample_size": 49}, "small_sample", 31.5),
        ({"sample_size": 50}, "normal", 31.5),
        ({"numerator": 5.0, "denominator": 16.0}, "suppressed", None),
        ({"sample_size": 24, "status": "provisional"}, "suppressed", None),
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
        given_away = (kept.lower, kept.upper, kept.numerator, kept.denominator, kept.sample_size)
        assert given_away == (None,) * 5
        assert kept.note == "Fewer than 25 cases: value withheld; Rounded"


def test_conflicting_figures_are_both_rejected() -> None:
    gated = through(SOUND, replace(SOUND, value=40.0, cell="A2"))
    assert gated.accepted == () and len(gated.rejected) == 2


def test_a_repeated_figure_stands_once() -> None:
    gated = through(SOUND, replace(SOUND, cell="A2"))
    assert gated.accepted == (SOUND,)
    assert "same figure" in gated.rejected[0].reason


def test_a_later_upload_replaces_what_stood_before() -> None:
    newer = replace(SOUND, source="", upload="U0001", value=30.0, id="BBBBB-BBBBB")
    newest = replace(newer, upload="U0002", value=29.0, id="CCCCC-CCCCC")
    gated = through(SOUND, newer, newest)
    assert gated.accepted == (newest,)
    assert [(o.value, by) for o, by in gated.superseded] == [(31.5, newer.id), (30.0, newest.id)]


def test_a_survey_keeps_to_its_list_of_domains() -> None:
    wrong = replace(SOUND, area="KH01+KH02")
    assert "not an area of CDHS 2014" in through(wrong, survey="CDHS").rejected[0].reason
    assert through(replace(SOUND, area="KH02+KH24"), survey="CDHS").rejected == ()


def test_shrinking_sources_are_named() -> None:
    assert shrinkage([("a", 10), ("b", 5), ("gone", 3)], [("a", 9), ("b", 6)]) == ["a: 10 before, 9 now"]

"""What ``message`` of the command line is asked: codes and names, and what was meant where nobody knows them."""

from __future__ import annotations

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import UnknownCode
from childrights.messages.command import answered, known_area, message_lines
from childrights.messages.evidence import near_indicators
from childrights.snapshot.snapshot import Snapshot


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("KH", "KH"),
        ("kh05", "KH05"),
        ("KH24+KH02", "KH02+KH24"),
        ("Kandal", "KH08"),
        ("កណ្តាល", "KH08"),
        ("KH5", "KH05"),
    ],
)
def test_a_place_is_known_by_code_and_by_name(text: str, area: str) -> None:
    assert known_area(text) == area


@pytest.mark.parametrize(("text", "meant"), [("Kandl", "Kandal (KH08)"), ("Ratanakirri", "Ratanakiri (KH16)")])
def test_a_place_that_nobody_knows_has_near_ones(text: str, meant: str) -> None:
    with pytest.raises(UnknownCode, match="Did you mean") as error:
        known_area(text)
    assert meant in str(error.value)


@pytest.mark.parametrize("text", ["KH99", "nowhere at all", "", "KH02+KH99"])
def test_a_place_like_no_other_names_the_list(text: str) -> None:
    with pytest.raises(UnknownCode, match="python run.py provinces"):
        known_area(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("stuntin", "stunting"), ("school attendence", "school_attendance"), ("child marrage 18", "child_marriage_18")],
)
def test_an_indicator_that_nobody_knows_has_near_ones(text: str, code: str) -> None:
    assert code in near_indicators(load_catalogue(), text)


def test_an_unlike_indicator_has_none() -> None:
    assert near_indicators(load_catalogue(), "zzzz") == ()


def ask(shipped: Snapshot, indicator: str, **options: object) -> str:
    given = {"area": "KH", "year": None, "compare": "", "lang": "en", "today": 2026} | options
    return message_lines(answered(shipped, load_catalogue(), indicator, **given))  # type: ignore[arg-type]


def test_every_refusal_tells_what_may_be_said(shipped: Snapshot) -> None:
    refused = [
        ask(shipped, "online_sexual_exploitation", area="KH05"),
        ask(shipped, "stunting", year=1999),
        ask(shipped, "birth_registration_u5", area="Ratanakiri"),
        ask(shipped, "stunting", area="KH12", compare="KH12"),
        ask(shipped, "population_0_17_wpp2019", year=2030, compare="2015"),
        ask(shipped, "child_injury_deaths_rate"),
    ]
    for text in refused:
        assert text.startswith("DO NOT SAY\nYou may say: "), text
        assert "\n- " in text


def test_a_comparison_with_nothing_known_is_refused(shipped: Snapshot) -> None:
    with pytest.raises(UnknownCode, match="No year and no place is called 20x4"):
        ask(shipped, "stunting", compare="20x4")
    with pytest.raises(UnknownCode, match="Did you mean stunting"):
        ask(shipped, "stuntin")
    with pytest.raises(UnknownCode, match="The language fr"):
        ask(shipped, "stunting", lang="fr")

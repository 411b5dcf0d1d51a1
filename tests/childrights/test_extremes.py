"""A map's title: where it is highest and lowest, by name, with what is shared counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.areas import MapView, extremes_words, map_view
from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from childrights.snapshot.snapshot import Snapshot

STUNTING = load_catalogue().indicators["stunting"]
EN, KM = translator("en"), translator("km")


@pytest.fixture(scope="module")
def shown(shipped: Snapshot) -> MapView:
    return map_view(shipped, "stunting", "2014")


def with_values(view: MapView, *values: float) -> MapView:
    drawn = (replace(one, value=value) for one, value in zip(view.drawn, values, strict=False))
    return replace(view, drawn=tuple(drawn))


def said(view: MapView, lang: str = "en") -> str:
    return extremes_words(view, STUNTING, KM if lang == "km" else EN).replace("\xa0", " ")


def test_it_names_both_ends_and_the_country(shown: MapView) -> None:
    told = said(shown)
    assert (
        told == "Stunting, 2014: highest in Kampong Chhnang, 42.8 %; lowest in Phnom Penh, 16.4 %; 32.0 % in Cambodia"
    )
    assert said(replace(shown, national=None)) == told.removesuffix("; 32.0 % in Cambodia")
    assert shown.national is not None
    assert said(replace(shown, national=replace(shown.national, value=None))) == told.removesuffix(
        "; 32.0 % in Cambodia"
    )
    for part in ("កំពង់ឆ្នាំង", "ភ្នំពេញ", "42.8", "16.4", "32.0", "2014"):
        assert part in said(shown, "km")


def test_places_that_share_an_end_are_named_or_counted(shown: MapView) -> None:
    first, second, third, *_ = (said(with_values(replace(shown, national=None), *([9.0] * n), 5.0)) for n in (1, 2, 3))
    assert " and " not in first.split(";")[0]
    assert " and " in second.split(",")[1]
    assert "highest in 3 areas, 9.0 %; lowest in" in third


def test_equal_values_have_no_highest(shown: MapView) -> None:
    alone = replace(shown, national=None)
    assert said(with_values(alone, 7.0)).startswith("Stunting, 2014: 7.0 % in ")
    assert "highest" not in said(with_values(alone, 7.0, 7.0, 7.0))
    assert said(with_values(alone, 7.0, 7.0, 7.0)).endswith("7.0 % in 3 areas")
    # What is printed alike is no order, whatever lies behind it.
    assert said(with_values(alone, 7.01, 7.04, 7.02)).endswith("7.0 % in 3 areas")

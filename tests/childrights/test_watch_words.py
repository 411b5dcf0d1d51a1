"""How single items are told: targets that a model meets, and the map."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.watch import comparing, words
from childrights.watch.items import Bilingual, Item, MapNews, TargetNews
from tests.childrights.messages.making import observation

CATALOGUE = load_catalogue()


def line(item: Item, lang: str = "en") -> str:
    return words.line(item, CATALOGUE, translator(lang))


@pytest.mark.parametrize(
    ("indicator", "status", "modelled"),
    [("under5_mortality_igme", "", True), ("stunting_cdhs_headline", "", False), ("stunting", "modelled", True)],
)
def test_a_target_that_a_model_meets_is_told_as_an_estimate_with_its_source(
    indicator: str, status: str, modelled: bool
) -> None:
    one = replace(observation("KH 2022 15", indicator), status=status or "normal", source="census2019")
    met = TargetNews(indicator, "t", "on_track", "met", Bilingual("It is met.", "x"), None, (one,))
    told = line(met)
    assert told.endswith("It is met. A model's estimate, not a count." if modelled else "It is met.")
    assert any(
        one.startswith("Source: General Population Census") for one in words.details(met, CATALOGUE, translator("en"))
    )
    beside = replace(met, figures=(replace(one, indicator="wasting", status="modelled"),))
    assert line(beside).endswith("It is met.")


@pytest.mark.parametrize("then", [None, "", "a", "b"])
@pytest.mark.parametrize("now", [None, "", "a", "b"])
def test_the_map_is_news_where_both_snapshots_say_by_what_it_is_drawn(then: str | None, now: str | None) -> None:
    found = comparing.map_news(SimpleNamespace(boundaries=then), SimpleNamespace(boundaries=now))  # type: ignore[arg-type]
    known = None not in (then, now) and then != now
    assert found == ((MapNews("own" if then else "shipped", "own" if now else "shipped"),) if known else ())
    assert all(
        line(found[0], lang).startswith(words.named(found[0], CATALOGUE, translator(lang)))
        for lang in LANGUAGES
        if found
    )

"""How single items are told, and of what there is no news: of members' sentences, and of copies as the newest."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group
from childrights.i18n import LANGUAGES, translator
from childrights.messages.evidence import lay_out_evidence
from childrights.newest.siblings import NewestFigures
from childrights.watch import comparing, words
from childrights.watch.changes import FigureChanges
from childrights.watch.claim_news import message_news, target_news
from childrights.watch.feed import news_feed
from childrights.watch.figure_news import figure_news
from childrights.watch.items import CHANGED, FALLEN, Bilingual, Digest, Item, MapNews, MessageNews, TargetNews
from childrights.watch.news_log import NewsLog, Publication
from childrights.watch.telling import Standing, told_with
from tests.childrights.messages.making import observation

CATALOGUE = load_catalogue()
STUNTED = "stunting_cdhs_headline"


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


@pytest.mark.parametrize("layer", ["published", "members"])
def test_no_sentence_or_target_of_members_figures_is_news(layer: str) -> None:
    then, now = (
        lay_out_evidence([replace(observation(one, STUNTED), layer=layer) for one in rows], CATALOGUE, STUNTED, 2026)
        for rows in (["KH 2014 30", "KH 2021-22 22"], ["KH 2014 30", "KH 2021-22 12.5"])
    )
    found = [*message_news(then, now), *target_news(then, now)]
    assert {type(one) for one in found} == ({MessageNews, TargetNews} if layer == "published" else set())


@pytest.mark.parametrize(
    ("trust", "newer", "heads"), [("good", (), True), ("verify", (), False), ("good", ("KH 2024 20",), False)]
)
def test_what_only_a_copy_says_or_is_older_heads_nothing(trust: str, newer: tuple[str, ...], heads: bool) -> None:
    source = replace(CATALOGUE.sources["census2019"], trust=trust)
    known = replace(CATALOGUE, sources={**CATALOGUE.sources, "census2019": source})
    *others, one = (replace(observation(text, STUNTED), source="census2019") for text in (*newer, "KH 2021-22 22"))
    are = NewestFigures(known, {(known.concept_of(STUNTED).members, one.area, Group.of(one)): (*others, one)})
    (found,) = figure_news(FigureChanges((one,), (), ()), NewestFigures(known, {}), are, known)
    assert found.newest == heads


@pytest.mark.parametrize(
    ("change", "now", "left"),
    [(CHANGED, "It is 22.", ("", "")), (FALLEN, "", ("", "why")), (FALLEN, "It is 22.", ("", ""))],
)
def test_the_words_of_a_value_that_was_taken_back_leave_a_sentence(
    change: str, now: str, left: tuple[str, str]
) -> None:
    """What was said and what is different hold the old value; why nothing may be said any more holds none."""
    was, stands = observation("KH 2014 32", STUNTED), observation("KH 2021-22 22", STUNTED)
    said = Bilingual("It was 32.", "It was 32."), Bilingual(now, now), Bilingual("why", "why")
    item = MessageNews(change, STUNTED, "key", *said, (stands,), (was,))
    known = Standing({stands.about: (22.0, None, None)}, frozenset(), frozenset(), frozenset())
    (told,) = told_with(Digest((item,)), known).items
    assert isinstance(told, MessageNews) and (told.was.en, told.why.en) == left and told.before == ()


@pytest.mark.parametrize(("place", "told"), [("KH", True), ("KH05", False)])
def test_what_could_point_to_single_children_is_told_of_the_country_alone(place: str, told: bool) -> None:
    code = next(code for code, one in CATALOGUE.indicators.items() if one.sensitivity != "public")
    was, one = (replace(observation(f"{place} 2014 {value}", code), source="census2019") for value in (12, 13))
    known = NewestFigures(CATALOGUE, {})
    for found in (FigureChanges((one,), (), ()), FigureChanges((), ((was, one),), ())):
        (news,) = figure_news(found, known, known, CATALOGUE)
        assert news.count == 1 and bool(news.figures) == told
        assert bool(news.before) == (told and bool(found.revised))


def test_a_day_is_one_in_cambodia_and_a_feed_says_when_something_left_it() -> None:
    assert words.day_of("2026-11-30T18:30:00+00:00", translator("en")) == "1 December 2026"
    news = Publication(
        "a", "2026-11-30T10:00:00+00:00", "b", "2026-11-29T10:00:00+00:00", Digest((MapNews("own", "own"),))
    )
    for told_at in ("", "2026-11-30T18:30:00+00:00"):
        feed = news_feed(NewsLog((replace(news, told_at=told_at),)), CATALOGUE, translator("en")).decode()
        assert feed.count(f"<updated>{told_at or news.built_at}</updated>") == 2

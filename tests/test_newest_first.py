"""No mouth of the product tells a figure that has a newer one without it: all topics, all formats.

What is newer is worked out here anew from the figures of the snapshot, for the country and everybody, by the rule in
``docs/method.md``; the engine's own answer is what places and groups are held to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from childrights.briefs.compose import brief_of
from childrights.briefs.model import AREA, Brief, Section
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import PUBLISHED, Group, Observation
from childrights.catalogue.programmes import programme_words, same_programme
from childrights.certificate.birth import certificate
from childrights.i18n import LANGUAGES, translator
from childrights.language import period
from childrights.language.words import value_words
from childrights.messages.answers import answer_words
from childrights.messages.composing import answer_question
from childrights.messages.evidence import TopicEvidence, desk, desks
from childrights.messages.finding import DO_NOT_SAY, Ask
from childrights.messages.message import worded_message
from childrights.messages.questions import topic_words
from childrights.newest.reading import newest_figures
from childrights.newest.siblings import NewestFigures
from childrights.newest.words import dated_words, newer_line, picture_line
from childrights.profile.inputs import basis
from childrights.profile.standing import profile
from childrights.profile.words import change_words, newer_words
from childrights.rights.recommendations import load_recommendations
from childrights.search import build_index, entries_of
from childrights.snapshot.queries import all_observations, headlines
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.breaks import load_breaks
from tests.pages.opening import opener, words
from tests.support import views
from ui.explore.presentation import newer_words as beside_view
from ui.explore.views import VIEWS
from ui.parts.cards import topic_card
from ui.read.profile_view import _row

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 30)
PLACES = ("KH", "KH05", "KH16")
KINDS = ("level", "change", "rank", "people", "target")


@pytest.fixture(scope="module")
def newest(shipped: Snapshot) -> NewestFigures:
    return newest_figures(shipped, CATALOGUE)


@pytest.fixture(scope="module")
def figures(shipped: Snapshot) -> tuple[Observation, ...]:
    return all_observations(shipped)


def plain(text: str) -> str:
    """Text without markup and with plain spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text).replace("&nbsp;", " "))


def said(text: str, one: Observation, lang: str = "en") -> bool:
    """Whether a figure stands in a text with its value and its period."""
    value = value_words(one, CATALOGUE.indicators[one.indicator], translator(lang)).replace("\xa0", " ")
    number = value.strip("()").split(" ")[0]
    return number in text and period(one.period_label, lang) in text


def silent(text: str, told: Iterable[Observation], newest: NewestFigures, lang: str = "en") -> list[str]:
    """What is newer than the newest of the figures told, and not in the text."""
    text = plain(text)
    return [
        f"{one.indicator} {one.area} {one.period_label} {one.value} in: {text}"
        for one in newest.newer_than_all(tuple(told))
        if not said(text, one, lang)
    ]


def test_what_is_newer_is_what_the_rule_says(figures: tuple[Observation, ...], newest: NewestFigures) -> None:
    """Of the country and everybody, from all figures, without the index."""
    national = [one for one in figures if one.area == "KH" and Group.of(one).is_total and one.value is not None]
    overtaken = 0
    for one in national:
        concept = CATALOGUE.concept_of(one.indicator).members
        sound = [
            other.year_end
            for other in national
            if other.indicator in concept
            and CATALOGUE.sources[other.source].trust in ("high", "good")
            and (other.status != "modelled" or other.year_end < 2026)
            and other.status != "small_sample"
            and other.year_end <= 2026
            and "Projection" not in other.note
        ]
        found = [other.year_end for other in newest.newer(one)]
        if sound and max(sound) > one.year_end:
            overtaken += 1
            assert max(found, default=0) >= max(sound), one
        assert all(year > one.year_end for year in found)
        assert found == sorted(found, reverse=True)
    assert overtaken > 300


def test_what_is_newer_of_the_country_stands_beside_every_place_and_group(
    figures: tuple[Observation, ...], newest: NewestFigures
) -> None:
    """A place's newer figure may be of 2010 where the country's is of 2014: from all figures, without the index."""
    last: dict[tuple[str, ...], int] = {}
    for one in figures:
        sound = CATALOGUE.sources[one.source].trust in ("high", "good") and one.status != "small_sample"
        over = one.year_end < 2026 + (one.status != "modelled") and "Projection" not in one.note
        apart = any(row.indicator == one.indicator and row.concerns(one) and row.holds(one) for row in load_breaks())
        if one.area == "KH" and Group.of(one).is_total and one.value is not None and sound and over and not apart:
            concept = CATALOGUE.concept_of(one.indicator).members
            last[concept] = max(last.get(concept, 0), one.year_end)
    behind = 0
    for one in figures:
        if one.value is None or CATALOGUE.indicators[one.indicator].unit == "number":
            continue
        country = last.get(CATALOGUE.concept_of(one.indicator).members, 0)
        found = newest.newer(one)
        behind += country > one.year_end
        # A model's or a census's beside a survey's of its own making too.
        assert country <= max((other.year_end for other in found), default=one.year_end), one
    assert behind > 2000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_newer_figure_of_another_survey_is_named(
    figures: tuple[Observation, ...], newest: NewestFigures, lang: str
) -> None:
    """22 % out of school by one survey and 6 % by another are no change, so the words beside name the survey."""
    named, seen = 0, set()
    for one in figures:
        of = (one.indicator, one.programme, one.area == "KH", Group.of(one).is_total, one.period_label)
        if one.value is None or of in seen or CATALOGUE.indicators[one.indicator].source_type != "survey":
            continue
        seen.add(of)
        for other in newest.newer(one):
            survey = programme_words(other, lang)
            kind = CATALOGUE.indicators[other.indicator].source_type
            if kind == "survey" and other.status != "modelled" and not same_programme(one, other) and survey:
                assert survey in newer_line([one], newest.newer(one), CATALOGUE, translator(lang)), one
                named += 1
    assert named > 10


def test_stunting_is_told_of_2021_first(shipped: Snapshot) -> None:
    at = {one.indicator.code: one for one in desks(shipped, CATALOGUE, 2026, "KH")}["stunting"]
    for lang in LANGUAGES:
        told = worded_message(answer_question(Ask("level", "stunting"), at), at, translator(lang)).headline
        assert "21.9" in told and told.index("2021–22") < told.index("2014")


def _asks(at: TopicEvidence, area: str) -> Iterator[Ask]:
    code = at.indicator.code
    for ask_kind in KINDS:
        yield Ask(ask_kind, code, area)
    yield Ask("place", code, area, versus="KH")
    for name in ("sex", "wealth", "residence"):
        yield Ask("gap", code, area, versus=name)
    if at.figures:
        yield Ask("level", code, area, at.figures[0].period_label)


def test_answers_to_questions(shipped: Snapshot, newest: NewestFigures) -> None:
    index = build_index(entries_of(CATALOGUE, load_recommendations(CATALOGUE), topic_words()))
    desk_of = cache(lambda code: desk(shipped, CATALOGUE, code, 2026))
    older = 0
    for indicator in CATALOGUE.indicators.values():
        for place in ("", " Ratanakiri", " girls boys"):
            found = answer_words(indicator.short_name_en + place, CATALOGUE, index, desk_of, translator("en"))
            if found.shown:
                at = desk_of(found.shown.indicator)
                own = [one for one in answer_question(found.shown, at).told[:2] if one.indicator == at.indicator.code]
                own = own[:1] if found.shown.kind in ("level", "rank") else own
                assert silent(f"{found.sentence} {found.nearest}", own, newest) == []
                older += bool(newest.newer_than_all(own))
    assert older > 60


@pytest.mark.parametrize("area", PLACES)
def test_messages(shipped: Snapshot, newest: NewestFigures, area: str) -> None:
    told = 0
    for at in desks(shipped, CATALOGUE, 2026, area):
        for ask in _asks(at, area):
            found = answer_question(ask, at)
            own = [one for one in found.told[:2] if one.indicator == at.indicator.code]
            own = own[:1] if ask.kind in ("level", "rank") else own
            for lang in LANGUAGES if ask.kind in ("level", "place") else ("en",):
                message = worded_message(found, at, translator(lang))
                text = message.support if found.verdict == DO_NOT_SAY else message.headline
                assert silent(text, own, newest, lang) == []
                assert {one.id for one in newest.newer_than_all(own)} <= set(message.observations)
            told += bool(found.newer)
    assert told > 60


def test_cards_of_rights(built_home: Path, newest: NewestFigures, monkeypatch: pytest.MonkeyPatch) -> None:
    page, dated = views.page_of(built_home, monkeypatch), 0
    known = headlines(page.snapshot)
    for topic in CATALOGUE.topics.values():
        head, card = newest.headline(topic.code), plain(topic_card(page, CATALOGUE.indicators[topic.lead], known))
        assert (head is None) == (not card)
        for one in head.figures if head else ():
            assert said(card, one), card
        for one in head.figures[1:] if head else ():
            assert plain(dated_words(one, CATALOGUE, page.t, made=True)) in card
        assert head is None or plain(picture_line(head, CATALOGUE, page.t)) in card
        if head and head.newest and head.places:
            assert period(head.places.period_label, "en") in card or not head.places.places
            dated += head.places.year_end < head.newest.year_end
        if head and head.newest:
            assert card.index(period(head.newest.period_label, "en")) == min(
                card.index(period(one.period_label, "en")) for one in head.figures
            )
    assert dated > 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_profiles(
    shipped: Snapshot, built_home: Path, newest: NewestFigures, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, told = views.page_of(built_home, monkeypatch, lang), 0
    common = basis(shipped, newest)
    for province in ("KH05", "KH12", "KH16"):
        found = profile(shipped, CATALOGUE, province, common)
        for one in found.standings:
            row = " ".join(f"{cell.text} {cell.markup}" for cell in _row(page, found, one))
            assert silent(row, [one.own], newest, lang) == []
            assert set(newest.newer(one.own)) <= set(one.newer)
            told += bool(newer_words(one, CATALOGUE, page.t))
            if one.since is not None:
                assert silent(change_words(one, CATALOGUE, page.t), [one.own], newest, lang) == []
    assert told > 20


def _text(section: Section, brief: Brief) -> str:
    rows = [cell for row in section.table.rows for cell in row] if section.table else []
    return " ".join((section.message, section.support, *section.cautions, *rows))


BRIEFS = [{"right": code} for code in ("DHW", "EDU", "SPM")] + [{"area": "KH16"}, {"area": "KH05"}]
BRIEFS += [{"indicator": code} for code in ("stunting", "neonatal_mortality_10y", "out_of_school_primary_survey")]


@pytest.mark.parametrize("about", BRIEFS, ids=lambda about: "-".join(about.values()))
def test_papers(shipped: Snapshot, newest: NewestFigures, about: dict[str, str]) -> None:
    """What all forms of a paper are made from: its sections."""
    brief = brief_of(shipped, CATALOGUE, TODAY, **about)
    by_code = {one.id: one for one in brief.observations}
    for section in brief.sections:
        for row, code in zip(section.table.rows, section.table.codes, strict=True) if section.table else ():
            if brief.kind != AREA and by_code[code].layer == PUBLISHED:
                assert silent(" ".join(row), [by_code[code]], newest) == []
        text = plain(_text(section, brief))
        shown = section.figure.observations if section.figure else section.observations
        here = {one.id for one in shown}
        last = max((one.year_end for one in shown), default=0)
        for one in shown:
            if one.area == "KH" and Group.of(one).is_total and (section.table or one.year_end == last):
                missing = [other for other in newest.newer(one) if other.id not in here and not said(text, other)]
                assert missing == [], (section.heading, section.message, missing)
            elif one.area != "KH" and one.year_end == last:
                newer = [other for other in newest.newer(one) if other.id not in here]
                assert all(period(other.period_label, "en") in text for other in newer), (section.heading, text)


MAPPED = ("stunting", "neonatal_mortality_10y", "out_of_school_primary_survey", "skilled_birth_attendance_cdhs")


@pytest.mark.parametrize("code", MAPPED)
def test_views_and_their_pictures(
    built_home: Path, newest: NewestFigures, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands under the title of a view, in the hall and in every picture: of every view that the indicator has."""
    page, told = views.page_of(built_home, monkeypatch), 0
    for view in VIEWS:
        found = views.told(page, view, CATALOGUE.indicators[code])
        if isinstance(found, str):
            continue
        beside, notes = plain(" ".join(beside_view(page, view, found.choice))), plain(" ".join(found.notes))
        national = [one for one in found.shared.observations if one.area == "KH" and Group.of(one).is_total]
        national = [one for one in national if one.indicator == code and one.value is not None]
        if national and (last := max(national, key=lambda one: one.year_end)):
            assert silent(beside, [last], newest) == [], view.code
            assert silent(notes, [last], newest) == [], view.code
            told += bool(newest.newer(last))
    assert told > 2


def test_the_map_of_stunting_opens_on_its_newest_picture(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_page = opener(built_home, monkeypatch)
    opened = plain(words(open_page("explore/explore")))
    assert re.search(r"Stunting \(CDHS tables\), 2021–22 *: highest in .*; 21.9 % in Cambodia", opened)
    then = plain(words(open_page("explore/explore", ind="stunting", year="2014")))
    assert (
        re.search(r"Stunting, 2014: .*; 32.0 % in Cambodia", then)
        and "Newer: 21.9 % in 2021–22. Newer figures by area are of 2021–22." in then
    )
    hall = plain(words(open_page("explore/explore", ind="neonatal_mortality_10y", view="map", hall="1", lang="km")))
    assert "ថ្មីជាងនេះ៖" in hall and "2024" in hall


def test_certificates(
    shipped: Snapshot,
    built_home: Path,
    figures: tuple[Observation, ...],
    newest: NewestFigures,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = [one for one in figures if newest.newer(one)]
    for one in old[:: len(old) // 40]:
        record = certificate(shipped, CATALOGUE, one.id)
        assert [other["code"] for other in record["newer"]] == [other.id for other in newest.newer(one)]
        assert silent(record["newer_told"], [one], newest) == []
        assert json.dumps(record)
    own = next(
        one
        for one in old
        if one.indicator == "stunting" and one.area == "KH" and one.period_label == "2014" and Group.of(one).is_total
    )
    page = plain(words(opener(built_home, monkeypatch)("explore/number", code=own.id)))
    assert "A newer figure exists: 21.9 % in 2021–22." in page


def test_search_and_what_recommendations_are_judged_by(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_page = opener(built_home, monkeypatch)
    assert "11.8 per 1,000 in 2024 (modelled estimate)" in plain(
        words(open_page("explore/search", q="neonatal mortality"))
    )

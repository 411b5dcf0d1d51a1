"""What live codes say today, and that whatever is otherwise than when they were written is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from childrights.catalogue import Catalogue, Group, load_catalogue
from childrights.certificate import Certificate, Gone, NoLonger
from childrights.certificate.birth import birth
from childrights.i18n import translator
from childrights.messages import desk
from childrights.papers.live import (
    CHANGED,
    GONE,
    HOLDS,
    NEWER,
    UNKNOWN,
    Sources,
    flagged,
    name_of,
    say_codes,
    told_today,
)
from childrights.papers.text import live_codes, message_code, number_code
from childrights.snapshot import Snapshot, all_observations, limits_words

EN, KM = translator("en"), translator("km")
KEY = "change|stunting|KH|2014|total,total,total,total,total|2000"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def sources(shipped: Snapshot, catalogue: Catalogue) -> Sources:
    return Sources(
        catalogue, lambda code: birth(shipped, catalogue, code), lambda code: desk(shipped, catalogue, code, 2026)
    )


@pytest.fixture
def code(shipped: Snapshot) -> str:
    """The figure of stunting in the country in 2014, which has a newer one."""
    found = all_observations(shipped, indicators=("stunting",))
    return next(one.id for one in found if (one.area, one.period_label) == ("KH", "2014") and Group.of(one) == Group())


def other(sources: Sources, change: Callable[[Certificate], Certificate]) -> Sources:
    return replace(sources, number_of=lambda code: change(sources.number_of(code)))


def test_a_number_is_told_with_unit_place_period_and_its_newest_sibling(sources: Sources, code: str) -> None:
    (said,) = say_codes(number_code(code.lower().replace("-", "")), sources, EN)
    assert said.text == "32.0\xa0% (Cambodia, 2014; newer: 21.9\xa0% in 2021–22)"
    assert f"code {code}." in said.note and "Stunting" in said.note and said.standing == HOLDS
    about = sources.number_of(code)
    assert about.source is not None and about.source.title in said.note
    (khmer,) = say_codes(number_code(code), sources, KM)
    assert "កម្ពុជា" in khmer.text and "21.9" in khmer.text and code in khmer.note


def test_a_message_is_told_in_the_language_of_the_paper_with_its_codes(sources: Sources, code: str) -> None:
    (said,), (khmer,) = (say_codes(message_code(KEY), sources, t) for t in (EN, KM))
    assert said.text.startswith("In 2014, 12 years ago, about 32.0\xa0% of children") and "Newer: 21.9" in said.text
    assert said.note.startswith("Codes ") and code in said.note
    assert khmer.text.startswith("ក្នុងឆ្នាំ 2014") and code in khmer.note


def test_what_was_written_today_holds_in_both_languages_and_goes_through_json(sources: Sources, code: str) -> None:
    text = number_code(code) + message_code(KEY)
    told = json.loads(json.dumps(told_today(text, sources)))
    for t in (EN, KM):
        assert [one.standing for one in say_codes(text, sources, t, told)] == [HOLDS, HOLDS]
        assert flagged(say_codes(text, sources, t, told)) == ()


def test_a_figure_that_changed_is_flagged_with_both_values(sources: Sources, code: str) -> None:
    text = number_code(code)
    told = told_today(text, sources)
    now = other(sources, lambda one: replace(one, observation=replace(one.observation, value=33.04)))
    (said,) = say_codes(text, now, EN, told)
    assert (said.standing, said.text[:6], said.was[:6]) == (CHANGED, "33.0\xa0%", "32.0\xa0%") and said.why
    (same,) = say_codes(text, other(sources, lambda one: replace(one, file="x")), EN, told)
    assert same.standing == HOLDS
    renewed = told_today(text, now, told, renewed=[name_of(live_codes(text)[0])])
    assert say_codes(text, now, EN, renewed)[0].standing == HOLDS
    assert say_codes(text, now, EN, told_today(text, now, told))[0].standing == CHANGED, "until somebody looked"


def test_a_figure_that_was_replaced_is_told_as_the_one_that_stands(sources: Sources, code: str) -> None:
    told = told_today(number_code(code), sources)
    new = replace(
        sources.number_of(code),
        observation=replace(sources.number_of(code).observation, value=31.0, id="NEWER-00001"),
    )
    old = replace(sources.number_of(code), replaced_by="NEWER-00001")
    now = replace(sources, number_of=lambda asked: new if asked == "NEWER-00001" else old)
    (said,) = say_codes(number_code(code), now, EN, told)
    assert (said.standing, said.text[:6]) == (CHANGED, "31.0\xa0%") and "NEWER-00001" in said.note
    assert said.why == f"The figure {code} was replaced by NEWER-00001."


def test_a_newer_figure_that_came_since_is_flagged(sources: Sources, code: str) -> None:
    text = number_code(code)
    told = told_today(text, other(sources, lambda one: replace(one, newer=())))
    (said,) = say_codes(text, sources, EN, told)
    assert (said.standing, said.was) == (NEWER, "32.0\xa0% (Cambodia, 2014)") and "newer: 21.9" in said.text
    assert said.why == "A newer figure exists: 21.9\xa0% in 2021–22."


@pytest.mark.parametrize("how", ["withdrawn", "undone", "erased", "withheld"])
def test_a_figure_that_is_gone_leaves_a_gap_and_never_its_value(sources: Sources, code: str, how: str) -> None:
    told = told_today(number_code(code), sources)
    gone = Gone(code, how, "stunting", "KH", "2014", "U0001", "NEP", "2026-11-30T00:00", "threshold")

    def taken(asked: str) -> Certificate:
        raise NoLonger(gone, sources.catalogue)

    gone = replace(gone, why=next(iter(_rules())))
    for t in (EN, KM):
        (said,) = say_codes(number_code(code), replace(sources, number_of=taken), t, told)
        assert said.standing == GONE and said.text.startswith("[") and "32.0" not in said.text + said.note
        assert said.was == "" and code in said.why and said.needs_eyes, "nor do those who write read what it was"
        if how in ("withdrawn", "undone"):
            assert ("30 November 2026" if t is EN else "ថ្ងៃទី30 ខែវិច្ឆិកា ឆ្នាំ2026") in said.text
    kept = told_today(number_code(code), replace(sources, number_of=taken), told)
    assert kept == {}, "nor is it remembered with the next version"


@pytest.mark.parametrize(("key", "standing"), [(KEY, NEWER), (KEY.replace("2000", "1900"), GONE)])
@pytest.mark.parametrize("how", ["withdrawn", "erased"])
def test_a_sentence_does_not_tell_what_it_said_of_a_figure_that_is_gone(
    sources: Sources, code: str, key: str, standing: str, how: str
) -> None:
    text, told = message_code(key), told_today(message_code(KEY), sources)[f"message {KEY}"]
    message = {**told["message"], "key": key, "facts": []}
    kept = {f"message {key}": {**told, "en": "Stunting was 90 %.", "message": message}}
    (before,) = say_codes(text, sources, EN, kept)
    assert before.was == "Stunting was 90 %."
    gone = Gone(code, how, "stunting", "KH", "2014", "U0001", "NEP", "2026-11-30T00:00", "")

    def taken(asked: str) -> Certificate:
        if asked == code:
            raise NoLonger(gone, sources.catalogue)
        return sources.number_of(asked)

    (said,) = say_codes(text, replace(sources, number_of=taken), EN, kept)
    assert (said.standing, said.was) == (standing, "") and code in said.why and "90" not in said.why
    again = told_today(text, replace(sources, number_of=taken), kept)
    assert (again == kept) == (how == "withdrawn"), "what was erased is not remembered with the next version"


def _rules() -> dict[str, str]:
    from childrights.members import RULES

    return dict(RULES)


def test_a_figure_without_a_value_is_a_gap(sources: Sources, code: str) -> None:
    hidden = other(
        sources, lambda one: replace(one, observation=replace(one.observation, value=None, status="suppressed"))
    )
    (said,) = say_codes(number_code(code), hidden, EN)
    assert (said.standing, said.text) == (GONE, "[figure not shown]") and said.why
    assert told_today(number_code(code), hidden) == {}, "what says nothing is not remembered"


def test_a_message_that_changed_or_may_not_be_said_is_flagged(sources: Sources, shipped: Snapshot) -> None:
    text = message_code(KEY)
    told = told_today(text, sources)
    name = f"message {KEY}"
    was = {**told[name], "en": "Stunting was 90 %.", "message": {**told[name]["message"], "headline": "x", "facts": []}}
    (said,) = say_codes(text, sources, EN, {name: was})
    assert (said.standing, said.was) == (NEWER, "Stunting was 90 %.") and said.text.startswith("In 2014")
    refused = message_code(KEY.replace("2000", "1900"))
    (silent,) = say_codes(refused, sources, EN, told)
    assert (silent.standing, silent.text) == (GONE, "[this sentence may not be said today]") and silent.why


def test_codes_that_nobody_knows_are_named_with_their_line(sources: Sources, code: str) -> None:
    text = f"a\n{{{{number AAAAA-AAAAA}}}}\n{{{{figure {code}}}}}\n{{{{message x|y}}}} {{{{message {KEY.replace('stunting', 'x')}}}}}"
    said = say_codes(text, sources, EN)
    assert [(one.code.line, one.standing) for one in said] == [(2, UNKNOWN), (3, UNKNOWN), (4, UNKNOWN), (4, UNKNOWN)]
    assert said[0].text == "[unknown code AAAAA-AAAAA]" and "AAAAA-AAAAA" in said[0].why
    assert said[1].why == "Write {{number CODE}} or {{message KEY}}."
    assert len(flagged(said)) == 4 and told_today(text, sources) == {}


def test_a_members_figure_says_whose_it_is(sources: Sources, code: str) -> None:
    sent = other(
        sources,
        lambda one: replace(one, observation=replace(one.observation, layer="members", member="NEP"), newer=()),
    )
    assert say_codes(number_code(code), sent, EN)[0].text == "32.0\xa0% (Cambodia, 2014, sent by NEP)"


def test_whom_a_figure_is_not_of_stands_with_it(sources: Sources, shipped: Snapshot) -> None:
    """A share of four provinces must not be read as one of the country."""
    one = next(each for each in all_observations(shipped) if limits_words(each, EN) and each.value is not None)
    assert limits_words(one, EN) in say_codes(number_code(one.id), sources, EN)[0].text


def test_groups_stand_with_their_figure(sources: Sources, shipped: Snapshot) -> None:
    found = all_observations(shipped, indicators=("stunting",))
    one = next(each for each in found if each.residence == "rural" and each.area == "KH" and each.value is not None)
    assert "(rural, Cambodia, " in say_codes(number_code(one.id), sources, EN)[0].text

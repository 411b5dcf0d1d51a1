"""Figures for children: so many of ten that the figure bears out, and none that messages refuse or chance blurs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue import MEMBERS, load_catalogue
from childrights.children.booklet import DEEDS, PAGES, NoBooklet, booklet_content, booklet_pdf
from childrights.children.content import child_words, load_facts, load_groups, load_rights
from childrights.children.drawings import group_picture, row_of_ten
from childrights.children.facts import NEAR, TEN, WIDEST, _may_be_shown, known_facts, tenths
from childrights.children.happened import asked_for_children
from childrights.i18n import LANGUAGES, translator
from childrights.messages import Ask, Finding, TopicEvidence, answer_question, desk
from childrights.messages.finding import ClaimReason
from childrights.rights.assessment import Assessment, standings
from childrights.rights.recommendations import load_recommendations
from childrights.snapshot.snapshot import Snapshot
from tests.support.pdf import structure, text

YEAR = 2026


@lru_cache(maxsize=64)
def desk_of(shipped: Snapshot, code: str) -> TopicEvidence:
    return desk(shipped, load_catalogue(), code, YEAR)


@given(st.floats(0.01, 99.99))
def test_ten_figures_never_say_what_the_percentage_does_not(percentage: float) -> None:
    found = tenths(percentage)
    assert found is not None and found.full + found.half <= TEN
    if found.words == "about":
        assert not found.half and abs(percentage - TEN * found.full) <= NEAR + 1e-9
    elif found.words == "about_or":
        assert TEN * found.full + NEAR < percentage < TEN * (found.full + 1) - NEAR + 1e-9
    elif found.words == "fewer":
        assert found.full == 0 and percentage <= TEN - NEAR
    else:
        assert found.words == "more" and found.full == TEN - 1 and percentage > 90


@pytest.mark.parametrize("percentage", [0, 100, -3, 130])
def test_none_and_all_are_not_drawn(percentage: float) -> None:
    assert tenths(percentage) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_shown_is_the_newest_that_messages_permit(shipped: Snapshot, lang: str) -> None:
    facts = known_facts(lambda code: desk_of(shipped, code), translator(lang))
    assert len(facts) >= TEN and len({one.told.group for one in facts}) >= 4
    for one in facts:
        found = answer_question(Ask("level", one.indicator), desk_of(shipped, one.indicator))
        value = float(found.own.value or 0)
        assert _may_be_shown(found) and found.own.area == "KH" and one.code == found.own.id
        assert abs(value - TEN * (one.tenths.full + one.tenths.half / 2)) <= TEN / 2
        assert str(one.tenths.full or 1) in one.sentence and one.source and one.year and "{" not in one.sentence
        weak = [reason.code for reason in found.reasons if reason.weight == "weakens"]
        assert len(one.cautions) >= len(weak)


def test_what_must_not_be_told_is_not_shown(shipped: Snapshot) -> None:
    """Each of these alone keeps a figure away from children."""
    found = answer_question(Ask("level", "wasting_cdhs_headline"), desk_of(shipped, "wasting_cdhs_headline"))
    assert _may_be_shown(found)
    own = found.own

    def of(**changed: object) -> Finding:
        return replace(found, figures=(replace(own, **changed), *found.figures[1:]))  # type: ignore[arg-type]

    wide = of(lower=own.value - WIDEST, upper=own.value + 1)  # type: ignore[operator]
    assert _may_be_shown(of(lower=own.value - WIDEST / 2, upper=own.value + WIDEST / 2))  # type: ignore[operator]
    refused = [
        wide,
        of(value=None),
        of(layer=MEMBERS),
        replace(found, verdict="do_not_say"),
        replace(found, newer=(own,)),
        replace(found, rivals=(own,)),
        replace(found, figures=()),
        replace(found, reasons=(ClaimReason("population", "weakens"),)),
        replace(found, reasons=(ClaimReason("one_group", "notes"),)),
    ]
    assert [at for at, one in enumerate(refused) if _may_be_shown(one)] == []


def test_a_row_has_ten_figures_told_apart_without_colour() -> None:
    for told in load_facts():
        drawn = row_of_ten(told.figure, tenths(24.0), "#0B6E6E", "#FBFAF7")  # type: ignore[arg-type]
        assert (drawn.count('fill="#0B6E6E"'), drawn.count('fill="#FBFAF7"'), drawn.count("clip-path=")) == (3, 8, 1)
        assert len(drawn) < 2500
    assert len({group_picture(one.group) for one in load_facts()}) >= 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_asked_is_told_with_what_became_of_it(shipped: Snapshot, lang: str) -> None:
    asked = load_recommendations(load_catalogue())
    facts = known_facts(lambda code: desk_of(shipped, code), translator(lang))
    first = asked_for_children({one.asked.code: one for one in standings(asked, (), ())}, facts, lang)
    assert len(first) >= 10 and any(one.number for one in first)
    code = first[0].code
    looked = Assessment("A00001", code, "coalition", "partly", "2026-10-01", "", (), (), "", "", "", "")
    after = asked_for_children({one.asked.code: one for one in standings(asked, (looked,), ())}, facts, lang)
    assert after[0].happened != first[0].happened and "2026" in after[0].happened[-1]
    assert [one.happened for one in after[1:]] == [one.happened for one in first[1:]]
    assert asked_for_children({}, facts, lang) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_booklet_has_four_pages_with_all_it_must_say(shipped: Snapshot, lang: str) -> None:
    content = booklet_content(shipped, load_catalogue(), date(YEAR, 12, 1), lang)
    made = booklet_pdf(content, translator(lang))
    told, kinds = "".join(text(made).split()), structure(made)
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == PAGES
    assert kinds["Figure"] == len(load_groups()) + 1 + 4 + len([one for one in content.facts if one.told.booklet])
    codes = [one.code for one in content.facts if one.told.booklet]
    assert len(codes) == 6 and sum(code in told for code in codes) >= 5  # the reader of the tests loses a line
    if lang == "en":
        assert told.count("".join(child_words("help_ask", lang).split())) == PAGES - 1  # on every page but the first
        said = [one.words.english for one in load_rights() if one.booklet]
        said += [child_words(f"do_{one}", lang) for one in DEEDS]
        assert [one for one in said if "".join(one.split()) not in told] == []
    long = replace(content, asked=[replace(one, asked=one.asked * 9) for one in content.asked])
    with pytest.raises(NoBooklet):
        booklet_pdf(long, translator(lang))

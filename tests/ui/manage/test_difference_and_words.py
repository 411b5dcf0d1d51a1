"""What an upload would change, and how it is told."""

from __future__ import annotations

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group
from childrights.i18n import translator
from childrights.members.uploads import RULES, Effect, Outcome
from etl.permissions import Role
from tests.support.problem_uses import PROBLEM_CODES
from tests.support.signed_in import signed_in
from tests.ui.manage.making import Sent, checked, figure
from ui.contribute.cause_kinds import count_verdict
from ui.contribute.difference import MapKey, count_kinds, figure_outcomes, map_beside, maps_of, seen_on
from ui.contribute.help_view import PARTS, HelpError, good_file, help_sections, problem_help
from ui.contribute.words import (
    agreement_words,
    became,
    change_sentence,
    check_verdict_words,
    named_uploads,
    publish_button,
)
from ui.parts.page import moment_words, writer_words

EN, KM = translator("en"), translator("km")
KNOWN = load_catalogue()


def test_figures_are_new_different_the_same_hidden_or_of_a_part_of_the_people() -> None:
    old = [figure("KH01", 10.0), figure("KH02", 20.0), figure("KH03", None, status="suppressed")]
    delicate = next(code for code, one in KNOWN.indicators.items() if one.sensitivity == "case_data_suppress")
    new = [
        figure("KH01", 10.0),
        figure("KH02", 25.0),
        figure("KH03", 5.0),
        figure("KH04", 1.0),
        figure("KH05", 2.0, indicator=delicate),
        figure("KH02", 9.0, scope="our clients"),
    ]
    changes = figure_outcomes(new, old, KNOWN, unseen={4: "country_only"})
    assert [(change.kind, change.new.area) for change in changes] == [
        ("different", "KH02"),
        ("different", "KH03"),
        ("new", "KH04"),
        ("same", "KH01"),
        ("part", "KH02"),
        ("hidden", "KH05"),
    ]
    assert changes[0].old == old[1]
    assert changes[-1].rule == "country_only"
    assert count_kinds(changes) == {"different": 2, "new": 1, "same": 1, "part": 1, "hidden": 1}
    assert change_sentence(count_kinds(changes), EN) == (
        "1 is new, 2 differ from published figures, 1 is the same as published, 1 is about part of the population only, "
        "1 stays hidden"
    )


def test_what_the_member_sent_before_is_known_and_members_figures_are_no_published_ones() -> None:
    mine = figure("KH01", 9.0, layer="members")
    (change,) = figure_outcomes([figure("KH01", 10.0)], [mine], KNOWN, mine=[mine])
    assert (change.kind, change.old, change.mine) == ("new", None, mine)


def test_other_groups_and_periods_are_other_figures() -> None:
    changes = figure_outcomes([figure(sex="female"), figure(period_label="2022", year_end=2022)], [figure()], KNOWN)
    assert {change.kind for change in changes} == {"new"}


def test_maps_with_most_news_come_first_and_what_is_not_drawn_makes_none() -> None:
    changes = figure_outcomes(
        [
            figure("KH", 1.0),
            figure("KH01", 1.0),
            figure("KH02", 2.0),
            figure("KH01", 3.0, indicator="wasting"),
            figure("KH01", 3.0, indicator="underweight", scope="our clients"),
        ],
        [figure("KH01", 1.0), figure("KH02", 2.0)],
        KNOWN,
    )
    assert [key.indicator for key in maps_of(changes)] == ["wasting", "stunting"]


def test_the_map_keeps_the_published_figures_and_has_the_new_ones_beside_them() -> None:
    published = [figure("KH01", 10.0), figure("KH02", 20.0)]
    changes = figure_outcomes([figure("KH02", 25.0), figure("KH05", 30.0), figure("KH", 9.0)], published, KNOWN)
    key = MapKey("stunting", "2021", Group())
    view, sent = map_beside(key, seen_on(key, changes), published, {})
    assert {one.area: one.value for one in view.drawn} == {"KH01": 10.0, "KH02": 20.0}
    assert {one.area: one.value for one in sent} == {"KH02": 25.0, "KH05": 30.0}


def test_where_nobody_published_anything_the_files_own_figures_are_the_map() -> None:
    others = [figure("KH01", 1.0, layer="members", member="B"), figure("KH02", 2.0, layer="members", member="B")]
    changes = figure_outcomes([figure("KH02", 25.0)], others, KNOWN)
    key = MapKey("stunting", "2021", Group())
    view, sent = map_beside(key, seen_on(key, changes), others, {})
    assert {one.area: one.value for one in view.drawn} == {"KH01": 1.0, "KH02": 25.0}
    assert sent == ()


@pytest.mark.parametrize(
    ("withheld", "rejected", "words"),
    [
        (
            {"country_only": 25},
            0,
            "26 figures read: 1 will be shown, 25 stay hidden below the country to protect children",
        ),
        (
            {"too_few_cases": 26},
            0,
            "26 figures read: none will be shown, 26 are not shown because they are based on fewer than 25 cases",
        ),
        (
            {"country_only": 1},
            2,
            "26 figures read: 25 will be shown, 1 stays hidden below the country to protect children, 2 more need your "
            "help",
        ),
    ],
)
def test_what_will_be_hidden_is_said_before_anything_is_sent(
    withheld: dict[str, int], rejected: int, words: str
) -> None:
    found = count_verdict(checked([figure()] * 26, rejected=rejected, withheld=withheld))
    assert check_verdict_words(found, EN) == words
    assert found.shown + sum(withheld.values()) == found.accepted == 26
    assert "{" not in check_verdict_words(found, KM)


def test_the_button_does_not_promise_what_will_be_hidden() -> None:
    def of(**withheld: int) -> str:
        return publish_button(count_verdict(checked([figure()] * 26, withheld=withheld)), EN)

    assert of(country_only=25) == "Publish 1 figure, keep 25 hidden"
    assert of(country_only=26) == "Send 26 figures, all hidden"


@pytest.mark.parametrize("lang", ["en", "km"])
@pytest.mark.parametrize("rule", sorted(RULES))
def test_afterwards_every_rule_has_its_words_and_the_numbers_add_up(rule: str, lang: str) -> None:
    said = became(5, Outcome(3, {rule: 2}), translator(lang))
    assert "3" in said and "2" in said and "5" in said and "{" not in said
    assert "_" not in said


def test_all_that_was_accepted_is_shown_unless_a_rule_is_named() -> None:
    assert became(5, Outcome(5), EN) == "5 figures accepted, all shown"
    assert agreement_words(Outcome(5, {}, 2, 1), EN) == [
        "1 differs from the published figure: both are kept until the steward has compared them.",
        "2 are the same as published.",
    ]


def test_times_are_told_as_in_cambodia() -> None:
    assert moment_words("2026-11-22T18:30:00.000+00:00", "en") == "23 November 2026, 01:30"
    assert "វិច្ឆិកា" in moment_words("2026-11-22T18:30:00.000+00:00", "km")


def test_who_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    assert writer_words(Sent().uploaded_by, EN) == "at this computer"
    assert writer_words("dara", EN) == "by somebody of the coalition"
    signed_in(monkeypatch, Role.CONTRIBUTOR, members=["NEP"])
    assert writer_words("dara", EN) == "by dara"


def test_replaced_uploads_are_named() -> None:
    assert named_uploads({"U0002": 12}, EN) == "U0002"
    assert named_uploads({"": 3, "U0002": 12}, EN) == "the published sources (3), U0002 (12)"
    assert Effect().replaces == {}


@pytest.mark.parametrize("lang", ["en", "km"])
def test_every_kind_of_problem_is_explained(lang: str) -> None:
    topics = problem_help(lang)
    assert sorted(set(topics) ^ set(PROBLEM_CODES)) == [], f"docs/help/problems.{lang}.md: a section for each code"
    assert list(topics) == list(problem_help("en")), "the sections stand in one order in both languages"
    for topic in topics.values():
        assert tuple(topic.parts) == PARTS
        assert topic.title


def test_the_good_file_has_the_same_sections_in_both_languages() -> None:
    assert list(good_file("en")) == list(good_file("km"))
    for lang in ("en", "km"):
        assert all(set(topic.parts) == {"text"} for topic in good_file(lang).values())


def test_khmer_help_is_khmer() -> None:
    for topic in [*problem_help("km").values(), *good_file("km").values()]:
        for text in (topic.title, *topic.parts.values()):
            assert any("\u1780" <= letter <= "\u17ff" for letter in text)


@pytest.mark.parametrize("text", ["## a: A\n[cause]\nx\n## a: B\n[cause]\ny\n", "## a: A\n[cause]\n\n[cure]\nx\n"])
def test_a_help_file_out_of_shape_is_refused(text: str) -> None:
    with pytest.raises(HelpError):
        help_sections(text, "there")

"""What an upload would change, and how it is told."""

from __future__ import annotations

import pytest

from childrights.i18n import translator
from childrights.model import Group
from childrights.uploads import Effect
from etl.model import PROBLEM_CODES
from tests.ui.manage.making import Sent, figure
from ui.manage.difference import MapKey, after, count_kinds, difference, maps_of
from ui.manage.help import PARTS, HelpError, good_file, parse, problem_help
from ui.manage.words import by_whom, change_sentence, named_uploads, when

EN, KM = translator("en"), translator("km")


def test_figures_are_new_changed_or_the_same() -> None:
    old = [figure("KH01", 10.0), figure("KH02", 20.0), figure("KH03", None, status="suppressed")]
    new = [figure("KH01", 10.0), figure("KH02", 25.0), figure("KH03", 5.0), figure("KH04", 1.0)]
    changes = difference(new, old)
    assert [(change.kind, change.new.area) for change in changes] == [
        ("changed", "KH02"), ("changed", "KH03"), ("new", "KH04"), ("same", "KH01"),
    ]  # fmt: skip
    assert changes[0].old == old[1]
    assert count_kinds(changes) == {"changed": 2, "new": 1, "same": 1}
    assert change_sentence(count_kinds(changes), EN) == (
        "1 is new, 2 replace published figures, 1 is the same as published"
    )


def test_other_groups_and_periods_are_other_figures() -> None:
    changes = difference([figure(sex="female"), figure(period_label="2022")], [figure()])
    assert {change.kind for change in changes} == {"new"}


def test_maps_with_most_news_come_first_and_the_country_makes_none() -> None:
    changes = difference(
        [figure("KH", 1.0), figure("KH01", 1.0), figure("KH02", 2.0), figure("KH01", 3.0, indicator="wasting")],
        [figure("KH01", 1.0), figure("KH02", 2.0)],
    )
    assert [key.indicator for key in maps_of(changes)] == ["wasting", "stunting"]


def test_the_map_afterwards_has_the_new_figure_and_keeps_the_others() -> None:
    published = [figure("KH01", 10.0), figure("KH02", 20.0)]
    changes = difference([figure("KH02", 25.0), figure("KH05", 30.0)], published)
    view = after(MapKey("stunting", "2021", Group()), changes, published, {})
    assert {one.area: one.value for one in view.drawn} == {"KH01": 10.0, "KH02": 25.0, "KH05": 30.0}
    assert len(view.drawn) + len(view.not_drawn) == 25


def test_times_are_told_as_in_cambodia() -> None:
    assert when("2026-11-22T18:30:00.000+00:00", "en") == "23 November 2026, 01:30"
    assert "វិច្ឆិកា" in when("2026-11-22T18:30:00.000+00:00", "km")


def test_who_it_was() -> None:
    assert by_whom(Sent().uploaded_by, EN) == "at this computer"
    assert by_whom("dara", EN) == "by dara"


def test_replaced_uploads_are_named() -> None:
    assert named_uploads({"U0002": 12}, EN) == "U0002"
    assert named_uploads({"": 3, "U0002": 12}, EN) == "the published sources (3), U0002 (12)"
    assert Effect().replaces == {}


@pytest.mark.parametrize("lang", ["en", "km"])
def test_every_kind_of_problem_is_explained(lang: str) -> None:
    topics = problem_help(lang)
    assert tuple(topics) == PROBLEM_CODES
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
        parse(text, "there")

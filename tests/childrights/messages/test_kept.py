"""A kept message is asked again: it holds, has changed, or no longer holds."""

from __future__ import annotations

from dataclasses import replace

from childrights.catalogue.catalogue import load_catalogue
from childrights.messages.candidate_list import strength, surprise
from childrights.messages.checking import foreign_numbers
from childrights.messages.composing import answer_question
from childrights.messages.message import (
    CHANGED,
    HOLDS,
    NO_LONGER,
    Message,
    compose,
    recheck,
    recheck_at,
)
from childrights.snapshot.snapshot import Snapshot
from tests.childrights.messages.making import ENGLISH, KHMER, ask_of, desk_of, said

FALL = "KH 2010 40 n=4000; KH 2014 32 n=4000"


def of(figures: str, ask: str, *, khmer_digits: bool = False) -> Message:
    lang = KHMER if khmer_digits else ENGLISH
    return compose(ask_of(ask), desk_of(figures), lang, khmer_digits=khmer_digits)


def test_the_same_figures_hold_in_either_digits() -> None:
    for digits in (False, True):
        found = recheck_at(of(FALL, "change", khmer_digits=digits), desk_of(FALL))
        assert (found.status, found.changes) == (HOLDS, ())


def test_another_number_changes_it() -> None:
    found = recheck_at(of(FALL, "change"), desk_of("KH 2010 40 n=4000; KH 2014 31 n=4000"))
    assert found.status == CHANGED
    assert "32 is now 31." in found.changes


def test_it_no_longer_holds_when_intervals_overlap() -> None:
    found = recheck_at(of(FALL, "change"), desk_of("KH 2010 40 n=4000; KH 2014 39 n=400"))
    assert found.status == NO_LONGER
    assert "no clear change" in found.changes[0]


def test_it_no_longer_holds_when_the_figure_is_withdrawn_or_hidden() -> None:
    gone = recheck_at(of(FALL, "level"), desk_of("KH 2010 40 n=4000"))
    hidden = recheck_at(of(FALL, "level"), desk_of("KH 2010 40 n=4000; KH 2014 - s=suppressed"))
    assert (gone.status, hidden.status) == (NO_LONGER, NO_LONGER)
    assert gone.now is not None
    assert hidden.changes == ("The figure is hidden to protect children.",)


def test_a_newer_figure_is_told() -> None:
    found = recheck_at(of(FALL, "level"), desk_of(f"{FALL}; KH 2015 30 n=4000"))
    assert found.status == CHANGED
    assert found.changes == (f"A newer figure is known now: {found.now.headline}",)
    assert found.now.headline.startswith(
        "About 3 in 10 children under five in Cambodia were stunted in 2015 (30.0\xa0%). "
    )


def test_a_newer_figure_of_another_series_is_told() -> None:
    other = "KH 2015 30 i=stunting_jme"
    for ask in ("level", "change"):
        found = recheck_at(of(FALL, ask), desk_of(f"{FALL}; {other}"))
        assert found.status == CHANGED
        assert found.now and found.changes[0] == f"A newer figure is known now: {found.now.headline}"
        assert recheck_at(found.now, desk_of(f"{FALL}; {other}")).status == HOLDS


def test_growing_old_is_told() -> None:
    found = recheck_at(of(FALL, "level"), desk_of(FALL, today=2026))
    assert found.status == CHANGED
    assert found.changes[0] == "It can now only be said in weaker words."


def test_silence_ends_when_a_figure_comes() -> None:
    silence = of("KH 2014 32 n=4000", "absence KH vs=no_province")
    assert recheck_at(silence, desk_of("KH 2014 32 n=4000; KH05 2014 40 n=400")).status == NO_LONGER


def test_a_kept_message_is_asked_of_a_snapshot(shipped: Snapshot) -> None:
    catalogue = load_catalogue()
    message = of("KH 2014 32.0 n=4439 src=gdl_area", "level KH 2014")
    assert recheck(message, shipped, catalogue, 2016).status == HOLDS
    unknown = recheck(
        replace(message, key=message.key.replace("stunting", "nobody")),
        shipped,
        catalogue,
        2016,
    )
    assert (unknown.status, unknown.now) == (NO_LONGER, None)


def test_an_edit_that_changes_a_number_is_flagged() -> None:
    message, khmer = said(FALL, "change")
    assert foreign_numbers(message.headline, message) == ()
    edited = message.headline.replace("32.0", "35.0")
    assert [one.value for one in foreign_numbers(edited, message)] == [35.0]
    assert foreign_numbers(khmer.headline.replace("2014", "២០១៤"), khmer) == ()
    assert [one.text for one in foreign_numbers(khmer.headline.replace("2014", "២០១៥"), khmer)] == ["២០១៥"]


def test_clear_and_new_stands_before_doubtful_and_small() -> None:
    strong = answer_question(ask_of("change"), desk_of(FALL))
    weak = answer_question(ask_of("change"), desk_of("KH 2010 40 n=400; KH 2014 39 n=400", today=2026))
    assert strength(strong) > strength(weak)
    assert surprise(strong, desk_of(FALL)) > surprise(weak, desk_of(FALL))
    worse = answer_question(ask_of("change"), desk_of("KH 2010 32 n=4000; KH 2014 40 n=4000"))
    assert surprise(worse, desk_of(FALL)) > surprise(strong, desk_of(FALL))


def test_a_figure_of_one_group_is_not_told_as_everybody_s() -> None:
    at = "KH 2014 83 g=12-14; KH 2010 80 g=12-14; KH 2014 90 g=6-8"
    for message in said(at, "level", "school_attendance"):
        assert "one_group" in message.codes
        assert "12–14" in message.headline
        assert recheck_at(message, desk_of(at, "school_attendance")).status == HOLDS

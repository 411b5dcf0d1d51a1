"""Texts of papers are saved as versions and kept as drafts, and none that was accepted is ever lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childrights.papers import Choice
from etl.ledger import State, opened, transaction
from etl.papers import (
    DRAFT,
    TO_WRITE,
    Differs,
    Saved,
    drafts_of,
    forget_put_away,
    keep_draft,
    make_paper,
    paper_chapters,
    put_draft_away,
    save_text,
    take_draft,
    versions_of,
)
from etl.permissions import Actor, Role
from etl.persons import NotKept

DARA = Actor("dara", frozenset({Role.CONTRIBUTOR}), ("NEP",))
MALY = Actor("maly", frozenset({Role.STEWARD}))
LONG = "In the north fewer children finish school, and fewer are registered when they are born, than elsewhere."


@pytest.fixture
def state(tmp_path: Path) -> State:
    made = State(tmp_path)
    make_paper(made, Choice("statement"), title="Joint statement", who=DARA)
    return made


def save(state: State, text: str, began_from: int, who: Actor = DARA, tab: str = "a") -> Saved | Differs:
    return save_text(state, "P00001", "ask", text, began_from=began_from, who=who, tab=tab)


def keep(state: State, text: str, began_from: int, who: Actor = DARA, tab: str = "a") -> None:
    keep_draft(state, "P00001", "ask", text, began_from=began_from, who=who, tab=tab)


def drafts(state: State, who: Actor = DARA) -> list[tuple[str, str]]:
    return [(one.tab, one.text) for one in drafts_of(state, "P00001", "ask", who=who)]


def texts(state: State) -> list[str]:
    return [one.text for one in reversed(versions_of(state, "P00001", "ask", who=DARA))]


def test_each_save_is_a_version_and_the_chapter_becomes_a_draft(state: State) -> None:
    keep(state, "One", 0)
    assert paper_chapters(state, "P00001", who=DARA)["ask"].status == TO_WRITE
    first, second = save(state, "One.", 0), save(state, "One. Two.", 1, MALY)
    assert isinstance(first, Saved) and isinstance(second, Saved)
    assert (second.version.version, second.version.began_from, second.version.saved_by) == (2, 1, "maly")
    now = paper_chapters(state, "P00001", who=DARA)["ask"]
    assert (now.text, now.version, now.status, now.saved_by) == ("One. Two.", 2, DRAFT, "maly")
    assert texts(state) == ["One.", "One. Two."] and drafts(state) == []


def test_a_first_version_began_from_nothing_whatever_a_window_remembers(state: State) -> None:
    """After an older backup was restored, a window may name a version that there is not any more."""
    found = save(state, "One.", 3)
    assert isinstance(found, Saved) and (found.version.version, found.version.began_from) == (1, 0)


def test_the_later_of_two_savers_is_told_and_both_texts_are_kept(state: State) -> None:
    save(state, "Base.", 0)
    save(state, "Base. Theirs.", 1, MALY)
    found = save(state, "Base. Mine.", 1)
    assert isinstance(found, Differs)
    assert (found.base, found.theirs.text, found.mine.text) == ("Base.", "Base. Theirs.", "Base. Mine.")
    assert texts(state) == ["Base.", "Base. Theirs."] and drafts(state) == [("a", "Base. Mine.")]
    assert drafts(state, MALY) == [], "nobody sees what another has not saved"
    assert isinstance(save(state, "Base. Mine.", found.theirs.version), Saved)
    assert texts(state)[-1] == "Base. Mine." and drafts(state) == []


def test_two_who_save_the_same_words_saved_the_same(state: State) -> None:
    assert isinstance(save(state, "Same.", 0), Saved)
    assert isinstance(found := save(state, "Same.", 0, MALY), Saved) and found.version.saved_by == "dara"
    assert texts(state) == ["Same."]


def test_a_draft_goes_when_it_is_saved_or_typed_back_and_not_before(state: State) -> None:
    save(state, "One.", 0)
    keep(state, "One. Two", 1)
    keep(state, "One. Two, three", 1)
    assert drafts(state) == [("a", "One. Two, three")]
    keep(state, "One.", 1)
    assert drafts(state) == []
    keep(state, "One. Four", 1)
    save(state, "One. Four.", 1)
    assert drafts(state) == [] and texts(state) == ["One.", "One. Four."]


def test_what_goes_all_at_once_is_put_away_first(state: State) -> None:
    keep(state, LONG, 0)
    keep(state, "", 0)
    assert drafts(state) == [("", LONG)], "an empty text that nobody had saved is none"
    keep(state, LONG + " More.", 0)
    save(state, "Other.", 0)
    assert sorted(drafts(state)) == [("", LONG), ("", LONG + " More.")]
    khmer = "កុមារនៅភាគខាងជើងរៀនចប់តិចជាង"
    keep(state, khmer, 1)
    keep(state, "x", 1)
    assert ("", khmer) in drafts(state) and ("a", "x") in drafts(state)


def test_a_new_window_goes_on_with_a_draft_and_what_stands_in_it_is_put_away(state: State) -> None:
    keep(state, "Old words.", 0, tab="closed")
    keep(state, "New words.", 0, tab="b")
    (old,) = [one for one in drafts_of(state, "P00001", "ask", who=DARA) if one.tab == "closed"]
    taken = take_draft(state, "P00001", old.number, who=DARA, tab="b")
    assert taken and (taken.tab, taken.text) == ("b", "Old words.")
    assert sorted(drafts(state)) == [("", "New words."), ("b", "Old words.")]
    assert take_draft(state, "P00001", old.number, who=MALY, tab="b") is None, "it is somebody else's"
    put_draft_away(state, "P00001", old.number, who=MALY)
    forget_put_away(state, "P00001", old.number, who=DARA)
    assert len(drafts(state)) == 2, "one that stands in a window is not thrown away"
    put_draft_away(state, "P00001", old.number, who=DARA)
    forget_put_away(state, "P00001", old.number, who=MALY)
    assert len(drafts(state)) == 2
    forget_put_away(state, "P00001", old.number, who=DARA)
    assert drafts(state) == [("", "New words.")]


@pytest.mark.parametrize(
    "text",
    ["Fine.\n\nSok Dara, 9, was beaten at school.", "Fine.\n\nSok Dara\naged 9 was beaten", "ok\n\nName is Sophea"],
)
def test_a_text_about_a_person_is_neither_saved_nor_kept_and_the_line_is_told(state: State, text: str) -> None:
    save(state, "Before.", 0)
    for attempt in (save, keep):
        with pytest.raises(NotKept, match="Line 3 seems to be about a single person"):
            attempt(state, text, 1)
    assert texts(state) == ["Before."] and drafts(state) == []


def test_officials_addresses_and_codes_are_let_in(state: State) -> None:
    told = (
        "The Special Rapporteur Vitit Muntarbhorn visited; Minister Hang Chuon Naron answered.\n"
        "See https://sokdara.example.org/012345678 and {{number SRGS1-FES9F}} and\n"
        "{{message change|stunting|KH|2014|total,total,total,total,total|2000}}."
    )
    assert isinstance(save(state, told, 0), Saved) and texts(state) == [told]


def test_a_version_is_never_changed_and_follows_the_last(state: State) -> None:
    save(state, "One.", 0)
    with opened(state) as ledger:
        for statement in (
            "UPDATE paper_version SET text = 'x'",
            "INSERT INTO paper_version VALUES (1, 'ask', 5, 1, 'x', '{}', '', '')",
            "INSERT OR REPLACE INTO paper_version VALUES (1, 'ask', 1, 0, 'x', '{}', '', '')",
        ):
            with pytest.raises(sqlite3.IntegrityError), transaction(ledger):
                ledger.execute(statement)
    assert texts(state) == ["One."]


WORDS = st.integers(min_value=1, max_value=9)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["type", "keep", "save", "mine", "theirs", "clear", "close", "go on"]),
        st.integers(min_value=0, max_value=3),
        WORDS,
    ),
    min_size=4,
    max_size=20,
)


@given(STEPS)
@settings(max_examples=15)
def test_no_word_that_was_accepted_is_lost_however_people_save(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    """Two people with two windows each type, keep, save, differ, take mine or theirs, close windows and go on."""
    state = State(tmp_path_factory.mktemp("papers"))
    make_paper(state, Choice("statement"), title="Joint statement", who=DARA)
    windows = [Window(state, who, f"{who.name}-{n}") for who in (DARA, MALY) for n in (1, 2)]
    accepted: dict[str, set[str]] = {DARA.name: set(), MALY.name: set()}
    for count, (step, which, words) in enumerate(steps):
        one = windows[which]
        one.do(step, [f"w{count}x{n}" for n in range(words)], accepted[one.who.name])
        saved = {word for text in texts(state) for word in text.split()}
        for who in (DARA, MALY):
            own = {word for _, text in drafts(state, who) for word in text.split()}
            assert accepted[who.name] <= saved | own, (count, step)
    versions = list(reversed(versions_of(state, "P00001", "ask", who=DARA)))
    assert [one.version for one in versions] == [*range(1, len(versions) + 1)]
    assert all(one.began_from == one.version - 1 for one in versions), "nothing is saved over what nobody saw"


class Window:
    """One person's window on one chapter, as the page has it."""

    def __init__(self, state: State, who: Actor, tab: str) -> None:
        self.state, self.who, self.tab = state, who, tab
        self.base, self.text, self.theirs = 0, "", None
        self.closed = 0

    def do(self, step: str, words: list[str], accepted: set[str]) -> None:
        if step == "type":
            self.text = f"{self.text} {' '.join(words)}".strip()
        elif step == "clear" and len(self.text.split()) > 12:  # fewer are an edit of one's own
            self.text = ""
            keep(self.state, self.text, self.base, self.who, self.tab)
        elif step == "keep":
            keep(self.state, self.text, self.base, self.who, self.tab)
            accepted |= set(self.text.split())
        elif step in ("save", "mine"):
            base = self.theirs.version if self.theirs and step == "mine" else self.base
            found = save(self.state, self.text, base, self.who, self.tab)
            accepted |= set(self.text.split())
            self.theirs = found.theirs if isinstance(found, Differs) else None
            self.base = found.version.version if isinstance(found, Saved) else self.base
        elif step == "theirs" and self.theirs:
            for one in drafts_of(self.state, "P00001", "ask", who=self.who):
                if one.tab == self.tab:
                    put_draft_away(self.state, "P00001", one.number, who=self.who)
            self.base, self.text, self.theirs = self.theirs.version, self.theirs.text, None
        elif step == "close":
            self.closed += 1
            self.tab = f"{self.tab.split('+')[0]}+{self.closed}"
            newest = versions_of(self.state, "P00001", "ask", who=self.who)[:1]
            self.base, self.text, self.theirs = (newest[0].version, newest[0].text, None) if newest else (0, "", None)
        elif step == "go on":
            for one in drafts_of(self.state, "P00001", "ask", who=self.who)[:1]:
                taken = take_draft(self.state, "P00001", one.number, who=self.who, tab=self.tab)
                assert taken
                self.base, self.text, self.theirs = taken.began_from, taken.text, None

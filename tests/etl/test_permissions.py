"""Who may do what: the table as the issue has it, and that every function of the ETL asks before it writes."""

from __future__ import annotations

import pytest

from childrights.i18n import translator
from etl.permissions import (
    ACTION_WORDS,
    COMMON,
    NOBODY,
    PERMITTED,
    ROLE_WORDS,
    Action,
    Actor,
    NotPermitted,
    Role,
    owner,
)

C, S, A = Role.CONTRIBUTOR, Role.STEWARD, Role.ADMINISTRATOR
MATRIX = {
    Action.SUBMIT: {C, S},
    Action.PREVIEW: {C, S},
    Action.APPROVE: {S},
    Action.WITHDRAW: {C, S},
    Action.DECIDE: {S},
    Action.BRING: {S},
    Action.REFRESH: {S},
    Action.BOUNDARIES: {S},
    Action.TAKE_COPY: {C, S},
    Action.READ_AUDIT: {S, A},
    Action.MANAGE_ACCOUNTS: {A},
    Action.CHANGE_SETTINGS: {A},
    Action.WRITE_PAPERS: {C, S, A},
    Action.CLOSE_PAPERS: {S},
    Action.ERASE: {S, A},
    Action.BACK_UP: {A},
}
MINE, THEIRS = "Members' own", "Another member"


@pytest.mark.parametrize("action", Action)
def test_each_role_may_what_the_table_says_and_a_contributor_only_for_its_own(action: Action) -> None:
    for role in Role:
        one = Actor("sopheap", frozenset({role}), (MINE,))
        may = role in MATRIX[action]
        assert one.may(action, MINE) == may
        others = may and (role is not C or action in COMMON)
        assert one.may(action, THEIRS) == one.may(action) == others
        assert one.may_for_some(action) == may
    assert Actor("x", frozenset({S})).may_for_some(action) == (S in MATRIX[action]), "also without a member"
    assert Actor("x", frozenset({C})).may_for_some(action) == (action in COMMON)
    assert owner("x").may(action) and owner("x").may(action, THEIRS)
    assert not NOBODY.may(action, MINE) and not NOBODY.may_for_some(action)
    assert set(PERMITTED[action]) == MATRIX[action]


def test_roles_of_one_account_add_up_and_do_not_widen_each_other() -> None:
    both = Actor("x", frozenset({C, A}), (MINE,))
    assert both.may(Action.SUBMIT, MINE) and both.may(Action.ERASE, THEIRS)
    assert not both.may(Action.SUBMIT, THEIRS) and not both.may(Action.APPROVE)


@pytest.mark.parametrize("named", ["", " ", "members' own", "Members' own\u200b", "Мembers' own", "Members' own x"])
def test_a_name_that_only_looks_alike_is_another_member(named: str) -> None:
    assert not Actor("x", frozenset({C}), (MINE, " ")).may(Action.SUBMIT, named)


def test_spaces_and_composition_do_not_make_another_member() -> None:
    assert Actor("x", frozenset({C}), ("Phare Sélapak",)).may(Action.SUBMIT, " Phare  Se\u0301lapak ")


def test_refusals_say_whom_to_ask_in_both_languages() -> None:
    said = set()
    for one in (NOBODY, *(Actor("x", frozenset({role}), (MINE,)) for role in Role)):
        for action in Action:
            if not one.may(action, THEIRS):
                with pytest.raises(NotPermitted) as refused:
                    one.require(action, THEIRS)
                said.add((str(refused.value), refused.value.words(translator("km"))))
    english, khmer = zip(*said, strict=True)
    assert len(set(khmer)) == len(set(english)) == 6
    assert not any(letter.isascii() and letter.isalpha() for one in khmer for letter in one)


def test_every_role_and_action_has_a_name() -> None:
    assert {*ROLE_WORDS} == {*Role} and {*ACTION_WORDS} == {*Action} == {*PERMITTED}

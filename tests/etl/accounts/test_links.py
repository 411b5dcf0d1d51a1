"""One-time links, and what an administrator may make of accounts."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest

from childrights.catalogue import UnknownCode
from etl.accounts import (
    FIRST,
    INVITATION,
    RESET,
    AccountRefused,
    LinkRefused,
    PasswordRefused,
    SignedIn,
    accounts,
    actor_of,
    add_account,
    change_roles,
    close_account,
    first_administrator_link,
    look_at_link,
    password_link,
    redeem_link,
    redeem_with_identity,
    sign_in,
    sign_in_identity,
)
from etl.ledger import State
from etl.permissions import NOBODY, Action, Actor, NotPermitted, Role
from tests.etl.accounts.conftest import ADMIN, PASSWORD, Clock, Maker


def test_the_first_administrator_is_made_once(state: State) -> None:
    old, link = first_administrator_link(state), first_administrator_link(state)
    assert link is not None and old is not None and link.token not in repr(link)
    with pytest.raises(LinkRefused):
        look_at_link(state, old.token)
    assert look_at_link(state, link.token).kind == look_at_link(state, link.token).kind == FIRST
    with pytest.raises(PasswordRefused):
        redeem_link(state, link.token, password="short", login="sophea", name="Sophea")
    with pytest.raises(AccountRefused):
        redeem_link(state, link.token, password=PASSWORD, login="sophea@example.org", name="Sophea")
    made = redeem_link(state, link.token, password=PASSWORD, login="Sophea", name="Sophea សុខ")
    assert actor_of(state, made.token) == Actor("sophea", frozenset({Role.ADMINISTRATOR, Role.STEWARD}))
    assert made.account.name == "Sophea សុខ" and made.token not in repr(made)
    with pytest.raises(LinkRefused):
        redeem_link(state, link.token, password=PASSWORD, login="dara", name="Dara")
    assert first_administrator_link(state) is None


def test_the_first_administrators_link_is_dead_once_there_is_one_by_another_way(state: State, make: Maker) -> None:
    link = first_administrator_link(state)
    assert link is not None
    make("dara", Role.ADMINISTRATOR)
    with pytest.raises(LinkRefused):
        redeem_link(state, link.token, password=PASSWORD, login="mallory", name="Mallory")
    assert [one.login for one in accounts(state, who=ADMIN)] == ["dara"]


def test_an_invited_administrator_who_never_came_does_not_keep_everybody_out(state: State) -> None:
    add_account(state, "dara", name="Dara", roles=[Role.ADMINISTRATOR], who=ADMIN)
    assert first_administrator_link(state) is not None


@pytest.mark.parametrize("count", [6])
def test_two_who_use_one_link_at_once_are_one(state: State, count: int) -> None:
    link = first_administrator_link(state)
    assert link is not None
    won: list[SignedIn] = []

    def attempt(n: int) -> None:
        with suppress(LinkRefused):
            won.append(redeem_link(state, link.token, password=PASSWORD, login=f"admin{n}", name=f"Admin {n}"))

    threads = [threading.Thread(target=attempt, args=(n,)) for n in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(won) == 1 and len(accounts(state, who=ADMIN)) == 1


def test_an_invitation_opens_once_and_a_reset_ends_what_was_open(state: State, clock: Clock) -> None:
    add_account(state, "dara", name="Dara", roles=[Role.STEWARD], who=ADMIN)
    older, link = password_link(state, "dara", who=ADMIN), password_link(state, "dara", who=ADMIN)
    assert (link.kind, link.login, link.name) == (INVITATION, "dara", "Dara")
    with pytest.raises(LinkRefused):
        look_at_link(state, older.token)
    first = redeem_link(state, link.token, password=PASSWORD)
    with pytest.raises(LinkRefused):
        redeem_link(state, link.token, password="four dry mangoes")
    reset = password_link(state, "dara", who=ADMIN)
    assert reset.kind == RESET and actor_of(state, first.token).name == "dara"
    again = redeem_link(state, reset.token, password="four dry mangoes")
    assert (actor_of(state, first.token), actor_of(state, again.token).name) == (NOBODY, "dara")


def test_a_link_lives_three_days_and_not_before_it_was_made(state: State, clock: Clock) -> None:
    add_account(state, "dara", name="Dara", roles=[Role.STEWARD], who=ADMIN)
    link = password_link(state, "dara", who=ADMIN)
    clock.now += 3 * 86_400 - 1
    assert look_at_link(state, link.token).login == "dara"
    clock.now += 2
    with pytest.raises(LinkRefused):
        redeem_link(state, link.token, password=PASSWORD)
    clock.now -= 4 * 86_400
    with pytest.raises(LinkRefused):
        look_at_link(state, link.token)


def test_a_link_of_a_closed_account_opens_nothing(state: State) -> None:
    add_account(state, "dara", name="Dara", roles=[Role.STEWARD], who=ADMIN)
    link = password_link(state, "dara", who=ADMIN)
    close_account(state, "dara", who=ADMIN)
    close_account(state, "dara", who=ADMIN, undo=True)
    with pytest.raises(LinkRefused):
        redeem_link(state, link.token, password=PASSWORD)
    close_account(state, "dara", who=ADMIN)
    with pytest.raises(AccountRefused, match="closed"):
        password_link(state, "dara", who=ADMIN)


def test_an_invitation_takes_an_outside_identity_in_place_of_a_password(state: State) -> None:
    add_account(state, "dara", name="Dara", roles=[Role.STEWARD], who=ADMIN)
    link = password_link(state, "dara", who=ADMIN)
    for issuer, subject in (("", "7"), ("https://id.example", ""), ("x" * 301, "7")):
        with pytest.raises(AccountRefused):
            redeem_with_identity(state, link.token, issuer, subject)
    redeem_with_identity(state, link.token, "https://id.example", "7")
    assert sign_in_identity(state, "https://id.example", "7").account.login == "dara"
    with pytest.raises(LinkRefused):
        redeem_with_identity(state, link.token, "https://id.example", "8")


@pytest.mark.parametrize(
    "login",
    [
        "", "ab", "x" * 41, "dara@example.org", "da ra", "dar\u0430", "\u202edara", "da\u200bra", "-dara", "1dara",
        "ដារ៉ាx", "daraដ", "da/ra", "steward", "Owner", "da\nra", "\ud800\ud800\ud800", "<b>dara</b>", "ក\u17b4ខគ",
    ],
)  # fmt: skip
def test_login_names_that_could_be_taken_for_others_are_refused(state: State, login: str) -> None:
    with pytest.raises(AccountRefused):
        add_account(state, login, name="Dara", roles=[Role.STEWARD], who=ADMIN)


@pytest.mark.parametrize(
    ("one", "other"), [("dara", "DARA"), ("dara", "ｄａｒａ"), ("សុខដារ៉ា", "សុខដារ៉ា"), ("ចិត្តា", "ចិត្ដា")]
)
def test_one_name_in_two_spellings_is_one_account(state: State, make: Maker, one: str, other: str) -> None:
    make(one)
    with pytest.raises(AccountRefused, match="has this login name"):
        add_account(state, other, name="Other", roles=[Role.STEWARD], who=ADMIN)
    assert sign_in(state, other, PASSWORD, network="x").account.login == one


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "Da\u202era", "Da\x00ra", "x" * 10_000_000, "Da\u2066ra"])
def test_names_with_what_is_not_seen_are_refused(state: State, name: str) -> None:
    with pytest.raises(AccountRefused):
        add_account(state, "dara", name=name, roles=[Role.STEWARD], who=ADMIN)
    with pytest.raises(AccountRefused):
        add_account(state, "dara", name="Dara", roles=[Role.CONTRIBUTOR], members=[f"{name}{name}"], who=ADMIN)


def test_roles_and_members_go_together(state: State, make: Maker) -> None:
    for roles, members in (([], ()), ([Role.CONTRIBUTOR], ())):
        with pytest.raises(AccountRefused):
            add_account(state, "dara", name="Dara", roles=roles, members=members, who=ADMIN)
    token = make("dara", Role.CONTRIBUTOR, members=("NEP", "NEP", "Phare"))
    assert actor_of(state, token).members == ("NEP", "Phare")
    changed = change_roles(state, "dara", roles=[Role.CONTRIBUTOR], members=("Phare",), who=ADMIN)
    assert changed.members == ("Phare",)
    with pytest.raises(UnknownCode):
        change_roles(state, "nobody.here", roles=[Role.STEWARD], who=ADMIN)


def test_somebody_is_left_who_manages_accounts(state: State, make: Maker) -> None:
    make("dara", Role.ADMINISTRATOR)
    add_account(state, "never.came", name="X", roles=[Role.ADMINISTRATOR], who=ADMIN)
    for attempt in (
        lambda: close_account(state, "dara", who=ADMIN),
        lambda: change_roles(state, "dara", roles=[Role.STEWARD], who=ADMIN),
    ):
        with pytest.raises(AccountRefused, match="Somebody must be left"):
            attempt()
    make("sophea", Role.ADMINISTRATOR)
    assert close_account(state, "dara", who=ADMIN).disabled_at


def test_only_administrators_see_and_change_accounts(state: State, make: Maker) -> None:
    make("dara")
    for who in (NOBODY, Actor("x", frozenset({Role.STEWARD, Role.CONTRIBUTOR}), ("NEP",))):
        assert not who.may(Action.MANAGE_ACCOUNTS)
        for attempt in (
            lambda who=who: accounts(state, who=who),
            lambda who=who: password_link(state, "dara", who=who),
            lambda who=who: close_account(state, "dara", who=who),
            lambda who=who: add_account(state, "mine", name="M", roles=[Role.ADMINISTRATOR], who=who),
        ):
            with pytest.raises(NotPermitted):
                attempt()

"""Accounts: who has one, for what, and what an administrator does with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urljoin

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.accounts import (
    INVITATION,
    Account,
    OneTimeLink,
    accounts,
    add_account,
    change_roles,
    close_account,
    password_link,
    sign_out_everywhere,
)
from etl.ledger import State, uploads
from etl.permissions import ROLE_WORDS, Action, Role
from ui.parts import (
    Page,
    cache,
    markup,
    moment_words,
    pick_some,
    require_actor,
    show_copy_field,
    show_notes,
    show_section,
    show_text,
    show_title,
    writer_words,
)

LONGEST_LOGIN, LONGEST_NAME = 40, 80
_LINK, _ROUND = "accounts_link", "accounts_round"
_FOR = {
    Role.CONTRIBUTOR: N_("sends the figures of its own organisations and sees what happens to them"),
    Role.STEWARD: N_("reviews what was sent, approves it, takes it back, decides where figures or names differ"),
    Role.ADMINISTRATOR: N_("manages accounts and settings"),
}


def show_accounts(page: Page) -> None:
    """The page of accounts, for an administrator."""
    t, state = page.t, State.default()
    found = accounts(state, who=require_actor(Action.MANAGE_ACCOUNTS))
    number = sum(not one.disabled_at for one in found)
    title = t.ngettext("{count} person has an account", "{count} people have an account", number).format(count=number)
    show_title(
        title if number else t._("There are no accounts yet"),
        page.lang,
        kicker=t._("Accounts"),
        lede=t._("Looking needs none. Whoever sends figures or looks after them has one of their own."),
    )
    _link_made(page)
    for one in found:
        _account(page, one)
    _invite(page, found)


def _link_made(page: Page) -> None:
    """The address that was made last, to be copied; it is shown once, and kept nowhere."""
    made: OneTimeLink | None = st.session_state.pop(_LINK, None)
    if made is None:
        return
    t = page.t
    with st.container(key="accounts_link_made", border=True):
        title = t._("For {name}, to copy now") if made.kind == INVITATION else t._("A new password for {name}")
        show_section(title.format(name=made.name or made.login), page.lang)
        address = urljoin(str(st.context.url), f"welcome/{made.token}")
        show_copy_field(page, "accounts_link_field", t._("Address"), address, t._("Copy the address"))
        show_notes(
            [
                t._(
                    "It works once, for three days. Send it by a way that only they read; whoever opens it first "
                    "chooses the password. It is not shown again."
                )
            ],
            page.lang,
        )


def _account(page: Page, one: Account) -> None:
    t = page.t
    with st.container(key=f"account_{one.login}"):
        main, side = st.columns((3, 2), gap="medium")
        with main:
            state, css = _state(one)
            chip = markup.tag("span", t._(state), f"cr-chip {css}")
            head = f"{chip} {markup.tag('strong', one.name)} {markup.tag('span', one.login, 'cr-login')}"
            roles = t._(", ").join(t._(ROLE_WORDS[role]) for role in Role if role in one.roles)
            of = f"{roles}: {t._(', ').join(one.members)}" if one.members else roles
            made = f"{moment_words(one.created_at, page.lang)} · {writer_words(one.created_by, t)}"
            lines = "".join(markup.tag("p", line, "cr-note") for line in (of, made))
            markup.show(markup.wrap("p", head, "cr-cause") + lines, page.lang)
        with side, st.container(horizontal=True, gap="small", horizontal_alignment="right"):
            _buttons(page, one)


def _state(one: Account) -> tuple[str, str]:
    if one.disabled_at:
        return N_("Closed"), "withdrawn"
    return (N_("In use"), "published") if one.can_sign_in else (N_("Invited"), "submitted")


def _buttons(page: Page, one: Account) -> None:
    t, login = page.t, one.login
    if one.disabled_at:
        if st.button(t._("Open again"), key=f"account_open_{login}"):
            _do(page, lambda: _close(login, undo=True))
        return
    if st.button(t._("Change roles"), key=f"account_change_{login}"):
        _change(page, one)
    label = t._("New password") if one.can_sign_in else t._("New invitation")
    if st.button(markup.as_written(label), key=f"account_link_{login}"):
        _do(page, lambda: _make_link(login))
    if one.can_sign_in and st.button(t._("Sign out everywhere"), key=f"account_out_{login}"):
        _do(page, lambda: _sign_out(login))
    if st.button(t._("Close"), key=f"account_close_{login}"):
        _ask_close(page, one)


def _ask_close(page: Page, one: Account) -> None:
    t = page.t

    @st.dialog(markup.as_written(t._("Close the account of {name}?").format(name=one.name)))
    def ask() -> None:
        about = t._("Signing in with it ends. What it did stays in the record, and it can be opened again.")
        show_text([about], page.lang)
        if st.button(t._("Close it"), type="primary", key=f"account_really_{one.login}"):
            _do(page, lambda: _close(one.login, undo=False))

    ask()


def _change(page: Page, one: Account) -> None:
    t = page.t

    @st.dialog(markup.as_written(t._("What is the account of {name} for?").format(name=one.name)))
    def ask() -> None:
        roles, members = _roles_and_members(page, f"account_{one.login}", one.roles, one.members)
        show_notes([t._("Whoever is signed in with it signs in again.")], page.lang)
        if st.button(t._("Keep this"), type="primary", key=f"account_keep_{one.login}"):
            _do(page, lambda: _give(one.login, roles, members))

    ask()


def _invite(page: Page, found: Sequence[Account]) -> None:
    t, times = page.t, st.session_state.setdefault(_ROUND, 0)
    show_section(t._("Invite somebody"), page.lang)
    with st.container(key="accounts_invite"):
        name = st.text_input(t._("Name"), key=f"invite_name_{times}", max_chars=LONGEST_NAME, autocomplete="off")
        login = st.text_input(
            t._("Login name"),
            key=f"invite_login_{times}",
            max_chars=LONGEST_LOGIN,
            autocomplete="off",
            help=t._("Small letters, digits, dots and dashes. It is shown next to what you did."),
        )
        roles, members = _roles_and_members(page, f"invite_{times}", frozenset(), ())
        if st.button(t._("Make the invitation"), type="primary", key="invite_send"):
            _do(page, lambda: _add(login, name, roles, members))


def _roles_and_members(
    page: Page, name: str, roles: frozenset[Role], members: Sequence[str]
) -> tuple[frozenset[Role], tuple[str, ...]]:
    """Asks what an account is for, and for contributors whose figures it sends."""
    t = page.t
    chosen = {
        role
        for role in Role
        if st.checkbox(
            f"**{t._(ROLE_WORDS[role])}**: {t._(_FOR[role])}", value=role in roles, key=f"{name}_{role}_role"
        )
    }
    if Role.CONTRIBUTOR not in chosen:
        return frozenset(chosen), tuple(members)
    known = list(dict.fromkeys([*members, *(one.member for one in uploads(State.default()))]))
    belongs = pick_some(
        t._("Organisations whose figures it sends"),
        known,
        name=f"{name}_members",
        start=members,
        accept_new_options=True,
        placeholder=t._("Choose or write the name"),
    )
    return frozenset(chosen), belongs


def _do(page: Page, do: Callable[[], None]) -> None:
    """Do it and draw the page anew; a refusal is told where the button stands."""
    try:
        do()
    except ChildRightsError as refusal:
        show_notes([refusal.words(page.t)], page.lang)
        return
    cache.forget_actors()
    st.rerun()


def _add(login: str, name: str, roles: frozenset[Role], members: Sequence[str]) -> None:
    made = add_account(
        State.default(),
        login,
        name=name or login,
        roles=roles,
        members=members,
        who=require_actor(Action.MANAGE_ACCOUNTS),
    )
    _make_link(made.login)
    st.session_state[_ROUND] += 1


def _make_link(login: str) -> None:
    st.session_state[_LINK] = password_link(State.default(), login, who=require_actor(Action.MANAGE_ACCOUNTS))


def _give(login: str, roles: frozenset[Role], members: Sequence[str]) -> None:
    change_roles(State.default(), login, roles=roles, members=members, who=require_actor(Action.MANAGE_ACCOUNTS))


def _close(login: str, *, undo: bool) -> None:
    close_account(State.default(), login, who=require_actor(Action.MANAGE_ACCOUNTS), undo=undo)


def _sign_out(login: str) -> None:
    sign_out_everywhere(State.default(), login, who=require_actor(Action.MANAGE_ACCOUNTS))

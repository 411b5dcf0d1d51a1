"""Signing in and out: who gets a session, how long it lasts, what ends it, how often one may try."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from etl.accounts import (
    HERE,
    AccountRefused,
    Launch,
    LinkRefused,
    MustWait,
    SignInRefused,
    actor_of,
    add_account,
    change_password,
    change_roles,
    close_account,
    link_identity,
    look_at_link,
    password_link,
    passwords,
    session_of,
    sessions,
    sign_in,
    sign_in_identity,
    sign_out,
    sign_out_everywhere,
    signing_in,
)
from etl.accounts.tries import FORGOTTEN_S
from etl.ledger import State, audit_page, change_setting, verify_audit
from etl.permissions import NOBODY, Action, Actor, NotPermitted, Role, owner
from tests.etl.accounts.conftest import ADMIN, PASSWORD, Clock, Maker

OFFICE = "192.0.2.7"
DAY = 86_400.0


def lines(state: State, action: str) -> list[tuple[str, str]]:
    return [(one.who, one.detail) for one in audit_page(state, who=ADMIN).lines if one.action == action]


def everything(state: State) -> bytes:
    return b"".join(path.read_bytes() for path in state.home.iterdir() if path.is_file())


def test_the_right_password_gives_an_actor_with_roles_and_members(state: State, make: Maker) -> None:
    first = make("sophea", Role.CONTRIBUTOR, members=("NEP",))
    found = sign_in(state, " Sophea ", PASSWORD, network=OFFICE, replaces=first)
    assert actor_of(state, found.token) == Actor("sophea", frozenset({Role.CONTRIBUTOR}), ("NEP",))
    assert actor_of(state, first) == NOBODY, "the session that the browser had before is gone"
    assert found.token not in repr(found) and len(found.token) == 43
    assert lines(state, "sign in")[0] == ("sophea", "with a password")
    everywhere = everything(state)
    assert found.token.encode() not in everywhere and PASSWORD.encode() not in everywhere


@pytest.mark.parametrize(
    ("login", "password"), [("sophea", "three wet mangos"), ("nobody.here", PASSWORD), ("", ""), ("closed", PASSWORD)]
)
def test_one_sentence_for_every_reason(state: State, make: Maker, login: str, password: str) -> None:
    make("sophea")
    make("closed")
    close_account(state, "closed", who=ADMIN)
    with pytest.raises(SignInRefused, match="do not go together, or the account is closed"):
        sign_in(state, login, password, network=OFFICE)
    ((who, why),) = lines(state, "sign in refused")
    assert who == (login if login in ("sophea", "closed") else "") and why
    assert not password or password not in f"{who} {why}"


def test_a_password_in_the_wrong_field_is_kept_nowhere(
    state: State, make: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    make("sophea")
    for slip in ("my very own secret", "\u202esecret", "\ud800x", "x" * 10_000_000):
        with pytest.raises(SignInRefused) as refused:
            sign_in(state, slip, slip, network=OFFICE)
        assert slip not in str(refused.value)
    assert b"very own" not in everything(state) and "very own" not in caplog.text


def test_a_session_ends_by_itself(state: State, make: Maker, clock: Clock) -> None:
    change_setting(state, "session_days", 2, who=ADMIN)
    token = make("sophea")
    for _ in range(47):
        clock.now += 3600.0
        assert actor_of(state, token).name == "sophea", "as long as somebody works"
    clock.now += 3600.0
    assert actor_of(state, token) == NOBODY, "two days are two days"
    again = sign_in(state, "sophea", PASSWORD, network=OFFICE).token
    clock.now += 119 * 60
    assert actor_of(state, again).name == "sophea"
    clock.now += 121 * 60
    assert actor_of(state, again) == NOBODY, "a browser left alone"


def test_at_the_laptop_itself_one_comes_back_after_lunch_and_the_next_day(state: State, clock: Clock) -> None:
    launch = Launch("w" * 43)
    token = launch.redeem(state, "w" * 43)
    clock.now += 20 * DAY
    assert actor_of(state, token, server=launch.server) == owner(HERE)
    clock.now += 11 * DAY
    assert actor_of(state, token, server=launch.server) == NOBODY


def test_a_clock_set_back_makes_no_session_last(state: State, make: Maker, clock: Clock) -> None:
    token = make("sophea")
    clock.now -= 2 * DAY
    assert session_of(state, token) is None
    assert actor_of(state, sign_in(state, "sophea", PASSWORD, network=OFFICE).token).name == "sophea"


@pytest.mark.parametrize(
    "ends",
    [
        lambda state: close_account(state, "sophea", who=ADMIN),
        lambda state: change_roles(state, "sophea", roles=[Role.CONTRIBUTOR], members=["NEP"], who=ADMIN),
        lambda state: sign_out_everywhere(state, "sophea", who=ADMIN),
        lambda state: sign_out_everywhere(state, "sophea", who=Actor("sophea", frozenset({Role.STEWARD}))),
    ],
)
def test_what_ends_every_session_of_an_account_and_of_no_other(state: State, make: Maker, ends) -> None:  # type: ignore[no-untyped-def]
    mine, others = [make("sophea")], make("dara")
    mine.append(sign_in(state, "sophea", PASSWORD, network=OFFICE).token)
    ends(state)
    assert [actor_of(state, one) for one in mine] == [NOBODY, NOBODY]
    assert actor_of(state, others).name == "dara"


def test_signing_out_ends_one_session(state: State, make: Maker) -> None:
    one = make("sophea")
    other = sign_in(state, "sophea", PASSWORD, network=OFFICE).token
    sign_out(state, one)
    sign_out(state, "no token")
    assert (actor_of(state, one), actor_of(state, other).name) == (NOBODY, "sophea")
    assert lines(state, "sign out") == [("sophea", "")]


def test_another_password_ends_what_was_open_and_opens_one(state: State, make: Maker) -> None:
    token = make("sophea")
    with pytest.raises(SignInRefused):
        change_password(state, token, "not the old one", "four dry mangoes", network=OFFICE)
    with pytest.raises(passwords.PasswordRefused):
        change_password(state, token, PASSWORD, "sophea123456", network=OFFICE)
    fresh = change_password(state, token, PASSWORD, "four dry mangoes", network=OFFICE).token
    assert (actor_of(state, token), actor_of(state, fresh).name) == (NOBODY, "sophea")
    with pytest.raises(SignInRefused):
        sign_in(state, "sophea", PASSWORD, network=OFFICE)
    assert sign_in(state, "sophea", "four dry mangoes", network=OFFICE)
    with pytest.raises(SignInRefused, match="session has ended"):
        change_password(state, token, "four dry mangoes", "five dry mangoes", network=OFFICE)


def test_another_password_ends_the_links_that_were_open(state: State, make: Maker) -> None:
    token = make("sophea")
    link = password_link(state, "sophea", who=ADMIN).token
    change_password(state, token, PASSWORD, "four dry mangoes", network=OFFICE)
    with pytest.raises(LinkRefused):
        look_at_link(state, link)


def test_a_password_that_is_changed_while_the_old_one_is_looked_at_opens_nothing(
    state: State, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = make("sophea")

    def meanwhile(kept: str, given: str) -> bool:
        with monkeypatch.context() as once:
            once.setattr(signing_in, "verified", passwords.verified)
            change_password(state, token, PASSWORD, "four dry mangoes", network="198.51.100.1")
        return passwords.verified(kept, given)

    monkeypatch.setattr(signing_in, "verified", meanwhile)
    with pytest.raises(SignInRefused):
        sign_in(state, "sophea", PASSWORD, network=OFFICE)


def test_only_oneself_or_an_administrator_signs_out_everywhere(state: State, make: Maker) -> None:
    make("sophea")
    for other in (Actor("dara", frozenset({Role.STEWARD})), NOBODY):
        with pytest.raises(NotPermitted):
            sign_out_everywhere(state, "sophea", who=other)


@pytest.mark.parametrize("given", ["", "x", "x" * 43, "x" * 44, "'; DROP TABLE session; --", "\ud800" * 43, "ក" * 43])
def test_what_is_no_token_opens_nothing(state: State, make: Maker, given: str) -> None:
    make("sophea")
    assert session_of(state, given) is None and actor_of(state, given) == NOBODY


def test_the_hash_in_the_ledger_is_no_token(state: State, make: Maker) -> None:
    make("sophea")
    with sqlite3.connect(state.ledger) as ledger:
        (kept,) = ledger.execute("SELECT token FROM session").fetchone()
    assert actor_of(state, kept) == actor_of(state, kept[:43]) == NOBODY


def test_tries_wait_longer_and_longer_also_after_a_restart(state: State, make: Maker, clock: Clock) -> None:
    make("sophea")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(state, "sophea", "wrong wrong wrong", network=OFFICE)
    waits = []
    for n in range(8):
        with pytest.raises(MustWait) as wait:
            sign_in(state, "sophea", PASSWORD, network=f"192.0.2.{n}")
        waits.append(wait.value.seconds)
        clock.now += wait.value.seconds
        with pytest.raises(SignInRefused):
            sign_in(state, "sophea", "wrong wrong wrong", network=f"198.51.100.{n}")
    assert waits == sorted(waits) and waits[0] <= 3 and 60 <= waits[-1] <= 61
    clock.now += 61
    assert sign_in(state, "sophea", PASSWORD, network="203.0.113.9"), "nobody is kept out by others for long"
    assert sign_in(state, "sophea", PASSWORD, network="203.0.113.9"), "and then all is forgotten"


def test_accounts_that_there_are_not_wait_like_others(state: State, make: Maker, clock: Clock) -> None:
    make("sophea")
    seen = []
    for login in ("sophea", "nobody.here"):
        told = []
        for n in range(9):
            try:
                sign_in(state, login, "wrong wrong wrong", network=f"{login} {n}")
            except (SignInRefused, MustWait) as refused:
                told.append(str(refused))
        seen.append(told)
    assert seen[0] == seen[1]


def test_a_network_waits_whatever_names_it_tries_and_its_own_account_does_not_help_it(
    state: State, make: Maker, clock: Clock
) -> None:
    make("mallory")
    with pytest.raises(MustWait):
        for n in range(40):
            try:
                sign_in(state, f"somebody{n}", PASSWORD, network=OFFICE)
            except SignInRefused:
                sign_in(state, "mallory", PASSWORD, network=OFFICE)
    refused = len(lines(state, "sign in refused"))
    assert refused == 10, "a try that must wait is not even written down"
    clock.now += FORGOTTEN_S + 1
    assert sign_in(state, "mallory", PASSWORD, network=OFFICE)


def test_a_clock_set_back_makes_nobody_wait_for_long(state: State, make: Maker, clock: Clock) -> None:
    make("sophea")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(state, "sophea", "wrong wrong wrong", network=OFFICE)
    clock.now -= 365 * DAY
    with pytest.raises(MustWait) as wait:
        sign_in(state, "sophea", PASSWORD, network=OFFICE)
    assert wait.value.seconds <= 61


def test_a_hundred_tries_at_once_are_a_hundred(state: State, make: Maker) -> None:
    make("sophea")
    outcomes: list[str] = []

    def attempt() -> None:
        try:
            sign_in(state, "sophea", "wrong wrong wrong", network=OFFICE)
        except (SignInRefused, MustWait) as refused:
            outcomes.append(type(refused).__name__)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert outcomes.count("SignInRefused") == 5 and outcomes.count("MustWait") == 7


def test_a_dearer_hash_is_made_at_the_next_sign_in(state: State, make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    make("sophea")
    dearer = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: dearer)
    sign_in(state, "sophea", PASSWORD, network=OFFICE)
    with sqlite3.connect(state.ledger) as ledger:
        (kept,) = ledger.execute("SELECT password FROM account").fetchone()
    assert "m=16,t=2" in kept
    assert sign_in(state, "sophea", PASSWORD, network=OFFICE)


def test_an_outside_identity_opens_the_account_it_was_linked_to(state: State, make: Maker) -> None:
    make("sophea")
    make("dara")
    with pytest.raises(SignInRefused, match="belongs to no account"):
        sign_in_identity(state, "https://id.example", "42")
    link_identity(state, "sophea", "https://id.example", "42", who=ADMIN)
    with pytest.raises(AccountRefused, match="another account"):
        link_identity(state, "dara", "https://id.example", "42", who=ADMIN)
    assert sign_in_identity(state, "https://id.example", "42").account.login == "sophea"
    for issuer, subject in (
        ("https://id.example", "43"),
        ("https://id.example/", "42"),
        ("", ""),
        ("42", "https://id.example"),
    ):
        with pytest.raises(SignInRefused):
            sign_in_identity(state, issuer, subject)
    close_account(state, "sophea", who=ADMIN)
    with pytest.raises(SignInRefused):
        sign_in_identity(state, "https://id.example", "42")


def test_the_browser_of_the_launcher_owns_the_state_while_the_server_runs(state: State) -> None:
    launch = Launch("w" * 43)
    for wrong in ("", "w" * 42, "w" * 44, "\ud800"):
        with pytest.raises(LinkRefused):
            launch.redeem(state, wrong)
    token = launch.redeem(state, "w" * 43)
    assert actor_of(state, token, server=launch.server) == owner(HERE)
    assert actor_of(state, token) == actor_of(state, token, server=Launch("w" * 43).server) == NOBODY
    with pytest.raises(LinkRefused):
        launch.redeem(state, "w" * 43)
    assert "w" * 5 not in repr(launch) + str(vars(launch))
    change_setting(state, "sign_in_before_change", "always", who=ADMIN)
    assert actor_of(state, token, server=launch.server) == NOBODY


@pytest.mark.parametrize("word", ["", "short"])
def test_a_server_without_a_word_of_its_launcher_opens_to_nobody(state: State, word: str) -> None:
    with pytest.raises(LinkRefused):
        Launch(word).redeem(state, word)


def test_two_browsers_with_the_launchers_word_are_one(state: State) -> None:
    launch, won = Launch("w" * 43), []

    def attempt() -> None:
        with suppress(LinkRefused):
            won.append(launch.redeem(state, "w" * 43))

    threads = [threading.Thread(target=attempt) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(won) == 1


def test_nothing_is_made_for_whoever_only_looks(tmp_path: Path) -> None:
    state = State(tmp_path / "nowhere")
    assert actor_of(state, "x" * 43) == NOBODY and not state.home.exists()


def test_the_record_of_all_this_verifies_and_holds_no_secret(state: State, make: Maker) -> None:
    token = make("sophea", Role.ADMINISTRATOR)
    add_account(state, "dara", name="Dara", roles=[Role.STEWARD], who=actor_of(state, token))
    assert actor_of(state, token).may(Action.MANAGE_ACCOUNTS)
    assert verify_audit(state).holds
    told = " ".join(f"{one.who} {one.detail}" for one in audit_page(state, who=ADMIN).lines)
    assert "argon2" not in told and token not in told and "Dara" not in told


def test_the_launchers_word_is_not_lost_with_a_ledger_that_cannot_be_written_to(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    launch = Launch("w" * 43)
    with monkeypatch.context() as held:
        held.setattr("etl.accounts.launching.write_audit", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            launch.redeem(state, "w" * 43)
    assert actor_of(state, launch.redeem(state, "w" * 43), server=launch.server) == owner(HERE)


def test_who_is_signed_in_reads_on_where_nothing_can_be_written(
    state: State, make: Maker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = make("sophea")
    clock.now += 300

    @contextmanager
    def reading(_: State) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(state.ledger, isolation_level=None)) as ledger:
            ledger.row_factory = sqlite3.Row
            ledger.execute("PRAGMA query_only = ON")
            yield ledger

    monkeypatch.setattr(sessions, "opened", reading)
    assert actor_of(state, token).name == "sophea"


def test_an_account_is_tried_less_than_a_hundred_times_an_hour(state: State, make: Maker, clock: Clock) -> None:
    """ASVS 2.2.1, whatever number of networks try."""
    make("sophea")
    begun, tried = clock.now, 0
    while clock.now < begun + 3600:
        try:
            sign_in(state, "sophea", "wrong wrong wrong", network=f"network {clock.now}")
        except MustWait as wait:
            clock.now += wait.seconds
        except SignInRefused:
            tried += 1
    assert 60 < tried < 100

"""Settings: typed, within their bounds, changed by whoever may, each change in the audit."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from childrights.catalogue import UnknownCode
from childrights.i18n import translator
from etl.ledger import (
    SETTINGS,
    SettingRefused,
    State,
    audit_page,
    change_setting,
    setting,
    settings,
    sign_in_always,
)
from etl.permissions import Actor, NotPermitted, Role, owner

WHO = owner("dara")


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "home")


def test_a_setting_stands_as_it_came_until_it_is_changed(state: State) -> None:
    assert {key: setting(state, key) for key in SETTINGS} == {
        "four_eyes": False,
        "sign_in_before_change": "auto",
        "session_days": 1,
        "session_idle_minutes": 120,
        "retention_months": 0,
        "largest_upload_mb": 64,
        "due_day": "",
    }
    assert not state.home.exists(), "asking makes nothing"
    changed = change_setting(state, "session_days", " 24 ", who=WHO)
    assert (changed.value, changed.changed_by, setting(state, "session_days")) == (24, "dara", 24)
    assert [one.value for one in settings(state)] == [False, "auto", 24, 120, 0, 64, ""]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("four_eyes", "perhaps"), ("four_eyes", "2"), ("four_eyes", ""), ("four_eyes", None),
        ("sign_in_before_change", "never"), ("sign_in_before_change", True),
        *(("session_days", one) for one in ("0", "31", "1.5", "-1", "²", "٣", "១", "9" * 40, "", "1e1", None, 2.0, True)),
        ("session_idle_minutes", 1441), ("threshold:stunting", 1001),
    ],
)  # fmt: skip
def test_what_it_cannot_be_is_refused(state: State, key: str, value: object) -> None:
    with pytest.raises(SettingRefused):
        change_setting(state, key, value, who=WHO)
    assert not any(one.changed_at for one in settings(state))


@pytest.mark.parametrize(
    ("value", "read"),
    [("on", True), ("TRUE", True), ("yes", True), (True, True), ("off", False), (False, False), ("0", False)],
)
def test_switches_are_told_in_many_words(state: State, value: object, read: bool) -> None:
    change_setting(state, "four_eyes", not read, who=WHO)
    assert change_setting(state, "four_eyes", value, who=WHO).value is read


@pytest.mark.parametrize("key", ["", "fourEyes", "threshold:", "threshold:no_such_indicator", "'; DROP TABLE setting"])
def test_a_setting_that_there_is_not(state: State, key: str) -> None:
    with pytest.raises(UnknownCode):
        setting(state, key)
    with pytest.raises(UnknownCode):
        change_setting(state, key, "1", who=WHO)


def test_a_threshold_is_only_ever_raised(state: State) -> None:
    key = "threshold:stunting"
    assert setting(state, key) == 0
    change_setting(state, key, 12, who=WHO)
    for lower in (11, 0):
        with pytest.raises(SettingRefused, match="can only be raised: it is 12 now"):
            change_setting(state, key, lower, who=WHO)
    change_setting(state, key, 15, who=WHO)
    assert setting(state, key) == 15 and settings(state)[-1].setting.key == key
    assert [one.detail for one in audit_page(state, who=WHO).lines] == [f"{key} from 12 to 15", f"{key} from 0 to 12"]


def test_only_administrators_change_settings(state: State) -> None:
    for role in Role:
        one = Actor("x", frozenset({role}), ("NEP",))
        if role is Role.ADMINISTRATOR:
            assert change_setting(state, "four_eyes", "on", who=one).value
        else:
            with pytest.raises(NotPermitted):
                change_setting(state, "four_eyes", "on", who=one)


def test_other_computers_always_sign_in(state: State) -> None:
    assert sign_in_always(state, loopback=False) and not sign_in_always(state, loopback=True)
    change_setting(state, "sign_in_before_change", "always", who=WHO)
    assert sign_in_always(state, loopback=True)


@pytest.mark.parametrize("rubbish", ["", "rubbish", '"rubbish"', "[]", "99", "true", "null", "1.5"])
def test_a_value_that_no_longer_fits_counts_as_none(state: State, rubbish: str) -> None:
    change_setting(state, "session_days", 5, who=WHO)
    with sqlite3.connect(state.ledger) as ledger:
        ledger.execute("UPDATE setting SET value = ?", (rubbish,))
    assert setting(state, "session_days") == 1


def test_every_setting_is_told_in_both_languages() -> None:
    t = translator("km")
    for one in SETTINGS.values():
        for words in (one.name, one.help):
            assert words and t._(words) != words

"""Settings of a running dashboard: typed, within bounds, kept in the ledger, each change a line of the audit."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from childrights.catalogue import ChildRightsError, UnknownCode, load_catalogue
from childrights.i18n import N_
from etl.ledger.file import now, opened, transaction, write_audit
from etl.ledger.state import State
from etl.permissions import Action, Actor
from etl.persons import kept_member

SWITCH, NUMBER, CHOICE, DAY = "switch", "number", "choice", "day"
THRESHOLD = "threshold:"
"""What the names of thresholds begin with; the code of an indicator follows."""
DUE = "due:"
"""What the names of settings begin with that say when one member's figures are due; its name follows."""
AUTO, ALWAYS = "auto", "always"
MOST_UPLOAD_MB = 64
"""The largest file that is ever taken: what is read is measured against the memory that the reader has."""


class SettingRefused(ChildRightsError):
    """A value that a setting cannot have."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``kind`` is ``switch`` (true or false), ``number`` (whole, from ``lowest`` to ``highest``),
    ``day`` (of each year, as 03-31, or empty) or ``choice`` (one of ``choices``); ``name`` and ``help`` are msgids;
    ``only_raised`` forbids to lower it again."""

    key: str
    kind: str
    default: bool | int | str
    name: str
    help: str
    lowest: int = 0
    highest: int = 0
    choices: tuple[str, ...] = ()
    only_raised: bool = False

    def words_of(self, value: bool | int | str) -> str:
        """A value as it is typed and told: a switch is on or off."""
        return _word(value)


@dataclass(frozen=True, slots=True)
class StandingSetting:
    """A setting with its value: by whom and when it was changed last, empty while it stands as it came."""

    setting: Setting
    value: bool | int | str
    changed_at: str = ""
    changed_by: str = ""

    @property
    def words(self) -> str:
        """The value as it is typed and told."""
        return _word(self.value)


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        one.key: one
        for one in (
            Setting(
                "four_eyes",
                SWITCH,
                False,
                N_("Four eyes"),
                N_("Whoever sent figures may not approve them; somebody else must."),
            ),
            Setting(
                "sign_in_before_change",
                CHOICE,
                AUTO,
                N_("Sign in before any change"),
                N_(
                    "Reading stays open. As it is reached (auto): the browser that the dashboard opened itself may "
                    "change figures without an account, unless other computers can reach it. Always: every change "
                    "needs an account."
                ),
                choices=(AUTO, ALWAYS),
            ),
            Setting(
                "session_days",
                NUMBER,
                1,
                N_("Days until one must sign in again"),
                N_("However much somebody works, the session ends after this time."),
                lowest=1,
                highest=30,
            ),
            Setting(
                "session_idle_minutes",
                NUMBER,
                120,
                N_("Minutes without work until one must sign in again"),
                N_("A browser left open on a shared computer is closed to others after this time."),
                lowest=15,
                highest=1440,
            ),
            Setting(
                "retention_months",
                NUMBER,
                0,
                N_("Months for which copies of members' files are kept"),
                N_(
                    "At every start and every publication the kept copies of files that were sent longer ago are "
                    "removed, and what was set aside before then. Figures stay, as do backups, which cannot be reached "
                    "from here. 0 keeps copies until somebody erases them."
                ),
                highest=240,
            ),
            Setting(
                "largest_upload_mb",
                NUMBER,
                MOST_UPLOAD_MB,
                N_("Largest file that may be sent, in MB"),
                N_("For every page on which a file is given. What is larger is refused before it is read."),
                lowest=1,
                highest=MOST_UPLOAD_MB,
            ),
            Setting(
                "due_day",
                DAY,
                "",
                N_("Day by which members send their figures"),
                N_(
                    "Month and day of each year, as 03-31; empty where no day was agreed. A member's mirror says "
                    "whether its figures came by then. For one member alone: python run.py settings due:NAME 04-30"
                ),
            ),
        )
    }
)
"""Every setting there is, in the order in which it is shown, but for the thresholds: one for each indicator."""


def setting_named(key: str) -> Setting:
    """What is known of a setting. Raises ``UnknownCode``."""
    if key in SETTINGS:
        return SETTINGS[key]
    if key.startswith(THRESHOLD) and key.removeprefix(THRESHOLD) in load_catalogue().indicators:
        return Setting(
            key,
            NUMBER,
            0,
            N_("Smallest number of children that is shown"),
            N_("For this indicator in members' figures. It is only ever raised; 0 is what the dashboard comes with."),
            highest=1000,
            only_raised=True,
        )
    if key.startswith(DUE) and (name := kept_member(key.removeprefix(DUE))):
        return Setting(
            DUE + name,
            DAY,
            "",
            N_("Day by which this member sends its figures"),
            N_("Month and day of each year, as 03-31; empty where the day of all members holds."),
        )
    raise UnknownCode(N_("There is no setting {name}. See: python run.py settings"), name=key[:60])


def setting(state: State, key: str) -> Any:
    """The value of a setting as its kind has it: ``bool``, ``int`` or ``str``. Raises ``UnknownCode``."""
    return _standing(state, setting_named(key)).value


def settings(state: State) -> tuple[StandingSetting, ...]:
    """Every setting with its value; of the thresholds those that were raised, of the days of members those set."""
    more = [key for key in _kept(state) if key.startswith((THRESHOLD, DUE))]
    return tuple(_standing(state, setting_named(key)) for key in (*SETTINGS, *sorted(more)))


def change_setting(state: State, key: str, value: object, *, who: Actor) -> StandingSetting:
    """Give a setting another value, also as text from a form or a command; the same value changes nothing.

    Raises ``NotPermitted``, ``UnknownCode`` and ``SettingRefused``.
    """
    who.require(Action.CHANGE_SETTINGS)
    known = setting_named(key)
    key, wanted = known.key, _read(known, value)
    with opened(state) as ledger, transaction(ledger):
        row = ledger.execute("SELECT value FROM setting WHERE name = ?", (key,)).fetchone()
        before = json.loads(row["value"]) if row else known.default
        if known.only_raised and int(wanted) < int(before):
            raise SettingRefused(
                N_("A threshold can only be raised: it is {before} now, and figures were published under it."),
                before=before,
            )
        if wanted != before:
            ledger.execute(
                "INSERT OR REPLACE INTO setting VALUES (?, ?, ?, ?)", (key, json.dumps(wanted), now(), who.name)
            )
            write_audit(ledger, who.name, "setting", f"{key} from {_word(before)} to {_word(wanted)}")
    return _standing(state, known)


def largest_upload(state: State) -> int:
    """How many bytes a file may have that somebody gives on a page."""
    return int(setting(state, "largest_upload_mb")) << 20


def sign_in_always(state: State, *, loopback: bool) -> bool:
    """Whether nobody may change anything without an account: as the setting says, else where the dashboard serves
    other computers. ``loopback`` is whether it listens for this computer only."""
    return not loopback or setting(state, "sign_in_before_change") == ALWAYS


_YES, _NO = ("on", "true", "yes", "1"), ("off", "false", "no", "0")
_WHOLE = re.compile(r"[0-9]{1,9}")
_MONTH_AND_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")


def _read(known: Setting, value: object) -> bool | int | str:
    told = _word(value).strip().lower() if isinstance(value, bool | int | str) else ""
    if known.kind == SWITCH:
        if told not in _YES + _NO:
            raise SettingRefused(N_("{name} is on or off."), name=known.key)
        return told in _YES
    if known.kind == CHOICE:
        if told not in known.choices:
            raise SettingRefused(N_("{name} is one of {choices}."), name=known.key, choices=", ".join(known.choices))
        return told
    if known.kind == DAY:
        if told not in ("", "none") and not _is_a_day(told):
            raise SettingRefused(N_("{name} is a day of the year, as 03-31, or none."), name=known.key)
        return "" if told == "none" else told
    if not _WHOLE.fullmatch(told) or not known.lowest <= int(told) <= known.highest:
        raise SettingRefused(
            N_("{name} is a whole number from {lowest} to {highest}."),
            name=known.key,
            lowest=known.lowest,
            highest=known.highest,
        )
    return int(told)


def _is_a_day(text: str) -> bool:
    try:
        return bool(_MONTH_AND_DAY.fullmatch(text) and date.fromisoformat(f"2023-{text}"))
    except ValueError:
        return False


def _word(value: object) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def _kept(state: State) -> dict[str, tuple[str, str, str]]:
    if not state.ledger.exists():
        return {}
    with opened(state) as ledger:
        rows = ledger.execute("SELECT * FROM setting").fetchall()
    return {row["name"]: (row["value"], row["at"], row["who"]) for row in rows}


def _standing(state: State, known: Setting) -> StandingSetting:
    """A value that no longer fits (an older version kept it) counts as none."""
    kept = _kept(state).get(known.key)
    if kept is None:
        return StandingSetting(known, known.default)
    try:
        return StandingSetting(known, _read(known, json.loads(kept[0])), kept[1], kept[2])
    except (SettingRefused, ValueError):
        return StandingSetting(known, known.default)

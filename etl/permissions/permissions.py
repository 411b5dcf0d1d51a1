"""Roles, actions, which role may do which, and the one who acts.

Every function that changes the state, or hands out what is kept, takes ``who: Actor`` and calls ``who.require`` before
it does anything: pages, verbs and raw requests all come to the same line. Looking at what is published needs nobody.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_


class Role(StrEnum):
    """What an account is for; an account holds a set of them."""

    CONTRIBUTOR = "contributor"
    STEWARD = "steward"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What somebody may or may not do."""

    SUBMIT = "submit"
    PREVIEW = "preview"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    DECIDE = "decide"
    BRING = "bring"
    REFRESH = "refresh"
    BOUNDARIES = "boundaries"
    TAKE_COPY = "take_copy"
    READ_AUDIT = "read_audit"
    MANAGE_ACCOUNTS = "manage_accounts"
    CHANGE_SETTINGS = "change_settings"
    WRITE_PAPERS = "write_papers"
    CLOSE_PAPERS = "close_papers"
    ERASE = "erase"
    BACK_UP = "back_up"


_CONTRIBUTOR, _STEWARD = frozenset({Role.CONTRIBUTOR}), frozenset({Role.STEWARD})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

PERMITTED: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.SUBMIT: _CONTRIBUTOR | _STEWARD,
        Action.PREVIEW: _CONTRIBUTOR | _STEWARD,
        Action.APPROVE: _STEWARD,
        Action.WITHDRAW: _CONTRIBUTOR | _STEWARD,
        Action.DECIDE: _STEWARD,
        Action.BRING: _STEWARD,
        Action.REFRESH: _STEWARD,
        Action.BOUNDARIES: _STEWARD,
        Action.TAKE_COPY: _CONTRIBUTOR | _STEWARD,
        Action.READ_AUDIT: _STEWARD | _ADMINISTRATOR,
        Action.MANAGE_ACCOUNTS: _ADMINISTRATOR,
        Action.CHANGE_SETTINGS: _ADMINISTRATOR,
        Action.WRITE_PAPERS: _CONTRIBUTOR | _STEWARD | _ADMINISTRATOR,
        Action.CLOSE_PAPERS: _STEWARD,
        # Whoever finds out first that a file names a child must not have to look for somebody else.
        Action.ERASE: _STEWARD | _ADMINISTRATOR,
        # A backup holds everything, the accounts too.
        Action.BACK_UP: _ADMINISTRATOR,
    }
)
"""Action → the roles of which one is enough. A contributor's reaches only as far as the contributor's own members."""

COMMON = frozenset({Action.WRITE_PAPERS})
"""What belongs to no member but to the coalition, so that a contributor of any member may do it."""

ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {Role.CONTRIBUTOR: N_("Contributor"), Role.STEWARD: N_("Steward"), Role.ADMINISTRATOR: N_("Administrator")}
)
"""Role → what it is called, as a msgid."""

ACTION_WORDS: Mapping[Action, str] = MappingProxyType(
    {
        Action.SUBMIT: N_("Send a member's figures"),
        Action.PREVIEW: N_("Look at figures before they are published"),
        Action.APPROVE: N_("Approve what members sent"),
        Action.WITHDRAW: N_("Take an upload back"),
        Action.DECIDE: N_("Decide where figures differ"),
        Action.BRING: N_("Bring in recommendations, assessments and asks"),
        Action.REFRESH: N_("Accept newer figures of publishers"),
        Action.BOUNDARIES: N_("Change the boundaries of the maps"),
        Action.TAKE_COPY: N_("Download the kept copy of a file"),
        Action.READ_AUDIT: N_("Read the record of what was done"),
        Action.MANAGE_ACCOUNTS: N_("Manage accounts"),
        Action.CHANGE_SETTINGS: N_("Change settings"),
        Action.WRITE_PAPERS: N_("Write papers together"),
        Action.CLOSE_PAPERS: N_("Close and delete papers"),
        Action.ERASE: N_("Erase an upload for good"),
        Action.BACK_UP: N_("Back up and restore"),
    }
)
"""Action → what it is called, as a msgid."""

_SIGN_IN = N_("Please sign in first. Looking needs no account; changing anything does.")
_OTHERS = N_("Your account may do this only for its own organisation.")
_NOT_YOURS: Mapping[frozenset[Role], str] = {
    _CONTRIBUTOR | _STEWARD: N_("Your account may not do this. A contributor of the organisation or a steward may."),
    _STEWARD: N_("Your account may not do this. A steward may."),
    _ADMINISTRATOR: N_("Your account may not do this. An administrator may."),
    _STEWARD | _ADMINISTRATOR: N_("Your account may not do this. A steward or an administrator may."),
    _CONTRIBUTOR | _STEWARD | _ADMINISTRATOR: N_("Your account may not do this. An administrator can give it a role."),
}


class NotPermitted(ChildRightsError):
    """Somebody tried to do what their roles do not allow, or nobody was signed in."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. ``name`` goes into the ledger, ``members`` are the organisations a contributor belongs to.

    Only who recognised somebody makes one: the command line and the door of the pages by ``owner``, and accounts.
    ``owns`` is whether it is the owner of this computer, whatever the name says.
    """

    name: str
    roles: frozenset[Role] = frozenset()
    members: tuple[str, ...] = ()
    owns: bool = field(default=False, compare=False)

    def may(self, action: Action, member: str = "") -> bool:
        """Whether this one may do ``action`` to what belongs to ``member``; without a member, to anybody's."""
        enough = self.roles & PERMITTED[action]
        if enough - _CONTRIBUTOR or (enough and action in COMMON):
            return True
        return bool(enough and _same(member) and _same(member) in map(_same, self.members))

    def may_for_some(self, action: Action) -> bool:
        """Whether there is anything to which this one may do ``action``: what a screen asks before it offers it."""
        return self.may(action) or any(self.may(action, one) for one in self.members)

    def require(self, action: Action, member: str = "") -> None:
        """Let the action through. Raises ``NotPermitted`` in words for whoever tried."""
        if self.may(action, member):
            return
        if not self.roles:
            raise NotPermitted(_SIGN_IN)
        raise NotPermitted(_OTHERS if self.roles & PERMITTED[action] else _NOT_YOURS[PERMITTED[action]])


def _same(member: str) -> str:
    """A member's name to compare: composed, without spaces at its ends. Nothing else is forgiven: a name that merely
    looks alike is somebody else's."""
    return unicodedata.normalize("NFC", " ".join(member.split()))


def owner(name: str) -> Actor:
    """Whoever owns this computer, with every role: at the command line, and in the browser that it opened itself."""
    return Actor(name, frozenset(Role), owns=True)


NOBODY = Actor("")
"""Whoever is not signed in."""

"""What a line of the record is about, in the reader's words. The ledger keeps it in words of the program, the same in
every language, as they are sealed; ids and names stay as they are."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.i18n import N_, Translator
from etl.accounts import FIRST, INVITATION, RESET
from etl.ledger import SETTINGS
from etl.permissions import ROLE_WORDS, Role

_PHRASES: Mapping[str, str] = {
    FIRST: N_("first administrator"),
    INVITATION: N_("invitation"),
    RESET: N_("a new password"),
    "by a link": N_("by a link"),
    "by its owner": N_("by its owner"),
    "by the launcher": N_("in the window that opened at the start"),
    "with a password": N_("with a password"),
    "with an outside identity": N_("with an outside identity"),
    "wrong password": N_("wrong password"),
    "wrong password, to change it": N_("wrong password, to change it"),
    "the account is closed": N_("the account is closed"),
    "a name that is no account": N_("a name that is no account"),
    "outside identity": N_("an outside identity that belongs to no account"),
    "without an upload": N_("without an upload"),
}
_VALUES: Mapping[str, str] = {"on": N_("on"), "off": N_("off"), "auto": N_("as it is reached"), "always": N_("always")}


def about_words(action: str, detail: str, t: Translator) -> str:
    """What a line is about."""
    if action in ("account", "roles"):
        login, _, roles = detail.partition(" ")
        return f"{login} {t._(', ').join(_role(one, t) for one in roles.split(', '))}"
    if action == "one-time link":
        kind = next((one for one in (FIRST, INVITATION, RESET) if detail.startswith(one)), "")
        return f"{_phrase(kind, t)}{detail.removeprefix(kind)}"
    if action == "setting":
        return _setting(detail, t)
    if detail in _PHRASES:
        return _phrase(detail, t)
    return t._(", ").join(_phrase(one, t) for one in detail.split(", "))


def _phrase(told: str, t: Translator) -> str:
    return t._(_PHRASES[told]) if told in _PHRASES else told


def _role(told: str, t: Translator) -> str:
    return t._(ROLE_WORDS[Role(told)]) if told in set(Role) else _phrase(told, t)


def _setting(detail: str, t: Translator) -> str:
    key, _, change = detail.partition(" from ")
    before, _, after = change.partition(" to ")
    if key not in SETTINGS or not after:
        return detail
    was, is_now = (t._(_VALUES[one]) if one in _VALUES else one for one in (before, after))
    return f"{t._(SETTINGS[key].name)}: {was} → {is_now}"

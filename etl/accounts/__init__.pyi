from .launching import LAUNCHED_DAYS, Launch, LinkRefused
from .links import (
    FIRST,
    INVITATION,
    RESET,
    OneTimeLink,
    first_administrator_link,
    look_at_link,
    password_link,
    redeem_link,
    redeem_with_identity,
)
from .managing import accounts, add_account, change_roles, close_account, link_identity, sign_out_everywhere
from .passwords import SHORTEST, PasswordRefused
from .sessions import HERE, Session, actor_of, session_of, sign_out
from .signing_in import SignedIn, SignInRefused, change_password, sign_in, sign_in_identity
from .table import Account, AccountRefused, same_login
from .tries import MustWait

__all__ = [
    "FIRST",
    "HERE",
    "INVITATION",
    "LAUNCHED_DAYS",
    "RESET",
    "SHORTEST",
    "Account",
    "AccountRefused",
    "Launch",
    "LinkRefused",
    "MustWait",
    "OneTimeLink",
    "PasswordRefused",
    "Session",
    "SignInRefused",
    "SignedIn",
    "accounts",
    "actor_of",
    "add_account",
    "change_password",
    "change_roles",
    "close_account",
    "first_administrator_link",
    "link_identity",
    "look_at_link",
    "password_link",
    "redeem_link",
    "redeem_with_identity",
    "same_login",
    "session_of",
    "sign_in",
    "sign_in_identity",
    "sign_out",
    "sign_out_everywhere",
]

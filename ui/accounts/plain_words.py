"""What the pages of signing in say, for each of them."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.i18n import Translator
from etl.accounts import FIRST, RESET, SHORTEST, OneTimeLink
from ui.accounts.plain_pages import PlainPage
from ui.parts import FormField

LOGIN, NAME, PASSWORD, AGAIN, OLD = "login", "name", "password", "again", "old"
DO, ONLY_HERE, EVERYWHERE = "do", "here", "everywhere"


def sign_in(
    t: Translator, *, told: str = "", login: str = "", others: Sequence[tuple[str, str]] = (), here: bool = False
) -> PlainPage:
    """The form for name and password; ``others`` are other ways to sign in, with their addresses, ``here`` is whether
    the window that opens at the computer that serves is one."""
    window = t._(
        "At the computer that serves the dashboard no password is needed: the browser window that opens when it starts "
        "is signed in."
    )
    return PlainPage(
        t._("Sign in"),
        [t._("Looking needs no account. Sign in to send figures, or to look after them.")],
        told,
        [
            FormField(LOGIN, t._("Login name"), autocomplete="username", value=login),
            FormField(PASSWORD, t._("Password"), "password", "current-password"),
        ],
        [(DO, "sign-in", t._("Sign in"))],
        [
            t._("No account yet, or the password forgotten? Ask the administrator of this dashboard for a link."),
            *([window] if here else []),
        ],
        others,
        401 if told else 200,
    )


def sign_out(t: Translator, name: str, back: str) -> PlainPage:
    """Asks where to sign out. ``name`` is empty in the browser that the dashboard opened, which has no account."""
    here = t._("You are signed in at this computer. To sign in again here, start the dashboard again.")
    everywhere = [(DO, EVERYWHERE, t._("Sign out on all devices"))] if name else []
    return PlainPage(
        t._("Sign out?"),
        [t._("You are signed in as {name}.").format(name=name) if name else here],
        buttons=[(DO, ONLY_HERE, t._("Sign out")), *everywhere],
        notes=[t._("On all devices: for when you lost one, or forgot to sign out somewhere.")] if name else [],
        ways=[(t._("Stay signed in"), back)],
    )


def signed_out(t: Translator, base: str) -> PlainPage:
    """Nobody is signed in (any more)."""
    return PlainPage(
        t._("You are signed out"),
        [t._("You can go on looking at everything.")],
        ways=[(t._("To the dashboard"), base), (t._("Sign in"), f"{base}sign-in")],
    )


def new_password(t: Translator) -> list[FormField]:
    """A password for later, twice."""
    return [
        FormField(
            PASSWORD,
            t._("Password"),
            "password",
            "new-password",
            t._("At least {count} letters. A few words that belong together only for you are best.").format(
                count=SHORTEST
            ),
        ),
        FormField(AGAIN, t._("The same password again"), "password", "new-password"),
    ]


def welcome(
    t: Translator,
    link: OneTimeLink,
    *,
    told: str = "",
    login: str = "",
    name: str = "",
    others: Sequence[tuple[str, str]] = (),
) -> PlainPage:
    """Sets the password of an account that somebody made; makes the account of the first administrator."""
    first = link.kind == FIRST
    paragraphs, fields = [t._("Choose a password. It stays yours alone.")], new_password(t)
    title = t._("A new password for {name}") if link.kind == RESET else t._("Welcome, {name}")
    title = t._("Your account as administrator") if first else title.format(name=link.name or link.login)
    if first:
        paragraphs = [
            t._(
                "An administrator invites the others: contributors, who send the figures of their organisation, "
                "and stewards, who review and approve them. You are a steward too, until you say otherwise."
            )
        ]
        hint = t._("Small letters, digits, dots and dashes. It is shown next to what you did.")
        fields = [
            FormField(LOGIN, t._("Login name"), autocomplete="username", hint=hint, value=login),
            FormField(NAME, t._("Your name"), autocomplete="name", value=name),
            *fields,
        ]
    else:
        paragraphs.append(t._("Your login name is {login}.").format(login=link.login))
    return PlainPage(
        title,
        paragraphs,
        told,
        fields,
        [(DO, "welcome", t._("Keep it and sign in"))],
        [t._("This address works once. From then on you sign in with the login name and this password.")],
        others,
        status=422 if told else 200,
    )


def password(t: Translator, name: str, back: str, *, told: str = "") -> PlainPage:
    """Changes the password of whoever is signed in."""
    return PlainPage(
        t._("Change your password"),
        [t._("You are signed in as {name}.").format(name=name)],
        told,
        [FormField(OLD, t._("The password until now"), "password", "current-password"), *new_password(t)],
        [(DO, "password", t._("Change it"))],
        [t._("Everywhere else you are signed out by this.")],
        [(t._("Leave it as it is"), back)],
        422 if told else 200,
    )


def no_password(t: Translator, back: str) -> PlainPage:
    """The browser that the dashboard opened itself."""
    return PlainPage(
        t._("There is no password here"),
        [t._("You are signed in at this computer, which needs none.")],
        ways=[(t._("Back"), back)],
    )


def used_up(t: Translator, base: str, *, here: bool) -> PlainPage:
    """A one-time address that was used, is too old, or never was one; ``here`` as in ``sign_in``."""
    window = t._(
        "At the computer that serves the dashboard: stop it and start it again. The window that opens is signed in."
    )
    return PlainPage(
        t._("This address does not work any more"),
        [
            t._("It works once and only for a while. Ask the administrator for a new one, or sign in."),
            *([window] if here else []),
        ],
        ways=[(t._("Sign in"), f"{base}sign-in"), (t._("To the dashboard"), base)],
        status=410,
    )


def not_yours(t: Translator, why: str, base: str, *, signed_in: bool) -> PlainPage:
    """Something that this person may not have."""
    to_sign_in = (t._("Sign in"), f"{base}sign-in")
    ways = [(t._("To the dashboard"), base)]
    return PlainPage(
        t._("You do not have access to this"),
        [why],
        ways=ways if signed_in else [to_sign_in, *ways],
        status=403 if signed_in else 401,
    )

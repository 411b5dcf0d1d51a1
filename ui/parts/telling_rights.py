"""What somebody reads who may look but not change: a calm sentence, and the way to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from childrights.i18n import DEFAULT_LANGUAGE, Translator
from etl.accounts import HERE
from etl.permissions import Action, NotPermitted
from ui.parts import markup
from ui.parts.access import current_actor, may_for_some
from ui.parts.layout import show_notes, show_text, show_title

if TYPE_CHECKING:
    from ui.parts.page import Page

SIGN_IN, SIGN_OUT, PASSWORD = "sign-in", "sign-out", "password"


def allowed_or_told(page: Page, action: Action, kicker: str) -> bool:
    """Whether this rerun's actor may do ``action`` for anybody; who may not reads why, and how to sign in."""
    if may_for_some(action):
        return True
    t, actor = page.t, current_actor()
    if actor.roles:
        show_title(t._("This is not among the things your account may do"), page.lang, kicker=kicker)
        show_text([_refusal(action, t)], page.lang)
        return False
    show_title(t._("This is for people who have signed in"), page.lang, kicker=kicker)
    show_text(
        [
            t._("Looking needs no account; changing anything does, so that it is known who did what."),
            t._("Everything else is open to you: the maps, the sources, the template and the help."),
        ],
        page.lang,
    )
    show_sign_in(t)
    return False


def _refusal(action: Action, t: Translator) -> str:
    try:
        current_actor().require(action)
    except NotPermitted as refusal:
        return refusal.words(t)
    return ""


def show_sign_in(t: Translator) -> None:
    """The way to sign in, and back to this page."""
    markup.show(markup.wrap("p", sign_in_link(t), "cr-text cr-way-in"), t.lang)


def sign_in_link(t: Translator) -> str:
    """A link to the page for signing in. It knows from the browser which page one comes from."""
    return door_link(t._("Sign in"), SIGN_IN, t)


def door_link(words: str, door: str, t: Translator) -> str:
    """A link to a page beside Streamlit, in the language of this one."""
    return markup.link(words, door, lang="" if t.lang == DEFAULT_LANGUAGE else t.lang)


def show_who(t: Translator) -> None:
    """Who is signed in, with the ways out; or the way in, without a word about it: most people only look."""
    actor = current_actor()
    if not actor.roles:
        markup.show(markup.wrap("p", sign_in_link(t), "cr-note cr-who"), t.lang)
        return
    here = actor.name == HERE
    name = t._("Signed in at this computer") if here else t._("Signed in as {name}").format(name=actor.name)
    ways = [door_link(t._("Sign out"), SIGN_OUT, t)]
    if not here:
        ways.append(door_link(t._("Password"), PASSWORD, t))
    markup.show(markup.wrap("p", " · ".join([markup.tag("span", name), *ways]), "cr-note cr-who"), t.lang)


def show_looking_only(page: Page, action: Action) -> None:
    """A line under what somebody without the right may look at."""
    t, actor = page.t, current_actor()
    if actor.roles:
        show_notes([_refusal(action, t)], page.lang)
    else:
        told = markup.tag("span", t._("To change something here, sign in first.")) + " " + sign_in_link(t)
        markup.show(markup.wrap("p", told, "cr-note"), page.lang)

"""A calm word on every page while an older publication stands in for one that is damaged."""

from __future__ import annotations

from childrights.catalogue import NoSnapshot
from childrights.i18n import Translator
from childrights.rights import day_words
from childrights.snapshot import POINTER, UnreadableSnapshot, serving
from etl.permissions import Action
from ui.parts import access, show_notes


def tell_damage(t: Translator) -> None:
    """Say which publication is shown in place of a damaged one; whoever may write reads how it is made anew."""
    try:
        found = serving()
    except (NoSnapshot, UnreadableSnapshot):
        return  # the page says so
    if not found.damaged:
        return
    day = day_words(found.pointer.built_at, t.lang)
    words = t._("The newest publication is damaged. You see the one of {day}; nothing that was brought in is lost.")
    if found.damaged == POINTER:
        words = t._("The file that names the newest publication is damaged. You see the last sound one, of {day}.")
    told = [words.format(day=day)]
    if access.may(Action.APPROVE):
        told.append(t._("Make it anew: {command}").format(command="python run.py build"))
    show_notes(told, t.lang)

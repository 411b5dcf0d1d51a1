"""Whose boundaries the maps are drawn by."""

from __future__ import annotations

from childrights.i18n import Translator
from geo import boundaries_in_force


def boundaries_credit(t: Translator) -> str:
    """Whose boundaries the maps show, of which year and under which licence: to be said wherever there is a map."""
    given = boundaries_in_force()
    return ", ".join(given.told if given.licence else (*given.told, t._("licence not stated")))

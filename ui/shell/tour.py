"""The tour of six steps, in words. ``static/tour.js`` shows them beside the things they are about, to who asks."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from childrights.i18n import N_, Translator
from ui.parts import markup

STEPS: Sequence[tuple[str, str, str]] = (
    (
        "search",
        N_("Search everything"),
        N_("Type an indicator, a right, a province or a code, in English or Khmer. The key / leads here."),
    ),
    (
        "rights",
        N_("By right"),
        N_("What each article asks, which figures are here, and which are missing."),
    ),
    (
        "explore",
        N_("Maps and charts"),
        N_("One indicator in many views: map, trend, ranking, groups. “Next” opens the page."),
    ),
    (
        "map",
        N_("Choose a place"),
        N_("Click an area to put it in focus; it stays in focus in every other view. The list above does the same."),
    ),
    (
        "share",
        N_("Download and share"),
        N_("Copy the link or a citation, or save the picture and the figures, always with their source."),
    ),
    (
        "upload",
        N_("Send your own figures"),
        N_("Upload the workbook you have. Every cell is checked, and nothing is published before you say so."),
    ),
)
"""What a step points at (a name that the script knows), its title, and what it says."""


def tour_words(t: Translator) -> None:
    """Put the words of the tour on the page, out of sight, for the script to take."""
    steps = [(at, t._(title), t._(says)) for at, title, says in STEPS]
    said = {
        "name": t._("A short tour"),
        "where": t._("Step {step} of {count}"),
        "next": t._("Next"),
        "back": t._("Back"),
        "skip": t._("Skip the tour"),
        "done": t._("Done"),
    }
    markup.show(markup.tour(steps, said), t.lang)


def tour_button(t: Translator) -> None:
    """A button that shows the tour; the script listens to it."""
    st.button(t._("Show me around"), key="tour_begin", icon=":material/route:", type="tertiary")

"""The help on the screen: one topic, or all of it."""

from __future__ import annotations

import streamlit as st

from ui import markup
from ui.layout import show_section
from ui.manage.help import PARTS, good_file, problem_help
from ui.opening import filled_fold
from ui.page import Page


def _names(page: Page) -> dict[str, str]:
    _ = page.t._
    return {"cause": "", "example": _("Example"), "cure": _("What to do")}


def show_topic(page: Page, code: str) -> None:
    """One kind of problem: cause, example, cure."""
    topic = problem_help(page.lang)[code]
    names = _names(page)
    st.markdown(f"**{topic.title}**")
    for part in PARTS:
        lead = f"**{names[part]}:** " if names[part] else ""
        st.markdown(lead + topic.parts[part])


def show_good_file(page: Page) -> None:
    """What a good file looks like."""
    for topic in good_file(page.lang).values():
        show_section(topic.title, page.lang)
        st.markdown(topic.parts["text"])


def show_problems(page: Page, opened: str) -> None:
    """Every kind of problem, folded; the one called ``opened`` lies open."""
    for code, topic in problem_help(page.lang).items():
        with filled_fold(topic.title, expanded=code == opened, key=f"problem_{code}"):
            show_topic(page, code)
            markup.show(markup.tag("p", page.t._("In reports: {code}").format(code=code), "cr-note"), page.lang)

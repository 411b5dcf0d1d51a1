"""The frame around every page: settings, language, navigation, and one calm sentence when something fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import streamlit as st

from childrights.charts import theme
from childrights.children import child_words
from childrights.i18n import Translator
from etl.permissions import Action
from ui.parts import (
    current_translator,
    language_switch,
    let_go_elsewhere,
    markup,
    may,
    may_for_some,
    refusals_told,
    show_who,
    waiting_count,
)
from ui.shell.damage import tell_damage
from ui.shell.keys import keys_help
from ui.shell.old_addresses import mend_address
from ui.shell.search_box import go_searching, search_box
from ui.shell.style import apply_style, watch_theme
from ui.shell.tour import tour_words

ICON = Path(__file__).resolve().parents[2] / "static" / "icon.png"
SIDEBAR_PX = 252
"""How wide the sidebar begins; whoever drags its edge has it as wide as they like."""


def run() -> None:
    """One rerun of the app."""
    t = current_translator()
    st.set_page_config(
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state=SIDEBAR_PX,
        menu_items={"About": t._("Figures on the rights of children in Cambodia, each with its source.")},
    )
    apply_style(theme(st.context.theme.type), t.lang)
    page = st.navigation(_pages(t), position="sidebar", expanded=True)
    # By itself: what comes after the navigation no longer says how wide the sidebar begins.
    st.set_page_config(page_title=_browser_title(page, t))
    mend_address(t)
    let_go_elsewhere(page.url_path)
    _sidebar(t)
    go_searching(t)
    watch_theme()
    tell_damage(t)
    with refusals_told():
        page.run()


def _browser_title(page: Any, t: Translator) -> str:
    """What a tab of the browser, a bookmark and the history call a page: its name and ours."""
    name = t._("Child rights in Cambodia")
    return name if page.url_path == "" else f"{page.title} · {name}"


def _pages(t: Translator) -> dict[str, list[st.Page]]:
    return {
        t._("Explore"): [
            st.Page("pages/explore/overview.py", title=t._("Overview"), url_path="overview", default=True),
            st.Page("pages/explore/rights.py", title=t._("Rights"), url_path="rights"),
            st.Page("pages/explore/explore.py", title=t._("Maps and charts"), url_path="explore"),
            st.Page("pages/explore/province.py", title=t._("Provinces"), url_path="province"),
            st.Page("pages/explore/gaps.py", title=t._("Missing figures"), url_path="gaps"),
            st.Page("pages/explore/new.py", title=t._("What is new"), url_path="new"),
            st.Page("pages/explore/search.py", title=t._("Search"), url_path="search", visibility="hidden"),
            st.Page(
                "pages/explore/number.py",
                title=t._("Where a number comes from"),
                url_path="number",
                visibility="hidden",
            ),
        ],
        t._("Advocate"): [
            st.Page("pages/advocate/messages.py", title=t._("Messages"), url_path="messages"),
            st.Page("pages/advocate/talk.py", title=t._("Talk"), url_path="talk"),
            st.Page("pages/advocate/recommendations.py", title=t._("Recommendations"), url_path="recommendations"),
            st.Page("pages/advocate/our_asks.py", title=t._("Our asks"), url_path="our_asks"),
            st.Page("pages/advocate/views.py", title=t._("Views and good practice"), url_path="views"),
            st.Page("pages/advocate/papers.py", title=t._("Papers"), url_path="papers"),
            st.Page(
                "pages/advocate/bring_in.py",
                title=t._("Bring in recommendations"),
                url_path="bring_in",
                visibility="hidden",
            ),
        ],
        child_words("name", t.lang): [
            _for_children("pages/children/your_rights.py", "rights_title", t),
            _for_children("pages/children/what_we_know.py", "facts_title", t),
            _for_children("pages/children/what_was_asked.py", "asked_short", t),
            _for_children("pages/children/what_you_can_do.py", "do_title", t),
        ],
        t._("Contribute"): [
            st.Page("pages/manage/upload.py", title=t._("Upload a workbook"), url_path="upload"),
            st.Page("pages/manage/group_views.py", title=t._("Views of children"), url_path="group_views"),
            st.Page("pages/manage/history.py", title=t._("History"), url_path="history"),
            _for(Action.APPROVE, "pages/manage/review.py", _review_title(t)),
            _for_some(Action.PREVIEW, "pages/manage/mirror.py", t._("Member's mirror")),
            st.Page("pages/manage/preview.py", title=t._("Private preview"), url_path="preview", visibility="hidden"),
            st.Page("pages/manage/refresh.py", title=t._("Newer figures"), url_path="refresh"),
            st.Page("pages/manage/boundaries.py", title=t._("Boundaries"), url_path="boundaries"),
            st.Page("pages/manage/template.py", title=t._("Template"), url_path="template"),
            st.Page("pages/manage/help.py", title=t._("Help with your file"), url_path="help"),
        ],
        t._("Administration"): [
            _for(Action.MANAGE_ACCOUNTS, "pages/manage/accounts.py", t._("Accounts")),
            _for(Action.CHANGE_SETTINGS, "pages/manage/settings.py", t._("Settings")),
            _for(Action.READ_AUDIT, "pages/manage/record.py", t._("Record")),
        ],
        t._("About"): _about(t),
    }


def _about(t: Translator) -> list[st.Page]:
    """What is said of the dashboard itself."""
    return [
        st.Page("pages/about/about.py", title=t._("How to read this"), url_path="about"),
        st.Page("pages/about/sources.py", title=t._("Sources"), url_path="sources"),
        st.Page("pages/about/data.py", title=t._("Data"), url_path="data"),
        st.Page("pages/about/components.py", title=t._("Components"), url_path="components", visibility="hidden"),
    ]


def _for_children(path: str, title: str, t: Translator) -> st.Page:
    """A page for children, called by the words of their own tables."""
    return st.Page(path, title=child_words(title, t.lang), url_path=Path(path).stem)


def _review_title(t: Translator) -> str:
    """The page of the steward, with how many uploads wait there."""
    waiting = waiting_count()
    return t._("Review ({count})").format(count=waiting) if waiting else t._("Review")


def _for(action: Action, path: str, title: str) -> st.Page:
    """A page that stands in the navigation only for those who may use it; its address tells others why they may not."""
    shown: Literal["visible", "hidden"] = "visible" if may(action) else "hidden"
    return st.Page(path, title=title, url_path=Path(path).stem, visibility=shown)


def _for_some(action: Action, path: str, title: str) -> st.Page:
    """The same for those who may use it for one member at least."""
    shown: Literal["visible", "hidden"] = "visible" if may_for_some(action) else "hidden"
    return st.Page(path, title=title, url_path=Path(path).stem, visibility=shown)


def _sidebar(t: Translator) -> None:
    with st.sidebar:
        markup.show(
            markup.tag("p", t._("Child rights in Cambodia"), "cr-brand")
            + markup.tag("p", t._("Published figures, each with its source"), "cr-note"),
            t.lang,
        )
        search_box(t)
        language_switch(t)
        show_who(t)
        keys_help(t)
        tour_words(t)

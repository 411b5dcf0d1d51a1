"""The pages for children without a browser: both languages, nothing to fill in, help wherever harm is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.children import child_words, load_asked, load_facts, load_groups, load_rights
from childrights.i18n import LANGUAGES
from tests.pages.opening import Opener, opener, words

PAGES = ("your_rights", "what_we_know", "what_was_asked", "what_you_can_do")


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page with choices in the URL."""
    return opener(built_home, monkeypatch)


def asked(app: AppTest) -> list[str]:
    """The fields of the page itself, without those of the frame around every page."""
    kinds = (
        app.main.text_input,
        app.main.text_area,
        app.main.selectbox,
        app.main.checkbox,
        app.main.get("file_uploader"),
    )
    return [str(one) for kind in kinds for one in kind]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_children_asks_nothing_and_leaves_no_harm_without_help(
    open_page: Opener, page: str, lang: str
) -> None:
    app = open_page(f"children/{page}", lang=lang)
    told = words(app)
    assert not app.exception and asked(app) == [] and re.findall(r"\{(?:n|m|who|did|unit|year|points)\}", told) == []
    assert child_words("help_title", lang) in told and child_words("help_ask", lang) in told
    if page in PAGES[:2]:
        assert all(group.title.say(lang) in told for group in load_groups().values())
    assert told.count("<img") == len(re.findall(r' alt="[^"]+">', told)) > 0
    parts = re.split(r"(?=<(?:details|section) class=\"cr-kid-(?:group|known)|<header)", told)
    named = [one.words for one in (*load_rights(), *load_asked())] + [one.did for one in load_facts()]
    harmed = [one.say(lang) for one in named if one.harm]
    found = [(part, part.index(said)) for part in parts for said in harmed if said in part]
    assert (found or page == "what_you_can_do") and all(
        0 <= part.find("cr-kid-help") < at for part, at in found
    )  # before the harm is told
    if page == "your_rights":
        assert sum(one.words.say(lang) in told for one in load_rights()) == len(load_rights())

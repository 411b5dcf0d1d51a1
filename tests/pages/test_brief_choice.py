"""What a person drops, adds and moves in a brief before it is made, on the page of a right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.composer import Scope
from tests.pages.opening import opener, words


@pytest.fixture
def app(built_home: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The messages of a right, and the list that its brief is chosen from."""
    return opener(built_home, monkeypatch)


def test_messages_of_a_right_are_its_own_and_bear_pictures(app) -> None:  # type: ignore[no-untyped-def]
    opened = app("advocate/messages", right="VAC")

    page = words(opened)
    assert not opened.exception
    assert page.index("2 in 3") < page.index('<p class="cr-large">') < page.index("being bullied in 2022")
    assert "stunted" not in page


def test_a_picture_stands_beside_each_kind_with_words_for_it(app) -> None:  # type: ignore[no-untyped-def]
    page = words(app("advocate/messages", right="DHW", lang="km"))

    pictures = page.split('<figure class="cr-small">')[1:]
    assert len(pictures) == 6
    drawn = [one for one in pictures if "data:image/svg+xml," in one]
    assert len(drawn) > 4
    assert all('alt=""' not in one and 'alt="' in one for one in drawn)


def _list() -> None:
    from childrights.charts import LIGHT
    from childrights.composer import Scope
    from childrights.i18n import translator
    from ui.parts import Page, cache
    from ui.parts.brief_choice import show_brief_choice

    page = Page(translator("en"), LIGHT, cache.catalogue(), cache.current_snapshot())
    show_brief_choice(page, Scope(right="EDU"), "t")


def test_a_person_drops_moves_and_adds_what_a_brief_tells(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))
    scope = Scope(right="EDU")
    app = AppTest.from_function(_list, default_timeout=60).run()
    assert not [one for one in app.button if one.key.startswith("t_")]
    app.toggle[0].set_value(True).run()
    first, second = _told(app)[:2]
    count = len(_told(app))

    app.button(key="t_arrow_downward_0").click().run()
    assert _told(app)[:2] == [second, first]
    app.button(key="t_leave_1").click().run()
    assert len(_told(app)) == count - 1 and first not in _told(app)
    added = app.selectbox[0].options[0]
    app.selectbox[0].select(added).run()
    app.button(key="t_add").click().run()

    assert not app.exception
    assert len(_told(app)) == count and _told(app)[-1] == added
    wishes = app.session_state["brief_wishes"][scope.key]
    assert (len(wishes.dropped), len(wishes.added), len(wishes.order)) == (1, 1, count)
    assert added not in app.selectbox[0].options
    app.button(key="t_back_0").click().run()
    assert app.session_state["brief_wishes"][scope.key].dropped == ()


def _told(app: AppTest) -> list[str]:
    """The sentences of the list, without their numbers."""
    return re.findall(r"cr-text[^>]*>\d+\. ([^<]+)<", words(app))

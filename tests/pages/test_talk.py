"""The page of the talk without a browser: parts in order, what they say today, files, link, a talk that was sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from childrights.talks.talk import PROFILE, VIEW, Talk, talk_in_short, talk_json
from tests.pages.opening import Opener, opener, words

PAGE = "advocate/talk"
TALK = Talk("A title").add(VIEW, "?ind=stunting").add(PROFILE, "KH16").add(VIEW, "?ind=nothing")


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page with choices in the URL."""
    return opener(built_home, monkeypatch)


def held(app: AppTest) -> Talk:
    """The talk of the session."""
    talk = app.session_state["talk_now"]
    assert isinstance(talk, Talk)
    return talk


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_talk_that_was_sent_is_taken_ordered_and_taken_away(open_page: Opener, lang: str) -> None:
    t = translator(lang)
    app = open_page(PAGE, lang=lang, talk=talk_in_short(TALK))
    assert not app.exception and t._("Your talk is empty") in words(app)
    app.button(key="talk_take").click().run()
    assert not app.exception and [one.key for one in held(app).items] == [one.key for one in TALK.items]
    assert {t._("Save for a stick (.html)"), t._("Slides (.pptx)")} <= {
        one.proto.label for one in app.get("download_button")
    }
    app.button(key="talk_down_s1").click().run()
    app.text_input(key="talk_title_s2").input("My words").run()
    app.button(key="talk_out_s3").click().run()
    assert [(one.key, one.title) for one in held(app).items] == [("KH16", "My words"), ("?ind=stunting", "")]
    app.file_uploader[0].upload("talk.json", b'{"format":"other"}', "application/json").run()
    assert len(held(app).items) == 2 and "cr-refused" in words(app)
    app.file_uploader[0].upload("talk.json", talk_json(TALK).encode(), "application/json").run()
    assert not app.exception and len(held(app).items) == 3


def test_one_press_adds_a_message_to_the_talk(open_page: Opener) -> None:
    app = open_page("advocate/messages", ind="stunting")
    next(one for one in app.button if str(one.key).startswith("talk_add_")).click().run()
    assert not app.exception and [one.kind for one in held(app).items] == ["message"]

"""The page of the talk without a browser: parts in order, what they say today, files, link, a talk that was sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from childrights.talks.talk import PROFILE, VIEW, Talk, TalkError, TalkItem, talk_in_short, talk_json
from tests.pages.opening import Opener, opener, words
from ui.parts import MY_TALK, browser_store

PAGE = "advocate/talk"
TALK = Talk("A title").add(VIEW, "?ind=stunting").add(PROFILE, "KH16").add(VIEW, "?ind=nothing")


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page with choices in the URL."""
    return opener(built_home, monkeypatch)


def held(app: AppTest) -> Talk:
    """The talk of the session."""
    talk = app.session_state["talk"]
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
    app.button(key="talk_new").click().run()
    assert held(app).items == ()
    before = held(app).revision
    app.button(key="talk_undo").click().run()
    assert len(held(app).items) == 3 and held(app).revision > before


def test_of_two_copies_of_a_talk_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    session: dict[str, object] = {}
    monkeypatch.setattr(browser_store.st, "session_state", session)
    mine = Talk("Mine").add(VIEW, "?ind=stunting").add(PROFILE, "KH02").change("s1", notes="My note")
    theirs = TALK.change("s1", notes="Their note")
    MY_TALK.put(mine)
    for _ in range(2):  # the browser speaks for the first time; then another tab that made as many changes
        MY_TALK.hear({"text": talk_json(theirs.at_revision(MY_TALK.now().revision)), "kept": True})
        assert [one.key for one in MY_TALK.now().items] == [*(one.key for one in TALK.items), "KH02"]
        assert len({one.id for one in MY_TALK.now().items}) == 4 and MY_TALK.now().title == TALK.title
        assert MY_TALK.now().items[0].notes == "Their note\n\nMy note"
        MY_TALK.put(MY_TALK.now().remove("s2"))
    newer = theirs.at_revision(MY_TALK.now().revision + 1)
    MY_TALK.hear({"text": talk_json(newer), "kept": True})
    assert MY_TALK.now() == newer
    MY_TALK.hear({"text": "no talk", "kept": False})
    assert MY_TALK.now() == newer and MY_TALK.put_aside() == "no talk" and not MY_TALK.is_kept()
    with pytest.raises(TalkError, match="40"):
        full = Talk(items=tuple(TalkItem(f"s{n}", VIEW, f"?ind={n}") for n in range(40)))
        full.joined(newer)


def test_one_press_adds_a_message_to_the_talk(open_page: Opener) -> None:
    app = open_page("advocate/messages", ind="stunting")
    next(one for one in app.button if str(one.key).startswith("talk_add_")).click().run()
    assert not app.exception and [one.kind for one in held(app).items] == ["message"]

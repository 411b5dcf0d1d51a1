"""What a group of children thinks: sent by its adult from a member's account, looked at, shown apart from the figures."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from childrights.children import child_words
from childrights.i18n import LANGUAGES, translator
from etl.ledger.entry_log import brought, entries
from etl.ledger.state import State
from etl.permissions import NOBODY, Role
from tests.pages.opening import Opener, control, words
from tests.support.signed_in import OWNER, being, signed_in

PAGE = "manage/group_views"


def filled(app: AppTest, agree: int, disagree: int, *, consent: bool = True) -> AppTest:
    """The form filled in and sent."""
    for name, code in {"statement": "safe_school", "sex": "girls", "age": "13-15", "area": "KH05"}.items():
        control(app, f"group_{name}").set_value(code)
    app.text_input(key="group_agree").input(str(agree))
    app.text_input(key="group_disagree").input(str(disagree))
    app.text_input(key="group_gathered").input("stones in two bowls")
    app.text_input(key="group_source").input("Minutes, page 2")
    app.checkbox(key="group_consent").set_value(consent)
    next(one for one in app.button if "group_views" in str(one.key)).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_has_no_account_may_look_only(
    own: tuple[State, Opener], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    being(monkeypatch, NOBODY)
    app, t = own[1](PAGE, lang=lang), translator(lang)
    assert not app.exception and not app.main.text_input and words(app).count("<h1") == 1
    assert t._("Send what a group of children thinks") in words(app)


def test_sent_looked_at_and_shown_apart(own: tuple[State, Opener], monkeypatch: pytest.MonkeyPatch) -> None:
    state, open_own = own
    signed_in(monkeypatch, Role.CONTRIBUTOR, members=("Member A",))
    app = open_own(PAGE)
    assert "Consent was not given" in words(filled(app, 21, 14, consent=False)) and entries(state) == ()
    assert "fewer than 10 children answered" in words(filled(open_own(PAGE), 4, 3)) and entries(state) == ()
    assert "V00001 waits until a steward" in words(filled(open_own(PAGE), 21, 14)) and brought(state).views == ()
    title = child_words("groups_title", "en")
    assert title not in words(open_own("children/what_we_know"))
    being(monkeypatch, OWNER)
    app = open_own("advocate/views")
    assert "said yes." in words(app)
    app.button(key="voices_yes_V00001").click().run()
    assert not app.exception and brought(state).views[0].what.children == 35
    for lang in LANGUAGES:
        told = words(open_own("children/what_we_know", lang=lang))
        figures, _, groups = told.partition(child_words("groups_title", lang))
        answer = child_words("said_about", lang, n=6, m=7)
        assert answer in groups and "Member A" in groups and answer not in figures and "Member A" not in figures

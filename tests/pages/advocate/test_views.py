"""Views and good practice as people work with them: sent by a contributor, looked at by a steward, read, taken back."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from childrights.i18n import LANGUAGES, translator
from childrights.voices.voice_rows import VOICE_COLUMNS
from etl.ledger.entry_log import brought, entries
from etl.ledger.state import State
from etl.permissions import Role
from tests.pages.opening import Opener, words
from tests.support.signed_in import OWNER, being, signed_in

PAGE = "advocate/views"
VIEW = {
    "kind": "view of children",
    "crc_articles": "28",
    "area": "KH05",
    "year": "2026",
    "said_by": "girls",
    "children": "24",
    "gathered": "drawing",
    "consent": "yes",
    "text_en": "We want more books.",
    "organisation": "Member A",
    "source": "Our file",
}


def sheet(*rows: dict[str, str]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.active.append([VOICE_COLUMNS[name].head for name in VIEW])
    for row in rows:
        book.active.append([row.get(name, "") for name in VIEW])
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_page_says_how_views_come(own: tuple[State, Opener], lang: str) -> None:
    app, t = own[1](PAGE, lang=lang), translator(lang)
    assert not app.exception and words(app).count("<h1") == 1
    assert t._("No member has sent views or good practice yet") in words(app)
    assert any(one.proto.label == t._("Download the template (.xlsx)") for one in app.get("download_button"))


def test_sent_looked_at_and_read(own: tuple[State, Opener], monkeypatch: pytest.MonkeyPatch) -> None:
    state, open_own = own
    signed_in(monkeypatch, Role.CONTRIBUTOR, members=("Member A",))
    app = open_own(PAGE)
    app.file_uploader[0].upload("v.xlsx", sheet(VIEW, {**VIEW, "text_en": "Call 012 345 678"})).run()
    assert "1 new, 0 changed, 0 known already, 1 to be corrected" in words(app)
    assert not [one for one in app.text_input if one.key == "voices_member"]
    app.button(key="FormSubmitter:publish_views-Publish 1 row").click().run()
    assert not app.exception and "V00001 waits until a steward has looked at it" in words(app)
    assert not any(one.key == "voices_yes_V00001" for one in app.button) and brought(state).views == ()
    signed_in(monkeypatch, Role.CONTRIBUTOR, members=("Member B",))
    assert "We want more books." not in words(open_own(PAGE))
    being(monkeypatch, OWNER)
    app = open_own(PAGE)
    assert "We want more books." in words(app)
    app.button(key="voices_yes_V00001").click().run()
    assert not app.exception and entries(state)[0].approved_at
    code = brought(state).views[0].what.code
    for lang in LANGUAGES:
        app = open_own(PAGE, lang=lang, right="EDU", area="KH05")
        assert "We want more books." in words(app) and code in words(app)
        shown = words(open_own("explore/number", code=code, lang=lang))
        assert "We want more books." in shown and "Member A" in shown
        for page, chosen in (
            ("explore/rights", {"right": "EDU"}),
            ("explore/rights", {"right": "EDU", "article": "28"}),
            ("explore/province", {"area": "KH05"}),
            ("explore/search", {"q": "more books"}),
        ):
            shown = words(open_own(page, lang=lang, **chosen))
            assert "We want more books." in shown and "Member A" in shown, (page, lang)
        for page, chosen in (("explore/rights", {"right": "DHW"}), ("explore/province", {"area": "KH16"})):
            assert "We want more books." not in words(open_own(page, lang=lang, **chosen))
    assert "We want more books." not in words(open_own("advocate/our_asks"))

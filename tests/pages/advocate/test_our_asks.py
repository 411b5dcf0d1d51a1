"""The coalition's asks as a person works with them: the first file, a yes, a no, opening again, and the ministries."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from childrights.i18n import LANGUAGES, translator
from childrights.submissions.asks_brought_in import ASK_COLUMNS, standing_asks
from childrights.submissions.uptake_decisions import LINKED, REFUSED
from etl.intake.bringing import OWN_ASKS, STATE_MEASURES
from etl.intake.own_tables import add_row
from etl.intake.uptaking import decide_uptake
from etl.ledger.entry_log import brought
from etl.ledger.state import State
from etl.permissions import owner
from tests.pages.opening import Opener, words
from tests.support.signed_in import signed_in

PAGE = "advocate/our_asks"
BAN = "QQTAX-JH818"
ASK = {
    "own_id": "12",
    "document": "Test report",
    "year": "2021",
    "text_en": "Ban corporal punishment of children by law.",
    "crc_articles": "19",
    "duty_bearers": "mowa",
}
LAW = {
    "kind": "law",
    "title_en": "Test law on corporal punishment",
    "dated": "2024",
    "status": "drafted",
    "duty_bearers": "mowa",
    "source": "Test page",
    "source_url": "https://example.org/law",
}
BY: dict[str, Any] = {"member": "A member", "who": owner("test")}


def sheet(*rows: dict[str, str]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.active.append([ASK_COLUMNS[name].head for name in ASK])
    for row in rows:
        book.active.append([row.get(name, "") for name in ASK])
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_page_says_what_to_do(own: tuple[State, Opener], lang: str) -> None:
    app = own[1](PAGE, lang=lang)
    t = translator(lang)
    assert not app.exception and words(app).count("<h1") == 1
    assert t._("No ask of the coalition was brought in yet") in words(app)
    assert any(one.proto.label == t._("Download the template (.xlsx)") for one in app.get("download_button"))


def test_a_file_a_yes_a_no_and_the_ministry(own: tuple[State, Opener]) -> None:
    state, open_own = own
    app = open_own(PAGE)
    app.file_uploader[0].upload("asks.xlsx", sheet(ASK, {**ASK, "own_id": "13", "year": "soon"})).run()
    assert "1 new, 0 changed, 0 known already, 1 to be corrected" in words(app) and "is not a year" in words(app)
    app.text_input(key="own_tables_member").input("A member")
    app.button(key="FormSubmitter:publish_asks-Publish 1 row").click().run()
    (ask,) = standing_asks(brought(state).asks)
    assert not app.exception and "0 of 1 ask has a confirmed link" in words(app)
    assert "no link confirmed yet" in words(app)

    app = open_own(PAGE, ask=ask.code)
    assert app.text_input(key=f"uptake_why_{BAN}_en").value.startswith("Both mention: corporal punishment, a law")
    app.text_input(key="uptake_member").input("A member")
    app.button(key=f"uptake_yes_{BAN}").click().run()
    assert not app.exception and "Recorded as T00001" in words(app)
    assert [(one.target, one.verdict) for one in brought(state).uptakes] == [(BAN, LINKED)]
    assert brought(state).uptakes[0].why.startswith("Both mention")

    app = open_own(PAGE, view="ministries", ministry="mowa")
    assert "1 ask, of these 1 with a confirmed link" in words(app) and ASK["text_en"] in words(app)
    assert ASK["text_en"] in words(open_own("advocate/recommendations", id=BAN))
    assert f"ask={ask.code}" in words(open_own("explore/search", q="ban corporal punishment"))
    app = open_own(PAGE, lang="km", view="ministries")
    assert not app.exception and "ក្រសួងកិច្ចការនារី" in words(app)


def test_decisions_measures_and_what_was_lost_are_told(
    own: tuple[State, Opener], monkeypatch: pytest.MonkeyPatch
) -> None:
    state, open_own = own
    with monkeypatch.context() as only_recorded:
        for module in ("own_tables", "uptaking"):
            only_recorded.setattr(f"etl.intake.{module}.build", lambda *_: None)
        add_row(state, OWN_ASKS, ASK, today=date(2026, 11, 30), **BY)
        ask = standing_asks(brought(state).asks)[0].code
        decide_uptake(state, ask, BAN, REFUSED, why="Another setting is meant.", **BY)
    add_row(state, STATE_MEASURES, LAW, today=date(2026, 11, 30), **BY)
    app = open_own(PAGE, ask=ask)
    assert "It does not take the ask up" in words(app) and "Another setting is meant." in words(app)
    assert "Test law on corporal punishment" in words(app) and "being drafted" in words(app)
    app.text_input(key="uptake_why_T00001_en").input("Looked at it again.")
    app.button(key=f"uptake_open_{BAN}").click().run()
    assert "Name the organisation." in words(app) and len(brought(state).uptakes) == 1
    app.text_input(key="uptake_member").input("A member")
    app.button(key=f"uptake_open_{BAN}").click().run()
    assert not app.exception and "Recorded as T00002" in words(app)
    assert "It does not take the ask up" not in words(app)
    signed_in(monkeypatch)
    app = open_own(PAGE, ask=ask)
    assert "Both mention: corporal punishment, a law or a ban." in words(app)
    assert not any(str(one.key).startswith("uptake") for one in app.button) and "sign in first" in words(app)
    assert "There is no ask with the code XXXXX" in words(open_own(PAGE, ask="XXXXX"))

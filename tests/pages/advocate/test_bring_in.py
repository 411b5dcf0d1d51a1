"""Bringing in recommendations as a person does it: a file, what is wrong with it, a preview, publishing, taking back."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.rights.assessment import COALITION, Draft
from childrights.rights.recommendations import COLUMNS, load_recommendations, new_code
from etl.intake.assessments import assess
from etl.intake.bringing import ASSESSMENTS, withdraw_entry
from etl.ledger.entry_log import brought
from etl.ledger.state import State
from etl.permissions import owner
from tests.pages.opening import Opener, words
from tests.support.published_exports import uhri_excel, uhri_record
from tests.support.signed_in import signed_in

PAGE, LIST = "advocate/bring_in", "advocate/recommendations"
ROW = {
    "mechanism": "UPR",
    "year": 2024,
    "document": "UPR cycle 4",
    "number": "46.118",
    "cluster": "EDU",
    "summary": "Build schools for every child.",
}
CODE = new_code("UPR cycle 4", "46.118", "", "", "Build schools for every child.")
PUBLISH = "FormSubmitter:publish_recommendations-Publish 1 row"


def sheet(*rows: dict[str, object]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.active.append([COLUMNS[name].head for name in ROW])
    for row in rows:
        book.active.append([row.get(name, "") for name in ROW])
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_opens_in_both_languages(own: tuple[State, Opener], lang: str) -> None:
    app = own[1](PAGE, lang=lang)
    assert not app.exception and words(app).count("<h1") == 1
    assert translator(lang)._("Nothing yet: every recommendation in the list came with the dashboard.") in words(app)


def test_brought_in_seen_everywhere_and_taken_back(own: tuple[State, Opener]) -> None:
    state, open_own = own
    app = open_own(PAGE)
    content = sheet(ROW, ROW | {"number": "46.119", "year": 1800, "summary": "Train teachers."})
    app.file_uploader[0].upload("mine.xlsx", content).run()
    assert not app.exception
    assert "1 new, 0 changed, 0 known already, 1 to be corrected" in words(app)
    assert "1800 is out of range" in words(app) and "Build schools for every child." in words(app)
    app.button(key=PUBLISH).click().run()
    assert "Name the organisation" in words(app) and not brought(state).additions
    app.text_input(key="bringing_member").input("Coalition")
    app.button(key=PUBLISH).click().run()
    assert not app.exception and "Published as R00001: 1 recommendation." in words(app)
    assert [one.asked.code for one in brought(state).additions] == [CODE]
    page = words(open_own(LIST, id=CODE))
    assert "Build schools for every child." in page and "R00001, on" in page and "from mine.xlsx, row 2" in page
    assert f"id={CODE}" in words(open_own(LIST, cycle="UPR cycle 4"))
    assert "1 of 277 from UPR cycle 4" in words(open_own(LIST))
    assert CODE in words(open_own("explore/rights", right="EDU", view="asked"))
    assert f"recommendations?id={CODE}" in words(open_own("explore/search", q="build schools for every child"))
    assert any(one.key == "back_R00001" for one in app.button)
    withdraw_entry(state, "R00001", why="Entered for the wrong review", who=owner("test"))
    assert "Entered for the wrong review" in words(open_own(PAGE))
    assert f"No recommendation has the id {CODE}" in words(open_own(LIST, id=CODE))


def test_the_same_file_again_changes_nothing(own: tuple[State, Opener]) -> None:
    state, open_own = own
    for _ in range(2):
        app = open_own(PAGE)
        app.file_uploader[0].upload("mine.xlsx", sheet(ROW)).run()
        if not brought(state).additions:
            app.text_input(key="bringing_member").input("Coalition")
            app.button(key=PUBLISH).click().run()
    assert "Nothing in this file is new" in words(app) and len(brought(state).additions) == 1


def test_a_file_of_something_else_is_refused_in_words(own: tuple[State, Opener]) -> None:
    app = own[1](PAGE, lang="km")
    app.file_uploader[0].upload("other.csv", b"Province,Value\nTakeo,12\n").run()
    assert not app.exception and "other.csv គ្មានតារាងអនុសាសន៍" in words(app)


def test_nobody_writes_without_the_right(own: tuple[State, Opener], monkeypatch: pytest.MonkeyPatch) -> None:
    state, open_own = own
    app = open_own(PAGE)
    app.file_uploader[0].upload("mine.xlsx", sheet(ROW)).run()
    app.text_input(key="bringing_member").input("Coalition")
    signed_in(monkeypatch)
    app.button(key=PUBLISH).click().run()
    assert not brought(state).additions
    app = open_own(PAGE)
    assert not app.file_uploader and "sign in first" in words(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_says_what_is_missing(open_page: Opener, lang: str) -> None:
    page, t = words(open_page(LIST, lang=lang)), translator(lang)
    assert t._("What is here, and what is missing") in page
    assert (
        t._("{here} of {all} from {document} ({year})").format(here=3, all=48, document="CRC/C/KHM/CO/4-6", year=2022)
        in page
    )
    chosen = words(open_page(LIST, lang=lang, cycle="CRC/C/KHM/CO/4-6"))
    assert chosen.count("CRC/C/KHM/CO/4-6: ") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_panel_takes_assessments_and_shows_them_first(own: tuple[State, Opener], lang: str) -> None:
    state, open_own = own
    t, asked = translator(lang), next(one for one in load_recommendations(load_catalogue()) if one.asks)
    book, content = Workbook(), io.BytesIO()
    book.active.append([t._(ASSESSMENTS.columns[name].head) for name in ("code", "status", "why")])
    book.active.append([asked.code, t._("partly answered"), "A draft law is with the ministries."])
    book.active.append([asked.code, "perhaps", ""])
    book.save(content)
    app = open_own(PAGE, lang=lang)
    app.file_uploader[0].upload("judged.xlsx", content.getvalue()).run()
    seen = words(app)
    assert not app.exception and recognised_words_of("judged.xlsx", "Sheet", lang) in seen
    assert "A draft law is with the ministries." in seen and f"id={asked.code}" in seen
    assert ">B3<" in seen and not brought(state).assessments
    app.text_input(key="bringing_member").input("Coalition")
    assess(
        state,
        [Draft(asked.code, COALITION, "answered", "2025-01-01", "Theirs came first.")],
        member="Another",
        who=owner("test"),
        today=date(2026, 1, 1),
    )
    next(one for one in app.button if str(one.key).startswith("FormSubmitter:publish_assessments")).click().run()
    assert t._(ASSESSMENTS.overtaken) in words(app) and len(brought(state).assessments) == 1
    next(one for one in app.button if str(one.key).startswith("FormSubmitter:publish_assessments")).click().run()
    assert not app.exception and [one.member for one in brought(state).assessments] == ["Another", "Coalition"]


def recognised_words_of(file: str, sheet_name: str, lang: str) -> str:
    t = translator(lang)
    told = t._("{file} is read as {name}, from the sheet “{sheet}”.")
    return told.format(file=file, name=t._(ASSESSMENTS.name), sheet=sheet_name)


def test_a_published_export_asks_and_takes_a_yes(own: tuple[State, Opener]) -> None:
    state, open_own = own
    one = next(one for one in load_recommendations(load_catalogue()) if one.number == "118.163")
    content = uhri_excel(
        [uhri_record(one, **{"UPR Position": "- Noted"}), uhri_record(one, **{"Countries Concerned": "- Peru"})]
    )
    app = open_own(PAGE)
    app.file_uploader[0].upload("uhri.xlsx", content).run()
    assert not app.exception
    assert (
        "0 new, 0 changed, 0 the same, 1 contradicting what is known, 0 to be looked at, 1 of other countries"
        in words(app)
    )
    assert "read as an export of the Universal Human Rights Index" in words(app)
    app.multiselect(key="bringing_yes").set_value(["2"])
    next(one for one in app.button if one.label == "Check again with these answers").click().run()
    assert not app.exception and "0 new, 1 changed" in words(app)
    app.text_input(key="bringing_member").input("Coalition")
    app.button(key="FormSubmitter:publish_uhri-Publish 1 row").click().run()
    assert not app.exception and [a.asked.answer for a in brought(state).additions] == ["noted"]
    page = words(open_own(LIST, id=one.code))
    assert "27 March 2014 · supported" in page and "uhri.xlsx" in page and one.summary in page

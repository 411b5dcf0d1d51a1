"""Papers: begun in a few choices, written by two people, compared, put together, made, closed and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.ledger import ALL_LINES, State, audit_page
from etl.papers import drafts_of, kept_papers, paper_chapters, save_text, versions_of
from etl.permissions import Actor, Role
from tests.pages.opening import Opener, control, opener, words
from tests.support.signed_in import OWNER, signed_in

PAPERS = "advocate/papers"
KEY = "change|stunting|KH|2014|total,total,total,total,total|2000"


@pytest.fixture
def open_page(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(own_home, monkeypatch)


@pytest.fixture
def dara(monkeypatch: pytest.MonkeyPatch) -> Actor:
    return signed_in(monkeypatch, Role.CONTRIBUTOR, members=["NEP"], name="dara")


def field(app: AppTest) -> object:
    return next(one for one in app.text_area if (one.key or "").startswith("paper_text_"))


def begun(open_page: Opener, lang: str = "") -> AppTest:
    """A joint statement: a right, and a press."""
    app = open_page(PAPERS, **({"lang": lang} if lang else {}))
    control(app, "paper_rights_statement").set_value(["DHW"]).run()
    return app.button(key="paper_make").click().run()


def chapter(open_page: Opener, key: str = "ask") -> AppTest:
    return open_page(PAPERS, paper="P00001", chapter=key)


def test_who_is_not_signed_in_reads_why_and_how(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch)
    app = open_page(PAPERS)
    assert not app.exception and "This is for people who have signed in" in words(app)
    assert not app.text_area and not [one for one in app.button if str(one.key).startswith("paper")]


@pytest.mark.parametrize("lang", ["en", "km"])
def test_a_joint_statement_is_begun_from_nothing_in_at_most_eight_choices(
    open_page: Opener, dara: Actor, lang: str
) -> None:
    app = begun(open_page, lang)
    assert not app.exception
    (one,) = kept_papers(State.default(), who=dara)
    assert (one.id, one.choice.form, one.choice.lang, one.choice.rights) == ("P00001", "statement", lang, ("DHW",))
    asked = [*app.selectbox, *app.multiselect, *app.text_input, *app.text_area, *app.get("button_group")]
    assert "P00001" in words(app) and len(asked) <= 8
    assert ("Signed by" if lang == "en" else "ចុះហត្ថលេខា") in words(app)


def test_what_is_typed_is_kept_and_saved_and_a_second_saver_sees_both(open_page: Opener, dara: Actor) -> None:
    begun(open_page)
    state, app = State.default(), chapter(open_page)
    field(app).set_value("Ban beating.").run()  # type: ignore[attr-defined]
    assert [one.text for one in drafts_of(state, "P00001", "ask", who=dara)] == ["Ban beating."]
    assert "not saved yet: the others do not see it" in words(app)
    again = chapter(open_page)
    assert field(again).value == "Ban beating." and "You go on with what you had not saved" in words(again)  # type: ignore[attr-defined]
    # A browser that was busy draws the second answer only: what the field begins with is in every one.
    assert field(again.run()).proto.default == "Ban beating."  # type: ignore[attr-defined]
    again.button(key="paper_save").click().run()
    assert "Saved." in words(again) and drafts_of(state, "P00001", "ask", who=dara) == ()
    save_text(state, "P00001", "ask", "Ban beating. Now.", began_from=1, who=OWNER)
    field(again).set_value("Please ban beating.").run()  # type: ignore[attr-defined]
    again.button(key="paper_save").click().run()
    told = words(again)
    assert "saved another text" in told and "<ins>Please ban</ins>" in told.replace(
        "<ins>Please</ins> ", "<ins>Please "
    )
    again.button(key="paper_merge").click().run()
    assert field(again).value == "Please ban beating. Now."  # type: ignore[attr-defined]
    again.button(key="paper_save").click().run()
    assert [one.text for one in versions_of(state, "P00001", "ask", who=dara)] == [
        "Please ban beating. Now.",
        "Ban beating. Now.",
        "Ban beating.",
    ]


@pytest.mark.parametrize(("press", "stands"), [("paper_mine", "Mine."), ("paper_theirs", "Theirs.")])
def test_mine_or_theirs_stands_and_the_other_is_in_the_history(
    open_page: Opener, dara: Actor, press: str, stands: str
) -> None:
    begun(open_page)
    state, app = State.default(), chapter(open_page)
    save_text(state, "P00001", "ask", "Theirs.", began_from=0, who=OWNER)
    field(app).set_value("Mine.").run()  # type: ignore[attr-defined]
    app.button(key="paper_save").click().run()
    app.button(key=press).click().run()
    assert not app.exception and paper_chapters(state, "P00001", who=dara)["ask"].text == stands
    kept = [
        one.text
        for one in (*versions_of(state, "P00001", "ask", who=dara), *drafts_of(state, "P00001", "ask", who=dara))
    ]
    assert sorted(kept) == ["Mine.", "Theirs."]


def test_a_text_about_a_person_is_not_kept_and_says_so(open_page: Opener, dara: Actor) -> None:
    begun(open_page)
    app = chapter(open_page)
    field(app).set_value("Fine.\n\nSok Dara, 9, was beaten at school.").run()  # type: ignore[attr-defined]
    told = words(app)
    assert "Line 3 seems to be about a single person" in told and "is not kept on the server" in told
    assert drafts_of(State.default(), "P00001", "ask", who=dara) == ()


def test_codes_are_put_in_resolved_and_flagged(open_page: Opener, dara: Actor) -> None:
    begun(open_page)
    state = State.default()
    old = {"en": "Stunting was 90 %.", "km": "x", "message": {}}
    text = f"# Why\n\n- {{{{message {KEY}}}}}\n- **{{{{number AAAAA-AAAAA}}}}**"
    app = chapter(open_page)
    field(app).set_value(text).run()  # type: ignore[attr-defined]
    told = words(app)
    assert "about 32.0" in told and "<h3>" in told and "Line 4: This code is not known here." in told
    app.button(key="paper_save").click().run()
    heard = dict(versions_of(state, "P00001", "ask", who=dara)[0].heard)
    assert list(heard) == [f"message {KEY}"]
    heard[f"message {KEY}"] |= {"en": old["en"], "message": heard[f"message {KEY}"]["message"] | {"facts": []}}
    save_text(state, "P00001", "ask", text + "!", began_from=1, who=dara, heard=heard)
    again = chapter(open_page)
    assert "Then: Stunting was 90 %." in words(again) and "Now: In 2014" in words(again)
    again.button(key="paper_renew").click().run()
    assert "Then:" not in words(again) and versions_of(state, "P00001", "ask", who=dara)[0].version == 3


def test_the_chapter_is_shared_out_commented_and_its_findings_chosen(open_page: Opener, dara: Actor) -> None:
    begun(open_page)
    state, app = State.default(), chapter(open_page, "findings")
    control(app, "paper_status_P00001_findings").set_value("done").run()
    control(app, "paper_owner_P00001_findings").set_value("dara").run()
    comment = next(one for one in app.text_area if (one.key or "").startswith("paper_comment_"))
    comment.set_value("Shorter, please.").run()
    app.button(key="paper_comment_add").click().run()
    app.button(key="paper_leave_0").click().run()
    app.button(key="paper_arrow_downward_0").click().run()
    more = next(one for one in app.selectbox if (one.key or "").startswith("paper_added_"))
    more.set_value(more.options[1]).run()
    app.button(key="paper_add").click().run()
    assert not app.exception
    one = paper_chapters(state, "P00001", who=dara)["findings"]
    assert (one.status, one.owner, len(one.findings.dropped), one.findings_revision) == ("done", "dara", 1, 3)
    assert len(one.findings.added) == 1 and one.findings.order[-1] == one.findings.added[0]
    assert "Shorter, please." in words(app) and "Left out:" in words(app)


def test_a_version_is_put_back_into_the_field(open_page: Opener, dara: Actor) -> None:
    begun(open_page)
    state = State.default()
    for number, text in enumerate(("First.", "Second.")):
        save_text(state, "P00001", "ask", text, began_from=number, who=dara)
    app = chapter(open_page)
    app.session_state["paper_history_P00001_ask"] = True
    app.run()
    control(app, "paper_version_P00001_ask").set_value("1").run()
    app.button(key="paper_restore").click().run()
    assert field(app).value == "First."  # type: ignore[attr-defined]


def test_a_steward_closes_deletes_and_brings_back(
    open_page: Opener, dara: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(open_page)
    assert not [one for one in open_page(PAPERS, paper="P00001").button if one.key == "paper_close"]
    signed_in(monkeypatch, Role.STEWARD, name="maly")
    app = open_page(PAPERS, paper="P00001")
    app.button(key="paper_close").click().run()
    assert "This paper is closed" in words(app) and not chapter(open_page).text_area
    app.button(key="paper_delete").click().run()
    assert not app.exception and "The paper is deleted" in words(app)
    app = open_page(PAPERS)
    app.session_state["papers_deleted"] = True
    app.run()
    app.button(key="paper_back_P00001").click().run()
    assert len(kept_papers(State.default(), who=OWNER)) == 1


def test_a_paper_that_there_is_not_is_named(open_page: Opener, dara: Actor) -> None:
    assert "There is no paper P00077" in words(open_page(PAPERS, paper="P00077"))


def test_the_paper_is_made_with_what_is_there_and_the_record_has_it(open_page: Opener, dara: Actor) -> None:
    begun(open_page)
    save_text(State.default(), "P00001", "ask", f"**Ban** beating. {{{{message {KEY}}}}}", began_from=0, who=dara)
    app = open_page(PAPERS, paper="P00001")
    app.button(key="paper_make_docx").click().run()
    assert not app.exception and [one.proto.label for one in app.get("download_button")] != []
    lines = audit_page(State.default(), who=OWNER, asked=ALL_LINES).lines
    assert ("export paper", "P00001 docx", "dara") in [(one.action, one.detail, one.who) for one in lines]


def test_a_paper_is_made_at_once_and_tells_what_it_left_out_and_why(open_page: Opener, dara: Actor) -> None:
    app = open_page(PAPERS)
    app.button(key="paper_at_once_docx").click().run()
    assert "choose at least one" in words(app) and not app.get("download_button")
    control(app, "paper_rights_statement").set_value(["DHW"]).run()
    app.button(key="paper_at_once_docx").click().run()
    assert not app.exception and kept_papers(State.default(), who=dara) == ()
    labels = [one.proto.label for one in app.get("download_button")]
    assert any("statement" in one and ".docx" in one for one in labels) and "What was left out (.txt)" in labels
    assert (
        "things were left out" in words(app)
        and "<li" in words(app).partition("What no longer fits into its sections:")[2]
    )

"""The contributors' pages without a browser: both languages, the way through, refusals, the steward's key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from childrights.i18n import LANGUAGES, translator
from etl.accounts import HERE
from etl.intake.accepting import withdraw
from etl.ledger.ledger import uploads
from etl.ledger.proposed_indicators import proposals
from etl.ledger.state import State
from etl.permissions import NOBODY, Actor, Role, owner
from geo.provinces import load_provinces
from tests.pages.manage.contributing import Opener, button, cure, field, give, opener, words
from tests.support.members import figures, publish, send
from tests.support.signed_in import signed_in
from tests.support.workbooks import children_workbook, stunting_workbook, table_workbook
from ui.contribute.cause_kinds import Cause

PAGES = ("upload", "history", "template", "help")


@pytest.fixture
def open_page(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(monkeypatch)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_every_language(open_page: Opener, name: str, lang: str) -> None:
    app = open_page(name, lang=lang)
    assert not app.exception
    assert words(app).count("<h1") == 1
    assert f'lang="{lang}"' in words(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_way_and_back(open_page: Opener, own_home: Path, lang: str) -> None:
    t = translator(lang)
    app = give(open_page("upload", lang=lang), stunting_workbook())
    assert not app.exception
    verdict = t.ngettext("", "{accepted} of {all} figures can be published; {rejected} need your help", 2)
    if lang == "en":
        assert verdict.format(accepted=23, all=25, rejected=2) in words(app)
    assert "B4" in words(app) or "A4" in words(app)
    for name in ("KH05", "KH13"):
        cure(app, name)
    assert not app.exception
    assert "tint error" not in words(app).replace("cr-chip cr-tinted tint error", "")
    app.button(key="publish").click().run()
    assert not app.exception
    (upload,) = uploads(State(own_home))
    assert (upload.member, upload.accepted, upload.rejected, upload.status) == ("NEP", 25, 0, "published")
    assert upload.uploaded_by == HERE
    assert upload.id in words(app)


def test_a_decision_can_be_undone(open_page: Opener) -> None:
    app = give(open_page("upload"), stunting_workbook())
    cure(app, "KH05")
    assert "24 of 25 figures" in words(app)
    button(app, "Undo")
    assert "23 of 25 figures" in words(app)


def doubtful_workbook() -> bytes:
    """Stunting with two figures typed as proportions, an unknown indicator and a column of nonsense."""
    rows: list[list[object]] = [
        [name, 2021, figure, 10 + number, number]
        for number, (name, figure) in enumerate(
            zip(("Kampot", "Kandal", "Kep", "Takeo", "Pailin"), (45.2, 38.0, 41.5, 0.45, 0.39), strict=True)
        )
    ]
    return table_workbook(["Province", "Year", "Stunting (%)", "Beds in shelters", "Zz top"], rows)


def test_one_click_decides_how_numbers_are_read(open_page: Opener) -> None:
    app = give(open_page("upload"), doubtful_workbook())
    assert "3 of 15 figures" in words(app)
    by_label = {one.label: one for one in app.button}
    assert by_label["“0.45” is 0.45\u00a0%"].proto.type == by_label["“0.45” is 45\u00a0%"].proto.type
    button(app, "“0.45” is 45\u00a0%")
    assert not app.exception
    assert "5 of 15 figures" in words(app)
    assert "Column C of sheet Data: “0.45” is 45\u00a0%" in words(app)
    button(app, "Undo")
    assert "3 of 15 figures" in words(app)


def test_a_new_indicator_is_proposed_and_the_rest_left_out_with_a_reason(open_page: Opener, own_home: Path) -> None:
    app = give(open_page("upload"), doubtful_workbook())
    next(one for one in app.button if one.label == "Propose it as new").click().run()
    assert any(one.value == "Beds in shelters" for one in app.text_input)
    button(app, "Propose this indicator")
    assert "Please give at least" in words(app)
    field(app, "new_unit").select("number")
    app.text_area[0].set_value("Beds for children in shelters, last night of the year, asked by Ms Dara")
    button(app, "Propose this indicator")
    assert "seems to be about a single person" in words(app)
    app.text_area[0].set_value("Beds for children in shelters, last night of the year")
    button(app, "Propose this indicator")
    assert "is proposed as a new indicator: Beds in shelters" in words(app)
    assert not app.exception
    app.session_state["skip_" + Cause("error", "unknown_indicator", "unknown", "Zz top", ()).key] = True
    app.run()
    button(app, "Leave it out")
    assert "Please write a few words" in words(app)
    field(app, "own_").set_value("A joke of the intern")
    next(one for one in app.button if str(one.key).startswith("out_")).click().run()
    assert "“Zz top” is left out: A joke of the intern" in words(app)
    app.button(key="publish").click().run()
    assert not app.exception
    assert "The indicator you proposed is in the history" in words(app)
    (upload,) = uploads(State(own_home))
    assert [(one.label, one.why) for one in upload.left_out] == [("Zz top", "A joke of the intern")]
    (proposed,) = proposals(State(own_home))
    assert (proposed.label, proposed.unit, proposed.cells, proposed.upload) == (
        "Beds in shelters",
        "number",
        5,
        upload.id,
    )
    page = words(open_page("history"))
    assert "P0001 · Beds in shelters" in page
    assert "“Zz top” (A joke of the intern)" in page
    elsewhere = words(open_page("history", who=NOBODY))
    assert "Zz top" not in elsewhere and "Beds" not in elsewhere
    assert "proposed" not in elsewhere.lower(), "neither its words nor that there is one"


def test_a_proposal_can_be_sent_alone(open_page: Opener, own_home: Path) -> None:
    app = give(open_page("upload"), table_workbook(["Province", "Year", "Beds in shelters"], [["Kep", 2021, 12.0]]))
    next(one for one in app.button if one.label == "Propose it as new").click().run()
    field(app, "new_unit").select("number")
    app.text_area[0].set_value("Beds for children in shelters")
    button(app, "Propose this indicator")
    app.button(key="publish").click().run()
    assert "Your proposal was sent" in words(app)
    assert uploads(State(own_home)) == ()
    assert [one.cells for one in proposals(State(own_home))] == [1]


def test_sound_figures_are_published_and_bad_ones_left_out(open_page: Opener, own_home: Path) -> None:
    app = give(open_page("upload"), stunting_workbook())
    assert app.button(key="publish").label == "Publish the 23 sound figures, leave out 2"
    app.button(key="publish").click().run()
    assert [(one.accepted, one.rejected) for one in uploads(State(own_home))] == [(23, 2)]


def test_nothing_is_published_before_it_is_known_for_whom(open_page: Opener, own_home: Path) -> None:
    app = give(open_page("upload"), stunting_workbook(), member="")
    assert app.button(key="publish").disabled
    app.text_input(key="member_field").set_value("  Save   the Children ").run()
    assert not app.button(key="publish").disabled
    app.button(key="publish").click().run()
    assert uploads(State(own_home))[0].member == "Save the Children"


def test_what_a_member_confirmed_is_offered_next_time(open_page: Opener) -> None:
    app = give(open_page("upload"), stunting_workbook({"KH05": "Kampong Sp"}))
    cure(app, "KH05")
    app.button(key="publish").click().run()
    button(app, "Send another file")
    app = give(app, stunting_workbook({"KH05": "Kampong Sp"}, year=2022))
    assert "All 25 figures can be published" in words(app)
    assert "Read as before: “Kampong Sp” is Kampong Speu" in words(app)
    button(app, "Undo")
    assert "24 of 25 figures" in words(app)


def test_the_same_file_again_is_recognised(open_page: Opener, own_home: Path) -> None:
    content = stunting_workbook({})
    app = give(open_page("upload"), content)
    app.button(key="publish").click().run()
    button(app, "Send another file")
    app = give(app, content)
    assert "This very file was published for NEP as U0001" in words(app)
    assert not any(one.key == "publish" for one in app.button)


def test_a_file_about_children_is_let_go_of(open_page: Opener, own_home: Path) -> None:
    before = {path for path in own_home.rglob("*") if path.is_file()}
    app = give(open_page("upload"), children_workbook(), "Sok Dara case file.xlsx")
    assert "This file was not kept" in words(app)
    assert "Child&#x27;s name" in words(app) and "The name of this file seems to name a person" in words(app)
    assert "Sok Dara" not in words(app) and "Sok Dara" not in str(app.session_state["desk"])
    assert not any(b"Sok Dara" in path.read_bytes() for path in own_home.rglob("*") if path.is_file())
    assert app.session_state["desk"].content == b""
    assert {path for path in own_home.rglob("*") if path.is_file()} <= before | {own_home / "ledger.sqlite"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.xlsx", b"", "is empty"),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 500, "a picture"),
        ("paper.pdf", b"%PDF-1.4 hello", "a PDF document"),
        ("cut.xlsx", stunting_workbook()[:900], "damaged"),
    ],
)
def test_what_is_not_a_workbook_is_told_in_one_sentence(
    open_page: Opener, name: str, content: bytes, told: str
) -> None:
    app = give(open_page("upload"), content, name)
    assert not app.exception
    assert "This file was not kept" in words(app)
    assert told in words(app)
    assert "…" not in words(app).split("<li>")[1].split("</li>")[0]


def test_markup_in_a_file_stays_text(open_page: Opener) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    app = give(
        open_page("upload"), stunting_workbook({"KH05": evil}, cells={"A1": f"Stunting 2021 {evil}"}), f"{evil}.xlsx"
    )
    assert not app.exception
    assert "<script>alert" not in words(app)
    assert "<img src=x" not in words(app)
    assert "&lt;script&gt;" in words(app)


def test_a_big_sheet_is_shown_in_windows(open_page: Opener) -> None:
    names = [province.name_en for province in load_provinces().values()]
    rows: list[list[object]] = [[name, year, 20 + len(name)] for year in range(1985, 2021) for name in names]
    rows[700][0] = "Kandalxx qq"
    app = give(open_page("upload"), table_workbook(["Province", "Year", "Stunting (%)"], rows))
    assert not app.exception
    assert "Rows 673 to 704 of 901" in words(app)
    button(app, "Earlier rows")
    assert "Rows 641 to 672 of 901" in words(app)


def test_a_strangers_history_has_no_file_name_no_reason_and_no_login_name(open_page: Opener, own_home: Path) -> None:
    send(own_home, "Member A", figures("stunting", 2014, {"KH05": 41.0}))
    send(own_home, "Member A", figures("stunting", 2021, {"KH05": 35.0}))
    publish(own_home)
    withdraw(State(own_home), "U0002", why="the wrong year", who=owner("sokha"))
    page = words(open_page("history", who=NOBODY))
    assert "U0001 · Member A" in page and "Taken back on" in page
    assert not [told for told in (".xlsx", "wrong year", "sokha", "by x") if told in page]
    own = words(open_page("history", who=Actor("dara", frozenset({Role.CONTRIBUTOR}), ("Member A",))))
    assert ".xlsx" in own and "wrong year" in own and "by sokha" in own
    other = words(open_page("history", who=Actor("boran", frozenset({Role.CONTRIBUTOR}), ("Member B",))))
    assert ".xlsx" not in other and "wrong year" not in other


def test_the_history_tells_and_takes_back(open_page: Opener, own_home: Path) -> None:
    app = open_page("history")
    assert "Nothing has been uploaded yet" in words(app)
    upload = give(open_page("upload"), stunting_workbook({}))
    upload.button(key="publish").click().run()
    second = give(open_page("upload"), stunting_workbook({}, start=30.0), member="LICADHO")
    assert "25 are new" in words(second)
    second.button(key="publish").click().run()
    third = give(open_page("upload"), stunting_workbook({}, start=40.0))
    assert "25 take the place of what you sent before" in words(third)
    third.button(key="publish").click().run()
    app = open_page("history")
    page = words(app)
    assert "3 uploads, 3 in force" in page
    assert "25 took the place of U0001" in page
    assert "Corrected by U0003: 0 of its figures still stand" in page
    assert "none is shown, 25 not shown: replaced by a newer figure of the same member" in page
    assert any(one.key == "withdraw_U0002" for one in app.button) and "kept/U0002" in page
    withdraw(State(own_home), "U0002", why="wrong year", who=owner(HERE))
    page = words(open_page("history"))
    assert "wrong year" in page
    assert "3 uploads, 2 in force" in page


def test_from_elsewhere_nothing_can_be_changed(open_page: Opener, own_home: Path) -> None:
    app = give(open_page("upload"), stunting_workbook({}))
    app.button(key="publish").click().run()
    app = open_page("upload", who=NOBODY)
    assert not app.get("file_uploader")
    assert "This is for people who have signed in" in words(app)
    app = open_page("history", who=NOBODY)
    assert "U0001" in words(app)
    assert "kept/U0001" not in words(app)
    assert not any(str(one.key).startswith("withdraw") for one in app.button)


def test_a_session_that_loses_its_right_publishes_nothing(
    open_page: Opener, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = give(open_page("upload"), stunting_workbook({}))
    signed_in(monkeypatch)
    app.button(key="publish").click().run()
    assert uploads(State(own_home)) == ()


def test_the_template_page_makes_a_template(open_page: Opener) -> None:
    app = open_page("template")
    assert not app.get("download_button")
    app.multiselect(key="template_indicators").select("stunting").run()
    assert not app.exception
    assert app.get("download_button")


def test_help_opens_at_the_problem_asked_for(open_page: Opener) -> None:
    app = open_page("help", code="duplicate")
    opened = [one for one in app.expander if one.proto.expanded]
    assert [one.label for one in opened] == ["The same figure twice"]


def test_temporary_files_are_gone(open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    give(open_page("upload"), children_workbook())
    give(open_page("upload"), stunting_workbook())
    assert os.listdir(folder) == []

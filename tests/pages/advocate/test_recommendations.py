"""The tracker as a person uses it: the list, one recommendation, assessing, taking back, a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.rights.assessment import COALITION, GOVERNMENT, Draft
from childrights.rights.counting import how_often
from childrights.rights.recommendations import load_recommendations
from etl.intake.assessments import assess
from etl.intake.bringing import withdraw_entry
from etl.ledger.entry_log import brought
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import build
from tests.pages.opening import Opener, words
from tests.support.signed_in import signed_in
from ui.tracker.listing import url_code

PAGE = "advocate/recommendations"
ASKED = tuple(one for one in load_recommendations(load_catalogue()) if one.asks)
CORPORAL = next(one for one in ASKED if one.topic == "Corporal punishment" and one.number == "41")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", [{}, {"right": "EDU", "by": "UPR"}, {"id": CORPORAL.code}, {"status": "answered"}])
def test_the_page_opens_in_both_languages(open_page: Opener, query: dict[str, str], lang: str) -> None:
    app = open_page(PAGE, lang=lang, **query)
    assert not app.exception
    assert words(app).count("<h1") == 1
    assert translator(lang)._("Recommendations") in words(app) or "id" in query


def test_nothing_is_assessed_in_the_shipped_data(open_page: Opener) -> None:
    page = words(open_page(PAGE))
    assert f"{how_often(ASKED)} recommendations to Cambodia were read so far" in page
    assert "the coalition has not assessed their follow-up yet" in page
    assert "not assessed yet" in page and "cr-answer answered" not in page


def test_what_was_asked_again_more_often_than_is_listed_is_counted(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    juvenile = next(one for one in ASKED if one.topic == "Juvenile justice" and one.on_children)

    def again() -> str:
        return words(open_page(PAGE, id=juvenile.code)).split("Asked before or again")[1].split("</dd>")[0]

    count = again().count("recommendations?id=")
    assert count > 1 and "more" not in again()
    monkeypatch.setattr("ui.tracker.single.MOST_AGAIN", 1)
    assert again().count("recommendations?id=") == 1 and f"… and {count - 1} more" in again()


def test_every_one_that_asks_is_on_some_page_of_the_list(open_page: Opener) -> None:
    of_one = [one for one in ASKED if one.document == CORPORAL.document]
    starts = open_page(PAGE, cycle=CORPORAL.document).selectbox(key="choose_from").options
    told = (open_page(PAGE, cycle=CORPORAL.document, **{"from": str(1 + 12 * place)}) for place in range(len(starts)))
    seen = "".join(map(words, told))
    assert len(of_one) > 50 and all(f"id={one.code}" in seen for one in of_one)


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({"state": "Norway"}, lambda one: one.recommending_state == "Norway"),
        ({"topic": "NHRI"}, lambda one: "NHRI" in one.themes),
        ({"article": "32", "answer": "supported"}, lambda one: 32 in one.article_numbers and one.answer == "supported"),
        ({"ministry": "nec"}, lambda one: "Elections" in one.themes),
        ({"right": "others", "answer": "noted", "cycle": "A/HRC/26/16"}, lambda one: not one.on_children),
    ],
)
def test_the_filters_leave_what_fits(open_page: Opener, query: dict[str, str], fits: Callable[..., bool]) -> None:
    page = words(open_page(PAGE, **query))
    shown = set(re.findall(r"recommendations\?id=([0-9A-Z-]{11})", page.split("cr-tracker")[1]))
    assert shown and all(fits(one) for one in ASKED if one.code in shown)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "asked"),
    [("topic", "Birth registration"), ("state", "Czech Republic"), ("state", "Iran (Islamic Republic of)")],
)
def test_words_of_several_letters_are_chosen_too(open_page: Opener, name: str, asked: str, lang: str) -> None:
    """Addresses bear codes, and neither a topic nor a State has one."""
    code = url_code(asked)
    page = open_page(PAGE, lang=lang)
    page.selectbox(key=f"choose_{name}").set_value(code).run()
    assert not page.exception and page.query_params[name] in (code, [code])
    shown = set(re.findall(r"recommendations\?id=([0-9A-Z-]{11})", words(page).split("cr-tracker")[1]))
    fitting = {one.code for one in ASKED if asked in (*one.themes, one.recommending_state)}
    assert shown and shown <= fitting


def test_a_part_leads_to_its_whole_and_counts_within_it(open_page: Opener) -> None:
    part = next(one for one in ASKED if one.number == "41(b)")
    page = words(open_page(PAGE, id=part.code))
    assert "Part of paragraph 41:" in page and part.official_text[:60] in page and f"id={CORPORAL.code}" in page
    states = words(open_page(PAGE, topic="NHRI", cycle="A/HRC/13/4", state="all"))
    assert "4 States" in states and "Listed: " in states


def test_every_answer_is_told_with_its_day(open_page: Opener) -> None:
    changed = next(one for one in ASKED if one.number == "118.161")
    page = words(open_page(PAGE, id=changed.code))
    assert "27 March 2014 · supported" in page and "2014-06 · noted" in page and "“rejected”" in page


@pytest.mark.parametrize("asked", ["UPR_cycle_4", "UPR cycle 4"])
def test_a_cycle_whose_name_has_spaces_can_be_chosen(open_page: Opener, asked: str) -> None:
    app = open_page(PAGE, cycle=asked)
    assert app.selectbox(key="choose_cycle").value == "UPR_cycle_4"
    assert set(re.findall(r'cr-note">(\d{4}) · ', words(app).split("cr-tracker")[1])) == {"2024"}
    app.selectbox(key="choose_cycle").select("UPR_cycle_3").run()
    assert app.query_params["cycle"] == "UPR_cycle_3"


def test_an_unknown_id_says_so_and_leads_back(open_page: Opener) -> None:
    page = words(open_page(PAGE, id="NO-SUCH"))
    assert "No recommendation has the id NO-SUCH" in page and 'href="recommendations' in page


def test_the_status_stands_beside_the_governments(own: tuple[State, Opener]) -> None:
    state, open_own = own
    drafts = [
        Draft(
            CORPORAL.code,
            COALITION,
            "partly",
            "2024-05-01",
            "A plan was adopted; no ban at home.",
            (),
            ("https://a.org/x",),
        ),
        Draft(CORPORAL.code, GOVERNMENT, "answered", "2023-02-01", "Implemented.", source="Mid-term report, p. 4"),
    ]
    assess(state, drafts, member="Coalition", who=owner("test"), today=date(2025, 1, 1))
    page = words(open_own(PAGE, id=CORPORAL.code))
    assert "partly answered" in page and "A plan was adopted; no ban at home." in page
    assert "Mid-term report, p. 4" in page and "Implemented. (by its own account: answered)" in page
    assert f"id={CORPORAL.code}" in words(open_own(PAGE, status="partly"))
    assert f"id={CORPORAL.code}" not in words(open_own(PAGE, status="answered"))
    assert "partly answered" in words(open_own("explore/rights", right="VAC", view="asked"))


def test_a_writer_assesses_and_takes_back(own: tuple[State, Opener]) -> None:
    state, open_own = own
    app = open_own(PAGE, id=CORPORAL.code)
    app.button(key="assess_coalition").click().run()
    assert "Choose a status from the list" in words(app) and "Name the organisation" in words(app)
    assert not brought(state).assessments
    app.selectbox(key="tracker_status_coalition_0").select("not_answered")
    app.text_area(key="tracker_why_coalition_0").input("No law forbids it in the home.")
    app.text_input(key="tracker_member_coalition_0").input("Coalition")
    app.button(key="assess_coalition").click().run()
    assert not app.exception
    assert [one.status for one in brought(state).assessments] == ["not_answered"]
    assert "No law forbids it in the home." in words(app) and "Recorded and published." in words(app)
    assert app.text_area(key="tracker_why_coalition_1").value == ""
    app.text_input(key="tracker_back_why").input("Entered for the wrong paragraph")
    app.button(key="assessment_back").click().run()
    assert "Entered for the wrong paragraph" in words(app) and "The coalition has not assessed this yet" in words(app)


def test_words_about_a_person_are_refused(own: tuple[State, Opener]) -> None:
    state, open_own = own
    app = open_own(PAGE, id=CORPORAL.code)
    app.selectbox(key="tracker_status_coalition_0").select("partly")
    app.text_area(key="tracker_why_coalition_0").input("A girl named Sokha told us on 012 345 678")
    app.text_input(key="tracker_member_coalition_0").input("Coalition")
    app.button(key="assess_coalition").click().run()
    assert "seems to be about a single person" in words(app) and not brought(state).assessments


def test_what_somebody_else_recorded_meanwhile_is_not_written_over(own: tuple[State, Opener]) -> None:
    state, open_own = own
    app = open_own(PAGE, id=CORPORAL.code)
    theirs = Draft(CORPORAL.code, COALITION, "partly", "2024-05-01", "Theirs came first.")
    assess(state, [theirs], member="Another", who=owner("test"), today=date(2025, 1, 1))
    app.selectbox(key="tracker_status_coalition_0").select("answered")
    app.text_area(key="tracker_why_coalition_0").input("Ours was written meanwhile.")
    app.text_input(key="tracker_member_coalition_0").input("Coalition")
    app.button(key="assess_coalition").click().run()
    assert "Somebody else assessed this meanwhile" in words(app)
    assert [one.member for one in brought(state).assessments] == ["Another"]
    app.button(key="assess_coalition").click().run()
    assert [one.member for one in brought(state).assessments] == ["Another", "Coalition"]


def test_links_are_made_and_taken_away(own: tuple[State, Opener]) -> None:
    state, open_own = own
    app = open_own(PAGE, id=CORPORAL.code)
    app.multiselect(key=f"tracker_link_{CORPORAL.code}").set_value(["violent_discipline", "stunting"])
    app.text_input(key="tracker_link_member").input("Coalition")
    app.button(key="link_indicators").click().run()
    assert {(one.indicator, one.linked) for one in brought(state).links} == {
        ("stunting", True),
        ("physical_punishment_needed", False),
    }
    assert "linked by the coalition" in words(app)


def test_somebody_from_elsewhere_only_looks(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch)
    app = open_page(PAGE, id=CORPORAL.code)
    assert not any("assess" in str(button.key) for button in app.button)
    assert "To change something here, sign in first." in words(app)


def test_nobody_writes_without_the_right(own: tuple[State, Opener], monkeypatch: pytest.MonkeyPatch) -> None:
    state, open_own = own
    app = open_own(PAGE, id=CORPORAL.code)
    app.selectbox(key="tracker_status_coalition_0").select("partly")
    app.text_area(key="tracker_why_coalition_0").input("No law forbids it in the home.")
    app.text_input(key="tracker_member_coalition_0").input("Coalition")
    signed_in(monkeypatch)
    app.button(key="assess_coalition").click().run()
    assert not brought(state).assessments


def test_the_shipped_figures_can_be_evidence(own: tuple[State, Opener]) -> None:
    state, open_own = own
    build(state)
    app = open_own(PAGE, id=CORPORAL.code)
    offered = app.multiselect(key="tracker_figures_0").options
    assert offered


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_indicator_leads_to_what_was_asked_about_it(open_page: Opener, lang: str) -> None:
    page = words(open_page("explore/explore", ind="violent_discipline", lang=lang))
    assert f"recommendations?id={CORPORAL.code}" in page
    assert translator(lang)._("Cambodia was asked about this:") in page


def test_suggested_articles_are_filed_only_when_a_person_says_so(own: tuple[State, Opener]) -> None:
    state, open_own = own
    one = next(one for one in ASKED if one.topic == "Right to health" and not one.crc_articles)
    app = open_own(PAGE, id=one.code)
    assert not app.exception and "one in three is wrong" in words(app)
    app.button(key="confirm_suggested").click().run()
    assert not brought(state).additions
    app.multiselect(key=f"tracker_articles_{one.code}").set_value(["24"])
    app.text_input(key="tracker_suggested_member").input("Coalition")
    app.button(key="confirm_suggested").click().run()
    assert not app.exception
    filed = brought(state).additions[0].asked
    assert (filed.crc_articles, filed.cluster, filed.official_text) == (("24",), "DHW", one.official_text)
    assert "confirmed on the page" in words(open_own(PAGE, id=one.code))
    withdraw_entry(state, "R00001", why="Filed for the wrong right", who=owner("test"))
    assert "Suggested by its words" in [one.label for one in open_own(PAGE, id=one.code).expander]

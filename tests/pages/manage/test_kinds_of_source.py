"""What a member says its figures are, what is asked and what is held back, and what the steward does about it."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.members.layers import conflict_decisions, conflicts, members_figures
from childrights.members.provenance import OWN_RECORDS, OWN_SURVEY, QUOTED, Provenance
from childrights.snapshot.queries import area_values
from childrights.snapshot.snapshot import open_current
from etl.intake.accepting import with_outcomes
from etl.ledger.ledger import uploads
from etl.ledger.state import State
from etl.permissions import NOBODY
from etl.workbooks.template import write_template
from geo.provinces import load_provinces
from tests.pages.manage.contributing import Opener, button, give, opener, words
from tests.support.workbooks import stunting_workbook, table_workbook

PLACES = ("Kampot", "Kandal", "Kep", "Takeo", "Pailin", "Kratie")
DETAINED = "Minors in 19 prisons monitored by LICADHO"


@pytest.fixture
def open_page(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(monkeypatch)


def page_of(app: AppTest) -> str:
    return html.unescape(words(app))


def kinds(app: AppTest) -> Any:
    return app.radio(key="source_kind")


def publish(app: AppTest) -> AppTest:
    app.button(key="publish").click().run()
    assert not app.exception
    return app


def one_cell(value: float = 12.0, place: str = "Cambodia", year: int = 2014, title: str = "Stunting (%)") -> bytes:
    return table_workbook(["Province", "Year", title], [[place, year, value]])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clean_file_gets_only_the_question_of_its_source(open_page: Opener, own_home: Path, lang: str) -> None:
    app = give(open_page("upload", lang=lang), stunting_workbook({}), kind="")
    assert kinds(app).value is None and app.button(key="publish").disabled
    assert translator(lang)._("Choose one of the three.") in page_of(app)
    assert "st-key-cause" not in page_of(app) and not any(str(one.key).startswith("cure_") for one in app.button)
    kinds(app).set_value(OWN_RECORDS).run()
    assert not app.button(key="publish").disabled
    publish(app)
    (upload,) = uploads(State(own_home))
    assert upload.provenance == Provenance()


def test_an_own_survey_is_told_with_its_size_and_is_offered_again(open_page: Opener, own_home: Path) -> None:
    app = give(open_page("upload"), stunting_workbook({}), kind=OWN_SURVEY)
    assert "a survey is judged by that" in page_of(app) and app.button(key="publish").disabled
    app.number_input(key="source_sample").set_value(1200).run()
    publish(app)
    assert uploads(State(own_home))[0].provenance == Provenance(OWN_SURVEY, sample=1200)
    button(app, "Send another file")
    app = give(app, stunting_workbook({}, year=2022), kind="")
    assert (kinds(app).value, app.number_input(key="source_sample").value) == (OWN_SURVEY, 1200)
    assert "So you said last time." in page_of(app)
    assert not app.button(key="publish").disabled


def quoted(app: AppTest) -> AppTest:
    """Fill in which publication is quoted."""
    assert "Give the name and the year of the publication" in page_of(app)
    app.text_input(key="source_name").set_value("Health Yearbook").run()
    app.text_input(key="source_table").set_value("Table 4").run()
    return app.number_input(key="source_year").set_value(2023).run()


def test_a_quotation_names_its_publication_and_waits_for_the_steward(open_page: Opener, own_home: Path) -> None:
    app = quoted(give(open_page("upload"), stunting_workbook({}), kind=QUOTED))
    assert "Once the steward has compared them with Health Yearbook (2023), Table 4" in page_of(app)
    publish(app)
    assert "wait in the members' layer until the steward has compared them" in page_of(app)
    said = Provenance(QUOTED, publication="Health Yearbook", publication_year=2023, publication_table="Table 4")
    assert uploads(State(own_home))[0].provenance == said


def test_the_official_workbook_says_itself_what_its_source_is(open_page: Opener, tmp_path: Path) -> None:
    path = tmp_path / "official.xlsx"
    said = Provenance(OWN_SURVEY, sample=350)
    write_template(
        path, load_catalogue(), load_provinces(), indicators=["stunting"], member="NEP", year=2023, said=said
    )
    app = give(open_page("upload"), path.read_bytes(), kind="")
    assert (kinds(app).value, app.number_input(key="source_sample").value) == (OWN_SURVEY, 350)
    assert "So your workbook says." in page_of(app)


def test_what_will_be_hidden_is_told_before_and_after_with_the_same_numbers(open_page: Opener, own_home: Path) -> None:
    rows: list[list[object]] = [["Cambodia", 2023, 900], *([place, 2023, 30 + n] for n, place in enumerate(PLACES))]
    app = give(open_page("upload"), table_workbook(["Province", "Year", DETAINED], rows), kind="")
    kinds(app).set_value(OWN_RECORDS).run()
    told = "1 will be shown, 6 stay hidden below the country to protect children"
    assert f"7 figures read: {told}" in page_of(app)
    assert app.button(key="publish").label == "Publish 1 figure, keep 6 hidden"
    publish(app)
    assert "7 figures accepted: 1 is shown, 6 stay hidden below the country to protect children" in page_of(app)
    ((upload, outcome),) = with_outcomes(State(own_home), uploads(State(own_home)))
    assert upload.accepted == outcome.shown + outcome.withheld == 7
    assert "7 figures accepted: 1 is shown, 6 stay hidden" in page_of(open_page("history"))


def test_no_more_than_three_questions_before_the_preview_and_the_rest_is_held_back(open_page: Opener) -> None:
    rows: list[list[object]] = [[place, 2021, 20 + n, 30 + n, n] for n, place in enumerate(PLACES)]
    rows[0][0], rows[1][0], rows[2][0] = "Kampong Sp", "Zorro", "Nowhere land"
    app = give(open_page("upload"), table_workbook(["Province", "Year", "Stunting (%)", "Wasting (%)", "Beds"], rows))
    page = page_of(app)
    assert "2 questions about your file" in page
    before, _, after = page.partition("What will happen")
    assert before.count("cr-cause") == 2 and "“Beds”" in before
    assert after.count("cr-cause") == 2
    assert any("more cells wait for an answer" in one.label for one in app.expander)
    assert "6 of 18 figures can be published" in page
    publish(app)


def test_words_about_a_part_of_the_people_have_two_answers(open_page: Opener, own_home: Path) -> None:
    rows: list[list[object]] = [["Stunting among our 350 beneficiary families"], ["Province", "Year", "Stunting (%)"]]
    content = table_workbook(rows[0], [*rows[1:], *([place, 2021, 20.0 + n] for n, place in enumerate(PLACES))])
    app = give(open_page("upload"), content)
    assert "are these figures of the whole province?" in page_of(app)
    labels = [one.label for one in app.button if str(one.key).startswith("cure_")]
    assert labels == ["They are of everybody in the place", "They are of this group only"]
    button(app, "They are of this group only")
    page = page_of(app)
    assert "6 are about part of the population only" in page and "never mapped or ranked" in page
    assert "the figures are of this group only and are kept separately under its name" in page
    publish(app)
    snapshot = open_current(own_home)
    sent = members_figures(snapshot, "stunting")
    assert len(sent) == 6 and all("350 beneficiary families" in one.figure.scope for one in sent)
    snapshot.close()
    button(app, "Send another file")
    app = give(app, content)
    assert "are these figures of the whole province?" in page_of(app)


def test_a_different_figure_is_told_with_both_values_and_changes_nothing(open_page: Opener, own_home: Path) -> None:
    before = page_of_message(own_home)
    app = give(open_page("upload"), one_cell())
    page = page_of(app)
    assert "1 differs from a published figure" in page
    assert "32.0 %" in page and "12.0 %" in page
    publish(app)
    assert "1 differs from the published figure: both are kept" in page_of(app)
    assert page_of_message(own_home) == before


def page_of_message(home: Path) -> Any:
    snapshot = open_current(home)
    try:
        return [(one.value, one.layer) for one in area_values(snapshot, "stunting", "2014") if one.area == "KH"]
    finally:
        snapshot.close()


def in_dialog(app: AppTest, opens: str, name: str, why: str, **answers: str) -> AppTest:
    """Answer in a dialog and press its button. Only in a browser does a dialog stay open by itself from run to run."""
    app.button(key=opens).click().run()
    for key, value in answers.items():
        app.radio(key=key).set_value(value)
    app.text_input(key=f"why_{name}").set_value(why)
    app.button(key=opens).click().run()
    app.text_input(key=f"why_{name}").set_value(why)
    app.button(key=opens).click()
    app = app.button(key=f"really_{name}").click().run()
    assert not app.exception
    return app


def decide(app: AppTest, why: str) -> AppTest:
    return in_dialog(app, "decide_U0001", "decide_U0001", why, verdict_U0001="correction")


def test_the_steward_decides_on_a_difference_and_takes_the_decision_back(open_page: Opener, own_home: Path) -> None:
    publish(give(open_page("upload"), one_cell()))
    app = open_page("history")
    assert "1 figure differs from what is published, 1 not decided" in [one.label for one in app.expander]
    assert "Please write a few words" in page_of(decide(app, "x"))
    assert "seems to be about a single person" in page_of(decide(open_page("history"), "Told by Ms Dara Sok"))
    decide(open_page("history"), "The report has 12.0 in table 3")
    assert page_of_message(own_home) == [(12.0, "published")]
    page = page_of(open_page("history"))
    assert "D0001 · our copy of the publication was wrong and is corrected" in page
    # What everybody may read has no numbers of a correction; the ledger has them.
    assert "The report has … in table 3" in page
    in_dialog(open_page("history"), "undecide_D0001", "D0001", "It was another edition")
    assert page_of_message(own_home) == [(32.0, "published")]
    page = page_of(open_page("history"))
    assert "Taken back on" in page and "It was another edition" in page
    snapshot = open_current(own_home)
    assert [one.undone_why for one in conflict_decisions(snapshot)] == ["It was another edition"]
    assert [one.decision for one in conflicts(snapshot)] == [None]
    snapshot.close()


def test_a_compared_quotation_is_published_under_the_publications_name(open_page: Opener, own_home: Path) -> None:
    rows: list[list[object]] = [["Cambodia", 2014, 32.0], ["Kampot", 2023, 21.0]]
    app = give(open_page("upload"), table_workbook(["Province", "Year", "Stunting (%)"], rows), kind=QUOTED)
    publish(quoted(app))
    app = open_page("history")
    assert "not compared with the publication yet" in page_of(app)
    app.button(key="compare_U0001").click().run()
    page = page_of(app)
    assert "the same" in page and "nothing published" in page and "21.0 %" in page
    in_dialog(open_page("history"), "compare_U0001", "compare_U0001", "Both figures with table 4 on paper")
    assert "Both figures with table 4 on paper" in page_of(open_page("history"))
    snapshot = open_current(own_home)
    (kampot,) = area_values(snapshot, "stunting", "2023")
    assert (kampot.layer, kampot.member, kampot.value) == ("published", "NEP", 21.0)
    snapshot.close()
    in_dialog(open_page("history"), "uncompare_U0001", "uncompare_U0001", "It was the wrong year")
    snapshot = open_current(own_home)
    assert area_values(snapshot, "stunting", "2023") == ()
    snapshot.close()


def test_from_elsewhere_nobody_decides_anything(open_page: Opener) -> None:
    publish(give(open_page("upload"), one_cell()))
    app = open_page("history", who=NOBODY)
    assert "differs from what is published" in " ".join(one.label for one in app.expander)
    assert not any(str(one.key).startswith(("decide", "compare", "withdraw")) for one in app.button)

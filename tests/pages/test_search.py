"""Searching from the side of every page: everything found leads to its page, and nothing found says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from tests.pages.opening import Opener, opener, words

SEARCH = "explore/search"


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(built_home, monkeypatch)


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("child mariage", "explore?ind=child_marriage_18"),
        ("ratanakiry", "province?area=KH16"),
        ("article 28", "rights?right=EDU&amp;article=28"),
        ("general principles", "rights?right=GPR"),
        ("corporal punishment", "recommendations?id="),
        ("trafficking victims", "rights?right=SPM"),
        ("កំពត", "province?area=KH07"),
        ("C44H9-Z5XTN", "number?code=C44H9-Z5XTN"),
    ],
)
def test_what_was_meant_leads_to_its_page(open_page: Opener, query: str, link: str) -> None:
    app = open_page(SEARCH, q=query)
    assert not app.exception
    assert link in words(app)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", ["", "xyzzyplugh", "<b>?!", "/"])
def test_nothing_found_says_what_to_do(open_page: Opener, query: str, lang: str) -> None:
    app = open_page(SEARCH, lang=lang, **({"q": query} if query else {}))
    assert not app.exception
    page = words(app)
    assert translator(lang)._("For example:") in page
    assert "<b>?!" not in page


def test_a_code_counts_as_found(open_page: Opener) -> None:
    page = words(open_page(SEARCH, q="C44H9-Z5XTN"))
    assert "1 thing found" in page and "For example:" not in page


def test_several_words_do_not_find_what_only_shares_a_common_one(open_page: Opener) -> None:
    page = words(open_page(SEARCH, q="child mariage"))
    assert "child_labour_economic" not in page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", ["birth registration in Preah Vihear", "ការចុះបញ្ជីកំណើតក្នុងខេត្តព្រះវិហារ"])
def test_a_refusal_leads_to_the_ask_for_what_is_missing(open_page: Opener, query: str, lang: str) -> None:
    app = open_page(SEARCH, q=query, lang=lang)
    assert not app.exception
    answer = words(app).split('class="cr-replied"')[1].split("</section>")[0]
    assert (
        "gaps?ask=birth_registration" in answer and "cr-near" in answer and "explore?ind=birth_registration" in answer
    )


def test_a_question_is_answered_above_what_was_found(open_page: Opener) -> None:
    page = words(open_page(SEARCH, q="stunting poorest"))
    answer, rest = page.split('class="cr-replied"')[1].split("</section>", 1)
    assert "were stunted" in answer and "Source" in answer and "gaps?ask" not in answer
    assert "cr-hits" in rest


def test_of_a_topic_the_series_with_places_come_first(open_page: Opener) -> None:
    found = words(open_page(SEARCH, q="wasting")).split("cr-hits")[1]
    codes = [part.split("&")[0].split('"')[0] for part in found.split("explore?ind=")[1:]]
    own = [code for code in codes if code.startswith("wasting")]
    assert own[0] != "wasting_cdhs_headline" and own[-1] == "wasting_cdhs_headline"


def test_what_is_hidden_is_asked_of_nobody_and_places_and_groups_do_not_hide_what_is_found(open_page: Opener) -> None:
    assert "gaps?ask" not in words(open_page(SEARCH, q="children in prison Siem Reap"))
    page = words(open_page(SEARCH, q="girls boys lower secondary Ratanakiri"))
    assert "explore?ind=completion_lower_secondary_survey" in page.split("cr-hits", 1)[1]


def ask(app: AppTest, text: str) -> AppTest:
    app.text_input(key="search_words").set_value(text)
    return app.button(key="search_go").click().run()


def test_the_box_at_the_side_leads_to_what_was_found(open_page: Opener) -> None:
    app = ask(open_page("about/sources", lang="km"), "ពលកម្មកុមារ")
    assert not app.exception
    assert "explore?ind=child_labour_economic&amp;lang=km" in words(app)
    assert app.query_params["q"] == ["ពលកម្មកុមារ"] or app.query_params["q"] == "ពលកម្មកុមារ"
    assert app.text_input(key="search_words").value == ""


def test_a_code_leads_straight_to_its_number(open_page: Opener) -> None:
    app = ask(open_page("about/about"), "k7q2m 9xd0a")
    assert not app.exception
    assert app.text_input(key="choose_code").value == "K7Q2M-9XD0A"

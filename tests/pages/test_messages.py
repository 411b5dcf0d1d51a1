"""The page of messages as a person uses it, without a browser: both languages, refusals, the basket, its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.basket.basket import AuthorText, Basket, basket_json, read_basket
from childrights.i18n import LANGUAGES, translator
from tests.pages.opening import Opener, opener, words
from ui.advocate.candidates_view import STEP
from ui.parts import MY_BASKET, browser_store

PAGE = "advocate/messages"


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page with choices in the URL."""
    return opener(built_home, monkeypatch)


def held(app: AppTest) -> Basket:
    """The basket of the session."""
    basket = app.session_state["basket"]
    assert isinstance(basket, Basket)
    return basket


def keep(app: AppTest, *which: int) -> AppTest:
    """Keep some of the messages shown."""
    for at in which:
        [one for one in app.button if one.key.startswith("keep_")][at].click().run()
    return app


def in_basket(app: AppTest) -> AppTest:
    """Open the basket."""
    app.query_params["view"] = "basket"
    return app.run()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", [{}, {"ind": "stunting"}, {"ind": "stunting", "area": "KH16"}, {"area": "KH12"}])
def test_messages_open_for_every_kind_of_choice(open_page: Opener, lang: str, query: dict[str, str]) -> None:
    app = open_page(PAGE, lang=lang, **query)
    assert not app.exception
    page = words(app)
    assert page.count("<h1") == 1
    assert page.count('<article class="cr-message say') >= 1
    assert "number?code=" in page


def test_a_survey_area_is_named_whole_and_what_is_refused_says_why(open_page: Opener) -> None:
    page = words(open_page(PAGE, ind="stunting", area="KH16"))
    assert "Mondulkiri and Ratanakiri together" in page
    assert "Not supported by the figures" in page
    assert '<article class="cr-message do_not_say">' in page


def test_of_one_place_the_silence_of_the_whole_country_is_not_told_first(open_page: Opener) -> None:
    assert "Missing figures · " not in words(open_page(PAGE, area="KH16"))
    assert "Missing figures · " in words(open_page(PAGE, area="KH16", compare="silence"))


def test_a_comparison_leaves_its_own_kinds(open_page: Opener) -> None:
    page = words(open_page(PAGE, ind="stunting", compare="time"))
    assert "Change over time" in page
    assert "How much" not in page


def test_more_messages_come_when_asked_for(open_page: Opener) -> None:
    app = open_page(PAGE)
    assert len([one for one in app.button if one.key.startswith("keep_")]) == STEP
    app.button(key="messages_more").click().run()
    assert len([one for one in app.button if one.key.startswith("keep_")]) == 2 * STEP


@pytest.mark.parametrize(("query", "word"), [({"ind": "nonsense"}, "nonsense"), ({"area": "KH77"}, "KH77")])
def test_an_unknown_code_is_a_clear_sentence(open_page: Opener, query: dict[str, str], word: str) -> None:
    app = open_page(PAGE, **query)
    assert not app.exception
    assert word in words(app)


def test_a_year_without_a_figure_is_said(open_page: Opener) -> None:
    assert "There is no figure for 1999 here." in words(open_page(PAGE, ind="stunting", year="1999"))


def test_messages_are_kept_taken_out_and_brought_back(open_page: Opener) -> None:
    app = keep(open_page(PAGE, ind="stunting"), 0, 1)
    assert len(held(app).items) == 2
    keep(app, 0)
    assert len(held(app).items) == 1
    in_basket(app)
    app.button(key="basket_undo").click().run()
    assert len(held(app).items) == 2
    first, second = held(app).items
    app.button(key=f"down_{first.id}").click().run()
    assert [one.id for one in held(app).items] == [second.id, first.id]
    app.button(key="basket_empty").click().run()
    assert held(app).items == ()
    app.button(key="basket_undo").click().run()
    assert len(held(app).items) == 2


def test_a_number_that_is_not_in_the_data_is_flagged_and_the_wording_is_the_authors(open_page: Opener) -> None:
    app = in_basket(keep(open_page(PAGE, ind="stunting"), 0))
    one = held(app).items[0]
    app.button(key=f"edit_{one.id}").click().run()
    app.text_area(key=f"words_{one.id}_en").input("In 2021, 77.7 % of children were short.").run()
    page = words(app)
    assert "not in the figures of this message: " in page and "77.7" in page
    assert "The wording is the author" in page
    assert held(app).items[0].words.en == "In 2021, 77.7 % of children were short."
    app.button(key=f"plain_{one.id}").click().run()
    assert "77.7" not in words(app) and not held(app).items[0].edited("en")


def test_the_ask_stays_apart_from_the_finding_and_survives_the_other_language(open_page: Opener) -> None:
    app = in_basket(keep(open_page(PAGE, ind="stunting"), 0))
    one = held(app).items[0]
    app.button(key=f"edit_{one.id}").click().run()
    app.text_input(key=f"ask_{one.id}_en").input("Fund community nutrition.").run()
    app.text_input(key=f"duty_{one.id}_en").input("Ministry of Health").run()
    headline = held(app).items[0].headline.en
    assert f"<h2>{headline}</h2>" in words(app)
    app.segmented_control(key="choose_lang").select("km").run()
    assert not app.exception
    page = words(app)
    assert held(app).items[0].headline.km in page
    assert "Fund community nutrition." in page
    app.segmented_control(key="choose_lang").select("en").run()
    assert held(app).items[0].ask == AuthorText("Fund community nutrition.")


def test_recommendations_are_linked(open_page: Opener) -> None:
    app = in_basket(keep(open_page(PAGE, ind="stunting"), 0))
    one = held(app).items[0]
    app.button(key=f"edit_{one.id}").click().run()
    box = app.multiselect(key=f"answers_{one.id}")
    box.select(box.options[0]).run()
    assert len(held(app).items[0].answers) == 1
    assert f"recommendations?id={held(app).items[0].answers[0]}" in words(app)


def test_a_message_that_no_longer_holds_says_so(open_page: Opener) -> None:
    app = keep(open_page(PAGE, ind="stunting", compare="time"), 0)
    record = basket_json(held(app)).replace('"way":"lower"', '"way":"higher"')
    assert "higher" in record
    app.session_state["basket"] = read_basket(record)
    page = words(in_basket(app))
    assert "It no longer holds." in page and "The figures now say: " in page


def test_an_indicator_that_is_gone_is_told_and_breaks_nothing(open_page: Opener) -> None:
    app = keep(open_page(PAGE, ind="stunting"), 0)
    app.session_state["basket"] = read_basket(basket_json(held(app)).replace("|stunting|", "|gone|"))
    in_basket(app)
    app.button(key="edit_m1").click().run()
    assert not app.exception
    assert "The indicator is no longer in the catalogue." in words(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_strange_file_is_a_sentence_and_the_basket_stays(open_page: Opener, lang: str) -> None:
    app = keep(open_page(PAGE, ind="stunting", lang=lang), 0)
    in_basket(app)
    app.file_uploader[0].upload("basket.json", b'{"format":"other"}', "application/json").run()
    assert not app.exception
    assert len(held(app).items) == 1
    assert translator(lang)._("The file is no basket of this dashboard. Nothing was changed.") in words(app)


def test_a_saved_basket_is_opened_beside_what_is_there(open_page: Opener) -> None:
    saved = basket_json(held(keep(open_page(PAGE, ind="stunting"), 0, 1)))
    app = in_basket(keep(open_page(PAGE, ind="stunting"), 0))
    app.file_uploader[0].upload("basket.json", saved.encode(), "application/json").run()
    assert len(held(app).items) == 2


def test_views_and_provinces_lead_to_messages(open_page: Opener) -> None:
    for script, query in (("explore/explore", {"ind": "stunting"}), ("explore/province", {"area": "KH16"})):
        app = open_page(script, **query)
        assert any("messages" in link.proto.page for link in app.get("page_link"))


def test_the_copies_of_session_and_browser_lose_nothing_of_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    session: dict[str, object] = {}
    monkeypatch.setattr(browser_store.st, "session_state", session)
    one = '{"key":"level|stunting|KH||total,total,total,total,total|","verdict":"say","way":"level","codes":[],'
    one += '"observations":[],"facts":[],"headline":{"en":"A","km":"B"},"ask":{"en":"%s"}}'
    record = '{"format":"child-rights-basket","version":1,"revision":%d,"messages":[%s]}'
    MY_BASKET.put(Basket().and_all(read_basket(record % (0, one % "mine")).items))
    MY_BASKET.hear({"text": record % (7, one % "theirs"), "kept": True})
    assert [item.ask.en for item in MY_BASKET.now().items] == ["theirs", "mine"]
    assert MY_BASKET.now().revision > 7
    MY_BASKET.hear({"text": record % (99, one % "other tab"), "kept": True})
    assert [item.ask.en for item in MY_BASKET.now().items] == ["other tab"]
    MY_BASKET.undo()
    assert len(MY_BASKET.now().items) == 2
    MY_BASKET.hear({"text": "no basket", "kept": True})
    assert len(MY_BASKET.now().items) == 2 and MY_BASKET.put_aside() == "no basket"
    for strange in (None, 7, {"text": 7}, {}):
        MY_BASKET.hear(strange)
    assert len(MY_BASKET.now().items) == 2


def test_the_controls_hold_what_the_address_says_from_the_first(open_page: Opener) -> None:
    """A value told only once may be lost in the browser, which then sends the default with the next press."""
    box = open_page(PAGE, ind="stunting", area="KH16").selectbox(key="choose_ind")
    assert box.proto.options[box.proto.default] == box.proto.options[box.index]
    assert box.index != 0 and not box.proto.set_value

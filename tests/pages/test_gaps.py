"""Missing figures, as a person reads it: the list with reasons, the squares, filters that keep in the URL."""

from __future__ import annotations

from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from tests.pages.opening import Opener, opener, words

GAPS = "explore/gaps"
CATALOGUE = load_catalogue()


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(built_home, monkeypatch)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", [{}, {"view": "coverage"}, {"view": "coverage", "right": "SPM", "by": "places"}])
def test_the_page_opens_in_both_languages(open_page: Opener, query: dict[str, str], lang: str) -> None:
    app = open_page(GAPS, lang=lang, **query)
    assert not app.exception
    assert translator(lang)._("Figures about children in Cambodia that are missing here") in words(app)
    assert words(app).count("<h1") == 1


def test_the_list_gives_a_reason_for_each(open_page: Opener) -> None:
    page = words(open_page(GAPS, right="CRF"))
    assert "Birth registration" in page and "The newest counted figure for the country is from 2016." in page
    assert "No counted figure is held here for any province." in page
    assert "How the order is made" in page


def test_filters_narrow_and_drop_the_place_in_the_list(open_page: Opener) -> None:
    app = open_page(GAPS, **{"from": "21"})
    assert words(app).count("cr-rank") == 20 and 'cr-rank">1<' not in words(app)
    app.selectbox(key="choose_kind").select("groups").run()
    assert not app.exception
    assert "from" not in app.query_params
    page = words(app)
    assert (
        "No published figure here is split by disability." in page
        and "This dashboard holds no published figure." not in page
    )


def test_every_gap_is_on_some_page(open_page: Opener) -> None:
    app = open_page(GAPS, right="VAC")
    starts = app.selectbox(key="choose_from").options
    seen = 0
    for place in range(len(starts)):
        page = words(open_page(GAPS, right="VAC", **{"from": str(1 + 20 * place)}))
        seen += page.count("cr-rank")
    assert starts[0].endswith(f" {seen}")


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ({}, ["Paper (.pdf)", "Report (.docx)", "Slides (.pptx)", "Table (.csv)", "Workbook with method (.xlsx)"]),
        ({"right": "DEF", "kind": "groups"}, ["Table (.csv)", "Workbook with method (.xlsx)"]),
    ],
)
def test_what_is_not_known_can_be_taken_away(open_page: Opener, query: dict[str, str], offered: list[str]) -> None:
    app = open_page(GAPS, **query)
    assert [one.label for one in app.get("download_button")] == offered


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_body_is_asked_in_sentences_ready_to_use(open_page: Opener, lang: str) -> None:
    page = words(open_page(GAPS, body="moeys", lang=lang))
    names = {one.bearer.code: one.bearer.name(lang) for one in CATALOGUE.duties.values() if one.bearer}
    assert page.count("<h2") == 1 and names["moeys"] in page.split("<h2")[1].split("</h2>")[0]
    said = [part.split("</p>")[0] for part in page.split('class="cr-say">')[1:]]
    assert len(said) > 5 and all(names["moeys"] in one for one in said)


def test_what_is_published_elsewhere_is_to_be_collected_and_says_where(open_page: Opener) -> None:
    page = words(open_page(GAPS, state="elsewhere"))
    assert "To be collected before anybody is asked." in page and "cr-say" not in page
    assert "Looked up on 29 November 2026 in" in page and "cr-state not_looked" not in page


def test_a_link_leads_to_the_ask_of_one_topic(open_page: Opener) -> None:
    app = open_page(GAPS, ask="birth_registration")
    page = words(app)
    assert page.count("cr-rank") == 1 and "Birth registration" in page and "All asks" in page
    app.selectbox(key="choose_body").select("moi").run()
    assert not app.exception and "ask" not in app.query_params


def test_a_filter_that_leaves_nothing_says_so(open_page: Opener) -> None:
    page = words(open_page(GAPS, right="DEF", kind="groups"))
    assert "Choose another kind or all rights." in page


def test_every_indicator_of_a_right_has_a_row_of_whole_squares(open_page: Opener) -> None:
    page = words(open_page(GAPS, view="coverage", right="SPM"))
    table = page.split("cr-grid")[1]
    own = [one for one in CATALOGUE.indicators.values() if one.cluster == "SPM"]
    assert all(one.short_name_en in table for one in own)
    body = table.split("<tbody>")[1].split("</tbody>")[0]
    head = table.split("<thead>")[1].split("</thead>")[0]
    assert body.count("<td") == len(own) * (head.count("<th") - 1)


def test_squares_lead_to_the_map_of_their_year(open_page: Opener) -> None:
    page = words(open_page(GAPS, view="coverage", right="DHW"))
    assert "explore?ind=dtp3_coverage_survey&amp;view=map&amp;year=2014" in page
    assert "before 2000" in page and "to come" in page


def test_squares_of_a_group_lead_to_the_map_of_that_group(open_page: Opener) -> None:
    app = open_page(GAPS, view="coverage", right="EDU", group="female")
    assert not app.exception
    links = [one for one in words(app).split('href="')[1:] if one.startswith("explore?") and "view=map" in one]
    assert links and all("group=female" in one.split('"')[0] for one in links)


def test_the_tabs_keep_the_right_and_drop_what_hangs_on_the_view(open_page: Opener) -> None:
    app = open_page(GAPS, view="coverage", right="EDU", by="years", group="rural")
    app.segmented_control(key="choose_view").set_value("gaps").run()
    assert not app.exception
    assert "view" not in app.query_params and "group" not in app.query_params
    assert app.selectbox(key="choose_right").value == "EDU"


def test_unknown_choices_fall_back(open_page: Opener) -> None:
    app = open_page(GAPS, view="nonsense", right="XX", kind="zz", **{"from": "-5"})
    assert not app.exception
    assert 'cr-rank">1<' in words(app)

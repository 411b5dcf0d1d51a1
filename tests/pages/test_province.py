"""The province page as a person uses it: chosen from a list, by a link, or by a code nobody knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from geo.areas import PROVINCES
from geo.provinces import area_name

ROOT = Path(__file__).resolve().parents[2]
Opener = Callable[..., AppTest]


@pytest.fixture
def open_province(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))

    def run(**query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        app.query_params.update(query)
        app.switch_page("pages/explore/province.py")
        return app.run()

    return run


def words(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("area", ["KH03", "KH09", "KH12", "KH25"])
def test_a_profile_opens_in_every_language(open_province: Opener, area: str, lang: str) -> None:
    page, t = words(open_province(area=area, lang=lang)), translator(lang)
    assert page.count("<h1") == 1 and area_name(area, lang) in page.split("</h1>")[0]
    for section in ("Where it stands", "What changed", "What is missing here"):
        assert t._(section) in page
    assert "2014" in page and "number?code=" in page and "cr-strip" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_province_all_25_are_offered_in_both_languages(open_province: Opener, lang: str) -> None:
    page = words(open_province(lang=lang))
    for code in PROVINCES:
        assert f"province?area={code}" in page and area_name(code, "en") in page and area_name(code, "km") in page


def test_a_survey_area_leads_to_its_provinces(open_province: Opener) -> None:
    page = words(open_province(area="KH02+KH24"))
    assert page.split("This is a survey area")[1].split("</ul>")[0].count("province?area=") == 2


@pytest.mark.parametrize("area", ["KH77", "<i>", "nowhere"])
def test_a_province_nobody_knows_is_a_clear_sentence(open_province: Opener, area: str) -> None:
    page = words(open_province(area=area))
    assert "There is no province or survey area with the code" in page and "<i>." not in page


def test_choosing_a_province_moves_it_into_the_address(open_province: Opener) -> None:
    app = open_province()
    app.selectbox(key="choose_area").select("KH16").run()
    assert app.query_params["area"] in ("KH16", ["KH16"])
    page = words(app)
    assert "Ratanakiri: worse than Cambodia in" in page and "Ratanakiri together with Mondulkiri" in page
    app.selectbox(key="choose_area").select("none").run()
    assert "One province across all rights" in words(app) and "area" not in app.query_params


def test_hidden_figures_are_named_and_shown_nowhere(open_province: Opener) -> None:
    page = words(open_province(area="KH09"))
    assert page.count(">not shown</a>") == 3 and "Too few cases to be reliable (2)" in page
    assert "Hidden to protect children" not in page


def test_paper_says_how_many_rows_it_goes_without(open_province: Opener) -> None:
    page = words(open_province(area="KH16"))
    told = re.search(r'cr-on-paper">(\d+) more measures are on the page itself', page)
    assert told and page.count('<th class="cr-on-screen"') == int(told[1]) > 5


def test_the_page_names_the_series_that_it_does_not_list(open_province: Opener) -> None:
    page = words(open_province(area="KH16"))
    assert "says as much: " in page and "Wasting (CDHS tables) (2014)" in page

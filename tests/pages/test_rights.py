"""The page of rights: every cluster opens, nothing is claimed that intervals do not carry, nothing is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES
from childrights.rights.recommendations import load_recommendations
from tests.pages.opening import Opener, opener, words

CATALOGUE = load_catalogue()
RIGHTS = "explore/rights"


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(built_home, monkeypatch)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("right", ["GMI", "EDU", "NONE", "CTX"])
def test_every_kind_of_right_opens(open_page: Opener, right: str, lang: str) -> None:
    app = open_page(RIGHTS, right=right, lang=lang)
    assert not app.exception
    page = words(app)
    assert page.count("<h1") == 1
    assert CATALOGUE.clusters[right].name(lang) in page


def test_every_indicator_of_a_right_is_a_card_or_named_as_not_measured(open_page: Opener) -> None:
    page = words(open_page(RIGHTS, right="SPM"))
    silent = [one for one in CATALOGUE.indicators.values() if one.cluster == "SPM" and not one.has_data]
    assert silent and all(one.short_name_en in page for one in silent)
    assert "Child labour" in page and "number?code=" in page


def test_a_figure_stands_with_period_direction_and_evidence(open_page: Opener) -> None:
    page = words(open_page(RIGHTS, right="DHW", article="24"))
    card = page.split("explore?ind=stunting")[1].split("</li>")[0]
    assert "21.9 %" in card and "2021–22" in card and "better than in 2014" in card
    assert "From 15.0 % to 39.1 % across 25 areas (2021–22). Not ranked: no intervals." in card
    assert "Fair evidence: neither interval nor number of cases given" in card
    assert page.index("21.9 %") < page.index("32.0 %")


def test_every_definition_with_figures_is_told(open_page: Opener) -> None:
    for right in ("VAC", "DHW"):
        page = words(open_page(RIGHTS, right=right))
        own = [one for one in CATALOGUE.indicators.values() if one.cluster == right and one.has_data]
        assert [one.code for one in own if f"explore?ind={one.code}" not in page] == []


def test_an_article_measured_under_another_is_not_called_unmeasured(open_page: Opener) -> None:
    page = words(open_page(RIGHTS, right="VAC", article="34"))
    assert "No indicator in the catalogue" not in page
    assert "Shown under another article:" in page and "explore?ind=sexual_violence_before18" in page


def test_one_article_can_be_looked_at_alone(open_page: Opener) -> None:
    page = words(open_page(RIGHTS, right="EDU", article="31"))
    assert "rest, free time and play" in page
    assert "Primary school must be compulsory" not in page


def test_an_unknown_article_falls_back_and_an_unknown_right_is_a_clear_sentence(open_page: Opener) -> None:
    app = open_page(RIGHTS, right="EDU", article="99")
    assert app.selectbox(key="choose_article").value == "all"
    assert "There is no right with the code XYZ." in words(open_page(RIGHTS, right="XYZ"))


def test_choosing_another_right_drops_the_article(open_page: Opener) -> None:
    app = open_page(RIGHTS, right="EDU", article="28")
    app.selectbox(key="choose_right").select("VAC").run()
    assert not app.exception
    assert "article" not in app.query_params and "Article 19" in words(app)


def test_what_was_asked_is_told_without_inventing_an_answer(open_page: Opener) -> None:
    page = words(open_page(RIGHTS, right="EDU", view="asked"))
    assert "noted (first accepted, then reversed)" in page
    assert "What the State answered is not known here." in page
    code = next(one.code for one in load_recommendations(CATALOGUE) if one.topic == "Corporal punishment")
    assert f'class="focus" id="asked-{code}"' in words(open_page(RIGHTS, right="VAC", view="asked", asked=code))
    assert f"asked-{code}" not in page  # it speaks of discipline at school, which is reported under violence


def test_parts_are_told_by_their_whole(open_page: Opener) -> None:
    page = words(open_page("explore/rights", right="VAC", view="asked"))
    asked = {one.number: one.code for one in load_recommendations(CATALOGUE) if one.document == "CRC/C/KHM/CO/2-3"}
    assert f'id="asked-{asked["41"]}"' in page and "3 parts" in page
    assert f'id="asked-{asked["41(b)"]}"' not in page

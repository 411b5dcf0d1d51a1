"""Addresses from anywhere: words of either language in the place of codes, and codes that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from tests.pages.opening import Opener, control, opener, words
from ui.shell.old_addresses import meant, mended

EXPLORE = "explore/explore"


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(built_home, monkeypatch)


def settled(app: AppTest) -> dict[str, str]:
    assert not app.exception
    return {name: str(value) for name, value in app.query_params.items() if name != "lang"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("script", "asked", "stands"),
    [
        (EXPLORE, {"ind": "Stunting", "group": "Everyone"}, {"ind": "stunting", "group": "all"}),
        (EXPLORE, {"ind": "stunting", "places": "As published", "year": "2010"}, {"ind": "stunting", "year": "2010"}),
        (EXPLORE, {"ind": "ភាពក្រិន"}, {"ind": "stunting"}),
        (EXPLORE, {"areas": "Siem Reap,KH05", "ind": "stunting"}, {"areas": "KH17,KH05", "ind": "stunting"}),
        (EXPLORE, {"areas": "Mondulkiri + Ratanakiri"}, {"areas": "KH11+KH16"}),
        (EXPLORE, {"ind": "population_census", "group": "ស្រី"}, {"ind": "population_census", "group": "female"}),
        (EXPLORE, {"view": "groups", "by": "Wealth of the household"}, {"view": "groups"}),
        ("explore/province", {"area": "Ratanakiri"}, {"area": "KH16"}),
        ("explore/province", {"area": "Choose a province"}, {}),
        ("explore/rights", {"right": "8. Education, leisure and cultural activities"}, {"right": "EDU"}),
        (
            "explore/rights",
            {"right": "EDU", "article": "All articles", "view": "asked"},
            {"right": "EDU", "view": "asked"},
        ),
        ("explore/rights", {"right": "EDU", "article": "Article 28. Education"}, {"right": "EDU", "article": "28"}),
        ("advocate/messages", {"ind": "All indicators", "area": "Cambodia"}, {"area": "KH"}),
        ("explore/gaps", {"right": "All rights", "from": "1–25 of 130", "kind": "Every kind"}, {}),
        ("explore/search", {"q": "កម្ពស់ child"}, {"q": "កម្ពស់ child"}),
    ],
)
def test_words_that_name_one_thing_become_its_code(
    open_page: Opener, script: str, asked: dict[str, str], stands: dict[str, str], lang: str
) -> None:
    app = open_page(script, **asked, lang=lang)
    assert settled(app) == stands
    assert translator(lang)._("This page cannot be shown") not in words(app)
    data = {"ind", "group", "area", "areas", "right"}
    assert bool(app.toast) == any(asked.get(name) != stands.get(name) for name in data)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("script", "asked", "param", "chosen"),
    [
        (EXPLORE, {"ind": "no_such", "view": "ranking"}, "ind", "wasting"),
        ("advocate/messages", {"ind": "nothing"}, "ind", "wasting"),
        ("explore/rights", {"right": "XYZ"}, "right", "EDU"),
    ],
)
def test_an_unknown_code_is_told_with_a_choice_of_what_there_is(
    open_page: Opener, script: str, asked: dict[str, str], param: str, chosen: str, lang: str
) -> None:
    app = open_page(script, **asked, lang=lang)
    assert not app.exception
    assert asked[param] in words(app)
    control(app, f"way_on_{param}").select(chosen).run()
    assert settled(app) == {**asked, param: chosen}
    assert translator(lang)._("This page cannot be shown") not in words(app)


@pytest.mark.parametrize(
    ("script", "asked", "button", "stands"),
    [
        (EXPLORE, {"areas": "KH99", "view": "ranking"}, "areas", {"view": "ranking"}),
        (
            EXPLORE,
            {"ind": "stunting", "second": "nothing", "view": "pair"},
            "second",
            {"ind": "stunting", "view": "pair"},
        ),
        ("explore/province", {"area": "Atlantis"}, "areas", {}),
        ("advocate/messages", {"ind": "stunting", "area": "KH99"}, "areas", {"ind": "stunting"}),
    ],
)
def test_an_unknown_place_or_companion_can_be_left_out(
    open_page: Opener, script: str, asked: dict[str, str], button: str, stands: dict[str, str]
) -> None:
    app = open_page(script, **asked)
    assert "This page cannot be shown" in words(app)
    app.button(key=f"way_on_{button}").click().run()
    assert settled(app) == stands
    assert "This page cannot be shown" not in words(app)


def test_words_of_several_things_name_none() -> None:
    named = meant([("Stunting", "a"), ("STUNTING", "b"), ("Wasting", "c"), ("Wasting", "c")])
    assert named == {"wasting": "c"}
    after = mended({"ind": "Stunting"}, {"ind": named}, {"ind": ["a", "b", "c"]})
    assert after == {"ind": "Stunting"}

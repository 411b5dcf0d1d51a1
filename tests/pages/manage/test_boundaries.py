"""The page for boundaries: a file is looked at beside the shipped one, accepted with whose it is, taken back; the guard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from etl.ledger.boundary_entries import own_boundaries, standing_boundaries
from etl.ledger.state import State
from etl.permissions import NOBODY
from geo.boundaries import boundaries_in_force
from tests.etl.boundaries.test_publishing import other, published, state  # noqa: F401
from tests.pages.manage.contributing import opener, words
from tests.pages.manage.test_kinds_of_source import in_dialog
from tests.support.boundaries import geojson, plain, provinces

PAGE = "boundaries"
ACCEPT = "Draw maps by these boundaries"


def given(app: AppTest, content: bytes) -> AppTest:
    app.file_uploader[0].set_value(("official.geojson", content, "")).run()
    assert not app.exception
    return app


def told(app: AppTest, source: str = "Ministry", vintage: str = "2023", licence: str = "CC BY 4.0") -> AppTest:
    for key, value in (("source", source), ("vintage", vintage), ("licence", licence)):
        app.text_input(key=f"boundaries_{key}").set_value(value)
    next(one for one in app.button if one.label == ACCEPT).click().run()
    assert not app.exception
    return app


@pytest.mark.usefixtures("published")
def test_from_a_file_to_taking_it_back(state: State, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    app = given(opener(monkeypatch)(PAGE), other())
    text = words(app)
    assert text.count("<h1") == 1 and "Maps are drawn by the boundaries that come with the dashboard" in text
    assert "25 provinces in" in text
    (picture,) = app.get("image")[0].proto.imgs
    assert picture.alt.startswith("Both maps side by side. Provinces that change: none")
    assert "under which licence" in words(told(app, licence="")) and not own_boundaries(state)
    text = words(told(app))
    assert standing_boundaries(state).accepted_by == "this computer"  # type: ignore[union-attr]
    assert "Maps are drawn by these boundaries now: B00001." in text and "in force" in text
    assert "Boundaries: Ministry, 2023, CC BY 4.0." in text and boundaries_in_force().mark
    assert not app.get("image"), "the file that was accepted is put away"
    app = in_dialog(app, "boundaries_back_B00001", "boundaries_B00001", "The newer one came")
    assert standing_boundaries(state) is None and "The newer one came" in words(app.run())
    assert "OpenStreetMap" in words(app)
    assert not [one for one in app.button if one.label.startswith("Take B00001")], "what was taken back stays so"


def test_what_differs_much_needs_a_yes_and_a_wrong_file_is_refused(
    state: State,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shapes = provinces()
    app = given(opener(monkeypatch)(PAGE), geojson(plain({**shapes, "KH23": shapes["KH23"].buffer(-0.03)})))
    text = words(app)
    assert "To be accepted: Kep changes by" in text and "Provinces that change" in text
    assert "Look at the difference, then accept it" in words(told(app)) and not own_boundaries(state)
    app.checkbox(key="boundaries_yes").check()
    assert "B00001" in words(told(app)) and own_boundaries(state)
    app = given(app, geojson(plain({code: shape for code, shape in shapes.items() if code != "KH12"})))
    assert "Missing: Phnom Penh (KH12)" in words(app) and ACCEPT not in {one.label for one in app.button}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_may_not_write_sees_no_uploader_and_the_page_is_in_both_languages(
    built_home: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))
    open_page = opener(monkeypatch)
    stranger = open_page(PAGE, who=NOBODY, lang=lang)
    assert not stranger.file_uploader and not stranger.exception
    app = open_page(PAGE, lang=lang)
    headline = translator(lang)._("Maps are drawn by the boundaries that come with the dashboard")
    assert headline in words(app) and len(app.file_uploader) == 1
    if lang == "km":
        shown = re.sub(r"<[^>]+>", " ", words(app))
        assert not re.search(r"The coalition|Look at another|No other file", shown)

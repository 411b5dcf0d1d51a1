"""The birth certificate page as a person uses it who types a code from paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.queries import all_observations, area_values
from childrights.snapshot.snapshot import Snapshot

ROOT = Path(__file__).resolve().parents[2]
Opener = Callable[..., AppTest]


@pytest.fixture
def open_number(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))

    def run(**query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        app.query_params.update(query)
        app.switch_page("pages/explore/number.py")
        return app.run()

    return run


def words(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_code_opens_the_certificate_in_every_language(open_number: Opener, shipped: Snapshot, lang: str) -> None:
    one = next(one for one in area_values(shipped, "stunting", "2014") if one.area == "KH11+KH16")
    page = words(open_number(code=one.id.lower().replace("-", " "), lang=lang))
    t = translator(lang)
    assert page.count("<h1") == 1 and one.id in page and one.cell in page and "gdl_area.csv" in page
    for said in ("What it says", "Origin", "What was done to it", "How sure it is"):
        assert t._(said) in page
    assert "globaldatalab" in page and one.area_as_published in page


def test_neighbours_lead_from_year_to_year(open_number: Opener, shipped: Snapshot) -> None:
    series = {o.period_label: o for o in all_observations(shipped, indicators=["stunting"], areas=["KH08"])}
    page = words(open_number(code=series["2010"].id))
    assert f"number?code={series['2005'].id}" in page and f"number?code={series['2014'].id}" in page


def test_a_hidden_figure_says_so_and_shows_no_value(open_number: Opener, shipped: Snapshot) -> None:
    one = next(one for one in all_observations(shipped, areas=["KH09"]) if one.status == "too_few_cases")
    page = words(open_number(code=one.id))
    assert "too few cases to be reliable" in page.split("</h1>")[0] and "Cases" not in page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("typed", ["AAAAA-AAAAA", "nonsense", "<b>x</b>", "K7Q2", "ក" * 30])
def test_a_code_nobody_knows_is_a_clear_sentence(open_number: Opener, typed: str, lang: str) -> None:
    page = words(open_number(code=typed, lang=lang))
    said = translator(lang)._("No figure has the code {code}").partition("{")[0]
    assert said in page.split("</h1>")[0] and "<b>x" not in page.lower()


def test_typing_a_code_moves_it_into_the_address(open_number: Opener, shipped: Snapshot) -> None:
    one = area_values(shipped, "stunting", "2014")[0]
    app = open_number()
    assert "Where does this number come from?" in words(app)
    app.text_input(key="choose_code").input(f" {one.id.lower()} ").run()
    assert one.id in words(app).split("</h1>")[1]
    assert app.query_params["code"] in ([one.id.lower()], one.id.lower())


def test_a_code_that_is_nearly_right_offers_the_right_one(open_number: Opener, shipped: Snapshot) -> None:
    one = area_values(shipped, "stunting", "2014")[0]
    page = words(open_number(code=one.id[:-1]))
    assert f"number?code={one.id}" in page


def test_the_place_in_focus_on_the_map_leads_to_its_certificate_and_its_profile(
    built_home: Path, monkeypatch: pytest.MonkeyPatch, shipped: Snapshot
) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))
    one = next(one for one in area_values(shipped, "stunting", "2014") if one.area == "KH11+KH16")
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params.update({"ind": "stunting", "year": "2014", "areas": "KH16"})
    app.switch_page("pages/explore/explore.py")
    line = words(app.run()).split("In focus")[1].split("</ul>")[0]
    assert f"number?code={one.id}" in line and "40.2 %" in line and "province?area=KH16" in line

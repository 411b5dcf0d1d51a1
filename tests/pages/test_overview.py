"""The front page: findings with their pictures and sources first, a map, three doors, the rights below."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from childrights.i18n import LANGUAGES
from tests.making import build_world
from tests.pages.opening import opener, words

PAGE = "explore/overview"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_opens_with_findings_not_with_an_inventory(
    built_home: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    app = opener(built_home, monkeypatch)(PAGE, lang=lang)
    assert not app.exception
    told = words(app)
    assert told.count("<h1") == 1
    (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", told)
    assert "29.0" in title
    assert "78.9" in title
    assert told.index("<h1") < told.index("cr-front-map") < told.index("cr-doors") < told.index("cr-stories")
    assert told.index("cr-stories") < told.index("cr-coverage")
    assert len(re.findall(r'class="cr-story"', told)) == 5
    assert len(re.findall(r'class="cr-lead"', told)) == 1
    for source in ("CDHS", "UNESCO", "CamStat"):
        assert source in told
    assert len(re.findall(r"number\?code=", told)) >= 6
    assert told.count('class="cr-small"') == 6
    if lang == "en":
        assert re.search(r"highest in Ratanakiri, 39.1\s%; lowest in Kandal, 15.0\s%", told)
        assert "Use with caution" in told
        assert 'href="talk"' in told
        drawn = told.split("cr-front-map")[1].split("cr-doors")[0]
        assert "Use with caution" in drawn and "provinces are not ranked" in drawn
    assert "lang=km" in told or lang == "en"


def test_a_world_of_one_figure_and_an_empty_one_say_what_they_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_world(tmp_path, [{"period": "2022", "value": 22, "lower": 21, "upper": 23}])
    told = words(opener(tmp_path / "home", monkeypatch)(PAGE))
    assert "22" in re.findall(r"<h1[^>]*>(.*?)</h1>", told)[0]
    assert "cr-front-map" not in told
    build_world(tmp_path / "old", [{"period": "2004", "value": 22}])
    told = words(opener(tmp_path / "old" / "home", monkeypatch)(PAGE))
    assert "years ago" in told
    build_world(tmp_path / "aside", [{"indicator": "population_census", "period": "2019", "value": 15552211}])
    told = words(opener(tmp_path / "aside" / "home", monkeypatch)(PAGE))
    assert "No figures are published here yet" not in told


def test_the_map_tells_what_is_newer_and_what_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[dict[str, object]] = [{"area": f"KH0{n}", "period": "2018", "value": 20 + n} for n in range(1, 8)]
    build_world(tmp_path, [*rows, {"period": "2018", "value": 24}, {"period": "2022", "value": 22}])
    told = words(opener(tmp_path / "home", monkeypatch)(PAGE))
    drawn = told.split("cr-front-map")[1].split("cr-doors")[0]
    assert "highest in" in drawn
    assert "Newer:" in drawn and "2022" in drawn
    assert "Not drawn" in drawn

"""The invented data of the component page: each kind of figure, each kind of nothing, and values in their range."""

from __future__ import annotations

from typing import Any

import pytest

from childrights.charts.parts import REASONS, Blank, Caption
from childrights.charts.tokens import LIGHT
from childrights.i18n import translator
from geo.provinces import PROVINCES
from ui.about import components


@pytest.mark.parametrize("lang", ["en", "km"])
def test_every_province_has_an_invented_value_or_a_kind_of_nothing(lang: str) -> None:
    marks, gaps = components.sample_marks(lang)
    assert [mark.code for mark in marks] + [code for code, _ in gaps] == list(PROVINCES)
    assert [reason for _, reason in gaps] == list(REASONS)
    assert [mark.value for mark in marks[:4]] == [0.0, 37.0, 21.0, 5.0]
    assert all(mark.label == f"{mark.value:.1f}" for mark in marks)
    assert len({mark.value for mark in marks}) == len(marks)


DRAWN = ("groups", "slope", "places", "year_maps", "heat", "pair")


def test_each_kind_of_figure_holds_what_it_is_there_to_show(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, tuple[Any, ...]] = {}
    for name in DRAWN:
        monkeypatch.setattr(
            components, f"draw_{name}", lambda *data, _name=name, **_: given.setdefault(_name, data) and _name
        )
    marks, gaps = components.sample_marks("en")
    blanks = [Blank(code, code, reason, reason) for code, reason in gaps]
    drawn = components.more_samples(Caption("Sample", "per cent", (), "en", LIGHT), marks, blanks, translator("en"))
    assert list(drawn.items()) == list(zip(("groups", "change", "places", "years", "grid", "pair"), DRAWN, strict=True))
    rows, keys = given["groups"][:2]
    assert [key.sign for key in keys] == ["1", "2", "3", "4", "5"]
    fifths = [[(mark.code, mark.value) for mark in row.marks] for row in rows]
    codes = [key.code for key in keys]
    assert fifths == [list(zip(codes, [mark.value for mark in marks[n : n + 5]], strict=True)) for n in (2, 9)]
    pairs = given["slope"][0]
    assert [one.verdict for one in pairs] == list(components.VERDICTS)
    assert [(one.first, one.second) for one in pairs] == list(zip(marks[4:8], marks[:4], strict=True))
    lines, country = given["places"][:2]
    assert [[(p.x, p.mark) for piece in one.segments for p in piece] for one in (*lines, country)] == [
        [(2000, one), (2010, other)]
        for one, other in [*zip(marks[:6], marks[6:12], strict=True), (marks[3], marks[12])]
    ]
    assert [one.name for one in given["year_maps"][0]] == ["2000", "2010"]
    assert [row.cells for row in given["heat"][0]] == [
        *zip(marks[:4], marks[4:8], strict=True),
        *((one, marks[n]) for n, one in enumerate(blanks)),
    ]
    assert [one.people for one in given["pair"][0]] == [100.0 + 40 * n for n in range(9)]


def test_a_swatch_names_only_the_first_shade_of_a_ramp(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(components.markup, "show", lambda html, lang="": shown.append(html))
    components.show_colours(LIGHT, None)  # type: ignore[arg-type]
    (html,) = shown
    for family, shades in LIGHT.ramps.items():
        assert html.count(f">{family}<") == 1
        assert all(shade in html for shade in shades)
    assert [html.index(f">{role}<") for role in components.ROLES] == sorted(
        html.index(f">{role}<") for role in components.ROLES
    )
    assert all(f">{n}<" in html for n in range(1, len(LIGHT.series) + 1))
    assert f">{len(LIGHT.series) + 1}<" not in html

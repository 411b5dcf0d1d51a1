"""One place for colours and sizes: contrast, the theme file and the style sheet agree with it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from childrights.charts.ranking import draw_ranking
from childrights.charts.text import approximate_width, wrap_lines
from childrights.charts.tokens import FONT, THEMES, Theme, group_colour, ramp
from childrights.i18n import translator
from tests.childrights.charts.making import caption, mark

ROOT = Path(__file__).resolve().parents[3]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", THEMES.values(), ids=str)
def test_words_can_be_read_on_ground_and_panel(colours: Theme) -> None:
    letters = (colours.ink, colours.quiet, colours.action, colours.focus, colours.worse, colours.better)
    for letter in (*letters, *colours.series, *colours.wealth):
        assert contrast(letter, colours.ground) >= 4.5, letter
    for letter in (colours.ink, colours.quiet, colours.action):
        assert contrast(letter, colours.panel) >= 4.5, letter


@pytest.mark.parametrize("colours", THEMES.values(), ids=str)
def test_ramps_run_evenly_away_from_the_ground(colours: Theme) -> None:
    for steps in colours.ramps.values():
        ratios = [contrast(step, colours.ground) for step in steps]
        assert ratios == sorted(ratios)
        assert len(set(steps)) == 6


@pytest.mark.parametrize("name", THEMES)
def test_the_theme_file_has_our_colours(name: str) -> None:
    section, colours = CONFIG["theme"][name], THEMES[name]
    assert section["primaryColor"] == colours.action
    assert section["backgroundColor"] == colours.ground
    assert section["secondaryBackgroundColor"] == colours.panel
    assert section["textColor"] == colours.ink
    assert section["linkColor"] == colours.action
    assert section["borderColor"] == colours.rule
    assert section["sidebar"]["backgroundColor"] == colours.panel


def test_fonts_are_served_from_here() -> None:
    assert CONFIG["theme"]["font"] == FONT
    css = (ROOT / "static" / "style.css").read_text(encoding="utf-8")
    faces = re.findall(r"font-family: '([^']+)';[^}]*url\('([^']+)'\)", css)
    assert [family for family, _ in faces] == ["Noto Sans", "Noto Sans Khmer"]
    for family, url in faces:
        assert f"'{family}'" in FONT
        assert (ROOT / "static" / url).exists()
    assert {path.name for path in (ROOT / "static" / "fonts").glob("OFL*")} == {
        "OFL-NotoSans.txt",
        "OFL-NotoSansKhmer.txt",
    }


def test_the_style_sheet_asks_nobody_outside_and_has_no_colours_of_its_own() -> None:
    css = (ROOT / "static" / "style.css").read_text(encoding="utf-8")
    assert "http" not in css
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![-\w])", css) == []


def test_groups_keep_their_colour() -> None:
    for colours in THEMES.values():
        assert group_colour(colours, "female", 0) == group_colour(colours, "female", 5)
        assert len({group_colour(colours, f"quintile_{n}", 0) for n in range(1, 6)}) == 5
        assert len({group_colour(colours, f"quartile_{n}", 0) for n in range(1, 5)}) == 4


def test_a_ramp_spreads_over_its_whole_range() -> None:
    for colours in THEMES.values():
        for count in range(2, 7):
            shades = ramp(colours, "lower_better", count)
            assert len(set(shades)) == count
            assert (shades[0], shades[-1]) == (colours.ramps["warm"][0], colours.ramps["warm"][-1])


def test_khmer_is_measured_by_its_letters_not_its_marks() -> None:
    assert approximate_width("កម្ពុជា", 10) < approximate_width("កកកកកកក", 10)


def test_lines_fit_and_lose_nothing() -> None:
    text = "Global Data Lab, Radboud University, Area Database v4.1 ភាពក្រិនរបស់កុមារអាយុក្រោម៥ឆ្នាំនៅកម្ពុជាទាំងមូល"
    lines = wrap_lines(text, 12, 150)
    assert all(approximate_width(line, 12) <= 150 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("colours", THEMES.values(), ids=str)
def test_words_in_the_hover_box_can_be_read(colours: Theme) -> None:
    """Plotly writes them in the colour of the border unless it is told another."""
    figure = draw_ranking([mark("KH01", 4)], None, caption(colours=colours), colour_of={}, t=translator("en"))
    box = figure.layout.hoverlabel
    assert contrast(box.font.color, box.bgcolor) >= 4.5

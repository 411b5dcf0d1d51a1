"""Pictures show what the screen shows: complete, inside their canvas, shaped, signed, and the same every time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from childrights.charts import sketch as go
from childrights.charts.template import Framed, framed
from childrights.i18n import LANGUAGES
from childrights.pictures import fonts
from childrights.pictures.bars import round_step
from childrights.pictures.captions import PROPORTIONS
from childrights.pictures.drawing import Picture, render_picture
from childrights.pictures.frame import scene
from childrights.pictures.scene import NotDrawable, Scene, Shape, TextLine
from geo.areas import PROVINCES
from tests.childrights.pictures.making import KINDS, LONG, caption, figure
from tests.support.pictures import outside

BRAND, CREDIT = {"en": "Child rights in Cambodia", "km": "សិទ្ធិកុមារនៅកម្ពុជា"}, "© OpenStreetMap contributors, ODbL"
WITH_MAPS = ("map", "years")
ROOT = Path(__file__).resolve().parents[3]
SIZES = {"square": (1080, 1080), "slide": (1920, 1080)}


def picked(kind: str, proportion: str, lang: str) -> Scene:
    return scene(figure(kind, lang), proportion, BRAND[lang], CREDIT)


@pytest.mark.parametrize(("kind", "proportion", "lang"), list(product(KINDS, PROPORTIONS, LANGUAGES)))
def test_everything_stays_inside_and_the_words_around_are_whole(kind: str, proportion: str, lang: str) -> None:
    drawn = picked(kind, proportion, lang)
    assert outside(drawn) == []
    said = " ".join(item.text for item in drawn.items if isinstance(item, TextLine))
    for expected in ("ABCDE-FGHJK", "Institute of Somewhere", BRAND[lang]):
        assert expected in said
    assert said.replace(" ", "").startswith(LONG[lang].replace(" ", ""))
    assert (CREDIT in said) == (kind in WITH_MAPS)
    assert (drawn.width, drawn.height) == SIZES.get(proportion, (1600, drawn.height))
    assert 1000 <= drawn.height <= 2260


@pytest.mark.parametrize("lang", LANGUAGES)
def test_letters_can_be_read(lang: str) -> None:
    for kind, proportion in product(KINDS, PROPORTIONS):
        drawn = picked(kind, proportion, lang)
        smallest = min(item.px for item in drawn.items if isinstance(item, TextLine))
        assert smallest >= 11 * min(drawn.width, drawn.height) / 1080, (kind, proportion, smallest)


def test_a_map_shows_every_province_and_all_of_its_figure() -> None:
    given = figure("map", "en")
    drawn = scene(given, "slide")
    filled = [item for item in drawn.items if isinstance(item, Shape) and item.clip]
    assert len(filled) == sum(len(trace.locations) for trace in given.data if trace.type == "choropleth")
    assert len(given.data[0].locations) == len(PROVINCES)
    legend = [line for note in given.layout.annotations[given.words :] for line in note.text.split("<br>")]
    said = {item.text for item in drawn.items if isinstance(item, TextLine)}
    assert set(legend) <= said


@pytest.mark.parametrize("kind", KINDS)
def test_png_and_svg_are_signed_and_the_same_every_time(kind: str) -> None:
    given = figure(kind, "km")
    wanted = Picture("square", "png", BRAND["km"], CREDIT)
    content = render_picture(given, wanted)
    assert content == render_picture(figure(kind, "km"), wanted)
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (1080, 1080)
        assert image.text["Title"] == LONG["km"]
        assert "ABCDE-FGHJK" in image.text["Description"]
    vector = render_picture(given, Picture("square", "svg", BRAND["km"], CREDIT))
    assert vector == render_picture(figure(kind, "km"), Picture("square", "svg", BRAND["km"], CREDIT))
    root = ElementTree.fromstring(vector)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == LONG["km"]
    assert "ABCDE-FGHJK" in root.find(f"{space}desc").text
    assert root.find(f".//{space}text") is None
    assert b"href" not in vector


def corners(text: str) -> list[tuple[float, float]]:
    """The points of an outline, up being positive."""
    numbers = [float(one) for one in re.findall(r"-?\d+", fonts.text_outline(text).path)]
    return [(x, -y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


@pytest.mark.parametrize(("text", "parts"), [("ស្រី", "សរី"), ("ខ្មែរ", "ខមែរ"), ("ត្បូងឃ្មុំ", "តបូងឃមុំ")])
def test_khmer_is_shaped(text: str, parts: str) -> None:
    """A subscript takes no room of its own beside the letter, and a vowel set before its letter comes first."""
    assert fonts.text_outline(text).advance < sum(fonts.text_outline(letter).advance for letter in parts)
    low, plain = (min(y for _, y in corners(one)) for one in (text, parts[0]))
    assert low < plain - 0.15 * fonts.UNITS
    before = fonts.text_outline("មែ")
    assert corners("មែ")[0][0] < fonts.text_outline("ម").advance / 2
    assert before.advance == pytest.approx(fonts.text_outline("ម").advance + fonts.text_outline("ែ").advance, rel=0.5)


def test_khmer_and_latin_share_a_line_and_breaks_are_not_drawn() -> None:
    assert fonts.width("ឆ្នាំ 2014", 20) == pytest.approx(fonts.width("ឆ្នាំ", 20) + fonts.width(" 2014", 20))
    assert fonts.width("ក\u200bខ", 20) == fonts.width("កខ", 20)
    assert fonts.width("Aa", 20, bold=True) > fonts.width("Aa", 20)


def test_every_letter_of_our_words_and_data_can_be_drawn() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "locales").rglob("messages.po")]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "data" / "reference").glob("*.csv")]
    for letter in sorted(set("".join(texts)) - set("\n\r\t\ufeff")):
        fonts.text_outline(letter)


def test_a_letter_that_would_be_an_empty_box_is_refused() -> None:
    with pytest.raises(NotDrawable, match="U\\+4E2D"):
        fonts.text_outline("中")


def test_pictures_made_at_the_same_time_are_right() -> None:
    wanted = [(kind, lang) for kind in ("map", "trend") for lang in LANGUAGES] * 3
    alone = {one: render_picture(figure(*one), Picture("square", "png")) for one in set(wanted)}
    with ThreadPoolExecutor(6) as people:
        made = people.map(lambda one: render_picture(figure(*one), Picture("square", "png")), wanted)
    assert [alone[one] for one in wanted] == list(made)


def plain() -> Framed:
    return framed(caption("en"), plot_px=100)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda f: f.add_trace(type("Pie", (go.Trace,), {"kind": "pie"})(values=[1])), "pie"),
        (lambda f: f.add_trace(go.Scatter(x=[1], y=[1], line_shape="spline")), "line.shape"),
        (lambda f: f.add_trace(go.Scatter(x=[1], y=[1], stackgroup="a")), "stackgroup"),
        (lambda f: f.add_trace(go.Scatter(x=[1], y=[1], mode="markers", marker_symbol="star")), "star"),
        (lambda f: f.add_trace(go.Scatter(x=[1, 2], y=[1, 2], mode="lines", line_dash="10%,20%")), "10%"),
        (lambda f: f.add_annotation(text="a", x=0, y=0, showarrow=True), "showarrow"),
        (lambda f: f.add_annotation(text="<i>a</i>", x=0, y=0), "<i>"),
        (lambda f: f.add_shape(type="path", path="M0,0 Q1,1 2,2"), "path"),
        (lambda f: f.update_layout(coloraxis_cmin=1), "coloraxis"),
        (lambda f: f.update_layout(showlegend=True), "showlegend"),
        (lambda f: f.update_xaxes(type="log").add_trace(go.Scatter(x=[1], y=[1])), "axis.type"),
        (lambda f: f.update_xaxes(rangeslider_visible=True), "rangeslider"),
        (lambda f: f.add_trace(go.Heatmap(z=[[1]])), "showscale"),
        (lambda f: f.add_trace(go.Bar(x=[1], y=[1], text=["a"])), "textposition"),
    ],
)
def test_what_is_not_known_is_refused_by_name(change, named: str) -> None:  # type: ignore[no-untyped-def]
    given = plain()
    change(given)
    with pytest.raises(NotDrawable, match=named):
        scene(given, "slide")


def test_an_area_without_a_shape_is_refused() -> None:
    given = figure("map", "en")
    given.to_dict()["data"][0]["locations"] = [*PROVINCES[:-1], "KH99"]
    with pytest.raises(NotDrawable, match="KH99"):
        scene(given, "slide")


@pytest.mark.parametrize(("rough", "step"), [(0.9, 1), (1.1, 2), (2.2, 5), (5.1, 10), (13, 20), (0.03, 0.05)])
def test_ticks_are_spaced_as_on_the_screen(rough: float, step: float) -> None:
    assert round_step(rough) == pytest.approx(step)


def test_nothing_heavy_is_loaded_before_the_first_picture() -> None:
    heavy = "('resvg_py', 'uharfbuzz')"
    code = f"import sys, ui.parts.share, ui.explore.views; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]", found.stdout

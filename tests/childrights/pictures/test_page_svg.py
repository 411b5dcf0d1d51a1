"""A scene inside a page: both themes in one picture, letters as letters, borders as they were to the eye."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from childrights.pictures import Scene, Shape, TextLine, TextRun, Trail, page_svg
from childrights.pictures.in_page import FINEST_PX

SVG = "{http://www.w3.org/2000/svg}"
POINTS = st.lists(st.tuples(st.floats(0, 500), st.floats(0, 400)), min_size=2, max_size=40)


def scene(*items: Shape | TextLine) -> Scene:
    return Scene(500, 400, "#ffffff", items, "title", "about", "en")


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def drawn_points(path: str) -> list[tuple[float, float]]:
    """The corners of a path that begins at one point and steps on."""
    begun, *steps = re.split("[ML]|l", path.rstrip("z"))[1:]
    number = r"-?(?:\d+\.?\d*|\.\d+)"
    pairs = [tuple(map(float, re.findall(number, one))) for one in (begun, *steps)]
    found = [pairs[0]]
    for x, y in pairs[1:]:
        found.append((found[-1][0] + x, found[-1][1] + y))
    return found


@given(POINTS, st.booleans())
def test_no_point_of_a_border_moves_farther_than_an_eye_sees(points: list[tuple[float, float]], closed: bool) -> None:
    shape = Shape((Trail(tuple(points), closed),), fill="#112233")
    path = re.search(r' d="([^"]+)"', page_svg(scene(shape), scene(shape), ""))
    assert path and path[1].endswith("z") == closed
    found = drawn_points(path[1])
    for x, y in points:
        assert min(max(abs(x - a), abs(y - b)) for a, b in found) <= FINEST_PX + 0.11
    for end, at in ((points[0], found[0]), (points[-1], found[-1])):
        assert max(abs(end[0] - at[0]), abs(end[1] - at[1])) < 0.11


def test_what_differs_between_the_themes_is_told_once_by_name() -> None:
    light = [Shape((Trail(((at, 0), (at, 9))),), fill="#111111", stroke="#777777", width=1) for at in (1.0, 2.0)]
    dark = [Shape(one.trails, fill="#eeeeee", stroke="#777777", width=1) for one in light]
    told = page_svg(scene(*light), scene(*dark), "")
    assert told.count("#111111") == told.count("#eeeeee") == 1
    assert told.index("#111111") < told.index("prefers-color-scheme:dark") < told.index("#eeeeee")
    assert told.count('fill="var(--m0)"') == 2 and told.count('stroke="#777777"') == 2


def test_a_name_is_coloured_as_itself_whatever_the_order_of_the_other_theme() -> None:
    first, second = (
        TextLine((TextRun(name),), x, 5, 10, "#111111", halo="#ffffff") for name, x in (("Kep", 1.0), ("Takeo", 90.0))
    )
    pale = TextLine(second.runs, second.x, 5, 10, "#222222")
    ink = TextLine(first.runs, first.x, 5, 10, "#eeeeee", halo="#000000")
    told = page_svg(scene(first, second), scene(pale, ink), "")
    names = {
        one.text: one.attrib["fill"]
        for one in parsed(told.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"')).iter(f"{SVG}text")
    }
    values = dict(re.findall(r"(--m\d+):(#[0-9a-f]{6})", told.split("@media")[1]))
    assert {name: values[re.sub(r"var\((.*)\)", r"\1", fill)] for name, fill in names.items()} == {
        "Kep": "#eeeeee",
        "Takeo": "#222222",
    }


def test_words_are_escaped_and_read_as_one_picture() -> None:
    line = TextLine((TextRun("a<b", bold=True), TextRun(" & c")), 0, 0, 10, "#111111", anchor="end")
    told = page_svg(scene(line), scene(line), 'said "so" <b>')
    root = parsed(told.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"'))
    assert root.attrib["role"] == "img" and root.attrib["aria-label"] == 'said "so" <b>'
    (text,) = root.iter(f"{SVG}text")
    assert "".join(text.itertext()) == "a<b & c" and text.attrib["text-anchor"] == "end"

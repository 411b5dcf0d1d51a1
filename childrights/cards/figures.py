"""Children, people, houses and things to count, drawn of lines: small, calm, of nobody's sex, dress or station."""

from __future__ import annotations

import math

from childrights.cards.telling import CHILD, HOUSE, PERSON
from childrights.pictures import Item, Point, Shape, Trail

_CORNER = 9
"""Points of a quarter of a circle."""


def width_of(figure: str) -> float:
    """How wide a figure is that is one high."""
    return {CHILD: 0.5, PERSON: 0.42, HOUSE: 0.9}.get(figure, 0.8)


def drawn_figure(
    figure: str, left: float, top: float, height: float, filled: bool, ink: str, ground: str
) -> list[Item]:
    """One figure: filled, or only its outline. Both are of the same colour, so that they are told apart without any."""
    outline = height * 0.028
    trails = tuple(_moved(one, left, top, height) for one in _trails(figure))
    if filled:
        return [Shape(trails, fill=ink)]
    # The line lies around all parts together: where an arm meets the body there is none.
    return [Shape(trails, stroke=ink, width=2 * outline), Shape(trails, fill=ground)]


def _trails(figure: str) -> list[Trail]:
    """Of a figure one high, from its left upper corner."""
    if figure == HOUSE:
        wall = _rounded(0.13, 0.42, 0.77, 0.97, 0.03)
        return [Trail(((0.45, 0.06), (0.89, 0.47), (0.01, 0.47)), closed=True), wall]
    if figure == CHILD:
        # The head of a child of seven is a sixth of its height; at this size a larger one is recognised as a child's.
        return _body(0.25, head=0.125, neck=0.275, shoulder=0.125, hip=0.66, arm=0.062, leg=0.078)
    if figure == PERSON:
        return _body(0.21, head=0.092, neck=0.205, shoulder=0.13, hip=0.6, arm=0.056, leg=0.074)
    return [_circle(0.4, 0.5, 0.36)]


def _body(middle: float, head: float, neck: float, shoulder: float, hip: float, arm: float, leg: float) -> list[Trail]:
    """Head, trunk, two arms a little apart and two legs."""
    foot, apart = 0.985 - leg / 2, leg * 0.62
    trunk = _rounded(middle - shoulder * 0.92, neck, middle + shoulder * 0.92, hip + 0.04, 0.07)
    reach = (hip - neck) * 0.86
    return [
        _circle(middle, head + 0.012, head),
        trunk,
        *(
            _limb(middle + side * shoulder, neck + 0.05, middle + side * (shoulder + 0.075), neck + reach, arm)
            for side in (-1, 1)
        ),
        *(_limb(middle + side * apart, hip - 0.02, middle + side * apart, foot, leg) for side in (-1, 1)),
    ]


def _circle(x: float, y: float, radius: float) -> Trail:
    return Trail(tuple(_arc(x, y, radius, 0, 4)), closed=True)


def _arc(x: float, y: float, radius: float, start: float, quarters: int) -> list[Point]:
    """Points from ``start`` quarters on, clockwise as one sees it."""
    parts = _CORNER * quarters
    angles = ((start + quarters * part / parts) * math.pi / 2 for part in range(parts + 1))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def _rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Trail:
    return Trail(
        (
            *_arc(right - radius, bottom - radius, radius, 0, 1),
            *_arc(left + radius, bottom - radius, radius, 1, 1),
            *_arc(left + radius, top + radius, radius, 2, 1),
            *_arc(right - radius, top + radius, radius, 3, 1),
        ),
        closed=True,
    )


def _limb(x: float, y: float, to_x: float, to_y: float, width: float) -> Trail:
    """A line with round ends."""
    turn = math.atan2(to_y - y, to_x - x) / (math.pi / 2)
    return Trail(
        (*_arc(to_x, to_y, width / 2, turn - 1, 2), *_arc(x, y, width / 2, turn + 1, 2)),
        closed=True,
    )


def _moved(trail: Trail, left: float, top: float, scale: float) -> Trail:
    return Trail(tuple((left + x * scale, top + y * scale) for x, y in trail.points), trail.closed)

"""Drawings for children as SVG: ten figures of which some are filled, and a picture for each group of rights.

All are a few round shapes in the colours of the house. A row is drawn on the ground of the page; a picture has a
ground of its own and looks the same by day and by night.
"""

from __future__ import annotations

from collections.abc import Mapping

from childrights.charts import COOL, LIGHT, NEUTRAL, WARM
from childrights.children.content import CHILD, PERSON, SCHOOL
from childrights.children.facts import TEN, Tenths

INK, TEAL, STORY, PAPER = LIGHT.ink, LIGHT.action, LIGHT.focus, LIGHT.ground
SUN, SKIN, LEAF, SKY = LIGHT.ramps[WARM][1], LIGHT.ramps[WARM][2], LIGHT.ramps[COOL][2], LIGHT.ramps[COOL][0]
DAWN, LILAC = LIGHT.ramps[WARM][0], LIGHT.ramps[NEUTRAL][0]
STEP, ROW_HEIGHT = 40, 72
_SHAPES: Mapping[str, str] = {
    CHILD: '<circle cx="20" cy="14" r="10"/><path d="M20 27c-8 0-12 5-12 12v10a3.4 3.4 0 0 0 5 3v13a3.5 3.5 0 0 0 7 0'
    'a3.5 3.5 0 0 0 7 0v-13a3.4 3.4 0 0 0 5-3v-10c0-7-4-12-12-12z"/>',
    PERSON: '<circle cx="20" cy="11" r="8"/><path d="M20 21c-7 0-11 4-11 10v15a3.2 3.2 0 0 0 5 3v17a3 3 0 0 0 6 0'
    'a3 3 0 0 0 6 0v-17a3.2 3.2 0 0 0 5-3v-15c0-6-4-10-11-10z"/>',
    SCHOOL: '<path d="M20 8v-5h9v5h-9v6l17 15h-3v37h-9v-16h-10v16h-9v-37h-3l17-15z" stroke-linejoin="round"/>',
}
"""Outlines of a figure in a box of 40 by 72."""


def row_of_ten(figure: str, shown: Tenths, ink: str, ground: str) -> str:
    """Ten figures of ``CHILD``, ``PERSON`` or ``SCHOOL``: filled, one filled from below to its middle, outlines.

    One colour: filled and empty are told apart without it.
    """
    around = 'stroke-width="2.4"'
    parts = [f'<g id="f">{_SHAPES[figure]}</g><clipPath id="h"><rect y="39" width="40" height="40"/></clipPath>']
    drawn = [f"<defs>{''.join(parts)}</defs>"]
    for at in range(TEN):
        fill = ink if at < shown.full else ground
        drawn.append(f'<use href="#f" x="{at * STEP}" fill="{fill}" stroke="{ink}" {around}/>')
        if shown.half and at == shown.full:
            drawn.append(f'<g transform="translate({at * STEP})"><use href="#f" fill="{ink}" clip-path="url(#h)"/></g>')
    return _framed(TEN * STEP, ROW_HEIGHT, "".join(drawn))


def _framed(width: int, height: int, content: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{content}</svg>'


def _person(x: float, foot: float, height: float, shirt: str, arms: str = "down") -> str:
    """Somebody of nobody's sex, drawn of round lines; ``arms`` are ``down``, ``up``, ``out`` or ``wave``."""
    unit = height / 100
    raised = {"down": (78, 78), "up": (20, 20), "out": (52, 52), "wave": (16, 78)}[arms]
    reach = {"down": 16, "up": 22, "out": 26, "wave": 22}[arms]
    limbs = "".join(
        f'<path d="M{side * 9} 48L{side * reach} {hand}" stroke="{SKIN}" stroke-width="8" stroke-linecap="round"/>'
        for side, hand in zip((1, -1), raised, strict=True)
    )
    legs = f'<path d="M-6 70V96M6 70V96" stroke="{INK}" stroke-width="9" stroke-linecap="round"/>'
    body = f'<path d="M0 38c-12 0-15 7-15 16v22c0 4 30 4 30 0v-22c0-9-3-16-15-16z" fill="{shirt}"/>'
    head = f'<circle cy="20" r="17" fill="{SKIN}"/><path d="M-17 20a17 17 0 0 1 34 0c-6-9-26-10-34 0z" fill="{INK}"/>'
    face = (
        f'<circle cx="-6" cy="22" r="1.9" fill="{INK}"/><circle cx="6" cy="22" r="1.9" fill="{INK}"/>'
        f'<path d="M-6 28q6 6 12 0" stroke="{INK}" stroke-width="2" fill="none" stroke-linecap="round"/>'
    )
    return f'<g transform="translate({x} {foot - height}) scale({unit})">{legs}{limbs}{body}{head}{face}</g>'


def _ground(colour: str, width: int = 160, height: int = 120) -> str:
    return f'<rect width="{width}" height="{height}" rx="18" fill="{colour}"/>'


def _drawn_self() -> str:
    card = f'<rect x="98" y="66" width="46" height="30" rx="5" fill="{PAPER}" stroke="{TEAL}" stroke-width="3"/>'
    face = f'<circle cx="110" cy="81" r="6" fill="{SUN}"/>'
    lines = f'<path d="M121 76h17M121 85h12" stroke="{TEAL}" stroke-width="3"/>'
    return _ground(DAWN) + _person(62, 112, 90, TEAL, "wave") + card + face + lines


def _drawn_home() -> str:
    house = (
        f'<path d="M22 62L80 16l58 46" fill="{STORY}"/><rect x="34" y="60" width="92" height="52" fill="{PAPER}"/>'
        f'<rect x="100" y="70" width="16" height="16" rx="2" fill="{SUN}"/>'
    )
    return _ground(SKY) + house + _person(54, 114, 54, LEAF) + _person(92, 114, 54, STORY) + _person(73, 115, 38, TEAL)


def _drawn_health() -> str:
    bowl = (
        f'<path d="M22 74h56a28 28 0 0 1-56 0z" fill="{TEAL}"/><path d="M28 72a22 13 0 0 1 44 0z" fill="{PAPER}"/>'
        f'<circle cx="42" cy="66" r="5" fill="{LEAF}"/><circle cx="56" cy="64" r="5" fill="{STORY}"/>'
    )
    drop = f'<path d="M112 22c14 19 18 26 18 34a18 18 0 0 1-36 0c0-8 4-15 18-34z" fill="{LEAF}"/>'
    heart = f'<path d="M112 108c-20-14-24-20-24-27 0-12 17-15 24-3 7-12 24-9 24 3 0 7-4 13-24 27z" fill="{STORY}"/>'
    return _ground(LILAC) + bowl + drop + heart


def _drawn_learn() -> str:
    book = (
        f'<path d="M80 44c-16-12-38-12-54-6v52c16-6 38-6 54 6 16-12 38-12 54-6v-52c-16-6-38-6-54 6z" fill="{PAPER}" '
        f'stroke="{TEAL}" stroke-width="4" stroke-linejoin="round"/><path d="M80 44v52" stroke="{TEAL}" '
        'stroke-width="4"/>'
        f'<path d="M38 52c10-2 20-1 30 4M38 66c10-2 20-1 30 4M92 56c10-5 20-6 30-4M92 70c10-5 20-6 30-4" '
        f'stroke="{LEAF}" stroke-width="4" fill="none" stroke-linecap="round"/>'
    )
    ball = (
        f'<circle cx="128" cy="96" r="17" fill="{STORY}"/>'
        f'<path d="M111 96h34M128 79c-9 10-9 24 0 34M128 79c9 10 9 24 0 34" stroke="{DAWN}" '
        'stroke-width="2.5" fill="none"/>'
    )
    return _ground(SUN) + book + ball


def _drawn_voice() -> str:
    bubble = (
        f'<path d="M78 14h58a12 12 0 0 1 12 12v28a12 12 0 0 1-12 12h-34l-18 16 4-16h-10a12 12 0 0 1-12-12v-28'
        f'a12 12 0 0 1 12-12z" fill="{PAPER}" stroke="{TEAL}" stroke-width="3" stroke-linejoin="round"/>'
        f'<path d="M82 32h50M82 46h34" stroke="{STORY}" stroke-width="5" stroke-linecap="round"/>'
    )
    return _ground(SKY) + _person(42, 114, 76, STORY, "wave") + bubble


def _drawn_safe() -> str:
    shade = (
        f'<path fill="{TEAL}" '
        'd="M18 58a62 46 0 0 1 124 0c-10-9-22-9-31 0-10-9-21-9-31 0-10-9-21-9-31 0-9-9-21-9-31 0z"/>'
        f'<path d="M80 12v-5M80 52v48a8 8 0 0 0 16 0" stroke="{INK}" stroke-width="4" fill="none" '
        'stroke-linecap="round"/>'
    )
    return _ground(DAWN) + shade + _person(54, 114, 60, STORY)


def _drawn_state() -> str:
    sheet = f'<rect x="44" y="12" width="74" height="96" rx="6" fill="{PAPER}" stroke="{INK}" stroke-width="3"/>'
    marks = "".join(
        f'<path d="M54 {y}l6 6 10-12" stroke="{TEAL}" stroke-width="4.5" fill="none" stroke-linecap="round" '
        f'stroke-linejoin="round"/><path d="M80 {y}h28" stroke="{SKIN}" stroke-width="5" stroke-linecap="round"/>'
        for y in (36, 62, 88)
    )
    return _ground(LILAC) + sheet + marks


_DRAWN = {
    "self": _drawn_self,
    "home": _drawn_home,
    "health": _drawn_health,
    "learn": _drawn_learn,
    "voice": _drawn_voice,
    "safe": _drawn_safe,
    "state": _drawn_state,
}
"""Code of a group → what draws its picture."""


def group_picture(code: str) -> str:
    """The picture of a group of rights, 160 by 120."""
    return _framed(160, 120, _DRAWN[code]())


def cover_picture() -> str:
    """Three children hand in hand before hills and a sun, 480 by 300."""
    hills = (
        f'<circle cx="370" cy="92" r="46" fill="{SUN}"/><path d="M0 210q110-90 230-20t250-20v130h-480z" fill="{LEAF}"/>'
        f'<path d="M0 250q140-60 280-10t200-8v68h-480z" fill="{TEAL}"/>'
    )
    frame = '<clipPath id="c"><rect width="480" height="300" rx="24"/></clipPath>'
    children = "".join(
        _person(x, 268, height, shirt, "out")
        for x, height, shirt in ((148, 150, STORY), (232, 170, SUN), (316, 150, DAWN))
    )
    sky = f'<rect width="480" height="300" fill="{SKY}"/>'
    return _framed(480, 300, f'<defs>{frame}</defs><g clip-path="url(#c)">{sky}{hills}{children}</g>')

"""The shapes of cards: their size, where words may stand, and the smallest letter.

A phone shows a card as wide as its screen. On one of 390 pixels, 28 of a card that is 1080 wide become 10: small print
that an eye of forty reads at arm's length. No letter of a card is smaller than that, so than 28/1080 of its width; the
sentence is under 36/1080, 13 pixels of the phone, only where it would find no room at all (32 under a link, which opens
what it leads to). Khmer is larger by ``KHMER_STEP`` as on every screen.

A poster is read from three metres: letters of its figure and sentence are at least 12 mm, with capitals of 8.4 mm
(signs are read from 30 feet for each inch), those of a sentence too long for that 8 mm, read from two; what one walks
up for (note, source, code) is at least 6 mm.
"""

from __future__ import annotations

from dataclasses import dataclass

SQUARE, STORY, PREVIEW, POSTER = "square", "story", "preview", "poster"
LEAST_SHARE = 28 / 1080
"""The smallest letter as a share of a card's width."""
PHONE = 390
"""How many pixels wide the screen of a phone is."""


@dataclass(frozen=True, slots=True)
class Step:
    """How large the words of a card are: the sentence, the note, and source with code."""

    sentence: float
    note: float
    foot: float


@dataclass(frozen=True, slots=True)
class CardShape:
    """A shape in its own pixels (a poster in tenths of millimetres).

    ``top`` and ``bottom`` stay free of words: there a story shows the buttons of who shows it. ``least`` and
    ``least_sentence`` are the smallest letters before the step for Khmer. ``topic`` and ``about`` are the
    sizes of what a card is of. ``steps`` begin with the largest.
    ``blocks`` are the least heights (widths where ``beside``) that the picture gets, by layout: whole, narrow, and only
    what the figure is of. ``most`` is the largest share of the card that the picture takes, ``gap`` lies between two
    texts on a card of 1080. ``dense`` are the steps of a sentence so long that no other finds room for it: its note
    stands at the address of its code.
    """

    name: str
    width: int
    height: int
    pad: float
    top: float
    bottom: float
    least: float
    least_sentence: float
    topic: float
    about: float
    steps: tuple[Step, ...]
    blocks: tuple[float, ...]
    most: float
    dense: tuple[Step, ...]
    beside: bool = False
    gap: float = 22

    def small(self, px: float) -> float:
        """``px`` of a card of 1080 pixels on this one."""
        return px * self.least / 28


def _steps(*sizes: tuple[float, float, float], scale: float = 1.0) -> tuple[Step, ...]:
    return tuple(Step(*(scale * size for size in one)) for one in sizes)


_STEPS = ((66, 34, 29), (60, 33, 29), (54, 32, 29), (49, 31, 28), (45, 30, 28), (41, 29, 28), (36, 28, 28))
_DENSE = ((34, 28, 28), (32, 28, 28), (30, 28, 28), (28, 28, 28))
_WIDE = 1200 / 1080
SHAPES = {
    SQUARE: CardShape(
        SQUARE, 1080, 1080, 56, 0, 0, 28, 36, 40, 29, _steps(*_STEPS), (430, 300, 150), 0.56, _steps(*_DENSE)
    ),
    STORY: CardShape(
        STORY,
        1080,
        1920,
        64,
        250,
        340,
        28,
        36,
        46,
        31,
        _steps((72, 38, 30), *_STEPS),
        (620, 380, 150),
        0.5,
        _steps(*_DENSE),
    ),
    PREVIEW: CardShape(
        PREVIEW,
        1200,
        630,
        40,
        0,
        0,
        28 * _WIDE,
        32 * _WIDE,
        33 * _WIDE,
        28 * _WIDE,
        _steps((54, 30, 28), *((size, 28, 28) for size in (49, 45, 41, 38, 36, 34, 32)), scale=_WIDE),
        (470, 400, 0),
        0.42,
        _steps((30, 28, 28), (28, 28, 28), scale=_WIDE),
        beside=True,
        gap=13,
    ),
    POSTER: CardShape(
        POSTER,
        2970,
        4200,
        160,
        0,
        0,
        60,
        118,
        160,
        118,
        _steps((230, 96, 64), (205, 90, 64), (185, 84, 64), (165, 76, 62), (148, 68, 60), (132, 62, 60), (118, 60, 60)),
        (2100,),
        0.5,
        _steps((108, 60, 60), (98, 60, 60), (88, 60, 60), (80, 60, 60)),
    ),
}
"""A post, a story, what stands under a link, and a sheet of A3 whose middle is the edge of two sheets of A4."""

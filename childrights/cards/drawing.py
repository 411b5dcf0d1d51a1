"""The picture of a card in its box: one figure large, a row of children, figures beside each other, or a silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from childrights.cards.figures import drawn_figure, width_of
from childrights.cards.setting import KHMER_LEADING, Words, in_lines, one_line, said
from childrights.cards.telling import BARS, DATED, IN_ROWS, NUMBER, ROW, SILENCE, Shown, ToldFigure
from childrights.charts import KHMER_STEP
from childrights.pictures import END, LATIN_LEADING, Item, Shape, fonts, rectangle


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of a picture: its ground, what stands on it, what is set against that."""

    ground: str
    ink: str
    other: str


@dataclass(frozen=True, slots=True)
class CardBox:
    """The box of a picture; ``unit`` is one pixel of a card of 1080, ``least`` the smallest letter."""

    left: float
    top: float
    width: float
    height: float
    unit: float
    least: float
    lang: str

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def smallest(self) -> float:
        """The smallest letter, with the step of Khmer."""
        return self.least * (KHMER_STEP if self.lang == "km" else 1.0)

    def px(self, size: float) -> float:
        """A size of a card of 1080, never smaller than the smallest letter."""
        return max(size * self.unit * (KHMER_STEP if self.lang == "km" else 1.0), self.smallest)


CAP, UNDER = 0.74, 0.1
"""The height of capitals and digits in letter heights, and what is left free under them."""
_YEAR = 0.72
"""How large the year of an old figure is beside it: next to it, and not to be read as one number with it."""
BIGGEST, SMALLEST_BIG = 330, 84
"""Sizes of a figure that stands alone, on a card of 1080."""


def draw_shown(shown: Shown, box: CardBox, inks: Inks) -> list[Item] | None:
    """The picture in ``box``; ``None`` where it has no room for it."""
    return _DRAW[shown.kind](shown, box, inks)


def _number(shown: Shown, box: CardBox, inks: Inks) -> list[Item] | None:
    """What stands before the figure over it, its unit under it; the year of an old one large beside it."""
    over = _small(shown.before, 46, box, inks)
    under = _small(shown.after, 42, box, inks)
    if over is None or under is None:
        return None
    free = box.height - over.height - under.height
    year_share = _YEAR * fonts.width(shown.year, 1, bold=True) + 0.35 if shown.year else 0.0
    wide = fonts.width(shown.big, 1, bold=True) + year_share
    big = min(BIGGEST * box.unit, free / (CAP + 2 * UNDER), box.width / wide)
    if big < SMALLEST_BIG * box.unit:
        return None
    top = box.top + (box.height - over.height - under.height - big * (CAP + 2 * UNDER)) / 2
    base = top + over.height + big * (UNDER + CAP)
    items: list[Item] = [*over.at(box.left, top), said(shown.big, box.left, base, big, inks.ink, True)]
    if shown.year:
        items.append(said(shown.year, box.right, base, big * _YEAR, inks.other, True, END))
    return [*items, *under.at(box.left, base + big * UNDER)]


def _small(words: str, size: float, box: CardBox, inks: Inks) -> Words | None:
    if not words:
        return in_lines("", 1, 1, inks.ink, box.lang)
    return in_lines(words, max(size * box.unit, box.least), box.width, inks.ink, box.lang)


def _row(shown: Shown, box: CardBox, inks: Inks) -> list[Item] | None:
    """The figures with the fraction in words and the exact figure: under them, or beside them where they are few."""
    share = width_of(shown.figure)
    rows = IN_ROWS.get(shown.of, 1)
    each = shown.of // rows
    along = each * share + (each - 1) * share * _APART
    if rows == 1 and along * box.height < 0.62 * box.width and (beside := _few(shown, box, inks, along)):
        return beside
    leading = KHMER_LEADING if box.lang == "km" else LATIN_LEADING
    most = max(min(box.px(92), box.height * 0.34 / leading), box.px(44))
    label = one_line(shown.big, most, box.px(44), box.width * (0.66 if shown.year else 1.0), bold=True)
    if not label:
        return None
    room = box.width - fonts.width(shown.big, label, bold=True) - label * 0.5
    exact = one_line(shown.after, box.px(52), box.smallest, room - _year_room(shown, label))
    free = box.height - label * leading - (0.0 if exact else box.px(44) * leading)
    height = min(free / (rows + 0.12 * (rows - 1)) * 0.96, box.width / along)
    if height < _LEAST_FIGURE * box.unit:
        return None
    used = height * (rows + 0.12 * (rows - 1))
    top = box.top + max(free - used, 0.0) / 2
    items = _figures(shown, box.left, top, height, each, inks)
    base = top + used + label * (leading * 0.5 + 0.36)
    items.append(said(shown.big, box.left, base, label, inks.ink, True))
    if exact:
        items.append(said(shown.after, box.left + box.width - room, base, exact, inks.ink))
    else:
        size = one_line(shown.after, box.px(44), box.smallest, box.width)
        items.append(said(shown.after, box.left, base + size * leading, size, inks.ink))
    if shown.year:
        items.append(said(shown.year, box.right, base, label, inks.other, True, END))
    return items


_APART, _LEAST_FIGURE = 0.22, 62
"""Between two figures, as a share of one's width; the least height of one, on a card of 1080."""


def _figures(shown: Shown, left: float, top: float, height: float, each: int, inks: Inks) -> list[Item]:
    share = width_of(shown.figure)
    items: list[Item] = []
    for place in range(shown.of):
        row, column = divmod(place, each)
        x, y = left + column * height * share * (1 + _APART), top + row * height * 1.12
        items += drawn_figure(shown.figure, x, y, height, place < shown.filled, inks.ink, inks.ground)
    return items


def _few(shown: Shown, box: CardBox, inks: Inks, along: float) -> list[Item] | None:
    """Two to four figures as high as there is room, the words at their right; ``None`` where either would be small."""
    leading = KHMER_LEADING if box.lang == "km" else LATIN_LEADING
    for share in _HIGH:
        height = min(box.height, 420 * box.unit) * share
        left = box.left + along * height + 44 * box.unit
        room = box.right - left
        label = one_line(shown.big, min(box.px(120), height * 0.4), box.px(56), room, bold=True)
        exact = one_line(shown.after, box.px(60), box.smallest, room)
        year = one_line(shown.year, label, box.smallest, room, bold=True) if shown.year else 0.0
        used = (label + exact + year) * leading
        if label and exact and used <= height and height >= 130 * box.unit:
            break
    else:
        return None
    items = _figures(shown, box.left, box.top + (box.height - height) / 2, height, shown.of, inks)
    y = box.top + (box.height - used) / 2
    for words, px, colour, bold in (
        (shown.year, year, inks.other, True),
        (shown.big, label, inks.ink, True),
        (shown.after, exact, inks.ink, False),
    ):
        if words:
            items.append(said(words, left, y + px * (leading * 0.5 + 0.36), px, colour, bold))
            y += px * leading
    return items


_HIGH = (1.0, 0.88, 0.76, 0.65)
"""Shares of the height that figures beside their words are tried at."""


def _year_room(shown: Shown, px: float) -> float:
    return fonts.width(shown.year, px, bold=True) + px * 0.5 if shown.year else 0.0


def _bars(shown: Shown, box: CardBox, inks: Inks) -> list[Item] | None:
    """A bar for each figure from zero on, its words over it, or before it where there is less room.

    In a narrow box the year of old figures stands over them; elsewhere it stands beside what they are of.
    """
    top, items = box.top, list[Item]()
    if shown.year and box.width < NARROW * box.unit:
        px = box.px(72)
        items.append(said(shown.year, box.left, top + px * CAP, px, inks.other, True))
        top += px * 1.15
    each = (box.bottom - top) / len(shown.entries)
    words = box.px(_LABEL) * (1.5 if box.lang == "km" else 1.25)
    ways = [_stacked, _inline] if each >= words + 62 * box.unit else [_inline, _stacked]
    for drawn in ways:
        more = drawn(shown.entries, box, inks, top, each)
        if more is not None:
            return items + more
    return None


NARROW = 600
"""A box less wide than this, on a card of 1080, holds the year of its bars."""
_LABEL, _THINNEST = 38, 26
"""Words over a bar, and how thin a bar may be, on a card of 1080."""
_BAR_GAP = 16


def _stacked(entries: Sequence[ToldFigure], box: CardBox, inks: Inks, top: float, each: float) -> list[Item] | None:
    leading = 1.5 if box.lang == "km" else 1.25
    thick = min(each - box.px(_LABEL) * leading - 14 * box.unit, 110 * box.unit)
    if thick < _THINNEST * box.unit:
        return None
    each = min(each, box.px(_LABEL) * leading + thick + 44 * box.unit)
    first = top + (box.bottom - top - each * len(entries)) / 2
    items: list[Item] = []
    value = _value_px(entries, box, min(thick * 0.95, 84 * box.unit), box.width * 0.62)
    for row, one in enumerate(entries):
        label = one_line(one.label, box.px(_LABEL), box.smallest, box.width)
        if not label or not value:
            return None
        y = first + row * each
        items.append(said(one.label, box.left, y + label * leading * 0.5 + label * 0.36, label, inks.ink))
        items += _bar(one, entries, box, inks, box.left, y + box.px(_LABEL) * leading, thick, value)
    return items


def _inline(entries: Sequence[ToldFigure], box: CardBox, inks: Inks, top: float, each: float) -> list[Item] | None:
    """Words before the bars, in a column as wide as the longest."""
    label = box.px(30)
    thick = min(each - 14 * box.unit, 74 * box.unit)
    column = max(fonts.width(one.label, label) for one in entries) + 20 * box.unit
    if column > box.width * 0.45:
        label = max(label * (box.width * 0.45 / column), box.smallest)
        column = max(fonts.width(one.label, label) for one in entries) + 20 * box.unit
    value = _value_px(entries, box, min(thick * 0.9, 60 * box.unit), (box.width - column) * 0.75)
    if thick < 34 * box.unit or column > box.width * 0.5 or not value:
        return None
    items: list[Item] = []
    for row, one in enumerate(entries):
        y = top + row * each + (each - thick) / 2
        items.append(said(one.label, box.left, y + thick / 2 + label * 0.36, label, inks.ink))
        items += _bar(one, entries, box, inks, box.left + column, y, thick, value)
    return items


def _value_px(entries: Sequence[ToldFigure], box: CardBox, px: float, room: float) -> float:
    """One size for the values of all bars; 0 where one of them would be too small."""
    sizes = [one_line(one.value, max(px, box.smallest), box.smallest, room, bold=True) for one in entries]
    return min(sizes) if all(sizes) else 0.0


def _bar(
    one: ToldFigure,
    entries: Sequence[ToldFigure],
    box: CardBox,
    inks: Inks,
    left: float,
    top: float,
    thick: float,
    value: float,
) -> list[Item]:
    """A bar as long as its figure, and the figure at its end."""
    words = max(fonts.width(other.value, value, bold=True) for other in entries)
    longest = box.right - left - words - _BAR_GAP * box.unit
    most = max(max(other.size for other in entries), 1e-9)
    length = max(max(one.size, 0.0) / most * longest, 4 * box.unit)
    colour = inks.ink if one.own else inks.other
    return [
        Shape((rectangle(left, top, left + length, top + thick),), fill=colour),
        said(one.value, left + length + _BAR_GAP * box.unit, top + thick / 2 + value * 0.36, value, inks.ink, True),
    ]


def _dated(shown: Shown, box: CardBox, inks: Inks) -> list[Item] | None:
    """Figures of several years or series under each other, the newest first, all of one size: year, then figure."""
    each = min(box.height / len(shown.entries), 250 * box.unit)
    leading = 1.5 if box.lang == "km" else 1.25
    label = box.px(38)
    stacked = each >= label * leading + 70 * box.unit
    room = box.width if stacked else box.width * 0.56
    value = _value_px(shown.entries, box, min(each * 0.55, 120 * box.unit) if stacked else each * 0.6, room)
    labels = [
        one_line(one.label, label, box.smallest, box.width if stacked else box.width * 0.4) for one in shown.entries
    ]
    if not value or not all(labels) or (not stacked and each < 46 * box.unit):
        return None
    label = min(labels)
    items: list[Item] = []
    first = box.top + (box.height - each * len(shown.entries)) / 2
    for row, one in enumerate(shown.entries):
        y = first + row * each
        if stacked:
            base = y + label * leading
            items.append(said(one.label, box.left, base - label * 0.3, label, inks.other, True))
            items.append(said(one.value, box.left, base + value * 0.86, value, inks.ink, True))
        else:
            items.append(said(one.label, box.left, y + each / 2 + label * 0.36, label, inks.other, True))
            items.append(said(one.value, box.right, y + each / 2 + value * 0.36, value, inks.ink, True, END))
    return items


def _silence(shown: Shown, box: CardBox, inks: Inks) -> list[Item] | None:
    """An empty frame with a broken line, and what it is."""
    px = one_line(shown.big, box.px(84), box.px(34), box.width - 80 * box.unit, bold=True)
    height = min(box.height, 300 * box.unit)
    if not px or height < px * 1.8:
        return None
    top = box.top + (box.height - height) / 2
    dash = (18 * box.unit, 12 * box.unit)
    around = rectangle(box.left, top, box.right, top + height)
    middle = said(shown.big, box.left + box.width / 2, top + height / 2 + px * 0.36, px, inks.ink, True, "middle")
    return [Shape((around,), stroke=inks.other, width=4 * box.unit, dash=dash), middle]


_DRAW: Mapping[str, Callable[[Shown, CardBox, Inks], list[Item] | None]] = {
    NUMBER: _number,
    ROW: _row,
    BARS: _bars,
    DATED: _dated,
    SILENCE: _silence,
}

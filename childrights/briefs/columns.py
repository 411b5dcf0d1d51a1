"""How wide the columns of a table are: as wide as their words where there is room, and no word torn elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.charts.text import width

PX, PADDING, CAPITALS = 12.0, 15.0, 1.08
"""Letters are measured at this size; the shares stay the same at others. Heads are bold, codes all capitals."""
BROAD, BROADER = "MQW@", 0.26
"""Letters that are wider than others by this share of their size: a code full of them must not be broken."""
BREAKABLE = "\u1780"
"""From here on letters are Khmer, which is broken between syllables: no more than ``KHMER_PX`` must stay together."""
KHMER_PX = 60.0
_STEPS = 30


def shares(columns: Sequence[Sequence[str]], room: float) -> list[float]:
    """Widths of ``columns`` (each its head and cells) that fill ``room`` (pixels at letters of ``PX`` pixels).

    Columns are as wide as their longest text; where that is too much, the widest give way first, down to their longest
    word. Where even the words are too long, all give way alike.
    """
    full = [max(map(_wide, column)) + PADDING for column in columns]
    least = [max(max(map(_word, text.split(" "))) for text in column) + PADDING for column in columns]
    if sum(full) <= room or sum(least) >= room:
        wanted = full if sum(full) <= room else least
        return [one * room / sum(wanted) for one in wanted]
    low, high = 0.0, max(full)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        taken = sum(min(one, max(few, middle)) for one, few in zip(full, least, strict=True))
        low, high = (middle, high) if taken <= room else (low, middle)
    return [min(one, max(few, low)) for one, few in zip(full, least, strict=True)]


def _wide(text: str) -> float:
    return width(text, PX) * CAPITALS + sum(letter in BROAD for letter in text) * BROADER * PX


def _word(text: str) -> float:
    found = _wide(text)
    return min(found, KHMER_PX) if any(letter >= BREAKABLE for letter in text) else found

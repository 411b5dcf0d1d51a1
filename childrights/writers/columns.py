"""How wide the columns of a table are: as wide as their words where there is room, and no word torn elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.charts import approximate_width

PX, PADDING, CAPITALS, BOLD = 12.0, 15.0, 1.08, 1.1
"""Letters are measured at this size; the shares stay the same at others. Heads are bold and the first
of their column, codes all capitals."""
BROAD, BROADER = "MQW@", 0.26
"""Letters that are wider than others by this share of their size: a code full of them must not be broken."""
BREAKABLE = "\u1780"
"""From here on letters are Khmer, which is broken between syllables: no more than ``KHMER_PX`` must stay together."""
KHMER_PX = 60.0
_STEPS = 30


def column_widths(columns: Sequence[Sequence[str]], room: float) -> list[float]:
    """Widths of ``columns`` (each its head and cells) that fill ``room`` (pixels at letters of ``PX`` pixels).

    Columns are as wide as their longest text; where that is too much, the widest give way first, down to their longest
    word. Where even the words are too long, all give way alike.
    """
    bold = [[one * (1 if at else BOLD) for at, one in enumerate(map(_wide, column))] for column in columns]
    words = [[max(map(_word, text.split(" "))) for text in column] for column in columns]
    full = [max(column) + PADDING for column in bold]
    least = [max(column[0] * BOLD, *column) + PADDING for column in words]
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
    return approximate_width(text, PX) * CAPITALS + sum(letter in BROAD for letter in text) * BROADER * PX


def _word(text: str) -> float:
    found = _wide(text)
    return min(found, KHMER_PX) if any(letter >= BREAKABLE for letter in text) else found

"""What every card is held to: in the suite for a sample, by ``bench cards`` for the best message of every indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from childrights.cards.fitting import DrawnCard
from childrights.cards.shapes import PHONE, POSTER, SHAPES
from childrights.cards.telling import MessageCard, plain
from childrights.charts.tokens import KHMER_STEP, LIGHT
from childrights.language.words import UNITS
from childrights.messages.checking import is_year, numbers_in
from childrights.pictures import fonts
from childrights.pictures.scene import END, MIDDLE, TextLine
from childrights.pictures.svg_writer import svg

_WRITTEN = re.compile(r'<g role="text" aria-label="([^"]*)">(.*?)</g>')
_SCALE = re.compile(r"scale\(([\d.e+-]+)\)")
_NOTES = re.compile(r"([\d០-៩]+) (?:more )?notes? at|ចំណាំ ([\d០-៩]+)")


def letters(written: bytes) -> list[tuple[str, float]]:
    """Each text of an SVG with the size of its letters in pixels, read from the file itself."""
    found = []
    for label, paths in _WRITTEN.findall(written.decode()):
        found += [(label, float(scale) * fonts.UNITS) for scale in _SCALE.findall(paths)]
    return found


def broken(card: MessageCard, drawn: DrawnCard, shape: str) -> list[str]:
    """Every rule that a card breaks, in words; none for a good one."""
    return [
        *_of_letters(card, drawn, shape),
        *_of_words(card, drawn),
        *_of_places(drawn, shape),
    ]


def _of_letters(card: MessageCard, drawn: DrawnCard, shape: str) -> Iterator[str]:
    form, step = SHAPES[shape], KHMER_STEP if card.lang == "km" else 1.0
    least = form.least if shape == POSTER else 28 * form.width / 1080
    if shape != POSTER and least * PHONE / form.width < 10:
        yield f"small print of {least * PHONE / form.width:.1f} pixels on a phone"
    for text, px in letters(svg(drawn.scene)):
        if px < least * step - 0.05:
            yield f"{text!r} is {px:.1f} pixels high, {least * step:.1f} are the least"
    for one in drawn.scene.items:
        least = form.dense[-1].sentence if drawn.step >= len(form.steps) else form.least_sentence
        if isinstance(one, TextLine) and _is_sentence(one, card) and one.px < least * step - 0.05:
            yield f"{one.text!r} of the sentence is {one.px:.1f} pixels high"


def _is_sentence(line: TextLine, card: MessageCard) -> bool:
    return (
        line.runs[0].bold
        and line.colour in (LIGHT.ink, LIGHT.focus)
        and line.text not in (plain(card.signed), plain(card.topic), *map(plain, card.marks))
    )


def _of_words(card: MessageCard, drawn: DrawnCard) -> Iterator[str]:
    lines = [one.text for one in drawn.scene.items if isinstance(one, TextLine)]
    whole = "".join("".join(lines).split()).replace("\u200b", "")
    for name, words in (("sentence", card.headline), ("newer", card.newer), ("note", card.caveat)):
        if name == "note" and not drawn.whole_note:
            continue
        if "".join(words.split()).replace("\u200b", "") not in whole:
            yield f"the {name} is not whole"
    if "…" in whole or "..." in whole:
        yield "something is cut by dots"
    if card.code and card.code not in "".join(lines):
        yield "no code"
    if card.code and card.code not in card.message.observations:
        yield "the code is of no figure of the message"
    message = card.message
    told = " ".join(
        (message.headline, message.support, message.caveat, card.short_source, card.topic, *message.reasons)
    )
    known = {one.value for one in numbers_in(told)} | {value for _, value in message.facts}
    known |= {float(found) for pair in _NOTES.findall(f"{card.more} {card.counted}") for found in pair if found}
    # The unit is said in the words of every screen: "per 1,000", "index, 0 to 1".
    known |= {one.value for words in UNITS.values() for one in numbers_in(words)}
    known |= {one.value for entry in card.shown.entries for one in numbers_in(entry.label) if is_year(one)}
    for text in lines:
        if card.code and card.code in text:
            text = text.replace(card.code, "")
        for one in numbers_in(text):
            if not any(abs(one.value - value) < 1e-9 for value in known):
                yield f"{one.text} in {text!r} is not in the message"


def _of_places(drawn: DrawnCard, shape: str) -> Iterator[str]:
    """Every line lies on the card, off what stays free, off the cut of a poster, and off the other lines."""
    form = SHAPES[shape]
    boxes = [_box(one) for one in drawn.scene.items if isinstance(one, TextLine)]
    for left, top, right, bottom, text in boxes:
        if left < 0 or right > form.width + 1 or top < form.top or bottom > form.height - form.bottom:
            yield f"{text!r} lies off the card or where a story shows its buttons"
        if shape == POSTER and top < form.height / 2 + 60 and bottom > form.height / 2 - 60:
            yield f"{text!r} lies on the cut"
    for one, other in combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        if across > 1 and down > 1:
            yield f"{one[4]!r} lies on {other[4]!r}"


def _box(line: TextLine) -> tuple[float, float, float, float, str]:
    """Left, top, right and bottom of the letters without their marks above and below."""
    wide = sum(fonts.width(run.text, line.px, run.bold) for run in line.runs)
    left = line.x - wide * {MIDDLE: 0.5, END: 1.0}.get(line.anchor, 0.0)
    return left, line.y - 0.72 * line.px, left + wide, line.y, line.text

"""A card in its shape: the largest words that fit, the next layout where none do, a refusal where none does either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from childrights.cards.drawing import CardBox, Inks, draw_shown
from childrights.cards.setting import Words, evenly, in_lines, one_line, said
from childrights.cards.shapes import POSTER, SHAPES, CardShape, Step
from childrights.cards.telling import BARS, NUMBER, ROW, SILENCE, MessageCard, NoCard, plain
from childrights.charts import LIGHT
from childrights.i18n import N_, translator
from childrights.pictures import END, Item, Scene, Shape, TextLine, rectangle

LAYOUTS = ("picture", "small picture", "words")
"""How much room the picture of a card gets, the most first; words alone still say what they are about."""
FROM_AFAR = (185, 148)
"""Letters of a poster in tenths of millimetres whose small ones are 10 and 8 mm high: a shorter note makes room for
them before the sentence gets smaller."""
_TOO_LONG = {
    "square": N_("The words of this message do not fit a square card in letters that can be read on a phone."),
    "story": N_("The words of this message do not fit a story in letters that can be read on a phone."),
    "preview": N_("The words of this message do not fit a link preview in letters that can be read on a phone."),
    "poster": N_("The words of this message do not fit a poster in letters that can be read from three metres."),
}


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A card in its shape; ``layout`` one of ``LAYOUTS``, ``step`` which of the shape's sizes it took, from 0 on.

    ``whole_note`` is false where the note tells only what weakens the claim and leads to the rest.
    """

    scene: Scene
    layout: str
    step: int
    whole_note: bool

    @property
    def smallest(self) -> float:
        """The size of its smallest letters, in pixels."""
        return min(one.px for one in self.scene.items if isinstance(one, TextLine))


@dataclass(frozen=True, slots=True)
class _Foot:
    """Source, and under it code and name: in one row where they fit."""

    source: Words
    signed: Words
    brand: Words
    joined: bool

    @property
    def height(self) -> float:
        if self.joined:
            return self.source.height + max(self.signed.height, self.brand.height)
        return self.source.height + self.signed.height + self.brand.height

    def at(self, left: float, right: float, top: float) -> list[Item]:
        under = top + self.source.height
        items: list[Item] = [*self.source.at(left, top), *self.signed.at(left, under)]
        if self.joined:
            return [*items, *self.brand.at(right, under, END)]
        return [*items, *self.brand.at(left, under + self.signed.height)]


@dataclass(frozen=True, slots=True)
class _Column:
    """The words of a card: sentence and what is newer at the top, note and foot at the bottom."""

    said: str
    room: float
    sentence: Words
    newer: Words
    note: Words
    foot: _Foot
    gap: float

    @property
    def height(self) -> float:
        parts = [one for one in (self.sentence, self.newer, self.note) if one.lines]
        return sum(one.height + self.gap for one in parts) + self.gap + self.foot.height

    def at(self, left: float, right: float, top: float, bottom: float) -> list[Item]:
        items: list[Item] = [*evenly(self.said, self.sentence, self.room).at(left, top)]
        if self.newer.lines:
            items += self.newer.at(left, top + self.sentence.height + self.gap * 0.6)
        foot = bottom - self.foot.height
        rule = rectangle(left, foot - self.gap * 0.7 - 1, right, foot - self.gap * 0.7 + 1)
        items += [Shape((rule,), fill=LIGHT.rule), *self.foot.at(left, right, foot)]
        if self.note.lines:
            items += self.note.at(left, foot - self.gap * 1.6 - self.note.height)
        return items


def draw_card(card: MessageCard, name: str) -> DrawnCard:
    """The card in the shape called ``name``. Raises ``NoCard`` where its words do not fit at the smallest size."""
    shape = SHAPES[name]
    for layout, note, steps in _ways(card, shape):
        for place, step in steps:
            items = _laid(card, shape, layout, step, note)
            if items is not None:
                title = plain(card.message.headline)
                scene = Scene(shape.width, shape.height, LIGHT.ground, tuple(items), title, card.alt, card.lang)
                return DrawnCard(scene, LAYOUTS[layout], place, note == card.caveat)
    raise NoCard(translator(card.lang)._(_TOO_LONG[name]))


def _ways(card: MessageCard, shape: CardShape) -> Iterator[tuple[int, str, Iterable[tuple[int, Step]]]]:
    """Each layout with the whole note, then with a shorter one that says where the rest stands; words alone last, and
    last of all in the dense steps, with the least that may be said beside them.

    A note without a picture would be read by fewer than a picture whose note leads to the rest.
    """
    notes, steps = [card.caveat], [*enumerate(shape.steps)]
    if card.code and card.caveat:
        notes += [_joined(card.weakened, card.more)] if card.more else []
        notes.append(card.counted)
    *pictured, last = range(len(shape.blocks))
    if shape.name == POSTER:
        # Who stands at the back of a hall reads the sentence; who walks up finds the rest of a note at its code.
        for least in FROM_AFAR:
            large = [(at, step) for at, step in steps if step.sentence >= least]
            yield from ((last, note, large) for note in dict.fromkeys(notes))
    for some in (pictured, [last]):
        yield from ((layout, note, steps) for note in dict.fromkeys(notes) for layout in some)
    yield last, notes[-1], [*enumerate(shape.dense, len(steps))]


def _joined(*texts: str) -> str:
    return " ".join(one for one in texts if one)


def _laid(card: MessageCard, shape: CardShape, layout: int, step: Step, note: str) -> list[Item] | None:
    if shape.beside and layout < len(shape.blocks) - 1:
        return _beside(card, shape, layout, step, note)
    words = _column(card, shape, step, note, shape.width - 2 * shape.pad)
    if words is None:
        return None
    bottom = shape.height - shape.bottom - shape.pad * 0.8
    above = shape.pad * (0.7 if shape.beside else 1.0)
    below = words.height + above
    last = layout == len(shape.blocks) - 1 and shape.name != POSTER
    free = bottom - below
    if last:
        head = _head(card, shape, shape.pad, shape.top + shape.pad * 0.6, _head_room(card, shape))
        if head is None:
            return None
        block = head[1] + shape.pad * 0.5
    else:
        block = min(free, shape.top + shape.most * shape.height) if shape.name != POSTER else shape.blocks[0]
    if block > free or (not last and block - shape.top < shape.blocks[layout]):
        return None
    picture = _block(card, shape, (0, 0, shape.width, block), shape.top, drawn=not last)
    if picture is None:
        return None
    ending = rectangle(0, shape.height - shape.bottom + shape.pad, shape.width, shape.height)
    below_words = [Shape((ending,), fill=_inks(card).ground)] if shape.bottom else []
    return [*picture, *below_words, *words.at(shape.pad, shape.width - shape.pad, block + above, bottom)]


def _head_room(card: MessageCard, shape: CardShape) -> float:
    """How wide the head of a card without a picture is: beside it stands the figure, where it is one alone."""
    return (shape.width - 2 * shape.pad) * (0.6 if card.shown.kind in (ROW, NUMBER) else 1.0)


def _alone(card: MessageCard, shape: CardShape, top: float, bottom: float) -> list[Item]:
    """The one figure of a card without a picture, large at the right of what it is of."""
    if card.shown.kind not in (ROW, NUMBER):
        return []
    inks, room = _inks(card), (shape.width - 2 * shape.pad) * 0.38
    words = " ".join(one for one in (card.shown.before if card.shown.kind == NUMBER else "", card.shown.big) if one)
    px = one_line(words, min(shape.small(104), (bottom - top) * 0.62), shape.small(34), room, bold=True)
    if not px:
        return []
    return [said(words, shape.width - shape.pad, (top + bottom) / 2 + px * 0.36, px, inks.ink, True, END)]


def _beside(card: MessageCard, shape: CardShape, layout: int, step: Step, note: str) -> list[Item] | None:
    """The picture at the left, the words at the right."""
    left = shape.blocks[layout]
    words = _column(card, shape, step, note, shape.width - left - 2 * shape.pad)
    if words is None or words.height > shape.height - 1.8 * shape.pad:
        return None
    picture = _block(card, shape, (0, 0, left, shape.height), 0.0, drawn=True)
    if picture is None:
        return None
    return [*picture, *words.at(left + shape.pad, shape.width - shape.pad, shape.pad, shape.height - shape.pad * 0.8)]


def _column(card: MessageCard, shape: CardShape, step: Step, note: str, room: float) -> _Column | None:
    lang, foot = card.lang, step.foot
    dense = step in shape.dense
    smaller = step.sentence if dense else max(step.sentence * 0.8, shape.least_sentence)
    if shape.beside:
        cited, signed, brand = _DOT.join(one for one in (card.survey, card.signed) if one), "", ""
    else:
        whole = shape.name == POSTER and not dense
        cited, signed, brand = (
            card.source if whole else card.survey if dense else card.short_source,
            card.signed,
            card.brand,
        )
    sentence = in_lines(card.headline, step.sentence, room, LIGHT.ink, lang, bold=True)
    newer = in_lines(card.newer, smaller, room, LIGHT.focus, lang, bold=True)
    noted = in_lines(note, step.note, room, LIGHT.ink, lang)
    source = in_lines(cited, foot, room, LIGHT.quiet, lang)
    code = in_lines(signed, foot, room, LIGHT.ink, lang, bold=True)
    name = in_lines(brand, foot, room, LIGHT.action, lang, bold=True)
    if sentence is None or newer is None or noted is None or source is None or code is None or name is None:
        return None
    joined = code.width + name.width + foot <= room and len(code.lines) < 2 and len(name.lines) < 2
    return _Column(
        card.headline, room, sentence, newer, noted, _Foot(source, code, name, joined), shape.small(shape.gap)
    )


_DOT = " · "


def _inks(card: MessageCard) -> Inks:
    """Ours on the colour of the house; members' figures on another; a silence on the grey of what is missing."""
    if card.shown.kind == SILENCE:
        return Inks(LIGHT.nothing, LIGHT.ink, LIGHT.quiet)
    if card.members:
        return Inks(LIGHT.ramps["neutral"][4], LIGHT.on_action, LIGHT.ramps["neutral"][1])
    return Inks(LIGHT.action, LIGHT.on_action, LIGHT.ramps["cool"][1])


def _head(card: MessageCard, shape: CardShape, left: float, top: float, room: float) -> tuple[list[Item], float] | None:
    """What the card is of, at the top of its block, and where that ends."""
    inks, items = _inks(card), list[Item]()
    lines = [(card.topic, shape.topic, True), (card.about, shape.about, False)]
    lines += [(mark, shape.about, True) for mark in card.marks]
    if shape.beside and room > shape.width / 2:
        lines = [lines[0], (_DOT.join(one for one in (card.about, *card.marks) if one), shape.about, False)]
    for text, px, bold in lines:
        words = in_lines(text, px, room, inks.ink, card.lang, bold=bold)
        if words is None:
            return None
        items += words.at(left, top)
        top += words.height + shape.small(2)
    return items, top


Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def _block(card: MessageCard, shape: CardShape, box: Box, free: float, *, drawn: bool) -> list[Item] | None:
    """The coloured block with its head and its picture; the upper ``free`` of it stays without words.

    A block beside the words is signed at its foot.
    """
    inks, pad = _inks(card), shape.pad
    left, top, right, bottom = box
    room = right - left - 2 * pad
    dated = card.shown.year if drawn and card.shown.kind == BARS and not shape.beside else ""
    room = _head_room(card, shape) if not drawn else room * (0.68 if dated else 1.0)
    head = _head(card, shape, left + pad, top + free + pad * (0.75 if drawn else 0.6), room)
    if head is None:
        return None
    items: list[Item] = [Shape((rectangle(left, top, right, bottom),), fill=inks.ground), *head[0]]
    if not drawn:
        return items + _alone(card, shape, top + free, bottom)
    bottom -= pad * 0.75
    if shape.beside:
        brand = in_lines(card.brand, shape.least, room, inks.other, card.lang, bold=True)
        if brand is None:
            return None
        bottom -= brand.height
        items += brand.at(left + pad, bottom)
    room = right - left - 2 * pad
    if dated:
        # The year of old figures beside what they are of, as large as there is room: the bars need the height.
        first = top + free + pad * 0.75
        px = min(
            shape.small(110), (head[1] - first) * 0.9, one_line(dated, shape.small(110), 1.0, room * 0.3, bold=True)
        )
        items.append(said(dated, right - pad, first + px * 0.8, px, inks.other, True, END))
    under = head[1] + shape.small(26)
    least = shape.least_sentence if shape.name == POSTER else shape.least
    frame = CardBox(left + pad, under, room, bottom - under, shape.small(1), least, card.lang)
    picture = draw_shown(card.shown, frame, inks) if frame.height > 0 else None
    return None if picture is None else items + picture

"""Two texts side by side, word by word, and put together where two people changed different parts of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

SAME, TAKEN_OUT, PUT_IN = "same", "out", "in"
_PIECE = re.compile(r"\n|[^\S\n]+|\{\{[^{}\n]*\}\}|[\u1780-\u17d3\u17dd]+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class TextChange:
    """Words that both texts have (``same``), that only the first (``out``) or only the second has (``in``)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Two texts as one. ``clashes`` counts the places that both changed, where both wordings follow each other."""

    text: str
    clashes: int


def pieces(text: str) -> list[str]:
    """A text in words, signs, spaces and ends of lines; together they are the text. A live code is one piece."""
    return _PIECE.findall(text)


def changes(first: str, second: str) -> tuple[TextChange, ...]:
    """What is different between two texts, in the order of the second."""
    one, other = pieces(first), pieces(second)
    found: list[TextChange] = []

    def tell(kind: str, parts: Sequence[str]) -> None:
        text = "".join(parts)
        if text and found and found[-1].kind == kind:
            found[-1] = TextChange(kind, found[-1].text + text)
        elif text:
            found.append(TextChange(kind, text))

    for tag, a, b, c, d in _opcodes(one, other):
        if tag == "equal":
            tell(SAME, other[c:d])
        else:
            tell(TAKEN_OUT, one[a:b])
            tell(PUT_IN, other[c:d])
    return tuple(found)


def merge(base: str, theirs: str, mine: str) -> Merged:
    """What both made of ``base``. Every piece that either put in stands in the result; where both changed the same
    place in different ways, theirs and mine follow each other."""
    start = pieces(base)
    their_edits, my_edits = list(_edits(start, pieces(theirs))), list(_edits(start, pieces(mine)))
    out: list[str] = []
    at, clashes = 0, 0
    while their_edits or my_edits:
        group_theirs, group_mine, begin, end = _next_group(their_edits, my_edits)
        out += start[at:begin]
        one = _applied(start, begin, end, group_theirs)
        other = _applied(start, begin, end, group_mine)
        if not group_mine or one == other:
            out += one
        elif not group_theirs:
            out += other
        else:
            clashes += 1
            out += _both(one, other)
        at = end
    return Merged("".join([*out, *start[at:]]), clashes)


Edit = tuple[int, int, list[str]]


def _next_group(theirs: list[Edit], mine: list[Edit]) -> tuple[list[Edit], list[Edit], int, int]:
    """Take the next edits that touch each other from both lists, with the part of the base that they are about."""
    first = min((edits[0] for edits in (theirs, mine) if edits), key=lambda edit: (edit[0], edit[1]))
    begin, end = first[0], first[1]
    taken: tuple[list[Edit], list[Edit]] = ([], [])
    grown = True
    while grown:
        grown = False
        for edits, group in zip((theirs, mine), taken, strict=True):
            while edits and edits[0][0] <= end:
                begin, end = min(begin, edits[0][0]), max(end, edits[0][1])
                group.append(edits.pop(0))
                grown = True
    return taken[0], taken[1], begin, end


def _applied(start: Sequence[str], begin: int, end: int, edits: Sequence[Edit]) -> list[str]:
    out, at = list[str](), begin
    for a, b, new in edits:
        out += [*start[at:a], *new]
        at = b
    return [*out, *start[at:end]]


def _both(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Both wordings, with a space or the end of a line between them."""
    between = [] if not one or not other or one[-1].isspace() or other[0].isspace() else [" "]
    return [*one, *between, *other]


def _edits(start: Sequence[str], end: Sequence[str]) -> Iterator[Edit]:
    for tag, a, b, c, d in _opcodes(start, end):
        if tag != "equal":
            yield a, b, list(end[c:d])


def _opcodes(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """As ``difflib`` tells them, but lines are held against each other first, then the sentences of those that differ,
    then their words: a long text of words that come again and again would else take minutes."""
    return list(_refined(one, other, 0, 0, _COARSE))


_LINE_ENDS, _SENTENCE_ENDS = frozenset("\n"), frozenset("\n.!?;។៕")
_COARSE = (_LINE_ENDS, _SENTENCE_ENDS, None)
Opcode = tuple[str, int, int, int, int]


def _refined(
    one: Sequence[str], other: Sequence[str], at: int, to: int, levels: Sequence[frozenset[str] | None]
) -> Iterator[Opcode]:
    ends, *finer = levels
    first, second = _parts(one, ends), _parts(other, ends)
    if len(first) * len(second) > _MOST_PAIRS:
        yield "replace", at, at + len(one), to, to + len(other)
        return
    starts, others = _starts(first), _starts(second)
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        place = (starts[a], starts[b], others[c], others[d])
        if tag == "replace" and finer:
            yield from _refined(
                one[place[0] : place[1]], other[place[2] : place[3]], at + place[0], to + place[2], finer
            )
        else:
            yield tag, at + place[0], at + place[1], to + place[2], to + place[3]


_MOST_PAIRS = 4_000_000
"""Parts of the one times parts of the other: what takes longer than a second is told as replaced whole."""


def _parts(pieces: Sequence[str], ends: frozenset[str] | None) -> list[tuple[str, ...]]:
    """Pieces gathered up to each end; one by one without ends."""
    if ends is None:
        return [(piece,) for piece in pieces]
    found, held = list[tuple[str, ...]](), list[str]()
    for piece in pieces:
        held.append(piece)
        if piece in ends:
            found.append(tuple(held))
            held = []
    return [*found, tuple(held)] if held else found


def _starts(parts: Sequence[Sequence[str]]) -> list[int]:
    return [0, *accumulate(map(len, parts))]

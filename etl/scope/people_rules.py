"""Which words of a title, a header or a note restrict whom the figures are about.

A restriction is told by how words stand together, not by a list of groups: somebody's own people ("our families"), a
number of them or of places ("12 villages"), a word nobody knows right before a person or behind "among", "who", "in".
A title may be read strictly, since it names the figures; a note, a header or the name of a file only where the words
leave little doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from etl.cells import dashes, plain
from etl.labels import KnownWords, Piece, shelf, text_pieces

_LIVED_IN = ("place", "setting", "area")
_PEOPLE = ("person", "part", "member")
_WHOM = (*_PEOPLE, *_LIVED_IN)
_QUIET = ("neutral", "topic", "subject", "other", "age", "name")
_STRANGE = ("unknown", "took", "part", "member", "programme", "own")
_NAMING = ("topic", "other", "unknown", "name", "neutral", "person", "took", "setting")
_CALLED = re.compile(
    r"(?:projects?|programmes?|programs?|គម្រោង|កម្មវិធី)(?: name| title)?\s*:\s*[^,;:()|]+", re.IGNORECASE
)
_AMONG, _ALL, _WITHIN = shelf("among"), shelf("all"), shelf("within")
_BODIES = ("body", "office", "name")
_SAMPLE_OF_A_SURVEY, _MILLIONS = 2000, 100_000
_ALL_PROVINCES = re.compile(r"(?:all |the )?(?:24|25) (?:cities and )?provinces(?: and (?:the )?capital)?", re.I)
_NUMBERING = re.compile(r"^\W*\d+(?:\.\w{1,2})+\.?(?=\s|[\u1780-\u17b3])")
_LONGEST = 60
_REACH = 6
_FEW, _MANY_SHEETS = 10, 31

Span = tuple[int, int]


def restriction(text: str, where: str, known: KnownWords) -> str:
    """The words of ``text`` that make figures those of a part of the people, at most 60 letters; ``""`` when none do.

    ``where``: ``title`` (strict), ``mapped`` (a title that a person mapped), ``note``, ``header`` or ``name`` (of a
    sheet or a file). Places, years and the like
    must be taken off already.
    """
    bare = _ALL_PROVINCES.sub("all provinces", _NUMBERING.sub("", dashes(plain(text))))
    told = text_pieces(bare, known)
    if any(piece.kind == "whole" for piece in told) and not any(piece.kind in ("own", "not_whole") for piece in told):
        return ""
    spans = sorted(span for part in _parts(told) for span in _Part(part, where, part[0] is told[0]).found())
    return _words(bare, spans) if spans else ""


def _parts(told: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The stretches between colons, brackets and full stops; "Sampled households: 1,200" is an answer and none."""
    part: list[Piece] = []
    parts: list[list[Piece]] = []
    answers: set[int] = set()
    for piece in told:
        if piece.kind != "end":
            part.append(piece)
            continue
        parts, part = [*parts, part], []
        if piece.word == ":":
            answers.add(len(parts))
    parts.append(part)
    for at, part in enumerate(parts):
        after = parts[at + 1] if at + 1 in answers and at + 1 < len(parts) else []
        if part and not _answers(after):
            yield part


def _answers(told: Sequence[Piece]) -> bool:
    """Whether what stands behind a colon is how many there were, or that all were."""
    counted = any(piece.kind in ("number", "whole") or piece.word.casefold() in _ALL for piece in told)
    return counted and all(piece.kind in ("number", "neutral", "comma", "whole") for piece in told)


def _words(text: str, spans: Sequence[Span]) -> str:
    """The words of the first restriction, with those that touch it, cut at a word when they are long."""
    start, end = spans[0]
    for low, high in spans[1:]:
        if low <= end + 1:
            end = max(end, high)
    if (called := next((one for one in _CALLED.finditer(text, start) if one.start() < end), None)) is not None:
        end = max(end, called.end())  # "Project: Safe Childhood" is told with the name
    words = text[start:end].strip(" ,;:-–")
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0]


class _Part:
    """One stretch of a text; ``found`` yields where in the text a restriction stands."""

    def __init__(self, told: Sequence[Piece], where: str, first: bool) -> None:
        self.told, self.where, self.first = told, where, first
        self.kinds = [piece.kind for piece in told]

    def found(self) -> Iterator[Span]:
        """Every restriction of the stretch."""
        for at, kind in enumerate(self.kinds):
            test = _TESTS.get(kind)
            if test is not None and (reach := test(self, at)) is not None:
                yield self._phrase(*reach)
            if self.where in ("title", "mapped") and (reach := self.project(at)) is not None:
                yield self._phrase(*reach)
            if self.where == "title" and (strict := _STRICT.get(kind)) and (reach := strict(self, at)) is not None:
                yield self._phrase(*reach)

    # -- moving about ------------------------------------------------------------------------------------------

    def _phrase(self, low: int, high: int) -> Span:
        """From a first to a last piece, with whose, how many and which on both sides."""
        stuck = ("own", "number", "unknown", "took", "programme", *_WHOM)
        while low and self.kinds[low - 1] in stuck and self._near(low - 1):
            low -= 1
        while high + 1 < len(self.kinds) and self.kinds[high + 1] in stuck and self._near(high):
            high += 1
        while low < high and self.kinds[low] in ("weak", "neutral", "comma"):
            low += 1
        return self.told[low].start, self.told[high].end

    def _near(self, at: int) -> bool:
        return self.told[at + 1].start - self.told[at].end <= 1

    def _ahead(self, at: int, reach: int = _REACH) -> range:
        """The places behind ``at`` up to the next comma."""
        last = min(len(self.kinds), at + 1 + reach)
        stop = next((n for n in range(at + 1, last) if self.kinds[n] == "comma"), last)
        return range(at + 1, stop)

    def _behind(self, at: int, reach: int = _REACH) -> range:
        """The places before ``at`` back to the last comma, the nearest first."""
        first = max(-1, at - 1 - reach)
        stop = next((n for n in range(at - 1, first, -1) if self.kinds[n] == "comma"), first)
        return range(at - 1, stop, -1)

    def _reach(self, places: Iterable[int], wanted: Sequence[str], over: Sequence[str], most: int) -> int | None:
        """The first place of a wanted kind, over at most ``most`` places of the kinds ``over``."""
        for passed, place in enumerate(places):
            if self.kinds[place] in wanted:
                return place
            if self.kinds[place] not in over or passed >= most:
                return None
        return None

    def _word(self, at: int) -> str:
        return self.told[at].word.casefold() if 0 <= at < len(self.told) else ""

    def _is_khmer(self, at: int) -> bool:
        return "\u1780" <= self.told[at].word[:1] <= "\u17ff"

    # -- what is certain anywhere ------------------------------------------------------------------------------

    def part(self, at: int) -> Span | None:
        """Beneficiaries, clients, refugees: a part by their name, unless the table is broken down by them."""
        before = {self._word(n) for n in range(max(at - 3, 0), at)}
        told = self.where != "note" or before & {"of", "among", "from", "own", "our"} or "number" in self.kinds[:at]
        told = told or len(self.told) == 1  # a note or a remark of this one word says nothing else
        asked = self._word(at) in shelf("asked")
        return None if self._word(at - 1) == "by" or (asked and not told) else (at, at)

    def member(self, at: int) -> Span | None:
        """Members of a club or a group are people; those of a coalition or a committee are organisations."""
        behind = self._reach(self._ahead(at, 3), (*_BODIES, *_LIVED_IN, "unknown"), ("weak", "neutral"), 3)
        if self._word(at + 1) == "of" and behind is not None and self.kinds[behind] not in _BODIES:
            return at, behind
        before = self.kinds[at - 1] if at else ""
        return (at - 1, at) if before in ("unknown", "took", "programme", *_LIVED_IN) else None

    def own(self, at: int) -> Span | None:
        """ "Our" before people, places or anything unknown; an office of ours only where somebody was served by it."""
        if self._is_khmer(at):
            quiet = ("weak", "neutral", "topic", "took")
            before = self._reach(self._behind(at), (*_WHOM, "unknown"), quiet, 4)
            if before is None and "relative" in self.kinds[:at]:  # "កុមារដែលអង្គការយើងគាំទ្រ": children whom we help
                who = self._reach(self._behind(at), ("relative",), (*quiet, *_BODIES), 4)
                before = self._reach(self._behind(who), _WHOM, quiet, 2) if who is not None else None
            return (before, at) if before is not None else None
        if self._word(at) == "we":
            return self._we(at)
        if self._word(at - 1) in ("their", "his", "her", "its"):
            return None
        for place in self._ahead(at, 4):
            kind = self.kinds[place]
            if kind in _BODIES:
                served = {"person", "link", "took"} & set(self.kinds[:at])
                return (at, place) if served else None
            if kind in ("took", "link", "programme", "unknown", *_WHOM):
                return at, place
        return None

    def _we(self, at: int) -> Span | None:
        """ "Families we work with", "communes where we are active"; not "what we know"."""
        whom = next((n for n in range(at - 1, -1, -1) if self.kinds[n] in _WHOM), None)
        doing = ("took", "unknown", "other", "link", "weak", "programme", "subject")
        did = [n for n in self._ahead(at, 3) if self.kinds[n] in doing]
        return (whom if whom is not None else at, did[0]) if did else None

    def only(self, at: int) -> Span | None:
        """ "Only" beside people or places, not beside an age that the figures are of anyway."""
        if self._is_khmer(at) and self._word(at) == "តែ" and self.where == "title" and at + 1 == len(self.kinds):
            return None
        whom = [n for n, kind in enumerate(self.kinds) if kind in ("took", "programme", "own", *_WHOM)]
        aged = all(self.kinds[n] == "person" and "age" in self.kinds[max(n - 1, 0) : n + 2] for n in whom)
        return (min(at, *whom), max(at, *whom)) if whom and not aged else None

    def took(self, at: int) -> Span | None:
        """ "Sponsored children", "target villages", "families visited"."""
        over = ("number", "neutral", "topic", "unknown", "took")
        if self._word(at - 1) == "those":
            return at, at
        after = self._reach(self._ahead(at), (*_WHOM, "crowd"), over, 2)
        before = self._reach(self._behind(at), _WHOM, (*over, "weak") if self._is_khmer(at) else over, 1)
        if after is None and before is None:
            return None
        return (at if before is None else before), (at if after is None else after)

    def programme(self, at: int) -> Span | None:
        """ "Project areas", and people "in our programme"."""
        after = self._reach(self._ahead(at), (*_WHOM, "crowd"), ("number", "unknown"), 1)
        if after is not None:
            return at, after
        over = ("neutral", "topic", "weak", "took", "own", "link", "unknown", "number", "relative")
        before = self._reach(self._behind(at), _WHOM, over, 5)
        tied = before is not None and {"weak", "took", "link", "own"} & set(self.kinds[before:at])
        return (before, at) if before is not None and tied else None

    def number(self, at: int) -> Span | None:
        """ "350 families", "12 villages": not "fewer than 25 children", no numbering, no sample of a large survey."""
        count, before = self.told[at].many, self._word(at - 1)
        if count < 2 or before in shelf("limit") or (self.where == "name" and self._numbers_a_sheet(at)):
            return None
        over = ("unknown", "took", "other", "programme", "own") + (("neutral", "weak") if before != "" else ())
        after = self._reach(self._ahead(at), _WHOM, over, 2)
        if self._is_khmer(max(at - 1, 0)) or (after is None and at + 1 < len(self.told) and self._is_khmer(at + 1)):
            return self._khmer_number(at, after)
        if after is None or (self.where != "name" and at == 0 and self.first and self.told[1].word[:1].isupper()):
            return None
        many = _SAMPLE_OF_A_SURVEY if self.where == "note" else _MILLIONS
        return None if self.kinds[after] == "person" and count >= many else (at, after)

    def _numbers_a_sheet(self, at: int) -> bool:
        """Whether a number in a name may count sheets and versions ("2 Households", "v12 children", "Tab 14 women")."""
        many = self.told[at].many
        capital = at + 1 < len(self.told) and self.told[at + 1].word[:1].isupper()
        numbered = at == 0 and capital and many < _MANY_SHEETS
        return many < _FEW or self._word(at - 1) in shelf("sheet_word") or numbered

    def _khmer_number(self, at: int, after: int | None) -> Span | None:
        """How many of whom, before or behind the number; an age or a share is none."""
        if self._word(at + 1).startswith(("ឆ្នាំ", "ខែ", "ភាគរយ", "%")) or self.told[at].many >= _MILLIONS:
            return None
        before = self._reach(self._behind(at), _WHOM, ("neutral", "took"), 2)
        if before is not None and any(self._word(n).startswith("អាយុ") for n in range(before, at)):
            return None
        held = [place for place in (before, at, after) if place is not None]
        return (held[0], held[-1]) if len(held) > 1 else None

    def link(self, at: int) -> Span | None:
        """ "Among", "served by", "living in": followed by what nobody knows, or by a number of people."""
        among = self._word(at) in _AMONG
        strange = ("part", "took", "own", "programme", "member") + (() if self.where == "note" else ("unknown",))
        strange += () if among else ("setting", "other") if self.where == "title" else ("setting",)
        held = self._held(at, strange)
        counted = [n for n in self._ahead(at) if self.kinds[n] == "number" and self.number(n)]
        whom = [n for n in self._behind(at, 8) if self.kinds[n] in _WHOM]
        if counted or any(self.kinds[n] == "own" for n in held):
            return (at + 1 if among else at), max(counted + held)
        if not held or not (among or whom):
            return None
        return (at + 1 if among else whom[0]), held[-1]

    def _held(self, at: int, strange: Sequence[str]) -> list[int]:
        """What is strange behind a word, up to areas that are known ("living in rural areas")."""
        held: list[int] = []
        for place in self._ahead(at):
            if self.kinds[place] == "area" and not held:
                return []
            held += [place] if self.kinds[place] in strange else []
        return held

    def not_whole(self, at: int) -> Span | None:
        """A file that says of itself that its figures are not the province's."""
        return at, at

    # -- what only a title is asked ----------------------------------------------------------------------------

    def project(self, at: int) -> Span | None:
        """A project by its name alone ("Child Protection Project", គម្រោងការពារកុមារ): whose figures are they?

        A programme may be that of a ministry or the United Nations, and a report on one may tell the country's figures.
        """
        word, said = self._word(at), {*self._all_words()}
        alone = word in shelf("programme") and not said & (shelf("everybody") | shelf("told"))
        if not alone and not (word in shelf("project") and not said & shelf("everybody")):
            return None
        low = high = at
        while low and self.kinds[low - 1] in _NAMING and self._near(low - 1):
            low -= 1
        behind = ("weak", *_NAMING) if low == at else ()
        while high + 1 < len(self.kinds) and self.kinds[high + 1] in behind and self._near(high):
            high += 1
        return low, high

    def _all_words(self) -> Iterator[str]:
        for piece in self.told:
            yield from piece.word.casefold().split()

    def unknown(self, at: int) -> Span | None:
        """An unknown word right before people, or before a place that figures are said to be in."""
        if self._is_khmer(at):
            before = self._reach(self._behind(at), ("person", "place", "setting"), ("neutral", "relative"), 2)
            return (before, at) if before is not None else None
        after = self._reach(self._ahead(at), ("person", *_LIVED_IN), ("unknown", "took", "other"), 2)
        if after is None or self._is_khmer(after):
            return None
        if self.kinds[after] == "person":
            return None if self.kinds[after + 1 : after + 2] in (["body"], ["office"]) else (at, after)
        tied = {"weak", "link", "relative", "person", "subject"} & set(self.kinds[:at])
        return (at, after) if tied else None

    def other(self, at: int) -> Span | None:
        """ "Detained children": an attribute that belongs to another indicator than the table's."""
        word = self._word(at)
        telling = word.endswith(("ed", "ing")) or word in shelf("attribute")
        return (at, at + 1) if telling and self.kinds[at + 1 : at + 2] == ["person"] else None

    def weak(self, at: int) -> Span | None:
        """ "Children of garment workers", "families with an ID card", "birth registration at Sunrise"."""
        if self._word(at) == "for" or (self._is_khmer(at) and at == 0):
            return None
        before = self._reach(self._behind(at), ("person",), ("age", "neutral"), 1)
        strange: tuple[str, ...] = ("unknown", "setting", *_STRANGE)
        about = {"subject", "topic"} & set(self.kinds[max(at - 2, 0) : at])
        if before is None and not (about and self._word(at) in _WITHIN):
            return None
        over = ("neutral", "topic", "other", "age", "place", "number")
        if before is not None and self._word(at) in ("in", "with", "without"):
            strange += ("other",)
        after = self._reach(self._ahead(at), strange, over, 2)
        if after is None or any(self._word(n) in shelf("report") for n in self._ahead(after, 2)):
            return None
        return (before if before is not None else at), after

    def relative(self, at: int) -> Span | None:
        """ "Children who attended our club"."""
        before = self._reach(self._behind(at), _WHOM, ("age", "neutral"), 1)
        held = [n for n in self._ahead(at) if self.kinds[n] in (*_STRANGE, "setting")]
        return (before, held[-1]) if before is not None and held else None


_TESTS = {
    "part": _Part.part,
    "member": _Part.member,
    "own": _Part.own,
    "only": _Part.only,
    "took": _Part.took,
    "programme": _Part.programme,
    "number": _Part.number,
    "link": _Part.link,
    "not_whole": _Part.not_whole,
}
_STRICT = {"unknown": _Part.unknown, "other": _Part.other, "weak": _Part.weak, "relative": _Part.relative}

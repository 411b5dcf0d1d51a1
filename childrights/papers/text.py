"""What people write into a paper: plain Markdown with live codes, read into blocks that Word and slides can write.

``{{number CODE}}`` becomes the figure of that code with its unit, place and period, ``{{message KEY}}`` the sentence
that the figures bear out today. Both are asked for when the paper is made, so that no paper tells a figure of before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token

NUMBER, MESSAGE = "number", "message"
HEADING, PARAGRAPH, ITEM = "heading", "paragraph", "item"
MOST_LEVELS = 3
"""Headings of a text stand below that of its chapter, and no deeper than this."""
_LIVE = re.compile(r"\{\{[ \t]*([A-Za-z]+)[ \t]([^{}\n]*)\}\}")
"""No two parts that follow each other take the same signs: a long row of spaces costs no more than its length."""
_OPEN, _SHUT = "\ue000", "\ue001"
_HELD = re.compile(f"{_OPEN}([0-9]+){_SHUT}")
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|[0-9]{1,9}[.)])(?=[ \t])|\*\*|\[|\]\(https?://[^)\s]*\)", re.MULTILINE)
_KHMER_RUN = re.compile("[\u1780-\u17d3\u200b\u17e0-\u17e9]+")
_KHMER_LETTERS_A_WORD = 5


@dataclass(frozen=True, slots=True)
class LiveCode:
    """One code as it stands in a text: ``kind`` as it was typed, in small letters, ``code`` what follows it, ``line``
    counted from 1."""

    kind: str
    code: str
    line: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. ``link`` is an address that begins with ``https://``, or empty; ``live`` the place of a live
    code among those of the text, counted from 0, for which ``text`` is what it says; ``note`` its note, from 1."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    live: int | None = None
    note: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` 1 to 3, below the chapter's), a paragraph, or an item of a list (``level`` from 1, and
    ``number``, which is 0 for a bullet)."""

    kind: str
    runs: tuple[Run, ...]
    level: int = 0
    number: int = 0

    @property
    def plain(self) -> str:
        """Its words without their look."""
        return "".join(run.text for run in self.runs)


def live_codes(text: str) -> tuple[LiveCode, ...]:
    """The live codes of a text in their order; whether anything is known of them is not looked at."""
    plain = _plain(text)
    return tuple(
        LiveCode(found[1].lower(), found[2].strip(" \t"), plain.count("\n", 0, found.start()) + 1)
        for found in _LIVE.finditer(plain)
    )


def _plain(text: str) -> str:
    """Without the signs that hold the place of a code, so that whoever reads a text finds the same codes in it."""
    return text.replace(_OPEN, "").replace(_SHUT, "")


def number_code(code: str) -> str:
    """A number as it is put into a text."""
    return f"{{{{{NUMBER} {code}}}}}"


def message_code(key: str) -> str:
    """A message, by the key that asks its question again, as it is put into a text."""
    return f"{{{{{MESSAGE} {key}}}}}"


def read_text(text: str) -> tuple[Block, ...]:
    """The blocks of a text. A small part of Markdown counts: headings, bold, italic, lists, links to https; all other
    marks, and any HTML, stay the text that they are. The run of a live code has no text yet."""
    counted = count()
    held = _LIVE.sub(lambda found: f"{_OPEN}{next(counted)}{_SHUT}", _plain(text))
    return tuple(_blocks(_markdown().parse(held)))


@cache
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["heading", "list", "emphasis", "link", "escape", "newline"])
    reader.validateLink = _is_safe  # type: ignore[method-assign,assignment]
    return reader


def _is_safe(address: str) -> bool:
    """An address of the web with no live code in it: a figure is no part of an address, and is told beside it."""
    return quote(_OPEN) not in address and re.match(r"https://[^\s/]", address, re.IGNORECASE) is not None


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Blocks in their order. The first paragraph of an item is the item, the others stand as paragraphs below it."""
    lists: list[int] = []
    heading, begins_item = 0, False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else 0)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            begins_item = True
        elif token.type == "list_item_close" and lists[-1]:
            lists[-1] += 1
        elif token.type == "heading_open":
            heading = min(int(token.tag[1:]), MOST_LEVELS)
        elif token.type == "inline":
            runs = tuple(_runs(token.children or ()))
            if heading:
                yield Block(HEADING, runs, heading)
            elif begins_item and lists:
                yield Block(ITEM, runs, len(lists), lists[-1])
            else:
                yield Block(PARAGRAPH, runs)
            heading, begins_item = 0, False


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    look = Run("")
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            look = replace(look, bold=token.nesting > 0)
        elif token.type in ("em_open", "em_close"):
            look = replace(look, italic=token.nesting > 0)
        elif token.type in ("link_open", "link_close"):
            look = replace(look, link=str(token.attrGet("href") or "") if token.nesting > 0 else "")
        elif token.type in ("softbreak", "hardbreak"):
            yield replace(look, text="\n" if token.type == "hardbreak" else " ")
        elif token.content:
            yield from _with_live(token.content, look)


def _with_live(text: str, look: Run) -> Iterator[Run]:
    at = 0
    for found in _HELD.finditer(text):
        if found.start() > at:
            yield replace(look, text=text[at : found.start()])
        yield replace(look, live=int(found[1]))
        at = found.end()
    if at < len(text):
        yield replace(look, text=text[at:])


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a live code says on paper today: ``text`` in the place of the code, ``note`` with the code itself."""

    text: str
    note: str


def fill_in(blocks: Sequence[Block], spoken: Sequence[Spoken]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """``blocks`` with what each of their codes says, and the notes, which are numbered from 1; a note that comes twice
    stands once."""
    notes = tuple(dict.fromkeys(one.note for one in spoken if one.note))

    def filled(run: Run) -> Run:
        if run.live is None:
            return run
        said = spoken[run.live]
        return replace(run, text=said.text, note=notes.index(said.note) + 1 if said.note else 0)

    return tuple(replace(block, runs=tuple(map(filled, block.runs))) for block in blocks), notes


def count_words(text: str, said: Callable[[LiveCode], str] = lambda one: "") -> int:
    """How many words a text has, as a word processor counts them: what stands between spaces; Khmer, which parts
    no words, by five letters a word.

    ``said`` tells what a live code says on paper; without it a number counts as four words, a message as twenty.
    """
    codes = live_codes(text)
    more = sum(_words(said(one)) or (20 if one.kind == MESSAGE else 4) for one in codes)
    return _words(_MARKS.sub(" ", _LIVE.sub(" ", _plain(text)))) + more


def _words(text: str) -> int:
    khmer = sum(
        max(1, round(len(part) / _KHMER_LETTERS_A_WORD))
        for run in _KHMER_RUN.findall(text)
        for part in run.split("\u200b")
        if part
    )
    return khmer + sum(
        any(sign.isalnum() or sign == "%" for sign in part) for part in _KHMER_RUN.sub(" ", text).split()
    )

"""What the look of a cell says about its content: withdrawn, out of sight, a note. The same for every file type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from etl.reading.grid import Sheet
from geo.words import SUPERSCRIPTS

STRUCK, PARTLY, UNSEEN, RAISED, RAGGED = "struck", "struck_part", "unseen", "raised", "ragged"

STRUCK_SIGN, PARTLY_SIGN = "\ufdd0", "\ufdd1"
"""Noncharacters that no text holds: how a text whose letters differ tells the reader of cells that some are struck."""

NOTHING_SHOWN = ";;;"
_SIGNS = {STRUCK_SIGN: STRUCK, PARTLY_SIGN: PARTLY}
_ORDINALS = ("st", "nd", "rd", "th", "er", "ème")
_LETTERS = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_SUPER = str.maketrans(dict(zip("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", strict=True)) | _LETTERS | dict.fromkeys(" ,.;"))
_SUB = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NEAR = 10
_LONGEST_MARK = 3
_SMALLEST = 2.0
WHITE, BLACK = (255, 255, 255), (0, 0, 0)

Colour = tuple[int, int, int]


class Run(NamedTuple):
    """A stretch of text of one look: ``script`` is 1 above the line, -1 below it."""

    text: str
    script: int = 0
    struck: bool = False


def joined(runs: Iterable[Run]) -> str:
    """A text of several looks as it is meant: notes above the line are no digits, struck-through words are gone.

    A text that is struck through as a whole stays, behind ``STRUCK_SIGN``; one of which a part was struck begins with
    ``PARTLY_SIGN``.
    """
    runs = list(runs)
    standing = [run for run in runs if not run.struck]
    if any(run.struck and run.text.strip() for run in runs):
        if not any(run.text.strip() for run in standing):
            return STRUCK_SIGN + _put_together(runs)
        return PARTLY_SIGN + _put_together(standing).strip()
    return _put_together(runs)


def _put_together(runs: Iterable[Run]) -> str:
    text = ""
    for run in runs:
        text += raised(run.text, text) if run.script > 0 else run.text.translate(_SUB) if run.script else run.text
    return text


def raised(text: str, before: str) -> str:
    """Letters above the line as the signs that are read as a note; words, and the ending of 1st and 2nd, are none."""
    bare = text.strip().casefold()
    if not bare or (bare in _ORDINALS and before[-1:].isdecimal()):
        return text
    if sum(map(str.isalpha, bare)) > _LONGEST_MARK:
        return text if before[-1:].isspace() else f" {text}"
    note = bare.translate(_SUPER)
    return note if not any(sign.isalnum() and sign not in SUPERSCRIPTS for sign in note) else f" [{text.strip()}]"


def take_sign(text: str) -> tuple[str | None, str]:
    """A text without the sign in front of it, and what that says (empty for none)."""
    return (text[1:] or None, _SIGNS[text[0]]) if text[:1] in _SIGNS else (text, "")


def take_signs(sheet: Sheet) -> None:
    """Take the signs of struck words off the texts of a sheet, and note what they say."""
    for row, line in enumerate(sheet.rows):
        for col, value in enumerate(line):
            if isinstance(value, str) and value[:1] in _SIGNS:
                line[col], sheet.marks[row, col] = take_sign(value)


def settle_marks(sheet: Sheet) -> None:
    """Marks of blank cells say nothing; a number that nobody sees is one whose format shows nothing."""
    if not sheet.marks:
        return
    formats = dict(sheet.formats)
    marks = {}
    for at, mark in sheet.marks.items():
        value = sheet.value(*at)
        if mark == UNSEEN and isinstance(value, int | float) and not isinstance(value, bool):
            formats[at] = NOTHING_SHOWN
        elif value is not None:
            marks[at] = mark
    sheet.marks, sheet.formats = marks, formats


def look_of(
    *, struck: bool = False, script: int = 0, size: float | None = None, ink: Colour = BLACK, ground: Colour = WHITE
) -> str:
    """What a cell's style says of its content: ``struck``, ``unseen``, ``raised`` or nothing; ``size`` is in points."""
    if struck:
        return STRUCK
    if all(abs(one - other) <= _NEAR for one, other in zip(ink, ground, strict=True)):
        return UNSEEN
    if size is not None and size < _SMALLEST:
        return UNSEEN
    return RAISED if script > 0 else ""


def rgb(text: str) -> Colour | None:
    """The colour of ``RRGGBB``, ``AARRGGBB`` or ``#rrggbb``."""
    digits = text.strip().lstrip("#")[-6:]
    try:
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    except ValueError:
        return None


def tinted(colour: Colour, tint: float) -> Colour:
    """A theme colour made lighter (tint above 0) or darker, as Excel does."""
    red, green, blue = (round(part * (1 + tint)) if tint < 0 else round(part + (255 - part) * tint) for part in colour)
    return red, green, blue

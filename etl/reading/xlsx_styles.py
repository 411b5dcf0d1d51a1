"""The styles of an .xlsx: number format and look of every cell style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.reading.grid import Sheet
from etl.reading.number_formats import BUILTIN
from etl.reading.package import WorkbookPackage, small_int, stream_part
from geo import SUPERSCRIPTS

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


class StyledRun(NamedTuple):
    """A stretch of text of one look: ``script`` is 1 above the line, -1 below it."""

    text: str
    script: int = 0
    struck: bool = False


def joined_runs(runs: Iterable[StyledRun]) -> str:
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


def _put_together(runs: Iterable[StyledRun]) -> str:
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


def cell_colour(text: str) -> Colour | None:
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


_PALETTE = (
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF"
    "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF"
    "000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99"
    "3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333"
)
_SYSTEM_INK, _SYSTEM_GROUND = 64, 65
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_USUAL = {"lt1": WHITE, "dk1": BLACK, "lt2": (231, 230, 230), "dk2": (68, 84, 106)}
_FALSE = ("0", "false")


@dataclass(slots=True)
class _Font:
    struck: bool = False
    script: int = 0
    size: float | None = None
    ink: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class CellStyles:
    """By the number of a cell style: ``formats`` the code of its number format, ``looks`` what its look says (see
    ``looks.look_of``). ``pale`` are those hidden only as white letters on no ground, which a table may well give."""

    formats: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    pale: set[int] = field(default_factory=set)
    fonts: frozenset[str] = frozenset()


def read_styles(package: WorkbookPackage, part: str, theme: str) -> CellStyles:
    """Read the styles part; ``theme`` is the part with the theme's colours, empty for none."""
    reader = _Reader(_theme_colours(package, theme))
    content = package.read(part)
    if content:
        stream_part(content, package.budget, start=reader.start, end=reader.end)
    return reader.styles()


class _Reader:
    """Collects fonts, grounds, formats and cell styles as they stream by; styles of conditions are left alone."""

    LISTS = ("fonts", "fills", "cellXfs", "dxfs", "cellStyleXfs")

    def __init__(self, theme: dict[str, Colour]) -> None:
        self.theme = theme
        self.codes = dict(BUILTIN)
        self.fonts: list[_Font] = []
        self.names: set[str] = set()
        self.grounds: list[tuple[str, dict[str, str]]] = []
        self.cells: list[tuple[int, int, int]] = []
        self.palette: list[Colour | None] = []
        self.inside = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag in self.LISTS:
            self.inside = tag
        elif tag == "numFmt" and self.inside != "dxfs":
            self.codes[small_int(attrs.get("numFmtId", ""), -1)] = attrs.get("formatCode", "")
        elif tag == "rgbColor":
            self.palette.append(cell_colour(attrs.get("rgb", "")))
        elif self.inside == "fonts":
            self._font(tag, attrs)
        elif self.inside == "fills":
            self._fill(tag, attrs)
        elif self.inside == "cellXfs" and tag == "xf":
            kinds = ("numFmtId", "fontId", "fillId")
            number, font, fill = (small_int(attrs.get(kind, "")) for kind in kinds)
            self.cells.append((number, font, fill))

    def end(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def _font(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "font":
            self.fonts.append(_Font())
        elif not self.fonts:
            return
        elif tag == "strike":
            self.fonts[-1].struck = attrs.get("val", "1") not in _FALSE
        elif tag == "vertAlign":
            self.fonts[-1].script = {"superscript": 1, "subscript": -1}.get(attrs.get("val", ""), 0)
        elif tag == "sz":
            try:
                self.fonts[-1].size = float(attrs.get("val", "11"))
            except ValueError:
                self.fonts[-1].size = None
        elif tag == "color":
            self.fonts[-1].ink = attrs
        elif tag == "name":
            self.names.add(attrs.get("val", ""))

    def _fill(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "fill":
            self.grounds.append(("gradient", {}))
        elif tag == "patternFill" and self.grounds:
            self.grounds[-1] = (attrs.get("patternType", "none"), {})
        elif tag == "fgColor" and self.grounds:
            self.grounds[-1] = (self.grounds[-1][0], attrs)

    def _colour(self, attrs: dict[str, str]) -> Colour | None:
        """The colour of an element, black for none; ``None`` when it cannot be told."""
        found: Colour | None = BLACK
        if "rgb" in attrs:
            found = cell_colour(attrs["rgb"])
        elif "theme" in attrs:
            place = small_int(attrs["theme"], -1)
            found = self.theme.get(_THEME[place]) if 0 <= place < len(_THEME) else None
        elif "indexed" in attrs:
            found = self._indexed(small_int(attrs["indexed"], -1))
        try:
            tint = float(attrs.get("tint", "0"))
        except ValueError:
            tint = 0.0
        return tinted(found, tint) if found and -1 <= tint <= 1 else found

    def _indexed(self, number: int) -> Colour | None:
        if number in (_SYSTEM_INK, _SYSTEM_GROUND):
            return BLACK if number == _SYSTEM_INK else WHITE
        if 0 <= number < len(self.palette):
            return self.palette[number]
        return cell_colour(_PALETTE[6 * number : 6 * number + 6]) if 0 <= number < _SYSTEM_INK else None

    def styles(self) -> CellStyles:
        found = CellStyles(fonts=frozenset(self.names))
        known: dict[tuple[int, int], tuple[str, bool]] = {}
        for place, (number, font, fill) in enumerate(self.cells):
            found.formats.append(self.codes.get(number, "General"))
            if (font, fill) not in known:
                known[font, fill] = self._look(font, fill)
            look, pale = known[font, fill]
            found.looks.append(look)
            if pale:
                found.pale.add(place)
        return found

    def _look(self, font: int, fill: int) -> tuple[str, bool]:
        letters = self.fonts[font] if font < len(self.fonts) else _Font()
        kind, colour = self.grounds[fill] if fill < len(self.grounds) else ("none", {})
        ground = WHITE if kind == "none" else self._colour(colour) if kind == "solid" else None
        ink = self._colour(letters.ink)
        told = {"struck": letters.struck, "script": letters.script, "size": letters.size}
        without = look_of(**told)  # type: ignore[arg-type]
        if ink is None or ground is None:
            return without, False
        look = look_of(**told, ink=ink, ground=ground)  # type: ignore[arg-type]
        return look, look != without and kind == "none"


def _theme_colours(package: WorkbookPackage, part: str) -> dict[str, Colour]:
    found: dict[str, Colour] = dict(_USUAL)
    name = ""

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal name
        if tag in _THEME:
            name = tag
        elif name and tag in ("srgbClr", "sysClr"):
            colour = cell_colour(attrs.get("val" if tag == "srgbClr" else "lastClr", ""))
            if colour:
                found[name] = colour
            name = ""

    content = package.read(part) if part else b""
    if content:
        stream_part(content, package.budget, start=start)
    return found

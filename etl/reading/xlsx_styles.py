"""The styles of an .xlsx: number format and look of every cell style."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.reading.looks import BLACK, WHITE, Colour, look_of, rgb, tinted
from etl.reading.numfmt import BUILTIN
from etl.reading.package import Package, parse, small_int

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


def read_styles(package: Package, part: str, theme: str) -> CellStyles:
    """Read the styles part; ``theme`` is the part with the theme's colours, empty for none."""
    reader = _Reader(_theme_colours(package, theme))
    content = package.read(part)
    if content:
        parse(content, package.budget, start=reader.start, end=reader.end)
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
            self.palette.append(rgb(attrs.get("rgb", "")))
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
            found = rgb(attrs["rgb"])
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
        return rgb(_PALETTE[6 * number : 6 * number + 6]) if 0 <= number < _SYSTEM_INK else None

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


def _theme_colours(package: Package, part: str) -> dict[str, Colour]:
    found: dict[str, Colour] = dict(_USUAL)
    name = ""

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal name
        if tag in _THEME:
            name = tag
        elif name and tag in ("srgbClr", "sysClr"):
            colour = rgb(attrs.get("val" if tag == "srgbClr" else "lastClr", ""))
            if colour:
                found[name] = colour
            name = ""

    content = package.read(part) if part else b""
    if content:
        parse(content, package.budget, start=start)
    return found

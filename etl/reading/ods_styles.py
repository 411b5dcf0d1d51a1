"""Number formats of an OpenDocument spreadsheet, spelt as the format codes of Excel."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.reading.looks import WHITE, Run, look_of, rgb
from etl.reading.package import small_int

NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "

FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 "
_LINES = (STYLE + "text-line-through-style", STYLE + "text-line-through-type")

_DATA_STYLES = {
    NUMBER + kind
    for kind in (
        "number-style",
        "percentage-style",
        "currency-style",
        "date-style",
        "time-style",
        "text-style",
        "boolean-style",
    )
}
_TOKENS = {
    NUMBER + "year": "yyyy",
    NUMBER + "month": "mm",
    NUMBER + "day": "dd",
    NUMBER + "day-of-week": "ddd",
    NUMBER + "hours": "hh",
    NUMBER + "minutes": "mm",
    NUMBER + "seconds": "ss",
    NUMBER + "am-pm": "AM/PM",
    NUMBER + "era": "g",
    NUMBER + "quarter": "mm",
    NUMBER + "week-of-year": "dd",
    NUMBER + "fraction": "# ?/?",
    NUMBER + "text-content": "@",
}


@dataclass(slots=True)
class Styles:
    """Collects styles while content.xml or styles.xml streams by; then ``code(cell_style)``."""

    codes: dict[str, str] = field(default_factory=dict)
    maps: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)
    fonts: set[str] = field(default_factory=set)
    looks: dict[str, dict[str, str]] = field(default_factory=dict)
    """What a style of cells or letters says of line, place, size, ink and ground, by its name."""
    _style: str = ""
    _data: str = ""
    _percentage: bool = False
    _literal: bool = False
    _table: str = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element opens."""
        if tag in _DATA_STYLES:
            self._data = attrs.get(STYLE + "name", "")
            self._percentage = tag == NUMBER + "percentage-style"
            elapsed = attrs.get(NUMBER + "truncate-on-overflow") == "false"
            self.codes[self._data] = "[h]" if elapsed else ""
        elif self._data:
            self._data_part(tag, attrs)
        elif tag == STYLE + "style":
            self._open_style(attrs)
        elif tag == STYLE + "font-face":
            self.fonts.add(attrs.get(STYLE + "name", ""))
        elif tag == STYLE + "text-properties" and self._style:
            self._letters(attrs)
        elif tag == STYLE + "table-cell-properties" and self._style and FO + "background-color" in attrs:
            self.looks.setdefault(self._style, {})["ground"] = attrs[FO + "background-color"]
        elif tag == STYLE + "table-properties" and attrs.get(TABLE + "display") == "false":
            self.hidden_tables.add(self._table)

    def _open_style(self, attrs: dict[str, str]) -> None:
        name, family = attrs.get(STYLE + "name", ""), attrs.get(STYLE + "family")
        self._table = name if family == "table" else ""
        self._style = name if family in ("table-cell", "text") else ""
        if family == "table-cell":
            self.cells[name] = attrs.get(STYLE + "data-style-name", "")
            self.parents[name] = attrs.get(STYLE + "parent-style-name", "")
        elif family == "text":
            self.parents[name] = attrs.get(STYLE + "parent-style-name", "")

    def _letters(self, attrs: dict[str, str]) -> None:
        looks = self.looks.setdefault(self._style, {})
        for line in _LINES:
            if line in attrs:
                looks["line"] = attrs[line]
        if STYLE + "text-position" in attrs:
            looks["place"] = attrs[STYLE + "text-position"]
        if FO + "font-size" in attrs:
            looks["size"] = attrs[FO + "font-size"]
        if FO + "color" in attrs:
            looks["ink"] = attrs[FO + "color"]

    def _told(self, style: str) -> dict[str, str]:
        """The looks of a style with what its parents say of the rest."""
        told: dict[str, str] = {}
        for _ in range(20):
            told = {**self.looks.get(style, {}), **told}
            style = self.parents.get(style, "")
            if not style:
                break
        return told

    def run_of(self, text: str, style: str) -> Run:
        """A stretch of letters with the look of their style."""
        told = self._told(style)
        return Run(text, _script(told), told.get("line", "none") != "none")

    def look(self, cell_style: str) -> str:
        """What the style of a cell says of its content; see ``looks.look_of``."""
        told = self._told(cell_style)
        if not told:
            return ""
        size = told.get("size", "")
        points = float(size[:-2]) if size.endswith("pt") and size[:-2].replace(".", "", 1).isdecimal() else None
        ground = told.get("ground", "transparent")
        paper = WHITE if ground == "transparent" else rgb(ground)
        ink = rgb(told.get("ink", "#000000"))
        struck, script = told.get("line", "none") != "none", _script(told)
        if ink is None or paper is None:
            return look_of(struck=struck, script=script, size=points)
        return look_of(struck=struck, script=script, size=points, ink=ink, ground=paper)

    def _data_part(self, tag: str, attrs: dict[str, str]) -> None:
        code = ""
        if tag in (NUMBER + "number", NUMBER + "scientific-number"):
            places = min(small_int(attrs.get(NUMBER + "decimal-places", "")), 15)
            code = "#,##0" if attrs.get(NUMBER + "grouping") == "true" else "0"
            code += "." + "0" * places if places else ""
            code += "E+00" if tag.endswith("scientific-number") else ""
            code += {"1000": ",", "1000000": ",,"}.get(attrs.get(NUMBER + "display-factor", ""), "")
        elif tag == STYLE + "map":
            self.maps.setdefault(self._data, []).append(attrs.get(STYLE + "apply-style-name", ""))
        elif tag in (NUMBER + "text", NUMBER + "currency-symbol"):
            self._literal = True
        else:
            code = _TOKENS.get(tag, "")
        self.codes[self._data] += code

    def text(self, content: str) -> None:
        """Character data: the literal text of a number format."""
        if self._data and self._literal:
            literal = content.replace('"', "")
            is_sign = (self._percentage and "%" in literal) or not literal.strip("()-/: ")
            self.codes[self._data] += literal if is_sign else f'"{literal}"'

    def end(self, tag: str) -> None:
        """An element closes."""
        self._literal = False
        if tag in _DATA_STYLES:
            self._data = ""

    def code(self, cell_style: str) -> str:
        """Format code of a cell style (looked up through its parents), empty for none."""
        for _ in range(20):
            data = self.cells.get(cell_style, "")
            if data:
                sections = [self.codes.get(mapped, "") for mapped in self.maps.get(data, [])]
                return ";".join([*sections, self.codes.get(data, "")])
            cell_style = self.parents.get(cell_style, "")
            if not cell_style:
                break
        return ""


def _script(told: dict[str, str]) -> int:
    """1 for letters above the line, -1 below it: ``super 58%``, ``sub 58%``, ``33% 58%``."""
    place = (told.get("place", "").split() or [""])[0]
    if place in ("super", "sub"):
        return 1 if place == "super" else -1
    height = place.rstrip("%")
    bare = height.lstrip("-")
    return 0 if not bare.isdecimal() or not int(bare) else -1 if height[0] == "-" else 1

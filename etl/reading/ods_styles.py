"""Number formats of an OpenDocument spreadsheet, spelt as the format codes of Excel."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.reading.package import small_int

NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "

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
        elif tag == STYLE + "table-properties" and attrs.get(TABLE + "display") == "false":
            self.hidden_tables.add(self._table)

    def _open_style(self, attrs: dict[str, str]) -> None:
        name, family = attrs.get(STYLE + "name", ""), attrs.get(STYLE + "family")
        self._table = name if family == "table" else ""
        if family == "table-cell":
            self.cells[name] = attrs.get(STYLE + "data-style-name", "")
            self.parents[name] = attrs.get(STYLE + "parent-style-name", "")

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

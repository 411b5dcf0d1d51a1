"""The frame of an .xlsx workbook: its sheets in order, number formats, defined names and relationships."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.reading.outside import outside_names
from etl.reading.package import WorkbookPackage, relations_of, resolve, stream_part
from etl.reading.refusal import FileRefusal
from etl.reading.xlsx_styles import CellStyles, read_styles


@dataclass(slots=True)
class SheetEntry:
    """A sheet as the workbook lists it; ``part`` is empty for a chart sheet, which has no cells."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class Frame:
    """What is needed beside the sheets to understand their cells."""

    sheets: list[SheetEntry] = field(default_factory=list)
    date1904: bool = False
    styles: CellStyles = field(default_factory=CellStyles)
    outside_names: frozenset[str] = frozenset()
    shared_strings: str = ""
    connections: bool = False


def read_frame(package: WorkbookPackage) -> Frame:
    """Read workbook.xml, its relationships and the styles; refuses macro workbooks and .xlsb."""
    main = _main_part(package)
    if main.endswith(".bin"):
        raise FileRefusal("xlsb", file=package.file)
    if any(name.endswith("vbaproject.bin") for name in package.names()) or b"macroEnabled" in package.read(
        "[Content_Types].xml"
    ):
        raise FileRefusal("macro", file=package.file)
    relations = read_relations(package, main)
    frame = Frame(connections="xl/connections.xml" in package)
    _read_workbook(package, main, relations, frame)
    if len(frame.sheets) > package.budget.limits.sheets:
        raise FileRefusal("too_many_sheets", file=package.file, limit=package.budget.limits.sheets)
    theme = next((target for kind, target in relations.values() if kind == "theme"), "")
    for kind, target in relations.values():
        if kind == "styles":
            frame.styles = read_styles(package, target, theme)
        elif kind == "sharedStrings":
            frame.shared_strings = target
    return frame


def _main_part(package: WorkbookPackage) -> str:
    for kind, target in read_relations(package, "").values():
        if kind == "officeDocument" and target in package:
            return target
    for name in ("xl/workbook.xml", "xl/workbook.bin"):
        if name in package:
            return name
    raise FileRefusal("truncated", file=package.file)


def read_relations(package: WorkbookPackage, part: str) -> dict[str, tuple[str, str]]:
    """Relationship id → (last word of its type, target part name) of one part; external targets left out."""
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag == "Relationship" and attrs.get("TargetMode") != "External":
            kind = attrs.get("Type", "").rpartition("/")[2]
            found[attrs.get("Id", "")] = (kind, resolve(part, attrs.get("Target", "")))

    content = package.read(relations_of(part))
    if content:
        stream_part(content, package.budget, start=start)
    return found


def _read_workbook(package: WorkbookPackage, main: str, relations: dict[str, tuple[str, str]], frame: Frame) -> None:
    names: dict[str, str] = {}
    current = ""

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal current
        if tag == "workbookPr":
            frame.date1904 = attrs.get("date1904") in ("1", "true")
        elif tag == "sheet":
            kind, target = relations.get(attrs.get("id", ""), ("", ""))
            if kind in ("xlMacrosheet", "xlIntlMacrosheet"):
                raise FileRefusal("macro", file=package.file)
            if kind == "worksheet" and target not in package:
                raise FileRefusal("truncated", file=package.file)
            part = target if kind == "worksheet" else ""
            hidden = attrs.get("state", "visible") != "visible"
            frame.sheets.append(SheetEntry(attrs.get("name", ""), hidden, part))
        current = attrs.get("name", "") if tag == "definedName" else ""

    def text(content: str) -> None:
        if current:
            names[current] = names.get(current, "") + content

    stream_part(package.read(main), package.budget, start=start, text=text)
    frame.outside_names = outside_names(names)

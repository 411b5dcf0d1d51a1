"""Editing an .xlsx part by part: what is not touched stays byte for byte, so formats, charts and pictures stay.

(openpyxl drops shapes, some charts and pictures when it saves a workbook it loaded.)
"""

from __future__ import annotations

import copy
import io
import zipfile
from typing import Any

from lxml import etree

from etl.reading import Budget, FileRefusal, WorkbookPackage, relations_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CONTENT_TYPES = "[Content_Types].xml"
Element = Any


def parse_tree(content: bytes, file: str) -> Element:
    """Root element of a part; entities are never resolved, nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise FileRefusal("truncated", file=file) from fault


class Parts:
    """A workbook's parts with the changes made to them; ``save`` gives the bytes of the new file."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.file = budget.file
        self.package = WorkbookPackage(io.BytesIO(data), budget)
        self._trees: dict[str, Element] = {}
        self._raw: dict[str, bytes] = {}
        self._added: dict[str, str] = {}
        self._rows: dict[str, bytes] = {}

    def exists(self, name: str) -> bool:
        """Whether the part is in the workbook or was added."""
        return name.lower() in self._trees or name.lower() in self._raw or name in self.package

    def tree(self, name: str, otherwise: str = "") -> Element:
        """The part as a tree that is written back on save; made from ``otherwise`` when there is none."""
        key = name.lower()
        if key not in self._trees:
            content = self.package.read(name) or otherwise.encode()
            self._trees[key] = parse_tree(content, self.file)
            self._added.setdefault(key, name)
        return self._trees[key]

    def put_sheet(self, name: str, root: Element, rows: bytes) -> None:
        """Replace a sheet by the tree of what stands around its rows, and the rows as bytes."""
        self._trees[name.lower()], self._rows[name.lower()] = root, rows
        self._added.setdefault(name.lower(), name)

    def raw(self, name: str) -> bytes:
        """The part as bytes, with changes made through ``put``."""
        return self._raw.get(name.lower()) or self.package.read(name)

    def put(self, name: str, content: bytes) -> None:
        """Add or replace a part."""
        self._raw[name.lower()] = content
        self._added.setdefault(name.lower(), name)

    def free_name(self, pattern: str) -> str:
        """The first part name of ``pattern`` (with ``{n}``) that is not taken."""
        number = 1
        while self.exists(pattern.format(n=number)):
            number += 1
        return pattern.format(n=number)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from ``part`` to the part ``target`` and return its id."""
        root = self.tree(relations_of(self.package.written_name(part)), f'<Relationships xmlns="{RELS}"/>')
        taken = {relation.get("Id") for relation in root}
        number = 1
        while f"rIdCr{number}" in taken:
            number += 1
        etree.SubElement(
            root,
            f"{{{RELS}}}Relationship",
            Id=f"rIdCr{number}",
            Type=f"{REL}/{kind}",
            Target=f"/{self.package.written_name(target)}",
        )
        return f"rIdCr{number}"

    def declare(self, part: str, content_type: str) -> None:
        """Say of which type a new part is."""
        root = self.tree(CONTENT_TYPES)
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Say of which type all parts with an extension are, unless that is known."""
        root = self.tree(CONTENT_TYPES)
        known = {(entry.get("Extension") or "").lower() for entry in root}
        if extension not in known:
            entry = etree.Element(f"{{{TYPES}}}Default", Extension=extension, ContentType=content_type)
            root.insert(0, entry)

    def save(self) -> bytes:
        """The workbook with all changes."""
        changed = dict(self._raw)
        for name, root in self._trees.items():
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            if (rows := self._rows.pop(name, None)) is not None:
                around = changed[name].split(b"<sheetData/>")
                changed[name] = (b"<sheetData>" + rows + b"</sheetData>").join(around)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self.package.names():
                content = changed.pop(name) if name in changed else self.package.read(name)
                archive.writestr(self.package.written_name(name), content)
            for name, content in changed.items():
                archive.writestr(self._added[name], content)
        return stream.getvalue()


class StyleBook:
    """Adds fills and cell styles to styles.xml; every other style keeps its number."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._tints: dict[tuple[int, str], int] = {}
        self._fills: dict[str, int] = {}

    def _list(self, name: str) -> Element:
        found = self.root.find(f"{{{MAIN}}}{name}")
        if found is None:
            raise FileRefusal("truncated", file="styles.xml")
        return found

    def _append(self, name: str, element: Element) -> int:
        entries = self._list(name)
        entries.append(element)
        entries.set("count", str(len(entries)))
        return len(entries) - 1

    def fill(self, colour: str) -> int:
        """Number of a solid fill of ``colour`` (RRGGBB)."""
        if colour not in self._fills:
            xml = (
                f'<fill xmlns="{MAIN}"><patternFill patternType="solid"><fgColor rgb="FF{colour}"/>'
                '<bgColor indexed="64"/></patternFill></fill>'
            )
            self._fills[colour] = self._append("fills", etree.fromstring(xml))
        return self._fills[colour]

    def tinted(self, style: int, colour: str) -> int:
        """Number of the cell style that is ``style`` on a fill of ``colour``."""
        if (style, colour) not in self._tints:
            styles = self._list("cellXfs")
            element = copy.deepcopy(styles[style if style < len(styles) else 0])
            element.set("fillId", str(self.fill(colour)))
            element.set("applyFill", "1")
            self._tints[style, colour] = self._append("cellXfs", element)
        return self._tints[style, colour]

    def add(self, font: str = "", colour: str = "", *, quoted: bool = False, wrapped: bool = True) -> int:
        """Number of a new cell style with a font (XML inside ``<font>``) and a fill colour."""
        font_id = self._append("fonts", etree.fromstring(f'<font xmlns="{MAIN}">{font}</font>')) if font else 0
        fill_id = self.fill(colour) if colour else 0
        quote = ' quotePrefix="1"' if quoted else ""
        xml = (
            f'<xf xmlns="{MAIN}" numFmtId="49" fontId="{font_id}" fillId="{fill_id}" borderId="0" xfId="0" '
            f'applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"{quote}>'
            f'<alignment vertical="top" wrapText="{int(wrapped)}"/></xf>'
        )
        return self._append("cellXfs", etree.fromstring(xml))

"""Comments on cells: added to those a sheet has, or with the two parts that a sheet's first comment needs."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from etl.reading import OURS as AUTHOR
from etl.reading import Cell, a1, read_relations
from etl.workbooks.annotate_parts import MAIN, REL, SHEET_TYPE, Element, Parts

_VML_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    '<v:shapetype {names} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape {names} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;width:240pt;height:96pt;'
    'z-index:{id};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>"
)
# What may follow <legacyDrawing> in a worksheet, in the order of the schema.
_AFTER_LEGACY = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_FIRST_SHAPE = 60_000


def add_comments(parts: Parts, sheet_part: str, sheet: Element, texts: Mapping[Cell, str]) -> None:
    """Put ``texts`` on the cells of a sheet; a cell that has a comment keeps it and gets the text below."""
    relations = read_relations(parts.package, sheet_part)
    existing = next((target for kind, target in relations.values() if kind == "comments"), "")
    part = existing or parts.free_name("xl/comments{n}.xml")
    root = parts.tree(part, f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>')
    if not existing:
        parts.relate(sheet_part, "comments", part)
        parts.declare(part, f"{SHEET_TYPE}.comments+xml")
    known = {comment.get("ref"): comment for comment in root.find(f"{{{MAIN}}}commentList")}
    fresh = [cell for cell, text in texts.items() if _add_comment(root, known, cell, text)]
    if fresh:
        _add_shapes(parts, sheet_part, sheet, relations, fresh)


def _add_comment(root: Element, known: Mapping[str, Element], cell: Cell, text: str) -> bool:
    """Add one comment; whether the cell had none before, among those ``known`` by their address."""
    authors, comments = root.find(f"{{{MAIN}}}authors"), root.find(f"{{{MAIN}}}commentList")
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
        names.append(AUTHOR)
    address = a1(*cell)
    if (comment := known.get(address)) is not None:
        body = comment.find(f"{{{MAIN}}}text")
        plain = body.find(f"{{{MAIN}}}t")
        if plain is not None:  # a text is either one plain <t> or runs, so the plain one becomes a run
            body.remove(plain)
            etree.SubElement(body, f"{{{MAIN}}}r").append(plain)
        _add_run(body, f"\n\n{AUTHOR}:\n{text}")
        return False
    comment = etree.SubElement(comments, f"{{{MAIN}}}comment", ref=address, authorId=str(names.index(AUTHOR)))
    _add_run(etree.SubElement(comment, f"{{{MAIN}}}text"), text)
    return True


def _add_run(body: Element, text: str) -> None:
    piece = etree.SubElement(etree.SubElement(body, f"{{{MAIN}}}r"), f"{{{MAIN}}}t")
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    piece.text = text


def _add_shapes(
    parts: Parts,
    sheet_part: str,
    sheet: Element,
    relations: Mapping[str, tuple[str, str]],
    cells: list[Cell],
) -> None:
    """Add the boxes that Excel shows comments in (VML; edited as text, for Excel's own is not always XML)."""
    reference = sheet.find(f"{{{MAIN}}}legacyDrawing")
    known = relations.get(reference.get(f"{{{REL}}}id", ""), ("", "")) if reference is not None else ("", "")
    part = known[1] or parts.free_name("xl/drawings/vmlDrawingCr{n}.vml")
    drawing = parts.raw(part).decode("utf-8", "replace") if known[1] else f"<xml {_VML_NAMES}></xml>"
    shapes = "" if "_x0000_t202" in drawing else _SHAPE_TYPE.format(names=_VML_NAMES)
    for number, (row, col) in enumerate(cells, _FIRST_SHAPE):
        shapes += _SHAPE.format(
            names=_VML_NAMES,
            id=number,
            left=col + 1,
            right=col + 5,
            top=max(row - 1, 0),
            bottom=max(row - 1, 0) + 6,
            row=row,
            col=col,
        )
    end = drawing.rfind("</xml>")
    parts.put(part, f"{drawing[:end]}{shapes}{drawing[end:]}".encode())
    if not known[1]:
        parts.declare_extension("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        _place_legacy_drawing(sheet, parts.relate(sheet_part, "vmlDrawing", part))


def _place_legacy_drawing(sheet: Element, relation: str) -> None:
    for old in sheet.findall(f"{{{MAIN}}}legacyDrawing"):
        sheet.remove(old)
    element = etree.Element(f"{{{MAIN}}}legacyDrawing", {f"{{{REL}}}id": relation}, nsmap={"r": REL})
    following = {f"{{{MAIN}}}{name}" for name in _AFTER_LEGACY}
    for at, sibling in enumerate(sheet):
        if sibling.tag in following:
            sheet.insert(at, element)
            return
    sheet.append(element)

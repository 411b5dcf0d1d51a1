"""Whether a Word document holds together inside: what Word offers to repair though the package is sound."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

_STYLED = ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link")


def inner_faults(content: bytes) -> list[str]:
    """Everything wrong in the words of a document: styles, bookmarks, fields, tables, footnotes; empty for a sound one."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        trees = {
            name: etree.fromstring(file.read(name))
            for name in file.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }
    body, styles = trees["word/document.xml"], trees["word/styles.xml"]
    known = {one.get(qn("w:styleId")) for one in styles.iter(qn("w:style"))}
    found = [*_marks(body), *_fields(body), *_tables(body)]
    for name, tree in trees.items():
        used = {one.get(qn("w:val")) for tag in _STYLED for one in tree.iter(qn(tag))}
        found += [f"{name}: there is no style {one}" for one in sorted(used - known)]
        found += [
            f"{name}: a cell ends without a paragraph" for one in tree.iter(qn("w:tc")) if one[-1].tag != qn("w:p")
        ]
    notes = {one.get(qn("w:id")) for one in trees["word/footnotes.xml"].iter(qn("w:footnote"))}
    cited = [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]
    return [*found, *(f"footnote {one} is not there" for one in cited if one not in notes)]


def _marks(body: Any) -> Iterator[str]:
    """Bookmarks have numbers and names of their own, begin and end; links and fields lead to them."""
    starts = list(body.iter(qn("w:bookmarkStart")))
    for attribute in ("w:id", "w:name"):
        counted = Counter(one.get(qn(attribute)) for one in starts)
        yield from (f"bookmark {one} stands {n} times" for one, n in counted.items() if n > 1)
    ends = Counter(one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd")))
    if ends != Counter(one.get(qn("w:id")) for one in starts):
        yield "a bookmark does not end"
    names = {one.get(qn("w:name")) for one in starts}
    wanted = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    told = [(one.text or "").split() for one in body.iter(qn("w:instrText"))]
    wanted |= {words[1] for words in told if words and words[0] in ("PAGEREF", "NOTEREF", "REF")}
    yield from (f"there is no bookmark {one}" for one in sorted(wanted - names))


def _fields(body: Any) -> Iterator[str]:
    """Every field begins, is parted and ends, in this order."""
    open_fields: list[str] = []
    for one in body.iter(qn("w:fldChar")):
        kind = one.get(qn("w:fldCharType"))
        if kind == "begin":
            open_fields.append(kind)
        elif not open_fields or (kind == "separate" and open_fields[-1] != "begin"):
            yield f"a field has {kind} too early"
        elif kind == "separate":
            open_fields[-1] = kind
        else:
            open_fields.pop()
    if open_fields:
        yield "a field does not end"


def _tables(body: Any) -> Iterator[str]:
    """Every row fills the columns of its table."""
    for number, table in enumerate(body.iter(qn("w:tbl")), start=1):
        columns = len(table.find(qn("w:tblGrid")))
        for row in table.iter(qn("w:tr")):
            spans = [one.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for one in row.iter(qn("w:tc"))]
            if sum(1 if one is None else int(one.get(qn("w:val"))) for one in spans) != columns:
                yield f"a row of table {number} has not {columns} columns"

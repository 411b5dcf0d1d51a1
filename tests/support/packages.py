"""Whether an Office file is a sound package: what PowerPoint, Word and Excel offer to repair, found without them."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHAPES = ("/presentationml/2006/main}cNvPr", "Drawing}cNvPr", "}docPr")
_TYPES = "[Content_Types].xml"


def faults(content: bytes) -> list[str]:
    """Everything wrong with the package of an Office file, and with the workbooks inside it; empty for a sound one."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        found = [f"{name} is there {n} times" for name, n in _twice(name.lower() for name in opened.namelist())]
        parts = {name: opened.read(name) for name in opened.namelist()}
    trees: dict[str, Any] = {}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                trees[name] = etree.fromstring(part)
            except etree.XMLSyntaxError as error:
                found.append(f"{name} is no XML: {error}")
        elif name.endswith((".xlsx", ".docx", ".pptx")):
            found += [f"{name}: {fault}" for fault in faults(part)]
    found += _typed(parts, trees.get(_TYPES))
    for name, tree in trees.items():
        if not name.endswith(".rels") and name != _TYPES:
            found += [
                f"{name}: {fault}" for fault in (*_related(name, tree, parts, trees), *_drawn(tree), *_celled(tree))
            ]
    return found


def _twice(values: Iterable[str]) -> Iterator[tuple[str, int]]:
    return ((value, n) for value, n in Counter(values).items() if n > 1)


def _typed(parts: Mapping[str, bytes], types: Any) -> Iterator[str]:
    """Every part has one type, and every type a part."""
    if types is None:
        yield "no list of content types"
        return
    endings = {one.get("Extension").lower() for one in types.iter(f"{_CONTENT}Default")}
    named = [one.get("PartName") for one in types.iter(f"{_CONTENT}Override")]
    yield from (f"{name} has {n} types" for name, n in _twice(named))
    yield from (f"a type is given to {name}, which is not there" for name in named if name.lstrip("/") not in parts)
    for name in parts:
        if name != _TYPES and f"/{name}" not in named and name.rpartition(".")[2].lower() not in endings:
            yield f"{name} has no type"


def _related(name: str, tree: Any, parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    """Relations lead to parts that are there, and every one that is used exists."""
    folder, file = posixpath.split(name)
    relations = trees.get(f"{folder}/_rels/{file}.rels")
    known = [] if relations is None else list(relations.iter(_RELATION))
    yield from (f"{one} stands for {n} relations" for one, n in _twice(one.get("Id") for one in known))
    for one in known:
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target"))).lstrip("/")
        if one.get("TargetMode") != "External" and target not in parts:
            yield f"{one.get('Id')} leads to {target}, which is not there"
    ids = {one.get("Id") for one in known}
    used = {value for one in tree.iter() for key, value in one.attrib.items() if str(key).startswith(_R) and value}
    yield from (f"{one} is used and leads nowhere" for one in sorted(used - ids))


def _drawn(tree: Any) -> Iterator[str]:
    """Shapes have numbers of their own and names, axes numbers that are none below zero and cross known axes."""
    shapes = [one for one in tree.iter() if isinstance(one.tag, str) and one.tag.endswith(_SHAPES)]
    yield from (f"shape id {one} is used {n} times" for one, n in _twice(one.get("id") for one in shapes))
    yield from (f"shape {one.get('id')} has no name" for one in shapes if one.get("name") is None)
    axes = [one.get("val") for one in tree.iter(f"{_CHART}axId", f"{_CHART}crossAx")]
    yield from (f"axis {one} is below zero" for one in set(axes) if int(one) < 0)
    crossed = Counter(axes)
    yield from (f"axis {one} stands alone" for one, n in crossed.items() if n < 3)


def _celled(tree: Any) -> Iterator[str]:
    """A cell stands once in its sheet, rows and cells in their order."""
    rows = [int(one.get("r")) for one in tree.iter(f"{_SHEET}row")]
    if rows != sorted(set(rows)):
        yield "rows are not in order"
    yield from (f"cell {one} is there {n} times" for one, n in _twice(one.get("r") for one in tree.iter(f"{_SHEET}c")))
    yield from (f"sheet {one} {n} times" for one, n in _twice(one.get("name") for one in tree.iter(f"{_SHEET}sheet")))

"""The rows of a large sheet changed without making a tree of all of them: a million rows as a tree take gigabytes.

Only the rows that are marked are parsed; all others stay byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from lxml import etree

from etl.workbooks.annotate_parts import MAIN, Element, Parts, parse_tree

LARGE = 8 * 2**20
"""Bytes of a sheet beyond which its rows are not made a tree."""

_DATA = re.compile(rb"<sheetData\s*>")
_END = b"</sheetData>"
_ROW = re.compile(rb"<row(?=[\s/>])[^>]*>")
_NUMBER = re.compile(rb"""\sr=["'](\d+)["']""")
_UNPLAIN = (b"<!--", b"<![CDATA[", b"\x00")
"""In a sheet without these ``<row`` can be nothing but the start of a row."""


def change_rows(parts: Parts, part: str, rows: Set[int], change: Callable[[Element], None]) -> Element:
    """``change`` the tree of a sheet, and return it. It is given the 0-based ``rows`` only when the sheet is large."""
    content = parts.raw(part)
    spans = _spans(content) if len(content) > LARGE else None
    if spans is None:
        root = parts.tree(part)
        change(root)
        return root
    start, end, found = spans
    held = [content[a:b] for number, a, b in found if number in rows]
    root = parse_tree(content[:start] + b"".join(held) + content[end:], parts.file)
    change(root)
    data = root.find(f"{{{MAIN}}}sheetData")
    fresh = {int(row.get("r")) - 1: etree.tostring(row, with_tail=False) for row in data}
    data[:], data.text = [], None
    parts.put_sheet(part, root, _woven(content, found, fresh))
    return root


def _spans(content: bytes) -> tuple[int, int, list[tuple[int, int, int]]] | None:
    """Where the data of a sheet start and end, and each row with its number; ``None`` where that is not plain."""
    opened, end = _DATA.search(content), content.find(_END)
    if opened is None or end < 0 or any(mark in content for mark in _UNPLAIN):
        return None
    found: list[tuple[int, int, int]] = []
    for tag in _ROW.finditer(content, opened.end(), end):
        number = _NUMBER.search(tag[0])
        if number is None or (found and int(number[1]) - 1 <= found[-1][0]):
            return None
        if found:
            found[-1] = (*found[-1][:2], tag.start())
        found.append((int(number[1]) - 1, tag.start(), end))
    return opened.end(), end, found


def _woven(content: bytes, found: list[tuple[int, int, int]], fresh: dict[int, bytes]) -> bytes:
    """The rows as they were, with the fresh ones in their places."""
    pieces: list[bytes] = []
    new = sorted(fresh.keys() - {number for number, _, _ in found}, reverse=True)
    for number, start, end in found:
        while new and new[-1] < number:
            pieces.append(fresh[new.pop()])
        pieces.append(fresh.get(number) or content[start:end])
    return b"".join((*pieces, *(fresh[number] for number in reversed(new))))

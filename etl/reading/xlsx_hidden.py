"""Tables that no sheet of an .xlsx shows: the caches of its pivot tables, which keep what they were made from."""

from __future__ import annotations

from itertools import zip_longest

from etl.reading.grid import CellValue
from etl.reading.package import WorkbookPackage, stream_part

_CACHE, _RECORDS = "xl/pivotcache/pivotcachedefinition", "xl/pivotcache/pivotcacherecords"
_ITEMS = ("s", "n", "d")
_SHARED = ("x", "b", "e", "m")
_MOST = 50_000


def pivot_caches(package: WorkbookPackage) -> list[list[list[CellValue]]]:
    """The fields of every cache with the items they hold, as rows below a header."""
    return [
        _fields(package, name, name.replace(_CACHE, _RECORDS))
        for name in package.names()
        if name.startswith(_CACHE) and name.endswith(".xml")
    ]


def _fields(package: WorkbookPackage, part: str, records: str) -> list[list[CellValue]]:
    names: list[CellValue] = []
    items: list[list[CellValue]] = []
    at = 0

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag == "cacheField":
            names.append(attrs.get("name", ""))
            items.append([])
        elif tag in _ITEMS and items:
            items[-1].append(_value(tag, attrs))

    def start_record(tag: str, attrs: dict[str, str]) -> None:
        nonlocal at
        if tag == "r":
            at = 0
        elif tag in _ITEMS or tag in _SHARED:
            if tag in _ITEMS and at < len(items) and len(items[at]) < _MOST:
                items[at].append(_value(tag, attrs))
            at += 1

    stream_part(package.read(part), package.budget, start=start)
    if records in package:
        stream_part(package.read(records), package.budget, start=start_record)
    return [names, *(list(row) for row in zip_longest(*items))]


def _value(tag: str, attrs: dict[str, str]) -> CellValue:
    text = attrs.get("v", "")
    try:
        return float(text) if tag == "n" else text
    except ValueError:
        return text

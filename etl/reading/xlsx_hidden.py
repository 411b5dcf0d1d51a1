"""Tables that no sheet of an .xlsx shows: the caches of its pivot tables, which keep what they were made from."""

from __future__ import annotations

from itertools import zip_longest

from etl.reading.grid import CellValue
from etl.reading.package import Package, parse

_CACHE = "xl/pivotcache/pivotcachedefinition"
_ITEMS = ("s", "n", "d")


def pivot_caches(package: Package) -> list[tuple[str, list[list[CellValue]]]]:
    """The fields of every cache with the items they hold, as name and rows below a header."""
    return [
        ("pivot table", _fields(package, name))
        for name in package.names()
        if name.startswith(_CACHE) and name.endswith(".xml")
    ]


def _fields(package: Package, part: str) -> list[list[CellValue]]:
    names: list[CellValue] = []
    items: list[list[CellValue]] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag == "cacheField":
            names.append(attrs.get("name", ""))
            items.append([])
        elif tag in _ITEMS and items:
            items[-1].append(_number(attrs.get("v", "")) if tag == "n" else attrs.get("v", ""))

    parse(package.read(part), package.budget, start=start)
    return [names, *(list(row) for row in zip_longest(*items))]


def _number(text: str) -> CellValue:
    try:
        return float(text)
    except ValueError:
        return text

"""How values travel between the server and the process that reads files: as JSON, rebuilt by the expected types.

The process parses what strangers made, so what it answers is data and no more: a value of any other type than the one
that is expected is garbled, whatever it claims to be. Many records of one kind travel as columns, which is quick.
"""

from __future__ import annotations

import base64
import binascii
import json
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from math import isfinite
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import orjson

from etl.reading import CellValue

_PLAIN = frozenset((str, int, float, bool, types.NoneType))
_MAPPINGS, _SETS, _LISTS = (dict, Mapping), (set, frozenset), (list, Sequence, Collection)
_QUICK, _SLOW = b"=", b"~"
Pack = Callable[[Any], Any]


class Garbled(Exception):
    """What arrived is not what was expected."""


class _Way(NamedTuple):
    """How values of one type are packed and unpacked; ``pack_all`` and ``unpack_all`` do many of them."""

    pack: Pack
    unpack: Pack
    pack_all: Pack
    unpack_all: Pack


def written(value: object, kind: Any) -> bytes:
    """A value of this type as bytes."""
    packed = _way(kind).pack(value)
    try:
        return _QUICK + orjson.dumps(packed)
    except TypeError:  # a number of more than 64 bits, or half a letter: slower, and nothing is lost
        return _SLOW + json.dumps(packed).encode()


def read(told: bytes, kind: Any) -> Any:
    """The value of this type that was ``written``. Raises ``Garbled``."""
    loads = json.loads if told[:1] == _SLOW else orjson.loads
    try:
        return _way(kind).unpack(loads(told[1:]))
    except (TypeError, ValueError, KeyError, OverflowError, RecursionError) as fault:
        raise Garbled(str(kind)) from fault


def _each(pack: Pack, unpack: Pack) -> _Way:
    return _Way(pack, unpack, lambda values: [pack(one) for one in values], lambda told: [unpack(one) for one in told])


@cache
def _way(kind: Any) -> _Way:
    if kind == CellValue:
        return _Way(_pack_cell, _unpack_cell, _pack_cells, _unpack_cells)
    if kind in _PLAIN or kind is None:
        return _plain(frozenset((kind or types.NoneType,)))
    if kind in _TAGGED or kind is Path:
        return _each(*_one_of_a_kind(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, tuple(one.name for one in fields(kind)), kind)
    if isinstance(kind, type) and hasattr(kind, "_fields"):
        return _record(kind, kind._fields, kind)
    return _of_many(kind)


def _of_many(kind: Any) -> _Way:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _each(lambda value: value, partial(_among, frozenset(inner)))
    if origin in (Union, types.UnionType):
        return _union(inner)
    if origin is tuple and inner[-1:] != (...,):
        ways = [_way(one) for one in inner]
        return _each(
            lambda value: [way.pack(one) for way, one in zip(ways, value, strict=True)],
            lambda told: tuple(way.unpack(one) for way, one in zip(ways, _of(list, told), strict=True)),
        )
    if origin is tuple or origin in _LISTS or origin in _SETS:
        way, make = _way(inner[0]), list if origin is list else origin if origin in _SETS else tuple
        return _each(lambda value: way.pack_all(list(value)), lambda told: make(way.unpack_all(told)))
    if origin in _MAPPINGS:
        key, value = map(_way, inner)
        return _each(
            lambda given: [key.pack_all(list(given)), value.pack_all(list(given.values()))],
            lambda told: dict(zip(*_both(key, value, told), strict=True)),
        )
    raise TypeError(f"{kind} does not travel")


def _both(key: _Way, value: _Way, told: Any) -> tuple[Any, Any]:
    keys, values = _of(list, told)
    return key.unpack_all(keys), value.unpack_all(values)


def _of(kind: type, told: Any) -> Any:
    if type(told) is not kind:
        raise Garbled(f"{kind.__name__} expected")
    return told


def _among(allowed: frozenset[Any], told: Any) -> Any:
    if told not in allowed:
        raise Garbled("none of those it may be")
    return told


# Numbers, words and cells


def _plain(kinds: frozenset[type]) -> _Way:
    """The way of what JSON knows itself. Where a float is expected a whole number may stand."""
    allowed = kinds | {int} if float in kinds else kinds

    def unpack(told: Any) -> Any:
        if type(told) is dict and float in kinds:
            told = _unpack_cell(told)
        if type(told) not in allowed:
            raise Garbled("another type")
        return told

    def pack_all(values: list[Any]) -> Any:
        if len(values) > 1 and len(set(map(id, values))) == 1:
            return {"all": _pack_cell(values[0]), "of": len(values)}
        return _pack_cells(values) if float in kinds else values

    def unpack_all(told: Any) -> list[Any]:
        if type(told) is dict:
            return [unpack(told["all"])] * _of(int, told["of"])
        if not set(map(type, _of(list, told))) <= allowed:
            return [unpack(one) for one in told]
        if kinds == {str}:  # words that stand in many records are held once
            seen: dict[str, str] = {}
            return list(map(seen.setdefault, told, told))
        return list(told)

    return _Way(_pack_cell if float in kinds else lambda value: value, unpack, pack_all, unpack_all)


def _pack_cell(value: Any) -> Any:
    kind = type(value)
    if kind is float:
        return value if isfinite(value) else {"float": repr(value)}
    if kind in _PLAIN:
        return value
    for tagged, (name, pack, _) in _TAGGED.items():
        if kind is tagged:
            return {name: pack(value)}
    # Values of libraries that are numbers or words by another name (numpy.float64, members of an enumeration).
    return next(plain(value) for plain in (str, int, float) if isinstance(value, plain))


def _unpack_cell(told: Any) -> Any:
    if type(told) in _PLAIN:
        return told
    ((name, value),) = _of(dict, told).items()
    return float(_of(str, value)) if name == "float" else _BY_NAME[name](value)


def _pack_cells(values: Sequence[Any]) -> list[Any]:
    kinds = set(map(type, values))
    if kinds <= _PLAIN:
        whole = sum(one for one in values if type(one) is float) if float in kinds else 0.0
        if whole - whole == 0:  # no infinity and none that is no number among them, nor their sum
            return list(values)
    return [_pack_cell(one) for one in values]


def _unpack_cells(told: Any) -> list[Any]:
    if set(map(type, _of(list, told))) <= _PLAIN:
        return list(told)
    return [_unpack_cell(one) for one in told]


def _from_bytes(told: Any) -> bytes:
    try:
        return base64.b64decode(_of(str, told), validate=True)
    except binascii.Error as fault:
        raise Garbled("no bytes") from fault


_TAGGED: Mapping[type, tuple[str, Pack, Pack]] = {
    datetime: ("datetime", datetime.isoformat, datetime.fromisoformat),
    date: ("date", date.isoformat, date.fromisoformat),
    time: ("time", time.isoformat, time.fromisoformat),
    timedelta: ("days", lambda it: [it.days, it.seconds, it.microseconds], lambda told: timedelta(*_of(list, told))),
    bytes: ("bytes", lambda it: base64.b64encode(it).decode(), _from_bytes),
}
"""What JSON does not know, under the name it travels by."""
_BY_NAME: Mapping[str, Pack] = {name: unpack for name, _, unpack in _TAGGED.values()}


def _one_of_a_kind(kind: Any) -> tuple[Pack, Pack]:
    if kind is Path:
        return str, lambda told: Path(_of(str, told))

    def unpack(told: Any) -> Any:
        value = _unpack_cell(told)
        if type(value) is not kind:
            raise Garbled("another type")
        return value

    return _pack_cell, unpack


def _union(inner: tuple[Any, ...]) -> _Way:
    if set(inner) <= _PLAIN:
        return _plain(frozenset(inner))
    (only,) = (one for one in inner if one is not types.NoneType)  # anything but "or nothing" does not travel
    way = _way(only)
    return _each(
        lambda value: None if value is None else way.pack(value),
        lambda told: None if told is None else way.unpack(told),
    )


# Records


@dataclass(frozen=True, slots=True)
class _Columns:
    names: tuple[str, ...]
    ways: tuple[_Way, ...]
    make: Callable[..., Any]

    def pack(self, value: Any) -> Any:
        return [way.pack(getattr(value, name)) for name, way in zip(self.names, self.ways, strict=True)]

    def unpack(self, told: Any) -> Any:
        return self.make(*(way.unpack(one) for way, one in zip(self.ways, _of(list, told), strict=True)))

    def pack_all(self, values: list[Any]) -> Any:
        columns = zip(self.names, self.ways, strict=True)
        return [len(values), *(way.pack_all(list(map(attrgetter(name), values))) for name, way in columns)]

    def unpack_all(self, told: Any) -> list[Any]:
        size, *columns = _of(list, told)
        if not size:
            return []
        found = [way.unpack_all(one) for way, one in zip(self.ways, columns, strict=True)]
        if any(len(column) != size for column in found):
            raise Garbled("columns of different lengths")
        return list(map(self.make, *found))


def _record(kind: Any, names: tuple[str, ...], make: Callable[..., Any]) -> _Way:
    hints = get_type_hints(kind)
    columns = _Columns(names, tuple(_way(hints[name]) for name in names), make)
    return _Way(columns.pack, columns.unpack, columns.pack_all, columns.unpack_all)

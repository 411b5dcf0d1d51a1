"""Answers as bytes: formats, what is kept of them by snapshot, marks of what has not changed, and refusals."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import orjson
from cachetools import LRUCache
from fastapi import Request, Response

from childrights.catalogue import ChildRightsError, NoSnapshot, UnknownCode

JSON, PROBLEM = "application/json", "application/problem+json"
TYPES: Mapping[str, str] = {
    "json": JSON,
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sdmx-csv": "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
    "hxl": "text/csv; charset=utf-8",
    "datapackage": "application/zip",
    "gpkg": "application/geopackage+sqlite3",
}
ENDINGS: Mapping[str, str] = {"sdmx-csv": "csv", "hxl": "csv", "datapackage": "zip"}
MOST_KEPT_BYTES = 32 * 1024 * 1024
_TITLES = {
    400: "This cannot be asked",
    404: "Not found",
    405: "Only reading is possible",
    409: "Nothing to give",
    410: "Gone",
    429: "Too many questions",
    503: "No data now",
}


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of an answer, with their kind and the mark by which a reader knows them again."""

    body: bytes
    media_type: str
    mark: str
    file_name: str = ""


_kept: LRUCache[tuple[str, str, date], Made] = LRUCache(MOST_KEPT_BYTES, getsizeof=lambda made: len(made.body) + 500)
_keeping = Lock()


def kept(request: Request, mark: str, make: Callable[[], tuple[bytes, str, str]]) -> Response:
    """The answer of ``make`` (bytes, kind, name of a file), made once for a mark, a day and an address.

    The mark is that of a snapshot; the day counts, since an old figure may be told in other words next year.
    An answer is known again by its bytes, so nothing that was changed is ever taken for what is known; who knows it
    already is told so.
    """
    question = (mark, f"{request.url.path}?{request.url.query}", date.today())
    with _keeping:
        made = _kept.get(question)
    if made is None:
        body, media_type, name = make()
        made = Made(body, media_type, f'W/"{hashlib.sha256(body).hexdigest()[:32]}"', name)
        with _keeping:
            if len(body) < MOST_KEPT_BYTES // 4:
                _kept[question] = made
    headers = {"ETag": made.mark, "Cache-Control": "no-cache"}
    if made.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    told = request.headers.get("if-none-match", "")
    if told.strip() == "*" or made.mark in [one.strip() for one in told.split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(made.body, media_type=made.media_type, headers=headers)


def as_json(value: Any) -> bytes:
    """``value`` as JSON."""
    return orjson.dumps(value)


def problem(status: int, detail: str, **more: Any) -> Response:
    """A refusal in words (RFC 9457)."""
    told = {"type": "about:blank", "title": _TITLES.get(status, "Refused"), "status": status, "detail": detail}
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(more["retry_after_s"])} if status == 429 else {})
    return Response(orjson.dumps(told | more), status, headers, PROBLEM)


def refusal_of(error: ChildRightsError) -> Response:
    """What a program is told of an error that the library names."""
    if isinstance(error, UnknownCode):
        return problem(404, str(error))
    if isinstance(error, NoSnapshot):
        return problem(503, "No data have been published yet.")
    return problem(409, str(error))

"""A fault gets a code: the person can read it out, and whoever looks after the server finds it in the log.

What the log gets is where it happened and what kind of fault it was, never its message: that may quote a cell, a name
or an address. So the same fault is worded by its kind and its lines alone.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are mistaken for others on the telephone."""
_LENGTH, _MOST_FRAMES = 8, 40
ROOT = Path(__file__).resolve().parents[2]

log = logging.getLogger("childrights.incident")


class Incidents:
    """Keeps a fault in the log under a code. ``log`` takes the lines."""

    def __init__(self, log: logging.Logger = log) -> None:
        self._log = log

    def note(self, error: BaseException | None, where: str = "") -> str:
        """Log ``error`` and say its code, such as ``7K2M-QX9D``; ``where`` is a word of ours, nothing from outside."""
        signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
        code = f"{signs[:4]}-{signs[4:]}"
        lines = "\n".join(told(error)) if error is not None else "no exception"
        self._log.error("incident %s%s\n%s", code, f" in {where}" if where else "", lines)
        return code


def told(error: BaseException) -> Iterator[str]:
    """An error by kinds and lines, the cause before what came of it: no message, no value, no folder of a person."""
    for one in reversed(_chain(error)):
        frames = traceback.extract_tb(one.__traceback__)[-_MOST_FRAMES:]
        for frame in frames:
            yield f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"
        yield f"{type(one).__module__}.{type(one).__qualname__}"


def _chain(error: BaseException) -> Sequence[BaseException]:
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in found:
        found.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return found


def _short(path: str) -> str:
    """A file without the folders of this computer, which hold a person's name."""
    place = Path(path)
    if "site-packages" in place.parts:
        return "/".join(place.parts[place.parts.index("site-packages") + 1 :])
    return place.relative_to(ROOT).as_posix() if place.is_relative_to(ROOT) else place.name

"""Area codes: the country ``KH``, the 25 provinces ``KH01``…``KH25``, and survey domains ``KH02+KH24``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

COUNTRY = "KH"
PROVINCES: tuple[str, ...] = tuple(f"KH{number:02d}" for number in range(1, 26))

_PROVINCE_SET = frozenset(PROVINCES)
_SHAPE = re.compile(r"KH\d\d(\+KH\d\d)+")


class AreaError(ValueError):
    """A text that is not the canonical code of the country, a province or a survey domain."""


def canonical(codes: Iterable[str]) -> str:
    """The one spelling of a set of province codes: ascending, joined by ``+``, each once.

    A single code stays itself. ``KH`` is only accepted alone. Raises ``AreaError`` for an empty set or
    an unknown code.
    """
    unique = sorted(set(codes))
    if unique == [COUNTRY]:
        return COUNTRY
    unknown = [code for code in unique if code not in _PROVINCE_SET]
    if unknown or not unique:
        raise AreaError(f"not a province code: {', '.join(map(repr, unknown)) or 'no code at all'}")
    return "+".join(unique)


def parse_area(text: str) -> str:
    """``text`` itself when it is a canonical area code; raises ``AreaError`` otherwise."""
    if text == COUNTRY or text in _PROVINCE_SET:
        return text
    if not _SHAPE.fullmatch(text):
        raise AreaError(f"{text!r} is not an area code such as KH, KH05 or KH02+KH24")
    code = canonical(text.split("+"))
    if code != text:
        raise AreaError(f"{text!r} is not in canonical order, write {code}")
    return code


@lru_cache(maxsize=1024)
def province_members(area: str) -> tuple[str, ...]:
    """The province codes of an area in ascending order; all 25 for the country. Raises ``AreaError``."""
    if area == COUNTRY:
        return PROVINCES
    return tuple(parse_area(area).split("+"))


def is_domain(area: str) -> bool:
    """Whether ``area`` joins several provinces (the country does not count). Raises ``AreaError``."""
    return "+" in parse_area(area)

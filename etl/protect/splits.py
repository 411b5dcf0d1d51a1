"""Which codes of one dimension add up to which: the halves of a sex, bands of age, provinces of the country, years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from childrights.catalogue import TOTAL
from geo import COUNTRY, PROVINCES, province_members

Code = Any
HALVES: Mapping[str, tuple[str, ...]] = {
    "sex": ("female", "male"),
    "residence": ("rural", "urban"),
    "disability": ("with_disability", "without_disability"),
}
_WEALTH = (tuple(f"quintile_{n}" for n in range(1, 6)), tuple(f"quartile_{n}" for n in range(1, 5)))
_BAND = re.compile(r"(\d+)(?:-(\d+)|(\+))?")
REST = "rest"
"""The code of ages that no band tells, of wealth that no quintile does."""
ELSEWHERE = "elsewhere"
"""The code of the places that nobody tells."""
_OLDEST = 200


@dataclass(frozen=True, slots=True)
class Split:
    """``whole`` is all ``parts``.

    ``is_certain`` is false where only the numbers can say whether they do add up: what was counted over two years need
    not be the sum of both. ``is_open`` says that there may be others than the parts: other places, other ages.
    """

    whole: Code
    parts: tuple[Code, ...]
    is_certain: bool = True
    is_open: bool = False


def splits(name: str, codes: Sequence[Code]) -> Iterator[Split]:
    """Every way in which some of the codes of dimension ``name`` make up another of them."""
    yield from _found(name, tuple(codes))


@lru_cache(maxsize=4096)
def _found(name: str, codes: tuple[Code, ...]) -> tuple[Split, ...]:
    """The rows of a table have the same codes over and over."""
    return tuple(_FINDERS[name](codes))


def _halves(parts: tuple[str, ...]) -> Callable[[Sequence[Code]], Iterator[Split]]:
    def found(codes: Sequence[Code]) -> Iterator[Split]:
        if len({TOTAL, *parts} & set(codes)) > 1:
            yield Split(TOTAL, parts)

    return found


def _wealth(codes: Sequence[Code]) -> Iterator[Split]:
    for parts in _WEALTH:
        there = tuple(part for part in parts if part in codes)
        if there and TOTAL in codes:
            yield Split(TOTAL, there, is_open=len(there) < len(parts))
        elif len(there) == len(parts):
            yield Split(TOTAL, there)


def _areas(codes: Sequence[Code]) -> Iterator[Split]:
    covers = {code: frozenset(province_members(code)) for code in codes if code not in (COUNTRY, ELSEWHERE)}
    single = {code for code, cover in covers.items() if len(cover) == 1}
    for code, cover in covers.items():
        if code not in single and cover & single:
            yield Split(code, tuple(sorted(cover)))
    parts = [code for code, cover in covers.items() if code in single or not cover & single]
    seen: set[str] = set()
    chosen = []
    for code in sorted(parts, key=lambda one: (len(covers[one]), one)):
        if not covers[code] & seen:
            chosen.append(code)
            seen |= covers[code]
    if chosen and (COUNTRY in codes or len(seen) == len(PROVINCES)):
        yield Split(COUNTRY, tuple(sorted(chosen)), is_open=True)


def _ages(codes: Sequence[Code]) -> Iterator[Split]:
    bands = {code: band for code in codes if (band := age_band(code)) is not None}
    for whole, (low, high) in bands.items():
        inside = {code: band for code, band in bands.items() if low <= band[0] and band[1] <= high and code != whole}
        chain, is_whole = _chain(inside, low, high)
        if chain and is_whole:
            yield Split(whole, chain)
    if bands and TOTAL in codes:
        chain, _ = _chain(bands, min(low for low, _ in bands.values()), _OLDEST)
        yield Split(TOTAL, chain, is_open=True)


def age_band(code: str) -> tuple[int, int] | None:
    """The first and the last year of an age band; ``None`` of what is none."""
    found = _BAND.fullmatch(code)
    if found is None:
        return None
    low = int(found[1])
    return low, _OLDEST if found[3] else int(found[2] or low)


def _chain(bands: Mapping[Code, tuple[int, int]], low: int, high: int) -> tuple[tuple[Code, ...], bool]:
    """The finest bands that follow each other from ``low`` on, gaps left open, and whether they cover it all."""
    chain: list[Code] = []
    at, is_whole = low, True
    while at <= high:
        following = [(band[0], band[1], code) for code, band in bands.items() if band[0] >= at and band[1] <= high]
        if not following:
            return tuple(chain), False
        start, end, code = min(following, key=lambda one: one[:2])
        is_whole &= start == at
        chain.append(code)
        at = end + 1
    return tuple(chain), is_whole


def _years(codes: Sequence[Code]) -> Iterator[Split]:
    spans = {code: (code[0], code[1]) for code in codes}
    for whole, (low, high) in spans.items():
        inside = {
            code: span for code, span in spans.items() if low <= span[0] and span[1] <= high and span != (low, high)
        }
        chain, _ = _chain(inside, low, high) if high > low else ((), False)
        if chain:
            yield Split(whole, tuple(_without_gaps(chain, low, high)), is_certain=False)


def _without_gaps(chain: Sequence[Code], low: int, high: int) -> Iterator[Code]:
    """The periods of a chain with those that nobody tells: whoever tells of two years and of one tells of the other."""
    at = low
    for start, end, label in (*chain, (high + 1, high + 1, "")):
        if start > at:
            yield at, start - 1, str(at) if at == start - 1 else f"{at}-{start - 1}"
        if label:
            yield start, end, label
        at = end + 1


_FINDERS: Mapping[str, Callable[[Sequence[Code]], Iterator[Split]]] = {
    **{name: _halves(parts) for name, parts in HALVES.items()},
    "wealth": _wealth,
    "age": _ages,
    "area": _areas,
    "period": _years,
}
DIMENSIONS = tuple(_FINDERS)
"""The dimensions along which cells add up."""

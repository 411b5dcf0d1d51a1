"""How results are kept between reruns; what is kept stands in ``ui/parts/cache.py`` alone.

Not by Streamlit's caches: they describe a call by hashing its arguments byte by byte, 50 to 100 microseconds each time,
and a page of many small answers asks 200 times.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from inspect import signature
from threading import Condition
from typing import Any, ParamSpec, TypeVar

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

P = ParamSpec("P")
R = TypeVar("R")
Store = Callable[[int], LRUCache[Hashable, Any]]


class Released(LRUCache[Hashable, Any]):
    """A store that closes what it lets go."""

    def popitem(self) -> tuple[Hashable, Any]:
        """The longest unasked, closed."""
        key, value = super().popitem()
        value.close()
        return key, value


def keep_results(entries: int, store: Store = LRUCache) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep ``entries`` results by their arguments, all of them hashable; the longest unasked goes first.

    An argument whose name begins with an underscore helps to make the result and does not name it; it is given by
    position. Whoever asks for what somebody is making waits for it. A refusal is not kept.
    """

    def decorate(make: Callable[P, R]) -> Callable[P, R]:
        helpers = {place for place, name in enumerate(signature(make).parameters) if name.startswith("_")}

        def named(*given: Hashable, **more: Hashable) -> Hashable:
            return hashkey(*(one for place, one in enumerate(given) if place not in helpers), **more)

        key = named if helpers else hashkey
        return cached(store(entries), key=key, condition=Condition())(make)

    return decorate

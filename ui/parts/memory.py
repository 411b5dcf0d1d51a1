"""Keeps what the garbage collector looks at small, because Streamlit makes it look at everything after every rerun.

That collection costs more than our pages: about 40 ms with our imports on the heap, under 1 ms once what is there to
stay is frozen, that is, out of the collector's sight. Counting the objects in its sight is no way to know when:
``gc.get_objects`` holds on to what other threads are just making, and then a tuple being made cannot be finished.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

SLOW_S = 0.003
"""A full collection that takes this long has much in its sight that could be frozen, in seconds of CPU."""

THAW_AFTER_S = 300
"""Frozen things that refer to each other are only freed after a thaw, so there is one now and then."""

FULL = 2


class Settler:
    """Watches how long full collections take and freezes what has come to stay when they grow slow."""

    def __init__(self, cpu: Callable[[], float] = time.thread_time) -> None:
        self._cpu = cpu
        self._busy = threading.Lock()
        self._grown = True
        self._begun = 0.0
        self._thawed = time.monotonic()

    def watch(self, phase: str, info: Mapping[str, Any]) -> None:
        """Told by the collector when it starts and stops; see ``gc.callbacks``."""
        if info["generation"] != FULL:
            return
        if phase == "start":
            self._begun = self._cpu()
        elif self._cpu() - self._begun > SLOW_S:
            self._grown = True

    def settle(self) -> bool:
        """Freeze what has come to stay if collections grew slow since the last time; whether it did."""
        if not self._grown or not self._busy.acquire(blocking=False):
            return False
        try:
            if time.monotonic() - self._thawed > THAW_AFTER_S:
                gc.unfreeze()
                self._thawed = time.monotonic()
            gc.collect()
            gc.freeze()
            self._grown = False
            return True
        finally:
            self._busy.release()


_settler = Settler()
gc.callbacks.append(_settler.watch)
settle = _settler.settle

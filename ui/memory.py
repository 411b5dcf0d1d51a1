"""Keeps what the garbage collector looks at small, because Streamlit makes it look at everything after every rerun.

That collection costs more than our pages: about 40 ms with our imports on the heap, under 1 ms once what is there to
stay is frozen, that is, out of the collector's sight.
"""

from __future__ import annotations

import gc
import threading
import time

GROWN = 20_000
"""Objects in the collector's sight from which on it is worth freezing them; counting so many takes 0.3 ms."""

THAW_AFTER_S = 300
"""Frozen things that refer to each other are only freed after a thaw, so there is one now and then."""

_busy = threading.Lock()
_thawed = time.monotonic()


def settle() -> bool:
    """Freeze what has come to stay, if it has become much since the last time; whether it did."""
    global _thawed
    if len(gc.get_objects()) < GROWN or not _busy.acquire(blocking=False):
        return False
    try:
        if time.monotonic() - _thawed > THAW_AFTER_S:
            gc.unfreeze()
            _thawed = time.monotonic()
        gc.collect()
        gc.freeze()
        return True
    finally:
        _busy.release()

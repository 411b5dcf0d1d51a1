"""Open files and connections: a system gives a process only so many, 256 on macOS, and one more ends it.

The limit is raised where the system lets. Where it does not, new visitors are asked to wait before the last handle is
gone, so that whoever is here already goes on reading.
"""

from __future__ import annotations

import contextlib
import os
import sys

WANTED = 10_240
"""More than macOS gives is refused there."""
SHARE_KEPT, LEAST_KEPT, MOST_KEPT = 0.25, 32, 256
"""What stays free for the snapshot, the ledger, uploads and the connections that are told to wait."""


def raise_limit(wanted: int = WANTED) -> int:
    """Let this process open ``wanted`` files, or as many as the system lets; the limit then, 0 where there is none."""
    if sys.platform == "win32":
        return 0
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    now = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return 0 if now == resource.RLIM_INFINITY else now


class Handles:
    """How near the limit a process is. ``limit`` 0 means that there is none."""

    def __init__(self, limit: int) -> None:
        kept = min(MOST_KEPT, max(LEAST_KEPT, int(limit * SHARE_KEPT)))
        self._most = limit - kept if limit else sys.maxsize

    def are_scarce(self, for_long: bool = False) -> bool:
        """Whether one more visitor is too many; one who stays (``for_long``) is turned away before one who asks once.

        A new handle takes the lowest free number, so that number says how many are taken.
        """
        if self._most == sys.maxsize:
            return False
        free = lowest_free()
        return free is None or free >= (self._most if not for_long else self._most - LEAST_KEPT)


def lowest_free() -> int | None:
    """The number that the next opened file would get; None where the system gives no more."""
    try:
        probe = os.open(os.devnull, os.O_RDONLY)
    except OSError:
        return None
    os.close(probe)
    return probe

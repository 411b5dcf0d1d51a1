"""Processes that do not outlive the test run that started them, however it ends."""

from __future__ import annotations

import ctypes
import signal
import sys

# Looked up here: between the making of a process and its start, where ``preexec_fn`` runs, nothing more may be.
_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None
_PARENT_DEATH_SIGNAL = 1


def die_with_parent() -> None:
    """Have this process killed when the thread that started it has ended: a run that is killed itself stops nothing.

    Linux alone can do it so; elsewhere nothing happens.
    """
    if _LIBRARY is not None:
        _LIBRARY.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)

"""An event loop that takes nothing from the system before somebody runs something in it.

Streamlit makes one for every session, in case a page uses ``asyncio``, and keeps it until the session is forgotten, two
minutes after its page was closed: three open handles each, so that 82 visits use up the 256 that macOS gives. No page
of ours ever runs anything in it.
"""

from __future__ import annotations

import asyncio
from typing import Any

import streamlit.runtime.app_session

_OWN = frozenset({"_woken", "_closed", "is_closed", "is_running", "close", "get_debug", "__class__", "__dict__"})


class SleepingLoop(asyncio.AbstractEventLoop):
    """Stands for a loop, and makes the real one when more than its state is asked for."""

    def __init__(self) -> None:
        self._woken: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def __getattribute__(self, name: str) -> Any:
        if name in _OWN:
            return object.__getattribute__(self, name)
        if self._woken is None:
            if self._closed:
                raise RuntimeError("Event loop is closed")
            self._woken = asyncio.new_event_loop()
        return getattr(self._woken, name)

    def is_closed(self) -> bool:
        """Whether nothing can be run in it any more."""
        return self._woken.is_closed() if self._woken is not None else self._closed

    def is_running(self) -> bool:
        """Whether something runs in it."""
        return self._woken is not None and self._woken.is_running()

    def get_debug(self) -> bool:
        """Whether it looks for slow callbacks."""
        return self._woken is not None and self._woken.get_debug()

    def close(self) -> None:
        """Give back what it took, if anything."""
        self._closed = True
        if self._woken is not None:
            self._woken.close()


class _Asyncio:
    """``asyncio`` as Streamlit's sessions know it, but with sleeping loops."""

    new_event_loop = SleepingLoop

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)


def let_loops_sleep() -> None:
    """Have every session begin with a loop that sleeps."""
    vars(streamlit.runtime.app_session)["asyncio"] = _Asyncio()

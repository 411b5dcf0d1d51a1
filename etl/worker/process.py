"""The server's side of one process that reads files: started, written to, listened to, measured, ended."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue

import psutil

from etl.worker.limits import WorkLimits
from etl.worker.messages import Ended, receive, send

_LOW_AND_UNSEEN = 0x4000 | 0x08000000  # what Windows calls BELOW_NORMAL_PRIORITY_CLASS and CREATE_NO_WINDOW
_ROOT = Path(__file__).resolve().parent.parent.parent


def command(limits: WorkLimits) -> Sequence[str]:
    """How the process is started: as one of its own on every system, which inherits nothing."""
    return (sys.executable, "-m", "etl.worker", str(limits.seconds), str(limits.memory))


class ReaderProcess:
    """A process that reads one file at a time. ``heard`` are its messages, ``None`` when it is gone."""

    def __init__(self, words: Sequence[str]) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
            creationflags=_LOW_AND_UNSEEN if sys.platform == "win32" else 0,
        )
        self.owner = os.getpid()
        self.heard: SimpleQueue[bytes | None] = SimpleQueue()
        self.is_ready = False
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs, as a child of this very process."""
        return self.owner == os.getpid() and self._process.poll() is None

    @property
    def memory(self) -> int:
        """Bytes it has in memory now; 0 when it is gone."""
        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def write(self, *messages: bytes) -> None:
        """Send messages without waiting until they are read: the process may hang."""
        threading.Thread(target=self._write, args=messages, daemon=True).start()

    def _write(self, *messages: bytes) -> None:
        with contextlib.suppress(OSError, ValueError):  # it died; who listens hears that
            for message in messages:
                send(self._process.stdin, message)  # type: ignore[arg-type]

    def _listen(self) -> None:
        try:
            while True:
                self.heard.put(receive(self._process.stdout))  # type: ignore[arg-type]
        except (Ended, OSError, ValueError, MemoryError):
            self.heard.put(None)

    def stop(self) -> None:
        """End it at once; it keeps nothing that could be lost."""
        if self.owner != os.getpid():
            return
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()

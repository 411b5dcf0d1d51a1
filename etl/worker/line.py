"""The line of files that wait to be read: one is read at a time, the others in the order in which they came."""

from __future__ import annotations

import atexit
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty
from typing import Any

import orjson

from etl.reading import FileRefusal
from etl.worker.errands import ERRANDS
from etl.worker.limits import LIMITS, WorkLimits
from etl.worker.process import ReaderProcess, command
from etl.worker.refusals import unpacked_refusal
from etl.worker.travelling import Garbled, read, written

_MOMENT = 0.1
WAITING, READING = "waiting", "reading"


class ReadingStopped(FileRefusal):
    """A file was not read to its end: it took too much, or the process that read it died."""


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """Where a file stands: ``waiting`` behind ``ahead`` others, then ``reading``, then ``understanding``; and for how
    many seconds it has been read."""

    stage: str
    ahead: int = 0
    seconds: float = 0.0


Tell = Callable[[ReadingProgress], object]
"""Called again and again while somebody waits. What it raises ends the reading: so a closed tab does."""


class ReadingLine:
    """Hands files to the process that reads, one at a time."""

    def __init__(self, limits: WorkLimits = LIMITS, words: Sequence[str] | None = None) -> None:
        self._limits, self._words = limits, words or command(limits)
        self._turn = threading.Condition()
        self._line: deque[object] = deque()
        self._process: ReaderProcess | None = None

    def warm(self) -> None:
        """Have a process ready, without waiting for it."""
        with self._turn:
            if self._process is None or not self._process.alive:
                self._replace()

    @property
    def memory(self) -> int:
        """Bytes that the process has in memory now."""
        process = self._process
        return process.memory if process is not None else 0

    def close(self) -> None:
        """End the process."""
        with self._turn:
            process, self._process = self._process, None
        if process is not None:
            process.stop()

    def ask(self, errand: str, content: bytes, asked: object, *, file_name: str, tell: Tell) -> Any:
        """Have an errand done when its turn comes. Raises ``ReadingStopped`` and what the errand refuses."""
        ticket = object()
        with self._turn:
            if len(self._line) >= self._limits.waiting:
                raise ReadingStopped("many_wait", file=file_name)
            self._line.append(ticket)
        try:
            self._wait(ticket, tell)
            return self._hand_over(errand, content, asked, file_name, tell)
        finally:
            with self._turn:
                self._line.remove(ticket)
                self._turn.notify_all()

    def _wait(self, ticket: object, tell: Tell) -> None:
        while True:
            with self._turn:
                ahead = self._line.index(ticket)
                if not ahead:
                    return
                self._turn.wait(_MOMENT)
            tell(ReadingProgress(WAITING, ahead))

    def _hand_over(self, errand: str, content: bytes, asked: object, file_name: str, tell: Tell) -> Any:
        kind = ERRANDS[errand]
        told = orjson.dumps({"errand": errand, "asked": written(asked, kind.asked).decode()})
        process = self._standing()
        watched = _Watched(process, self._limits, file_name, tell)
        sound = False
        try:
            process.write(told, content)
            answer = watched.answer()
            sound = process.memory < self._limits.kept_below
            return read(answer, kind.answered)
        except Garbled as fault:
            sound = False
            raise ReadingStopped("stopped", file=file_name) from fault
        except FileRefusal as refusal:
            sound = not isinstance(refusal, ReadingStopped)
            raise
        finally:
            if not sound:
                with self._turn:
                    self._replace()

    def _standing(self) -> ReaderProcess:
        with self._turn:
            if self._process is None or not self._process.alive:
                self._replace()
            assert self._process is not None
            return self._process

    def _replace(self) -> None:
        if self._process is not None:
            self._process.stop()
        self._process = ReaderProcess(self._words)


@dataclass(slots=True)
class _Watched:
    """One errand: what the process says is heard, its time and memory are measured, and whoever waits is told."""

    process: ReaderProcess
    limits: WorkLimits
    file_name: str
    tell: Tell
    begun: float | None = None
    stage: str = READING

    def answer(self) -> bytes:
        """The bytes of the answer. Raises ``ReadingStopped``, ``Garbled`` and what was refused."""
        asked = time.monotonic()
        while True:
            message = self._next()
            now = time.monotonic()
            since = asked if self.begun is None else self.begun
            if now - since > (self.limits.ready_within if self.begun is None else self.limits.seconds):
                raise ReadingStopped("too_slow", file=self.file_name, limit=int(self.limits.seconds))
            if message is None:
                if self.process.memory > self.limits.memory:
                    raise ReadingStopped("too_much_memory", file=self.file_name)
                self.tell(ReadingProgress(self.stage, 0, now - since))
            elif (found := self._heard(message, now)) is not None:
                return found

    def _next(self) -> bytes | None:
        """The next message, ``None`` when there is none yet."""
        try:
            message = self.process.heard.get(timeout=_MOMENT)
        except Empty:
            return None
        if message is None:
            raise ReadingStopped(
                "stopped" if self._within() else "too_slow", file=self.file_name, limit=int(self.limits.seconds)
            )
        return message

    def _within(self) -> bool:
        """Whether there was time left: who is ended by the system for its seconds dies without a word."""
        return self.begun is None or time.monotonic() - self.begun < self.limits.seconds * 0.9

    def _heard(self, message: bytes, now: float) -> bytes | None:
        try:
            told = orjson.loads(message)
        except ValueError as fault:
            raise Garbled("no JSON") from fault
        match told:
            case {"ready": True}:
                self.process.is_ready = True
            case {"begun": True}:
                self.begun = now
            case {"stage": str(stage)}:
                self.stage = stage
            case {"refused": refused}:
                raise unpacked_refusal(refused)
            case {"failed": failed}:
                raise ReadingStopped("too_much_memory" if failed == "memory" else "stopped", file=self.file_name)
            case {"answer": int()}:
                return self._rest(now)
            case _:
                raise Garbled("an unknown message")
        return None

    def _rest(self, now: float) -> bytes:
        left = self.limits.seconds - (now - (self.begun or now))
        try:
            answer = self.process.heard.get(timeout=max(left, 1.0))
        except Empty:
            answer = None
        if answer is None:
            raise ReadingStopped("stopped", file=self.file_name)
        return answer


LINE = ReadingLine()
"""The one line of this server."""
atexit.register(LINE.close)

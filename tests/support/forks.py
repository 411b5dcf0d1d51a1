"""Processes to be killed: forked from one that has everything loaded, so that twenty of them cost little more than one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_END = "ended "
_FORKING = """
import json, os, sys, traceback
from tests.support.processes import die_with_parent
die_with_parent()
{script}
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        try:
            die_with_parent()
            main(*json.loads(line))
        except BaseException:
            traceback.print_exc(file=sys.stdout)
            sys.stdout.flush()
            os._exit(1)
        sys.stdout.flush()
        os._exit(0)
    print("{end}" + str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])), flush=True)
"""


class Forks:
    """What forks: one process at a time, each running the script's ``main`` with words of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, *words: object) -> None:
        """Fork one."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(word) for word in words]) + "\n")
        self._process.stdin.flush()

    def line(self) -> str:
        """The next line that it prints."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"what forks has ended: {self._process.poll()}"
        return line.rstrip("\n")

    def end(self) -> tuple[int, str]:
        """Wait for its end: its exit code (below zero: the signal) and what else it printed."""
        printed = []
        while not (line := self.line()).startswith(_END):
            printed.append(line)
        return int(line.removeprefix(_END)), "\n".join(printed)

    def run(self, *words: object) -> tuple[int, str]:
        """Fork one and wait for its end."""
        self.start(*words)
        return self.end()


@contextmanager
def forking(script: str) -> Iterator[Forks]:
    """Load ``script`` once, to fork processes that run the function ``main`` it defines."""
    code = _FORKING.replace("{script}", script).replace("{end}", _END)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, text=True, start_new_session=True, **pipes
    ) as process:
        try:
            yield Forks(process)
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # with the one it forked last


COUNTED_STEPS = """
import os, sqlite3
from pathlib import Path
stop_at = steps = 0
commits = []
def step(*args):
    global steps
    steps += 1
    if args[:1] == ("COMMIT",):
        commits.append(steps)
    if steps == stop_at:
        os._exit(9)
def counted(function):
    def wrapper(*args, **kwargs):
        step()
        result = function(*args, **kwargs)
        step()
        return result
    return wrapper
os.replace, os.fsync = counted(os.replace), counted(os.fsync)
class Stopping:
    def execute(self, *args):
        step(*args)
        return super().execute(*args)
connect = sqlite3.connect
def stopping(*args, factory=sqlite3.Connection, **kwargs):
    return connect(*args, factory=type("Ledger", (Stopping, factory), {}), **kwargs)
sqlite3.connect = stopping
"""
"""Every call that changes the disk or the ledger is a step; the process ends without a word at the n-th."""


def steps_to_stop_at(steps: int, commits: Sequence[int], every: int = 12) -> list[int]:
    """A sample of all steps: each ``every``-th, the last, and the two beside each commit, where in and out part."""
    around = {commit + beside for commit in commits for beside in (0, 1)}
    return sorted({*range(1, steps + 1, every), steps, *around} & set(range(1, steps + 1)))

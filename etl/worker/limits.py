"""What reading one file may use, and how the process that reads holds itself to it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """Memory of the whole process in bytes, seconds (of the clock and of the processor) of one errand, how many may
    wait for their turn, and how long a process may take to be ready or lies idle before it goes."""

    memory: int = 700 * MEGABYTE
    seconds: float = 90.0
    waiting: int = 20
    ready_within: float = 120.0
    idle: float = 300.0
    kept_below: int = 400 * MEGABYTE
    """A process that holds more than this after an errand is replaced: what one file took is given back."""


LIMITS = WorkLimits()


def confine_memory(most: int) -> None:
    """Make the allocation fail that would take this process over ``most`` bytes, where the system can do that (Linux).

    What is counted is what may be written to, which is more than what is in memory: the difference at this moment,
    stacks of threads above all, is added. Elsewhere the process is watched from outside.
    """
    if sys.platform != "linux":
        return
    import resource

    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    data, resident = (int(told[name].split()[0]) * 1024 for name in ("VmData", "VmRSS"))
    with contextlib.suppress(ValueError, OSError):  # a stricter limit of the house stays
        resource.setrlimit(resource.RLIMIT_DATA, (most + max(data - resident, 0),) * 2)


def confine_process() -> None:
    """Low priority, and no image of the memory on the disk when it dies: it holds what a person sent."""
    if sys.platform == "win32":
        return  # the priority is given at the start
    import resource

    with contextlib.suppress(OSError):
        os.nice(10)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_seconds(seconds: float) -> None:
    """End this process when it has used so many more seconds of the processor, where the system can do that."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(time.process_time() + seconds) + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))

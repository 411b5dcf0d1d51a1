"""Every type for the systems of other people: all that mypy checks, once more for Windows and for macOS.

The tests check for them only the files that name what a system may not have (``launcher/main.py``), with all that they
import taken as it comes: half a minute of work less for each.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Case, measured

ROOT = Path(__file__).resolve().parent.parent


def cases() -> Iterator[Case]:
    """The lines of mypy that tell of a fault, for each system; none are allowed."""
    for platform in ("win32", "darwin"):
        words = ["--platform", platform, "--cache-dir", f".mypy_cache/whole-{platform}", "--no-error-summary"]
        done = subprocess.run(
            [sys.executable, "-m", "mypy", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
        )
        print(done.stdout, done.stderr, sep="", end="", flush=True)
        faults = done.stdout.count(": error:") or done.returncode
        yield measured(f"types for {platform}", "faults found, against none", faults, 0, "faults")

"""The verbs of the command line as tests run them: in this process, which has everything loaded, or in one of their own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import cli

ROOT = Path(__file__).resolve().parents[2]


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """``python run.py`` and ``words``; an error that nobody caught is the test's own, not an exit code."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    code = 0
    place = patch.dict(os.environ, {"CHILDRIGHTS_HOME": str(home)})
    with place, patch.object(sys, "argv", ["cli", *words]), redirect_stdout(out), redirect_stderr(err):
        try:
            cli.main()
        except SystemExit as end:
            assert end.code is None or isinstance(end.code, int)
            code = end.code or 0
    return subprocess.CompletedProcess(words, code, *(one.buffer.getvalue().decode("utf-8") for one in (out, err)))


def start(home: Path, *words: str) -> subprocess.Popen[str]:
    """The same in a process of its own, as a person starts it."""
    environment = {**os.environ, "CHILDRIGHTS_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command: Sequence[str] = [sys.executable, str(ROOT / "cli"), *words]
    return subprocess.Popen(command, env=environment, encoding="utf-8", **pipes)


def run_alone(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, to its end."""
    process = start(home, *words)
    out, err = process.communicate()
    return subprocess.CompletedProcess(words, process.returncode, out, err)

"""How long a second start takes, beside the emptiest Streamlit app there is."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Case
from etl.ledger import State
from etl.snapshot import build
from tests.support.server import start_server

ROOT = Path(__file__).resolve().parent.parent


def cases() -> Iterator[Case]:
    """``python run.py`` until it says its address, against an empty page until its health check answers."""
    with tempfile.TemporaryDirectory() as folder:
        home, empty = Path(folder) / "home", Path(folder) / "empty.py"
        empty.write_text("import streamlit\n", encoding="utf-8")
        build(State(home))
        yield Case(
            "second start",
            "python run.py to a served page, against an empty Streamlit app",
            lambda: start_ours(home),
            lambda: start_empty(empty),
            limit=1.6,
            rounds=5,
        )


def start_ours(home: Path) -> float:
    """Seconds until run.py prints its address."""
    command = [sys.executable, str(ROOT / "run.py"), "--no-browser"]
    env = {**os.environ, "CHILDRIGHTS_HOME": str(home)}
    begun = time.perf_counter()
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        if process.stdout is None or "http" not in process.stdout.readline():
            raise RuntimeError("run.py did not start")
        took = time.perf_counter() - begun
        process.terminate()
    return took


def start_empty(script: Path) -> float:
    """Seconds until an app without content answers."""
    begun = time.perf_counter()
    with start_server(script.parent, script):
        return time.perf_counter() - begun

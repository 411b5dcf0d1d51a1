"""Resolve requirements*.in into the exact pins of requirements*.txt. Needs uv.

Run it after changing an .in file. One resolution serves Linux, macOS and Windows and Python 3.11 and newer.
The development list leaves out what the runtime list already pins, so that no version is written twice.
"""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Resolved from {source} by tools/lock_pins.py. Exact pins, one a line.\n"


def resolve(source: str, *more: str) -> list[str]:
    """Pins that ``source`` (a file of ROOT) asks for, one ``name==version [; marker]`` each."""
    command = ["uv", "pip", "compile", "--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    command += ["--no-header", "--no-annotate", "--quiet", source, *more]
    result = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    pins = [line for line in result.stdout.splitlines() if "==" in line]
    # A browser as a system (Emscripten) is none that anybody starts the dashboard on.
    return [line for line in pins if "sys_platform == 'emscripten'" not in line]


def main() -> None:
    """Write requirements.txt, then what requirements-dev.txt adds to it."""
    parser = argparse.ArgumentParser(description=__doc__, epilog="Other words are handed on to uv pip compile.")
    words = parser.parse_known_args()[1]
    runtime = resolve("requirements.in", *words)
    write("requirements.txt", "requirements.in", runtime)
    development = resolve("requirements-dev.in", *words)
    write("requirements-dev.txt", "requirements-dev.in", [pin for pin in development if pin not in runtime])


def write(target: str, source: str, pins: list[str]) -> None:
    text = HEADER.format(source=source) + "".join(f"{pin}\n" for pin in pins)
    (ROOT / target).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

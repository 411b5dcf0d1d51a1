"""The check of wheels asks for every computer the README promises, each with the pins that it installs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from launcher.computer import LAST_PYTHON
from tools import check_wheels
from tools.check_wheels import LEAST_MACOS, Target, missing, pins_for, targets

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [
    "# a comment",
    "--no-index",
    "plain==1.0",
    "colorama==0.4 ; sys_platform == 'win32'",
    "old==2.0 ; python_full_version < '3.12'",
    "chip==3.0 ; platform_machine == 'arm64' and sys_platform == 'darwin'",
]


@pytest.mark.parametrize(
    ("platform", "python", "pins"),
    [
        ("win_amd64", (3, 14), ["plain==1.0", "colorama==0.4"]),
        ("win_amd64", (3, 11), ["plain==1.0", "colorama==0.4", "old==2.0"]),
        ("macosx_14_0_arm64", (3, 13), ["plain==1.0", "chip==3.0"]),
        ("macosx_13_0_x86_64", (3, 11), ["plain==1.0", "old==2.0"]),
    ],
)
def test_markers_are_those_of_the_other_computer(platform: str, python: tuple[int, int], pins: list[str]) -> None:
    assert pins_for(Target(platform, python), LINES) == pins


def test_every_computer_that_the_readme_promises_is_asked_for() -> None:
    assert len(targets()) == 3 * (LAST_PYTHON[1] - 10)
    assert "Python 3.11 to {}.{}, 64-bit".format(*LAST_PYTHON) in README
    least = f"macOS {LEAST_MACOS['arm64']} (Apple silicon) or {LEAST_MACOS['x86_64']} (Intel)"
    assert least in README


def test_each_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        gone = next((one for one in command if one.startswith(("a==", "c=="))), "")
        told = f"ERROR: No matching distribution found for {gone}" if gone else ""
        return subprocess.CompletedProcess(command, bool(gone), "", told)

    monkeypatch.setattr(check_wheels.subprocess, "run", run)
    assert missing(Target("win_amd64", (3, 15)), ["a==1", "b==1", "c==1"]) == ["a", "c"]

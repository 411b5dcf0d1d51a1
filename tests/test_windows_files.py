"""The model of how Windows treats files refuses what Windows refuses, and nothing else."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.usefixtures("windows_files"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc"),
]


def test_an_open_file_can_be_neither_replaced_nor_removed(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.touch()
    two.touch()
    with one.open("rb"):
        for do in (
            one.unlink,
            lambda: os.replace(two, one),
            lambda: one.rename(tmp_path / "three"),
            lambda: os.remove(one),
        ):
            with pytest.raises(PermissionError, match="WinError 32"):
                do()
        with pytest.raises(PermissionError):
            shutil.rmtree(tmp_path)
        assert one.exists()
    os.replace(one, two)
    shutil.rmtree(tmp_path)
    assert not tmp_path.exists()


def test_a_file_that_a_program_we_started_holds_counts_too(tmp_path: Path) -> None:
    held = tmp_path / "held"
    held.touch()
    code = "import sys; file = open(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-S", "-c", code, str(held)], **pipes) as other:  # type: ignore[call-overload]
        other.stdout.readline()
        with pytest.raises(PermissionError):
            held.unlink()
        other.stdin.close()
    held.unlink()


@pytest.mark.parametrize(
    "name", ["a:b", "what?", "a*", 'a"b', "a|b", "nul", "CON.txt", "com1", "ends.", "ends ", "a<b"]
)
def test_names_that_windows_refuses_cannot_be_made(name: str, tmp_path: Path) -> None:
    for make in ((tmp_path / name).touch, (tmp_path / name).mkdir, lambda: (tmp_path / name).write_bytes(b"")):
        with pytest.raises(OSError, match="WinError 123"):
            make()


@pytest.mark.parametrize("name", ["a", "a.b.c", ".hidden", "ផែនទី", "console", "a b", "~$a"])
def test_other_names_can(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    (tmp_path / f"{name}_").mkdir()


def test_text_gets_line_endings_of_windows_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_text("a\nb\n", encoding="utf-8")
    assert one.read_bytes() == b"a\r\nb\r\n" and one.read_text(encoding="utf-8") == "a\nb\n"
    one.write_text("a\n", encoding="utf-8", newline="\n")
    assert one.read_bytes() == b"a\n"
    with io.open(one, "w", encoding="utf-8", newline="") as file:  # noqa: UP020
        file.write("a\n")
    assert one.read_bytes() == b"a\n"

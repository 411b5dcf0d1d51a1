"""Files that others hold for a moment, and files that cannot be written: patience, then one sentence."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest

from childrights import files
from childrights.files import CannotWrite, FileHeld, read_text, replace, write_output


class Refusing:
    """Something that is refused for the first ``times``."""

    def __init__(self, times: int) -> None:
        self.left, self.asked = times, 0

    def __call__(self) -> str:
        self.asked += 1
        if self.asked <= self.left:
            raise PermissionError(13, "held")
        return "done"


@pytest.mark.parametrize("times", [0, 1, 5])
def test_what_is_refused_for_a_moment_is_done(times: int) -> None:
    one = Refusing(times)
    assert files.patiently(one) == "done" and one.asked == times + 1


def test_what_is_refused_for_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE_S", 0.02)
    with pytest.raises(FileHeld, match="held by another program"):
        files.patiently(Refusing(1000))


def test_other_errors_are_not_tried_again(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        replace(tmp_path / "nowhere", tmp_path / "there")
    assert time.monotonic() - began < 1


@pytest.mark.usefixtures("windows_files")
def test_a_file_is_replaced_once_its_reader_lets_go(tmp_path: Path) -> None:
    old, new = tmp_path / "CURRENT", tmp_path / "new"
    old.write_bytes(b"old")
    new.write_bytes(b"new")
    reader = old.open("rb")
    threading.Timer(0.2, reader.close).start()
    replace(new, old)
    assert old.read_bytes() == b"new" and not new.exists()


@pytest.mark.parametrize(
    ("out", "error", "sentence"),
    [
        ("out.csv", PermissionError(13, "no"), "is it open in Excel or another program? Close it there"),
        ("out.csv", FileNotFoundError(2, "no"), "its path is too long"),
        ("out.csv", OSError(28, "no space"), "the disk is full"),
        ("out.csv", OSError(5, "I/O error"), "I/O error."),
        ("nowhere/out.csv", FileNotFoundError(2, "no"), "there is no folder"),
        ("", PermissionError(13, "no"), "it is a folder"),
    ],
)
def test_the_reason_is_told(
    out: str, error: OSError, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(CannotWrite) as refused:
        write_output(tmp_path / out, b"x")
    assert sentence in str(refused.value) and str(tmp_path / out) in str(refused.value)


def test_files_are_replaced_in_one_place() -> None:
    """Whatever replaces a file elsewhere would fail now and then on Windows; what is given to a person is told there."""
    root = Path(__file__).resolve().parents[2]
    rooms = (path for room in ("childrights", "etl", "ui", "pages", "geo") for path in (root / room).rglob("*.py"))
    found = {
        path.relative_to(root).as_posix()
        for path in rooms
        if re.search(r"\bos\.(replace|rename)\(|\.rename\((?!columns=)", path.read_text(encoding="utf-8"))
    }
    assert found == {"childrights/files.py", "etl/workbooks/annotating.py"}

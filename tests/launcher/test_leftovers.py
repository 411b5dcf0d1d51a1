"""What a killed process left of an upload is gone at the next start; nothing else is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from launcher import leftovers
from launcher.leftovers import sweep_leftovers

NOW = 2_000_000_000.0


def _folder(home: Path, name: str, age: float, *files: str) -> Path:
    folder = home / name
    folder.mkdir()
    for file in files:
        (folder / file).write_text("Sok Neang")
    os.utime(folder, (NOW - age, NOW - age))
    return folder


def test_old_uploads_are_removed_and_young_ones_stay(tmp_path: Path) -> None:
    old = _folder(tmp_path, "childrights-ab_d1234", 3700, "upload.xlsx")
    made = _folder(tmp_path, "childrights-abcd5678", 9000, "made.xlsx")
    empty = _folder(tmp_path, "childrights-abcdefgh", 9000)
    young = _folder(tmp_path, "childrights-zbcd1234", 3500, "upload.csv")
    assert sweep_leftovers(tmp_path, NOW) == 3
    assert not (old.exists() or made.exists() or empty.exists()) and young.exists()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("childrights-home-abcdefgh", "upload.csv"),
        ("childrights", "upload.csv"),
        ("childrights-abcdefgh", "thesis.docx"),
        ("other-abcdefgh", "upload.csv"),
    ],
)
def test_what_is_not_ours_stays(name: str, file: str, tmp_path: Path) -> None:
    folder = _folder(tmp_path, name, 9000, file)
    assert sweep_leftovers(tmp_path, NOW) == 0 and folder.exists()


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    real = _folder(tmp_path, "real", 9000, "upload.csv")
    (tmp_path / "childrights-abcdefgh").symlink_to(real)
    assert sweep_leftovers(tmp_path, NOW) == 0 and (real / "upload.csv").exists()


def test_what_cannot_be_removed_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _folder(tmp_path, "childrights-abcdefgh", 9000, "upload.csv")
    monkeypatch.setattr(leftovers.shutil, "rmtree", lambda *_, **__: None)
    assert sweep_leftovers(tmp_path, NOW) == 0
    assert sweep_leftovers(tmp_path / "nowhere", NOW) == 0


def test_the_folders_of_the_upload_page_are_known_by_their_name() -> None:
    from etl.intake.in_memory import _made

    written: list[Path] = []
    _made(".csv", lambda path: (written.append(path), path.write_bytes(b"a")))
    assert leftovers._OURS.fullmatch(written[0].parent.name) and written[0].name.startswith(leftovers._FILES)

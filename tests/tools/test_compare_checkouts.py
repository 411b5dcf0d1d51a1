"""Two checkouts' answers are compared by what they say, not by when and where they were made."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tools.compare_checkouts import differences, plain


def package(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def sides(folder: Path, old: bytes, new: bytes) -> tuple[Path, Path]:
    for side, content in (("old", old), ("new", new)):
        (folder / side).mkdir()
        (folder / side / "answer").write_bytes(content)
    return folder / "old", folder / "new"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"built 2026-11-30T08:17:45Z", b"built 2026-11-29T07:01:00+07:00"),
        (b'"snapshot": "20261130T081745640022-ab"', b'"snapshot": "20261129T061745640099-ab"'),
        (b"in /tmp/x/old/state/a.duckdb", b"in /tmp/y/new/state/a.duckdb"),
        (package(a=b"made 2026-11-30T08:17:45Z", b=b"1"), package(b=b"1", a=b"made 2026-11-30T09:00:00Z")),
        (package(book=package(a=b"2026-11-30T08:17:45Z")), package(book=package(a=b"2025-01-01T00:00:00Z"))),
    ],
)
def test_the_moment_and_the_place_are_no_difference(tmp_path: Path, old: bytes, new: bytes) -> None:
    assert list(differences(*sides(tmp_path, old, new))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"32.4 per cent in 2014", b"32.5 per cent in 2014"),
        (b"2014", b"2014-2015"),
        (package(a=b"1"), package(a=b"2")),
        (package(a=b"1"), package(a=b"1", b=b"")),
        (package(book=package(a=b"1")), package(book=package(a=b"2"))),
        (b"", b"1"),
    ],
)
def test_every_other_difference_is_named(tmp_path: Path, old: bytes, new: bytes) -> None:
    assert [told.partition(":")[0] for told in differences(*sides(tmp_path, old, new))] == ["answer"]


def test_an_answer_that_only_one_gives_is_named(tmp_path: Path) -> None:
    old, new = sides(tmp_path, b"1", b"1")
    (old / "answer").unlink()
    assert list(differences(old, new)) == ["answer: only the new one answers"]


def test_a_package_is_read_part_by_part() -> None:
    assert plain(package(a=b"1")) == b"a1"

"""A file that a verb was asked to write, and that is open in Excel: one sentence, exit code 2."""

from __future__ import annotations

import io
import os
import shutil
import sys
import typing
from pathlib import Path
from typing import Any

import pytest

import cli
from childrights.members import SentByMember
from childrights.papers import Choice
from etl.ledger import State
from etl.papers import make_paper
from etl.permissions import owner
from geo.boundaries import BOUNDARIES_FILE
from tests.test_cli import BAD, workbook

STUNTING = ("--indicator", "stunting")
PAPER = "P00001"
WRITING = (
    ("template", "OUT.xlsx", *STUNTING),
    *(("export", "OUT.csv", *STUNTING, "--format", kind) for kind in ("csv", "sdmx-csv", "hxl")),
    ("export", "OUT.zip", *STUNTING),
    ("export", "OUT.xlsx", *STUNTING),
    ("export", "OUT.parquet", *STUNTING),
    ("brief", "OUT.xlsx", *STUNTING),
    ("paper", "OUT.docx", "--form", "position", "--right", "FEA"),
    ("card", "OUT.svg", *STUNTING),
    ("booklet", "OUT.pdf"),
    ("talk", "OUT.html", "--view", "?ind=stunting&view=ranking"),
    ("papers", PAPER, "--out", "OUT.docx"),
    ("check", "FILE", "--records", "OUT.csv"),
    ("check", "FILE", "--annotate", "OUT.xlsx"),
    ("recommendations", "--out", "OUT.csv"),
    ("recommendations", "--out", "OUT.xlsx"),
    ("asks", "--out", "OUT.csv"),
    ("asks", "--out", "OUT.xlsx"),
    ("asks", "--template", "OUT.xlsx"),
    ("asks", "--measures", "OUT.xlsx"),
    ("views", "--template", "OUT.xlsx"),
    ("views", "--counts", "OUT.xlsx"),
    ("mirror", "OUT.zip", "--member", "A member"),
    ("recommendations", "--template", "OUT.xlsx"),
    ("recommendations", "--new", "OUT.xlsx"),
    ("digest", "--feed", "OUT.xml"),
    ("khmer", "--out", "OUT.xlsx"),
    ("backup", "OUT.zip"),
    ("audit", "--csv", "OUT.csv"),
    ("boundaries", str(BOUNDARIES_FILE), "--check", "--picture", "OUT.png"),
)
INPUTS = {"backup_file", "basket", "file", "folder", "into", "map_file", "pictures", "saved", "take"}


def held(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Every file in ``folder`` is open in Excel: nobody else may write or replace it."""
    opened, replaced = io.open, os.replace

    def refuse(path: Any, mode: str = "r") -> None:
        if isinstance(path, str | os.PathLike) and Path(path).name.startswith("OUT") and set(mode) & set("wax+"):
            raise PermissionError(13, "Permission denied", os.fspath(path))

    def open_(path: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        refuse(path, mode)
        return opened(path, mode, *arguments, **options)

    def replace(source: Any, target: Any) -> None:
        refuse(target, "w")
        replaced(source, target)

    monkeypatch.setattr(io, "open", open_)
    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_an_output_that_is_open_in_excel_is_one_sentence(
    words: tuple[str, ...],
    built_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))
    if PAPER in words:
        home = tmp_path.with_name(f"{tmp_path.name}-home")
        shutil.copytree(built_home, home)
        monkeypatch.setenv("CHILDRIGHTS_HOME", str(home))
        make_paper(State(home), Choice("position", rights=("FEA",)), title="A position", who=owner("officer"))
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "FILE", *BAD)
    held(monkeypatch, tmp_path)
    # Nobody has sent anything here yet, and a mirror is of a member that has.
    monkeypatch.setattr("etl.mirror.sent_by", lambda *_, **__: SentByMember("A member", 2026))
    monkeypatch.setattr(sys, "argv", ["cli", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capsys.readouterr()
    assert ended.value.code == 2 and told.out == ""
    assert told.err.count("\n") == 1 and "cannot be written: is it open in Excel" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["FILE"]


def test_every_verb_that_writes_a_file_is_asked() -> None:
    tried = {words[0] for words in WRITING} | {
        f"{words[0]} {word}" for words in WRITING for word in words if word.startswith("--")
    }
    for command in cli.app.registered_commands:
        hints = typing.get_type_hints(command.callback, include_extras=False)
        for name in (name for name, kind in hints.items() if kind in (Path, Path | None) and name not in INPUTS):
            verb = command.name or command.callback.__name__  # type: ignore[union-attr]
            assert verb in tried if hints[name] is Path else f"{verb} --{name}" in tried, f"{verb} {name}"


def test_a_file_that_the_computer_refuses_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["cli", "check", str(workbook(tmp_path / "a.xlsx", *BAD)), "--map", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capsys.readouterr()
    assert ended.value.code == 2 and told.out == "" and told.err.count("\n") == 1

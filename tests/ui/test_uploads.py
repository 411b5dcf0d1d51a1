"""What was given to an uploader leaves the server's memory once it was taken over, or its page was left."""

from __future__ import annotations

import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from childrights.i18n import translator
from etl.worker import ReadingProgress
from etl.worker.limits import LIMITS
from ui.contribute.reading_view import waiting_words
from ui.parts import uploads


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> MemoryUploadedFileManager:
    manager = MemoryUploadedFileManager("/upload")
    for session, name in (("mine", "a"), ("mine", "b"), ("theirs", "c")):
        manager.add_file(session, UploadedFileRec(name, f"{name}.csv", "text/csv", b"x"))
    context = SimpleNamespace(uploaded_file_mgr=manager, session_id="mine")
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda **_: context)
    monkeypatch.setattr(st, "session_state", {})
    return manager


def held(manager: MemoryUploadedFileManager) -> set[str]:
    return {name for files in manager.file_storage.values() for name in files}


def test_one_that_was_taken_over_is_let_go(files: MemoryUploadedFileManager) -> None:
    uploads.let_go(SimpleNamespace(file_id="a"))
    assert held(files) == {"b", "c"}


def test_those_of_a_page_that_was_left_are_let_go_and_nobody_elses(files: MemoryUploadedFileManager) -> None:
    for address in ("upload", "upload"):
        uploads.let_go_elsewhere(address)
        assert held(files) == {"a", "b", "c"}
    uploads.let_go_elsewhere("help")
    assert held(files) == {"c"}


def test_the_server_takes_no_more_than_the_page_names() -> None:
    config = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
    assert tomllib.loads(config.read_text(encoding="utf-8"))["server"]["maxUploadSize"] == uploads.MOST_MB


def test_who_waits_is_told_how_things_stand() -> None:
    t = translator("en")
    assert waiting_words(t, ReadingProgress("reading", 0, 1.0)) == ""
    assert "12 s so far, 90 s at most" in waiting_words(t, ReadingProgress("reading", 0, 12.9)) and LIMITS.seconds == 90
    assert "1 other file is" in waiting_words(t, ReadingProgress("waiting", 1))
    assert "3" in waiting_words(translator("km"), ReadingProgress("waiting", 3))

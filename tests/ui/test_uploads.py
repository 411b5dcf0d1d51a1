"""What was given to an uploader leaves the server's memory once it was taken over, or its page was left."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from childrights.catalogue import RefusedFile, load_catalogue
from childrights.i18n import translator
from etl.ledger import MOST_UPLOAD_MB, State, change_setting
from etl.permissions import owner
from etl.reading import FileLimits
from etl.worker import ReadingProgress, examine, look_at_boundaries, open_book
from etl.worker.limits import LIMITS
from ui.accounts import guard
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
    assert tomllib.loads(config.read_text(encoding="utf-8"))["server"]["maxUploadSize"] == MOST_UPLOAD_MB
    assert uploads.most_mb() == MOST_UPLOAD_MB == FileLimits().file_bytes >> 20


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    """A state where a file may have a megabyte."""
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(tmp_path / "home"))
    change_setting(state := State(tmp_path / "home"), "largest_upload_mb", 1, who=owner("me"))
    return state


def test_page_and_worker_follow_the_setting(small: State) -> None:
    assert uploads.most_mb() == 1
    found = examine(small, b"a" * (2**20 + 1), "a.csv", member="A", decided={}, catalogue=load_catalogue())
    assert "1 MB" in found.checked.problems[0].message
    for ask in (lambda big: open_book(big, "a.csv", state=small), lambda big: look_at_boundaries(small, big, "a.zip")):
        with pytest.raises(RefusedFile, match="1 MB"):
            ask(b"a" * (2**20 + 1))
    with pytest.raises(RefusedFile) as refusal:
        look_at_boundaries(small, b"a" * 2**20, "a.zip")
    assert "1 MB" not in str(refusal.value)


@pytest.mark.parametrize("told", [True, False], ids=["says its length", "says none"])
def test_the_door_follows_the_setting(small: State, monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    taken: list[int] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        size = 0
        while (message := await receive())["type"] == "http.request":
            size += len(message["body"])
            if not message.get("more_body"):
                break
        taken.append(size if message["type"] == "http.request" else -1)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    monkeypatch.setattr(guard, "actor_of", lambda _: owner("me"))
    monkeypatch.setattr(guard, "_opened_by", lambda *_: True)
    monkeypatch.setattr(guard, "make_room", lambda *_: None)
    door, most = guard.Guard(streamlit, "/"), 2**20 + 65_536
    for size, status in ((most, 204), (most + 1, 413)):
        sent, parts = [], [b"a" * 65_536] * (size // 65_536) + [b"a" * (size % 65_536)]
        messages = iter([{"type": "http.request", "body": one, "more_body": True} for one in parts])

        async def receive(messages: Any = messages) -> Any:
            return next(messages, {"type": "http.request", "body": b""})

        async def send(message: Any, sent: list[Any] = sent) -> None:
            sent.append(message)

        length = [(b"content-length", str(size).encode())] if told else []
        scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/s/f", "headers": length}
        asyncio.run(door(scope, receive, send))
        assert [one["status"] for one in sent if "status" in one] == [status]
    assert taken == ([most] if told else [most, -1])


def test_who_waits_is_told_how_things_stand() -> None:
    t = translator("en")
    assert waiting_words(t, ReadingProgress("reading", 0, 1.0)) == ""
    assert "12 s so far, 90 s at most" in waiting_words(t, ReadingProgress("reading", 0, 12.9)) and LIMITS.seconds == 90
    assert "1 other file is" in waiting_words(t, ReadingProgress("waiting", 1))
    assert "3" in waiting_words(translator("km"), ReadingProgress("waiting", 3))

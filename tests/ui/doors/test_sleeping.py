"""A session takes no handles for what it does not do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import streamlit.runtime.app_session
from streamlit.runtime.app_session import _close_script_event_loop

from ui.doors.sleeping import SleepingLoop, let_loops_sleep


def handles() -> int:
    place = Path("/proc/self/fd")
    if not place.exists():
        pytest.skip("only Linux lists the handles of a process there")
    return len(list(place.iterdir()))


async def answer() -> int:
    await asyncio.sleep(0)
    return 42


def test_a_loop_that_nobody_uses_takes_nothing() -> None:
    before = handles()
    loops = [SleepingLoop() for _ in range(20)]
    assert handles() == before
    for one in loops:
        assert not one.is_closed() and not one.is_running()
        one.close()
        assert one.is_closed()
    assert handles() == before


def test_one_that_is_used_works_and_gives_back_what_it_took() -> None:
    before, loop = handles(), SleepingLoop()
    asyncio.set_event_loop(loop)
    try:
        assert loop.run_until_complete(answer()) == 42
        assert handles() > before
    finally:
        asyncio.set_event_loop(None)
        _close_script_event_loop(loop)
    assert loop.is_closed() and handles() == before
    with pytest.raises(RuntimeError, match="closed"):
        loop.run_until_complete(answer_nothing := answer())
    answer_nothing.close()


def test_one_that_was_closed_asleep_does_not_wake() -> None:
    loop = SleepingLoop()
    loop.close()
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon(print)


def test_sessions_get_such_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit.runtime.app_session, "asyncio", asyncio)
    let_loops_sleep()
    loop = streamlit.runtime.app_session.asyncio.new_event_loop()
    assert isinstance(loop, SleepingLoop)
    assert streamlit.runtime.app_session.asyncio.all_tasks is asyncio.all_tasks
    assert "asyncio.new_event_loop()" in Path(streamlit.runtime.app_session.__file__).read_text(encoding="utf-8")

"""Files are read in a process of its own: one at a time, within limits, and whatever becomes of it, a sentence is left."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from childrights.catalogue import DecisionsError, RefusedFile, load_catalogue
from childrights.i18n import translator
from etl.intake import in_memory
from etl.ledger import State
from etl.reading import FileRefusal
from etl.worker import asking
from etl.worker.errands import OfFile
from etl.worker.limits import LIMITS, MEGABYTE
from etl.worker.line import LINE, ReadingLine, ReadingProgress, ReadingStopped

SMALL = b"Province,Indicator,Year,Sex,Value\nKampot,Stunting,2014,Male,30.1\nKep,Stunting,2014,Male,soon\n"


@pytest.fixture(scope="module")
def line() -> Iterator[ReadingLine]:
    """The line of the tests, with one warm process for all of them."""
    made = ReadingLine()
    yield made
    made.close()


def ask(line: ReadingLine, content: bytes = SMALL, file_name: str = "f.csv", **named: object):
    tell = named.pop("tell", lambda progress: None)
    return line.ask("look", content, OfFile(file_name, State.default().home, **named), file_name=file_name, tell=tell)


def stand_in(code: str) -> tuple[str, ...]:
    """A process that does something else than reading."""
    return (
        sys.executable,
        "-c",
        f"import sys, time, os, struct\nsend = lambda m: (sys.stdout.buffer.write(struct.pack('>Q', len(m)) + m), sys.stdout.flush())\n{code}",
    )


def test_the_answer_is_that_of_a_check_in_this_process() -> None:
    state, catalogue = State.default(), load_catalogue()
    for decided in ({}, {"skip": {"Stunting": "counted elsewhere"}}):
        given = {"member": "", "decided": decided, "catalogue": catalogue}
        there = asking.examine(state, SMALL, "f.csv", **given)
        here = in_memory.examine(state, SMALL, "f.csv", **given)
        assert list(there.checked.observations) == list(here.checked.observations)
        assert list(there.checked.problems) == list(here.checked.problems)
        assert list(there.sheets) == list(here.sheets) and there.decisions == here.decisions
    ready = asking.make_ready(state, SMALL, "f.csv", there, member="", decided=decided)
    assert ready.held == () and ready.copy == b""
    marked = asking.marked_copy(SMALL, "f.csv", here.checked.problems, "km")
    assert zipfile.ZipFile(io.BytesIO(marked)).testzip() is None


def test_what_is_kept_is_the_same_as_without_it() -> None:
    from etl.intake import prepare

    state, catalogue = State.default(), load_catalogue()
    found = asking.examine(state, SMALL, "f.csv", member="", decided={}, catalogue=catalogue)
    there = asking.make_ready(state, SMALL, "f.csv", found, member="", decided={})
    here = prepare(state, SMALL, found.checked, decisions=found.decisions, member="", file_name="f.csv")
    assert there == here and there.copy


def test_refusals_and_decisions_come_back_as_themselves(line: ReadingLine) -> None:
    with pytest.raises(DecisionsError):
        asking.examine(State.default(), SMALL, "f.csv", member="", decided={"years": 5}, catalogue=load_catalogue())
    refused = ask(line, b"%PDF-1.7", "f.pdf").checked
    assert refused.refused and refused.problems[0].code == "unreadable_file"
    with pytest.raises(FileRefusal) as caught:
        line.ask("open", b"{", OfFile("f.json"), file_name="f.json", tell=lambda progress: None)
    assert caught.value.reason == "json" and not isinstance(caught.value, ReadingStopped)
    before = line._process.pid
    ask(line)
    assert line._process.pid == before  # a refusal is no reason for another process


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("sys.exit(3)", "stopped"),
        ("os.abort()", "stopped"),
        ("print('hello' * 99)", "stopped"),
        ("send(b'no json')", "stopped"),
        ("send(b'[1, 2]'); time.sleep(9)", "stopped"),
        ('send(b\'{"begun": true}\'); send(b\'{"failed": "memory"}\')', "too_much_memory"),
        ('send(b\'{"begun": true}\'); send(b\'{"failed": "fault"}\')', "stopped"),
        ("send(b'{\"begun\": true}'); send(b'{\"answer\": 4}'); send(b'nope')", "stopped"),
        ("send(b'{\"begun\": true}'); send(b'{\"answer\": 4}'); send(b'[[\"x\"]]')", "stopped"),
        ('send(b\'{"refused": {"reason": "none such", "filled": {}}}\'); time.sleep(9)', "stopped"),
        ("send(b'{\"begun\": true}'); time.sleep(60)", "too_slow"),
        ("send(b'{\"begun\": true}'); x = b'x' * (90 * 2**20); time.sleep(60)", "too_much_memory"),
    ],
)
def test_whatever_becomes_of_the_process_a_sentence_is_left(code: str, reason: str) -> None:
    limits = replace(LIMITS, seconds=2.0, memory=70 * MEGABYTE)
    line = ReadingLine(limits, stand_in(code))
    try:
        with pytest.raises(ReadingStopped) as caught:
            ask(line)
    finally:
        line.close()
    assert caught.value.reason == reason
    assert "f.csv" in str(caught.value) and translator("km")._(caught.value.message_id) != caught.value.message_id


def test_it_may_be_killed_at_any_moment_and_the_next_file_is_read(line: ReadingLine) -> None:
    line.warm()
    process = line._process

    def kill(progress: ReadingProgress) -> None:
        os.kill(process.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)

    with pytest.raises(ReadingStopped):
        ask(line, long_file(), "long.csv", tell=kill)
    line._process._process.kill()  # while nothing is read
    line._process._process.wait()
    assert ask(line).checked.observations


def long_file() -> bytes:
    """Some seconds of reading."""
    head, *_ = SMALL.split(b"\n")
    lines = (f"Kampot,Stunting,{2000 + n % 20},Male,{n % 40}.{n % 7}" for n in range(20_000))
    return head + b"\n" + "\n".join(lines).encode()


def test_whoever_goes_away_ends_the_reading(line: ReadingLine) -> None:
    class TabClosed(BaseException):
        """As Streamlit's own, no ordinary exception."""

    def gone(progress: ReadingProgress) -> None:
        raise TabClosed

    line.warm()
    process = line._process
    with pytest.raises(TabClosed):
        ask(line, long_file(), "long.csv", tell=gone)
    assert not process.alive and not psutil.pid_exists(process.pid)


def test_one_file_at_a_time_in_the_order_in_which_they_came() -> None:
    begun, answer = "send(b'{\"begun\": true}')", 'send(b\'{"failed": "fault"}\')'
    line = ReadingLine(
        replace(LIMITS, waiting=3), stand_in(f"sys.stdin.buffer.read(9)\n{begun}; time.sleep(0.4); {answer}")
    )
    told: dict[int, list[ReadingProgress]] = {}
    ended: list[int] = []

    def one(number: int) -> None:
        with pytest.raises(ReadingStopped):
            ask(line, tell=told.setdefault(number, []).append)
        ended.append(number)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
        while len(line._line) < threads.index(thread) + 1:
            time.sleep(0.01)
    with pytest.raises(ReadingStopped) as caught:
        ask(line)
    assert caught.value.reason == "many_wait"
    for thread in threads:
        thread.join(30)
    line.close()
    assert ended == [0, 1, 2]
    assert not any(one.ahead for one in told[0]) and {one.ahead for one in told[2]} >= {1, 2}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses the allocation itself")
def test_memory_is_limited_and_given_back() -> None:
    line = ReadingLine(replace(LIMITS, memory=200 * MEGABYTE, kept_below=10 * MEGABYTE))
    try:
        with pytest.raises(ReadingStopped) as caught:
            ask(line, workbook_of(20_000), "wide.csv")
        assert caught.value.reason == "too_much_memory"
        before = line._process.pid
        ask(line)
        assert line._process.pid != before  # it held more than is kept
    finally:
        line.close()


def workbook_of(rows: int) -> bytes:
    return b"\n".join(b",".join(b"%d word %d" % (n, c) for c in range(60)) for n in range(rows))


def test_it_goes_with_the_server_and_writes_no_word_anywhere(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\nfrom etl.worker.line import LINE\nLINE.warm()\n"
        "print(LINE._process.pid, flush=True)\nsys.stdin.read()"
    )
    root = Path(__file__).resolve().parents[3]
    env = os.environ | {"PYTHONPATH": str(root)}
    server = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, cwd=tmp_path
    )
    number = int(server.stdout.readline())
    reader = psutil.Process(number)
    server.kill()
    server.wait()
    server.stdin.close()
    server.stdout.close()
    reader.wait(60)
    assert list(tmp_path.iterdir()) == []


def test_the_one_line_of_the_server_keeps_its_process() -> None:
    asking.warm()
    before = LINE._process.pid
    asking.warm()
    assert LINE._process.pid == before and LINE._process.alive


@pytest.mark.parametrize("reason", ["too_slow", "too_much_memory", "stopped", "many_wait"])
def test_a_file_of_boundaries_is_called_too_large_only_when_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    def ended(*_: object, **__: object) -> bytes:
        raise ReadingStopped(reason, file="a.zip", limit=90)

    monkeypatch.setattr(asking.LINE, "ask", ended)
    with pytest.raises(RefusedFile) as refusal:
        asking.look_at_boundaries(State(tmp_path), b"PK", "a.zip")
    assert ("fewer points" in str(refusal.value)) is (reason in ("too_slow", "too_much_memory"))


def test_what_the_reader_garbled_is_not_blamed_on_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking.LINE, "ask", lambda *_, **__: b"no such thing")
    with pytest.raises(ReadingStopped) as refusal:
        asking.look_at_boundaries(State(tmp_path), b"PK", "a.zip")
    assert refusal.value.reason == "stopped"

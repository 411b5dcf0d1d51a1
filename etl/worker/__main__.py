"""The process that reads files: takes an errand from its input, answers on its output, and goes when its input ends.

    {"errand", "asked", "size"}, then as many bytes  →  {"begun"}, {"stage"}…, {"answer"} or {"refused"} or {"failed"}

Each message stands after its length. Nothing is written anywhere else: what a library prints, a traceback too, may tell
of a child.
"""

from __future__ import annotations

import os
import sys
import threading
from queue import Empty, SimpleQueue
from typing import IO, Any

import orjson

from etl.worker.limits import LIMITS, WorkLimits, allow_seconds, confine_memory, confine_process
from etl.worker.messages import Ended, receive, send

_SMALL = b"Province,Indicator,Year,Sex,Value\nKampot,Stunting,2014,Male,30.1\nKep,Stunting,2014,Male,29.4\n"


def main() -> None:
    """Serve until the input ends or nothing was asked for a while."""
    given, answers = _own_pipes()
    seconds, memory = (float(word) for word in sys.argv[1:3])
    limits = WorkLimits(memory=int(memory), seconds=seconds)
    confine_process()
    errands: SimpleQueue[tuple[dict[str, Any], bytes]] = SimpleQueue()
    # Read at once, so that the end of the server is noticed in the middle of an errand, too.
    threading.Thread(target=_take, args=(given, errands), daemon=True).start()
    _warm()
    confine_memory(limits.memory)
    send(answers, orjson.dumps({"ready": True}))
    while True:
        try:
            asked, content = errands.get(timeout=LIMITS.idle)
        except Empty:
            return
        allow_seconds(limits.seconds)
        _do(asked, content, answers)
        del content


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Input and output for messages alone; to everything else there is none."""
    if sys.platform == "win32":
        import msvcrt

        for one in (0, 1):
            msvcrt.setmode(one, os.O_BINARY)
    given, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    return given, answers


def _take(given: IO[bytes], errands: SimpleQueue[tuple[dict[str, Any], bytes]]) -> None:
    try:
        while True:
            asked = orjson.loads(receive(given))
            errands.put((asked, receive(given)))
    except (Ended, ValueError, OSError, MemoryError):
        os._exit(0)


def _warm() -> None:
    """What every file needs, before the first one comes."""
    import duckdb

    from etl.understanding import check_file
    from etl.workbooks import annotated
    from etl.worker.errands import ERRANDS

    # Catalogue, gazetteer, patterns and modules are there after a first check; threads take room after the first query.
    found = check_file(_SMALL, file_name="small.csv")
    annotated(_SMALL, found.problems, "en", file_name="small.csv")
    assert ERRANDS and found.observations
    duckdb.connect(config={"threads": 2}).close()


def _do(asked: dict[str, Any], content: bytes, answers: IO[bytes]) -> None:
    from childrights.catalogue import ChildRightsError
    from etl.worker.errands import ERRANDS
    from etl.worker.refusals import packed_refusal
    from etl.worker.travelling import read, written

    send(answers, orjson.dumps({"begun": True}))
    try:
        errand = ERRANDS[asked["errand"]]
        task = read(asked["asked"].encode(), errand.asked)
        found = errand.do(content, task, lambda stage: send(answers, orjson.dumps({"stage": stage})))
        answer = written(found, errand.answered)
    except MemoryError:
        answer = None
        failed = orjson.dumps({"failed": "memory"})
    except ChildRightsError as refusal:
        answer = None
        failed = orjson.dumps({"refused": packed_refusal(refusal)})
    except Exception:  # any fault in what a stranger made: the server says one sentence, and this process goes
        answer = None
        failed = orjson.dumps({"failed": "fault"})
    if answer is None:
        send(answers, failed)
        return
    send(answers, orjson.dumps({"answer": len(answer)}))
    send(answers, answer)


if __name__ == "__main__":
    main()

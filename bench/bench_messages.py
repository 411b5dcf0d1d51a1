"""How long one advocacy message takes: every indicator, area, period and group of the shipped figures, both languages.

Whatever raises or breaks a rule of ``tests/childrights/messages/rules.py``, as does a number that cannot be traced to
the figures, ends the benchmark, and so do desks read for a place that tell of it anything else than whole ones. The
suite asks a sample.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Case, measured
from childrights.catalogue import Catalogue, load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.messages import TopicEvidence, answer_question, candidates, compose, desk
from childrights.messages import desks as read_together
from childrights.snapshot import Snapshot, open_current
from etl.ledger import State
from etl.snapshot import build
from tests.childrights.messages.rules import breaks_no_rule, every_question, told_alike

TODAY = 2026
ALLOWED_MEDIAN, ALLOWED_SLOW, ALLOWED_READING, ALLOWED_CHOICE = 0.005, 0.020, 0.050, 1.5
"""Seconds: the median message, the slowest hundredth, reading one indicator, and all candidates of the country."""


def cases() -> Iterator[Case]:
    """Everything there is, once; then what could be said of all indicators together."""
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        build(State(home))
        snapshot = open_current(home)
        reading, desks = _read(snapshot, catalogue)
        times = sorted(_times(desks))
        what = f"{len(times):,} messages, against {ALLOWED_MEDIAN * 1000:g} ms"
        yield measured("message", f"the median of {what}", statistics.median(times), ALLOWED_MEDIAN)
        slow = times[int(len(times) * 0.99)]
        yield measured("slow message", "the slowest hundredth of them, against 20 ms", slow, ALLOWED_SLOW)
        yield measured("figures of one indicator", "the median of reading them", reading, ALLOWED_READING)
        for area in ("KH", "KH03", "KH25", "KH02+KH24"):
            told_alike(list(read_together(snapshot, catalogue, TODAY, area)), desks, area)
        begun = time.perf_counter()
        found = candidates(desks)
        took = time.perf_counter() - begun
        yield measured("candidates", f"{len(found)} for the country, of all indicators", took, ALLOWED_CHOICE)
        snapshot.close()


def _read(snapshot: Snapshot, catalogue: Catalogue) -> tuple[float, list[TopicEvidence]]:
    times, desks = [], []
    for code in catalogue.indicators:
        begun = time.perf_counter()
        desks.append(desk(snapshot, catalogue, code, TODAY))
        times.append(time.perf_counter() - begun)
    return statistics.median(times), desks


def _times(desks: list[TopicEvidence]) -> Iterator[float]:
    for at in desks:
        for place, ask in enumerate(every_question(at)):
            found = answer_question(ask, at)
            for lang in LANGUAGES:
                begun = time.perf_counter()
                message = compose(ask, at, translator(lang), khmer_digits=place % 2 == 0)
                yield time.perf_counter() - begun
                breaks_no_rule(message, found, ask, at)

"""What has come to stay leaves the collector's sight, and nothing else is touched."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from ui.parts.memory import FULL, Settler


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_nothing_is_done_while_collections_are_quick() -> None:
    settler = Settler()
    assert settler.settle()
    assert not settler.settle()


def test_a_slow_full_collection_leads_to_freezing() -> None:
    times = iter([1.0, 1.5, 2.0, 2.0001])
    settler = Settler(cpu=lambda: next(times))
    settler.settle()
    settler.watch("start", {"generation": FULL})
    settler.watch("stop", {"generation": FULL})
    gc.unfreeze()
    assert settler.settle() and gc.get_freeze_count() > 0
    settler.watch("start", {"generation": FULL})
    settler.watch("stop", {"generation": FULL})
    assert not settler.settle()


def test_young_collections_do_not_count() -> None:
    settler = Settler()
    settler.settle()
    settler.watch("start", {"generation": 0})
    settler.watch("stop", {"generation": 0})
    assert not settler.settle()

"""The benchmark runner: discovery, ratios, limits."""

from __future__ import annotations

import pytest

from bench.__main__ import HERE, discover, line
from bench.measure import Case, measure, measured


def test_every_benchmark_file_is_found() -> None:
    assert len(discover([])) == len(list(HERE.glob("bench_*.py"))) > 0
    assert discover(["start"]) == ["bench.bench_start"]
    assert discover(["no such"]) == []


@pytest.mark.parametrize(("limit", "fine"), [(None, True), (2.0, True), (1.9, False)])
def test_the_ratio_is_held_against_its_limit(limit: float | None, fine: bool) -> None:
    result = measure(Case("name", "what", lambda: 0.2, lambda: 0.1, limit))
    assert (round(result.ratio, 6), result.is_fine) == (2.0, fine)
    assert ("EXCEEDED" in line(result)) != fine


def test_the_median_of_the_rounds_counts() -> None:
    times = iter([9.0, 1.0, 5.0, 3.0])
    assert measure(Case("name", "what", lambda: next(times), lambda: 1.0, rounds=3)).subject == 3.0


def test_other_units_than_seconds_are_told() -> None:
    result = measure(measured("size", "bytes of a page", 12_000.0, 30_000.0, "bytes"))
    assert result.is_fine and "12,000 bytes / 30,000 bytes" in line(result)
    assert not measure(measured("size", "bytes of a page", 30_001.0, 30_000.0, "bytes")).is_fine


def test_work_that_tells_no_time_is_timed() -> None:
    result = measure(Case("name", "what", lambda: sum(range(1000)), lambda: None, rounds=3))
    assert result.subject > 0


@pytest.mark.parametrize(("found", "allowed", "fine"), [(30, 4, False), (1, 4, True), (1, 0, False), (0, 0, True)])
def test_a_count_is_what_was_counted_and_not_how_long_it_took_to_say(found: int, allowed: int, fine: bool) -> None:
    result = measure(measured("counted", "", found, allowed, "files"))
    assert (result.subject, result.baseline, result.is_fine) == (found, allowed, fine)

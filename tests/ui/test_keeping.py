"""What is kept between reruns: bounded, made once, named by what is asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from ui.parts.caching import Released, keep_results


def test_a_result_is_made_once_for_equal_questions() -> None:
    made: list[tuple[str, ...]] = []

    @keep_results(4)
    def joined(parts: tuple[str, ...]) -> str:
        made.append(parts)
        return " ".join(parts)

    assert [joined(("a", "b")), joined(tuple("ab")), joined(("b",))] == ["a b", "a b", "b"]
    assert made == [("a", "b"), ("b",)]


def test_the_longest_unasked_goes_first() -> None:
    made: list[int] = []

    @keep_results(2)
    def doubled(number: int) -> int:
        made.append(number)
        return 2 * number

    for asked in (1, 2, 1, 3, 1, 2):
        assert doubled(asked) == 2 * asked
    assert made == [1, 2, 3, 2]


def test_a_helper_does_not_name_the_result() -> None:
    @keep_results(4)
    def answer(name: str, _make: object) -> object:
        return _make

    assert [answer("a", 1), answer("a", 2), answer("b", 3)] == [1, 1, 3]


def test_who_asks_meanwhile_waits_for_the_same_result() -> None:
    made: list[str] = []
    begun, go_on = Event(), Event()

    @keep_results(4)
    def slow(name: str) -> list[str]:
        made.append(name)
        begun.set()
        assert go_on.wait(10)
        return [name]

    with ThreadPoolExecutor(2) as people:
        first = people.submit(slow, "a")
        assert begun.wait(10)
        second = people.submit(slow, "a")
        go_on.set()
        assert first.result(10) is second.result(10)
    assert made == ["a"]


def test_a_refusal_is_not_kept() -> None:
    answers = iter([ValueError("not yet"), None])

    @keep_results(4)
    def asked(name: str) -> str:
        if refusal := next(answers):
            raise refusal
        return name

    with pytest.raises(ValueError, match="not yet"):
        asked("a")
    assert asked("a") == "a"


def test_what_goes_is_closed() -> None:
    class Door:
        closed = False

        def close(self) -> None:
            self.closed = True

    @keep_results(1, Released)
    def door(number: int) -> Door:
        return Door()

    first = door(1)
    second = door(2)
    assert (first.closed, second.closed) == (True, False)

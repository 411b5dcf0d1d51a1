"""What is taken for a password, and what is kept of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from etl.accounts import passwords
from etl.accounts.passwords import PasswordRefused, hashed, refuse_weak, verified

GOOD = [
    "correct horse battery",
    "ទឹកស្អាតនៅស្រែ",
    "x7#kk!pq0Zw1",
    "rice in the morning",
    "бумажный кораблик",
    "7302849165028374",
    "b" + "ook of trees, " * 9,
]
COMMON = [
    "password1234", "Password2026!!", "1234567890123", "9876543210987", "abcabcabcabc", "aaaaaaaaaaaaaaa",
    "qwertyuiop12", "passwordpassword", "welcomepassword1", "abcdefghijklm", "កម្ពុជា១២៣៤៥៦", "Cambodia 2026 !",
    "1q2w3e4r5t6y", "p a s s w o r d 1 2",
]  # fmt: skip


@pytest.mark.parametrize("password", GOOD)
def test_length_is_enough(password: str) -> None:
    refuse_weak(password, "sophea.sok", "Sophea Sok", "NEP")
    assert verified(hashed(password), password)
    assert not verified(hashed(password), password + "x") and password not in hashed(password)


@pytest.mark.parametrize("password", COMMON)
def test_what_everybody_takes_is_refused(password: str) -> None:
    with pytest.raises(PasswordRefused, match="Very many people"):
        refuse_weak(password)


@pytest.mark.parametrize("password", ["", "short", "eleven lett", "x" * 5, "e\u0301" * 11])
def test_less_than_twelve_letters_are_refused_however_they_are_typed(password: str) -> None:
    with pytest.raises(PasswordRefused, match="longer password: at least 12"):
        refuse_weak(password)


@pytest.mark.parametrize("password", ["sophea.sok2026", "SOPHEA.SOK!!", "sophea.soksophea.sok", "Sophea Sok 1990"])
def test_ones_own_name_is_refused(password: str) -> None:
    with pytest.raises(PasswordRefused, match="more than your name"):
        refuse_weak(password, "sophea.sok", "Sophea Sok")


@pytest.mark.parametrize("password", ["pq7 " * 33, "x" * 10_000_000, "\ud800" * 400])
def test_what_is_far_too_long_is_refused_without_being_hashed(password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PasswordRefused, match="at most 128"):
        refuse_weak(password)
    asked: list[str] = []
    monkeypatch.setattr(passwords, "_same", lambda given: asked.append(given) or given[:20])
    if len(password) > 4096:
        assert not verified(hashed("three wet mangoes"), password)
        assert max(map(len, asked)) < 100


def test_the_same_word_typed_on_another_keyboard_is_the_same() -> None:
    assert verified(hashed("Caf\u00e9 au lait chaud"), "Cafe\u0301 au lait chaud")
    assert verified(hashed("half a \ud800 pair of it"), "half a \ud800 pair of it")


def test_nothing_kept_is_never_right_and_costs_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    class Counted(PasswordHasher):
        def verify(self, kept: str | bytes, given: str | bytes) -> bool:  # type: ignore[override]
            done.append(kept)
            return super().verify(kept, given)  # type: ignore[return-value]

    one = Counted(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: one)
    assert not verified("", "\0") and not verified("", "") and not verified("rubbish", "x")
    assert len(done) == 3 and done[0] == done[1] != "", "an account that there is not takes a look as dear as another"


def test_the_cost_is_what_the_field_asks_at_least() -> None:
    told = Path(passwords.__file__).read_text(encoding="utf-8")
    passes, memory = (int(one.replace("_", "")) for one in re.findall(r"(?:time_cost|memory_cost)=([\d_]+)", told))
    assert memory >= 19_456 and passes >= 2, "the OWASP cheat sheet's least: 19 MiB with two passes"
    assert hashed("three wet mangoes").startswith("$argon2id$v=19$")

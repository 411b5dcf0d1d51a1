"""Passwords: what is taken for one, and how it is kept. Argon2id (RFC 9106), length before complexity (NIST 800-63B).

``hasher`` is the one place where the cost stands; tests put a cheaper one there.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_

SHORTEST, LONGEST = 12, 128
"""Letters, counted after the same word typed in another way was made the same (NFKC)."""
_FEWEST_BESIDE = 8
"""Letters that a password has beside a name in it."""
_MOST_BYTES = 4 * LONGEST
_LIST = Path(__file__).with_name("commonest_passwords.txt")
_AT_ONCE = threading.BoundedSemaphore(2)
"""Two at a time: each takes 46 MB, and nobody may fill a small server by signing in wrongly many times at once."""


class PasswordRefused(ChildRightsError):
    """A password that is not taken, with the reason; never with the password."""


@lru_cache(maxsize=1)
def hasher() -> PasswordHasher:
    """Argon2id with 46 MiB, two passes and one lane: a pass more than the first choice of OWASP's cheat sheet."""
    return PasswordHasher(time_cost=2, memory_cost=47_104, parallelism=1)


def hashed(password: str) -> str:
    """What is kept of a password that ``refuse_weak`` let through."""
    with _AT_ONCE:
        return hasher().hash(_same(password))


@lru_cache(maxsize=4)
def _nobodys(cost: tuple[int, int, int]) -> str:
    """The hash that stands for accounts that there are not, as dear as a real one."""
    return hasher().hash("\0")


def verified(kept: str, given: str) -> bool:
    """Whether ``given`` is the password of ``kept``; as much work where nothing is kept, or far too much was given."""
    known = hasher()
    stand_in = _nobodys((known.time_cost, known.memory_cost, known.parallelism))
    too_long = len(given) > _MOST_BYTES
    with _AT_ONCE:
        try:
            known.verify(kept or stand_in, "" if too_long else _same(given))
        except (VerificationError, InvalidHashError):
            return False
    return bool(kept) and not too_long


def wants_another_hash(kept: str) -> bool:
    """Whether a hash was made at another cost than passwords are kept at now."""
    return hasher().check_needs_rehash(kept)


def refuse_weak(password: str, *others: str) -> None:
    """Raise ``PasswordRefused`` for a password that is too short or long, among the commonest, one thing over and over,
    or hardly more than one of ``others`` (the login name, the name, the organisation)."""
    if len(password) > _MOST_BYTES:
        raise PasswordRefused(N_("Please take a password of at most {most} letters."), most=LONGEST)
    told = _same(password)
    if len(told) < SHORTEST:
        raise PasswordRefused(
            N_("Please take a longer password: at least {fewest} letters. Three or four words are easy to remember."),
            fewest=SHORTEST,
        )
    if len(told) > LONGEST:
        raise PasswordRefused(N_("Please take a password of at most {most} letters."), most=LONGEST)
    plain = told.casefold()
    if _is_common(plain):
        raise PasswordRefused(N_("Very many people use this password, and it would be guessed. Please take another."))
    for other in map(str.casefold, map(_same, others)):
        if len(other) >= 3 and other in plain and len(plain.replace(other, "")) < _FEWEST_BESIDE:
            raise PasswordRefused(N_("Please take a password that is more than your name or your organisation's."))


def _is_common(plain: str) -> bool:
    bare = "".join(plain.split())
    if _over_and_over(bare) or _in_a_row(bare):
        return True
    core = _without_ends(bare)
    if bare in _commonest() or core in _commonest():
        return True
    # One of them twice, or two of them: passwordwelcome.
    return any(core[:at] in _commonest() and core[at:] in _commonest() for at in range(4, len(core) - 3))


def _without_ends(plain: str) -> str:
    """Without the digits and signs at both ends; the vowels of Khmer are letters here."""
    letters = [at for at, one in enumerate(plain) if unicodedata.category(one)[0] in "LM"]
    return plain[letters[0] : letters[-1] + 1] if letters else ""


def _over_and_over(plain: str) -> bool:
    """Whether it is a piece of at most six letters again and again."""
    return any(plain == (plain[:n] * len(plain))[: len(plain)] for n in range(1, 7))


def _in_a_row(plain: str) -> bool:
    """Whether each letter follows the one before as in the alphabet, or as the digits do, up or down."""
    steps = {
        (ord(after) - ord(before)) % 10 if (before + after).isdecimal() else ord(after) - ord(before)
        for before, after in pairwise(plain)
    }
    return steps <= {1} or steps <= {-1} or steps <= {9}


@lru_cache(maxsize=1)
def _commonest() -> frozenset[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _same(password: str) -> str:
    """The same letters typed on another keyboard are the same password; half a pair of UTF-16 is no letter."""
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode("utf-8"))

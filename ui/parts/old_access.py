"""Who may change the figures: whoever sits at this computer, and elsewhere whoever holds the steward's key.

``require_writer`` is the only maker of a ``Writer``, and every function that changes the state asks for one.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
import os
import threading
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.permissions import Actor, owner

KEY_VARIABLE, KEY_NAME = "CHILDRIGHTS_STEWARD_KEY", "steward_key"
SECRETS = Path(__file__).resolve().parents[2] / ".streamlit" / "secrets.toml"
SHORTEST_KEY = 12
"""A shorter key could be guessed in spite of the waiting times, so it opens nothing."""

HERE, STEWARD = "this computer", "steward"

FREE_TRIES, LONGEST_WAIT_S, FORGET_AFTER_S, MOST_ADDRESSES = 3, 900.0, 3600.0, 10_000

# A proxy on this computer makes every visitor look local. Whatever says that there is one closes the door.
_FORWARDING = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-server",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
)
_SESSION_MARK = "steward_mark"

log = logging.getLogger(__name__)


class NotAWriter(ChildRightsError):
    """Somebody without the right to change figures tried to."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Proof that this rerun may write. ``who`` goes into the ledger as ``HERE`` or ``STEWARD``."""

    who: Actor


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from. ``address`` is ``None`` for this computer, as Streamlit has it."""

    address: str | None
    headers: Mapping[str, str]


def visitor() -> Visitor:
    """The visitor of this rerun. Header names are in lower case."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return Visitor(st.context.ip_address, headers)


def is_here(who: Visitor) -> bool:
    """Whether the visitor's browser surely runs on this computer.

    The address alone does not say so: behind a proxy everybody has the proxy's, and a page of somebody else's can
    point its own name at this computer. So nothing may have been forwarded, and the names by which the page was
    asked for (Host) and opened (Origin) must be this computer's.
    """
    if who.address is not None and not _is_loopback(who.address):
        return False
    if any(name in who.headers for name in _FORWARDING):
        return False
    host = urlsplit(f"//{who.headers.get('host', '')}").hostname
    origin = who.headers.get("origin")
    return _is_loopback(host) and (origin is None or _is_loopback(urlsplit(origin).hostname))


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def steward_key(secrets: Path = SECRETS) -> str:
    """The key from the environment, else from the secrets file; empty when there is none or it is too short."""
    key = os.environ.get(KEY_VARIABLE, "")
    if not key and secrets.exists():
        key = str(tomllib.loads(secrets.read_text(encoding="utf-8")).get(KEY_NAME, ""))
    return key if len(key) >= SHORTEST_KEY else ""


@dataclass(slots=True)
class Limiter:
    """Lets every address try a few times, then after a wait that doubles with each wrong key."""

    clock: Callable[[], float] = time.monotonic
    _failures: dict[str, tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, address: str) -> float:
        """Seconds until ``address`` may try again; 0 when it may now."""
        with self._lock:
            count, last = self._failures.get(address, (0, 0.0))
            if count < FREE_TRIES:
                return 0.0
            pause = min(LONGEST_WAIT_S, 2.0 ** (count - FREE_TRIES + 1))
            return max(0.0, last + pause - self.clock())

    def failed(self, address: str) -> None:
        """Remember one wrong key."""
        with self._lock:
            now = self.clock()
            count, last = self._failures.get(address, (0, now))
            count = 0 if now - last > FORGET_AFTER_S else count
            if len(self._failures) >= MOST_ADDRESSES and address not in self._failures:
                self._failures.pop(min(self._failures, key=lambda one: self._failures[one][1]))
            self._failures[address] = (count + 1, now)

    def succeeded(self, address: str) -> None:
        """Forget the wrong keys of an address."""
        with self._lock:
            self._failures.pop(address, None)


_LIMITER = Limiter()


def network_of(address: str | None) -> str:
    """What tries are counted by: an IPv4 address, or the /64 that one IPv6 customer has to itself."""
    try:
        parsed = ipaddress.ip_address(address or "127.0.0.1")
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def try_key(given: str, limiter: Limiter = _LIMITER) -> float | None:
    """Compare a key somebody typed. ``None``: it opens. Else the seconds to wait before the next try."""
    address = network_of(visitor().address)
    if wait := limiter.wait(address):
        return wait
    key = steward_key()
    if key and hmac.compare_digest(given.encode(), key.encode()):
        limiter.succeeded(address)
        st.session_state[_SESSION_MARK] = _mark(key)
        return None
    limiter.failed(address)
    log.warning("a wrong steward's key was given from %s", address)
    return limiter.wait(address)


def _mark(key: str) -> str:
    return hashlib.sha256(f"session\x1f{key}".encode()).hexdigest()


def writer() -> Writer | None:
    """The writer of this rerun, or ``None`` for somebody who may only look."""
    key = steward_key()
    mark = st.session_state.get(_SESSION_MARK, "")
    if key and hmac.compare_digest(mark, _mark(key)):
        return Writer(owner(STEWARD))
    return Writer(owner(HERE)) if is_here(visitor()) else None


def require_writer() -> Writer:
    """The writer of this rerun. Raises ``NotAWriter``."""
    found = writer()
    if found is None:
        raise NotAWriter(
            N_("Changing figures is only possible at the computer that serves them, or with the steward's key.")
        )
    return found

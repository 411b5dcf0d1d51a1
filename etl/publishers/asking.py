"""One polite client: a pause between questions, patience with a busy server, and every failure as one sentence."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

import httpx

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.publishers.told import Told, tell

BASE_SETTING = "CHILDRIGHTS_PUBLISHERS_BASE"
TRIES = 4
PAUSE_SECONDS = 1.0
TIMEOUT_SECONDS = 60.0
LONGEST_WAIT_SECONDS = 120.0
"""Whoever asks for more patience than this is asked again another day."""
LARGEST_REPLY = 100_000_000
LONGEST_REPLY_SECONDS = 600.0
"""A reply that comes drop by drop never times out: no single drop is late."""
MOST_REDIRECTS = 5
_NAME = "childrights-cambodia (child rights dashboard; asks once in a while)"


@dataclass(frozen=True, slots=True)
class Question:
    """One address to ask for, in ``words`` for a person, with what must be said in the headers."""

    address: str
    words: str
    headers: Mapping[str, str] = field(default_factory=dict)


UNREADABLE = N_("sends letters that cannot be read")


class PublisherFault(ChildRightsError):
    """Why nothing can be taken from a publisher now, in one sentence that begins with its name.

    ``unreachable`` is whether there was no way to it at all, as without internet.
    """

    def __init__(self, name: str, what: Told, *, unreachable: bool = False) -> None:
        self.told = not_taken(name, what)
        super().__init__(str(self.told))
        self.unreachable = unreachable


def not_taken(name: str, what: Told) -> Told:
    """The sentence that ends every failure: ``what`` follows the publisher's name."""
    return tell(N_("{name} {what}. Nothing of it was changed."), name=name, what=what)


class UnsoundReply(Exception):
    """A reply that came whole and is not what was asked for, in words that follow the publisher's name.

    ``again`` is false when asking once more cannot help.
    """

    def __init__(self, words: str, *, again: bool = True, **filled: object) -> None:
        self.words, self.again = tell(words, **filled), again
        super().__init__(str(self.words))


_STUMBLES = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, csv.Error)
"""Also a number that no float can hold, and lists in lists in lists."""


@contextmanager
def of_known_shape() -> Iterator[None]:
    """What a publisher's module stumbles over is a reply of another shape: a list for a name, a word for a number.

    Modules say in words what they know can go wrong; the rest of what a server may answer has no end.
    """
    try:
        yield
    except _STUMBLES as error:
        raise UnsoundReply(N_("has changed its reply: it cannot be read any more"), again=False) from error


def text_of_reply(content: bytes) -> str:
    """The letters of a reply; ``UnsoundReply`` when they are in no alphabet that publishers write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnsoundReply(UNREADABLE) from None


class _Busy(Exception):
    """Not now: in ``wait`` seconds perhaps, or after the usual pause; not after ``tries`` questions."""

    def __init__(self, words: str, wait: float | None = None, tries: int = TRIES, **filled: object) -> None:
        self.words, self.wait, self.tries = tell(words, **filled), wait, tries
        super().__init__(str(self.words))


@dataclass(slots=True)
class PoliteClient:
    """Asks one question after the other. ``base`` stands before all addresses when it is set (a mirror, a test).

    ``polite`` is whether it waits; it does not where it asks this computer itself. ``heard`` is called for each part
    of a reply, so that whoever waits can end it; a whole reply may take ``longest`` seconds.
    """

    say: Callable[[str], None]
    base: str = field(default_factory=lambda: os.environ.get(BASE_SETTING, "").strip().rstrip("/"))
    timeout: float = TIMEOUT_SECONDS
    sleep: Callable[[float], None] = time.sleep
    heard: Callable[[], None] = lambda: None
    polite: bool = True
    longest: float = LONGEST_REPLY_SECONDS
    _client: httpx.Client | None = None
    _asked_at: float = 0.0

    def __post_init__(self) -> None:
        self.polite = self.polite and not self.on_this_computer

    def __enter__(self) -> PoliteClient:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()

    @property
    def on_this_computer(self) -> bool:
        """Whether everything is asked of this computer itself, which needs no politeness and no proxy."""
        host = urlsplit(self.base).hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False

    def ask(self, name: str, question: Question, sound: Callable[[bytes], None]) -> tuple[bytes, str, str]:
        """The reply, its address and the moment it came. ``sound`` raises ``UnsoundReply`` for one that is no data.

        Raises ``PublisherFault`` when patience has not helped.
        """
        words, unreachable = Told(), False
        for attempt in range(1, TRIES + 1):
            self._pause(PAUSE_SECONDS - (time.monotonic() - self._asked_at))
            wait, tries = None, TRIES
            try:
                content = self._reply(self._located(question.address), question.headers)
                with of_known_shape():
                    sound(content)
            except UnsoundReply as unsound:
                words = unsound.words
                if not unsound.again:
                    break
            except _Busy as busy:
                words, wait, tries = busy.words, busy.wait, busy.tries
                unreachable = tries < TRIES  # only what cannot be reached is tried less often
            else:
                return content, question.address, datetime.now(UTC).isoformat(timespec="seconds")
            if wait is not None and wait > LONGEST_WAIT_SECONDS:
                words = tell(N_("{what}; it asks to come back in {seconds} seconds"), what=words, seconds=f"{wait:.0f}")
                break
            if attempt >= tries:
                break
            self.say(f"  {name} {words}. Trying again ({attempt} of {tries - 1}).")
            self._pause(2.0**attempt if wait is None else wait)
        raise PublisherFault(name, words, unreachable=unreachable)

    def _reply(self, address: str, headers: Mapping[str, str]) -> bytes:
        try:
            for _ in range(MOST_REDIRECTS):
                with self._opened().stream("GET", address, headers=headers) as reply:
                    if not reply.has_redirect_location:
                        return self._content(reply)
                    address = self._led_to(reply)
            raise UnsoundReply(N_("sends from one address to the next without end"), again=False)
        except httpx.TimeoutException:
            raise _Busy(N_("does not answer within {seconds} seconds"), seconds=f"{self.timeout:.0f}") from None
        except httpx.ConnectError:
            raise _Busy(
                N_("cannot be reached; perhaps this computer is not connected to the internet"), tries=2
            ) from None
        except httpx.DecodingError:
            raise _Busy(N_("sends a reply that cannot be unpacked")) from None
        except httpx.TransportError:
            raise _Busy(N_("breaks off in the middle of its reply")) from None
        except httpx.HTTPError as error:
            raise UnsoundReply(N_("cannot be asked ({error})"), again=False, error=type(error).__name__) from None

    def _content(self, reply: httpx.Response) -> bytes:
        if reply.status_code == httpx.codes.TOO_MANY_REQUESTS or reply.status_code >= 500:
            busy = reply.status_code < 500
            words = N_("asks to wait (status {status})") if busy else N_("is out of order (status {status})")
            raise _Busy(words, _retry_after(reply.headers), status=reply.status_code)
        if reply.status_code >= 300:
            refused = N_("refuses the question (status {status})")
            raise UnsoundReply(refused, again=False, status=reply.status_code)
        content, begun = bytearray(), time.monotonic()
        for part in reply.iter_bytes():
            self.heard()
            content += part
            if len(content) > LARGEST_REPLY:
                raise UnsoundReply(N_("sends more than a series can be"), again=False)
            if time.monotonic() - begun > self.longest:
                slow = N_("does not come to the end of its reply within {seconds} seconds")
                raise UnsoundReply(slow, again=False, seconds=f"{self.longest:.0f}")
        return bytes(content)

    def _led_to(self, reply: httpx.Response) -> str:
        """Where a reply says that what was asked for lies. Data sets lie with other hosts than their pages, but never
        less safely; and where all addresses point at another server, this one does too."""
        told = reply.headers["Location"]
        try:
            address = urljoin(str(reply.url), told)
            scheme = urlsplit(address).scheme
        except ValueError:
            address = scheme = ""
        if scheme not in ("http", "https") or (reply.url.scheme == "https" and scheme == "http"):
            raise UnsoundReply(N_("sends to an address that is not asked ({address})"), again=False, address=told)
        return address if not self.base or address.startswith(f"{self.base}/") else self._located(address)

    def _opened(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(
                timeout=self.timeout,
                headers={"User-Agent": _NAME},
                trust_env=not self.on_this_computer,
            )
        self._asked_at = time.monotonic()
        return self._client

    def _located(self, address: str) -> str:
        """The address, or the same at another server: its host becomes the first folder there."""
        if not self.base:
            return address
        parts = urlsplit(address)
        query = f"?{parts.query}" if parts.query else ""
        return f"{self.base}/{parts.netloc}{parts.path}{query}"

    def _pause(self, seconds: float) -> None:
        if seconds > 0 and self.polite:
            self.sleep(seconds)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to be left alone, told as a number or as a date."""
    told = headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdecimal():
        return min(float(told), 1e9)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None

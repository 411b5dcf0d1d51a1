"""The browser that the launcher opened: a one-time word that it gave to its own server and to its own browser."""

from __future__ import annotations

import hmac
import threading

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.accounts.sessions import HERE, begin_session, kept_of, new_token
from etl.ledger import State, opened, transaction, write_audit


class LinkRefused(ChildRightsError):
    """A one-time link that opens nothing: unknown, used, too old, or no longer of use."""


LAUNCHED_DAYS = 30
"""How long the browser that the launcher opened is let in at most; it ends with the server that opened it."""
LINK_OPENS_NOTHING = N_("This link opens nothing any more: each works once, and for some days. Please ask for another.")


class Launch:
    """What this server process knows of its launcher. Only the hash of the word stays, and that only until it is used.

    ``server`` names the process: sessions that its word began end when it does. ``has_browser`` is whether a launcher
    opens a browser for it at all.
    """

    def __init__(self, word: str = "") -> None:
        """``word`` is what the launcher gave, at least 32 letters; without one nothing opens."""
        self.server = new_token()
        self._kept = kept_of(word) if len(word) >= 32 else ""
        self.has_browser = bool(self._kept)
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return "Launch()"

    def redeem(self, state: State, given: str) -> str:
        """Begin the owner's session, once; returns its token. Raises ``LinkRefused``.

        A wrong word leaves the right one as it is: 256 bits are not guessed.
        """
        with self._lock:
            if not self._kept or not hmac.compare_digest(self._kept, kept_of(given[:200])):
                raise LinkRefused(LINK_OPENS_NOTHING)
            with opened(state) as ledger, transaction(ledger):
                token = begin_session(ledger, None, LAUNCHED_DAYS, server=self.server)
                write_audit(ledger, HERE, "sign in", "by the launcher")
            # Used up only now: a ledger that could not be written to keeps nobody out of their own computer.
            self._kept = ""
        return token

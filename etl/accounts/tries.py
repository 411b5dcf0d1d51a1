"""How often somebody may try: counted by network and by account, in the ledger, so that a restart forgets nothing."""

from __future__ import annotations

import hashlib
import sqlite3

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.accounts.table import clock, login_key

FORGOTTEN_S = 3600.0
FREE = {"network": 10, "account": 5}
LONGEST_WAIT_S = {"network": 900.0, "account": 60.0}
"""An account waits no longer than a minute, or whoever tries its name could keep its owner out."""


class MustWait(ChildRightsError):
    """Too many tries; ``seconds`` until the next."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, round(seconds + 0.5))
        super().__init__(N_("Too many tries. Please wait {seconds} seconds, then try again."), seconds=self.seconds)


def keys_of(login: str, network: str) -> tuple[str, str]:
    """What a try is counted by.

    Of what was typed as a login name only 16 bits are kept: it may be a password in the wrong field, and names that
    there are not wait like those that there are.
    """
    account = hashlib.sha256(login_key(login).encode("utf-8", "surrogatepass")).hexdigest()[:4]
    place = hashlib.sha256(network.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"account {account}", f"network {place}"


def count_try(ledger: sqlite3.Connection, keys: tuple[str, str]) -> None:
    """Count a try before it is judged, so that a hundred at once are a hundred. Raises ``MustWait``, uncounted."""
    now = clock()
    ledger.execute("DELETE FROM sign_in_try WHERE last < ?", (now - FORGOTTEN_S,))
    if wait := max(_wait(ledger, key, now) for key in keys):
        raise MustWait(wait)
    for key in keys:
        ledger.execute(
            "INSERT INTO sign_in_try VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET count = count + 1, last = ?",
            (key, now, now),
        )


def forget_tries(ledger: sqlite3.Connection, keys: tuple[str, str]) -> None:
    """After a right password: nothing is held against the account, and this one try not against the network; the others
    are, or who has an account could try those of others for ever."""
    account, network = keys
    ledger.execute("DELETE FROM sign_in_try WHERE key = ?", (account,))
    ledger.execute("UPDATE sign_in_try SET count = count - 1 WHERE key = ?", (network,))


def _wait(ledger: sqlite3.Connection, key: str, now: float) -> float:
    row = ledger.execute("SELECT count, last FROM sign_in_try WHERE key = ?", (key,)).fetchone()
    kind = key.split(" ")[0]
    over = (row["count"] if row else 0) - FREE[kind]
    if over < 0:
        return 0.0
    pause = min(LONGEST_WAIT_S[kind], 2.0 ** min(over + 1, 20))
    # A clock that was set back makes nobody wait longer than the pause.
    return float(min(pause, max(0.0, row["last"] + pause - now)))

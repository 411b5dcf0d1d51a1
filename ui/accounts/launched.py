"""What the launcher told its server: how it knows its own browser, and how the first administrator comes in."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from threading import Thread

from etl.accounts import Launch, first_administrator_link
from etl.ledger import State, end_by_age
from ui.parts import begin_launch

HERE, FIRST = "CR_HERE", "CR_FIRST"
"""As ``launcher/serving.py`` writes them."""


def open_launch(environment: MutableMapping[str, str], *, only_here: bool) -> None:
    """Take over what the launcher said, and out of the environment, which programs that are started here inherit.

    Where other computers reach the server, its own browser is no more than any other.
    """
    word, address = environment.pop(HERE, ""), environment.pop(FIRST, "")
    begin_launch(Launch(word if only_here else ""))
    link = first_administrator_link(State.default()) if address else None
    if link is not None:
        sys.stderr.write(_FIRST_WORDS.format(address=address, token=link.token))


_FIRST_WORDS = """\
There is no administrator yet. Whoever opens this address becomes one; it works once, for three days:
  {address}/welcome/{token}
From another computer, write the name by which it reaches this one in the place of the first part.
"""


def end_what_is_old() -> None:
    """Have drafts and copies go that are too old; beside the start, since it may wait for whoever publishes."""
    Thread(target=end_by_age, args=(State.default(),), daemon=True).start()

"""What ``message`` of the command line asks: from its options to one question."""

from __future__ import annotations

import re
from dataclasses import replace

from childrights.catalogue import Catalogue
from childrights.errors import UnknownCode
from childrights.i18n import LANGUAGES, translator
from childrights.messages.desk import desk
from childrights.messages.finding import Ask
from childrights.messages.message import Message, compose
from childrights.snapshot import Snapshot
from geo.areas import COUNTRY, AreaError, canonical

_PERIOD = re.compile(r"\d{4}(-\d{2,4})?")


def answered(
    snapshot: Snapshot,
    catalogue: Catalogue,
    indicator: str,
    *,
    area: str,
    year: int | None,
    compare: str,
    lang: str,
    today: int,
    khmer_digits: bool = False,
) -> Message:
    """The message for one indicator and area: its level, or, with ``compare``, a change or another place.

    ``compare`` is a year, a period as published (``2021-22``), or an area. Raises ``UnknownCode`` for any code or
    language nobody knows.
    """
    if lang not in LANGUAGES:
        raise UnknownCode(f"The language {lang} is not spoken here; use en or km.")
    ask = Ask("level", indicator, known_area(area or COUNTRY), str(year) if year is not None else "")
    if _PERIOD.fullmatch(compare):
        ask = replace(ask, kind="change", versus=compare)
    elif compare:
        ask = replace(ask, kind="place", versus=known_area(compare))
    return compose(ask, desk(snapshot, catalogue, indicator, today), translator(lang), khmer_digits=khmer_digits)


def known_area(text: str) -> str:
    """The canonical code of ``text``. Raises ``UnknownCode`` with one sentence."""
    try:
        return canonical(part.strip() for part in text.upper().split("+"))
    except AreaError as error:
        raise UnknownCode(f"{error}. See: python run.py provinces") from None


def plainly(message: Message) -> str:
    """The message as lines for a terminal."""
    lines = [message.verdict.replace("_", " ").upper(), message.headline, message.support, message.caveat]
    if not message.headline:
        lines += [f"- {reason}" for reason in message.reasons]
    return "\n".join(line for line in lines if line)

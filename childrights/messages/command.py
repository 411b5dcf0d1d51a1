"""What ``message`` of the command line asks: from its options to one question."""

from __future__ import annotations

import re
from dataclasses import replace

from childrights.catalogue import Catalogue, UnknownCode
from childrights.i18n import DEFAULT_LANGUAGE, LANGUAGES, N_, translator
from childrights.members import senders
from childrights.messages.evidence import NEAR_TOLD, TopicEvidence, desk
from childrights.messages.finding import DO_NOT_SAY, SAY, SAY_WEAKER, Ask
from childrights.messages.message import Message, compose
from childrights.snapshot import Snapshot
from geo import COUNTRY, AreaError, area_name, canonical, load_gazetteer

NO_PLACE = N_("No place is called {text}. See: python run.py provinces")
NEAR_PLACE = N_("No place is called {text}. Did you mean {near}? See: python run.py provinces")
NO_YEAR = N_("No year and no place is called {text}. See: python run.py provinces")
NEAR_YEAR = N_("No year and no place is called {text}. Did you mean {near}? See: python run.py provinces")
VERDICTS = {SAY: N_("SAY"), SAY_WEAKER: N_("SAY WEAKER"), DO_NOT_SAY: N_("DO NOT SAY")}
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
    member: str = "",
) -> Message:
    """The message for one indicator and area: its level, or, with ``compare``, a change or another place.

    ``compare`` is a year, a period as published (``2021-22``), or an area; areas are codes or names. With ``member``
    it is told of what that member sent, in the weakest words. Raises ``UnknownCode`` for any code, name, member or
    language nobody knows.
    """
    ask, at = asked_of(
        snapshot, catalogue, indicator, area=area, year=year, compare=compare, lang=lang, today=today, member=member
    )
    return compose(ask, at, translator(lang), khmer_digits=khmer_digits)


def asked_of(
    snapshot: Snapshot,
    catalogue: Catalogue,
    indicator: str,
    *,
    area: str,
    year: int | None,
    compare: str,
    lang: str,
    today: int,
    member: str = "",
) -> tuple[Ask, TopicEvidence]:
    """The question that the options of ``answered`` ask, and the desk that answers it."""
    if lang not in LANGUAGES:
        raise UnknownCode(N_("The language {lang} is not spoken here; use en or km."), lang=lang)
    ask = Ask("level", indicator, known_area(area or COUNTRY), str(year) if year is not None else "")
    if _PERIOD.fullmatch(compare):
        ask = replace(ask, kind="change", versus=compare)
    elif compare:
        ask = replace(ask, kind="place", versus=known_area(compare, NO_YEAR, NEAR_YEAR))
    if member and member not in (names := sorted({one.member for one in senders(snapshot).values()})):
        raise UnknownCode(
            N_("No figures of {member} are kept. Members that sent any: {known}."),
            member=member,
            known=", ".join(names) or "none",
        )
    return ask, desk(snapshot, catalogue, indicator, today, member)


def known_area(text: str, unknown: str = NO_PLACE, near_ones: str = NEAR_PLACE) -> str:
    """The canonical code of ``text``, a code or a name. Raises ``UnknownCode``: ``unknown``, or the places meant."""
    try:
        return canonical(part.strip() for part in text.upper().split("+"))
    except AreaError:
        found = load_gazetteer().match(text)
    if found.certain:
        return found.certain
    near = [f"{area_name(area, DEFAULT_LANGUAGE)} ({area})" for area, _ in found.candidates[:NEAR_TOLD]]
    if near:
        raise UnknownCode(near_ones, text=text, near=", ".join(near))
    raise UnknownCode(unknown, text=text)


def message_lines(message: Message) -> str:
    """The message as lines for a terminal."""
    lines = [translator(message.lang)._(VERDICTS[message.verdict]), message.headline, message.support, message.caveat]
    if not message.headline:
        lines += [f"- {reason}" for reason in message.reasons]
    return "\n".join(line for line in lines if line)

"""Whether a kept message still holds when the figures have changed."""

from __future__ import annotations

from dataclasses import dataclass

from childrights.catalogue import Catalogue
from childrights.i18n import N_, Translator, translator
from childrights.language import plain_number
from childrights.messages.evidence import Desk, desk
from childrights.messages.finding import DO_NOT_SAY, Ask, decimals_of
from childrights.messages.message import Message, compose
from childrights.snapshot import Snapshot

HOLDS, CHANGED, NO_LONGER = "holds", "changed", "no_longer_holds"
STATUSES = {
    HOLDS: N_("It still holds."),
    CHANGED: N_("It holds, but not word for word."),
    NO_LONGER: N_("It no longer holds."),
}
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Rechecked:
    """``status``: ``holds``, ``changed`` (the same finding with other numbers, words or doubts) or
    ``no_longer_holds``. ``changes`` say what is different, in the message's language; ``now`` is what may be said."""

    status: str
    changes: tuple[str, ...]
    now: Message | None


def recheck(message: Message, snapshot: Snapshot, catalogue: Catalogue, today: int) -> Rechecked:
    """Ask the question of a kept message again of ``snapshot``."""
    ask, t = Ask.parse(message.key), translator(message.lang)
    if ask.indicator not in catalogue.indicators:
        return Rechecked(NO_LONGER, (t._("The indicator is no longer in the catalogue."),), None)
    return recheck_at(message, desk(snapshot, catalogue, ask.indicator, today))


def recheck_at(message: Message, of: Desk) -> Rechecked:
    """The same with the figures at hand. Pure."""
    t = translator(message.lang)
    now = compose(Ask.parse(message.key), of, t)
    if message.verdict == DO_NOT_SAY:
        same = now.verdict == DO_NOT_SAY and now.codes == message.codes
        return Rechecked(HOLDS if same else CHANGED, () if same else (t._("The reasons have changed."),), now)
    if now.verdict == DO_NOT_SAY:
        return Rechecked(NO_LONGER, now.reasons, now)
    if now.way != message.way:
        return Rechecked(NO_LONGER, (t._("The figures now say: {headline}").format(headline=now.headline),), now)
    changes = (*_numbers(message, now, t), *_doubts(message, now, t))
    if not changes and not same_words(message, now):
        changes = (t._("The wording is now: {headline}").format(headline=now.headline),)
    return Rechecked(CHANGED if changes else HOLDS, changes, now)


def same_words(message: Message, now: Message) -> bool:
    """Whether the headlines are the same, whichever digits they are written in."""
    latin = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
    return message.headline.translate(latin) == now.headline.translate(latin)


def _numbers(message: Message, now: Message, t: Translator) -> list[str]:
    before, found = dict(message.facts), []
    for name, value in now.facts:
        old = before.get(name)
        if old is None or abs(old - value) < 1e-9:
            continue
        sentence = t._("{before} is now {now}.")
        found.append(sentence.format(before=_plain(old, t), now=_plain(value, t)))
    return list(dict.fromkeys(found))


def _plain(value: float, t: Translator) -> str:
    return plain_number(value, decimals_of(value, _DECIMALS), t.lang)


def _doubts(message: Message, now: Message, t: Translator) -> list[str]:
    """Reasons that were not there before, and a harder verdict."""
    new = [text for code, text in zip(now.codes, now.reasons, strict=True) if code not in message.codes]
    if (message.verdict, now.verdict) == ("say", "say_weaker"):
        return [t._("It may now only be told in the weaker words."), *new]
    return new

"""What a kept message tells today: the author's words or the dashboard's, marked, with all that is foreign in them."""

from __future__ import annotations

from dataclasses import replace

from childrights.basket.basket import Kept
from childrights.i18n import Translator
from childrights.messages import NO_LONGER, Message, Rechecked, flags


def kept_sentence(one: Kept, checked: Rechecked, lang: str) -> str:
    """The sentence itself: the author's, else today's, else as it was kept where nothing may be told today."""
    if one.edited(lang):
        return one.words.of(lang)
    stands = checked.now if checked.status != NO_LONGER else None
    return stands.headline if stands and stands.headline else one.headline.of(lang)


def foreign(one: Kept, checked: Rechecked, t: Translator) -> str:
    """What the author's words say and the figures do not, in sentences; empty when there is nothing."""
    if not one.edited(t.lang):
        return ""
    return " ".join(flags(one.words.of(t.lang), checked.now or one.message(t.lang), t))


def telling(one: Kept, checked: Rechecked, t: Translator) -> Message | None:
    """The message as a brief or a picture tells it today; ``None`` when it no longer holds.

    What must be minded stands in ``caveat`` whole, so ``reasons`` are empty.
    """
    now = checked.now
    if checked.status == NO_LONGER or now is None or not now.headline:
        return None
    if not one.edited(t.lang):
        return replace(now, reasons=(), codes=())
    author = t._("The wording is the author's. The dashboard's: {headline}").format(headline=now.headline)
    caveat = " ".join(text for text in (now.caveat, author, foreign(one, checked, t)) if text)
    return replace(now, headline=kept_sentence(one, checked, t.lang), caveat=caveat, reasons=(), codes=())

"""What became of the messages that a person keeps: they are in the person's browser or file, so no log holds them."""

from __future__ import annotations

from collections.abc import Callable

from childrights.basket import Basket, Kept, read_basket
from childrights.catalogue import Catalogue
from childrights.i18n import LANGUAGES, Translator
from childrights.messages import HOLDS, NO_LONGER, Ask, Rechecked, recheck
from childrights.snapshot import Snapshot
from childrights.watch.items import CHANGED, FALLEN, Bilingual, MessageNews
from childrights.watch.words import line


def kept_news(basket: Basket, check: Callable[[Kept, str], Rechecked]) -> tuple[MessageNews, ...]:
    """The kept messages that read otherwise today, or hold no more, in the order of the basket.

    ``check`` asks one of them again in a language.
    """
    told = []
    for one in basket.items:
        found = {lang: check(one, lang) for lang in LANGUAGES}
        status = found["en"].status
        if status == HOLDS:
            continue
        now = {lang: again.now.headline if again.now else "" for lang, again in found.items()}
        told.append(
            MessageNews(
                FALLEN if status == NO_LONGER else CHANGED,
                Ask.parse(one.key).indicator,
                one.key,
                Bilingual(one.headline.en, one.headline.km),
                Bilingual(**now),
                Bilingual(**{lang: " ".join(again.changes) for lang, again in found.items()}),
            )
        )
    return tuple(told)


def basket_text(content: bytes, snapshot: Snapshot, catalogue: Catalogue, today: int, t: Translator) -> str:
    """What became of the messages of a basket file, as plain text. Raises ``BasketError``."""
    basket = read_basket(content)
    found = kept_news(basket, lambda one, lang: recheck(one.message(lang), snapshot, catalogue, today))
    told = [kept_words(len(basket.items), len(found), t), *(f"- {line(one, catalogue, t)}" for one in found)]
    return "\n".join(told) + "\n"


def kept_words(kept: int, moved: int, t: Translator) -> str:
    """How many of the kept messages read otherwise now or hold no more."""
    if not moved:
        return t._("Kept messages: {kept}. All of them are still true as kept.").format(kept=kept)
    return t._("Kept messages: {kept}. Changed or no longer true: {moved}.").format(kept=kept, moved=moved)

"""The basket: messages that somebody keeps, in their order, with words, an ask and a duty-bearer of their own.

Pure and frozen. Outside a session it is JSON (``written``, ``read``), in the browser of its author or in a file.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_, Translator
from childrights.messages import SAY, SAY_WEAKER, Ask, Message

FORMAT, VERSION = "child-rights-basket", 1
MOST, MOST_TEXT, MOST_BYTES = 40, 1_500, 400_000
"""Messages in a basket, characters of one text, and bytes of a file."""
_CODE = re.compile(r"[A-Za-z0-9_.:+-]{1,80}")

REFUSALS: Mapping[str, str] = {
    "too_large": N_("The file is larger than a basket can be. Nothing was changed."),
    "not_json": N_("The file is no basket: it cannot be read as JSON. Nothing was changed."),
    "not_basket": N_("The file is no basket of this dashboard. Nothing was changed."),
    "newer": N_("The basket was made with a newer version of this dashboard. Nothing was changed."),
    "damaged": N_("Message {number} of the basket is damaged: {part}. Nothing was changed."),
    "too_many": N_("A basket holds {most} messages, and this would be {number}. Nothing was changed."),
}


class BasketError(ChildRightsError):
    """A basket that cannot be read or would be too full; ``code`` is a key of ``REFUSALS``."""

    def __init__(self, code: str, *, number: int = 0, part: str = "") -> None:
        self.code, self.number, self.part = code, number, part
        super().__init__(REFUSALS[code].format(number=number, part=part, most=MOST))

    def words(self, t: Translator) -> str:
        """One sentence for the reader."""
        return t._(REFUSALS[self.code]).format(number=self.number, part=self.part, most=MOST)


@dataclass(frozen=True, slots=True)
class AuthorText:
    """A text of the author in each language; empty where nothing was written."""

    en: str = ""
    km: str = ""

    def of(self, lang: str) -> str:
        """The text in ``lang``."""
        return self.km if lang == "km" else self.en

    def with_(self, lang: str, text: str) -> AuthorText:
        """The same with ``text`` in ``lang``, tidied."""
        return replace(self, km=tidy(text)) if lang == "km" else replace(self, en=tidy(text))


@dataclass(frozen=True, slots=True)
class Kept:
    """One message of a basket. ``id`` is its name in this basket.

    ``key`` asks its question again; ``verdict``, ``way``, ``codes``, ``facts`` and ``headline`` are what was answered
    when it was kept. ``words`` are the author's own in place of the headline, ``ask`` what is asked and ``duty`` of
    whom: sentences of their own, never joined to the finding. ``answers`` are codes of recommendations.
    """

    id: str
    key: str
    verdict: str
    way: str
    codes: tuple[str, ...]
    observations: tuple[str, ...]
    facts: tuple[tuple[str, float], ...]
    headline: AuthorText
    words: AuthorText = field(default_factory=AuthorText)
    ask: AuthorText = field(default_factory=AuthorText)
    duty: AuthorText = field(default_factory=AuthorText)
    answers: tuple[str, ...] = ()

    def message(self, lang: str) -> Message:
        """What was answered when it was kept, as ``messages.recheck`` takes it."""
        return Message(
            key=self.key,
            kind=Ask.parse(self.key).kind,
            verdict=self.verdict,
            headline=self.headline.of(lang),
            support="",
            caveat="",
            reasons=(),
            codes=self.codes,
            observations=self.observations,
            way=self.way,
            facts=self.facts,
            lang=lang,
        )

    def edited(self, lang: str) -> bool:
        """Whether the author put words of their own in the place of the headline."""
        return self.words.of(lang) not in ("", self.headline.of(lang))


@dataclass(frozen=True, slots=True)
class Basket:
    """Messages in their order. ``revision`` rises with every change, so that the newer of two copies is known."""

    items: tuple[Kept, ...] = ()
    revision: int = 0

    def get(self, id: str) -> Kept | None:
        """The message of that name."""
        return next((one for one in self.items if one.id == id), None)

    def holding(self, key: str) -> Kept | None:
        """The first message that answers the question ``key``."""
        return next((one for one in self.items if one.key == key), None)

    def add(self, english: Message, khmer: Message) -> Basket:
        """With one more message at the end, given in both languages. Raises ``BasketError`` when it is full."""
        one = Kept(
            id="",
            key=english.key,
            verdict=english.verdict,
            way=english.way,
            codes=english.codes,
            observations=english.observations,
            facts=english.facts,
            headline=AuthorText(english.headline, khmer.headline),
        )
        return self.and_all((one,))

    def and_all(self, more: tuple[Kept, ...]) -> Basket:
        """With ``more`` at the end under new names, leaving out what is here already, word for word."""
        items = list(self.items)
        for one in more:
            if any(replace(one, id=here.id) == here for here in items):
                continue
            items.append(replace(one, id=_next(items)))
        if len(items) > MOST:
            raise BasketError("too_many", number=len(items))
        return self if len(items) == len(self.items) else Basket(tuple(items), self.revision + 1)

    def joined(self, other: Basket) -> Basket:
        """With what ``other`` has more, of the higher revision. Raises ``BasketError`` when that is too much."""
        return Basket(self.and_all(other.items).items, max(self.revision, other.revision))

    def at_revision(self, revision: int) -> Basket:
        """The same under that number."""
        return replace(self, revision=revision)

    def remove(self, id: str) -> Basket:
        """Without the message of that name."""
        return Basket(tuple(one for one in self.items if one.id != id), self.revision + 1)

    def move(self, id: str, by: int) -> Basket:
        """With the message of that name ``by`` places further down, or up for a negative number, as far as there is."""
        items = list(self.items)
        at = next((i for i, one in enumerate(items) if one.id == id), None)
        if at is None:
            return self
        items.insert(max(0, min(at + by, len(items) - 1)), items.pop(at))
        return Basket(tuple(items), self.revision + 1)

    def change(self, id: str, **parts: Any) -> Basket:
        """With other parts of the message of that name; the same basket when nothing is different."""
        items = tuple(replace(one, **parts) if one.id == id else one for one in self.items)
        return self if items == self.items else Basket(items, self.revision + 1)


def tidy(text: str) -> str:
    """One line without control characters, at most ``MOST_TEXT`` characters. Khmer joiners stay."""
    plain = "".join(" " if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") else one for one in text)
    return re.sub(" +", " ", plain).strip()[:MOST_TEXT].strip()


def basket_json(basket: Basket) -> str:
    """The basket as JSON."""
    messages = [{name: value for name, value in asdict(one).items() if name != "id"} for one in basket.items]
    record = {"format": FORMAT, "version": VERSION, "revision": basket.revision, "messages": messages}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def read_basket(text: str | bytes) -> Basket:
    """A basket from JSON. Raises ``BasketError``: it is read whole or not at all."""
    if len(text) > MOST_BYTES:
        raise BasketError("too_large")
    try:
        record = json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text)
    except (ValueError, RecursionError):
        raise BasketError("not_json") from None
    if not isinstance(record, dict) or record.get("format") != FORMAT or not _whole(record.get("version")):
        raise BasketError("not_basket")
    if record["version"] > VERSION:
        raise BasketError("newer")
    messages, revision = record.get("messages"), record.get("revision", 0)
    if not isinstance(messages, list) or not _whole(revision):
        raise BasketError("not_basket")
    if len(messages) > MOST:
        raise BasketError("too_many", number=len(messages))
    return Basket(tuple(_kept(one, number) for number, one in enumerate(messages, 1)), min(revision, 2**40))


def _kept(record: object, number: int) -> Kept:
    if not isinstance(record, dict):
        raise BasketError("damaged", number=number, part="message")
    values: dict[str, Any] = {}
    for one in fields(Kept)[1:]:
        try:
            values[one.name] = _READERS[one.name](record.get(one.name, _ABSENT.get(one.name)))
        except (ValueError, TypeError, OverflowError):
            raise BasketError("damaged", number=number, part=one.name) from None
    return Kept(id=f"m{number}", **values)


def _next(items: list[Kept]) -> str:
    return f"m{max((int(one.id[1:]) for one in items), default=0) + 1}"


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _key(value: Any) -> str:
    Ask.parse(value if isinstance(value, str) and len(value) < 400 else "")
    return str(value)


def _verdict(value: Any) -> str:
    if value not in (SAY, SAY_WEAKER):
        raise ValueError
    return str(value)


def _word(value: Any) -> str:
    if value != "" and not _CODE.fullmatch(value):
        raise ValueError
    return str(value)


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > 200 or "" in value:
        raise ValueError
    return tuple(_word(one) for one in value)


def _facts(value: Any) -> tuple[tuple[str, float], ...]:
    if not isinstance(value, list) or len(value) > 100:
        raise ValueError
    found = tuple((_word(name), float(number)) for name, number in value if not isinstance(number, str | bool))
    if len(found) < len(value) or not all(math.isfinite(number) for _, number in found):
        raise ValueError
    return found


def _said(value: Any) -> AuthorText:
    return AuthorText(_text(value.get("en", "")), _text(value.get("km", ""))) if isinstance(value, dict) else _refuse()


def _text(value: Any) -> str:
    return tidy(value) if isinstance(value, str) and len(value) <= MOST_TEXT else _refuse()


def _refuse() -> Any:
    raise ValueError


_ABSENT: Mapping[str, Any] = {"words": {}, "ask": {}, "duty": {}, "answers": []}
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "key": _key,
    "verdict": _verdict,
    "way": _word,
    "codes": _words,
    "observations": _words,
    "facts": _facts,
    "headline": _said,
    "words": _said,
    "ask": _said,
    "duty": _said,
    "answers": _words,
}

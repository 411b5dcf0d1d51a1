"""A talk: views, messages, profiles and numbers in the order of a speaker, each with a heading and notes of theirs.

Pure and frozen. Outside a session it is JSON, in the browser of its author, in a file or, without its notes, in a link.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from childrights.catalogue import ChildRightsError
from childrights.i18n import LANGUAGES, N_, Translator

FORMAT, VERSION = "child-rights-talk", 1
VIEW, MESSAGE, PROFILE, NUMBER = "view", "message", "profile", "number"
ITEM_KINDS: Mapping[str, str] = {
    VIEW: N_("View"),
    MESSAGE: N_("Message"),
    PROFILE: N_("Province"),
    NUMBER: N_("Number card"),
}
MOST_ITEMS, MOST_KEY, MOST_TITLE, MOST_NOTES, MOST_BYTES = 40, 600, 120, 2_000, 300_000
MOST_LINK = 1_800
"""Items, characters of a key, a heading and the notes of one, bytes of a file, and characters of a link."""

REFUSALS: Mapping[str, str] = {
    "too_large": N_("The file is larger than a talk can be. Nothing was changed."),
    "not_json": N_("The file is no talk: it cannot be read as JSON. Nothing was changed."),
    "not_talk": N_("The file is no talk of this dashboard. Nothing was changed."),
    "newer": N_("The talk was made with a newer version of this dashboard. Nothing was changed."),
    "damaged": N_("Slide {number} of the talk is damaged: {part}. Nothing was changed."),
    "too_many": N_("A talk holds {most} slides, and this would be {number}. Nothing was changed."),
}


class TalkError(ChildRightsError):
    """A talk that cannot be read or would be too long; ``code`` is a key of ``REFUSALS``."""

    def __init__(self, code: str, *, number: int = 0, part: str = "") -> None:
        self.code, self.number, self.part = code, number, part
        super().__init__(REFUSALS[code].format(number=number, part=part, most=MOST_ITEMS))

    def words(self, t: Translator) -> str:
        """One sentence for the reader."""
        return t._(REFUSALS[self.code]).format(number=self.number, part=self.part, most=MOST_ITEMS)


@dataclass(frozen=True, slots=True)
class TalkItem:
    """One part of a talk. ``key`` is the address of a view, the question of a message or number, or a province.

    ``title`` and ``notes`` are the speaker's. ``seen`` is the mark of its figures when they were last looked at and
    ``as_of`` the snapshot of that day, as printed; both are empty until then.
    """

    id: str
    kind: str
    key: str
    title: str = ""
    notes: str = ""
    seen: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """Items in their order. ``revision`` rises with every change, so that the newer of two copies is known."""

    title: str = ""
    lang: str = "en"
    items: tuple[TalkItem, ...] = ()
    revision: int = 0

    def get(self, id: str) -> TalkItem | None:
        """The item of that name."""
        return next((one for one in self.items if one.id == id), None)

    def holds(self, kind: str, key: str) -> bool:
        """Whether that is in the talk already."""
        return any((one.kind, one.key) == (kind, key) for one in self.items)

    def add(self, kind: str, key: str) -> Talk:
        """With one more item at the end, once. Raises ``TalkError`` when it is full or the key is none."""
        if self.holds(kind, key):
            return self
        if len(self.items) >= MOST_ITEMS:
            raise TalkError("too_many", number=len(self.items) + 1)
        if kind not in ITEM_KINDS or not 0 < len(key) <= MOST_KEY:
            raise TalkError("damaged", number=len(self.items) + 1, part="key")
        number = max((int(one.id[1:]) for one in self.items), default=0) + 1
        return self._with((*self.items, TalkItem(f"s{number}", kind, key)))

    def joined(self, other: Talk) -> Talk:
        """With what ``other`` has more, of the higher revision of both: its parts behind, its notes below, its title
        where this has none. Raises ``TalkError`` when that is too much.
        """
        items = list(self.items)
        for one in other.items:
            at = next((i for i, here in enumerate(items) if (here.kind, here.key) == (one.kind, one.key)), None)
            if at is None:
                number = max((int(here.id[1:]) for here in items), default=0) + 1
                items.append(replace(one, id=f"s{number}"))
            else:
                here = items[at]
                notes = here.notes if one.notes in here.notes else f"{here.notes}\n\n{one.notes}"
                notes = one.notes if here.notes in one.notes else notes
                items[at] = replace(here, title=here.title or one.title, notes=tidy_text(notes, MOST_NOTES))
        if len(items) > MOST_ITEMS:
            raise TalkError("too_many", number=len(items))
        whole = replace(self, items=tuple(items), title=self.title or other.title)
        return whole.at_revision(max(self.revision, other.revision))

    def at_revision(self, revision: int) -> Talk:
        """The same under that number."""
        return replace(self, revision=revision)

    def remove(self, id: str) -> Talk:
        """Without the item of that name."""
        return self._with(tuple(one for one in self.items if one.id != id))

    def move(self, id: str, by: int) -> Talk:
        """With that item ``by`` places further down, or up for a negative number, as far as there is."""
        items = list(self.items)
        at = next((i for i, one in enumerate(items) if one.id == id), None)
        if at is None:
            return self
        items.insert(max(0, min(at + by, len(items) - 1)), items.pop(at))
        return self._with(tuple(items))

    def change(self, id: str, **parts: str) -> Talk:
        """With other parts of that item."""
        tidied = {
            name: tidy_text(value, MOST_NOTES if name == "notes" else MOST_TITLE) for name, value in parts.items()
        }
        return self._with(tuple(replace(one, **tidied) if one.id == id else one for one in self.items))

    def named(self, title: str) -> Talk:
        """The same under another title."""
        told = tidy_text(title, MOST_TITLE)
        return self if told == self.title else replace(self, title=told, revision=self.revision + 1)

    def looked_at(self, marks: Mapping[str, tuple[str, str]]) -> Talk:
        """With mark and snapshot (``seen``, ``as_of``) of items by their names."""
        new = ((one, marks.get(one.id, (one.seen, one.as_of))) for one in self.items)
        return self._with(tuple(replace(one, seen=seen, as_of=day) for one, (seen, day) in new))

    def _with(self, items: tuple[TalkItem, ...]) -> Talk:
        return self if items == self.items else replace(self, items=items, revision=self.revision + 1)


def tidy_text(text: str, most: int) -> str:
    """Without control characters but line breaks, at most ``most`` characters. Khmer joiners stay."""
    plain = "".join(
        one if one == "\n" else " " if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") else one for one in text
    )
    return re.sub("[ ]+", " ", plain).strip()[:most].strip()


def talk_record(talk: Talk) -> dict[str, Any]:
    """The talk as JSON has it."""
    items = [{name: value for name, value in asdict(one).items() if name != "id" and value} for one in talk.items]
    head = {"format": FORMAT, "version": VERSION, "revision": talk.revision}
    return {**head, "title": talk.title, "lang": talk.lang, "items": items}


def talk_json(talk: Talk) -> str:
    """The talk as JSON."""
    return json.dumps(talk_record(talk), ensure_ascii=False, separators=(",", ":"))


def read_talk(text: str | bytes) -> Talk:
    """A talk from JSON. Raises ``TalkError``: it is read whole or not at all."""
    if len(text) > MOST_BYTES:
        raise TalkError("too_large")
    try:
        record = json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text)
    except (ValueError, RecursionError):
        raise TalkError("not_json") from None
    if not isinstance(record, dict) or record.get("format") != FORMAT or not _whole(record.get("version")):
        raise TalkError("not_talk")
    if record["version"] > VERSION:
        raise TalkError("newer")
    items, revision, title = record.get("items"), record.get("revision", 0), record.get("title", "")
    if not isinstance(items, list) or not _whole(revision) or not isinstance(title, str):
        raise TalkError("not_talk")
    if len(items) > MOST_ITEMS:
        raise TalkError("too_many", number=len(items))
    lang = record.get("lang") if record.get("lang") in LANGUAGES else "en"
    read = tuple(_item(one, number) for number, one in enumerate(items, 1))
    return Talk(tidy_text(title, MOST_TITLE), str(lang), read, min(revision, 2**40))


_LONGEST = {"kind": 10, "key": MOST_KEY, "title": MOST_TITLE, "notes": MOST_NOTES, "seen": 16, "as_of": 40}


def _item(record: object, number: int) -> TalkItem:
    if not isinstance(record, dict):
        raise TalkError("damaged", number=number, part="slide")
    found: dict[str, str] = {}
    for name, most in _LONGEST.items():
        value = record.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            raise TalkError("damaged", number=number, part=name)
        found[name] = tidy_text(value, most)
    if found["kind"] not in ITEM_KINDS or not found["key"]:
        raise TalkError("damaged", number=number, part="kind" if found["key"] else "key")
    return TalkItem(f"s{number}", **found)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def talk_in_short(talk: Talk) -> str:
    """The talk for a link, ``""`` where it is too long for one. Notes stay with the speaker and are not in it."""
    bare = replace(talk, revision=0, items=tuple(replace(one, notes="") for one in talk.items))
    packed = base64.urlsafe_b64encode(zlib.compress(talk_json(bare).encode(), 9)).decode().rstrip("=")
    return packed if len(packed) <= MOST_LINK else ""


def short_talk(packed: str) -> Talk:
    """The talk of a link. Raises ``TalkError``."""
    try:
        if len(packed) > MOST_LINK:
            raise TalkError("too_large")
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        opened = zlib.decompressobj()
        # A link of some hundred letters may unpack to gigabytes: no more is unpacked than a talk may be.
        text = opened.decompress(raw, MOST_BYTES)
        if opened.unconsumed_tail:
            raise TalkError("too_large")
        return read_talk(text)
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError) as error:
        raise TalkError("not_talk") from error

"""A member's mirror before it has a format: every word of it is in its language already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MirrorTable:
    """Rows of words under a head, all of one width; ``widths`` are shares of the page."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """What one of the member's figures says: the sentence, what must be minded with it, and the codes it rests on."""

    words: str
    mind: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mirror:
    """The letter (``greeting`` and ``letter``, one paragraph each) and the page behind it.

    ``finding`` is its one sentence; ``errors`` is empty where nothing was left out. ``waits`` are sentences, ``next``
    says what to do. ``data_label`` is the snapshot as printed.
    """

    member: str
    year: int
    lang: str
    title: str
    greeting: str
    letter: tuple[str, ...]
    closing: str
    finding: str
    arrived: MirrorTable
    on_time: str
    errors: MirrorTable
    errors_note: str
    sentences: tuple[OwnSentence, ...]
    sentences_note: str
    waits: tuple[str, ...]
    next: tuple[str, ...]
    data_label: str
    made_on: date

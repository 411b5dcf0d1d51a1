"""A finding in words: what a page, a brief or the command line shows and keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from childrights.i18n import Translator
from childrights.messages import reasons
from childrights.messages.composing import find
from childrights.messages.evidence import Desk
from childrights.messages.finding import DO_NOT_SAY, Ask, Finding
from childrights.messages.headlines import headline
from childrights.messages.support import VERBATIM, caveat, support

_DIGITS = re.compile(r"(?<![A-Za-z0-9])[0-9]+(?![A-Za-z])")
_KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


@dataclass(frozen=True, slots=True)
class Message:
    """``verdict``: ``say``, ``say_weaker`` (only in these words) or ``do_not_say`` (then ``headline`` is empty and
    ``support`` may hold the wording that is permitted instead).

    ``key`` asks the same question of a later snapshot, ``observations`` are the ids of all figures it rests on,
    ``codes`` the codes of the ``reasons``, ``facts`` the numbers found or worked out, by name, ``way`` what was found.
    """

    key: str
    kind: str
    verdict: str
    headline: str
    support: str
    caveat: str
    reasons: tuple[str, ...]
    codes: tuple[str, ...]
    observations: tuple[str, ...]
    way: str
    facts: tuple[tuple[str, float], ...]
    lang: str

    def contract(self) -> dict[str, object]:
        """The part that the command line prints."""
        names = ("verdict", "headline", "support", "caveat", "reasons", "observations")
        return {name: value for name, value in asdict(self).items() if name in names}


def compose(ask: Ask, desk: Desk, t: Translator, *, khmer_digits: bool = False) -> Message:
    """The message for one question."""
    return worded(find(ask, desk), desk, t, khmer_digits=khmer_digits)


def worded(found: Finding, desk: Desk, t: Translator, *, khmer_digits: bool = False) -> Message:
    """``found`` in the language of ``t``."""

    def digits(text: str) -> str:
        parts = text.split(VERBATIM)
        if khmer_digits and t.lang == "km":
            parts[::2] = [_DIGITS.sub(lambda match: match.group().translate(_KHMER), part) for part in parts[::2]]
        return "".join(parts)

    year_end = found.figures[0].year_end if found.figures else 0
    return Message(
        key=found.ask.key,
        kind=found.ask.kind,
        verdict=found.verdict,
        headline="" if found.verdict == DO_NOT_SAY else digits(headline(found, desk, t)),
        support=digits(support(found, desk, t)),
        caveat=digits(caveat(found, t)),
        reasons=tuple(digits(reasons.text(one, year_end, t)) for one in found.reasons),
        codes=tuple(one.code for one in found.reasons),
        observations=tuple(dict.fromkeys(one.id for one in (*found.figures, *found.permitted) if one.id)),
        way=found.way,
        facts=tuple(found.results.items()),
        lang=t.lang,
    )


def kept(record: Mapping[str, object]) -> Message:
    """A message from what ``dataclasses.asdict`` made of it, after a journey through JSON."""
    values = dict(record)
    for name in ("reasons", "codes", "observations"):
        values[name] = tuple(values[name])  # type: ignore[arg-type]
    values["facts"] = tuple((str(name), float(value)) for name, value in values["facts"])  # type: ignore[attr-defined]
    return Message(**values)  # type: ignore[arg-type]

"""A finding in words: what a page, a brief or the command line shows and keeps."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from childrights.catalogue import Catalogue
from childrights.i18n import N_, Translator, translator
from childrights.language import khmer_numbers, latin_digits, plain_number
from childrights.messages import reasons
from childrights.messages.composing import answer_question
from childrights.messages.evidence import TopicEvidence, desk
from childrights.messages.finding import DO_NOT_SAY, Ask, Finding, decimals_needed, printed_value
from childrights.messages.headlines import headline
from childrights.messages.support import VERBATIM, caveat, support
from childrights.snapshot import Snapshot


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


def compose(ask: Ask, desk: TopicEvidence, t: Translator, *, khmer_digits: bool = False) -> Message:
    """The message for one question."""
    return worded_message(answer_question(ask, desk), desk, t, khmer_digits=khmer_digits)


def worded_message(found: Finding, desk: TopicEvidence, t: Translator, *, khmer_digits: bool = False) -> Message:
    """``found`` in the language of ``t``."""

    def digits(text: str) -> str:
        parts = text.split(VERBATIM)
        if khmer_digits and t.lang == "km":
            parts[::2] = [khmer_numbers(part) for part in parts[::2]]
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
        observations=tuple(
            dict.fromkeys(one.id for one in (*found.figures, *found.permitted, *found.newer, *found.rivals) if one.id)
        ),
        way=found.way,
        facts=(*found.results.items(), *(() if found.verdict == DO_NOT_SAY else _newer_facts(found, desk))),
        lang=t.lang,
    )


def _newer_facts(found: Finding, desk: TopicEvidence) -> list[tuple[str, float]]:
    """The newer figures by the names ``newer``, ``newer_2``, as printed."""
    names = ["newer", *(f"newer_{at}" for at in range(2, len(found.newer) + 1))]
    every = desk.catalogue.indicators
    return [
        (name, printed_value(float(one.value or 0.0), every[one.indicator]))
        for name, one in zip(names, found.newer, strict=False)
    ]


HOLDS, CHANGED, NO_LONGER = "holds", "changed", "no_longer_holds"
STATUSES = {
    HOLDS: N_("It still holds."),
    CHANGED: N_("It still holds, in other words."),
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


def recheck_at(message: Message, of: TopicEvidence) -> Rechecked:
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
    changes = (*_numbers(message, now, t), *_overtaken(message, now, t), *_doubts(message, now, t))
    if not changes and not same_words(message, now):
        changes = (t._("The wording is now: {headline}").format(headline=now.headline),)
    return Rechecked(CHANGED if changes else HOLDS, changes, now)


def same_words(message: Message, now: Message) -> bool:
    """Whether the headlines are the same, whichever digits they are written in."""
    return latin_digits(message.headline) == latin_digits(now.headline)


def _numbers(message: Message, now: Message, t: Translator) -> list[str]:
    before, found = dict(message.facts), []
    for name, value in now.facts:
        old = before.get(name)
        if old is None or abs(old - value) < 1e-9:
            continue
        sentence = t._("{before} is now {now}.")
        found.append(sentence.format(before=_plain(old, t), now=_plain(value, t)))
    return list(dict.fromkeys(found))


def _overtaken(message: Message, now: Message, t: Translator) -> list[str]:
    """That a figure has become known since that is newer than those told."""
    if "newer" in dict(message.facts) or "newer" not in dict(now.facts):
        return []
    return [t._("A newer figure is known now: {headline}").format(headline=now.headline)]


def _plain(value: float, t: Translator) -> str:
    return plain_number(value, decimals_needed(value, _DECIMALS), t.lang)


def _doubts(message: Message, now: Message, t: Translator) -> list[str]:
    """Reasons that were not there before, and a harder verdict."""
    new = [text for code, text in zip(now.codes, now.reasons, strict=True) if code not in message.codes]
    if (message.verdict, now.verdict) == ("say", "say_weaker"):
        return [t._("It can now only be said in weaker words."), *new]
    return new

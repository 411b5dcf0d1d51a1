"""What the live codes of a text say today, and what is otherwise than when they were written.

A code that says nothing today (its figure was taken back, erased or is hidden, its sentence is no longer borne out)
stands in the paper as a gap in brackets with the reason in its note: never as what it said before. What a figure said
that was taken back or hidden since, or a sentence that rested on one, is told to those who write no more either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from childrights.catalogue import MEMBERS, Catalogue, Group, UnknownCode, normalise_code, programme_words
from childrights.certificate import Certificate, Gone, NoLonger, newer_exists
from childrights.certificate import sentence as gone_sentence
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.language import day_words, period, value_words, words
from childrights.messages import DO_NOT_SAY, NO_LONGER, Ask, Message, TopicEvidence, compose, recheck_at
from childrights.messages import HOLDS as STILL_HOLDS
from childrights.newest import newer_line
from childrights.papers.text import MESSAGE, NUMBER, LiveCode, Spoken, live_codes
from childrights.snapshot import limits_words
from geo import area_words

HOLDS, CHANGED, NEWER, GONE, UNKNOWN = "holds", "changed", "newer", "gone", "unknown"
STANDINGS: Mapping[str, str] = {
    HOLDS: N_("As it was written."),
    CHANGED: N_("It says something else now."),
    NEWER: N_("A newer figure has come since."),
    GONE: N_("It can no longer be said."),
    UNKNOWN: N_("This code is not known here."),
}
_ERASED = "erased"
_GAPS: Mapping[str, str] = {
    "withdrawn": N_("[figure taken back on {day}]"),
    "undone": N_("[figure taken back on {day}]"),
    _ERASED: N_("[figure erased]"),
    "withheld": N_("[figure not shown]"),
}
_NO_VALUE, _NOT_SAID = N_("[figure not shown]"), N_("[this sentence may not be said today]")
_UNKNOWN, _NO_KIND = N_("[unknown code {code}]"), N_("Write {{{{number CODE}}}} or {{{{message KEY}}}}.")

Told = Mapping[str, Mapping[str, Any]]
"""By ``name_of`` a code, what it said when it was written, as JSON has it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where codes are looked up: the birth certificate of a number, and the desk of an indicator. Both may be cached;
    both raise ``UnknownCode``."""

    catalogue: Catalogue
    number_of: Callable[[str], Certificate]
    desk_of: Callable[[str], TopicEvidence]


@dataclass(frozen=True, slots=True)
class LiveSaid:
    """What one code says: ``standing`` is a key of ``STANDINGS``, ``text`` and ``note`` what the paper prints, ``was``
    what it said when it was written where that is otherwise, ``why`` what happened, in a sentence or empty."""

    code: LiveCode
    standing: str
    text: str
    note: str
    was: str = ""
    why: str = ""

    @property
    def spoken(self) -> Spoken:
        """As it is filled into the blocks."""
        return Spoken(self.text, self.note)

    @property
    def needs_eyes(self) -> bool:
        """Whether somebody must look at it before the paper goes out."""
        return self.standing != HOLDS


def name_of(code: LiveCode) -> str:
    """The name under which a code is remembered: a number in its printed form, however it was typed."""
    return f"{code.kind} {normalise_code(code.code) if code.kind == NUMBER else code.code}"


def say_codes(text: str, sources: Sources, t: Translator, told: Told | None = None) -> tuple[LiveSaid, ...]:
    """What each live code of ``text`` says today, in their order; ``told`` is what they said when they were written."""
    known = told or {}
    return tuple(_say(code, sources, t, known.get(name_of(code), {})) for code in live_codes(text))


def told_today(text: str, sources: Sources, before: Told | None = None, renewed: Iterable[str] = ()) -> dict[str, Any]:
    """What is to be remembered with ``text``: of a code that stood in it before what it said then, of a new one, and of
    those named in ``renewed``, what it says today; nothing of one that is silent, gone or rests on what is erased."""
    kept, anew, found = dict(before or {}), set(renewed), dict[str, Any]()
    for code in live_codes(text):
        name = name_of(code)
        if name in kept and name not in anew and not _is_to_be_forgotten(code, kept[name], sources):
            found[name] = kept[name]
        elif name not in found and (said := _remembered(code, sources)):
            found[name] = said
    return found


def _is_to_be_forgotten(code: LiveCode, told: Mapping[str, Any], sources: Sources) -> bool:
    """Whether what a code said may be remembered no longer. A sentence whose figure was taken back is remembered until
    somebody looked: it still says that it is another one now."""
    if code.kind == NUMBER:
        return any(True for _ in _gone_of((code.code,), sources))
    return any(one.how == _ERASED for one in _gone_of(_rested_on(told), sources))


def _gone_of(codes: Iterable[str], sources: Sources) -> Iterator[Gone]:
    """What became of those figures that stand no longer."""
    for code in codes:
        try:
            sources.number_of(code)
        except NoLonger as error:
            yield error.gone
        except (UnknownCode, ValueError):
            pass


def _rested_on(told: Mapping[str, Any]) -> Sequence[str]:
    """The figures of a sentence as it is remembered."""
    found: Sequence[str] = told.get("message", {}).get("observations", ())
    return found


def _say(code: LiveCode, sources: Sources, t: Translator, told: Mapping[str, Any]) -> LiveSaid:
    if code.kind not in (NUMBER, MESSAGE):
        why = t._(_NO_KIND).format()
        return LiveSaid(code, UNKNOWN, t._(_UNKNOWN).format(code=f"{code.kind} {code.code}"[:60]), "", why=why)
    try:
        if code.kind == NUMBER:
            return _number(code, sources.number_of(code.code), sources, t, told)
        return _message(code, sources, t, told)
    except NoLonger as error:
        why = gone_sentence(error.gone, sources.catalogue, t)
        day = day_words(date.fromisoformat(error.gone.at[:10]), t.lang) if error.gone.at else ""
        return LiveSaid(code, GONE, t._(_GAPS[error.gone.how]).format(day=day), why, "", why)
    except (UnknownCode, ValueError) as error:
        why = str(error) if t.lang == "en" and isinstance(error, UnknownCode) else t._(STANDINGS[UNKNOWN])
        return LiveSaid(code, UNKNOWN, t._(_UNKNOWN).format(code=code.code[:60]), "", str(told.get(t.lang, "")), why)


def _number(code: LiveCode, found: Certificate, sources: Sources, t: Translator, told: Mapping[str, Any]) -> LiveSaid:
    one, was = _standing(found, sources), str(told.get(t.lang, ""))
    if one.observation.value is None:
        why = words.status(one.observation, t)
        return LiveSaid(code, GONE, t._(_NO_VALUE), _number_note(one, sources.catalogue, t), was, why)
    text, note = number_words(one, sources.catalogue, t), _number_note(one, sources.catalogue, t)
    if told and str(told.get("value")) != _value(one, translator("en")):
        why = t._("The figure {old} was replaced by {new}.").format(old=found.observation.id, new=one.observation.id)
        return LiveSaid(code, CHANGED, text, note, was, why if one is not found else t._(STANDINGS[CHANGED]))
    if told and {each.id for each in one.newer} - {*told.get("newer", ())}:
        return LiveSaid(code, NEWER, text, note, was, newer_exists(one, sources.catalogue, t))
    return LiveSaid(code, HOLDS, text, note)


def _standing(found: Certificate, sources: Sources) -> Certificate:
    """The certificate of the figure that stands today where this one did."""
    return sources.number_of(found.replaced_by) if found.replaced_by else found


def number_words(found: Certificate, catalogue: Catalogue, t: Translator) -> str:
    """A figure as a text tells it, with unit, group, place and period, and the newer figures of what it is about:
    "32.4 % (girls, Cambodia, 2014; newer: 21.9 % in 2021–22)"."""
    one = found.observation
    group = Group.of(one)
    about = [] if group == Group() else [_lowered(words.group(group, t))]
    about += [area_words(one.area, t.lang), period(one.period_label, t.lang)]
    if limits := limits_words(one, t):
        about.append(limits)
    if one.layer == MEMBERS:
        about.append(t._("sent by {member}").format(member=one.member))
    told = t._(", ").join(about)
    if newer := newer_line((one,), found.newer, catalogue, t):
        told = t._("; ").join((told, _lowered(newer).rstrip(".។ ")))
    return t._("{value} ({about})").format(value=_value(found, t), about=told)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _value(found: Certificate, t: Translator) -> str:
    return value_words(found.observation, found.indicator, t).replace(" %", "\N{NO-BREAK SPACE}%")


def _number_note(found: Certificate, catalogue: Catalogue, t: Translator) -> str:
    one = found.observation
    survey = programme_words(one, t.lang)
    source = found.source.title if found.source else ""
    parts = [found.indicator.short_name(t.lang), survey, source, t._("code {code}").format(code=one.id)]
    told = t._(", ").join(dict.fromkeys(part for part in parts if part))
    return " ".join(part for part in (f"{told}{t._('.')}", newer_exists(found, catalogue, t)) if part)


def _message(code: LiveCode, sources: Sources, t: Translator, told: Mapping[str, Any]) -> LiveSaid:
    ask = Ask.parse(code.code)
    desk = sources.desk_of(ask.indicator)
    was = str(told.get(t.lang, ""))
    if told:
        kept = _message_of(told, t.lang)
        again = recheck_at(kept, desk)
        now = again.now or compose(ask, desk, t)
        standing = HOLDS if again.status == STILL_HOLDS else CHANGED
        if again.status == NO_LONGER and now.verdict == DO_NOT_SAY:
            standing = GONE
        elif "newer" in dict(now.facts) and "newer" not in dict(kept.facts):
            standing = NEWER
        why = " ".join(again.changes)
    else:
        now, standing, why = compose(ask, desk, t), HOLDS, ""
    if standing != HOLDS and (gone := [*_gone_of(_rested_on(told), sources)]):
        was, why = "", " ".join(gone_sentence(one, sources.catalogue, t) for one in gone)
    if now.verdict == DO_NOT_SAY or not now.headline:
        reasons = " ".join((*now.reasons, now.support)).strip()
        return LiveSaid(code, GONE, t._(_NOT_SAID), reasons, was, why if told and not was else reasons)
    return LiveSaid(code, standing, now.headline, _message_note(now, t), "" if standing == HOLDS else was, why)


def _message_note(now: Message, t: Translator) -> str:
    """The codes that the sentence rests on, by which everything else is found, and what must be minded."""
    codes = t.ngettext("Code {codes}.", "Codes {codes}.", len(now.observations))
    told = codes.format(codes=", ".join(now.observations)) if now.observations else ""
    return " ".join(part for part in (told, now.caveat) if part)


def _remembered(code: LiveCode, sources: Sources) -> dict[str, Any]:
    """What a code says today, to be held against what it says later; empty for what says nothing."""
    said = {lang: _say(code, sources, translator(lang), {}) for lang in LANGUAGES}
    if said["en"].standing in (UNKNOWN, GONE):
        return {}
    found: dict[str, Any] = {lang: one.text for lang, one in said.items()}
    if code.kind == NUMBER:
        one = _standing(sources.number_of(code.code), sources)
        return found | {"value": _value(one, translator("en")), "newer": sorted(each.id for each in one.newer)}
    message = compose(Ask.parse(code.code), sources.desk_of(Ask.parse(code.code).indicator), translator("en"))
    return found | {"message": asdict(message)}


def _message_of(told: Mapping[str, Any], lang: str) -> Message:
    """What was said when it was written, as ``messages.recheck`` takes it."""
    record = dict(told["message"])
    for name in ("reasons", "codes", "observations"):
        record[name] = tuple(record[name])
    record["facts"] = tuple((str(name), float(value)) for name, value in record["facts"])
    return replace(Message(**record), lang=lang, headline=str(told[lang]))


def flagged(said: Sequence[LiveSaid]) -> tuple[LiveSaid, ...]:
    """Those that somebody must look at, each once."""
    return tuple({(one.code.kind, one.code.code): one for one in said if one.needs_eyes}.values())

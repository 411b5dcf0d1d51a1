"""The findings that are told, as the composer ranks them and a person changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from childrights.catalogue import Indicator
from childrights.composer.desks import Desks
from childrights.composer.kinds import MAP, chart_of, is_silence, tells_groups
from childrights.composer.ranking import ranked
from childrights.composer.scope import Scope, check_scope
from childrights.i18n import LANGUAGES, Translator, translator
from childrights.messages import DO_NOT_SAY, Candidate, Finding, Message
from geo import COUNTRY

MOST = 8
"""How many findings are told of a scope where nobody says."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person changed of what is chosen, as keys of messages: see ``choose``."""

    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """One finding that is told. ``key`` asks its question again of any snapshot; ``message`` is its sentence, ``chart``
    one of ``CHARTS``; ``own_choice`` says that a person added it. ``message.observations`` are the codes of all figures
    told, the newer ones of ``finding.newer`` among them."""

    key: str
    finding: Finding
    message: Message
    chart: str
    weight: float = 0.0
    strength: float = 0.0
    own_choice: bool = False

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.finding.indicator

    @property
    def is_group(self) -> bool:
        """Whether it sets groups of people beside each other."""
        return tells_groups(self.finding)

    @property
    def is_silence(self) -> bool:
        """Whether it says what is missing."""
        return is_silence(self.finding)


def choose(
    desks: Desks,
    scope: Scope,
    t: Translator,
    *,
    most: int = MOST,
    dropped: Iterable[str] = (),
    added: Iterable[str] = (),
    order: Sequence[str] = (),
) -> tuple[Chosen, ...]:
    """The ``most`` best findings of ``scope`` in the language of ``t``, without those a person ``dropped``, with those
    ``added``, those named in ``order`` first; all three hold keys of messages.

    Nothing comes in place of what was dropped: a list that a person shortened stays short. What was added and may not
    be said any more is left out; ``fallen`` tells why. A finding on groups is among them where there is any, and no
    sentence stands twice in either language. Raises ``UnknownCode``.
    """
    kept = {one.finding.ask.key: one for one in _best(desks, scope, most)}
    wanted = {key: one for key, one in kept.items() if key not in set(dropped)}
    own = {one.ask.key: one for key in added if (one := _asked(desks, scope, key)) and key not in wanted}
    places = {key: at for at, key in enumerate(order)}
    keys = sorted((*wanted, *own), key=lambda key: places.get(key, len(places)))
    told, drawn = [], set[tuple[str, ...]]()
    for key in keys:
        finding = own.get(key) or _again(desks, scope, wanted[key])
        # Of the country each map once; of a place one map in all, since its others differ by little but their shades.
        shown = (finding.ask.indicator, finding.own.period_label) if scope.place == COUNTRY and finding.figures else ()
        chart = chart_of(finding, shown in drawn)
        if chart == MAP:
            drawn.add(shown)
        message, best = desks.message(finding, scope.place, t), wanted.get(key)
        score, strength = (best.score, best.strength) if best else (0.0, 0.0)
        told.append(Chosen(key, finding, message, chart, score, strength, own_choice=key in own))
    return tuple(told)


def everything(desks: Desks, scope: Scope, period: str = "") -> tuple[Candidate, ...]:
    """All that may be said of ``scope`` in the order of papers, for a page that shows it all."""
    return tuple(one.candidate for one in ranked(desks, scope, period))


def fallen(desks: Desks, scope: Scope, added: Iterable[str], t: Translator) -> tuple[tuple[str, str], ...]:
    """Of the keys that a person added, those that may not be said now, each with the reason in words."""
    return tuple((key, _why(desks, scope, key, t)) for key in added if _asked(desks, scope, key) is None)


def _why(desks: Desks, scope: Scope, key: str, t: Translator) -> str:
    found = desks.answer(key, scope.place)
    if found is None:
        return t._("The indicator is no longer in the catalogue.")
    return " ".join(desks.message(found, scope.place, t).reasons)


def _asked(desks: Desks, scope: Scope, key: str) -> Finding | None:
    """The answer to a question that a person added, where it may be told."""
    found = desks.answer(key, scope.place)
    return found if found is not None and found.verdict != DO_NOT_SAY else None


def _again(desks: Desks, scope: Scope, one: Candidate) -> Finding:
    """What was found, asked again by its key; see ``Desks.answer``."""
    return desks.answer(one.finding.ask.key, scope.place) or one.finding


def _best(desks: Desks, scope: Scope, most: int) -> list[Candidate]:
    """The first ``most`` with one on groups among them, no two in the same words."""
    check_scope(scope, desks.catalogue)
    told = [one.candidate for one in ranked(desks, scope) if one.told]
    several = _unlike(desks, scope, told)
    best = list(islice(several, most))
    if best and not any(tells_groups(one.finding) for one in best):
        best[-1:] = [one for one in told if tells_groups(one.finding)][:1] or best[-1:]
    return best


def _unlike(desks: Desks, scope: Scope, told: Iterable[Candidate]) -> Iterator[Candidate]:
    """``told`` without sentences that stand already, in whichever language."""
    said: set[str] = set()
    for one in told:
        finding = _again(desks, scope, one)
        words = {desks.message(finding, scope.place, translator(lang)).headline for lang in LANGUAGES}
        if not words & said:
            said |= words
            yield one

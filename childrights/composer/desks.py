"""What is chosen from: the desks of a place and what may be said at them, read once for every scope of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from childrights.catalogue import Catalogue, UnknownCode
from childrights.composer.scope import Scope, check_scope, in_scope
from childrights.i18n import N_, Translator
from childrights.messages import (
    Ask,
    Candidate,
    Finding,
    Message,
    TopicEvidence,
    answer_question,
    candidates,
    desks,
    worded_message,
)
from childrights.newest import newest_figures
from childrights.snapshot import Snapshot
from childrights.submissions import BearerCard, bearer_cards, returned_asks


@dataclass
class Desks:
    """All desks of a snapshot, by place, to choose from; ``today`` is the year that ages are counted to.

    Reading all desks of a place takes a second or two, what may be said at them as long again; both are kept, so that a
    paper on nine rights reads once.
    """

    snapshot: Snapshot
    catalogue: Catalogue = field(repr=False)
    today: int
    _desks: dict[str, Mapping[str, TopicEvidence]] = field(default_factory=dict, repr=False)
    _found: dict[tuple[Scope, str], tuple[Candidate, ...]] = field(default_factory=dict, repr=False)
    _answers: dict[str, dict[str, Finding | None]] = field(default_factory=dict, repr=False)
    _words: dict[tuple[str, str, str], Message] = field(default_factory=dict, repr=False)

    @classmethod
    def of_one(cls, snapshot: Snapshot, catalogue: Catalogue, desk: TopicEvidence, area: str) -> Desks:
        """One desk that was laid out already, for a scope of its indicator at ``area``: nothing else is read."""
        return cls(snapshot, catalogue, desk.today, {area: {desk.indicator.code: desk}})

    def at(self, area: str) -> Mapping[str, TopicEvidence]:
        """The desks of all indicators for a place, by code."""
        if area not in self._desks:
            read = desks(self.snapshot, self.catalogue, self.today, area)
            self._desks[area] = {one.indicator.code: one for one in read}
        return self._desks[area]

    def candidates(self, scope: Scope, period: str = "") -> tuple[Candidate, ...]:
        """What may be said of a scope, of a period where one is named. Raises ``UnknownCode``."""
        check_scope(scope, self.catalogue)
        if (scope, period) not in self._found:
            codes, known = self.indicators(scope), self.at(scope.place)
            self._found[scope, period] = candidates([known[code] for code in codes], scope.place, period)
        return self._found[scope, period]

    def indicators(self, scope: Scope) -> tuple[str, ...]:
        """The indicators of a scope. Those of a ministry are of the topics in its field: what recommendations to it
        and its measures are linked to, as the page *Our asks* has them."""
        found = in_scope(scope, self.catalogue)
        if not scope.ministry:
            return found
        card = self.ministries.get(scope.ministry)
        if card is None:
            raise UnknownCode(
                N_("There is no ministry with the code {ministry}; see: python run.py ministries"),
                ministry=scope.ministry,
            )
        linked = [*(one.indicators for one in card.asked), *(one.indicators for one in card.measures)]
        every = self.catalogue.indicators
        topics = {every[code].topic for codes in linked for code in codes if code in every}
        return tuple(code for code in found if every[code].topic in topics)

    @cached_property
    def ministries(self) -> Mapping[str, BearerCard]:
        """Every body of the State that something was asked of, by its code."""
        newest = newest_figures(self.snapshot, self.catalogue)
        cards = bearer_cards(returned_asks(self.snapshot, self.catalogue), newest)
        return {one.bearer.code: one for one in cards}

    def answer(self, key: str, area: str) -> Finding | None:
        """What the figures around ``area`` answer to a question; ``None`` for one about nothing known here.

        Asked by its key, as the page of messages and every later check ask it, so that the words are the same
        everywhere: of a change that was found, the key names the year that it is counted from.
        """
        if key not in self._answers.setdefault(area, {}):
            try:
                ask = Ask.parse(key)
            except ValueError:
                return None
            desk = self.at(area).get(ask.indicator)
            self._answers[area][key] = answer_question(ask, desk) if desk else None
        return self._answers[area][key]

    def message(self, finding: Finding, area: str, t: Translator) -> Message:
        """``finding``, an answer of the desks of ``area``, in words."""
        name = finding.ask.key, area, t.lang
        if name not in self._words:
            self._words[name] = worded_message(finding, self.at(area)[finding.ask.indicator], t)
        return self._words[name]

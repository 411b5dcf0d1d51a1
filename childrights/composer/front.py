"""The few findings that stand first, before anybody has asked for anything: one of each right, told apart in kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from childrights.catalogue import PUBLISHED
from childrights.composer.choosing import Chosen
from childrights.composer.desks import Desks
from childrights.composer.kinds import chart_of, tells_groups
from childrights.composer.ranking import CONTEXT_CLUSTER, Ranked, ranked
from childrights.composer.scope import Scope
from childrights.i18n import Translator
from geo import COUNTRY

LEADING, RECENT_YEARS, NEARLY_AS_GOOD = 6, 10, 0.5
"""How many findings stand first; the oldest figure that may; the share of a right's best weight that another finding
must reach to stand in its place because it says where or who, or is of a kind that does not stand there yet."""
WHERE_OR_WHO = ("place", "gap", "group")


def leading(desks: Desks, t: Translator, *, most: int = LEADING) -> tuple[Chosen, ...]:
    """The best finding of each right on the whole country in the language of ``t``, the weightiest ``most`` of them.

    A finding on groups leads where there is one: who is left behind is asked first. A right gives a finding that says
    where or who, else one of another kind than the rights before it gave, where it has one about as good. Silences and
    members' unchecked figures never stand here, figures over ten years old only where there are no others.
    """
    rights = [code for code in desks.catalogue.clusters if code != CONTEXT_CLUSTER]
    published = [found for code in rights if (found := _published(ranked(desks, Scope(right=code))))]
    recent = [young for found in published if (young := [one for one in found if _is_recent(desks, one)])]
    several = recent or published
    several.sort(key=lambda found: (not tells_groups(found[0].finding), -found[0].weight))
    kinds: set[str] = set()
    told = []
    for found in several[:most]:
        one = _wanted(found, kinds)
        kinds.add(one.finding.ask.kind)
        told.append(_chosen(desks, one, t))
    return tuple(told)


def _published(found: Iterable[Ranked]) -> Sequence[Ranked]:
    """The findings of a right that rest on published figures alone."""
    told = [one for one in found if one.told and one.finding.figures]
    return [one for one in told if all(figure.layer == PUBLISHED for figure in one.finding.figures)]


def _is_recent(desks: Desks, one: Ranked) -> bool:
    return desks.today - one.finding.own.year_end <= RECENT_YEARS


def _wanted(found: Sequence[Ranked], kinds: set[str]) -> Ranked:
    """The finding of a right that stands first: see ``leading``."""
    good = [one for one in found if one.weight >= NEARLY_AS_GOOD * found[0].weight]
    kind = {one.finding.ask.key: one.finding.ask.kind for one in good}
    fresh = [one for one in good if kind[one.finding.ask.key] not in kinds]
    telling = [one for one in fresh if kind[one.finding.ask.key] in WHERE_OR_WHO]
    return (telling or fresh or good)[0]


def _chosen(desks: Desks, one: Ranked, t: Translator) -> Chosen:
    key = one.finding.ask.key
    finding = desks.answer(key, COUNTRY) or one.finding
    message = desks.message(finding, COUNTRY, t)
    return Chosen(key, finding, message, chart_of(finding), one.candidate.score, one.candidate.strength)

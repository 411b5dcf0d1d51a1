"""News of what may be said: sentences that changed or fell, places that moved, targets met or missed.

Each is asked of both snapshots by the same engine, with today's catalogue, words and year: what differs is the figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from childrights.catalogue import MEMBERS, Group, Observation
from childrights.i18n import translator
from childrights.messages import (
    CHANGED as REWORDED,
)
from childrights.messages import (
    DO_NOT_SAY,
    NO_LONGER,
    Ask,
    Finding,
    TopicEvidence,
    answer_question,
    candidates,
    compose,
    drawn_places,
    recheck_at,
)
from childrights.statistics import (
    NEAR_CERTAIN,
    MeasureRefusal,
    RankChance,
    interval_of,
    rank_chances,
)
from childrights.watch.items import (
    BEST,
    CHANGED,
    FALLEN,
    MIDDLE,
    WORST,
    Bilingual,
    MessageNews,
    RankNews,
    TargetNews,
    bare,
)
from geo import COUNTRY

MET, MISSED = "met", "missed"


def message_news(
    was: TopicEvidence, now: TopicEvidence, *, area: str = COUNTRY, members: bool = False
) -> Iterator[MessageNews]:
    """The sentences about ``area`` that the figures bore out before and that read otherwise now, or fell.

    They are those that the product offers; what a person keeps is one of them, or is asked again by itself
    (``childrights.messages.recheck``). What is missing is told as a gap, the distance to a target as a target.
    Those that rest on members' figures are no news; with ``members`` they count, as a steward wants to see them.
    """
    for candidate in candidates((was,), area):
        found = candidate.finding
        if found.ask.kind in ("absence", "target") or (_unchecked(found) and not members):
            continue
        again = answer_question(found.ask, now)
        if (_unchecked(again) and not members) or _same(found, again):
            continue
        status = recheck_at(compose(found.ask, was, translator("en")), now).status
        if status == NO_LONGER:
            yield _reworded(found, again, was, now, FALLEN)
        elif status == REWORDED and (found.verdict != again.verdict or _values(found) != _values(again)):
            # A likely difference moves in its last digit when the figure of any other place does: no news of this one.
            yield _reworded(found, again, was, now, CHANGED)


def _reworded(found: Finding, again: Finding, was: TopicEvidence, now: TopicEvidence, change: str) -> MessageNews:
    said, says, why = [], [], []
    for lang in ("en", "km"):
        before = compose(found.ask, was, translator(lang))
        checked = recheck_at(before, now)
        said.append(before.headline)
        says.append(checked.now.headline if checked.now else "")
        why.append(" ".join(checked.changes))
    return MessageNews(
        change,
        found.indicator.code,
        found.ask.key,
        Bilingual(*said),
        Bilingual(*says),
        Bilingual(*why),
        _resting(again),
        _resting(found),
    )


def _unchecked(found: Finding) -> bool:
    """Whether members' figures are told, of which no news is a sentence."""
    return any(one.layer == MEMBERS for one in (*found.told, *found.figures, *found.newer, *found.rivals))


def _resting(found: Finding) -> tuple[Observation, ...]:
    every = (*found.figures, *found.permitted, *found.newer, *found.rivals)
    return tuple(bare(one) for one in {one.id: one for one in every if one.value is not None}.values())


def _same(found: Finding, again: Finding) -> bool:
    """Whether both snapshots say the same, so that no word of it can differ."""
    told = [(one.verdict, one.way, one.results, one.texts, one.reasons, _values(one)) for one in (found, again)]
    return told[0] == told[1]


def _values(found: Finding) -> set[tuple[object, ...]]:
    return {(*one.about, one.value, one.lower, one.upper) for one in _resting(found)}


def target_news(was: TopicEvidence, now: TopicEvidence) -> Iterator[TargetNews]:
    """The targets whose standing changed so that they are met or missed now, or are so no more."""
    for target in now.targets:
        ask = Ask("target", now.indicator.code, versus=target.code)
        found, again = answer_question(ask, was), answer_question(ask, now)
        told = DO_NOT_SAY not in (found.verdict, again.verdict) and not _unchecked(found) and not _unchecked(again)
        if not told or found.way == again.way or not {found.way, again.way} & {MET, MISSED}:
            continue
        interval = interval_of(again.own, now.indicator)
        yield TargetNews(
            now.indicator.code,
            target.code,
            found.way,
            again.way,
            Bilingual(*(compose(ask, now, translator(lang)).headline for lang in ("en", "km"))),
            (interval.lower, interval.upper) if interval else None,
            _resting(again),
            _resting(found),
        )


def rank_news(was: TopicEvidence, now: TopicEvidence) -> Iterator[RankNews]:
    """The places that moved beyond noise between the newest ranking then and now.

    Only the same places of one series and group are set against each other: among 25 places a rank is another thing
    than among 19. A place moved when it stood almost certainly (``NEAR_CERTAIN``) among the best, in the middle or
    among the worst, and stands almost certainly in another of the three.
    """
    if now.indicator.sensitivity != "public":
        return
    old, new = _ranking(was), _ranking(now)
    if not old or not new or {one.area for one in old} != {one.area for one in new}:
        return
    if {(one.id, one.value) for one in old} == {(one.id, one.value) for one in new}:
        return
    before, after = _standings(old, now), _standings(new, now)
    for area, stood in sorted(before.items()):
        stands = after.get(area, "")
        if stood and stands and stood != stands:
            yield RankNews(
                now.indicator.code,
                area,
                stood,
                stands,
                (old[0].period_label, new[0].period_label),
                len(new),
                tuple(map(bare, new)),
                tuple(map(bare, old)),
            )


def _ranking(desk: TopicEvidence) -> list[Observation]:
    """The places of the newest period in which everybody's figure is known of any, as a map draws them."""
    local = [
        one
        for one in desk.figures
        if one.area != COUNTRY and one.value is not None and Group.of(one).is_total and one.layer != MEMBERS
    ]
    if not local or desk.indicator.unit == "number":
        return []
    newest = max(local, key=lambda one: (one.year_end, one.year_start))
    drawn = drawn_places(desk, newest.period_label, Group())
    return [one for one in drawn if one.area != COUNTRY and one.value is not None]


def _standings(places: Sequence[Observation], desk: TopicEvidence) -> dict[str, str]:
    found = rank_chances(places, desk.indicator)
    return {} if isinstance(found, MeasureRefusal) else {one.code: _standing(one) for one in found}


def _standing(one: RankChance) -> str:
    """Among the best, in the middle or among the worst where that is almost certain; else empty."""
    if one.best >= NEAR_CERTAIN:
        return BEST
    if one.worst >= NEAR_CERTAIN:
        return WORST
    return MIDDLE if one.best + one.worst <= 1 - NEAR_CERTAIN else ""

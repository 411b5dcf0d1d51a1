"""From a question to a finding: the level, a comparison of places or groups, and a change over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from childrights.catalogue import DISABILITIES, MEMBERS, RESIDENCES, SEXES, WEALTHS, Group, Observation, is_age
from childrights.gaps import is_asked
from childrights.messages import caveats
from childrights.messages.evidence import TopicEvidence, newest_sound
from childrights.messages.finding import (
    DO_NOT_SAY,
    NOTES,
    REFUSES,
    WEAKENS,
    Ask,
    ClaimReason,
    Finding,
    printed_value,
    verdict_of,
)
from childrights.messages.how_many import people
from childrights.messages.no_data import absence, looked_for
from childrights.messages.rankings import comparison_finding, gap, rank_finding, target
from childrights.messages.rivals import KINDS_NAMED, rival
from childrights.newest import is_projection
from childrights.statistics import recent, segments, told_from, turns, turns_between
from geo import COUNTRY

_OF_ONE_GROUP = ("level", "place", "change", "rank")


def answer_question(ask: Ask, desk: TopicEvidence) -> Finding:
    """The finding for one question: an answer, a weaker one, or a refusal; always with its reasons."""
    if ask.kind == "absence":
        return absence(ask, desk)
    found = _found(ask, desk)
    if found.verdict == DO_NOT_SAY:
        found = replace(found, permitted=permitted(found, desk))
    own = [one for one in found.told if one.indicator == desk.indicator.code]
    newer = desk.newest.newer_than_all(own[:1] if ask.kind in ("level", "rank") else own[:2])
    if found.verdict == DO_NOT_SAY:
        told = (rival(one, desk) for one in found.permitted)
        return replace(found, newer=newer, rivals=tuple(one for one in told if one is not None))
    found = replace(found, newer=newer, reasons=(*found.reasons, *caveats.of_newer(newer, desk, found.reasons)))
    other = rival(found.own, desk) if ask.kind in KINDS_NAMED else None
    if other is None:
        return found
    reasons = caveats.together((ClaimReason("contradicted", WEAKENS),), found.reasons)
    return replace(found, rivals=(other,), reasons=reasons, verdict=verdict_of(reasons))


def _found(ask: Ask, desk: TopicEvidence) -> Finding:
    if not desk.figures:
        return Finding(
            ask,
            desk.indicator,
            DO_NOT_SAY,
            reasons=(ClaimReason(_no_figures(desk), REFUSES), *looked_for(desk, COUNTRY)),
        )
    area = desk.standing_for(ask.area)
    if area != COUNTRY and desk.indicator.sensitivity != "public":
        return _refused(replace(ask, area=area), desk, ClaimReason("sensitive", REFUSES))
    group = ask.group if ask.group != Group() or desk.of(area, Group()) else desk.leading(area)
    ask = replace(ask, area=area, group=group)
    own = figure_of(ask, desk)
    if own is None:
        return _refused(ask, desk, _no_figure(ask, desk))
    ask = replace(ask, period=own.period_label)
    reasons = caveats.caveats_of(own, desk)
    if caveats.refuses(reasons):
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), reasons)
    if own.layer == MEMBERS and ask.kind != "level":
        return _refused(ask, desk, ClaimReason("refusal:unchecked", REFUSES), own)
    if is_projection(own, desk.today) and ask.kind != "level":
        return _refused(ask, desk, ClaimReason("future", REFUSES), own)
    found = _KINDS[ask.kind](ask, desk, own)
    if desk.of(area, Group()) or ask.kind not in _OF_ONE_GROUP or caveats.refuses(found.reasons):
        return found
    return replace(found, reasons=(*found.reasons, ClaimReason("one_group", NOTES)))


def _no_figures(desk: TopicEvidence) -> str:
    """Why there is no figure at all: a law has none, and what is worked out from others has none of its own."""
    if desk.member:
        return "none_of_member"
    if is_asked(desk.indicator, desk.catalogue):
        return "no_figures"
    return "from_others" if desk.indicator.source_type == "derived" else "a_law"


def permitted(found: Finding, desk: TopicEvidence) -> tuple[Observation, ...]:
    """What may be told by itself where a claim is refused: the figures compared; else one of the country or the place.

    The place's own comes first where only the period asked for is missing.
    """
    told = tuple(dict.fromkeys(one for one in found.figures[:2] if caveats.unsayable(one, desk) is None))
    if told:
        return told
    codes = {one.code for one in found.reasons}
    for area in (
        (found.ask.area, COUNTRY) if codes & {"none_then", "none_of_member_then"} else (COUNTRY, found.ask.area)
    ):
        groups = dict.fromkeys((found.ask.group, desk.leading(area)))
        same = [one for group in groups for one in desk.of(area, group)]
        same = [one for one in same if not is_projection(one, desk.today) and caveats.unsayable(one, desk) is None]
        if same:
            then = [one for one in same if one.period_label == found.ask.period]
            return ((then or [max(same, key=lambda one: one.year_end)])[0],)
    return ()


def _refused(ask: Ask, desk: TopicEvidence, reason: ClaimReason, *figures: Observation) -> Finding:
    more = looked_for(desk, reason.codes["area"]) if reason.code == "none_here" else ()
    return Finding(ask, desk.indicator, DO_NOT_SAY, figures, (reason, *more))


def figure_of(ask: Ask, desk: TopicEvidence) -> Observation | None:
    """The figure asked for: of the period named, or holding the year named, or the newest."""
    found = desk.of(ask.area, ask.group)
    if not ask.period:
        return newest_sound(found, desk.today)
    named = [one for one in found if one.period_label == ask.period]
    if not named and ask.period.isdecimal():
        named = [one for one in found if one.year_start <= int(ask.period) <= one.year_end]
    return named[-1] if named else None


def _no_figure(ask: Ask, desk: TopicEvidence) -> ClaimReason:
    periods = [one.period_label for one in desk.of(ask.area, ask.group) if one.value is not None]
    if not periods and (other := _of_another_series(ask, desk)) is not None:
        codes = {"area": ask.area, "period": other.period_label}
        return ClaimReason("none_in_series", REFUSES, codes=codes)
    if not periods:
        return ClaimReason("none_of_member_here" if desk.member else "none_here", REFUSES, codes={"area": ask.area})
    codes = {"area": ask.area, "period": ask.period, "periods": "; ".join(dict.fromkeys(periods[-5:]))}
    return ClaimReason("none_of_member_then" if desk.member else "none_then", REFUSES, codes=codes)


def _of_another_series(ask: Ask, desk: TopicEvidence) -> Observation | None:
    """The newest figure that another series of the concept has of this place and group: no silence of the dashboard."""
    members = desk.catalogue.concept_of(desk.indicator.code).members
    found = desk.newest.by_key.get((members, ask.area, ask.group), ()) if not desk.member else ()
    return next((one for one in found if one.indicator != desk.indicator.code), None)


def _level(ask: Ask, desk: TopicEvidence, own: Observation) -> Finding:
    reasons = caveats.together(caveats.caveats_of(own, desk))
    results = {"value": printed_value(float(own.value or 0.0), desk.indicator)}
    if desk.words.without_en:
        results["others"] = printed_value(100 - results["value"], desk.indicator)
    figures, texts = [own], dict[str, str]()
    together = desk.together.get(own.about) if own.layer == MEMBERS else None
    if together is not None and own.id in {one.figure.id for one in together.figures}:
        others = [one.figure for one in together.figures if one.figure.id != own.id]
        figures += others
        results["together"] = printed_value(together.value, desk.indicator)
        texts["together"] = "; ".join(one.member for one in others)
    return Finding(ask, desk.indicator, verdict_of(reasons), tuple(figures), reasons, "level", results, texts)


def _place(ask: Ask, desk: TopicEvidence, own: Observation) -> Finding:
    versus = desk.standing_for(ask.versus or COUNTRY)
    if versus != COUNTRY and desk.indicator.sensitivity != "public":
        return _refused(ask, desk, ClaimReason("sensitive", REFUSES), own)
    if versus == own.area:
        return _refused(ask, desk, ClaimReason("refusal:same", REFUSES), own)
    ask = replace(ask, versus=versus)
    if desk.indicator.unit == "number":
        return _refused(ask, desk, ClaimReason("counts", REFUSES), own)
    other = figure_of(replace(ask, area=versus), desk)
    if other is None:
        return _refused(ask, desk, _no_figure(replace(ask, area=versus), desk), own)
    return _pair(ask, desk, own, other)


def _group(ask: Ask, desk: TopicEvidence, own: Observation) -> Finding:
    other_group = with_code(ask.group, ask.versus)
    other = figure_of(replace(ask, group=other_group), desk) if other_group else None
    if other is None:
        return _refused(ask, desk, ClaimReason("no_such_group", REFUSES), own)
    return _pair(ask, desk, own, other)


def with_code(group: Group, code: str) -> Group | None:
    """``group`` with ``code`` in the dimension it belongs to; ``None`` for a code that belongs to none."""
    name = dimension_of(code)
    return replace(group, **{name: code}) if name else None


def dimension_of(code: str) -> str:
    """The dimension of a group's code, empty for a code of none."""
    for name, codes in (("sex", SEXES), ("residence", RESIDENCES), ("wealth", WEALTHS), ("disability", DISABILITIES)):
        if code in codes[1:]:
            return name
    return "age" if code != "total" and is_age(code) else ""


def _change(ask: Ask, desk: TopicEvidence, own: Observation) -> Finding:
    """The later figure beside the earlier one, whichever was named first."""
    if ask.versus:
        other = figure_of(replace(ask, period=ask.versus), desk)
        if other is None:
            return _refused(ask, desk, _no_figure(replace(ask, period=ask.versus), desk), own)
        if other == own:
            return _refused(ask, desk, ClaimReason("refusal:same", REFUSES), own)
        before, after = sorted((own, other), key=lambda one: (one.year_start + one.year_end, one.year_end))
    else:
        series = [one for one in desk.of(own.area, ask.group) if one.value is not None]
        earlier = [one for one in series if one.year_end < own.year_end and not is_projection(one, desk.today)]
        if not earlier:
            return _refused(ask, desk, ClaimReason("no_earlier", REFUSES), own)
        line = _line(own, earlier)
        before, after = told_from(line, desk.indicator) if len(line) > 1 else earlier[-1], own
    found = _pair(replace(ask, period=after.period_label, versus=before.period_label), desk, after, before)
    return found if caveats.refuses(found.reasons) else _with_path(found, ask, desk)


def _line(own: Observation, others: Sequence[Observation]) -> tuple[Observation, ...]:
    """The unbroken stretch that a figure stands in, oldest first."""
    return next(piece for piece in segments([*others, own]).segments if own in piece)


def _with_path(found: Finding, ask: Ask, desk: TopicEvidence) -> Finding:
    """A change with the figures at which its line turned, and those before the last turn that it is told from."""
    after, before = found.figures[:2]
    series = [one for one in desk.of(after.area, ask.group) if one.value is not None and one.year_end < after.year_end]
    line = [one for one in _line(after, series) if one.year_end <= after.year_end]
    by = turns_between(line, before, after, desk.indicator) if before in line else ()
    near = recent(line) if len(line) > 1 else ()
    since = (near[0], *turns(near, desk.indicator)) if not ask.versus and before in near[1:] else ()
    earlier = tuple(one for one in since if one.year_end < before.year_end)
    texts = {name: str(len(some)) for name, some in (("by", by), ("earlier", earlier)) if some}
    begins = caveats.of_beginning(before, series) if not ask.versus else ()
    return replace(
        found,
        figures=(after, before, *by, *earlier),
        texts={**found.texts, **texts},
        reasons=(*found.reasons, *begins),
    )


def _pair(ask: Ask, desk: TopicEvidence, own: Observation, other: Observation) -> Finding:
    """``own`` beside ``other``: the difference is told only where chance would hardly make it."""
    if caveats.refuses(forbidden := caveats.caveats_of(other, desk)):
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own, other), forbidden)
    if is_projection(own, desk.today) or is_projection(other, desk.today):
        return _refused(ask, desk, ClaimReason("future", REFUSES), own, other)
    return comparison_finding(ask, desk, own, other, _of_other(ask, caveats.caveats_of(other, desk)))


def _of_other(ask: Ask, reasons: tuple[ClaimReason, ...]) -> tuple[ClaimReason, ...]:
    """What the second figure adds: in a change the first one is old by nature and has newer ones after it."""
    left_out = {"old", "ageing"} if ask.kind == "change" else set[str]()
    return tuple(one for one in reasons if one.code not in left_out)


_KINDS: Mapping[str, Callable[[Ask, TopicEvidence, Observation], Finding]] = {
    "level": _level,
    "place": _place,
    "group": _group,
    "change": _change,
    "rank": rank_finding,
    "gap": gap,
    "people": people,
    "target": target,
}

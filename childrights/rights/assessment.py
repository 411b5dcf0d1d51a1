"""What became of what Cambodia was asked: assessments by the coalition, the Government's own, and what is measured.

Assessments are never changed: a newer one counts, an older one stays in the history, and one that was wrong is
withdrawn with a reason. The Government's own assessment is of another kind, with its source, and never mixes in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from childrights.i18n import N_
from childrights.rights.counting import ASKED_WHOLE, gathered, head_of
from childrights.rights.duty_bearers import Ministry, ministries_of
from childrights.rights.recommendations import Recommendation
from childrights.snapshot import Snapshot

COALITION, GOVERNMENT = "coalition", "government"
STATUSES: Mapping[str, str] = {
    "not_answered": N_("not answered"),
    "partly": N_("partly answered"),
    "answered": N_("answered"),
    "cannot_tell": N_("cannot tell"),
}
NOT_ASSESSED = ""
CHILDREN, NOT_CHILDREN = "children", "others"


@dataclass(frozen=True, slots=True)
class Draft:
    """An assessment before it is recorded. ``assessed_on`` is the day it holds for, ISO 8601.

    ``by`` is ``COALITION`` or ``GOVERNMENT``; ``status`` a key of ``STATUSES``, empty where the Government said it in
    words only. ``why`` are the coalition's reasons or the Government's words, ``figures`` codes of numbers, ``links``
    web addresses, ``source`` the document the Government's words stand in.
    """

    recommendation: str
    by: str
    status: str
    assessed_on: str
    why: str
    figures: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A recorded assessment, see ``Draft``. Times are ISO 8601 in UTC, ``withdrawn_at`` empty while it stands."""

    id: str
    recommendation: str
    by: str
    status: str
    assessed_on: str
    why: str
    figures: tuple[str, ...]
    links: tuple[str, ...]
    source: str
    member: str
    recorded_at: str
    recorded_by: str
    withdrawn_at: str = ""
    withdrawn_why: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return not self.withdrawn_at


@dataclass(frozen=True, slots=True)
class LinkChange:
    """Somebody linked an indicator to a recommendation, or took the link away; the last one counts."""

    id: str
    recommendation: str
    indicator: str
    linked: bool
    member: str
    recorded_at: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class RecommendationStanding:
    """Where one recommendation stands. Histories are newest first and hold what was withdrawn."""

    asked: Recommendation
    history: tuple[Assessment, ...] = ()
    government: tuple[Assessment, ...] = ()
    indicators: tuple[str, ...] = ()

    @property
    def latest(self) -> Assessment | None:
        """The coalition's assessment that counts."""
        return next((one for one in self.history if one.stands), None)

    @property
    def said(self) -> Assessment | None:
        """The Government's own assessment that counts."""
        return next((one for one in self.government if one.stands), None)

    @property
    def status(self) -> str:
        """A key of ``STATUSES`` by the coalition, ``NOT_ASSESSED`` when there is none."""
        return self.latest.status if self.latest else NOT_ASSESSED


def assessments(snapshot: Snapshot) -> tuple[Assessment, ...]:
    """Every assessment of the snapshot, in the order in which they were recorded."""
    return tuple(_row(Assessment, row) for row in snapshot.rows(f"{_select(Assessment, 'assessment')} ORDER BY id"))


def link_changes(snapshot: Snapshot) -> tuple[LinkChange, ...]:
    """Every link that was made or taken away, in the order in which that happened."""
    rows = snapshot.rows(f"{_select(LinkChange, 'recommendation_link')} ORDER BY id")
    return tuple(_row(LinkChange, row) for row in rows)


def figure_codes(snapshot: Snapshot) -> frozenset[str]:
    """The codes of all published figures, those included that a later one took the place of."""
    rows = snapshot.rows("SELECT id FROM figures UNION SELECT id FROM snapshot.superseded")
    return frozenset(str(code) for (code,) in rows)


def _select(kind: type, table: str) -> str:
    names = ", ".join(f'"{one.name}"' for one in fields(kind))
    return f"SELECT {names} FROM snapshot.{table}"


def _row(kind: type, row: Sequence[Any]) -> Any:
    return kind(*(tuple(value) if isinstance(value, list) else value for value in row))


def standings(
    recommendations: Sequence[Recommendation], given: Sequence[Assessment], changes: Sequence[LinkChange]
) -> tuple[RecommendationStanding, ...]:
    """Where everything that asks something stands, in the order of ``recommendations``.

    The newest assessment by the day it holds for counts, of one day the one recorded last. The indicators named in the
    table of recommendations are linked unless somebody took the link away.
    """
    newest = sorted(given, key=lambda one: (one.assessed_on, one.id), reverse=True)
    return tuple(
        RecommendationStanding(
            one,
            tuple(g for g in newest if g.recommendation == one.code and g.by == COALITION),
            tuple(g for g in newest if g.recommendation == one.code and g.by == GOVERNMENT),
            linked(one, changes),
        )
        for one in recommendations
        if one.asks
    )


def linked(asked: Recommendation, changes: Sequence[LinkChange]) -> tuple[str, ...]:
    """The indicators linked to a recommendation: those of the table, then those that people added."""
    found = dict.fromkeys(asked.linked_indicators)
    for change in changes:
        if change.recommendation != asked.code:
            continue
        if change.linked:
            found.setdefault(change.indicator)
        else:
            found.pop(change.indicator, None)
    return tuple(found)


def with_links(recommendations: Sequence[Recommendation], changes: Sequence[LinkChange]) -> tuple[Recommendation, ...]:
    """The recommendations with the indicators that are linked to them now, for whoever asks by indicator."""
    return tuple(replace(one, linked_indicators=linked(one, changes)) for one in recommendations)


def asked_about(found: Sequence[RecommendationStanding]) -> dict[str, tuple[Recommendation, ...]]:
    """The other way round: every linked indicator with what was asked about it, in the order of ``found``."""
    about: dict[str, list[Recommendation]] = {}
    for one in found:
        for code in one.indicators:
            about.setdefault(code, []).append(one.asked)
    return {code: tuple(asked) for code, asked in about.items()}


def homeless(given: Sequence[Assessment], recommendations: Sequence[Recommendation]) -> tuple[Assessment, ...]:
    """Assessments of recommendations that are no longer in the table: to be told, never dropped."""
    known = {one.code for one in recommendations if one.asks}
    return tuple(one for one in given if one.recommendation not in known)


def count_by_status(found: Sequence[RecommendationStanding]) -> dict[str, int]:
    """How many stand at each status, ``NOT_ASSESSED`` last."""
    return {status: sum(one.status == status for one in found) for status in (*STATUSES, NOT_ASSESSED)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a recommendation with its parts below it, or a concern, question or theme.

    ``head`` is the standing of the whole; where no row is the whole, the first part stands for it and ``whole`` is
    false.
    """

    head: RecommendationStanding
    parts: tuple[RecommendationStanding, ...] = ()
    whole: bool = True


def entries_of(found: Sequence[RecommendationStanding]) -> tuple[Entry, ...]:
    """Rows as lines, in their order: parts under their whole, so that nothing is counted or read twice."""
    by_code = {one.asked.code: one for one in found}
    families = gathered(one.asked for one in found)
    told, done = [], set[tuple[str, ...]]()
    for one in found:
        if one.asked.kind != ASKED_WHOLE:
            told.append(Entry(one))
            continue
        head = head_of(one.asked)
        if head in done:
            continue
        done.add(head)
        whole, rows = families[head]
        parts = tuple(by_code[part.code] for part in rows)
        own = by_code[whole.code] if whole else parts[0]
        alone = whole is None and len(parts) == 1
        told.append(Entry(_together(own, parts), () if alone else parts, whole is not None or alone))
    return tuple(told)


def heads_of(found: Sequence[RecommendationStanding]) -> tuple[RecommendationStanding, ...]:
    """One standing for each recommendation among some rows: that of the whole, else what its parts agree on."""
    return tuple(one.head for one in entries_of(found) if one.head.asked.kind == ASKED_WHOLE)


def _together(own: RecommendationStanding, parts: Sequence[RecommendationStanding]) -> RecommendationStanding:
    """A recommendation as it was assessed itself, else as its parts: all alike, or partly where some was answered."""
    states = {one.status for one in parts}
    if (own.asked.code not in {one.asked.code for one in parts} and own.status != NOT_ASSESSED) or not parts:
        return own
    if len(states) == 1:
        return own if states == {NOT_ASSESSED} else replace(own, history=parts[0].history)
    some = next((one.latest for one in parts if one.latest and one.status in ("answered", "partly")), None)
    return replace(own, history=(replace(some, status="partly"),) if some else ())


def filter_recommendations(
    found: Sequence[RecommendationStanding],
    *,
    cluster: str = "",
    mechanism: str = "",
    cycle: str = "",
    status: str | None = None,
    topic: str = "",
    article: int = 0,
    ministry: Ministry | None = None,
    state: str = "",
    position: str | None = None,
) -> tuple[RecommendationStanding, ...]:
    """Those of a cluster, mechanism, cycle (the symbol of its document), topic, article, ministry and State.

    ``None`` is any status and any position; the empty position is one that is not known. ``cluster`` may be
    ``CHILDREN`` or ``NOT_CHILDREN``.
    """
    about = {CHILDREN: True, NOT_CHILDREN: False}.get(cluster)
    return tuple(
        one
        for one in found
        if (not cluster or (one.asked.cluster == cluster if about is None else one.asked.on_children == about))
        and (not mechanism or one.asked.mechanism == mechanism)
        and (not cycle or one.asked.document == cycle)
        and (status is None or one.status == status)
        and (not topic or topic in one.asked.themes)
        and (not article or article in one.asked.article_numbers)
        and (ministry is None or ministry in ministries_of(one.asked, (ministry,)))
        and (not state or one.asked.recommending_state == state)
        and (position is None or (one.asked.mechanism == "UPR" and one.asked.answer == position))
    )

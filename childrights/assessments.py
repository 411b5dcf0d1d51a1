"""What became of what Cambodia was asked: assessments by the coalition, the Government's own, and what is measured.

Assessments are never changed: a newer one counts, an older one stays in the history, and one that was wrong is
withdrawn with a reason. The Government's own assessment is of another kind, with its source, and never mixes in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from childrights.i18n import N_, Translator
from childrights.recommendations import Recommendation
from childrights.snapshot import Snapshot

COALITION, GOVERNMENT = "coalition", "government"
STATUSES: Mapping[str, str] = {
    "not_answered": N_("not answered"),
    "partly": N_("partly answered"),
    "answered": N_("answered"),
    "cannot_tell": N_("cannot tell"),
}
NOT_ASSESSED = ""
SHORTEST_WHY, LONGEST_TEXT, LONGEST_LINK = 8, 1500, 500
MOST_LINKS, MOST_FIGURES = 10, 20


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
class Standing:
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


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of a draft: a key of ``FAULTS`` and the value it is about."""

    field: str
    code: str
    value: str = ""


FAULTS: Mapping[str, str] = {
    "unknown_recommendation": N_("“{value}” is not the code of a recommendation. Copy it from the template."),
    "not_asking": N_("“{value}” describes a review and asks nothing, so it cannot be assessed."),
    "status": N_("Choose a status from the list: not answered, partly answered, answered, or cannot tell."),
    "unknown_status": N_("“{value}” is not one of: not answered, partly answered, answered, cannot tell."),
    "why": N_("Say in a few words why, so that everybody understands it later."),
    "words": N_("Write what the Government said, in its own words or a short summary."),
    "long": N_("This text is too long; up to 1,500 letters can be kept."),
    "person": N_(
        "This seems to tell of a single person. Leave out names, telephone numbers, dates of birth and stories."
    ),
    "no_date": N_("Give the day of the document in which the Government says so."),
    "date": N_("“{value}” is not a date. Write it as 2026-03-31."),
    "future": N_("{value} lies in the future."),
    "before": N_("{value} is before the year in which this was asked."),
    "unknown_figure": N_("“{value}” is not the code of a published figure."),
    "figures": N_("Too many figures: up to 20 can be attached."),
    "link": N_("“{value}” is not a web address. It begins with https:// or http://."),
    "links": N_("Too many links: up to 10 can be attached."),
    "source": N_("Name the document in which the Government says so."),
    "unknown_indicator": N_("“{value}” is not the code of an indicator."),
    "member": N_("Name the organisation that assesses."),
    "twice": N_("This recommendation stands in the file twice."),
}


def fault_words(fault: Fault, t: Translator) -> str:
    """What is wrong and what to do about it, in one sentence or two."""
    return t._(FAULTS[fault.code]).format(value=fault.value)


def faults(
    draft: Draft,
    asked: Mapping[str, Recommendation],
    figures: Collection[str],
    today: date,
    tells_of_a_person: Callable[[str], bool],
) -> tuple[Fault, ...]:
    """Everything that keeps a draft from being recorded; ``figures`` are the codes of all published figures."""
    found = [*_about(draft, asked, today), *_evidence(draft, figures)]
    ours = draft.by == COALITION
    if draft.status not in STATUSES and (draft.status or ours):
        found.append(Fault("status", "unknown_status" if draft.status else "status", draft.status))
    if len(draft.why.strip()) < (SHORTEST_WHY if ours else 1):
        found.append(Fault("why", "why" if ours else "words"))
    if not ours and not draft.source.strip():
        found.append(Fault("source", "source"))
    for name, text in (("why", draft.why), ("source", draft.source)):
        if len(text) > LONGEST_TEXT:
            found.append(Fault(name, "long"))
        elif tells_of_a_person(text):
            found.append(Fault(name, "person"))
    return tuple(found)


def _about(draft: Draft, asked: Mapping[str, Recommendation], today: date) -> Iterable[Fault]:
    one = asked.get(draft.recommendation)
    if one is None:
        yield Fault("recommendation", "unknown_recommendation", draft.recommendation)
    elif not one.asks:
        yield Fault("recommendation", "not_asking", draft.recommendation)
    if not draft.assessed_on:
        yield Fault("assessed_on", "no_date")
        return
    try:
        day = date.fromisoformat(draft.assessed_on)
    except ValueError:
        yield Fault("assessed_on", "date", draft.assessed_on)
        return
    if day > today:
        yield Fault("assessed_on", "future", draft.assessed_on)
    elif one is not None and day.year < one.year:
        yield Fault("assessed_on", "before", draft.assessed_on)


def _evidence(draft: Draft, figures: Collection[str]) -> Iterable[Fault]:
    for code in draft.figures:
        if code not in figures:
            yield Fault("figures", "unknown_figure", code)
    if len(draft.figures) > MOST_FIGURES:
        yield Fault("figures", "figures")
    for link in draft.links:
        host = link.partition("://")[2]
        if not link.startswith(("https://", "http://")) or not host or " " in link or len(link) > LONGEST_LINK:
            yield Fault("links", "link", link[:80])
    if len(draft.links) > MOST_LINKS:
        yield Fault("links", "links")


def assessments(snapshot: Snapshot) -> tuple[Assessment, ...]:
    """Every assessment of the snapshot, in the order in which they were recorded."""
    return tuple(_row(Assessment, row) for row in snapshot.rows(f"{_select(Assessment, 'assessment')} ORDER BY id"))


def link_changes(snapshot: Snapshot) -> tuple[LinkChange, ...]:
    """Every link that was made or taken away, in the order in which that happened."""
    rows = snapshot.rows(f"{_select(LinkChange, 'recommendation_link')} ORDER BY id")
    return tuple(_row(LinkChange, row) for row in rows)


def figure_codes(snapshot: Snapshot) -> frozenset[str]:
    """The codes of all published figures, those included that a later one took the place of."""
    rows = snapshot.rows("SELECT id FROM snapshot.observation UNION SELECT id FROM snapshot.superseded")
    return frozenset(str(code) for (code,) in rows)


def _select(kind: type, table: str) -> str:
    names = ", ".join(f'"{one.name}"' for one in fields(kind))
    return f"SELECT {names} FROM snapshot.{table}"


def _row(kind: type, row: Sequence[Any]) -> Any:
    return kind(*(tuple(value) if isinstance(value, list) else value for value in row))


def standings(
    recommendations: Sequence[Recommendation], given: Sequence[Assessment], changes: Sequence[LinkChange]
) -> tuple[Standing, ...]:
    """Where everything that asks something stands, in the order of ``recommendations``.

    The newest assessment by the day it holds for counts, of one day the one recorded last. The indicators named in the
    table of recommendations are linked unless somebody took the link away.
    """
    newest = sorted(given, key=lambda one: (one.assessed_on, one.id), reverse=True)
    return tuple(
        Standing(
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


def asked_about(found: Sequence[Standing]) -> dict[str, tuple[Recommendation, ...]]:
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


def tally(found: Sequence[Standing]) -> dict[str, int]:
    """How many stand at each status, ``NOT_ASSESSED`` last."""
    return {status: sum(one.status == status for one in found) for status in (*STATUSES, NOT_ASSESSED)}


def chosen(
    found: Sequence[Standing], *, cluster: str = "", mechanism: str = "", cycle: str = "", status: str | None = None
) -> tuple[Standing, ...]:
    """Those of a cluster, mechanism, cycle (the symbol of its document) and status; ``None`` is any status."""
    return tuple(
        one
        for one in found
        if (not cluster or one.asked.cluster == cluster)
        and (not mechanism or one.asked.mechanism == mechanism)
        and (not cycle or one.asked.document == cycle)
        and (status is None or one.status == status)
    )

"""The members' layer: what member organisations sent, beside what is published and never in its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from childrights.catalogue import OBSERVATION_COLUMNS, Catalogue, Group, Observation, Source, short_code
from childrights.members.provenance import QUOTED, Provenance
from childrights.snapshot import Snapshot
from geo import COUNTRY

CORRECTION, IN_MEMBERS_LAYER = "correction", "members"
_COLUMNS = ", ".join(f"figures.{name}" for name in OBSERVATION_COLUMNS)
_WIDTH = len(OBSERVATION_COLUMNS)
_SENT = ("member", "file_name", "uploaded_at", "compared_at", "compared_by", "compared_why")
_SAID = tuple(Provenance.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent an upload, when, as which file, and what it said its figures are. Times are ISO 8601 in UTC.

    ``compared_at``, ``compared_by`` and ``compared_why`` say that the steward compared what is quoted with the
    publication; empty while nobody has.
    """

    upload: str
    member: str
    file_name: str
    uploaded_at: str
    compared_at: str
    compared_by: str
    compared_why: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class MemberFigure:
    """One figure of the members' layer with its sender.

    ``relation`` is ``same`` or ``different`` beside a published figure of the same thing, whose code is ``published``
    and value ``published_value`` (``None`` when ``published_status`` says why); ``overlaps`` where that is of an area
    that shares ground with the one of a quoted figure, empty where nothing is published. ``decision`` is the code of
    the steward's decision about a difference. ``by_default`` says that it is shown unasked.
    """

    figure: Observation
    sender: Sender
    relation: str = ""
    published: str = ""
    published_value: float | None = None
    published_status: str = ""
    decision: str = ""
    by_default: bool = False


def senders(snapshot: Snapshot) -> dict[str, Sender]:
    """Who stands behind every upload that takes part in the snapshot, by its id."""
    names = ("id", *_SENT, *_SAID)
    found = {}
    for row in snapshot.rows(f"SELECT {', '.join(names)} FROM snapshot.upload ORDER BY id"):
        told = dict(zip(names, row, strict=True))
        said = Provenance(**{name: told[name] for name in _SAID})
        found[told["id"]] = Sender(told["id"], **{name: told[name] for name in _SENT}, provenance=said)
    return found


def members_figures(
    snapshot: Snapshot,
    indicator: str = "",
    *,
    areas: Sequence[str] = (),
    upload: str = "",
    code: str = "",
) -> tuple[MemberFigure, ...]:
    """The members' layer of an indicator (of all without one), of some areas, one upload or one code; the oldest first.

    Several members' figures for one thing stand side by side, and so do those of a part of the people (``scope``).
    """
    clauses, parameters = ["figures.layer = 'members'"], dict[str, object]()
    if indicator:
        clauses.append("figures.indicator = $indicator")
        parameters["indicator"] = indicator
    if areas:
        clauses.append("list_contains($areas, figures.area)")
        parameters["areas"] = list(areas)
    if upload:
        clauses.append("figures.upload = $upload")
        parameters["upload"] = upload
    if code:
        clauses.append("figures.id = $code")
        parameters["code"] = code
    rows = snapshot.rows(
        f"""
        SELECT {_COLUMNS}, coalesce(beside.relation, ''), coalesce(beside.published, ''), other.value,
               coalesce(other.status, ''), coalesce(beside.decision, ''), figures.by_default
        FROM figures LEFT JOIN snapshot.comparison AS beside ON beside.figure = figures.id
        LEFT JOIN figures AS other ON other.id = beside.published
        WHERE {" AND ".join(clauses)}
        ORDER BY figures.indicator, figures.year_start, figures.year_end, figures.area, figures.member, figures.scope,
                 figures.stored
        """,
        parameters,
    )
    known = senders(snapshot)
    found = []
    for row in rows:
        one = Observation(*row[:_WIDTH])
        found.append(MemberFigure(one, known[one.upload], *row[_WIDTH:]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A member's figure that differs from a published one of the same thing; see ``MemberFigure``.

    ``decision`` is the steward's standing one, ``None`` while it is open.
    """

    figure: Observation
    sender: Sender
    published: Observation
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the steward decided about a member's ``figure`` that differs from a ``published`` one, by their codes.

    ``verdict`` is ``CORRECTION`` (our copy of the published figure was wrong: the member's value stands in its place)
    or ``IN_MEMBERS_LAYER``. ``corrected`` are the fields that a correction gives the figure, as JSON. Times are
    ISO 8601 in UTC; ``undone_at`` is empty while the decision stands.
    """

    id: str
    figure: str
    published: str
    upload: str
    member: str
    verdict: str
    why: str
    decided_at: str
    decided_by: str
    corrected: str
    undone_at: str = ""
    undone_by: str = ""
    undone_why: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return not self.undone_at

    @property
    def code(self) -> str:
        """The short code of the figure that a correction puts in the place of the published one."""
        return short_code("correction", self.published, self.figure)

    def values(self) -> Mapping[str, Any]:
        """The fields of the corrected figure."""
        given: dict[str, Any] = json.loads(self.corrected)
        return given


def conflict_decisions(snapshot: Snapshot) -> tuple[Decision, ...]:
    """Every decision about conflicts that the snapshot knows, those taken back too, in the order of their taking."""
    names = ", ".join(Decision.__dataclass_fields__)
    return tuple(Decision(*row) for row in snapshot.rows(f"SELECT {names} FROM snapshot.decision ORDER BY id"))


def lapsed(snapshot: Snapshot) -> tuple[Decision, ...]:
    """Corrections that stand but correct nothing any more: the published figure that each names is gone."""
    rows = snapshot.rows("SELECT id FROM figures UNION SELECT id FROM snapshot.superseded")
    known = {row[0] for row in rows}
    return tuple(
        one
        for one in conflict_decisions(snapshot)
        if one.verdict == CORRECTION and one.stands and one.code not in known
    )


def decision_about(snapshot: Snapshot, code: str) -> Decision | None:
    """The standing decision that a figure was part of: as the member's, as the published one, or as its correction."""
    taken = [
        one for one in conflict_decisions(snapshot) if code in (one.figure, one.published, one.code) and one.stands
    ]
    return taken[-1] if taken else None


def member_figure(snapshot: Snapshot, code: str) -> MemberFigure | None:
    """The figure of the members' layer with this code."""
    return next(iter(members_figures(snapshot, code=code)), None)


def conflicts(snapshot: Snapshot, *, upload: str = "", open_only: bool = False) -> tuple[Conflict, ...]:
    """Members' figures that differ from published ones, of all uploads or one, in the order of what they are about.

    A conflict that was settled by a correction is none any more: the member's figure then says the same.
    """
    other = ", ".join(f"other.{name}" for name in OBSERVATION_COLUMNS)
    rows = snapshot.rows(
        f"""
        SELECT {_COLUMNS}, {other}, beside.decision
        FROM snapshot.comparison AS beside JOIN figures ON figures.id = beside.figure
        JOIN figures AS other ON other.id = beside.published
        WHERE beside.relation = 'different' AND $upload IN ('', figures.upload)
              AND (beside.decision = '' OR NOT $open_only)
        ORDER BY figures.indicator, figures.year_start, figures.area, figures.stored
        """,
        {"upload": upload, "open_only": open_only},
    )
    known, taken = senders(snapshot), {one.id: one for one in conflict_decisions(snapshot)}
    found = []
    for row in rows:
        one, published = Observation(*row[:_WIDTH]), Observation(*row[_WIDTH : 2 * _WIDTH])
        found.append(Conflict(one, known[one.upload], published, taken.get(row[-1])))
    return tuple(found)


def with_publications(catalogue: Catalogue, snapshot: Snapshot) -> Catalogue:
    """The catalogue with the publications that members quoted and the steward compared among its sources."""
    names = ", ".join(Source.__dataclass_fields__)
    rows = snapshot.rows(f"SELECT {names} FROM snapshot.source ORDER BY row NULLS LAST, key")
    new = {row[0]: _source(row) for row in rows if row[0] not in catalogue.sources}
    return replace(catalogue, sources={**catalogue.sources, **new}) if new else catalogue


def _source(row: Sequence[str]) -> Source:
    told = dict(zip(Source.__dataclass_fields__, row, strict=True))
    year = int(told["year"]) if told["year"] else None
    return Source(**{**told, "year": year})  # type: ignore[arg-type]


def only_members(snapshot: Snapshot, area: str) -> tuple[MemberFigure, ...]:
    """The newest figure of ``area`` of every indicator that only members have figures of, in the order of the codes.

    Of a province those count too that are told for several provinces together.
    """
    found: dict[str, MemberFigure] = {}
    for one in members_figures(snapshot):
        figure = one.figure
        holds = figure.area == area or (area != COUNTRY and area in figure.area.split("+"))
        if one.by_default and holds and figure.value is not None and Group.of(figure).is_total:
            before = found.get(figure.indicator)
            if before is None or before.figure.year_end <= figure.year_end:
                found[figure.indicator] = one
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Together:
    """Several members' counts of one thing that may be added up, with their sum: each says that it counts children
    whom no other member counts."""

    value: float
    figures: tuple[MemberFigure, ...]


def added_up(found: Iterable[MemberFigure], catalogue: Catalogue) -> dict[tuple[str, ...], Together]:
    """What members' counts come to together, by what they are about (``Observation.about``).

    Only counts are added, only of senders that say theirs are of different children, and never a quotation. Others
    stand side by side.
    """
    counts: dict[tuple[str, ...], list[MemberFigure]] = {}
    for one in found:
        said, unit = one.sender.provenance, catalogue.indicators[one.figure.indicator].unit
        if unit == "number" and said.distinct_children and said.kind != QUOTED and one.figure.value is not None:
            counts.setdefault(one.figure.about, []).append(one)
    return {
        about: Together(sum(one.figure.value or 0.0 for one in several), tuple(several))
        for about, several in counts.items()
        if len({one.figure.member for one in several}) == len(several) > 1
    }


def with_members_figures(snapshot: Snapshot) -> dict[str, int]:
    """How many figures the members' layer has of each indicator that it has any of, in the order of the codes."""
    sql = "SELECT indicator, count(*) FROM figures WHERE layer = 'members' GROUP BY 1 ORDER BY 1"
    return dict(snapshot.rows(sql))

"""The members' layer: what member organisations sent, beside what is published and never in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from childrights.model import OBSERVATION_COLUMNS, Observation
from childrights.provenance import Provenance
from childrights.snapshot import Snapshot

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
    and value ``published_value`` (``None`` when it is hidden); empty where nothing is published. ``decision`` is the
    code of the steward's decision about a difference. ``by_default`` says that it is shown unasked.
    """

    figure: Observation
    sender: Sender
    relation: str = ""
    published: str = ""
    published_value: float | None = None
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
) -> tuple[MemberFigure, ...]:
    """The members' layer of an indicator (of all without one), of some areas or one upload; the oldest first.

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
    rows = snapshot.rows(
        f"""
        SELECT {_COLUMNS}, coalesce(beside.relation, ''), coalesce(beside.published, ''), other.value,
               coalesce(beside.decision, ''), figures.by_default
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


def with_members_figures(snapshot: Snapshot) -> dict[str, int]:
    """How many figures the members' layer has of each indicator that it has any of, in the order of the codes."""
    sql = "SELECT indicator, count(*) FROM figures WHERE layer = 'members' GROUP BY 1 ORDER BY 1"
    return dict(snapshot.rows(sql))

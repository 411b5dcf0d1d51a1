"""The asks and the cards as tables for a file, and as plain data for the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from childrights.catalogue import Catalogue, UnknownCode
from childrights.export import csv_table, workbook
from childrights.files import write_output
from childrights.i18n import N_, Translator, translator
from childrights.rights import (
    MECHANISMS,
    POSITIONS,
    STATUSES,
    Recommendation,
    RecommendationStanding,
    state_words,
    tracker,
)
from childrights.snapshot import Snapshot
from childrights.submissions.asks_brought_in import ASK_COLUMNS
from childrights.submissions.measures_brought_in import (
    MEASURE_COLUMNS,
    MEASURE_KINDS,
    MEASURE_STATES,
    StateMeasure,
    measure_day_words,
)
from childrights.submissions.ministry_cards import BearerCard, figure_words, topic_name
from childrights.submissions.proposing import UptakeProposal, aspect_names
from childrights.submissions.returned import AskStanding, Returned, Target

NO_LINK = N_("no link confirmed yet")
"""Silence is no claim: nobody says that no one took an ask up."""
_ASK_HEADS = (
    N_("Code"),
    *(column.head for column in ASK_COLUMNS.values()),
    N_("Taken up by"),
    N_("Status (coalition)"),
    N_("Answer of the State at the review"),
    N_("Measures that take it up"),
    N_("Decided by"),
    N_("Proposals to be looked at"),
)
_CARD_HEADS = (
    N_("Ministry"),
    N_("Recommendations"),
    N_("Asked by"),
    N_("States that asked"),
    N_("Years"),
    N_("Answers at the review"),
    N_("Status by the coalition"),
    N_("Asks of the coalition"),
    N_("Of these taken up"),
    N_("Measures"),
    N_("What the figures say"),
)
Rows = tuple[tuple[str, ...], list[tuple[str, ...]]]


def reason_words(one: UptakeProposal, t: Translator) -> str:
    """Why something is proposed: what both speak of, which articles both touch, and what the ask wants besides."""
    comma = t._(", ")
    told = t._("Both mention: {aspects}.").format(aspects=comma.join(aspect_names(one.shared, t.lang)))
    if one.articles:
        numbers = comma.join(map(str, one.articles))
        told += " " + t._("Articles of both: {numbers}.").format(numbers=numbers)
    if one.lacking:
        names = comma.join(aspect_names(one.lacking, t.lang))
        told += " " + t._("Only the ask speaks of: {aspects}.").format(aspects=names)
    return told


def target_words(one: Target, t: Translator) -> str:
    """A recommendation or a measure in a line: who asked when under which number, or what it is since when."""
    if isinstance(one, StateMeasure):
        when = measure_day_words(one.dated, t.lang)
        kind, status = t._(MEASURE_KINDS[one.kind]), t._(MEASURE_STATES[one.status])
        return " · ".join((one.title(t), kind, status, when))
    return asked_words(one.asked, t)


def asked_words(asked: Recommendation, t: Translator) -> str:
    """Who asked, when, under which number."""
    who = (t._(MECHANISMS[asked.mechanism]), state_words(asked.recommending_state, t), str(asked.year), asked.number)
    return " · ".join(part for part in who if part)


def status_of(one: RecommendationStanding, t: Translator) -> str:
    """The coalition's status of a recommendation in words."""
    return tracker.status_words(one.status, t)


def position_words(one: RecommendationStanding, t: Translator) -> str:
    """The answer of the State at the review; says so where it is not known."""
    return t.pick(one.asked.position, one.asked.position_km) or t._(NOT_KNOWN)


def counts_words(counts: Mapping[str, int], words: Mapping[str, str], unknown: str, t: Translator) -> str:
    """Counts by their words, as "supported: 12 · noted: 3"."""
    return " · ".join(f"{t._(words[key]) if key in words else t._(unknown)}: {count}" for key, count in counts.items())


NOT_KNOWN, NOT_YET = N_("not known here"), N_("not assessed yet")


def ask_rows(found: Sequence[AskStanding], t: Translator) -> Rows:
    """Every ask with what took it up, its columns as in the template, so that the file can be brought in again."""
    rows: list[tuple[str, ...]] = []
    for one in found:
        told = {name: getattr(one.ask, name) for name in ASK_COLUMNS}
        cells = ["; ".join(cell) if isinstance(cell, tuple) else str(cell) for cell in told.values()]
        by = [f"{asked_words(each.asked, t)} [{each.asked.code}]" for each in one.recommendations]
        rows.append(
            (
                one.ask.code,
                *cells,
                "; ".join(by) or t._(NO_LINK),
                "; ".join(status_of(each, t) for each in one.recommendations),
                "; ".join(
                    t.pick(each.asked.position, each.asked.position_km) or t._(NOT_KNOWN)
                    for each in one.recommendations
                ),
                "; ".join(target_words(each, t) for each in one.measures),
                "; ".join(f"{said.id} {said.member}, {said.recorded_at[:10]}: {said.why}" for said, _ in one.linked),
                "; ".join(f"{target_words(each, t)} [{made.target}]" for made, each in one.proposed),
            )
        )
    return tuple(map(t._, _ASK_HEADS)), rows


def measure_rows(found: Sequence[StateMeasure], t: Translator) -> Rows:
    """Every measure, its columns as in the template."""
    words = {"kind": MEASURE_KINDS, "status": MEASURE_STATES}
    rows: list[tuple[str, ...]] = []
    for one in found:
        told = {name: getattr(one, name) for name in MEASURE_COLUMNS}
        told |= {name: t._(known[told[name]]) for name, known in words.items()}
        rows.append((one.code, *("; ".join(cell) if isinstance(cell, tuple) else str(cell) for cell in told.values())))
    return (t._(N_("Code")), *(t._(column.head) for column in MEASURE_COLUMNS.values())), rows


def card_rows(cards: Sequence[BearerCard], catalogue: Catalogue, t: Translator) -> Rows:
    """Every ministry in a row."""
    rows: list[tuple[str, ...]] = []
    for one in cards:
        figures = (f"{topic_name(each, catalogue, t.lang)}: {figure_words(each, catalogue, t)}" for each in one.figures)
        rows.append(
            (
                one.bearer.name(t.lang),
                str(sum(one.by_body.values())),
                counts_words(one.by_body, MECHANISMS, "", t),
                str(one.states),
                ", ".join(map(str, one.years)),
                counts_words(one.positions, POSITIONS, NOT_KNOWN, t),
                counts_words(one.statuses, STATUSES, NOT_YET, t),
                str(len(one.asks)),
                str(one.taken_up),
                "; ".join(target_words(each, t) for each in one.measures),
                "; ".join(figures),
            )
        )
    return tuple(map(t._, _CARD_HEADS)), rows


def asks_csv(found: Returned, t: Translator) -> bytes:
    """The asks as CSV."""
    return csv_table(*ask_rows(found.asks, t))


def asks_xlsx(
    found: Returned, cards: Sequence[BearerCard], snapshot: Snapshot, catalogue: Catalogue, t: Translator
) -> bytes:
    """Asks, measures and ministries as a workbook with a sheet about it."""
    about = [
        (t._("Snapshot"), snapshot.name),
        (t._("Content hash"), snapshot.content_hash),
        (t._("Built"), snapshot.built_at),
        (t._("Note"), t._(A_PERSON_LINKS)),
        (t._("Note"), t._(FIELDS_NOTE)),
    ]
    sheets: dict[str, tuple[tuple[str, ...], Sequence[tuple[str, ...]]]] = {
        t._("Our asks"): ask_rows(found.asks, t),
        t._("Measures"): measure_rows(found.measures, t),
        t._("Ministries"): card_rows(cards, catalogue, t),
        t._("About"): ((t._("Name"), t._("Value")), about),
    }
    return workbook(snapshot.built_at, sheets, prose=True)


A_PERSON_LINKS = N_(
    "A person linked each ask to what followed from it. “No link confirmed yet” says nothing about what others "
    "did, and a link does not mean that the coalition was the reason."
)
FIELDS_NOTE = N_(
    "Which ministry a recommendation is about follows from its articles and topic, by a table that the coalition "
    "edits; no document names it so."
)


def write_asks(
    found: Returned, cards: Sequence[BearerCard], snapshot: Snapshot, catalogue: Catalogue, out: Path, lang: str
) -> None:
    """Write the asks to ``out``, ``.csv`` or ``.xlsx``. Raises ``UnknownCode`` for another ending, ``CannotWrite``."""
    t = translator(lang)
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise UnknownCode(N_("Asks are written as .csv or .xlsx, not as '{name}'."), name=out.suffix or out.name)
    made = asks_csv(found, t) if out.suffix.lower() == ".csv" else asks_xlsx(found, cards, snapshot, catalogue, t)
    write_output(out, made)


def ask_records(found: Sequence[AskStanding]) -> list[dict[str, object]]:
    """The asks as plain data for the command line."""
    return [
        {
            "code": one.ask.code,
            **{name: _plain(getattr(one.ask, name)) for name in ASK_COLUMNS},
            "linked": [
                {"id": said.id, "target": said.target, "why": said.why, "member": said.member, "status": _status(to)}
                for said, to in one.linked
            ],
            "refused": [{"id": said.id, "target": said.target, "why": said.why} for said, _ in one.refused],
            "lost": [{"id": said.id, "target": said.target} for said in one.lost],
            "proposed": [
                {
                    "target": made.target,
                    "score": made.score,
                    "shared": [*made.shared],
                    "lacking": [*made.lacking],
                    "articles": [*made.articles],
                }
                for made, _ in one.proposed
            ],
        }
        for one in found
    ]


def ask_line(record: Mapping[str, Any]) -> str:
    """One line of the list for a terminal."""
    text, linked = record["text_en"] or record["text_km"], len(record["linked"])
    told = f"{linked} linked" if linked else "no link confirmed yet"
    return f"{record['code']}  {record['year']}  {told}, {len(record['proposed'])} proposed  {text[:80]}"


def card_line(record: Mapping[str, Any]) -> str:
    """One line of the list for a terminal."""
    told = f"{record['recommendations']:>4} recommendations, {len(record['asks'])} asks"
    return f"{record['code']:<8} {told}, {len(record['measures'])} measures  {record['name_en']}"


def _status(one: Target) -> str | None:
    return one.status or None


def _plain(value: object) -> object:
    return [*value] if isinstance(value, tuple) else value


def card_records(cards: Sequence[BearerCard], catalogue: Catalogue) -> list[dict[str, object]]:
    """The cards as plain data for the command line."""
    return [
        {
            "code": one.bearer.code,
            "name_en": one.bearer.name_en,
            "name_km": one.bearer.name_km,
            "recommendations": sum(one.by_body.values()),
            "by_body": dict(one.by_body),
            "states": one.states,
            "years": [*one.years],
            "positions": {key or "unknown": count for key, count in one.positions.items()},
            "statuses": {key or "not_assessed": count for key, count in one.statuses.items()},
            "asks": [each.ask.code for each in one.asks],
            "taken_up": one.taken_up,
            "measures": [
                {"code": each.code, "title": each.title_en or each.title_km, "status": each.status, "dated": each.dated}
                for each in one.measures
            ],
            "figures": [
                {
                    "topic": each.topic,
                    "indicator": each.figure.indicator if each.figure else None,
                    "value": each.figure.value if each.figure else None,
                    "unit": catalogue.indicators[each.figure.indicator].unit if each.figure else None,
                    "period": each.figure.period_label if each.figure else None,
                    "source": each.figure.source if each.figure else None,
                    "figure": each.figure.id if each.figure else None,
                }
                for each in one.figures
            ],
        }
        for one in cards
    ]

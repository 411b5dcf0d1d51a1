"""The annex of recommendations: one row each with the coalition's status, the Government's and the latest figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from babel.dates import format_date

from childrights.catalogue import MEMBERS, Catalogue, Observation, UnknownCode
from childrights.export import csv_table, workbook
from childrights.files import write_output
from childrights.i18n import N_, Translator, translator
from childrights.language import period, words
from childrights.newest import NewestFigures, newer_line, newest_figures
from childrights.rights.assessment import (
    NOT_ASSESSED,
    STATUSES,
    Assessment,
    RecommendationStanding,
    assessments,
    filter_recommendations,
    link_changes,
    standings,
)
from childrights.rights.brought_in import all_asked
from childrights.rights.counting import tally, tally_words
from childrights.rights.recommendations import travelling, travelling_heads
from childrights.rights.states import state_words
from childrights.snapshot import Headline, Snapshot
from childrights.snapshot import headlines as all_headlines

CAMBODIA = timezone(timedelta(hours=7))
NOT_YET = N_("not assessed yet")
_COLUMNS = (
    N_("Code"),
    N_("Asked by"),
    N_("Year"),
    N_("Document"),
    N_("Paragraph or number"),
    N_("Right"),
    N_("Topic"),
    N_("What was asked"),
    N_("Status by the coalition"),
    N_("As of"),
    N_("Why"),
    N_("Assessed by"),
    N_("Figures attached"),
    N_("Links"),
    N_("The Government's own assessment"),
    N_("Day of the Government's document"),
    N_("Source of the Government's words"),
    N_("Answer of the State at the review"),
    N_("Linked indicators with their latest national figure"),
    N_("How it was read"),
)
PRINTED = len(_COLUMNS)
"""Columns of the annex on paper; those after them are for taking the annex in again."""
_HISTORY = (
    N_("Assessment"),
    N_("Code"),
    N_("Topic"),
    N_("Assessed by"),
    N_("Status"),
    N_("As of"),
    N_("Why"),
    N_("Source"),
    N_("Organisation"),
    N_("Recorded"),
    N_("Withdrawn"),
    N_("Why withdrawn"),
)
_METHOD = (
    N_(
        "The status is the coalition's judgement on the day named. What the Government says about itself is in "
        "separate columns and never changes it."
    ),
    N_(
        "“{none}” means that it was not assessed here, not that nothing was done. “{cannot}” means that somebody "
        "looked and the evidence does not say."
    ),
    N_("Linked indicators are what may help to judge, not the official measure of a recommendation."),
    N_("The last columns, beyond the printed page, let the file be taken in again: in another place, or corrected."),
)


@dataclass(frozen=True, slots=True)
class Annex:
    """A table ready for paper or a file: column heads, rows of texts as long as the heads, and notes."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def status_words(status: str, t: Translator) -> str:
    """A status by the coalition in words; one that was not assessed says so."""
    return t._(STATUSES[status]) if status != NOT_ASSESSED else t._(NOT_YET)


def government_words(said: Assessment, t: Translator) -> str:
    """What the Government says about itself: its words, and the status it claims where it claims one."""
    if not said.status:
        return said.why
    return t._("{words} (by its own account: {status})").format(words=said.why, status=t._(STATUSES[said.status]))


def day_words(day: str, lang: str) -> str:
    """An ISO day as people write it; of a moment in UTC, the day that it was in Cambodia."""
    there = datetime.fromisoformat(day)
    there = there.astimezone(CAMBODIA) if there.tzinfo else there
    return str(format_date(there.date(), "d MMMM y", locale=lang))


def answer_words(one: RecommendationStanding, t: Translator) -> str:
    """What the State answered at the review and says about itself; says so where neither is known."""
    asked, told = one.asked, []
    if asked.position:
        told.append(t._("Answer of the State: {position}.").format(position=t.pick(asked.position, asked.position_km)))
    if one.said:
        words = t._("The Government, {source}: {words}")
        told.append(words.format(source=one.said.source, words=government_words(one.said, t)))
    return " ".join(told) or t._("What the State answered is not known here.")


def indicator_name(code: str, catalogue: Catalogue, t: Translator) -> str:
    """The short name of a linked indicator; one that left the catalogue after it was linked says so."""
    indicator = catalogue.indicators.get(code)
    return indicator.short_name(t.lang) if indicator else t._("{code} (no longer in the catalogue)").format(code=code)


def latest_words(
    code: str, headlines: Mapping[str, Headline], newest: NewestFigures, today: int, t: Translator
) -> tuple[str, Observation | None]:
    """An indicator's latest national figure that is no projection, in words, and what is newer; says so where there is
    none."""
    catalogue = newest.catalogue
    headline = headlines.get(code)
    counted = [one for one in headline.national if one.value is not None and one.year_end <= today] if headline else []
    if not counted:
        return (t._("no national figure") if headline else t._("no figure here")), None
    latest = counted[-1]
    value = words.value_words(latest, catalogue.indicators[code], t)
    whose = t._("; figure of {member}, not checked by others").format(member=latest.member)
    told = f"{value} ({period(latest.period_label, t.lang)}{whose if latest.layer == MEMBERS else ''})"
    newer = newer_line((latest,), newest.newer(latest), catalogue, t)
    return (t._("{told}. {newer}").format(told=told, newer=newer) if newer else told), latest


def recommendation_annex(
    found: Sequence[RecommendationStanding],
    headlines: Mapping[str, Headline],
    newest: NewestFigures,
    today: int,
    t: Translator,
) -> Annex:
    """The table of some recommendations in the language of ``t``; projections begin after the year ``today``."""
    held = t._("Listed: {held}").format(held=tally_words(tally([one.asked for one in found]), t))
    notes = [held, *(one.format(none=t._(NOT_YET), cannot=t._(STATUSES["cannot_tell"])) for one in map(t._, _METHOD))]
    latest, catalogue = _latest(headlines, newest, today, t), newest.catalogue
    head = [*map(t._, _COLUMNS), *travelling_heads(t)]
    rows = [(*_row(one, catalogue, latest, t), *travelling(one.asked, one.indicators, t)) for one in found]
    return Annex(tuple(head), tuple(rows), tuple(notes))


def _latest(
    headlines: Mapping[str, Headline], newest: NewestFigures, today: int, t: Translator
) -> Callable[[str], str]:
    def told(code: str) -> str:
        words_of, figure = latest_words(code, headlines, newest, today, t)
        return f"{indicator_name(code, newest.catalogue, t)}: {words_of}" + (f" [{figure.id}]" if figure else "")

    return told


def _row(
    one: RecommendationStanding, catalogue: Catalogue, latest: Callable[[str], str], t: Translator
) -> tuple[str, ...]:
    asked, ours, said = one.asked, one.latest, one.said
    cluster = catalogue.clusters.get(asked.cluster)
    who = (asked.mechanism, state_words(asked.recommending_state, t))
    return (
        asked.code,
        " · ".join(part for part in who if part),
        str(asked.year),
        asked.document,
        asked.number,
        t.pick(cluster.name_en, cluster.name_km) if cluster else "",
        t.pick(asked.topic, asked.topic_km),
        t.pick(asked.summary, asked.summary_km),
        status_words(one.status, t),
        ours.assessed_on if ours else "",
        ours.why if ours else "",
        ours.member if ours else "",
        "; ".join(ours.figures) if ours else "",
        "; ".join(ours.links) if ours else "",
        government_words(said, t) if said else "",
        said.assessed_on if said else "",
        said.source if said else "",
        t.pick(asked.position, asked.position_km),
        "; ".join(map(latest, one.indicators)),
        asked.confidence,
    )


def annex_csv(made: Annex) -> bytes:
    """The annex as CSV that spreadsheets read right; no text of it can become a formula."""
    return csv_table(made.head, made.rows)


def annex_xlsx(made: Annex, history: Annex, snapshot: Snapshot, t: Translator) -> bytes:
    """The annex as a workbook with the whole history and a sheet about it."""
    about = [
        (t._("Publisher"), t._("Child Rights Coalition Cambodia")),
        (t._("Snapshot"), snapshot.name),
        (t._("Content hash"), snapshot.content_hash),
        (t._("Built"), snapshot.built_at),
        *((t._("Note"), note) for note in made.notes),
    ]
    return workbook(
        snapshot.built_at,
        {
            t._("Recommendations"): (made.head, made.rows),
            t._("History"): (history.head, history.rows),
            t._("About"): ((t._("Name"), t._("Value")), about),
        },
        prose=True,
        printed=PRINTED,
    )


def history_table(found: Sequence[RecommendationStanding], t: Translator) -> Annex:
    """Every assessment of some recommendations, withdrawn ones too, newest first within each."""
    names = {"coalition": t._("the coalition"), "government": t._("the Government")}
    rows = [
        (
            given.id,
            one.asked.code,
            t.pick(one.asked.topic, one.asked.topic_km),
            names[given.by],
            t._(STATUSES[given.status]) if given.status else "",
            given.assessed_on,
            given.why,
            given.source,
            given.member,
            given.recorded_at[:16],
            given.withdrawn_at[:16],
            given.withdrawn_why,
        )
        for one in found
        for given in (*one.history, *one.government)
    ]
    return Annex(tuple(map(t._, _HISTORY)), tuple(rows), ())


def list_recommendations(
    snapshot: Snapshot, catalogue: Catalogue, *, cluster: str = "", status: str = ""
) -> tuple[RecommendationStanding, ...]:
    """Everything asked of Cambodia, or what fits a cluster and a status (``none``: not assessed).

    Raises ``UnknownCode`` for a cluster or status that nobody knows.
    """
    if cluster and cluster not in catalogue.clusters:
        raise UnknownCode(
            N_("There is no right with the code '{cluster}'. Use one of {known}."),
            cluster=cluster,
            known=", ".join(catalogue.clusters),
        )
    if status and status not in (*STATUSES, "none"):
        raise UnknownCode(
            N_("There is no status '{status}'. Use one of {known} or none."), status=status, known=", ".join(STATUSES)
        )
    found = standings(all_asked(snapshot, catalogue), assessments(snapshot), link_changes(snapshot))
    wanted = None if not status else NOT_ASSESSED if status == "none" else status
    return filter_recommendations(found, cluster=cluster, status=wanted)


def write_annex(
    found: Sequence[RecommendationStanding], snapshot: Snapshot, catalogue: Catalogue, out: Path, lang: str
) -> None:
    """Write the annex to ``out``, ``.csv`` or ``.xlsx``. Raises ``UnknownCode`` for another ending, ``CannotWrite``."""
    t = translator(lang)
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise UnknownCode(N_("An annex is written as .csv or .xlsx, not as '{name}'."), name=out.suffix or out.name)
    newest = newest_figures(snapshot, catalogue)
    made = recommendation_annex(found, all_headlines(snapshot), newest, int(snapshot.built_at[:4]), t)
    if out.suffix.lower() == ".csv":
        write_output(out, annex_csv(made))
    else:
        write_output(out, annex_xlsx(made, history_table(found, t), snapshot, t))


def recommendation_line(record: Mapping[str, Any], t: Translator) -> str:
    """One line of the list for a terminal."""
    status = status_words(record["status"], t) if record["status"] else t._(NOT_YET)
    about = t.pick(record["topic"] or record["summary"], record["topic_km"] or record["summary_km"])
    return f"{record['code']}  {record['year']}  {record['mechanism']}  {status:<13}  {about}"


def recommendation_records(found: Sequence[RecommendationStanding]) -> list[dict[str, object]]:
    """Where each stands as plain data, for the command line."""
    return [
        {
            "code": one.asked.code,
            "mechanism": one.asked.mechanism,
            "document": one.asked.document,
            "year": one.asked.year,
            "kind": one.asked.kind,
            "number": one.asked.number,
            "paragraph": one.asked.paragraph,
            "recommending_state": one.asked.recommending_state,
            "cluster": one.asked.cluster,
            "topic": one.asked.topic,
            "topic_km": one.asked.topic_km,
            "summary": one.asked.summary,
            "summary_km": one.asked.summary_km,
            "official_text": one.asked.official_text,
            "urgent": one.asked.urgent,
            "answer_of_the_state": one.asked.position,
            "status": one.status or None,
            "indicators": list(one.indicators),
            "assessments": [_plain(given) for given in one.history],
            "government": [_plain(given) for given in one.government],
        }
        for one in found
    ]


def _plain(given: Assessment) -> dict[str, object]:
    names = (
        "id",
        "status",
        "assessed_on",
        "why",
        "source",
        "member",
        "recorded_at",
        "recorded_by",
        "withdrawn_at",
        "withdrawn_why",
    )
    return {name: getattr(given, name) for name in names} | {"figures": [*given.figures], "links": [*given.links]}

"""What arrived of a member in a year, on time or not, with which faults, and what waits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from childrights.catalogue import TOTAL, Observation, UnknownCode
from childrights.i18n import N_
from childrights.members import SentByMember, SentFile, SentWords, conflicts, outcomes
from childrights.snapshot import Snapshot, open_current
from etl.ledger import (
    DUE,
    LostFile,
    State,
    Upload,
    entries_for,
    figures_of,
    proposals_for,
    setting,
    upload_problems,
    uploads,
)
from etl.permissions import Action, Actor
from etl.snapshot import published

_PHNOM_PENH = timezone(timedelta(hours=7))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def member_names(state: State, reader: Actor) -> tuple[str, ...]:
    """The members whose mirror ``reader`` may see: a contributor its own, a steward all that ever sent something."""
    sent = {one.member for one in uploads(state)} | {one.member for one in entries_for(state, reader)}
    return tuple(sorted(one for one in {*sent, *reader.members} if reader.may(Action.PREVIEW, one)))


def due_of(state: State, member: str, year: int) -> str:
    """The day of a year by which a member was asked for its figures, as its own setting or that of all says; empty
    where no day was agreed."""
    day = str(setting(state, DUE + member) or setting(state, "due_day"))
    return f"{year}-{day}" if day else ""


def sent_by(state: State, member: str, *, year: int, who: Actor, due: str = "") -> SentByMember:
    """Everything of ``member`` that came in ``year``; ``due`` (ISO 8601) in place of the day that the settings say.

    Raises ``NotPermitted`` for whoever is neither of that member nor a steward, and ``UnknownCode`` for a member that
    never sent anything and for a day that is none.
    """
    who.require(Action.PREVIEW, member)
    if due:
        _must_be_a_day(due)
    own = [one for one in uploads(state) if _same(one.member, member)]
    words = [one for one in entries_for(state, who) if _same(one.member, member)]
    if not own and not words:
        raise UnknownCode(N_("{member} has not sent anything yet."), member=member[:120])
    of_year = [one for one in own if _day(one.uploaded_at)[:4] == str(year)]
    known, shown, open_conflicts = upload_problems(state), *_of_snapshot(state, own)
    return SentByMember(
        member=member,
        year=year,
        due=due or due_of(state, member, year),
        files=tuple(
            SentFile(
                id=one.id,
                day=_day(one.uploaded_at),
                name=one.file_name,
                state=one.status,
                accepted=one.accepted,
                shown=shown.get(one.id, 0) if one.stands else 0,
                rejected=one.rejected,
                problems=known.get(one.id, {}),
                noted=one.id in known,
                sent_back=one.sent_back,
                why=(one.why or "") if one.sent_back else "",
            )
            for one in sorted(of_year, key=lambda each: each.uploaded_at)
        ),
        words=tuple(
            SentWords(
                id=one.id,
                day=_day(one.recorded_at),
                name=one.file_name,
                rows=len(one.content["rows"]),
                state="withdrawn" if one.withdrawn_at else "submitted" if one.waits else "published",
            )
            for one in reversed(words)
            if _day(one.recorded_at)[:4] == str(year)
        ),
        proposed=tuple(one.name for one in proposals_for(state, who) if _same(one.member, member)),
        conflicts=open_conflicts,
        rows=_rows(state, own),
    )


def _of_snapshot(state: State, own: Sequence[Upload]) -> tuple[dict[str, int], int]:
    """How many figures of each upload are shown, and how many differ from published ones and are not decided."""
    if published(state) is None:
        return {}, 0
    snapshot: Snapshot = open_current(state.home)
    try:
        ids = {one.id for one in own}
        shown = {code: one.shown for code, one in outcomes(snapshot).items() if code in ids}
        return shown, sum(one.figure.upload in ids and one.decision is None for one in conflicts(snapshot))
    finally:
        snapshot.close()


def _rows(state: State, own: Sequence[Upload]) -> tuple[tuple[str, str, str, str], ...]:
    """What the member sent until now, each indicator, place and group once, the newest file first; of groups only those
    that the workbook has columns for."""
    found: dict[tuple[str, str, str, str], None] = {}
    for one in own:
        if one.sent_back:
            continue
        try:
            figures = figures_of(state, one)
        except LostFile:
            continue
        found |= dict.fromkeys((o.indicator, o.area, o.sex, o.residence) for o in figures if _has_a_row(o))
    return tuple(sorted(found))


def _has_a_row(one: Observation) -> bool:
    return {one.age, one.wealth, one.disability} == {TOTAL} and not one.scope and "+" not in one.area


def _day(moment: str) -> str:
    """The day of a moment as people in Cambodia count it."""
    return datetime.fromisoformat(moment).astimezone(_PHNOM_PENH).date().isoformat()


def _must_be_a_day(text: str) -> None:
    try:
        if _DAY.fullmatch(text):
            date.fromisoformat(text)
            return
    except ValueError:
        pass
    raise UnknownCode(N_("“{day}” is not a day. Write it as 2026-03-31."), day=text[:40])


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()))

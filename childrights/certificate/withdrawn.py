"""Codes of figures that stand no longer, or never did: taken back with an upload or a decision, or kept back by a rule.

No value is told: what was taken back is gone, and what a rule keeps back is shown nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from childrights.catalogue import Catalogue, UnknownCode
from childrights.i18n import N_, Translator, translator
from childrights.language import period
from childrights.members import RULES
from childrights.snapshot import Snapshot
from geo import area_name

WITHDRAWN, UNDONE, WITHHELD, ERASED = "withdrawn", "undone", "withheld", "erased"
SENTENCES: Mapping[str, str] = {
    WITHDRAWN: N_("{what} was taken back on {day} with the upload {upload} of {member}"),
    UNDONE: N_("{what} was a correction, which was taken back on {day}"),
    ERASED: N_("{what} was erased for good on {day}, with everything that was kept of the upload it came with"),
    WITHHELD: N_("{what}, sent by {member} with the upload {upload}, is kept but not shown: {why}"),
}


@dataclass(frozen=True, slots=True)
class Gone:
    """What a code stood for: ``how`` is a key of ``SENTENCES``, ``at`` when (ISO 8601 in UTC, empty for what is
    withheld), ``why`` the reason that was given, or the rule (a key of ``childrights.members.uploads.RULES``)."""

    code: str
    how: str
    indicator: str
    area: str
    period_label: str
    upload: str
    member: str
    at: str
    why: str


class NoLonger(UnknownCode):
    """The code ``gone.code`` belongs to a figure that does not stand; says what became of it."""

    def __init__(self, gone: Gone, catalogue: Catalogue) -> None:
        super().__init__(sentence(gone, catalogue, translator("en")))
        self.gone = gone


_FIELDS = "indicator, area, period_label, upload, member"


def gone(snapshot: Snapshot, code: str) -> Gone | None:
    """What became of the figure with ``code`` (in its printed form); ``None`` for a code nobody ever gave out."""
    rows = snapshot.rows(
        f"""
        SELECT CASE WHEN indicator = '' THEN '{ERASED}' ELSE '{WITHDRAWN}' END AS how,
               {_FIELDS}, withdrawn_at AS moment, why FROM snapshot.withdrawn WHERE id = $id
        UNION ALL
        SELECT '{WITHHELD}', held.indicator, held.area, held.period_label, held.upload, upload.member, '', held.rule
        FROM snapshot.withheld AS held JOIN snapshot.upload AS upload ON upload.id = held.upload WHERE held.id = $id
        UNION ALL
        SELECT '{UNDONE}', coalesce(one.indicator, ''), coalesce(one.area, ''), coalesce(one.period_label, ''),
               decision.upload, decision.member, undone_at, undone_why
        FROM snapshot.decision AS decision LEFT JOIN figures AS one ON one.id = decision.published
        WHERE decision.code = $id AND undone_at <> ''
        ORDER BY moment DESC
        """,
        {"id": code},
    )
    if not rows:
        return None
    return Gone(code, *map(str, rows[0]))


def sentence(one: Gone, catalogue: Catalogue, t: Translator) -> str:
    """What became of the figure, in one sentence for everybody: a reason that somebody typed is no part of it."""
    indicator = catalogue.indicators.get(one.indicator)
    parts = [indicator.short_name(t.lang) if indicator else "", area_name(one.area, t.lang) if one.area else ""]
    parts.append(period(one.period_label, t.lang) if one.period_label else "")
    about = t._(", ").join(part for part in parts if part)
    what = t._("The figure {code} ({about})") if about else t._("The figure {code}")
    what = what.format(code=one.code, about=about)
    why = t._(RULES[one.why]) if one.how == WITHHELD else ""
    told = {"what": what, "day": one.at[:10], "upload": one.upload, "member": one.member, "why": why}
    return t._(SENTENCES[one.how]).format(**told) + t._(".")

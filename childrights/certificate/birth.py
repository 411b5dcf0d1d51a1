"""The birth certificate of a number: everything needed to defend it, from its short code.

What is hidden stays hidden: a suppressed figure shows nothing its value could be worked out from, nor does any
figure that a suppressed one has taken the place of.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from childrights.catalogue import (
    CODE_LENGTH,
    MEMBERS,
    PUBLISHED,
    Catalogue,
    Group,
    Indicator,
    Observation,
    Source,
    SurveyRound,
    UnknownCode,
    bare_code,
    normalise_code,
    round_of,
)
from childrights.certificate.withdrawn import NoLonger, gone
from childrights.i18n import DEFAULT_LANGUAGE, N_, Translator, translator
from childrights.members import (
    QUOTED,
    Decision,
    MemberFigure,
    Provenance,
    Sender,
    decision_about,
    member_figure,
    senders,
)
from childrights.newest import newer_words, newest_figures
from childrights.snapshot import (
    Snapshot,
    file_reports,
    kinds,
    near_codes,
    observation,
    predecessors,
    series,
    successor,
    superseded,
    upload_record,
    without_value,
)
from childrights.statistics import COMPLETE_SOURCES, MODELLED, Interval, MeasureRefusal, gap_between, interval_of
from childrights.submissions import KeptRow
from childrights.voices import Voice, voice_told, voice_with
from geo import COUNTRY

STEPS = (
    "read",
    "understood",
    "quoted",
    "corrected",
    "added_up",
    "divided",
    "converted",
    "joined",
    "modelled",
    "bracketed",
    "too_few_cases",
    "not_given",
    "hidden",
)
"""What may have been done to a figure, in the order in which it is told."""
JUDGED_BY = ("published", "samples", "complete", "modelled", "rule", "unknown", "none")
"""How it is decided whether the figure differs from another, see ``childrights.statistics.uncertainty``."""


class UnknownNumber(UnknownCode):
    """No figure has the code ``code``; ``near`` are codes that differ in a letter or two, ``length`` what was typed."""

    def __init__(self, code: str, length: int, near: tuple[str, ...]) -> None:
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"No figure held here has the code {code}.{hint}")
        self.code, self.length, self.near = code, length, near


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The figure before or after in the same place and group; ``refusal`` when the two may not be compared."""

    observation: Observation
    refusal: MeasureRefusal | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A figure and all that is known of its life.

    ``replaced_by`` is the code of the figure that stands in its place today, empty while it stands itself;
    ``replaced`` are those it took the place of, newest first. ``sender`` says of an upload who sent
    which file when. Of a member's figure ``provenance`` says what it is and ``beside`` how it stands beside a published
    one; ``decision`` is what the steward decided about it, or about the figure that it took the place of, and
    ``decided_on`` are the two figures it was about, the member's and the published one, as far as they still stand.
    ``brought`` says who quoted the figure, and who compared it with its publication; ``round`` how it is known which
    survey, census, register or model it is of. ``newer`` are the figures of its concept that are newer, whichever
    series they stand in.
    """

    observation: Observation
    indicator: Indicator
    source: Source | None
    file: str
    file_sha256: str
    sender: dict[str, str]
    steps: tuple[str, ...]
    interval: Interval | None
    judged_by: str
    replaced: tuple[Observation, ...]
    replaced_by: str
    before: Neighbour | None
    after: Neighbour | None
    snapshot: str
    content_hash: str
    provenance: Provenance | None = None
    beside: MemberFigure | None = None
    decision: Decision | None = None
    decided_on: tuple[Observation | None, Observation | None] = (None, None)
    brought: Sender | None = None
    round: SurveyRound | None = None
    newer: tuple[Observation, ...] = ()


def birth(snapshot: Snapshot, catalogue: Catalogue, code: str) -> Certificate:
    """The certificate of the figure with ``code``, typed in any case, with or without its dash.

    Raises ``NoLonger`` for one that was taken back or is withheld, ``UnknownNumber`` with codes that are nearly the
    same.
    """
    found, replaced_by = _find(snapshot, catalogue, code)
    indicator = catalogue.indicators.get(found.indicator)
    if indicator is None:
        raise UnknownCode(
            N_("The figure {code} belongs to an indicator that is no longer in the catalogue."), code=code
        )
    standing = observation(snapshot, replaced_by) if replaced_by else found
    withheld = standing.status if standing.value is None else ""
    figure = _withheld(found, withheld if replaced_by else "") if withheld else found
    old = tuple(_old(one, withheld) for one in predecessors(snapshot, found.id))
    source = catalogue.sources.get(found.source)
    report = next((one for one in file_reports(snapshot) if source and one.source == source.key), None)
    sender = upload_record(snapshot, found.upload) if found.upload else {}
    before, after = _neighbours(snapshot, figure) if figure.layer == PUBLISHED else (None, None)
    beside = member_figure(snapshot, figure.id) if figure.layer == MEMBERS and not replaced_by else None
    known = senders(snapshot).get(found.upload)
    decision = decision_about(snapshot, found.id)
    return Certificate(
        observation=figure,
        indicator=indicator,
        source=source,
        file=sender.get("file") or (report.file if report else ""),
        file_sha256=sender.get("file_sha256") or (report.sha256 if report else ""),
        sender=sender,
        steps=steps(figure),
        interval=interval_of(figure, indicator),
        judged_by=judged_by(figure, indicator),
        replaced=old,
        replaced_by=replaced_by,
        before=before,
        after=after,
        snapshot=snapshot.name,
        content_hash=snapshot.content_hash,
        provenance=known.provenance if known else None,
        beside=beside,
        decision=decision,
        decided_on=_decided_on(snapshot, decision, withheld) if decision else (None, None),
        brought=known if known and known.provenance.kind == QUOTED else None,
        round=None if figure.upload else round_of(figure, catalogue.rounds),
        newer=newest_figures(snapshot, catalogue, (figure.indicator,)).newer(figure),
    )


def _decided_on(snapshot: Snapshot, decision: Decision, withheld: str) -> tuple[Observation | None, Observation | None]:
    """The member's figure and the published one that a decision is about; nothing of one that is hidden."""

    def known(code: str) -> Observation | None:
        try:
            return _old(observation(snapshot, code), withheld)
        except UnknownCode:
            earlier = superseded(snapshot, code)
            return _old(earlier[0], withheld) if earlier else None

    return known(decision.figure), known(decision.published)


def _find(snapshot: Snapshot, catalogue: Catalogue, text: str) -> tuple[Observation, str]:
    code = normalise_code(text)
    try:
        return observation(snapshot, code), ""
    except UnknownCode:
        earlier = superseded(snapshot, code)
        if earlier is None:
            if became := gone(snapshot, code):
                raise NoLonger(became, catalogue) from None
            length = len(bare_code(text))
            shown = code if length == CODE_LENGTH else text.strip()[:40]
            raise UnknownNumber(shown, length, near_codes(snapshot, text)) from None
        return earlier[0], successor(snapshot, code)


def _withheld(one: Observation, status: str = "") -> Observation:
    """The figure without its value; with the ``status`` of the later figure that hid it, where its own note may tell
    what is hidden."""
    return without_value(replace(one, note="", status=status) if status else one)


def _old(one: Observation, withheld: str) -> Observation:
    """An earlier figure; ``withheld`` is the status of the standing one, empty where that has a value."""
    return _withheld(one, withheld or one.status) if withheld or one.value is None else one


def _neighbours(snapshot: Snapshot, one: Observation) -> tuple[Neighbour | None, Neighbour | None]:
    """The nearest figures before and after, of the same indicator, place and group."""
    found = [
        other
        for other in series(snapshot, one.indicator, [one.area], [Group.of(one)])
        if other.period_label != one.period_label
    ]
    key = (one.year_start, one.year_end)
    earlier = [other for other in found if (other.year_start, other.year_end) <= key]
    later = [other for other in found if (other.year_start, other.year_end) > key]
    return _neighbour(one, earlier[-1:]), _neighbour(one, later[:1])


def _neighbour(one: Observation, found: list[Observation]) -> Neighbour | None:
    if not found:
        return None
    other = found[0] if found[0].value is not None else without_value(found[0])
    gap = gap_between(one, other)
    return Neighbour(other, MeasureRefusal(gap.reason) if gap else None)


def steps(one: Observation) -> tuple[str, ...]:
    """What was done to a figure between its cell and the screen, as far as its status and notes tell."""
    told = kinds(one.note)
    done = {
        "read": not one.upload,
        "understood": bool(one.upload),
        "quoted": bool(one.upload) and one.layer == PUBLISHED,
        "corrected": "corrected" in told,
        "divided": one.numerator is not None and one.denominator is not None,
        "added_up": "added_up" in told,
        "converted": "converted" in told,
        "modelled": one.status == MODELLED,
        "bracketed": one.status == "small_sample",
        "too_few_cases": one.status == "too_few_cases",
        "not_given": one.status == "not_given",
        "hidden": one.status == "suppressed",
    }
    done["joined"] = one.status == "derived" and not (done["divided"] or done["added_up"])
    return tuple(step for step in STEPS if done[step])


def judged_by(one: Observation, indicator: Indicator) -> str:
    """One of ``JUDGED_BY``."""
    if one.value is None:
        return "none"
    interval = interval_of(one, indicator)
    if interval is not None:
        return "published" if interval.kind == "published" else "samples"
    if one.status == MODELLED or indicator.source_type == MODELLED:
        return "modelled"
    if indicator.source_type in COMPLETE_SOURCES:
        return "complete"
    return "rule" if one.area == COUNTRY else "unknown"


def certificate(snapshot: Snapshot, catalogue: Catalogue, code: str) -> dict[str, Any]:
    """``birth`` as plain values for JSON, the observation's own fields among them; of a figure that was taken back or
    is withheld, that, when and why; of a member's words, whose they are. Raises ``UnknownCode``."""
    if row := voice_with(snapshot, normalise_code(code)):
        return _voice(row)
    try:
        found = birth(snapshot, catalogue, code)
    except NoLonger as no_longer:
        return asdict(no_longer.gone) | {"told": str(no_longer)}
    one, source, interval = found.observation, found.source, found.interval
    record: dict[str, Any] = {"code": one.id}
    record |= {name: getattr(one, name) for name in one.__dataclass_fields__ if name != "id"}
    record |= {
        "indicator_name": found.indicator.name_en,
        "unit": found.indicator.unit,
        "definition": found.indicator.definition_en,
        "comparability": found.indicator.comparability_note,
    }
    if source is not None:
        record |= {"citation": source.citation, "url": source.url, "licence": source.licence_note}
        record |= {"passing_on": source.passing_on}
        record |= {"trust": source.trust}
    record |= {"file": found.file, "file_sha256": found.file_sha256} | found.sender
    return record | {
        "steps": list(found.steps),
        "interval": {"lower": interval.lower, "upper": interval.upper, "kind": interval.kind} if interval else None,
        "judged_by": found.judged_by,
        "replaced_by": found.replaced_by,
        "replaced": [_brief(old) for old in found.replaced],
        "before": _brief(found.before.observation) if found.before else None,
        "after": _brief(found.after.observation) if found.after else None,
        "snapshot": found.snapshot,
        "content_hash": found.content_hash,
        "provenance": asdict(found.provenance) if found.provenance else None,
        "beside": _beside(found.beside) if found.beside and found.beside.relation else None,
        "decision": _decision(found) if found.decision else None,
        "brought": _brought(found.brought) if found.brought else None,
        "newer": [_brief(one) | {"indicator": one.indicator, "area": one.area} for one in found.newer],
        "newer_told": newer_exists(found, catalogue, translator(DEFAULT_LANGUAGE)),
    }


def _voice(row: KeptRow[Voice]) -> dict[str, Any]:
    origin, stands = row.origin, row.origin.stands
    told = {"code": row.what.code, "kind": row.what.kind, "member": row.what.organisation, "upload": origin.id}
    told |= {"at": origin.recorded_at if stands else origin.withdrawn_at, "how": "words" if stands else "withdrawn"}
    return told | {"told": " ".join(voice_told(row, translator(DEFAULT_LANGUAGE)))}


def newer_exists(found: Certificate, catalogue: Catalogue, t: Translator) -> str:
    """That newer figures exist, with what they are; empty where the figure is the newest."""
    figures = newer_words((found.observation,), found.newer, catalogue, t)
    return t._("A newer figure exists: {figures}.").format(figures=figures) if figures else ""


def _decision(found: Certificate) -> dict[str, Any]:
    """What the steward decided, with both values."""
    assert found.decision
    sent, published = (one.value if one else None for one in found.decided_on)
    return asdict(found.decision) | {"sent_value": sent, "published_value": published}


def _brought(one: Sender) -> dict[str, Any]:
    told = ("upload", "member", "uploaded_at", "compared_at", "compared_by", "compared_why")
    return {name: getattr(one, name) for name in told}


def _beside(one: MemberFigure) -> dict[str, Any]:
    return {"relation": one.relation, "code": one.published, "value": one.published_value}


def _brief(one: Observation) -> dict[str, Any]:
    return {"code": one.id, "period": one.period_label, "value": one.value, "status": one.status, "upload": one.upload}

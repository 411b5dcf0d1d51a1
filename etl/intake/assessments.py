"""What became of what Cambodia was asked as a kind of file, and assessing on a form: checked, recorded, published."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date

from childrights.catalogue import Catalogue, load_catalogue
from childrights.i18n import N_, Translator, translator
from childrights.rights import (
    COALITION,
    FREE,
    GOVERNMENT,
    NOT_ASSESSED,
    STATUSES,
    Assessment,
    Draft,
    Recommendation,
    RecommendationStanding,
    TemplateColumn,
    figure_codes,
    load_recommendations,
    standings,
    state_words,
    with_additions,
)
from childrights.snapshot import open_current
from etl.intake.matching import is_address, labelled, printed_code, squeezed
from etl.intake.schema import (
    DraftRefused,
    FieldFault,
    FilledRow,
    Judge,
    Planned,
    Read,
    Schema,
    Sentences,
    recorded_member,
)
from etl.intake.workbook_template import write_entry_template
from etl.ledger import ASSESSMENT, LINK, Brought, LedgerEntry, New, Overtaken, State, brought, record
from etl.permissions import Action, Actor
from etl.persons import tells_of_anybody
from etl.snapshot import Inputs, build, published

Link = tuple[str, str, bool]
"""Recommendation, indicator and whether it is linked from now on."""
SHORTEST_WHY, LONGEST_TEXT, LONGEST_LINK = 8, 1500, 500
MOST_LINKS, MOST_FIGURES = 10, 20
OVERTAKEN = N_("Somebody else assessed this meanwhile. Read theirs first, then save yours if it still differs.")
_PARTS = re.compile(r"[;,\s]+")
_HOW = (
    N_("Fill in the white cells of the recommendations you assessed; leave the other rows as they are."),
    N_(
        "Each assessment needs a status and a reason. Everybody can read it on the dashboard: write nothing about "
        "single persons."
    ),
    N_(
        "The codes of figures are under every chart (such as K7Q2M-9XD0A); links begin with https://. Separate "
        "several with semicolons."
    ),
    N_("Where the day is left blank, the day of sending counts."),
    N_("What the Government says about itself goes into the last columns, with its document and the day of it."),
)
_COLUMN_OF: Mapping[str, Mapping[str, str]] = {
    COALITION: {"status": "status", "why": "why", "assessed_on": "date", "figures": "figures", "links": "links"},
    GOVERNMENT: {"status": "gov+status", "why": "gov+words", "assessed_on": "gov+date", "source": "gov+source"},
}
"""Whose assessment → field of a draft → column of the template."""
FAULTS = Sentences()
FAULTS |= {
    "unknown_recommendation": (N_("“{value}” is not the code of a recommendation. Copy it from the template."), ""),
    "not_asking": (N_("“{value}” describes a review and asks nothing, so it cannot be assessed."), ""),
    "status": (N_("Choose a status from the list: not answered, partly answered, answered, or cannot tell."), ""),
    "unknown_status": (N_("“{value}” is not one of: not answered, partly answered, answered, cannot tell."), ""),
    "why": (N_("Say in a few words why, so that everybody understands it later."), ""),
    "words": (N_("Write what the Government said, in its own words or a short summary."), ""),
    "long": (N_("This text is too long; up to 1,500 letters can be kept."), ""),
    "person": (
        N_("This seems to be about a single person. Leave out names, telephone numbers, dates of birth and stories."),
        "",
    ),
    "no_date": (N_("Give the day of the document in which the Government says so."), ""),
    "date": (N_("“{value}” is not a date. Write it as 2026-03-31."), ""),
    "future": (N_("{value} lies in the future."), ""),
    "before": (N_("{value} is before the year in which this was asked."), ""),
    "unknown_figure": (N_("“{value}” is not the code of a published figure."), ""),
    "figures": (N_("Too many figures: up to 20 can be attached."), ""),
    "link": (N_("“{value}” is not a web address. It begins with https:// or http://."), ""),
    "links": (N_("Too many links: up to 10 can be attached."), ""),
    "source": (N_("Name the document in which the Government says so."), ""),
    "unknown_indicator": (N_("“{value}” is not the code of an indicator."), ""),
    "recorded": (N_("Exactly this is recorded already."), ""),
    "error": (N_("The cell holds a formula without a result, or an error."), N_("Write the text itself.")),
    "twice": (N_("This recommendation is in the file twice."), ""),
}


def faults(
    draft: Draft,
    asked: Mapping[str, Recommendation],
    figures: Collection[str],
    today: date,
    tells_of_a_person: Callable[[str], bool],
) -> tuple[FieldFault, ...]:
    """Everything that keeps a draft from being recorded; ``figures`` are the codes of all published figures."""
    found = [*_about(draft, asked, today), *_evidence(draft, figures)]
    ours = draft.by == COALITION
    if draft.status not in STATUSES and (draft.status or ours):
        found.append(FAULTS.fault("status", "unknown_status" if draft.status else "status", draft.status))
    if len(draft.why.strip()) < (SHORTEST_WHY if ours else 1):
        found.append(FAULTS.fault("why", "why" if ours else "words"))
    if not ours and not draft.source.strip():
        found.append(FAULTS.fault("source", "source"))
    for name, text in (("why", draft.why), ("source", draft.source)):
        if len(text) > LONGEST_TEXT:
            found.append(FAULTS.fault(name, "long"))
        elif tells_of_a_person(text):
            found.append(FAULTS.fault(name, "person"))
    return tuple(found)


def _about(draft: Draft, asked: Mapping[str, Recommendation], today: date) -> Iterable[FieldFault]:
    one = asked.get(draft.recommendation)
    if one is None:
        yield FAULTS.fault("recommendation", "unknown_recommendation", draft.recommendation)
    elif not one.asks:
        yield FAULTS.fault("recommendation", "not_asking", draft.recommendation)
    if not draft.assessed_on:
        yield FAULTS.fault("assessed_on", "no_date")
        return
    try:
        day = date.fromisoformat(draft.assessed_on)
    except ValueError:
        yield FAULTS.fault("assessed_on", "date", draft.assessed_on)
        return
    if day > today:
        yield FAULTS.fault("assessed_on", "future", draft.assessed_on)
    elif one is not None and day.year < one.year:
        yield FAULTS.fault("assessed_on", "before", draft.assessed_on)


def _evidence(draft: Draft, figures: Collection[str]) -> Iterable[FieldFault]:
    for code in draft.figures:
        if code not in figures:
            yield FAULTS.fault("figures", "unknown_figure", code)
    if len(draft.figures) > MOST_FIGURES:
        yield FAULTS.fault("figures", "figures")
    for link in draft.links:
        if not is_address(link, LONGEST_LINK):
            yield FAULTS.fault("links", "link", link[:80])
    if len(draft.links) > MOST_LINKS:
        yield FAULTS.fault("links", "links")


class Assessments(Schema):
    """Assessments by the coalition, what the Government says, and links to indicators: one recommendation in a row."""

    kind = "assessments"
    name = N_("assessments")
    file_name, frozen = "recommendations", "D"
    marker = "CRC-Cambodia assessments v1"
    columns: Mapping[str, TemplateColumn] = {
        "code": TemplateColumn(N_("Code"), "", FREE, width=14),
        "x_asked": TemplateColumn(N_("Asked by"), "", FREE, width=24),
        "x_topic": TemplateColumn(N_("Topic"), "", FREE, width=26),
        "x_text": TemplateColumn(N_("What was asked"), "", FREE, width=60),
        "x_last": TemplateColumn(N_("Last assessment"), "", FREE, width=22),
        "status": TemplateColumn(N_("Status (coalition)"), "", FREE, width=20),
        "why": TemplateColumn(N_("Why"), "", FREE, width=46),
        "date": TemplateColumn(N_("Day it holds for"), "", FREE, width=14, form="yyyy-mm-dd"),
        "figures": TemplateColumn(N_("Codes of figures"), "", FREE, width=22),
        "links": TemplateColumn(N_("Links"), "", FREE),
        "indicators": TemplateColumn(N_("Link these indicators too (codes)"), "", FREE),
        "gov+status": TemplateColumn(N_("Status (Government)"), "", FREE, width=20),
        "gov+words": TemplateColumn(N_("What the Government said"), "", FREE, width=40),
        "gov+date": TemplateColumn(N_("Day of its document"), "", FREE, width=14, form="yyyy-mm-dd"),
        "gov+source": TemplateColumn(N_("Its document"), "", FREE, width=34),
    }
    filled = tuple(name for name in columns if name != "code" and not name.startswith("x_"))
    needs = (("code",), ("status", "gov+words"))
    template_keeps = ("code", *filled)
    sentences = FAULTS
    one_line = False
    entry_kinds = (ASSESSMENT, LINK)
    refusal = N_("{file} is not the template for assessments. Download the template and fill it in.")
    overtaken = OVERTAKEN
    counted = N_(
        "Rows: {in_order} in order, {wrong} to be corrected, {unchanged} recorded already, {blank} left blank."
    )
    unread_columns = N_("Columns that are not the template's were not read: {names}")
    unread_sheets = N_("Sheets that are not the template's were not read: {names}")
    preview_heads = (N_("Whose assessment"), N_("Status"), N_("Why"))

    def over(self, name: str) -> str:
        """What the sheet is about, and whose assessment a column belongs to."""
        return {
            "x_text": N_("Follow-up to what Cambodia was asked"),
            "status": N_("The coalition's judgement"),
            "gov+status": N_("What the Government says"),
        }.get(name, "")

    def judge(self, state: State, read: Read, today: date, decided: Mapping[int, bool] | None = None) -> Judge:
        """Rows are judged against everything that was asked and what is recorded of it."""
        catalogue, kept, codes = load_catalogue(), brought(state), _published_codes(state)
        asked = {one.code: one for one in _asked(catalogue, kept)}
        now = {one.asked.code: one for one in standings(tuple(asked.values()), kept.assessments, kept.links)}
        seen = set[str]()

        def judged(row: FilledRow) -> tuple[list[Planned], list[FieldFault]]:
            code, drafts, links = self._said(row, today)
            wrong = [FAULTS.fault(name, "error") for name in self.template_keeps if name in row.errors]
            for draft in drafts:
                places = _COLUMN_OF[draft.by]
                said = faults(draft, asked, codes, today, tells_of_anybody)
                wrong += [replace(one, field=places.get(one.field, "code")) for one in said]
            if not drafts and (code not in asked or not asked[code].asks):
                wrong.append(FAULTS.fault("code", "not_asking" if code in asked else "unknown_recommendation", code))
            if code in seen:
                wrong.append(FAULTS.fault("code", "twice"))
            seen.add(code)
            wrong += [
                FAULTS.fault("indicators", "unknown_indicator", one)
                for _, one, _ in links
                if one not in catalogue.indicators
            ]
            hidden = {one.field for one in wrong if one.code == "error"}
            wrong = [one for one in wrong if one.code == "error" or one.field not in hidden]
            linked = now[code].indicators if code in now else ()
            planned = [_planned(row, one, _recorded(one, kept.assessments)) for one in drafts]
            return [*planned, *(_planned(row, one, one[1] in linked) for one in links)], wrong

        return judged

    def _said(self, row: FilledRow, today: date) -> tuple[str, list[Draft], list[Link]]:
        """What a row assesses and links; a day left blank is ``today`` for the coalition.

        The day of a document of the Government stays blank, for the check to ask for.
        """
        statuses, code, drafts = labelled(STATUSES), printed_code(row.cells.get("code", "")), []
        for by, places in _COLUMN_OF.items():
            said = {field: row.cells.get(name, "") for field, name in places.items()}
            if not any(said.values()) and not row.errors & {*places.values()}:
                continue
            figures = tuple(dict.fromkeys(printed_code(part) for part in _split(said.get("figures", ""))))
            links = tuple(dict.fromkeys(_split(said.get("links", ""))))
            day = said["assessed_on"] or (today.isoformat() if by == COALITION else "")
            status = statuses.get(squeezed(said["status"]), said["status"])
            drafts.append(Draft(code, by, status, day, said["why"], figures, links, said.get("source", "")))
        return code, drafts, [(code, one, True) for one in dict.fromkeys(_split(row.cells.get("indicators", "")))]

    def entries(self, read: Read, planned: Sequence[Planned]) -> list[New]:
        """One entry an assessment and one a link, so that each is taken back alone."""
        return _entries([one.payload for one in planned])

    def values(self, payload: Draft | Link) -> Mapping[str, str]:
        """The columns of an assessment or a link as text."""
        if not isinstance(payload, Draft):
            return {"code": payload[0], "indicators": payload[1]}
        told = {name: getattr(payload, field) for field, name in _COLUMN_OF[payload.by].items()}
        return {"code": payload.recommendation} | {
            name: "; ".join(one) if isinstance(one, tuple) else one for name, one in told.items()
        }

    def preview(self, payload: Draft | Link, catalogue: Catalogue, t: Translator) -> tuple[str, ...]:
        """Whose assessment, its status and day, and the words."""
        if not isinstance(payload, Draft):
            return "", t._(N_("Link indicators")), catalogue.indicators[payload[1]].short_name(t.lang)
        whose = t._("The coalition") if payload.by == COALITION else t._("The Government")
        status = t._(STATUSES[payload.status]) if payload.status else ""
        said = " · ".join(filter(None, (payload.why, payload.source)))
        return whose, " · ".join(filter(None, (status, payload.assessed_on))), said

    def line(self, payload: Draft | Link, t: Translator) -> str:
        """The status and the words, or the indicator."""
        if not isinstance(payload, Draft):
            return payload[1]
        return " · ".join(filter(None, (t._(STATUSES[payload.status]) if payload.status else "", payload.why)))[:80]

    def done(self, ids: Sequence[str], planned: Sequence[Planned], t: Translator) -> str:
        """How many assessments there were, or that there were links alone."""
        count = sum(isinstance(one.payload, Draft) for one in planned)
        if not count:
            return t._("The links to indicators were recorded and published.")
        words = t.ngettext(
            "{count} assessment was recorded and published.", "{count} assessments were recorded and published.", count
        )
        return words.format(count=count)

    def template(self, state: State, lang: str) -> bytes:
        """The workbook for everything that was asked, with the last assessment beside it."""
        t, catalogue, kept = translator(lang), load_catalogue(), brought(state)
        found = standings(_asked(catalogue, kept), kept.assessments, kept.links)
        labels = [t._(words) for words in STATUSES.values()]
        lists = {"status": labels, "gov+status": labels}
        return write_entry_template(
            self,
            t,
            catalogue,
            title=N_("Assessments"),
            how=_HOW,
            lists=lists,
            strict=True,
            rows=[_standing_row(one, t) for one in found],
        )


def _standing_row(one: RecommendationStanding, t: Translator) -> dict[str, str]:
    """What a recommendation is and its last assessment, by column."""
    asked, last = one.asked, one.latest
    who = (asked.mechanism, str(asked.year), asked.number, state_words(asked.recommending_state, t))
    return {
        "code": asked.code,
        "x_asked": " · ".join(part for part in who if part),
        "x_topic": t.pick(asked.topic, asked.topic_km),
        "x_text": t.pick(asked.summary, asked.summary_km),
        "x_last": f"{t._(STATUSES[last.status])} ({last.assessed_on})" if last else NOT_ASSESSED,
    }


def _planned(row: FilledRow, payload: Draft | Link, known: bool) -> Planned:
    about = payload.recommendation if isinstance(payload, Draft) else payload[0]
    return Planned(row.number, payload, payload if known else None, about, () if known else ("code",))


def _split(text: str) -> list[str]:
    return [part for part in _PARTS.split(text) if part]


def _recorded(draft: Draft, kept: Sequence[Assessment]) -> bool:
    """Whether exactly this stands in the ledger already, so that a file sent twice records nothing twice."""
    names = [one.name for one in fields(Draft)]
    return any(one.stands and all(getattr(one, name) == getattr(draft, name) for name in names) for one in kept)


def _entries(payloads: Iterable[Draft | Link]) -> list[New]:
    found = []
    for one in payloads:
        if isinstance(one, Draft):
            found.append(New(ASSESSMENT, asdict(one), "assess", f"{one.recommendation} {one.by} {one.status}"))
        else:
            content = dict(zip(("recommendation", "indicator", "linked"), one, strict=True))
            found.append(New(LINK, content, "link" if one[2] else "unlink", f"{one[0]} {one[1]}"))
    return found


def assess(
    state: State,
    drafts: Sequence[Draft],
    *,
    member: str,
    who: Actor,
    today: date,
    links: Sequence[Link] = (),
    seen: Mapping[tuple[str, str], str] | None = None,
    inputs: Inputs | None = None,
) -> tuple[str, ...]:
    """Record drafts and changes of links, all or nothing, and publish them; returns the ids of the assessments.

    ``seen`` maps a recommendation and who assessed it to the id that the writer saw as the last one recorded (empty for
    none). Killed before the line in the ledger, nothing happened; killed after it, the next build publishes it. Raises
    ``DraftRefused``, and ``Overtaken`` when there is a newer one by now.
    """
    who.require(Action.BRING)
    catalogue, kept, codes = load_catalogue(), brought(state), _published_codes(state)
    asked = {one.code: one for one in _asked(catalogue, kept)}
    wrong = [one for draft in drafts for one in faults(draft, asked, codes, today, tells_of_anybody)]
    for recommendation, indicator, _ in links:
        if recommendation not in asked or not asked[recommendation].asks:
            wrong.append(FAULTS.fault("recommendation", "unknown_recommendation", recommendation))
        if indicator not in catalogue.indicators:
            wrong.append(FAULTS.fault("indicators", "unknown_indicator", indicator))
    try:
        organisation = recorded_member(member)
    except DraftRefused as refused:
        raise DraftRefused([*refused.faults, *wrong]) from None
    if wrong:
        raise DraftRefused(wrong)
    if drafts and not links and all(_stands_last(one, kept.assessments) for one in drafts):
        raise DraftRefused([FAULTS.fault("why", "recorded")])

    def still(given: Sequence[LedgerEntry]) -> None:
        of_both = (
            (one.content["recommendation"], one.content["by"], one.id) for one in given if one.kind == ASSESSMENT
        )
        if any(identity > (seen or {}).get((code, by), identity) for code, by, identity in of_both):
            raise Overtaken(OVERTAKEN)

    new = _entries([*drafts, *links])
    ids = record(state, new, member=organisation, who=who, still=still) if new else ()
    build(state, inputs)
    return ids[: len(drafts)]


def _stands_last(draft: Draft, kept: Sequence[Assessment]) -> bool:
    """Whether the newest standing assessment says exactly this, as after a button was pressed twice."""
    of_it = [one for one in kept if one.stands and (one.recommendation, one.by) == (draft.recommendation, draft.by)]
    newest = max(of_it, key=lambda one: (one.assessed_on, one.id), default=None)
    return newest is not None and _recorded(draft, [newest])


def _asked(catalogue: Catalogue, kept: Brought) -> tuple[Recommendation, ...]:
    """The table that comes with the dashboard and what people brought in."""
    return with_additions(load_recommendations(catalogue), kept.additions)


def _published_codes(state: State) -> frozenset[str]:
    if published(state) is None:
        return frozenset()
    snapshot = open_current(state.home)
    try:
        return figure_codes(snapshot)
    finally:
        snapshot.close()

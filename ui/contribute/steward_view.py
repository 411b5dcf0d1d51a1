"""What the steward does about members' figures: compares quotations with their publication, decides on differences.

Whoever may upload from here may do it (see ``ui.parts.access``); everything is recorded with a reason and can be taken
back.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from childrights.catalogue import Group, Observation
from childrights.language import period
from childrights.language import words as code_words
from childrights.members import CORRECTION, IN_MEMBERS_LAYER, QUOTED, VERDICTS, Conflict, Decision, MemberFigure
from childrights.members import words as layer_words
from childrights.newest import around_words
from etl.intake import compare, settle, unsettle
from etl.ledger import State, Upload
from etl.permissions import Action
from geo import area_name
from ui.contribute import words
from ui.contribute.reasons import ask_reason, done_with, reason_field
from ui.parts import (
    Page,
    TableCell,
    cache,
    code_link,
    filled_fold,
    markup,
    may,
    moment_words,
    pick,
    require_actor,
    show_notes,
    show_text,
    writer_words,
)

MOST_ROWS = 60


def show_source(page: Page, upload: Upload, sent: Sequence[MemberFigure], may_decide: bool) -> None:
    """Of a quoted upload: whether it was compared with its publication, and the buttons to say so or take it back."""
    if upload.provenance.kind != QUOTED or not upload.stands or not may_decide:
        return
    t = page.t
    title = t._("Compare {upload} with {publication}").format(
        upload=upload.id, publication=layer_words.publication(upload.provenance, t)
    )
    if upload.compared_at:
        about = [t._("Its figures go back to the members' layer, and what was published under its name disappears.")]
        if st.button(t._("It was not compared"), key=f"uncompare_{upload.id}", type="tertiary"):
            ask_reason(
                page,
                f"uncompare_{upload.id}",
                title,
                about,
                t._("Why does it no longer count?"),
                lambda why: compare(State.default(), upload.id, why=why, who=require_actor(Action.DECIDE), undo=True),
            )
    elif st.button(t._("Compare with the publication"), key=f"compare_{upload.id}"):
        _compare(page, upload, title, sent)


def _compare(page: Page, upload: Upload, title: str, sent: Sequence[MemberFigure]) -> None:
    t = page.t

    @st.dialog(markup.as_written(title), width="large")
    def ask() -> None:
        show_text(
            [
                t._(
                    "Take the publication and compare every figure. Those that no other source here "
                    "has will be shown under its name; where another source has a figure, that one "
                    "stays."
                )
            ],
            page.lang,
        )
        markup.show(_side_by_side(page, sent), page.lang)
        why = reason_field(t._("What did you compare, and how?"), f"why_compare_{upload.id}")
        if st.button(t._("Compared: publish under its name"), type="primary", key=f"really_compare_{upload.id}"):
            done_with(
                page, why, lambda why: compare(State.default(), upload.id, why=why, who=require_actor(Action.DECIDE))
            )

    ask()


def _side_by_side(page: Page, sent: Sequence[MemberFigure]) -> str:
    """What was quoted beside what is published of the same thing."""
    t = page.t
    head = [
        *figure_about_head(page),
        TableCell(t._("Quoted"), css="num"),
        TableCell(t._("Published"), css="num"),
        TableCell(t._("Beside it")),
    ]
    said = {"same": t._("the same"), "different": t._("differs"), "overlaps": t._("of an area that shares ground")}
    rows = [
        [
            *figure_about(page, one.figure),
            TableCell(figure_value(page, one.figure), css="num"),
            TableCell(_published(page, one), css="num"),
            TableCell(said.get(one.relation) or _nearest(page, one)),
        ]
        for one in sent[:MOST_ROWS]
    ]
    table = markup.table(t._("The figures of this upload"), head, rows, "cr-difference")
    more = len(sent) - MOST_ROWS
    rest = t._("… and {count} more").format(count=words.count(more, t)) if more > 0 else ""
    return table + (markup.tag("p", rest, "cr-note") if rest else "")


def _nearest(page: Page, one: MemberFigure) -> str:
    """What is published of another series or label of the same, so that it does not read as nothing."""
    nearest = around_words(one.figure, cache.newest(page.snapshot.name), page.t)
    return page.t._("published: {figure}").format(figure=nearest) if nearest else page.t._("nothing published")


def _published(page: Page, one: MemberFigure) -> str:
    if not one.published:
        return "–"
    if one.published_value is None:
        return page.t._(code_words.STATUSES.get(one.published_status, code_words.STATUSES["suppressed"]))
    return layer_words.bare_value_words(one.published_value, page.catalogue.indicators[one.figure.indicator], page.t)


def show_conflicts(page: Page, upload: Upload, found: Sequence[Conflict], may_decide: bool) -> None:
    """The figures of an upload that differ from published ones, both values side by side, and what was decided."""
    if not found:
        return
    t = page.t
    waiting = sum(one.decision is None for one in found)
    title = t.ngettext(
        "{count} figure differs from what is published", "{count} figures differ from what is published", len(found)
    ).format(count=words.count(len(found), t))
    if waiting:
        title += t._(", ") + t.ngettext("{count} not decided", "{count} not decided", waiting).format(
            count=words.count(waiting, t)
        )
    with filled_fold(title, key=f"conflicts_{upload.id}"):
        markup.show(_conflict_table(page, found), page.lang)
        if may_decide and waiting:
            open_ones = [one for one in found if one.decision is None]
            if st.button(t._("Decide on one of them"), key=f"decide_{upload.id}"):
                _decide(page, upload, open_ones)


def _conflict_table(page: Page, found: Sequence[Conflict]) -> str:
    t = page.t
    head = [
        *figure_about_head(page),
        TableCell(t._("Published"), css="num"),
        TableCell(t._("Sent"), css="num"),
        TableCell(t._("Decision")),
    ]
    rows = [
        [
            *figure_about(page, one.figure),
            TableCell(markup=code_link(page, one.published.id, figure_value(page, one.published)), css="num"),
            TableCell(markup=code_link(page, one.figure.id, figure_value(page, one.figure)), css="num"),
            TableCell(_decision(page, one.decision)),
        ]
        for one in found[:MOST_ROWS]
    ]
    return markup.table(t._("Both values, as they were published and sent"), head, rows, "cr-difference")


def _decision(page: Page, one: Decision | None) -> str:
    if one is None:
        return page.t._("not decided")
    verdict = page.t._(VERDICTS[one.verdict])
    return f"{verdict}: {one.why}" if may(Action.DECIDE) else verdict


def _decide(page: Page, upload: Upload, found: Sequence[Conflict]) -> None:
    t, by_code = page.t, {one.figure.id: one for one in found}

    @st.dialog(t._("Decide on a difference"), width="large")
    def ask() -> None:
        first = found[0].figure.id
        code = (
            pick(
                "selectbox",
                t._("Which figure?"),
                list(by_code),
                name=f"which_{upload.id}",
                start=first,
                words=lambda one: _told(page, by_code[one]),
            )
            or first
        )
        chosen = by_code[code]
        offered = [CORRECTION, IN_MEMBERS_LAYER] if chosen.published.value is not None else [IN_MEMBERS_LAYER]
        verdict = pick(
            "radio",
            t._("What is right?"),
            offered,
            name=f"verdict_{upload.id}",
            words=lambda one: _answer(page, one, chosen),
        )
        why = reason_field(t._("How do you know?"), f"why_decide_{upload.id}")
        if st.button(
            t._("Record the decision"), type="primary", key=f"really_decide_{upload.id}", disabled=not verdict
        ):
            done_with(
                page,
                why,
                lambda why: settle(
                    State.default(), code, verdict=str(verdict), why=why, who=require_actor(Action.DECIDE)
                ),
            )

    ask()


def _told(page: Page, one: Conflict) -> str:
    """A conflict in one line: what it is about and both values."""
    return page.t._("{about}: published {published}, sent {sent}").format(
        about=", ".join(cell.text for cell in figure_about(page, one.figure)),
        published=figure_value(page, one.published),
        sent=figure_value(page, one.figure),
    )


def _answer(page: Page, verdict: str, one: Conflict) -> str:
    t = page.t
    if verdict == CORRECTION:
        return t._("Our copy of the publication is wrong: it says {value}").format(value=figure_value(page, one.figure))
    return t._("Our copy is right: the member's figure stays in the members' layer")


def show_decisions(page: Page, taken: Sequence[Decision], may_decide: bool) -> None:
    """The decisions about an upload's differences, those taken back too, each with the way to take it back."""
    t, gone = page.t, cache.lapsed(page.snapshot.name) if taken else ()
    for one in taken:
        told = t._("{id} · {verdict} ({figure} beside {published}): {why}")
        line = (told if may_decide else t._("{id} · {verdict} ({figure} beside {published})")).format(
            id=one.id, verdict=t._(VERDICTS[one.verdict]), figure=one.figure, published=one.published, why=one.why
        )
        line = line.rstrip(".។") + t._(".")
        line += f" {moment_words(one.decided_at, page.lang)}, {writer_words(one.decided_by, t)}{t._('.')}"
        if one.undone_at:
            back = (
                t._("Taken back on {day}, {who}: {why}") if may_decide else t._("Taken back on {day}, {who}") + t._(".")
            )
            line += " " + back.format(
                day=moment_words(one.undone_at, page.lang), who=writer_words(one.undone_by, t), why=one.undone_why
            )
        if one.id in gone:
            line += " " + t._("The published figure that it corrected is gone: the correction has no effect now.")
        show_notes([line], page.lang)
        if may_decide and one.stands:
            title = t._("Take back decision {id}").format(id=one.id)
            about = [t._("What stood there before comes back, and the difference is open again.")]
            if st.button(t._("Take decision {id} back").format(id=one.id), key=f"undecide_{one.id}", type="tertiary"):
                ask_reason(page, one.id, title, about, t._("Why is it taken back?"), partial(_unsettle, one.id))


def _unsettle(decision: str, why: str) -> None:
    unsettle(State.default(), decision, why=why, who=require_actor(Action.DECIDE))


def figure_about_head(page: Page) -> list[TableCell]:
    t = page.t
    return [TableCell(t._("Place")), TableCell(t._("Indicator")), TableCell(t._("Period")), TableCell(t._("Group"))]


def figure_about(page: Page, one: Observation) -> list[TableCell]:
    """Of what a figure is: place, indicator with the part of the people, period and group."""
    t, lang = page.t, page.lang
    name = layer_words.scoped(page.catalogue.indicators[one.indicator].short_name(lang), one.scope, t)
    return [
        TableCell(area_name(one.area, lang)),
        TableCell(name),
        TableCell(period(one.period_label, lang)),
        TableCell(code_words.group(Group.of(one), t)),
    ]


def figure_value(page: Page, one: Observation) -> str:
    if one.value is None:
        return code_words.status(one, page.t) or "–"
    return code_words.value_words(one, page.catalogue.indicators[one.indicator], page.t)

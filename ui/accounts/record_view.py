"""The record: who did what, filtered, turned over page by page, taken away as a table, and verified."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from childrights.i18n import Translator
from etl.ledger import AUDIT_ACTIONS, AuditCheck, AuditFilter, AuditLine, State, audit_names, audit_page, verify_audit
from etl.permissions import Action
from ui.accounts.record_words import about_words
from ui.parts import (
    Page,
    TableCell,
    filter_bar,
    markup,
    moment_words,
    pick,
    require_actor,
    show_notes,
    show_title,
)

PER_PAGE = 50


def show_record(page: Page) -> None:
    """The page of the record, for stewards and administrators."""
    t, state = page.t, State.default()
    checked = verify_audit(state)
    show_title(_finding(checked, t), page.lang, kicker=t._("Record"), lede=_lede(checked, t))
    asked = _asked(page, audit_names(state, who=require_actor(Action.READ_AUDIT)))
    number = int(st.session_state.get("record_page", 1))
    found = audit_page(state, who=require_actor(Action.READ_AUDIT), asked=asked, page=number, size=PER_PAGE)
    if not found.total:
        show_notes([t._("There is nothing of that kind here.")], page.lang)
        return
    markup.show(_table(page, found.lines, found.total), page.lang)
    if found.total > PER_PAGE:
        st.pagination(-(-found.total // PER_PAGE), key="record_page")
    given = {"since": asked.since, "until": asked.until, "action": asked.action, "by": asked.by}
    query = urlencode({name: value for name, value in given.items() if value})
    address = f"record.csv?{query}" if query else "record.csv"
    link = markup.own_link(t._("Take these lines away as a table (.csv)"), address)
    markup.show(markup.wrap("p", link, "cr-note"), page.lang)


def _finding(checked: AuditCheck, t: Translator) -> str:
    if not checked.holds:
        return t._("The record does not hold at line {number}").format(number=checked.broken)
    text = t.ngettext("{count} line, and none was changed", "{count} lines, and none was changed", checked.lines)
    return text.format(count=f"{checked.lines:,}")


def _lede(checked: AuditCheck, t: Translator) -> str:
    if not checked.holds:
        return t._(checked.wrong)
    told = t._("Each line carries a seal over the one before, so that a change would be noticed. Newest seal: {head}")
    return told.format(head=checked.head[:16] or "–")


def _asked(page: Page, names: tuple[str, ...]) -> AuditFilter:
    t = page.t
    with filter_bar("record"):
        since = st.date_input(t._("From"), value=None, key="record_since")
        until = st.date_input(t._("Until"), value=None, key="record_until")
        action = pick(
            "selectbox",
            t._("What"),
            list(AUDIT_ACTIONS),
            name="record_action",
            words=lambda code: t._(AUDIT_ACTIONS[code]),
            placeholder=t._("Everything"),
        )
        by = pick(
            "selectbox",
            t._("Who"),
            [one for one in names if one],
            name="record_by",
            words=lambda one: _name(one, t),
            placeholder=t._("Everybody"),
        )
    return AuditFilter(_day(since), _day(until), action or "", by or "")


def _day(chosen: object) -> str:
    return chosen.isoformat() if isinstance(chosen, date) else ""


def _name(who: str, t: Translator) -> str:
    if not who:
        return t._("somebody unknown")
    return t._("this computer") if who == "this computer" else who


def _table(page: Page, lines: tuple[AuditLine, ...], total: int) -> str:
    t = page.t
    head = [TableCell(t._("When")), TableCell(t._("Who")), TableCell(t._("What")), TableCell(t._("About"))]
    rows = [
        [
            TableCell(moment_words(one.at, page.lang)),
            TableCell(_name(one.who, t)),
            TableCell(t._(AUDIT_ACTIONS.get(one.action, one.action))),
            TableCell(about_words(one.action, one.detail, t)),
        ]
        for one in lines
    ]
    text = t.ngettext("{count} line of the record, newest first", "{count} lines of the record, newest first", total)
    return markup.table(text.format(count=f"{total:,}"), head, rows, "cr-record")

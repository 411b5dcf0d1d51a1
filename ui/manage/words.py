"""The sentences of the contributors' pages, in the language of a translator. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from babel.dates import format_datetime

from childrights.format import plain_number
from childrights.i18n import N_, Translator
from ui.access import HERE, STEWARD
from ui.manage.causes import FIRST_CELLS, Cause, Tally
from ui.manage.difference import CHANGED, NEW, SAME

PHNOM_PENH = timezone(timedelta(hours=7))

SEVERITIES: Mapping[str, str] = {"error": N_("Needs your help"), "warning": N_("Worth a look")}
STATUSES: Mapping[str, str] = {
    "submitted": N_("waiting to be published"),
    "published": N_("published"),
    "withdrawn": N_("taken back"),
}
CHANGES: Mapping[str, str] = {CHANGED: N_("changes"), NEW: N_("new"), SAME: N_("same as published")}
WRITERS: Mapping[str, str] = {HERE: N_("at this computer"), STEWARD: N_("with the steward's key")}


def count(number: int, t: Translator) -> str:
    """A whole number with the grouping of the language."""
    return plain_number(number, 0, t.lang)


def verdict(found: Tally, t: Translator) -> str:
    """What the check found, in one sentence."""
    if not found.readable:
        return t._("No figures were found in this file")
    if not found.accepted:
        return t.ngettext(
            "The figure in this file cannot be published yet",
            "None of the {count} figures can be published yet",
            found.readable,
        ).format(count=count(found.readable, t))
    if not found.rejected:
        return t.ngettext(
            "The figure in this file can be published", "All {count} figures can be published", found.accepted
        ).format(count=count(found.accepted, t))
    return t.ngettext(
        "{accepted} of {all} figures can be published; {rejected} needs your help",
        "{accepted} of {all} figures can be published; {rejected} need your help",
        found.rejected,
    ).format(
        accepted=count(found.accepted, t), all=count(found.readable, t), rejected=count(found.rejected, t)
    )  # fmt: skip


def publish_button(found: Tally, t: Translator, proposed: int = 0) -> str:
    """What confirming does, said on the button."""
    proposal = t.ngettext("Send the proposal", "Send the {count} proposals", proposed).format(count=count(proposed, t))
    if not found.accepted:
        return proposal
    published = t.ngettext("Publish the {count} sound figure", "Publish the {count} sound figures", found.accepted)
    published = published.format(count=count(found.accepted, t))
    if proposed:
        with_it = t.ngettext("{publish}, send the proposal", "{publish}, send {count} proposals", proposed)
        published = with_it.format(publish=published, count=count(proposed, t))
    if not found.rejected:
        return published
    return t._("{publish}, leave out {rejected}").format(publish=published, rejected=count(found.rejected, t))


def cells(cause: Cause, t: Translator) -> str:
    """How many cells a cause concerns, and the first of them."""
    places = cause.cells
    if not places:
        sheets = dict.fromkeys(one.sheet for one in cause.problems if one.sheet)
        return t._("Sheet {sheet}").format(sheet=", ".join(sheets)) if sheets else t._("The whole file")
    number = t.ngettext("{count} cell", "{count} cells", len(places)).format(count=count(len(places), t))
    more = len(places) - FIRST_CELLS
    named = ", ".join(places[:FIRST_CELLS]) + (
        t._(" and {count} more").format(count=count(more, t)) if more > 0 else ""
    )
    return f"{number}: {named}"


def change_sentence(kinds: Mapping[str, int], t: Translator) -> str:
    """How many figures are new, change something, or say what is published already."""
    parts = []
    if kinds[NEW]:
        parts.append(t.ngettext("{count} is new", "{count} are new", kinds[NEW]).format(count=count(kinds[NEW], t)))
    if kinds[CHANGED]:
        parts.append(
            t.ngettext(
                "{count} replaces a published figure", "{count} replace published figures", kinds[CHANGED]
            ).format(count=count(kinds[CHANGED], t))
        )
    if kinds[SAME]:
        parts.append(
            t.ngettext(
                "{count} is the same as published", "{count} are the same as published", kinds[SAME]
            ).format(count=count(kinds[SAME], t))
        )  # fmt: skip
    return t._(", ").join(parts)


def when(moment: str, lang: str) -> str:
    """An ISO 8601 time in UTC as day and time in Cambodia."""
    there = datetime.fromisoformat(moment).astimezone(PHNOM_PENH)
    return str(format_datetime(there, "d MMMM y, HH:mm", locale=lang))


def by_whom(code: str, t: Translator) -> str:
    """Who did something, as the ledger has it, in words; a name stands for itself."""
    return t._(WRITERS[code]) if code in WRITERS else t._("by {name}").format(name=code)


def named_uploads(numbers: Mapping[str, int], t: Translator) -> str:
    """What figures came from: upload ids, shipped sources under one name; with numbers when there are several."""
    named = {upload or t._("the published sources"): count(n, t) for upload, n in numbers.items()}
    if len(named) == 1:
        return next(iter(named))
    return t._(", ").join(f"{upload} ({n})" for upload, n in named.items())

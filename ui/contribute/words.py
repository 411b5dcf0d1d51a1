"""The sentences of the contributors' pages, in the language of a translator. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from childrights.catalogue import Catalogue
from childrights.i18n import N_, Translator
from childrights.language import plain_number
from childrights.members import COUNTRY_ONLY, RULES, TOO_FEW_CASES, Outcome
from etl.ledger import Upload
from etl.problems import Problem, named_params, say
from etl.reading import Sheet
from ui.contribute.cause_kinds import FIRST_CELLS, Cause, VerdictTally
from ui.contribute.difference import DIFFERENT, HIDDEN, NEW, PART, SAME
from ui.contribute.sheet_window import cell_of

SEVERITIES: Mapping[str, str] = {"error": N_("Please check"), "warning": N_("Worth checking")}
STATUSES: Mapping[str, str] = {
    "submitted": N_("waiting for the steward"),
    "approved": N_("approved"),
    "published": N_("published"),
    "withdrawn": N_("taken back"),
}
SENT_BACK = N_("sent back")
CHANGES: Mapping[str, str] = {
    DIFFERENT: N_("differs"),
    NEW: N_("new"),
    SAME: N_("same as published"),
    PART: N_("in tables only"),
    HIDDEN: N_("stays hidden"),
}


def state_words(sent: Upload) -> str:
    """In which state an upload is, to be translated."""
    return SENT_BACK if sent.sent_back else STATUSES[sent.status]


def count(number: int, t: Translator) -> str:
    """A whole number with the grouping of the language."""
    return plain_number(number, 0, t.lang)


def check_verdict_words(found: VerdictTally, t: Translator) -> str:
    """What the check found, in one sentence."""
    if not found.readable:
        return t._("No figures were found in this file")
    if not found.accepted:
        return t.ngettext(
            "The figure in this file cannot be published yet",
            "None of the {count} figures can be published yet",
            found.readable,
        ).format(count=count(found.readable, t))
    if found.withheld:
        return _partly_shown(found, t)
    if not found.rejected:
        return t.ngettext(
            "The figure in this file can be published", "All {count} figures can be published", found.accepted
        ).format(count=count(found.accepted, t))
    return t.ngettext(
        "{accepted} of {all} figures can be published; {rejected} needs your help",
        "{accepted} of {all} figures can be published; {rejected} need your help",
        found.rejected,
    ).format(accepted=count(found.accepted, t), all=count(found.readable, t), rejected=count(found.rejected, t))


def _partly_shown(found: VerdictTally, t: Translator) -> str:
    """How many of the figures that were read will be shown, and what keeps the others back, by the rule."""
    read = t.ngettext("{count} figure read", "{count} figures read", found.accepted)
    shown = t.ngettext("{count} will be shown", "{count} will be shown", found.shown)
    none = t._("none will be shown")
    parts = [shown.format(count=count(found.shown, t)) if found.shown else none, *kept_back(found.withheld, t)]
    if found.rejected:
        more = t.ngettext("{count} more needs your help", "{count} more need your help", found.rejected)
        parts.append(more.format(count=count(found.rejected, t)))
    told = t._("{read}: {parts}")
    return told.format(read=read.format(count=count(found.accepted, t)), parts=t._(", ").join(parts))


def kept_back(withheld: Mapping[str, int], t: Translator) -> list[str]:
    """How many figures each rule keeps back, in words."""
    parts = []
    for rule, number in withheld.items():
        if rule == COUNTRY_ONLY:
            said = t.ngettext(
                "{count} stays hidden below the country to protect children",
                "{count} stay hidden below the country to protect children",
                number,
            )
        elif rule == TOO_FEW_CASES:
            said = t.ngettext(
                "{count} is not shown because it is based on fewer than 25 cases",
                "{count} are not shown because they are based on fewer than 25 cases",
                number,
            )
        else:
            reason = t._(RULES.get(rule, rule))
            said = t._("{count} not shown: {reason}").replace("{reason}", reason)
        parts.append(said.format(count=count(number, t)))
    return parts


def became(accepted: int, outcome: Outcome, t: Translator) -> str:
    """What became of the figures of an upload: accepted = shown + kept back by a named rule."""
    if not outcome.withheld_by:
        said = t.ngettext("{count} figure accepted and shown", "{count} figures accepted, all shown", accepted)
        return said.format(count=count(accepted, t))
    taken = t.ngettext("{count} figure accepted", "{count} figures accepted", accepted)
    shown = t.ngettext("{count} is shown", "{count} are shown", outcome.shown)
    none = t._("none is shown")
    parts = [shown.format(count=count(outcome.shown, t)) if outcome.shown else none]
    parts += kept_back(outcome.withheld_by, t)
    told = t._("{read}: {parts}")
    return told.format(read=taken.format(count=count(accepted, t)), parts=t._(", ").join(parts))


def agreement_words(outcome: Outcome, t: Translator) -> list[str]:
    """How many figures say the same as, or something else than, what is published; nothing where none is."""
    notes = []
    if outcome.conflicts:
        said = t.ngettext(
            "{count} differs from the published figure: both are kept until the steward has compared them.",
            "{count} differ from published figures: both are kept until the steward has compared them.",
            outcome.conflicts,
        )
        notes.append(said.format(count=count(outcome.conflicts, t)))
    if outcome.same:
        said = t.ngettext("{count} is the same as published.", "{count} are the same as published.", outcome.same)
        notes.append(said.format(count=count(outcome.same, t)))
    return notes


def publish_button(found: VerdictTally, t: Translator, proposed: int = 0, *, waits: bool = False) -> str:
    """What confirming does, said on the button; ``waits`` says that a steward has to approve what is sent."""
    proposal = t.ngettext("Send the proposal", "Send the {count} proposals", proposed).format(count=count(proposed, t))
    if not found.accepted:
        return proposal
    published = _send(found, t) if waits else _publish(found, t)
    if proposed:
        with_it = t.ngettext("{publish}, send the proposal", "{publish}, send {count} proposals", proposed)
        published = with_it.format(publish=published, count=count(proposed, t))
    if not found.rejected:
        return published
    return t._("{publish}, leave out {rejected}").format(publish=published, rejected=count(found.rejected, t))


def _send(found: VerdictTally, t: Translator) -> str:
    sent = t.ngettext("Send {count} figure to the steward", "Send {count} figures to the steward", found.accepted)
    return sent.format(count=count(found.accepted, t))


def _publish(found: VerdictTally, t: Translator) -> str:
    if not found.withheld:
        published = t.ngettext("Publish the {count} sound figure", "Publish the {count} sound figures", found.accepted)
        return published.format(count=count(found.accepted, t))
    hidden = found.accepted - found.shown
    if not found.shown:
        return t.ngettext("Send {count} figure, hidden", "Send {count} figures, all hidden", hidden).format(
            count=count(hidden, t)
        )
    both = t.ngettext(
        "Publish {shown} figure, keep {hidden} hidden", "Publish {shown} figures, keep {hidden} hidden", found.shown
    )
    return both.format(shown=count(found.shown, t), hidden=count(hidden, t))


def cells_words(cause: Cause, t: Translator) -> str:
    """How many cells a cause concerns, and the first of them."""
    places = cause.cells
    if not places:
        sheets = dict.fromkeys(one.sheet for one in cause.problems if one.sheet)
        return t._("Sheet {sheet}").format(sheet=", ".join(sheets)) if sheets else t._("The whole file")
    number = t.ngettext("{count} cell", "{count} cells", cause.count).format(count=count(cause.count, t))
    more = cause.count - FIRST_CELLS
    named = ", ".join(places[:FIRST_CELLS]) + (
        t._(" and {count} more").format(count=count(more, t)) if more > 0 else ""
    )
    return f"{number}: {named}"


def change_sentence(kinds: Mapping[str, int], t: Translator) -> str:
    """How many figures are new, differ from a published one, say the same, are of a part of the people, or hidden."""
    said = {
        NEW: t.ngettext("{count} is new", "{count} are new", kinds[NEW]),
        DIFFERENT: t.ngettext(
            "{count} differs from a published figure", "{count} differ from published figures", kinds[DIFFERENT]
        ),
        SAME: t.ngettext("{count} is the same as published", "{count} are the same as published", kinds[SAME]),
        PART: t.ngettext(
            "{count} is about part of the population only", "{count} are about part of the population only", kinds[PART]
        ),
        HIDDEN: t.ngettext("{count} stays hidden", "{count} stay hidden", kinds[HIDDEN]),
    }
    return t._(", ").join(words.format(count=count(kinds[kind], t)) for kind, words in said.items() if kinds[kind])


def named_uploads(numbers: Mapping[str, int], t: Translator) -> str:
    """What figures came from: upload ids, shipped sources under one name; with numbers when there are several."""
    named = {upload or t._("the published sources"): count(n, t) for upload, n in numbers.items()}
    if len(named) == 1:
        return next(iter(named))
    return t._(", ").join(f"{upload} ({n})" for upload, n in named.items())


def whole_label(sheets: Sequence[Sheet]) -> Callable[[Problem], str]:
    """A function from a problem to the text of its cell, or the problem's own value where there is no such cell."""
    by_name = {sheet.name: sheet for sheet in sheets}

    def label(problem: Problem) -> str:
        if not problem.value.endswith("…"):
            return problem.value
        sheet, cell = by_name.get(problem.sheet), cell_of(problem.cell)
        if sheet is None or cell is None:
            return problem.value
        row, column = cell
        line = sheet.rows[row] if row < len(sheet.rows) else ()
        text = " ".join(str(line[column]).split()) if column < len(line) and line[column] is not None else ""
        return text if text.startswith(problem.value[:-1]) else problem.value

    return label


def teller(catalogue: Catalogue, t: Translator) -> Callable[[Problem], tuple[str, str]]:
    """A function that tells a problem and its cure with codes and places in words."""

    def told(problem: Problem) -> tuple[str, str]:
        return say(replace(problem, params=named_params(problem, catalogue, t.lang)), t._)

    return told

"""From what the ledger says of one member to the words of its mirror."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from childrights.catalogue import Catalogue, Observation
from childrights.i18n import N_, Translator
from childrights.members import SentByMember, SentFile, members_figures
from childrights.messages import DO_NOT_SAY, Ask, compose, desk
from childrights.mirror.model import Mirror, MirrorTable, OwnSentence
from childrights.rights import day_words
from childrights.snapshot import Snapshot
from geo import COUNTRY

MOST_SENTENCES, MOST_TRIED, MOST_CAUSES, MOST_FILES = 2, 24, 4, 4
STATES: Mapping[str, str] = {
    "submitted": N_("waits for a steward"),
    "approved": N_("approved"),
    "published": N_("published"),
    "withdrawn": N_("taken back"),
}
"""State of an upload → what its member reads."""


def mirror_of(
    sent: SentByMember,
    snapshot: Snapshot | None,
    catalogue: Catalogue,
    causes: Mapping[str, str],
    today: date,
    t: Translator,
) -> Mirror:
    """The mirror of ``sent`` in the language of ``t``; ``causes`` are the titles of faults by their code.

    Without a ``snapshot`` nothing is published yet, and no sentence stands.
    """
    sentences = _sentences(sent, snapshot, catalogue, today, t) if snapshot else ()
    errors, note = _errors(sent, causes, t)
    return Mirror(
        member=sent.member,
        year=sent.year,
        lang=t.lang,
        title=t._("What {member} sent in {year}").format(member=sent.member, year=sent.year),
        greeting=t._("Dear colleagues of {member},").format(member=sent.member),
        letter=_letter(sent, t),
        closing=t._("With thanks, the team of the coalition's dashboard"),
        finding=_finding(sent, t),
        arrived=_arrived(sent, t),
        on_time=_on_time(sent, t),
        errors=errors,
        errors_note=note,
        sentences=sentences,
        sentences_note="" if sentences else t._("No figure of yours can be put into a sentence yet."),
        waits=_waits(sent, t),
        next=_next(sent, t),
        data_label=snapshot.built_at[:10] if snapshot else "",
        made_on=today,
    )


def _figures(count: int, t: Translator) -> str:
    return t.ngettext("{count} figure", "{count} figures", count).format(count=count)


def _finding(sent: SentByMember, t: Translator) -> str:
    files, accepted = len(sent.counted), sum(one.accepted for one in sent.counted)
    if not files and not sent.words:
        return t._("We received nothing from you in {year}.").format(year=sent.year)
    told = t.ngettext("{count} file", "{count} files", files).format(count=files)
    shown = sum(one.shown for one in sent.counted)
    words = t._("{files} arrived with {figures}; {shown} of them are shown on the dashboard.")
    return words.format(files=told, figures=_figures(accepted, t), shown=shown)


def _letter(sent: SentByMember, t: Translator) -> tuple[str, ...]:
    if sent.counted or sent.words:
        first = t._("Thank you for what you sent in {year}. Behind this letter is one page about it, for you alone.")
    else:
        first = t._("In {year} we received nothing from you. Behind this letter is one page about it, for you alone.")
    left = sum(one.rejected for one in sent.counted)
    second = [_finding(sent, t), _on_time(sent, t)]
    if left:
        cells = t.ngettext("{count} cell could not be taken.", "{count} cells could not be taken.", left)
        second.append(cells.format(count=left) + " " + t._("The page says why."))
    return (
        first.format(year=sent.year),
        " ".join(filter(None, second)),
        t._(
            "The workbook of next year is ready for you: it has a row for every figure that you sent before, with its "
            "indicator, place and year. Only the values are missing."
        ),
        t._("If something here is not right, please tell us: it is what the dashboard recorded."),
    )


def _arrived(sent: SentByMember, t: Translator) -> MirrorTable:
    head = (t._("Day"), t._("File"), t._("Figures taken"), t._("Shown"), t._("Cells left out"), t._("State"))
    files = [
        (
            day_words(one.day, t.lang),
            f"{one.name} ({one.id})",
            str(one.accepted),
            str(one.shown),
            str(one.rejected),
            _state(one, t),
        )
        for one in sent.files[-MOST_FILES:]
    ]
    for words in sent.words[-MOST_FILES:]:
        rows = t.ngettext("{count} row of words", "{count} rows of words", words.rows).format(count=words.rows)
        files.append(
            (day_words(words.day, t.lang), f"{words.name} ({words.id})", rows, "–", "–", t._(STATES[words.state]))
        )
    older = len(sent.files) + len(sent.words) - len(files)
    if older:
        more = t.ngettext("{count} file more, before these", "{count} files more, before these", older)
        files.append(("…", more.format(count=older), "–", "–", "–", "–"))
    return MirrorTable(head, tuple(files), (1.5, 2.5, 1.3, 1.2, 1.6, 1.7))


def _state(one: SentFile, t: Translator) -> str:
    return t._("sent back") if one.sent_back else t._(STATES.get(one.state, one.state))


def _on_time(sent: SentByMember, t: Translator) -> str:
    if not sent.due:
        return ""
    due = day_words(sent.due, t.lang)
    if not sent.first_day:
        return t._("Your figures were due on {due}; none arrived in {year}.").format(due=due, year=sent.year)
    days = (date.fromisoformat(sent.due) - date.fromisoformat(sent.first_day)).days
    first = day_words(sent.first_day, t.lang)
    if days >= 0:
        return t._("Your first file came on {day}, in time for {due}.").format(day=first, due=due)
    late = t.ngettext("{count} day", "{count} days", -days).format(count=-days)
    return t._("Your first file came on {day}, {late} after {due}.").format(day=first, late=late, due=due)


def _errors(sent: SentByMember, causes: Mapping[str, str], t: Translator) -> tuple[MirrorTable, str]:
    counted: Counter[str] = Counter()
    for one in sent.counted:
        counted.update(one.problems)
    head = (t._("What was wrong"), t._("How often"))
    rows = [(causes.get(code, code.replace("_", " ")), str(count)) for code, count in counted.most_common(MOST_CAUSES)]
    rest = sum(counted.values()) - sum(count for _, count in counted.most_common(MOST_CAUSES))
    if rest:
        rows.append((t._("other causes"), str(rest)))
    note = ""
    if any(one.rejected and not one.noted for one in sent.counted):
        note = t._("Of older files the causes were not noted.")
    elif not rows and sent.counted:
        note = t._("Nothing was left out: every cell could be taken.")
    return MirrorTable(head, tuple(rows), (4, 1)), note


def _sentences(
    sent: SentByMember, snapshot: Snapshot, catalogue: Catalogue, today: date, t: Translator
) -> tuple[OwnSentence, ...]:
    """What the member's own figures say, the newest first; of an indicator one, of the country if there is one."""
    figures = [one.figure for one in members_figures(snapshot) if one.figure.member == sent.member]
    newest: dict[str, Observation] = {}
    for one in sorted(figures, key=lambda each: (-each.year_end, each.area != COUNTRY, each.area, each.id)):
        if one.value is not None and one.indicator in catalogue.indicators:
            newest.setdefault(one.indicator, one)
    found: list[OwnSentence] = []
    for code, one in list(newest.items())[:MOST_TRIED]:
        at = desk(snapshot, catalogue, code, today.year, sent.member)
        said = compose(Ask("level", code, one.area, str(one.year_end)), at, t)
        if said.verdict != DO_NOT_SAY and said.headline and _rests_on(said.observations, figures):
            found.append(OwnSentence(said.headline, said.caveat, said.observations))
        if len(found) == MOST_SENTENCES:
            break
    return tuple(found)


def _rests_on(codes: Sequence[str], figures: Sequence[Observation]) -> bool:
    """Whether a sentence rests on the member's own figures alone."""
    return bool(codes) and set(codes) <= {one.id for one in figures}


def _waits(sent: SentByMember, t: Translator) -> tuple[str, ...]:
    waiting = [one.id for one in sent.files if one.state == "submitted"]
    waiting += [one.id for one in sent.words if one.state == "submitted"]
    told = []
    if waiting:
        told.append(t._("A steward has yet to look at: {ids}.").format(ids=t._(", ").join(waiting)))
    if sent.conflicts:
        words = t.ngettext(
            "{count} figure of yours differs from a published one; a steward decides about it.",
            "{count} figures of yours differ from published ones; a steward decides about them.",
            sent.conflicts,
        )
        told.append(words.format(count=sent.conflicts))
    if sent.proposed:
        names = t._(", ").join(t._("“{name}”").format(name=one) for one in sent.proposed[:5])
        told.append(t._("Indicators that you proposed as new: {names}.").format(names=names))
    for one in sent.files:
        if one.sent_back and one.why:
            told.append(t._("{id} was sent back: {why}").format(id=one.id, why=one.why))
    return tuple(told) or (t._("You have nothing waiting."),)


def _next(sent: SentByMember, t: Translator) -> tuple[str, ...]:
    year = sent.year + 1
    told = [t._("Fill in your workbook of {year}, and upload it.").format(year=year)]
    if sent.due:
        day = f"{int(sent.due[:4]) + 1}{sent.due[4:]}"
        if not day.endswith("02-29"):
            told.append(t._("It is due on {day}.").format(day=day_words(day, t.lang)))
    return tuple(told)

"""What keeps an assessment from being recorded: each fault with the field it is about, and its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from childrights.assessments import COALITION, STATUSES, Draft
from childrights.i18n import N_, Translator
from childrights.recommendations import Recommendation

SHORTEST_WHY, LONGEST_TEXT, LONGEST_LINK = 8, 1500, 500
MOST_LINKS, MOST_FIGURES = 10, 20


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of a draft: a key of ``FAULTS`` and the value it is about."""

    field: str
    code: str
    value: str = ""


FAULTS: Mapping[str, str] = {
    "unknown_recommendation": N_("“{value}” is not the code of a recommendation. Copy it from the template."),
    "not_asking": N_("“{value}” describes a review and asks nothing, so it cannot be assessed."),
    "status": N_("Choose a status from the list: not answered, partly answered, answered, or cannot tell."),
    "unknown_status": N_("“{value}” is not one of: not answered, partly answered, answered, cannot tell."),
    "why": N_("Say in a few words why, so that everybody understands it later."),
    "words": N_("Write what the Government said, in its own words or a short summary."),
    "long": N_("This text is too long; up to 1,500 letters can be kept."),
    "person": N_(
        "This seems to tell of a single person. Leave out names, telephone numbers, dates of birth and stories."
    ),
    "no_date": N_("Give the day of the document in which the Government says so."),
    "date": N_("“{value}” is not a date. Write it as 2026-03-31."),
    "future": N_("{value} lies in the future."),
    "before": N_("{value} is before the year in which this was asked."),
    "unknown_figure": N_("“{value}” is not the code of a published figure."),
    "figures": N_("Too many figures: up to 20 can be attached."),
    "link": N_("“{value}” is not a web address. It begins with https:// or http://."),
    "links": N_("Too many links: up to 10 can be attached."),
    "source": N_("Name the document in which the Government says so."),
    "unknown_indicator": N_("“{value}” is not the code of an indicator."),
    "member": N_("Name the organisation."),
    "recorded": N_("Exactly this is recorded already."),
    "twice": N_("This recommendation stands in the file twice."),
}


def fault_words(fault: Fault, t: Translator) -> str:
    """What is wrong and what to do about it, in one sentence or two."""
    return t._(FAULTS[fault.code]).format(value=fault.value)


def faults(
    draft: Draft,
    asked: Mapping[str, Recommendation],
    figures: Collection[str],
    today: date,
    tells_of_a_person: Callable[[str], bool],
) -> tuple[Fault, ...]:
    """Everything that keeps a draft from being recorded; ``figures`` are the codes of all published figures."""
    found = [*_about(draft, asked, today), *_evidence(draft, figures)]
    ours = draft.by == COALITION
    if draft.status not in STATUSES and (draft.status or ours):
        found.append(Fault("status", "unknown_status" if draft.status else "status", draft.status))
    if len(draft.why.strip()) < (SHORTEST_WHY if ours else 1):
        found.append(Fault("why", "why" if ours else "words"))
    if not ours and not draft.source.strip():
        found.append(Fault("source", "source"))
    for name, text in (("why", draft.why), ("source", draft.source)):
        if len(text) > LONGEST_TEXT:
            found.append(Fault(name, "long"))
        elif tells_of_a_person(text):
            found.append(Fault(name, "person"))
    return tuple(found)


def _about(draft: Draft, asked: Mapping[str, Recommendation], today: date) -> Iterable[Fault]:
    one = asked.get(draft.recommendation)
    if one is None:
        yield Fault("recommendation", "unknown_recommendation", draft.recommendation)
    elif not one.asks:
        yield Fault("recommendation", "not_asking", draft.recommendation)
    if not draft.assessed_on:
        yield Fault("assessed_on", "no_date")
        return
    try:
        day = date.fromisoformat(draft.assessed_on)
    except ValueError:
        yield Fault("assessed_on", "date", draft.assessed_on)
        return
    if day > today:
        yield Fault("assessed_on", "future", draft.assessed_on)
    elif one is not None and day.year < one.year:
        yield Fault("assessed_on", "before", draft.assessed_on)


def _evidence(draft: Draft, figures: Collection[str]) -> Iterable[Fault]:
    for code in draft.figures:
        if code not in figures:
            yield Fault("figures", "unknown_figure", code)
    if len(draft.figures) > MOST_FIGURES:
        yield Fault("figures", "figures")
    for link in draft.links:
        host = link.partition("://")[2]
        if not link.startswith(("https://", "http://")) or not host or " " in link or len(link) > LONGEST_LINK:
            yield Fault("links", "link", link[:80])
    if len(draft.links) > MOST_LINKS:
        yield Fault("links", "links")

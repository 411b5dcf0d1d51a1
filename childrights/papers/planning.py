"""Which chapters a paper has: its sections in order, those of a right under each right, with their budget of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from childrights.catalogue import Catalogue
from childrights.papers.choice import Chapter, Choice, checked
from childrights.papers.forms import MOST_BLANKS, PAPER, RIGHT, WHOLE, Form, FormSection

BETWEEN = ":"
"""Between the key of a section and the code of the right it stands under."""


@dataclass(frozen=True, slots=True)
class PlannedChapter:
    """One chapter of a paper before anything is written in it.

    ``key`` is that of its section, with the right it stands under where there is one (``causes:DHW``). ``title`` is
    its heading, ``group`` the name of the right over it. ``budget`` are words, 0 where no limit was chosen. ``write``
    says what a person writes in it; ``blank`` is whether that is marked, which it is not where they wrote something.
    """

    key: str
    section: FormSection
    right: str
    group: str
    title: str
    budget: int
    write: str
    blank: bool


def chapter_key(section: FormSection, right: str = "") -> str:
    """The key of a chapter."""
    return f"{section.key}{BETWEEN}{right}" if right else section.key


def outline(choice: Choice, catalogue: Catalogue, chapters: Iterable[Chapter] = ()) -> tuple[PlannedChapter, ...]:
    """The chapters of a paper in their order. Refused as ``checked`` refuses a choice."""
    form, choice = checked(choice, catalogue)
    own = {one.key: one for one in chapters}
    laid = _laid(form, choice)
    budgets = _budgets(laid, choice, own)
    once = sum(bool(section.write_en) for section, _ in laid) > MOST_BLANKS
    marked: set[str] = set()
    found = []
    for section, right in laid:
        key, write = chapter_key(section, right), section.write(choice.lang)
        text = own[key].text if key in own else ""
        blank = bool(write) and not text.strip() and not (once and section.key in marked)
        if blank:
            marked.add(section.key)
        group = catalogue.clusters[right].name(choice.lang) if right else ""
        found.append(PlannedChapter(key, section, right, group, section.title(choice.lang), budgets[key], write, blank))
    return tuple(found)


def _laid(form: Form, choice: Choice) -> list[tuple[FormSection, str]]:
    """Sections with the right they stand under: neighbours that stand under each right are told right by right."""
    found: list[tuple[FormSection, str]] = []
    for each, run in groupby(form.sections, key=lambda one: one.each):
        sections = list(run)
        if each == RIGHT:
            found += [(one, right) for right in choice.rights for one in sections]
        else:
            found += [(one, "") for one in sections]
    return found


def _budgets(laid: list[tuple[FormSection, str]], choice: Choice, own: dict[str, Chapter]) -> dict[str, int]:
    """Words of each chapter: what a person set, and of the rest of the limit what the form gives the others."""
    keys = {chapter_key(section, right): section for section, right in laid}
    if not choice.limit:
        return {key: own[key].budget if key in own else 0 for key in keys}
    rights = max(len(choice.rights), 1)
    shares = {key: one.share if one.each == PAPER else one.share / rights for key, one in keys.items()}
    fixed = {key: one.budget for key, one in own.items() if key in keys and one.budget}
    rest, open_share = choice.limit - sum(fixed.values()), sum(v for k, v in shares.items() if k not in fixed)
    each = max(rest, 0) / (open_share or WHOLE)
    return {key: fixed.get(key, int(shares[key] * each)) for key in keys}

"""What the items of a talk show today, asked again of the snapshot, and whether their figures are those of before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from childrights.briefs import (
    CARD,
    MAP,
    Brief,
    KeptView,
    Section,
    Stock,
    brief_about,
    of_messages,
    of_sections,
    read_view,
    view_section,
)
from childrights.catalogue import ChildRightsError
from childrights.composer import Scope
from childrights.export import ExportError
from childrights.i18n import N_
from childrights.language import period
from childrights.messages import Ask
from childrights.talks.talk import MESSAGE, NUMBER, PROFILE, VIEW, Talk, TalkItem

HOLDS, CHANGED, GONE, NEW = "holds", "changed", "gone", "new"
FROM_A_PROFILE = 3
"""Findings of a province that a talk tells."""
NOTHING = N_("Nothing of it can be shown today.")


@dataclass(frozen=True, slots=True)
class SlideStep:
    """One state of a slide: what it shows, under the period it is of (empty where a slide has one state)."""

    label: str
    section: Section


@dataclass(frozen=True, slots=True)
class TalkSlide:
    """One finding of an item, in its ``steps``; it begins with the one at ``at``."""

    steps: tuple[SlideStep, ...]
    at: int = 0

    @property
    def section(self) -> Section:
        """What is shown first."""
        return self.steps[self.at].section


@dataclass(frozen=True, slots=True)
class ToldItem:
    """An item with its slides today. ``state`` is ``NEW`` where nobody looked at it before, ``GONE`` without a slide;
    ``why`` then says so in words. ``mark`` is that of today's figures."""

    item: TalkItem
    slides: tuple[TalkSlide, ...]
    state: str
    mark: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TalkSlides:
    """A talk as it stands today; ``as_of`` is the snapshot as printed."""

    talk: Talk
    items: tuple[ToldItem, ...]
    as_of: str

    @property
    def slides(self) -> tuple[TalkSlide, ...]:
        """Every finding in order."""
        return tuple(slide for one in self.items for slide in one.slides)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Everything that a slide can show, all steps of maps among it."""
        return tuple(step.section for slide in self.slides for step in slide.steps)

    def looked_at(self) -> Talk:
        """The talk with today's marks, so that it is known next time what changed since."""
        return self.talk.looked_at({one.item.id: (one.mark, self.as_of) for one in self.items if one.mark})


def talk_slides(stock: Stock, talk: Talk) -> TalkSlides:
    """Every item asked again. One that nothing can be told of is kept and named, never left out in silence.

    A figure that was hidden or taken back since is in no slide: all come from the snapshot of ``stock``.
    """
    return TalkSlides(talk, tuple(_told(stock, one) for one in talk.items), stock.data_label)


def talk_of(stock: Stock, told: TalkSlides) -> Brief:
    """The same as a brief, for slides of an office. Raises ``ExportError`` when nothing of it can be told."""
    if not told.slides:
        raise ExportError(stock.t._("Nothing you chose can be shown today, so there is no slide to make."))
    sections = [slide.section for slide in told.slides]
    return of_sections(stock, talk_title(told.talk, stock), sections[0].message, sections)


def talk_title(talk: Talk, stock: Stock) -> str:
    """The name that a speaker gave it, else the usual one."""
    return talk.title or stock.t._("Talk on the rights of children in Cambodia")


def _told(stock: Stock, item: TalkItem) -> ToldItem:
    try:
        slides = tuple(_slides(stock, item))
    except ChildRightsError as refusal:
        return ToldItem(item, (), GONE, why=refusal.words(stock.t))
    if not slides:
        return ToldItem(item, (), GONE, why=stock.t._(NOTHING))
    mark = figures_mark(slide.section for slide in slides)
    state = NEW if not item.seen else HOLDS if item.seen == mark else CHANGED
    return ToldItem(item, slides, state, mark)


def figures_mark(sections: Iterable[Section]) -> str:
    """A short mark of codes and values: another one where a figure was added, taken back or revised."""
    seen = dict.fromkeys((one.id, one.value, one.status) for section in sections for one in section.observations)
    return hashlib.sha256(repr(list(seen)).encode()).hexdigest()[:16]


def _slides(stock: Stock, item: TalkItem) -> Iterable[TalkSlide]:
    if item.kind == VIEW:
        kept = read_view(item.key, stock)
        section = view_section(stock, kept)
        if section:
            yield _of_map(stock, kept, _whole(stock, section)) if kept.kind == MAP else _single(_whole(stock, section))
    elif item.kind in (MESSAGE, NUMBER):
        if told := _of_question(stock, item):
            yield _single(told)
    elif item.kind == PROFILE:
        brief = brief_about(
            stock.snapshot, stock.catalogue, stock.today, Scope(area=item.key), lang=stock.t.lang, desks=stock.desks
        )
        found = [one for one in brief.sections if one.figure and one.verdict]
        yield from map(_single, found[:FROM_A_PROFILE])


def _single(section: Section) -> TalkSlide:
    return TalkSlide((SlideStep("", section),))


def _whole(stock: Stock, section: Section) -> Section:
    """The section with what is newer than its figures, as a brief has it."""
    return of_sections(stock, "", "", (section,)).sections[0]


def _of_question(stock: Stock, item: TalkItem) -> Section | None:
    """A message over the figure that suits it, or as a card. Refused in words where it may not be said."""
    try:
        ask = Ask.parse(item.key)
    except ValueError:
        return None
    if ask.indicator not in stock.catalogue.indicators:
        return None
    message, why = stock.say(ask)
    if message is None:
        raise ExportError(" ".join(why) or stock.t._(NOTHING))
    charts = (CARD,) if item.kind == NUMBER else ()
    return of_messages(stock, "", (message,), charts).sections[0]


def _of_map(stock: Stock, kept: KeptView, section: Section) -> TalkSlide:
    """A map with every period that its classes hold for, so that it may move between years on one scale."""
    figure = section.figure
    if figure is None or figure.view is None:
        return _single(section)
    view, steps = figure.view, []
    for one in stock.groups(kept.indicator).get(view.group, ()):
        if one.label == view.period:
            steps.append((one, section))
        elif one.areas and one.year_end <= stock.today.year:
            other = view_section(stock, replace(kept, period=one.label))
            drawn = other.figure if other else None
            # A period of another definition or kind has classes of its own: beside these its colours would lie.
            same = drawn and drawn.edges == figure.edges and drawn.view and drawn.view.period == one.label
            if other and same:
                steps.append((one, _whole(stock, other)))
    steps.sort(key=lambda pair: (pair[0].year_end, pair[0].label))
    made = tuple(SlideStep(period(one.label, stock.t.lang), told) for one, told in steps)
    at = next((i for i, (one, _) in enumerate(steps) if one.label == view.period), 0)
    return TalkSlide(made, at) if made else _single(section)

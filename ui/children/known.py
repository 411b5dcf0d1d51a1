"""What we know: figures as ten children of whom some are filled, by group of rights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from childrights.children import (
    CHILD,
    TEN,
    WIDEST,
    ChildFact,
    GroupSaid,
    child_words,
    groups_said,
    known_facts,
    load_groups,
    row_of_ten,
)
from childrights.messages import TopicEvidence
from childrights.voices import NO_GENERALISING, attribution, group_words, standing_voices
from geo import COUNTRY, area_name
from ui.children.boxes import group_head, help_box, show_head
from ui.parts import Page, cache, code_link, markup, show_notes

ROW = (400, 72)


def facts_for_children(page: Page) -> Sequence[ChildFact]:
    """What may be shown, asked of the figures once for all who look."""
    name, year = page.snapshot.name, date.today().year
    desk_of = partial(_desk, name, year)
    return cache.answer(name, f"children {page.lang} {year}", lambda: known_facts(desk_of, page.t))


def _desk(name: str, year: int, code: str) -> TopicEvidence:
    return cache.message_desk(name, code, year)


def show_facts(page: Page) -> None:
    """The head, then every group with its figures, or that there is none."""
    show_head(page, "facts")
    facts = facts_for_children(page)
    groups = [_group(page, code, [one for one in facts if one.told.group == code]) for code in load_groups()]
    markup.show(markup.wrap("div", "".join(groups), "cr-kid"), page.lang)
    markup.show(_groups_said(page), page.lang)
    told = page.t._(
        "For adults: only national figures that the messages of this dashboard permit, the newest of their topic, "
        "whose 95 % interval, where it is known, is at most {points} points wide. Near a whole tenth it is told as "
        "“about”, else as lying between two. How hard the words are is told in the method."
    )
    show_notes([told.format(points=f"{WIDEST:.0f}")], page.lang)


def _groups_said(page: Page) -> str:
    """What groups of children said, apart from the figures; nothing where no group has said anything."""
    lang, found = page.lang, groups_said(standing_voices(cache.kept_voices(page.snapshot.name)), page.lang)
    if not found:
        return ""
    head = markup.tag("h2", child_words("groups_title", lang), "cr-section")
    intro = markup.tag("p", child_words("groups_intro", lang), "cr-kid-text")
    helped = help_box(page, (one.statement.words.harm for one in found))
    items = "".join(markup.wrap("li", _said(page, one)) for one in found)
    return markup.wrap(
        "section", head + intro + helped + markup.wrap("ul", items, "cr-kid-asks"), "cr-kid cr-kid-voices"
    )


def _said(page: Page, one: GroupSaid) -> str:
    """One group's answer: what it was asked, so many of ten where that is kept, and whose it is."""
    lang, drawn = page.lang, ""
    if one.shown:
        words = child_words("row_alt_half" if one.shown.half else "row_alt", lang, n=one.shown.full, m=TEN)
        picture = row_of_ten(CHILD, one.shown, page.colours.series[2], page.colours.panel)
        drawn = markup.picture(picture, words, ROW)
    quoted = page.t._("“{words}”").format(words=one.statement.words.say(lang))
    said = markup.tag("p", quoted, "cr-kid-said") + drawn + markup.tag("p", one.answer)
    whose = markup.tag("p", f"{group_words(one.voice, page.t)} · {_where(page, one)}", "cr-kid-mind")
    lines = (attribution(one.voice, page.t), page.t._(NO_GENERALISING))
    adults = "".join(markup.tag("p", line, "cr-note") for line in lines)
    adults += markup.wrap("p", code_link(page, one.voice.code, one.voice.code), "cr-note")
    return said + whose + markup.disclosure(page.t._("For adults"), adults)


def _where(page: Page, one: GroupSaid) -> str:
    place = page.t._("whole country") if one.voice.area == COUNTRY else area_name(one.voice.area, page.lang)
    return f"{place} · {one.voice.year}"


def _group(page: Page, code: str, facts: list[ChildFact]) -> str:
    head = markup.wrap("div", group_head(page, code), "cr-kid-group-head")
    none = "" if facts else markup.tag("p", child_words("facts_none", page.lang), "cr-kid-text")
    items = "".join(markup.wrap("li", _fact(page, one)) for one in facts)
    told = (
        help_box(page, (one.harm for one in facts)) + none + (markup.wrap("ul", items, "cr-kid-facts") if items else "")
    )
    return markup.wrap("section", head + told, "cr-kid-known")


def _fact(page: Page, one: ChildFact) -> str:
    return fact_shown(page, one) + markup.disclosure(page.t._("For adults"), fact_for_adults(page, one))


def fact_shown(page: Page, one: ChildFact) -> str:
    """The row of ten, its sentence, and what must be minded."""
    lang, shown = page.lang, one.tenths
    words = child_words("row_alt_half" if shown.half else "row_alt", lang, n=shown.full, m=TEN)
    ink = page.colours.focus if one.harm else page.colours.action
    drawn = markup.picture(row_of_ten(one.told.figure, shown, ink, page.colours.ground), words, ROW)
    said = markup.tag("p", one.sentence, "cr-kid-said")
    minded = " ".join((child_words("facts_year", lang, year=one.year), *one.cautions))
    return drawn + said + markup.tag("p", minded, "cr-kid-mind")


def fact_for_adults(page: Page, one: ChildFact) -> str:
    """The exact figure, its source, its notes and its code."""
    lines = [f"{one.exact} · {one.year} · {one.source}", *one.notes]
    told = "".join(markup.tag("p", line, "cr-note") for line in lines)
    return told + markup.wrap("p", code_link(page, one.code, one.code), "cr-note")

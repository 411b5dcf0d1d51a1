"""Fact sheets as PDF: two pages about a province, an indicator or a right, tagged for screen readers (PDF/UA-1).

The Typst compiler sets the page (``sheet.typ``). All words reach it as data, so nothing in them is read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import import_module, resources
from pathlib import Path
from typing import Any, Protocol

from babel.dates import format_date

from childrights.areas import boundaries_credit
from childrights.briefs import (
    AREA,
    CARD,
    GAPS,
    INDICATOR,
    MAP,
    MESSAGES,
    RIGHT,
    Artist,
    AskedRecommendation,
    Brief,
    Section,
    Size,
    more_asked,
    sentences_of,
)
from childrights.catalogue import ELSEWHERE, Catalogue, ChildRightsError, Group, load_catalogue
from childrights.export import PUBLISHER
from childrights.i18n import N_, Translator, translator
from childrights.language import plain_number, words
from childrights.newest import SOUND_TRUSTS
from childrights.rights import articles_of, load_article_words
from childrights.writers.columns import column_widths
from childrights.writers.reading_text import read_once
from childrights.writers.word import cited_sources
from geo import load_provinces

TEMPLATE = Path(__file__).with_name("sheet.typ")


@lru_cache(maxsize=1)
def fonts() -> Any:
    """The fonts of the sheets, of both scripts, and no others of this computer."""
    folders = [str(resources.files(name) / "files") for name in ("fontpkg_noto_sans", "fontpkg_noto_sans_khmer")]
    return import_module("typst").Fonts(False, False, folders)


def font_names(lang: str) -> list[str]:
    """The families of the sheets in a language, the first that has a letter sets it."""
    return list(FONTS[lang])


def whole(words: str) -> str:
    """A pattern of the Khmer names of provinces in ``words``, which no line may break inside: Typst does not know them.

    A name that is the beginning of a longer syllable somewhere is left out.
    """
    names = sorted((one.name_km for one in load_provinces().values()), key=len, reverse=True)
    return "|".join(one for one in names if one in words and not re.search(f"{one}[\u17b6-\u17d3]", words))


def compiler(data: dict[str, Any]) -> Any:
    """Typst with ``data`` as what it sets."""
    words = json.dumps(data, ensure_ascii=False)
    told = {"brief": words, "whole": whole(words) if data["lang"] == "km" else ""}
    return import_module("typst").Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs=told)


def pages_of(data: dict[str, Any]) -> int:
    """How many pages ``data`` takes."""
    return int(compiler(data).query("<pages>", field="value", one=True))


def compiled(data: dict[str, Any]) -> bytes:
    """The PDF of ``data``."""
    moment = datetime.combine(datetime(**data["date"]), time(12), tzinfo=UTC)
    content = compiler(data).compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    assert isinstance(content, bytes)
    return read_once(content) if data["lang"] == "km" else content


MOST_TRIED = 9
"""Findings that are tried for room, from the first on; all others are named on the sheet."""
MOST_MISSES = 3
"""After so many findings without room one behind another the sheet is full."""
FEWER_ASKED = (6, 3, 0)
"""How many recommendations of a right are told where all of them find no room; the rest are counted."""
MOST_ASKED = 12
"""Of more than these, only the newest are told from the start, or they would take the room of every finding."""


@dataclass(frozen=True, slots=True)
class Card:
    """A section as the page takes it, and how many pixels of its column it needs, about."""

    title: str
    data: dict[str, Any]
    height: float
    mapped: bool


@dataclass(frozen=True, slots=True)
class CardRow:
    """Two columns of cards beside each other, or a map over the whole width."""

    left: list[Card] = field(default_factory=list)
    right: list[Card] = field(default_factory=list)

    @property
    def cards(self) -> list[Card]:
        """All of its cards."""
        return [*self.left, *self.right]

    @property
    def stacks(self) -> list[list[dict[str, Any]]]:
        """What stands in each of its columns."""
        return [[one.data for one in column] for column in (self.left, self.right)]

    @property
    def wide(self) -> bool:
        """Whether one map takes the whole width."""
        return any(one.mapped for one in self.left)

    def takes(self, card: Card) -> bool:
        """Whether ``card`` may stand beside what is here."""
        return not self.wide and not card.mapped

    def plus(self, card: Card) -> CardRow:
        """With one more card in the column that has more room."""
        high_left, high_right = (sum(one.height for one in column) for column in (self.left, self.right))
        if high_left <= high_right:
            return CardRow([*self.left, card], self.right)
        return CardRow(self.left, [*self.right, card])


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands on a sheet.

    ``asks`` says what each article asks, ``late`` sets the findings behind what is unknown and what was asked, of which
    ``asked`` are told. ``spoken`` tells the findings that find no room to be drawn by their sentences.
    """

    rows: tuple[CardRow, ...] = ()
    asks: bool = False
    late: bool = False
    asked: int | None = None
    spoken: int = 0

    @property
    def cards(self) -> list[Card]:
        """All findings on the sheet."""
        return [card for row in self.rows for card in row.cards]


class FactSheet(Protocol):
    """What can be laid out."""

    brief: Brief
    figured: list[Section]

    def card(self, at: int) -> Card:
        """The finding at a place of ``figured``."""

    def pages(self, plan: Plan) -> int:
        """How many pages the sheet has."""


def drawn_sections(brief: Brief) -> list[Section]:
    """The sections that are drawn, in the order of the brief."""
    return [one for one in brief.sections if one.figure]


def card_rows(cards: Sequence[Card]) -> tuple[CardRow, ...]:
    """All cards, two beside each other and maps alone."""
    rows: list[CardRow] = []
    for card in cards:
        if rows and rows[-1].takes(card) and not rows[-1].right:
            rows[-1] = rows[-1].plus(card)
        else:
            rows.append(CardRow([card]))
    return tuple(rows)


def fitting_plan(sheet: FactSheet, most: int) -> Plan | None:
    """The plan with the most findings on ``most`` pages, the shortest of several; ``None`` where none fits."""
    plans = [Plan()]
    if sheet.brief.kind == RIGHT:
        few = FEWER_ASKED[0] if len(sheet.brief.asked) > MOST_ASKED else None
        plans = [Plan(asks=True, asked=few), Plan(asked=few), Plan(late=True, asked=few)]
    found: list[Plan] = []
    for plan in plans:
        if sheet.pages(plan) <= most:
            found.append(_filled(sheet, plan, most))
            if len(found[-1].cards) == len(sheet.figured) and sheet.pages(found[-1]) == 1:
                break
    shorter = (Plan(late=True, asked=few) for few in FEWER_ASKED if sheet.brief.kind == RIGHT)
    if not found:
        return next((_filled(sheet, one, most) for one in shorter if sheet.pages(one) <= most), None)
    return min(found, key=lambda one: (-len(one.cards), sheet.pages(one)))


def _filled(sheet: FactSheet, plan: Plan, most: int) -> Plan:
    """``plan`` with as many of the first findings as fit, in their order; each row stays on one page.

    Two go beside each other into a new row where both fit, else one alone.
    """
    waiting = list(range(min(len(sheet.figured), MOST_TRIED)))
    misses = 0
    while waiting and misses < MOST_MISSES:
        card, rows = sheet.card(waiting.pop(0)), plan.rows
        partner = next((at for at in waiting if not sheet.card(at).mapped), None) if not card.mapped else None
        trials: list[tuple[CardRow, ...]] = []
        if partner is not None:
            trials.append((*rows, CardRow([card], [sheet.card(partner)])))
        trials += [(*rows[:at], row.plus(card), *rows[at + 1 :]) for at, row in enumerate(rows) if row.takes(card)]
        trials.append((*rows, CardRow([card])))
        for trial in trials:
            if sheet.pages(replace(plan, rows=trial)) <= most:
                plan, misses = replace(plan, rows=trial), 0
                if partner is not None and trial is trials[0]:
                    waiting.remove(partner)
                break
        else:
            misses += 1
    return plan


def _spoken(sheet: FactSheet, plan: Plan, most: int) -> Plan:
    """``plan`` with as many sentences of findings that are not drawn as there is room for."""
    undrawn = len(sheet.figured) - len(plan.cards)
    trials = (replace(plan, spoken=count) for count in range(undrawn, 0, -1))
    return next((one for one in trials if sheet.pages(one) <= most), plan)


FONTS = {"en": ("Noto Sans", "Noto Sans Khmer"), "km": ("Noto Sans Khmer", "Noto Sans")}
KICKERS = {
    AREA: N_("Fact sheet on a province"),
    INDICATOR: N_("Fact sheet on an indicator"),
    MESSAGES: N_("Messages to use"),
    GAPS: N_("Missing figures"),
}
OTHER_KICKER = N_("Fact sheet on a right")
MOST_PAGES = 2
"""Messages that somebody chose, and what is not known, may take more."""
COLUMN = {
    "en": Size(357, 640, 1.0, least=130, names=150, trend=200, row=18),
    "km": Size(380, 640, 0.99, least=130, names=160, trend=200, row=19.5),
}
MAPS = (
    Size(748, 470, 1.0),
    Size(748, 470, 0.9),
    Size(748, 470, 0.82),
    Size(748, 430, 0.78),
    Size(748, 400, 0.75),
    Size(748, 390, 0.73),
)
"""A pixel becomes two thirds of a point: letters of 12 pixels on the screen have 8 points; the larger Khmer ones may
be drawn smaller. The first size of a map with which the map stands on the first page is taken."""
LINE_PX, LETTERS_A_LINE, CARD_PX = 15, 62, 60.0
MOST_CODES = 3
TABLE_PX = 800.0
"""The width of the page where the letters of a table are 12 pixels high, and what its narrow cells save of padding."""


class TooLong(ChildRightsError):
    """Even without figures a brief does not fit on its pages."""

    def __init__(self, title: str) -> None:
        super().__init__(f"The fact sheet on {title} does not fit on its pages; make a Word report (.docx) instead.")


def fact_sheet(brief: Brief, catalogue: Catalogue, t: Translator) -> bytes:
    """The PDF of a brief. Findings that do not fit are named on the sheet, never left out in silence.

    Raises ``TooLong`` where not even the tables fit on the pages there may be.
    """
    sheet = _Sheet(brief, catalogue, t)
    if brief.kind in (MESSAGES, GAPS):
        return compiled(sheet.data(Plan(card_rows([sheet.card(at) for at in range(len(sheet.figured))]))))
    plan = fitting_plan(sheet, MOST_PAGES)
    if plan is None:
        raise TooLong(brief.title)
    return compiled(sheet.data(_spoken(sheet, plan, MOST_PAGES)))


def sheet_document(brief: Brief) -> bytes:
    """One brief as a fact sheet."""
    return fact_sheet(brief, load_catalogue(), translator(brief.lang))


class _Sheet:
    """What the page is made from; the cards are drawn once, however many of them fit."""

    def __init__(self, brief: Brief, catalogue: Catalogue, t: Translator) -> None:
        self.brief, self.catalogue, self.t = brief, catalogue, t
        self.figured = drawn_sections(brief)
        self._artist = Artist(catalogue, t, brief.data_label)
        self._map = MAPS[0]
        self._cards: dict[int, Card] = {}
        self._fit_map()

    def _fit_map(self) -> None:
        """Draw maps as large as they can be for the first one to stand on the first page."""
        first = self.figured[0].figure if self.figured else None
        if first is None or first.kind != MAP or self.brief.kind != AREA:
            return
        for size in MAPS:
            self._map, self._cards = size, {}
            if pages_of(self.data(Plan((CardRow([self.card(0)]),)), ends=False)) == 1:
                return
        self._map, self._cards = MAPS[0], {}

    def card(self, at: int) -> Card:
        """The finding at a place of ``figured``, drawn once."""
        if at not in self._cards:
            self._cards[at] = self._card(self.figured[at], self.figured[at - 1] if at else None)
        return self._cards[at]

    def pages(self, plan: Plan) -> int:
        """How many pages the sheet has."""
        return pages_of(self.data(plan))

    def data(self, plan: Plan, *, ends: bool = True) -> dict[str, Any]:
        """Everything on the sheet, with or without what comes after the findings."""
        brief, _ = self.brief, self.t._
        foot = _("{publisher} · data {label} · made on {date} · codes at /number").format(
            publisher=_(PUBLISHER),
            label=brief.data_label,
            date=format_date(brief.made_on, format="medium", locale=self.t.lang),
        )
        made = brief.made_on
        return {
            "lang": self.t.lang,
            "fonts": FONTS[self.t.lang],
            "title": brief.title,
            "publisher": _(PUBLISHER),
            "kicker": f"{_(PUBLISHER)} · {brief.kicker or _(KICKERS.get(brief.kind, OTHER_KICKER))}",
            "finding": brief.finding,
            "about": [" ".join(_stopped(one, _(".")) for one in brief.about)] if brief.about else [],
            "date": {"year": made.year, "month": made.month, "day": made.day},
            "foot": foot,
            "parts": [*self._body(plan), *(self._ends(plan) if ends else ())],
        }

    def _body(self, plan: Plan) -> list[dict[str, Any]]:
        """What was found before tables; of a right then what its articles ask."""
        told = [*self._found(plan), *self._spoken(plan), *self._bare()]
        if self.brief.kind == MESSAGES:
            beside = [_lines(heading, lines, plain=True) for heading, lines in self.brief.told]
            return [*told, *self._tables(), *beside]
        between = self._silences(plan) if plan.late else []
        return [*between, *told, *self._tables(), *(self._asks() if plan.asks else ())]

    def _asks(self) -> list[dict[str, Any]]:
        """What the articles of a right ask, in plain words."""
        t, plain = self.t, load_article_words()
        told = {
            one.article: t._("Article {number}: {title}").format(number=one.article, title=one.title(t.lang))
            for one in articles_of(self.catalogue, self.brief.code)
        }
        lines = [f"{title}{t._('.')} {plain[number].plain(t.lang)}" for number, title in told.items()]
        return [_lines(t._("What the Convention asks"), lines, plain=True)] if lines else []

    def _bare(self) -> list[dict[str, Any]]:
        """Sections that nothing is drawn of, in words."""
        bare = [one for one in self.brief.sections if not one.figure and not one.table]
        return [
            _lines(
                self.t._("What the figures say") if one.message == self.brief.finding else one.message,
                [line for line in (one.support, *one.cautions, self._codes(one.codes)) if line],
                plain=True,
            )
            for one in bare
        ]

    def _tables(self) -> list[dict[str, Any]]:
        return [self._table(one) for one in self.brief.sections if one.table]

    def _table(self, section: Section) -> dict[str, Any]:
        table = section.table
        assert table is not None
        rows, notes = table.rows, (*section.cautions, *section.missing)
        if self.brief.kind == RIGHT:
            rows, notes = self._newest_rows(section)
        columns = list(zip(table.head, *rows, strict=True))
        told = section.message == self.brief.finding or self.brief.kind == INDICATOR
        return {
            "kind": "table",
            "heading": section.heading,
            "message": "" if told else section.message,
            "head": table.head,
            "rows": rows,
            "widths": column_widths(columns, TABLE_PX),
            "right": [],
            "notes": " ".join(one for one in notes if one not in self.brief.about),
        }

    def _newest_rows(self, section: Section) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Of the measures of a right the newest sound figure of each concept, and the notes of those: with every series
        of the same thing the two pages would be one table. The others are counted and stand in the Word report."""
        table = section.table
        assert table is not None
        best: dict[tuple[str, str], tuple[tuple[bool, int, int], int]] = {}
        for at, (indicator, one) in enumerate(zip(section.indicators, section.observations, strict=True)):
            concept = self.catalogue.concept_of(indicator.code)
            source = self.catalogue.sources.get(one.source)
            sound = source is not None and source.trust in SOUND_TRUSTS
            weight = (sound, one.year_end, -concept.members.index(indicator.code))
            key = (concept.topic, concept.code)
            if key not in best or weight > best[key][0]:
                best[key] = (weight, at)
        kept = {at for _, at in best.values()}
        left = [row[0] for at, row in enumerate(table.rows) if at not in kept]
        unsaid = tuple(f"{name}{mark}" for name in left for mark in ":៖")
        notes = [note for note in (*section.cautions, *section.missing) if not note.startswith(unsaid)]
        if left:
            words = self.t.ngettext(
                "{count} more series of these measures is in the Word report.",
                "{count} more series of these measures are in the Word report.",
                len(left),
            )
            notes.append(words.format(count=plain_number(len(left), 0, self.t.lang)))
        return tuple(row for at, row in enumerate(table.rows) if at in kept), tuple(notes)

    def _found(self, plan: Plan) -> list[dict[str, Any]]:
        told: set[str] | None = None if self.brief.kind == MESSAGES else set()
        parts = [{"kind": "cards", "stacks": _said_once(row.stacks, told), "wide": row.wide} for row in plan.rows]
        return [{**part, "heading": "" if at else self.t._("What the figures say")} for at, part in enumerate(parts)]

    def _undrawn(self, plan: Plan) -> list[Section]:
        """The sections that found no room to be drawn."""
        shown = {card.title for card in plan.cards}
        return [one for one in self.figured if self._title(one) not in shown]

    def _spoken(self, plan: Plan) -> list[dict[str, Any]]:
        """The first of what is not drawn in words, each with its codes."""
        told = [f"{one.message} {self._codes(one.codes)}" for one in self._undrawn(plan)[: plan.spoken]]
        return [_lines(self.t._("Also"), told, plain=True)] if told else []

    def _silences(self, plan: Plan) -> list[dict[str, Any]]:
        """What is missing here, and what was asked."""
        _, brief, parts = self.t._, self.brief, []
        if brief.unknown:
            heading = (
                _("No figure for this place")
                if brief.kind == AREA
                else _("What this dashboard holds no published figure on")
            )
            listed = _("; ").join(brief.unknown) + _(".")
            if elsewhere := len(brief.unknown_but(ELSEWHERE)):
                counted = _("Published elsewhere, not collected here yet: {count} of these.").format(count=elsewhere)
                listed = f"{listed} {counted}"
            parts.append(_lines(heading, [listed], plain=True))
        if brief.asked:
            told = [_told(one, self.t) for one in brief.asked[: plan.asked]]
            if more := more_asked(brief.asked[len(told) :], self.t):
                told.append(more)
            parts.append(_lines(_("What Cambodia was asked"), told, plain=True))
        return parts

    def _ends(self, plan: Plan) -> list[dict[str, Any]]:
        """What is missing here, what was asked, what found no room, and where the figures come from."""
        _, drawn = self.t._, plan.cards
        parts = [] if plan.late else self._silences(plan)
        if left := [self._title(one) for one in self._undrawn(plan)[plan.spoken :]]:
            parts.append(_lines(_("Left out for lack of room; in the Word report"), [_("; ").join(left)], plain=False))
        named = [cited_sources(one) for one in self.brief.sources]
        if any(card.mapped for card in drawn):
            named.append(
                _("Boundaries: {credit}. They show areas, not legal borders.").format(credit=boundaries_credit(self.t))
            )
        if named:
            parts.append(_lines(_("Sources"), [" ".join(_stopped(one) for one in named)], plain=False))
        return parts

    def _title(self, section: Section) -> str:
        figure = section.figure
        assert figure is not None
        group = Group.of(figure.observations[0])
        return figure.title if group.is_total else f"{figure.title} ({words.group(group, self.t)})"

    def _card(self, section: Section, before: Section | None) -> Card:
        figure = section.figure
        assert figure is not None
        svg, drawn = "", CARD_PX
        if figure.kind != CARD:
            scene = self._artist.scene(figure, self._map if figure.kind == MAP else COLUMN[self.t.lang])
            svg, drawn = self._artist.written(scene), scene.height
        headed = before is None or before.heading != section.heading
        notes = " ".join((*section.cautions, *section.missing))
        data = {
            "heading": section.heading if headed else "",
            "message": section.message,
            "support": section.support,
            "figure": {
                "svg": svg,
                "large": figure.large,
                "alt": self._artist.alt(figure),
                "title": f"{figure.title} ({figure.subtitle})",
            },
            "notes": notes,
            "codes": self._codes(section.codes),
        }
        letters = sum(len(str(data[name])) for name in ("heading", "message", "support", "notes", "codes"))
        height = drawn + (letters / LETTERS_A_LINE + 4) * LINE_PX
        return Card(self._title(section), data, height, figure.kind == MAP)

    def _codes(self, codes: Sequence[str]) -> str:
        if not codes:
            return ""
        shown = ", ".join(codes[:MOST_CODES])
        if len(codes) <= MOST_CODES:
            return self.t._("Codes: {codes}").format(codes=shown)
        more = plain_number(len(codes) - MOST_CODES, 0, self.t.lang)
        return self.t._("Codes: {codes} and {count} more").format(codes=shown, count=more)


def _said_once(stacks: list[list[dict[str, Any]]], told: set[str] | None) -> list[list[dict[str, Any]]]:
    """The cards of a row without the cautions that a card before them on the sheet has said word for word.

    Cards of a place are of one survey mostly: its age and its areas, told under each, would take the room of findings.
    Messages, with ``told`` ``None``, are taken from the sheet one by one, so each keeps all of its own.
    """
    if told is None:
        return stacks
    kept: list[list[dict[str, Any]]] = []
    for column in stacks:
        kept.append([])
        for card in column:
            new = [one for one in sentences_of(card["notes"]) if one not in told]
            told.update(new)
            kept[-1].append({**card, "notes": " ".join(new)})
    return kept


def _lines(heading: str, lines: Sequence[str], *, plain: bool) -> dict[str, Any]:
    return {"kind": "lines", "heading": heading, "lines": lines, "plain": plain}


def _told(one: AskedRecommendation, t: Translator) -> str:
    ours = t._("Our assessment: {words}").format(words=one.assessed)
    told = filter(None, (f"{one.where}: {one.what}", one.answer, one.government, ours))
    return " ".join(_stopped(part, t._(".")) for part in told)


def _stopped(text: str, stop: str = ".") -> str:
    """``text`` with a full stop."""
    return text if text.endswith((".", "។")) else f"{text}{stop}"

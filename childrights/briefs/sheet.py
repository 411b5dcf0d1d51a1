"""Fact sheets as PDF: two pages about a province, an indicator or a right, tagged for screen readers (PDF/UA-1).

The Typst compiler sets the page (``sheet.typ``). All words reach it as data, so nothing in them is read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import import_module, resources
from pathlib import Path
from typing import Any

from babel.dates import format_date

from childrights import words
from childrights.briefs.columns import shares
from childrights.briefs.drawn import Artist, Size
from childrights.briefs.model import AREA, INDICATOR, MAP, MESSAGES, RANKING, Asked, Brief, Section
from childrights.briefs.word import cited
from childrights.catalogue import Catalogue, load_catalogue
from childrights.errors import ChildRightsError
from childrights.format import plain_number
from childrights.i18n import N_, Translator, translator
from childrights.model import Group
from childrights.sharing import PUBLISHER
from geo.boundaries import CREDIT

TEMPLATE = Path(__file__).with_name("sheet.typ")
FONTS = {"en": ("Noto Sans", "Noto Sans Khmer"), "km": ("Noto Sans Khmer", "Noto Sans")}
KICKERS = {
    AREA: N_("Fact sheet on a province"),
    INDICATOR: N_("Fact sheet on an indicator"),
    MESSAGES: N_("Messages to use"),
}
OTHER_KICKER = N_("Fact sheet on a right")
MOST_PAGES = {AREA: 2, INDICATOR: 2}
"""A fact sheet of anything else may be longer."""
CHART, MAPPED, LONG = Size(420, 290, 1.0), Size(420, 400, 0.95), Size(420, 400, 0.95)
LINE_PX, LETTERS_A_LINE = 15, 62
MOST_CODES = 3
TABLE_PX = 800.0
"""The width of the page where the letters of a table are 12 pixels high."""


class TooLong(ChildRightsError):
    """Even without figures a brief does not fit on its pages."""

    def __init__(self, title: str) -> None:
        super().__init__(f"The fact sheet on {title} does not fit on its pages; make a Word report (.docx) instead.")


@dataclass(frozen=True, slots=True)
class Card:
    """A section as the page takes it, and how many pixels of its column it needs, about."""

    title: str
    data: dict[str, Any]
    height: float
    mapped: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Two columns of cards beside each other."""

    left: list[Card] = field(default_factory=list)
    right: list[Card] = field(default_factory=list)

    def plus(self, card: Card) -> Row:
        """With one more card in the column that has more room."""
        high_left, high_right = (sum(one.height for one in column) for column in (self.left, self.right))
        if high_left <= high_right:
            return Row([*self.left, card], self.right)
        return Row(self.left, [*self.right, card])


def fact_sheet(brief: Brief, catalogue: Catalogue, t: Translator) -> bytes:
    """The PDF of a brief. Findings that do not fit are named on the sheet, never left out in silence.

    Raises ``TooLong`` where not even the tables fit on the pages there may be.
    """
    sheet = _Sheet(brief, Artist(catalogue, t, brief.data_label), t)
    most = MOST_PAGES.get(brief.kind)
    if most is None:
        return _compiled(sheet.data(_pairs(sheet.cards)))
    rows = _fitting(sheet, most)
    if _pages(sheet.data(rows)) > most:
        raise TooLong(brief.title)
    return _compiled(sheet.data(rows))


def document(brief: Brief) -> bytes:
    """One brief as a fact sheet."""
    return fact_sheet(brief, load_catalogue(), translator(brief.lang))


def _pairs(cards: Sequence[Card]) -> list[Row]:
    """All cards, two beside each other."""
    return [Row([one], list(cards[at + 1 : at + 2])) for at, one in enumerate(cards) if at % 2 == 0]


def _fitting(sheet: _Sheet, most: int) -> list[Row]:
    """The cards that fit on ``most`` pages, as many as can be in their order; each row stays on one page."""
    rows = [Row()]
    for card in sheet.cards:
        beside = [[*rows[:at], row.plus(card), *rows[at + 1 :]] for at, row in enumerate(rows)]
        for trial in (*beside, [*rows, Row().plus(card)]):
            body = _pages(sheet.data(trial, ends=False))
            if body > len(trial) or body > most or _pages(sheet.data(trial)) > most:
                continue
            rows = trial
            break
    return [row for row in rows if row.left]


class _Sheet:
    """What the page is made from; the cards are drawn once, however many of them fit."""

    def __init__(self, brief: Brief, artist: Artist, t: Translator) -> None:
        self.brief, self.artist, self.t = brief, artist, t
        figured = [one for one in brief.sections if one.figure]
        self.cards = [self._card(one, before) for one, before in zip(figured, [None, *figured], strict=False)]

    def data(self, rows: Sequence[Row], *, ends: bool = True) -> dict[str, Any]:
        """Everything on the sheet with the cards of ``rows``, with or without what comes after them."""
        brief, _ = self.brief, self.t._
        foot = _("{publisher} · data {label} · made on {date} · check a code with: python run.py verify CODE").format(
            publisher=_(PUBLISHER),
            label=brief.data_label,
            date=format_date(brief.made_on, format="long", locale=self.t.lang),
        )
        made = brief.made_on
        return {
            "lang": self.t.lang,
            "fonts": FONTS[self.t.lang],
            "title": brief.title,
            "publisher": _(PUBLISHER),
            "kicker": f"{_(PUBLISHER)} · {_(KICKERS.get(brief.kind, OTHER_KICKER))}",
            "finding": brief.finding,
            "about": [" ".join(map(_stopped, brief.about))] if brief.about else [],
            "date": {"year": made.year, "month": made.month, "day": made.day},
            "foot": foot,
            "parts": [*self._body(rows), *(self._ends(rows) if ends else ())],
        }

    def _body(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Tables before what is drawn; of chosen messages the findings come first, and then what is asked."""
        told = [*self._cards(rows), *self._bare()]
        return [*told, *self._tables()] if self.brief.kind == MESSAGES else [*self._tables(), *told]

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
        columns = list(zip(table.head, *table.rows, strict=True))
        told = section.message == self.brief.finding or self.brief.kind == INDICATOR
        return {
            "kind": "table",
            "heading": section.heading,
            "message": "" if told else section.message,
            "head": table.head,
            "rows": table.rows,
            "widths": shares(columns, TABLE_PX),
            "right": [],
            "notes": " ".join(one for one in section.cautions if one not in self.brief.about),
        }

    def _cards(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        parts = [
            {"kind": "cards", "stacks": [[card.data for card in column] for column in (row.left, row.right)]}
            for row in rows
            if row.left
        ]
        return [{**part, "heading": "" if at else self.t._("What the figures say")} for at, part in enumerate(parts)]

    def _ends(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """What nobody publishes, what was asked, what found no room, and where the figures come from."""
        _, brief, parts = self.t._, self.brief, []
        if brief.unknown:
            heading = _("No figure for this place") if brief.kind == AREA else _("What nobody publishes")
            parts.append(_lines(heading, [_("; ").join(brief.unknown) + _(".")], plain=True))
        if brief.asked:
            asked = [_told(one, self.t) for one in brief.asked]
            parts.append(_lines(_("What Cambodia was asked"), asked, plain=True))
        drawn = [card for row in rows for card in (*row.left, *row.right)]
        if left := [card.title for card in self.cards if card not in drawn]:
            parts.append(_lines(_("Left out for lack of room; in the Word report"), [_("; ").join(left)], plain=False))
        named = [cited(one) for one in brief.sources]
        if any(card.mapped for card in drawn):
            named.append(_("Boundaries: {credit}. They show areas, not legal borders.").format(credit=CREDIT))
        parts.append(_lines(_("Sources"), [" ".join(_stopped(one) for one in named)], plain=False))
        return parts

    def _card(self, section: Section, before: Section | None) -> Card:
        figure = section.figure
        assert figure is not None
        scene = self.artist.scene(figure, {MAP: MAPPED, RANKING: LONG}.get(figure.kind, CHART))
        headed = before is None or before.heading != section.heading
        notes = " ".join((*section.cautions, *section.missing))
        data = {
            "heading": section.heading if headed else "",
            "message": section.message,
            "support": section.support,
            "figure": {
                "svg": self.artist.written(scene),
                "alt": figure.alt,
                "title": f"{figure.title} ({figure.subtitle})",
            },
            "notes": notes,
            "codes": self._codes(section.codes),
        }
        letters = sum(len(str(data[name])) for name in ("heading", "message", "support", "notes", "codes"))
        group = Group.of(figure.observations[0])
        title = figure.title if group.is_total else f"{figure.title} ({words.group(group, self.t)})"
        height = scene.height + (letters / LETTERS_A_LINE + 4) * LINE_PX
        return Card(title, data, height, figure.kind == MAP)

    def _codes(self, codes: Sequence[str]) -> str:
        if not codes:
            return ""
        shown = ", ".join(codes[:MOST_CODES])
        if len(codes) <= MOST_CODES:
            return self.t._("Codes: {codes}").format(codes=shown)
        more = plain_number(len(codes) - MOST_CODES, 0, self.t.lang)
        return self.t._("Codes: {codes} and {count} more").format(codes=shown, count=more)


def _lines(heading: str, lines: Sequence[str], *, plain: bool) -> dict[str, Any]:
    return {"kind": "lines", "heading": heading, "lines": lines, "plain": plain}


def _told(one: Asked, t: Translator) -> str:
    ours = t._("Our assessment: {words}").format(words=one.assessed)
    return " ".join(map(_stopped, filter(None, (f"{one.where}: {one.what}", one.answer, one.government, ours))))


def _stopped(text: str) -> str:
    """``text`` with a full stop."""
    return text if text.endswith((".", "។")) else f"{text}."


@lru_cache(maxsize=1)
def _fonts() -> Any:
    folders = [str(resources.files(name) / "files") for name in ("fontpkg_noto_sans", "fontpkg_noto_sans_khmer")]
    return import_module("typst").Fonts(False, False, folders)


def _compiler(data: dict[str, Any]) -> Any:
    told = {"brief": json.dumps(data, ensure_ascii=False)}
    return import_module("typst").Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(), sys_inputs=told)


def _pages(data: dict[str, Any]) -> int:
    return int(_compiler(data).query("<pages>", field="value", one=True))


def _compiled(data: dict[str, Any]) -> bytes:
    moment = datetime.combine(datetime(**data["date"]), time(12), tzinfo=UTC)
    content = _compiler(data).compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    assert isinstance(content, bytes)
    return content

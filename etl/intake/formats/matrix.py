"""OHCHR's matrix of recommendations in Word, in both forms of its head: one row is one number."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import ClassVar

from childrights.i18n import N_
from etl.intake.formats.export import Export
from etl.intake.formats.incoming import Incoming, plain_text, split_number, split_states, values
from etl.intake.schema import FilledRow, Read

_SOURCE = re.compile(r"source\s+of\s+position\s*:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_SYMBOL = re.compile(r"[A-Z]+(?:/[A-Za-z0-9.\-]+)+")
_OTHERS = re.compile(r"^(sdgs?|affected persons|groups of persons)\b.*", re.IGNORECASE)
_CYCLE = re.compile(r"\b(first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th))\s+cycle\b", re.IGNORECASE)
_SESSION = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)?\s+session\b", re.IGNORECASE)
_IN_NAME = re.compile(r"upr[\s_-]?(\d{1,2})(?!\d)", re.IGNORECASE)
"""The session in a name as UPR20__Slovenia_ThematicListRecommendations_E.docx."""
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}


class Matrix(Export):
    """Rows of one cell open a theme. Where the file says which State it is about stands above the table."""

    kind = "ohchr_matrix"
    name = N_("a matrix of recommendations (Word)")
    heads_of_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "text": ("Recommendation", "Recommendation and recommending State"),
        "answer": ("Position", "Position of the State under review"),
        "themes": ("Full list of themes", "Human rights themes and groups of persons"),
    }
    needs = (("text",), ("answer",), ("themes",))
    fewest = 3

    @property
    def filled(self) -> Collection[str]:
        """Not the text: a row of one cell, "Theme: …", only opens a theme."""
        return ("answer", "themes")

    def items(self, row: FilledRow, read: Read) -> Iterator[Incoming]:
        """One item of all its States; the document stands in the line on the source of the position."""
        words = plain_text(row.cells.get("text", ""))
        source = _SOURCE.search(words)
        number, text = split_number(words[: source.start()] if source else words, review=True)
        text, states = split_states(" ".join(text.split()))
        symbol = _SYMBOL.search(source.group(1)) if source else None
        above = " ".join(read.above)
        cycle, session = _CYCLE.search(above), _SESSION.search(above) or _IN_NAME.search(read.file_name)
        themes = []
        for one in values(row.cells.get("themes", "")):
            if _OTHERS.match(one):
                break
            themes.append(one)
        yield Incoming(
            "UPR",
            re.sub(r"/Add\.\d+.*$", "", symbol.group(0)) if symbol else "",
            self.country_above(read),
            number,
            text,
            states,
            "/".join(values(row.cells.get("answer", ""))),
            themes=tuple(themes),
            session=session.group(1) if session else "",
            cycle=_ORDINALS.get(cycle.group(1).lower(), cycle.group(1)[:1]) if cycle else "",
        )

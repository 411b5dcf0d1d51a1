"""Exports of UPR Info: the table of its old database, and the records of the newer one. Neither has paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from childrights.i18n import N_
from etl.intake.formats.export import Export
from etl.intake.formats.incoming import Incoming, plain_text, split_number, split_states, values
from etl.intake.schema import FilledRow, Read


class UprInfo(Export):
    """One row is what one State asked; it is known again by its text and State, or by its id."""

    kind = "upr_info"
    name = N_("an export of UPR Info")
    heads_of_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "text": ("Text", "title", "recommendation"),
        "country": ("To", "state_under_review"),
        "states": ("From", "recommending_state"),
        "answer": ("Response",),
        "themes": ("Issue", "issues"),
        "session": ("Session",),
        "publisher_id": ("sharedId",),
    }
    needs = (("text",), ("country",), ("states",), ("answer",))
    fewest = 5

    def items(self, row: FilledRow, read: Read) -> Iterator[Incoming]:
        """One item; the session is a number, alone or before "- November 2023"."""
        cells = {name: row.cells.get(name, "") for name in self.heads_of_fields}
        number, text = split_number(plain_text(cells["text"]), review=True)
        text, told = split_states(text)
        session = re.match(r"\d{1,3}", cells["session"].strip())
        themes = [part.strip() for line in values(cells["themes"]) for part in line.split(",")]
        yield Incoming(
            "UPR",
            country=values(cells["country"]),
            number=number,
            text=text,
            states=self.states(values(cells["states"])) or told,
            position="/".join(values(cells["answer"])),
            themes=tuple(theme for theme in themes if theme),
            external_id=cells["publisher_id"].strip(),
            session=session.group(0) if session else "",
        )

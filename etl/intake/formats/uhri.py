"""The export of the Universal Human Rights Index, as Excel or JSON: one record is one recommendation or concern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from childrights.i18n import N_
from etl.intake.formats.export import Export
from etl.intake.formats.incoming import Incoming, day, plain_text, split_number, split_states, values
from etl.intake.schema import FilledRow, Read

_BODIES = {"CRC-OP-SC": "CRC", "CRC-OP-AC": "CRC", "CRC-OPSC": "CRC", "CRC-OPAC": "CRC", "OPSC": "CRC", "OPAC": "CRC"}


class Uhri(Export):
    """Columns of the Excel file and keys of the JSON; "Reccomending" is the publisher's spelling."""

    kind = "uhri"
    name = N_("an export of the Universal Human Rights Index")
    heads_of_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "text": ("Text",),
        "country": ("Countries Concerned", "Countries"),
        "body": ("Reccomending Body", "Recommending Body", "Body"),
        "symbol": ("Document Symbol", "Symbol"),
        "themes": ("Themes",),
        "published": ("Document Publication Date", "Publication Date"),
        "states": ("UPR Reccomending States", "UPR Recommending States", "UPR Recommending Country"),
        "answer": ("UPR Position", "UPR Positions"),
        "type": ("Type", "Annotation Type"),
        "publisher_id": ("OHCHR Annotation Id", "Annotation Id"),
        "session": ("UPR Session",),
        "cycle": ("UPR Cycle",),
    }
    needs = (("text",), ("country",), ("body",), ("symbol",))
    fewest = 5

    def items(self, row: FilledRow, read: Read) -> Iterator[Incoming]:
        """One item; its paragraph stands only in its text."""
        cells = {name: row.cells.get(name, "") for name in self.heads_of_fields}
        body = "".join(values(cells["body"])[:1])
        review = body.upper() == "UPR"
        number, text = split_number(plain_text(cells["text"]), review=review)
        text, told = split_states(text) if review else (text, ())
        yield Incoming(
            _BODIES.get(body.upper(), body.upper()),
            "".join(values(cells["symbol"])[:1]),
            values(cells["country"]),
            number,
            text,
            self.states(values(cells["states"])) or told,
            "/".join(values(cells["answer"])),
            "concern" if "concern" in cells["type"].casefold() else "recommendation",
            values(cells["themes"]),
            "".join(values(cells["publisher_id"])[:1]),
            day(cells["published"]),
            session="".join(values(cells["session"])[:1]),
            cycle="".join(values(cells["cycle"])[:1]),
        )

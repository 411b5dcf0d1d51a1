"""The CSV of the SDG – Human Rights Data Explorer (Danish Institute): one row a State, number after a bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from childrights.i18n import N_
from etl.intake.formats.export import Export
from etl.intake.formats.incoming import Incoming, plain_text, split_number, split_states, values
from etl.intake.schema import FilledRow, Read

_BODIES = {
    "universal periodic review": "UPR",
    "committee on the rights of the child": "CRC",
    "human rights committee": "CCPR",
    "committee on economic, social and cultural rights": "CESCR",
    "committee on the elimination of discrimination against women": "CEDAW",
    "committee on the elimination of racial discrimination": "CERD",
    "committee against torture": "CAT",
    "committee on the rights of persons with disabilities": "CRPD",
    "committee on enforced disappearances": "CED",
    "committee on migrant workers": "CMW",
}


class Dihr(Export):
    """Names of columns were read in small letters only; heads are compared without case, spaces and marks anyway."""

    kind = "dihr"
    name = N_("an export of the SDG – Human Rights Data Explorer")
    heads_of_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "body": ("mechanism",),
        "country": ("state",),
        "reviewed_in": ("year",),
        "cycle": ("cycle",),
        "paragraph": ("paragraph",),
        "states": ("recommending_state_upr",),
        "answer": ("response_upr",),
        "text": ("text", "recommendation", "recommendation_text", "content"),
        "symbol": ("document_code", "document_symbol", "symbol"),
    }
    needs = (("body",), ("country",), ("paragraph",), ("states",), ("answer",))
    fewest = 6

    def items(self, row: FilledRow, read: Read) -> Iterator[Incoming]:
        """One item; "…|136.1" is number 136.1."""
        cells = {name: row.cells.get(name, "").strip() for name in self.heads_of_fields}
        bar = cells["paragraph"].rsplit("|", 1)[-1].strip()
        number = split_number(f"{bar} ", review=False)[0] or bar
        told, text = split_number(plain_text(cells["text"]), review=True)
        text, states = split_states(text)
        yield Incoming(
            _BODIES.get(cells["body"].casefold(), cells["body"].upper()),
            cells["symbol"],
            values(cells["country"]),
            number or told,
            text,
            self.states(values(cells["states"])) or states,
            cells["answer"],
            year=cells["reviewed_in"],
            cycle=cells["cycle"],
        )

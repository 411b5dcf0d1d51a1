"""The workbook of next year: the official one, with a row for everything that the member sent before, but no values."""

from __future__ import annotations

from childrights.catalogue import Catalogue
from childrights.members import SentByMember
from etl.intake import in_memory
from etl.ledger import State


def next_workbook(state: State, catalogue: Catalogue, sent: SentByMember, *, year: int, lang: str) -> bytes:
    """The workbook as .xlsx; of a member that sent nothing the template can hold, that of all core indicators.

    Whoever has ``sent`` was asked when it was gathered.
    """
    rows = tuple(one for one in sent.rows if one[0] in catalogue.indicators)
    return in_memory.template(
        state,
        catalogue,
        indicators=tuple(dict.fromkeys(one[0] for one in rows)),
        member=sent.member,
        year=year,
        lang=lang,
        rows=rows,
    )

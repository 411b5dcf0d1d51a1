"""What ``card`` of the command line asks: the message as ``message`` asks it, in the shape and file that OUT says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from childrights.cards.shapes import POSTER, SHAPES, SQUARE
from childrights.cards.telling import MessageCard, NoCard, card_of
from childrights.cards.writing import album, card_bytes, poster_pdf
from childrights.catalogue import Catalogue
from childrights.files import write_output
from childrights.i18n import LANGUAGES, N_, translator
from childrights.messages import answer_question, asked_of
from childrights.snapshot import Snapshot

ALBUM = "album"
USUAL = {".png": SQUARE, ".svg": SQUARE, ".pdf": POSTER, ".zip": ALBUM}
_ALLOWED = {
    ".png": (*(name for name in SHAPES if name != POSTER),),
    ".svg": (*SHAPES,),
    ".pdf": (POSTER,),
    ".zip": (ALBUM,),
}
"""Which shapes each file may hold, the ending of OUT in small letters."""
ENDINGS = N_("A card is a file that ends in .png, .svg, .pdf (a poster) or .zip (an album).")
SHAPES_OF = N_("A file ending in {ending} contains one of these shapes: {shapes}.")


def write_card(
    snapshot: Snapshot,
    catalogue: Catalogue,
    out: Path,
    today: date,
    *,
    indicator: str,
    area: str,
    year: int | None,
    compare: str,
    lang: str,
    khmer_digits: bool,
    member: str,
    shape: str,
) -> tuple[str, int]:
    """Write the card and tell its shape and how many bytes it has; the choices are those of ``messages.answered``.

    Raises ``NoCard`` for a shape that the file cannot hold, a message that must not be said or does not fit, and
    ``UnknownCode`` for whatever nobody knows.
    """
    ending = out.suffix.lower()
    if ending not in USUAL:
        raise NoCard(ENDINGS)
    shape = shape or USUAL[ending]
    if shape not in _ALLOWED[ending]:
        raise NoCard(translator(lang)._(SHAPES_OF).format(ending=ending, shapes=", ".join(_ALLOWED[ending])))
    ask, desk = asked_of(
        snapshot,
        catalogue,
        indicator,
        area=area,
        year=year,
        compare=compare,
        lang=lang,
        today=today.year,
        member=member,
    )
    found = answer_question(ask, desk)

    def of(language: str) -> MessageCard:
        return card_of(found, desk, translator(language), khmer_digits=khmer_digits)

    if shape == ALBUM:
        content = album([of(one) for one in LANGUAGES])
    elif ending == ".pdf":
        content = poster_pdf(of(lang), today)
    else:
        content = card_bytes(of(lang), shape, ending[1:])
    write_output(out, content)
    return shape, len(content)

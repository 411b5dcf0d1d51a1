"""What ``talk`` of the command line does: puts a talk together, or looks at a file of one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from childrights.basket import Basket
from childrights.briefs import Stock, read_view
from childrights.catalogue import Catalogue, UnknownCode
from childrights.export import ExportError
from childrights.files import write_output
from childrights.i18n import N_, translator
from childrights.snapshot import Snapshot, observation
from childrights.talks.slides import talk_of, talk_slides
from childrights.talks.stick import CheckedStick, stick_file, talk_checks
from childrights.talks.talk import MESSAGE, PROFILE, VIEW, Talk
from childrights.writers import brief_bytes

HTML, PPTX = ".html", ".pptx"


@dataclass(frozen=True, slots=True)
class TalkDone:
    """What came of it: findings, figures, bytes (0 where nothing was written), and what was looked at."""

    slides: int
    figures: int
    size: int
    checks: tuple[tuple[str, bool], ...]


def write_talk(
    snapshot: Snapshot,
    catalogue: Catalogue,
    out: Path | None,
    today: date,
    *,
    talk: Talk | None = None,
    basket: Basket | None = None,
    views: Sequence[str] = (),
    areas: Sequence[str] = (),
    title: str = "",
    lang: str = "en",
) -> TalkDone:
    """Write the talk of a saved one, then messages of a basket, views and provinces; only look at it without ``out``.

    Raises ``ExportError`` for another ending and where nothing can be told, ``UnknownCode`` for an address of no view.
    """
    if out is not None and out.suffix.lower() not in (HTML, PPTX):
        raise ExportError(N_("{name} is no file of a talk; let it end in .html or .pptx."), name=out.name)
    made, stock = talk or Talk(), Stock.of(snapshot, catalogue, translator(lang), today)
    for kept in basket.items if basket else ():
        made = made.add(MESSAGE, kept.key)
    for address in views:
        read_view(address, stock)  # what nobody can show is refused before anything is written
        made = made.add(VIEW, address)
    for area in areas:
        made = made.add(PROFILE, area.strip().upper())
    told = talk_slides(stock, made.named(title or made.title))
    figures = {one.id for section in told.sections for one in section.observations}
    content = b""
    if out is not None:
        office = out.suffix.lower() == PPTX
        content = brief_bytes(talk_of(stock, told), PPTX) if office else stick_file(stock, told)
        write_output(out, content)
    checks = tuple((one.words, one.fine) for one in talk_checks(stock, told))
    return TalkDone(len(told.slides), len(figures), len(content), checks)


def changed_figures(snapshot: Snapshot, stick: CheckedStick) -> list[str]:
    """The codes of figures of a file that read otherwise today, or are published no more."""
    return [code for code, value in stick.figures if _value(snapshot, code) != value]


def _value(snapshot: Snapshot, code: str) -> float | None:
    try:
        return observation(snapshot, code).value
    except UnknownCode:
        return None

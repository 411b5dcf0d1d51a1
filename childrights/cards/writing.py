"""Cards as files: PNG and SVG of a shape, the poster as PDF, and an album of all shapes in both languages."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path

from childrights.cards.fitting import draw_card
from childrights.cards.shapes import POSTER, PREVIEW, SQUARE, STORY
from childrights.cards.telling import MessageCard, NoCard
from childrights.charts import typst_fonts
from childrights.export import PUBLISHER
from childrights.i18n import N_, translator
from childrights.pictures import png, svg

TEMPLATE = Path(__file__).with_name("poster.typ")
IN_ALBUM = (SQUARE, STORY, PREVIEW)
NOT_MADE = "not-made.txt"
_UPPER, _LOWER = N_("Upper half of the poster."), N_("Lower half of the poster.")
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The same album has the same bytes whenever it is made."""


def card_bytes(card: MessageCard, shape: str, kind: str) -> bytes:
    """The card as ``png`` or ``svg``, with its words beside it. Raises ``NoCard`` where they do not fit."""
    drawn = draw_card(card, shape).scene
    return svg(drawn) if kind == "svg" else png(drawn, {"Title": drawn.title, "Description": drawn.description})


def poster_pdf(card: MessageCard, today: date) -> bytes:
    """The poster as PDF: one page of A3, then two of A4 that make the same. All of it is lines, so sharp at any size.

    Raises ``NoCard`` where it does not fit.
    """
    t = translator(card.lang)
    drawn = draw_card(card, POSTER).scene
    data = {
        "title": drawn.title,
        "publisher": t._(PUBLISHER),
        "alt": card.alt,
        "upper": t._(_UPPER),
        "lower": t._(_LOWER),
        "svg": svg(drawn).decode(),
        "lang": card.lang,
        "date": {"year": today.year, "month": today.month, "day": today.day},
    }
    told = {"poster": json.dumps(data, ensure_ascii=False)}
    compiler = import_module("typst").Compiler(
        TEMPLATE, root=TEMPLATE.parent, font_paths=typst_fonts(), sys_inputs=told
    )
    moment = datetime.combine(today, time(12), tzinfo=UTC)
    content = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    assert isinstance(content, bytes)
    return content


def album(cards: Iterable[MessageCard]) -> bytes:
    """A ZIP of one message in several languages: a PNG of each shape, the text to paste, and the words for who cannot
    see it. What cannot be made is named with its reason; where nothing can, ``NoCard`` is raised with the first.
    """
    files: dict[str, bytes] = {}
    missing: dict[str, str] = {}
    for card in cards:
        for shape in IN_ALBUM:
            name = f"{shape}-{card.lang}.png"
            try:
                files[name] = card_bytes(card, shape, "png")
            except NoCard as refused:
                missing[name] = str(refused)
        files[f"text-{card.lang}.txt"] = card.paste.encode()
        files[f"alt-{card.lang}.txt"] = (card.alt + "\n").encode()
    if missing and not any(name.endswith(".png") for name in files):
        raise NoCard(next(iter(missing.values())))
    if missing:
        files[NOT_MADE] = "".join(f"{name}: {why}\n" for name, why in missing.items()).encode()
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in sorted(files.items()):
            into.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()

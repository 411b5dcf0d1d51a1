"""The mirror as a file: a letter and a page in Word or PDF, or both with the workbook of next year in a ZIP."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from datetime import UTC, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any

from childrights.export import ExportError
from childrights.i18n import N_, Translator, translator
from childrights.mirror.model import Mirror, MirrorTable
from childrights.rights import day_words
from childrights.writers import About, Paper, font_names, fonts, read_once

TEMPLATE = Path(__file__).with_name("mirror.typ")
FORMATS = (".docx", ".pdf", ".zip")
_PUBLISHER = "CRC-Cambodia"


def mirror_bytes(mirror: Mirror, ending: str, workbook: bytes = b"") -> bytes:
    """``mirror`` in the format of ``ending``; a ``.zip`` holds letter and page in both formats and the ``workbook``.

    Raises ``ExportError`` for another ending.
    """
    if ending == ".docx":
        return _word(mirror)
    if ending == ".pdf":
        return _pdf(mirror)
    if ending != ".zip":
        raise ExportError(
            N_("A mirror is written as {known}, not as '{ending}'."), known=", ".join(FORMATS), ending=ending
        )
    content, stem = io.BytesIO(), file_stem(mirror)
    when = (mirror.made_on.year, mirror.made_on.month, mirror.made_on.day, 12, 0, 0)
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in (
            (f"{stem}.docx", _word(mirror)),
            (f"{stem}.pdf", _pdf(mirror)),
            (f"workbook-{mirror.year + 1}.xlsx", workbook),
        ):
            if made:
                archive.writestr(zipfile.ZipInfo(name, when), made, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def file_stem(mirror: Mirror) -> str:
    """What the files are called: the member in small Latin letters, as far as it has any, and the year."""
    plain = unicodedata.normalize("NFKD", mirror.member).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-")
    return "-".join(filter(None, ("mirror", name, str(mirror.year))))


def _foot(mirror: Mirror, t: Translator) -> str:
    made = day_words(mirror.made_on.isoformat(), mirror.lang)
    parts = [t._("For {member} alone").format(member=mirror.member), t._("made on {date}").format(date=made)]
    if mirror.data_label:
        parts.append(t._("data of {day}").format(day=day_words(mirror.data_label, mirror.lang)))
    return " · ".join(parts)


def _letter(mirror: Mirror) -> list[str]:
    """The paragraphs of the letter; what to do next stands in it, since the page behind it has room for one page."""
    return [mirror.greeting, *mirror.letter[:-1], " ".join(mirror.next), mirror.letter[-1], mirror.closing]


def _word(mirror: Mirror) -> bytes:
    t = translator(mirror.lang)
    moment = datetime.combine(mirror.made_on, time(12), tzinfo=UTC)
    paper = Paper(About(mirror.title, t._("Member's mirror"), _PUBLISHER, _foot(mirror, t), moment), t)
    paper.note(day_words(mirror.made_on.isoformat(), mirror.lang))
    for words in _letter(mirror):
        paper.text(words)
    paper.page_break()
    paper.heading(mirror.title, 2)
    paper.key(mirror.finding)
    for heading, lines, table in _parts(mirror, t):
        paper.heading(heading, 3)  # small ones: in Khmer, too, all of it fits one page
        if table and table.rows:
            numeric = [at for at in range(len(table.head)) if all(_a_number(row[at]) for row in table.rows)]
            paper.table("", table.head, table.rows, table.widths, numeric=numeric)
        for words, small in lines:
            # Khmer stands higher: its words beside tables are set small, so that all of it fits one page.
            (paper.note if small or (mirror.lang == "km" and len(lines) == 1) else paper.text)(words)
    return paper.save()


def _a_number(text: str) -> bool:
    return text.isdecimal() or text == "–"


Line = tuple[str, bool]
"""Words, and whether they are small."""
Part = tuple[str, list[Line], MirrorTable | None]


def _parts(mirror: Mirror, t: Translator) -> list[Part]:
    """Heading, lines and table of each part of the page, in its order."""
    arrived = [(mirror.on_time, False)] if mirror.on_time else []
    errors = [(mirror.errors_note, True)] if mirror.errors_note else []
    said: list[Line] = []
    for one in mirror.sentences:
        said.append((f"{one.words} [{', '.join(one.codes)}]", False))
        said += [(one.mind, True)] if one.mind else []
    said += [(mirror.sentences_note, True)] if mirror.sentences_note else []
    found: list[Part] = [(t._("What arrived"), arrived, mirror.arrived)]
    if mirror.errors.rows or errors:
        found.append((t._("What was left out, by cause"), errors, mirror.errors))
    found.append((t._("What your figures show"), said, None))
    found.append((t._("What waits"), [(" ".join(mirror.waits), False)], None))
    return found


def _pdf(mirror: Mirror) -> bytes:
    t = translator(mirror.lang)
    made = mirror.made_on
    data: dict[str, Any] = {
        "lang": mirror.lang,
        "fonts": font_names(mirror.lang),
        "title": mirror.title,
        "publisher": _PUBLISHER,
        "foot": _foot(mirror, t),
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "day": day_words(made.isoformat(), mirror.lang),
        "letter": _letter(mirror),
        "finding": mirror.finding,
        "parts": [
            {
                "heading": heading,
                "lines": [{"words": words, "small": small} for words, small in lines],
                "head": list(table.head) if table and table.rows else [],
                "rows": [list(row) for row in table.rows] if table else [],
                "widths": list(table.widths) if table else [],
            }
            for heading, lines, table in _parts(mirror, t)
        ],
    }
    told = {"mirror": json.dumps(data, ensure_ascii=False)}
    compiler = import_module("typst").Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs=told)
    moment = datetime.combine(made, time(12), tzinfo=UTC)
    content = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    assert isinstance(content, bytes)
    return read_once(content) if mirror.lang == "km" else content

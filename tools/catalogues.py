"""Bring locales/*/LC_MESSAGES/messages.po up to date with the words in the code and in the tables of sentences beside
it. Translations are kept.

``python tools/catalogues.py`` adds new words (empty, to be translated) and takes out words nobody uses any more.
Words that stand in another catalogue (``problems``, ``workbooks``) stay there. Afterwards
``python tools/khmer_review.py`` lists what needs a reviewer.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.pofile import write_po  # noqa: E402

from childrights.i18n import DOMAINS, LANGUAGES, catalogue_path, read_catalogue  # noqa: E402

ROOMS = ("childrights", "cli", "etl", "pages", "ui")
SENTENCES = {"etl/problems/sentences.csv": ("text", "cure"), "etl/reading/refusals.csv": ("text",)}
"""Tables of sentences that are data, and their columns with msgids."""

UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The catalogues carry no date of their own, so that running this twice changes nothing."""

FUNCTIONS = {"_", "N_", "ngettext"}

Message = str | tuple[str, str]
Words = str | tuple[str, ...] | list[str]
"""One form or several, as Babel has them."""


def words_in(source: str) -> list[Message]:
    """The msgids in Python ``source``: calls of ``_``, ``N_`` and ``ngettext`` with literal text.

    Read from the syntax tree, so that words inside f-strings are found too.
    """
    found: list[Message] = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name == "ngettext" and len(texts) == 2:
            found.append((texts[0], texts[1]))
        elif name in FUNCTIONS and name != "ngettext" and texts:
            found.append(texts[0])
    return found


def words_in_table(path: Path, columns: Sequence[str]) -> list[Message]:
    """The msgids in some columns of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file) for column in columns if row[column]]


@cache
def words_of_the_code(root: Path = ROOT) -> dict[Message, list[str]]:
    """Every msgid of the code and of its tables of sentences with the files that hold it."""
    used: dict[Message, list[str]] = {}
    files = [path for room in ROOMS for path in sorted((root / room).rglob("*.py"))]
    found = {path: words_in(path.read_text(encoding="utf-8")) for path in files}
    found |= {root / table: words_in_table(root / table, columns) for table, columns in SENTENCES.items()}
    for path, messages in found.items():
        place = path.relative_to(root).as_posix()
        for message in messages:
            places = used.setdefault(message, [])
            if place not in places:
                places.append(place)
    return used


def first(message: Words) -> str:
    """The msgid by which a message is known: its singular."""
    return message if isinstance(message, str) else message[0]


def known_translations(lang: str, domain: str) -> dict[str, Words]:
    """msgid to translation in an existing catalogue; empty when there is none."""
    path = catalogue_path(lang, domain)
    if not path.exists():
        return {}
    return {first(message.id): message.string or "" for message in read_catalogue(path) if message.id}


_KHMER_STYLE = str.maketrans("០១២៣៤៥៦៧៨៩“”ឲ", "0123456789«»ឱ")


def in_one_style(khmer: str) -> str:
    """Khmer of the screens as all of it is written: Western digits, one kind of quotation mark, one of twin letters
    that look the same, a space before the sign of per cent."""
    return re.sub(r"(?<=[0-9}])%", " %", khmer.translate(_KHMER_STYLE).replace("\u17d2\u178a", "\u17d2\u178f"))


def update(lang: str) -> None:
    """Write the ``messages`` catalogue of one language anew."""
    known = known_translations(lang, "messages")
    elsewhere = {msgid for domain in DOMAINS if domain != "messages" for msgid in known_translations("km", domain)}
    forms = 1 if lang == "km" else 2
    catalogue = Catalog(
        locale=lang, project="Child rights in Cambodia", version="1", fuzzy=False, creation_date=UNDATED
    )
    catalogue.header_comment = "# Words of the screens. Brought up to date by tools/catalogues.py."
    for message, places in words_of_the_code().items():
        if first(message) in elsewhere:
            continue
        kept = known.get(first(message))
        if isinstance(message, tuple):
            kept = kept if isinstance(kept, tuple) and len(kept) == forms else ("",) * forms
        if lang == "km" and kept:
            kept = in_one_style(kept) if isinstance(kept, str) else tuple(map(in_one_style, kept))
        catalogue.add(message, kept or "", locations=[(place, 0) for place in sorted(places)])
    text = io.BytesIO()
    write_po(text, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
    catalogue_path(lang, "messages").write_bytes(text.getvalue())


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    for language in LANGUAGES:
        update(language)

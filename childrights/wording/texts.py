"""Every Khmer text of ours with its English and where it stands, and writing one back to just there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from babel.messages.pofile import write_po

from childrights.i18n import DOMAINS, LOCALES, catalogue_path, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
TABLES = [
    "article_words",
    "crc_articles",
    "crc_clusters",
    "duties",
    "duty_bearers",
    "indicators",
    "khmer_texts",
    "message_words",
    "notes",
    "programmes",
    "recommendations",
    "review_cycles",
    "review_rules",
    "search_places",
    "searches",
    "targets",
    "topics",
    "ask_words",
]
FOLDERS = ("data/papers", "data/children")
NOT_SAID = ("aliases_km", "words_km", "counter_km")
"""Columns of words that are searched for, or that only stand inside others."""
WIDTH = 110


@dataclass(frozen=True, slots=True)
class KhmerText:
    """One text. ``place`` is a catalogue (``messages.po``) or a table below ``data``; ``key`` and ``column`` say where
    in it; ``used_in`` are the files of the code that say it."""

    place: str
    key: str
    column: str
    english: str
    khmer: str
    used_in: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What it is called in the workbook, whatever becomes of its Khmer."""
        told = "\n".join((self.place, self.key, self.column, self.english))
        return sha256(told.encode()).hexdigest()[:10]


def khmer_texts(root: Path = ROOT) -> tuple[KhmerText, ...]:
    """Every text that has Khmer, each once, catalogues first."""
    found: dict[str, KhmerText] = {}
    for one in (*_of_catalogues(root), *_of_tables(root)):
        found.setdefault(one.id, one)
    return tuple(found.values())


def _of_catalogues(root: Path) -> Iterator[KhmerText]:
    for domain in DOMAINS:
        for message in read_catalogue(catalogue_path("km", domain, root / LOCALES.name)):
            english = message.id if isinstance(message.id, str) else message.id[0]
            forms = message.string or ""
            khmer = forms if isinstance(forms, str) else forms[0]
            if english and khmer:
                places = tuple(sorted({place for place, _ in message.locations}))
                yield KhmerText(f"{domain}.po", english, "", english, khmer, places)


def _paths(root: Path) -> Iterator[Path]:
    yield from (root / "data" / "reference" / f"{name}.csv" for name in TABLES)
    yield from (path for folder in FOLDERS for path in sorted((root / folder).glob("*.csv")))


def _pairs(head: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Columns of Khmer with that of their English."""
    for column in head:
        if column.endswith("_km") and column not in NOT_SAID:
            base = column.removesuffix("_km")
            english = {"scope": "scope_within_article"}.get(base, f"{base}_en" if f"{base}_en" in head else base)
            if english in head:
                yield column, english


def _of_tables(root: Path) -> Iterator[KhmerText]:
    for path in _paths(root):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            pairs = tuple(_pairs(rows.fieldnames or ()))
            for row in rows:
                key = next(iter(row.values()))
                for column, english in pairs:
                    if row[english] and row[column]:
                        place = path.relative_to(root / "data").as_posix()
                        yield KhmerText(place, key, column, row[english], row[column])


def put_back(changed: Mapping[str, str], root: Path = ROOT) -> None:
    """Write new Khmer by the id of its text. What two rows of a table say alike is changed in both."""
    of = {one.id: one for one in khmer_texts(root) if one.id in changed}
    for place in sorted({one.place for one in of.values()}):
        here = [(one, changed[one.id]) for one in of.values() if one.place == place]
        if place.endswith(".po"):
            _into_catalogue(place.removesuffix(".po"), {one.english: khmer for one, khmer in here}, root)
        else:
            _into_table(root / "data" / place, {(one.key, one.column, one.english): khmer for one, khmer in here})


def _into_catalogue(domain: str, changed: Mapping[str, str], root: Path) -> None:
    path = catalogue_path("km", domain, root / LOCALES.name)
    if domain == "messages":
        catalogue = read_catalogue(path)
        for message in catalogue:
            english = message.id if isinstance(message.id, str) else message.id[0]
            if english in changed:
                khmer = changed[english]
                message.string = khmer if isinstance(message.id, str) else (khmer,)
        text = io.BytesIO()
        write_po(text, catalogue, width=WIDTH, sort_output=True, include_lineno=False, omit_header=False)
        path.write_bytes(text.getvalue())
        return
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    path.write_text("\n\n".join(_block(block, changed) for block in blocks), encoding="utf-8", newline="\n")


_LINE = re.compile(r'"((?:[^"\\]|\\.)*)"')


def _block(block: str, changed: Mapping[str, str]) -> str:
    """One entry of a catalogue that is kept as it was typed."""
    head, said, _ = block.partition("\nmsgstr")
    start = head.find("msgid ")
    if start < 0 or not said:
        return block
    english = "".join(_LINE.findall(head[start:].partition("\nmsgid_plural")[0]))
    english = english.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
    if english not in changed:
        return block
    khmer = changed[english].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    index = "[0]" if "msgid_plural" in head else ""
    return f'{head}\nmsgstr{index} "{khmer}"' + ("\n" if block.endswith("\n") else "")


def _into_table(path: Path, changed: Mapping[tuple[str, str, str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    head = rows[0]
    for row in rows[1:]:
        for column, english in _pairs(head):
            told = (row[0], column, row[head.index(english)])
            if told in changed:
                row[head.index(column)] = changed[told]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")

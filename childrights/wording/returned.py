"""What a native reader sent back, row by row: nothing is taken that would break a sentence or is out of date."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from childrights.language import latin_digits
from childrights.wording.texts import KhmerText
from childrights.wording.workbook import HEADS

GAP = re.compile(r"\{\w*\}")
MARKUP = re.compile(r"\*\*|(?<!\*)\*(?!\*)|\[|\]\(|<[^>]+>|`|\n")
_KHMER, _LATIN = re.compile("[\u1780-\u17ff]"), re.compile(r"[A-Za-z]{3,}")
_HIDDEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STYLE = str.maketrans("“”ឲ", "«»ឱ")
MOST_TIMES_AS_LONG, MOST_ROWS = 4, 60_000


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken, and why: ``why`` is a msgid that ``filled`` goes into."""

    row: int
    why: str
    filled: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedKhmer:
    """``changed``: new Khmer by id. ``confirmed``: texts that are right as they are. ``refused``: rows not taken.
    ``overtaken``: rows whose Khmer was changed here since. ``empty``: rows without an answer."""

    changed: Mapping[str, str]
    confirmed: tuple[str, ...]
    refused: tuple[RefusedRow, ...]
    overtaken: tuple[RefusedRow, ...]
    empty: int


NOT_OURS = N_("{name} is not the workbook of Khmer texts. Send back the one that was written, saved as .xlsx.")
NO_COLUMN = N_("The workbook has no column {columns} any more. Nothing was taken.")
UNKNOWN = N_("no text has this id: {what}")
TWICE = N_("this id stands in more than one row, with different answers")
ENGLISH = N_("the English beside it is not that of this id: the rows were mixed up")
GAPS = N_("what stands in curly brackets is not the same: {what}")
MARKS = N_("its marks (stars, brackets of links, new lines) are not the same: {what}")
NO_KHMER = N_("it is not in Khmer")
OTHER = N_("it has words in another language: {what}")
SIGNS = N_("it has invisible signs that turn the direction of writing")
LONG = N_("it is more than four times as long")
BOTH = N_("it says that the text is right and gives another one")
SINCE = N_("the Khmer was changed here since; it is now: {what}")


def read_returned(content: bytes, name: str, texts: Sequence[KhmerText]) -> ReturnedKhmer:
    """What a file brings. Raises ``ChildRightsError`` where it is not that workbook or lacks a column."""
    known = {one.id: one for one in texts}
    answers: dict[str, tuple[int, str]] = {}
    twice, found = set[str](), _Found()
    for number, row in _rows(content, name):
        one = known.get(row["id"])
        if one is None:
            if any(row.values()):
                found.refuse(number, UNKNOWN, row["id"][:20])
            continue
        answer = _answer(row, one, number, found)
        if answer is None:
            continue
        if one.id in answers and answers[one.id][1] != answer:
            twice.add(one.id)
        answers.setdefault(one.id, (number, answer))
    for identity in twice:
        found.refuse(answers.pop(identity)[0], TWICE)
    changed = {key: khmer for key, (_, khmer) in answers.items() if khmer != known[key].khmer}
    confirmed = tuple(key for key, (_, khmer) in answers.items() if khmer == known[key].khmer)
    refused = tuple(sorted(found.refused, key=lambda one: one.row))
    return ReturnedKhmer(changed, confirmed, refused, tuple(found.overtaken), found.empty)


class _Found:
    def __init__(self) -> None:
        self.refused: list[RefusedRow] = []
        self.overtaken: list[RefusedRow] = []
        self.empty = 0

    def refuse(self, row: int, why: str, filled: str = "") -> None:
        self.refused.append(RefusedRow(row, why, filled))


def _rows(content: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by what its columns are, wherever somebody has moved them."""
    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, InvalidFileException) as error:
        raise ChildRightsError(NOT_OURS, name=name) from error
    heads = {told.partition(" · ")[0].casefold(): key for key, told in HEADS.items()}
    for sheet in book:
        for at, row in enumerate(sheet.iter_rows(max_row=20, values_only=True), 1):
            said = (str(cell or "").partition(" · ")[0].strip().casefold() for cell in row)
            told = {heads.get(one, ""): i for i, one in enumerate(said)}
            if {"id", "english"} <= told.keys() or {"id", "khmer"} <= told.keys():
                missing = [HEADS[one] for one in ("id", "english", "khmer", "correction", "right") if one not in told]
                if missing:
                    raise ChildRightsError(NO_COLUMN, columns=", ".join(missing))
                for number, cells in enumerate(sheet.iter_rows(min_row=at + 1, values_only=True), at + 1):
                    if number > MOST_ROWS:
                        return
                    yield number, {key: _text(cells[i]) if i < len(cells) else "" for key, i in told.items() if key}
                return
    raise ChildRightsError(NOT_OURS, name=name)


def _text(cell: object) -> str:
    return "" if cell is None else unicodedata.normalize("NFC", str(cell).replace("\r\n", "\n")).strip("\u200b \t")


def _answer(row: Mapping[str, str], one: KhmerText, number: int, found: _Found) -> str | None:
    """The Khmer that a row leaves; ``None`` where it says nothing or is not taken."""
    new, right = row["correction"], row["right"].strip()
    if not new and not right:
        found.empty += 1
        return None
    if _plain(row["english"]) != _plain(one.english):
        found.refuse(number, ENGLISH)
    elif _plain(row["khmer"]) != _plain(one.khmer) and _plain(new) != _plain(one.khmer):
        found.overtaken.append(RefusedRow(number, SINCE, one.khmer[:120]))
    elif not new:
        return one.khmer
    elif right and _plain(new) != _plain(one.khmer):
        found.refuse(number, BOTH)
    else:
        new = in_style(new)
        if wrong := _wrong(new, one):
            found.refuse(number, *wrong)
        else:
            return _edges(one.khmer, new)
    return None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def in_style(khmer: str) -> str:
    """Khmer as all of it is kept: Western digits, one kind of quotation marks and of letters that look the same."""
    return latin_digits(khmer).translate(_STYLE).replace("\u17d2\u178a", "\u17d2\u178f")


def _edges(old: str, new: str) -> str:
    """``new`` with the spaces at its ends that ``old`` has, since sentences are joined there."""
    return old[: len(old) - len(old.lstrip())] + new.strip() + old[len(old.rstrip()) :]


def _wrong(new: str, one: KhmerText) -> tuple[str, str] | None:
    """Why a new text cannot stand for ``one``; what it has, for the reader."""
    for form, why in ((GAP, GAPS), (MARKUP, MARKS)):
        before, after = Counter(form.findall(one.khmer)), Counter(form.findall(new))
        if before != after:
            odd = ((before - after) + (after - before)).elements()
            return why, " ".join(sorted("↵" if sign == "\n" else sign for sign in odd))
    if _HIDDEN.search(new) or any(unicodedata.category(sign) == "Cc" for sign in new if sign != "\n"):
        return SIGNS, ""
    if _KHMER.search(one.khmer) and not _KHMER.search(new):
        return NO_KHMER, ""
    known = set(_LATIN.findall(GAP.sub(" ", f"{one.khmer} {one.english}")))
    if strange := [word for word in _LATIN.findall(GAP.sub(" ", new)) if word not in known]:
        return OTHER, ", ".join(strange[:4])
    if len(new) > MOST_TIMES_AS_LONG * max(len(one.khmer), 12):
        return LONG, ""
    return None

"""Words that call figures an example: a sheet "Example", a file "Test data", a title "Dummy figures".

Such figures look like any others, so they are held back until a person says that they are real. A word that may mean
something else ("Test", "Template", "Sample") counts only where a name or a title says nothing of its own beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from etl.cells import dashes, plain
from etl.labels.people_words import KnownWords, shelf, text_pieces
from geo import fold_khmer

_NOTHING_KNOWN = KnownWords()
_QUIET = ("neutral", "topic", "end", "comma", "number", "name", "age", "weak")
_FORMS, _TESTED = tuple(shelf("form")), shelf("tested")
_FOR_EXAMPLE = re.compile(r"(?:for|as an|an|good|another|one) $")


def disowned(text: str, where: str, known: KnownWords, *, shares: bool = False) -> tuple[str, str]:
    """The words of a text that say that the figures are none of the indicator's, or none to be used, and what to ask:
    ``example`` or ``not_used``; two empty texts when it says no such thing. ``shares`` when no indicator counts."""
    if words := made_up(text, where, known):
        return words, "example"
    bare = fold_khmer(dashes(plain(text)))
    if (held := _words("not_used").search(bare)) is not None:
        return held.group(), "not_used"
    for name in ("not_used_alone", "not_share_alone") if where != "note" else ():
        alone = _words(name).search(bare)
        if alone is None or (name == "not_share_alone" and not shares):
            continue
        rest = text_pieces(f"{bare[: alone.start()]} {bare[alone.end() :]}", _NOTHING_KNOWN)
        if all(piece.kind in ("neutral", "end", "comma", "number") for piece in rest):
            return alone.group(), "not_used"
    return "", ""


def made_up(text: str, where: str, known: KnownWords) -> str:
    """The words of a title, a note or the name of a sheet or file (``where``) that call the figures an example."""
    bare = fold_khmer(dashes(plain(text)))
    held = _words("made_up_note" if where == "note" else "made_up").search(bare)
    if held is not None and not _FOR_EXAMPLE.search(bare[: held.start()].casefold()):
        return held.group()
    alone = None if where == "note" else _words("made_up_alone").search(bare)
    if alone is None:
        return ""
    rest = text_pieces(f"{bare[: alone.start()]} {bare[alone.end() :]}", known)
    told = {piece.word.casefold() for piece in rest}
    # "Template - stunting", but not "Reading test"
    still = (*_QUIET, "subject") if alone.group().casefold().startswith(_FORMS) else _QUIET
    quiet = all(piece.kind in still or _words("made_up_alone").fullmatch(piece.word) for piece in rest)
    return alone.group() if quiet and not told & _TESTED else ""


@lru_cache(maxsize=4)
def _words(name: str) -> re.Pattern[str]:
    words = sorted(map(fold_khmer, shelf(name)), key=len, reverse=True)
    return re.compile("|".join(_word(word) for word in words), re.IGNORECASE)


def _word(word: str) -> str:
    if word.isascii():
        return rf"(?<![a-z]){re.escape(word)}(?![a-z])"
    # Alone, or at the head of a name: "គំរូរបាយការណ៍" is a template of reports, "ភូមិគំរូ" a model village.
    return rf"(?<![\u1780-\u17d3]){re.escape(word)}" if word == fold_khmer("គំរូ") else re.escape(word)

"""Formulas that reach out of the workbook: found by their text, reported, never evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_CALLS = re.compile(
    r"\b(WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|SQL\.REQUEST|DDE|IMAGE|STOCKHISTORY|IMPORT(?:DATA|XML|HTML|RANGE|FEED)"
    r"|CUBE[A-Z]+|EXEC|OPENURL)\s*\(",
    re.IGNORECASE,
)
# [1]Sheet!A1, '[Book.xlsx]Sheet'!A1, 'file:///x.ods'#$Sheet.A1; not a structured reference such as Table1[Column].
_OTHER_BOOK = re.compile(r"(?<![\w\]])\[[^\[\]@#]+\](?:[\w .]+|)!|'[^']*\[[^\]]+\][^']*'!|'[^']+'#")
_DDE = re.compile(r"(?:'[^'|]+'|\b[\w.]+)\|(?:'[^']*'|[\w\\.:/ ]+)!", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_\\][\w.\\]*(?![\w(!])")


def reaches_out(formula: str, outside_names: Iterable[str] = ()) -> bool:
    """Whether a formula reads another workbook, a program (DDE) or the network; ``HYPERLINK`` does not.

    ``outside_names`` are the lower-case defined names that themselves reach out.
    """
    bare = _TEXT.sub('""', formula)
    if _CALLS.search(bare) or _DDE.search(bare) or _OTHER_BOOK.search(bare):
        return True
    names = frozenset(outside_names)
    return bool(names) and any(match[0].lower() in names for match in _NAME.finditer(bare))


def outside_names(defined: Mapping[str, str]) -> frozenset[str]:
    """The defined names (lower case) whose formula reaches out, directly or through another such name.

    Every formula is read once: a chain of names costs no more than its length.
    """
    used_by: dict[str, list[str]] = {}
    found: set[str] = set()
    for name, formula in defined.items():
        if reaches_out(formula):
            found.add(name.lower())
        for match in _NAME.finditer(_TEXT.sub('""', formula)):
            used_by.setdefault(match[0].lower(), []).append(name.lower())
    ahead = list(found)
    while ahead:
        for user in used_by.get(ahead.pop(), ()):
            if user not in found:
                found.add(user)
                ahead.append(user)
    return frozenset(found)

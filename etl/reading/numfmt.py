"""Number formats: which ones change what a number means, which ones make it a date, and the date itself."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

# ECMA-376 part 1, 18.8.30: the built-in formats that are not General, plain digits or thousands separators.
BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)',
    6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
    8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
# Date formats of East Asian and Thai editions (ids 27-36, 50-58, 71-81): the code depends on the edition.
BUILTIN |= dict.fromkeys((*range(27, 37), *range(50, 59), *range(71, 82)), "m/d/yyyy")

_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_BRACKET = re.compile(r"\[[^\]]*\]?")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CLOCK = re.compile(r"AM/PM|A/P|上午/下午", re.IGNORECASE)
_DATE_LETTER = re.compile(r"[ymdhs]|\bB[12]|e(?![+-])|g{1,3}", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_WORD = re.compile(r"\w")
_SHOWN = re.compile(r"[0#?@]|general|[ymdhs]", re.IGNORECASE)

EPOCH_1900 = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31


@lru_cache(maxsize=4096)
def is_date_format(code: str) -> bool:
    """Whether a number shown with ``code`` is a date, a time or a duration."""
    section = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(section):
        return True
    section = _BRACKET.sub("", section)
    if "general" in section.lower() or "@" in section:
        return False
    return bool(_DATE_LETTER.search(_CLOCK.sub("h", section)))


@lru_cache(maxsize=4096)
def meaningful(code: str) -> str:
    """``code`` if it changes what the number behind it means, else the empty string.

    Kept: percent and per mille, dates, brackets (a negative number shown as ``(5)``), scaling by a trailing
    comma, text ``@``, any literal word or sign before or after the digits, and one that shows no number at all.
    """
    if not code or code.lower() == "general":
        return ""
    bare = _LITERAL.sub("", code)
    plain = _BRACKET.sub("", bare)
    literal = any(_WORD.search(part) or set(part) & set("%‰<>*()") for part in _literals(code))
    if not _SHOWN.search(plain.split(";")[0]):
        return code
    kept = set(plain) & set("%‰()@") or literal or _SCALED.search(plain) or is_date_format(code)
    return code if kept else ""


def _literals(code: str) -> list[str]:
    """What the format prints beside the digits: quoted text and escaped signs, not padding."""
    return [part.strip('"') if part[0] == '"' else part[1:] for part in _LITERAL.findall(code) if part[0] in '"\\']


def from_serial(serial: float, code: str, date1904: bool = False) -> date | datetime | time | timedelta | float:
    """The date, time or duration a serial number stands for when shown with ``code``; itself if it is none.

    Day 60 of the 1900 system (29 February 1900, which never was) and the days before it are shifted as Excel
    shows them. Negative serials and years past 9999 stay numbers.
    """
    if not 0 <= serial < _LAST_SERIAL:
        return serial
    if _ELAPSED.search(_LITERAL.sub("", code)):
        return timedelta(seconds=round(serial * 86_400))
    days, fraction = divmod(serial, 1)
    seconds = timedelta(seconds=round(fraction * 86_400, 3))
    if days == 0 and not date1904:
        moment = datetime.min + seconds
        return moment.time() if moment.date() == date.min else time(23, 59, 59)
    shifted = days + 1 if days < 60 and not date1904 else days
    moment = (EPOCH_1904 if date1904 else EPOCH_1900) + timedelta(days=shifted) + seconds
    return moment if seconds else moment.date()

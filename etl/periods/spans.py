"""Months, days and dates of a text put together: with their year, and from the first to the last of a span."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.periods.lexer import Token
from etl.periods.words import any_of

DATED = ("date", "day", "month", "months_told")
YEARS = ("year", "span", "school_compact", "school_short")
AHEAD = ("before", "since", "from", "by", "until", "compared", "end", "as_of")
_TO = re.compile(r" ?\.?\)? ?(?:-|/|&|,|to|and|until|till|through|thru|ដល់|និង) ?(?:ឆ្នាំ ?)?")
_BLANK = re.compile(r"[ ,.]*(?:the )?(?:month of )?(?:ឆ្នាំ ?)?")
_BEFORE_YEAR = re.compile(rf"[ ,.'/(-]*(?:of )?(?:the )?(?:year )?(?:ឆ្នាំ ?)?(?:{any_of('buddhist', 'common')}[ :.]*)?")
_AFTER_YEAR = re.compile(r"[ ,./(-]*")
_SURVEY = re.compile(any_of("survey"))


def with_spans(text: str, found: Sequence[Token]) -> list[Token]:
    """The tokens of folded ``text`` with months and dates joined.

    "June 2023" is one ``month``; "January to June 2023" one ``months_told``; January to December and a stock counted
    at the end of December are the ``year``; a span of months in the name of a survey is its fieldwork and left out.
    """
    joined = _months_before_years(text, found)
    joined = _first_to_last(text, joined)
    joined = _years_before_months(text, joined)
    joined = _up_to(text, joined)
    return [_whole(token) for token in joined if not (token.kind == "months_told" and _SURVEY.search(text))]


def _months_before_years(text: str, found: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    for token in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind in ("month", "day")
            and not before.years[0]
            and token.kind == "year"
            and _BEFORE_YEAR.fullmatch(text, before.end, token.start)
        ):
            out[-1] = before._replace(end=token.end, years=token.years)
        else:
            out.append(token)
    return out


def _first_to_last(text: str, found: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    skip = 0
    for place, token in enumerate(found):
        if skip:
            skip -= 1
            continue
        other, taken = token, 0
        if out and out[-1].kind in DATED and token.kind in DATED and _TO.fullmatch(text, out[-1].end, token.start):
            taken = 1
        elif out and out[-1].kind in DATED and token.kind == "until" and place + 1 < len(found):
            other = found[place + 1]
            blank = _BLANK.fullmatch(text, out[-1].end, token.start) and _BLANK.fullmatch(text, token.end, other.start)
            taken, skip = (1, 1) if other.kind in DATED and blank else (0, 0)
        if not taken:
            out.append(token)
            continue
        first = out.pop()
        years = (first.years[0] or other.years[0], other.years[1] or first.years[1])
        whole = first.day in (0, 1) and other.day in (0, 31)
        months = (first.months[0], other.months[1])
        out.append(Token("months_told", first.start, other.end, years, months, 0 if whole else other.day or first.day))
    return out


def _years_before_months(text: str, found: Sequence[Token]) -> list[Token]:
    """ "2023 June", "2023 (January-June)"."""
    out: list[Token] = []
    for token in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind == "year"
            and token.kind in ("month", "months_told")
            and not token.years[0]
            and _AFTER_YEAR.fullmatch(text, before.end, token.start)
        ):
            out[-1] = token._replace(start=before.start, years=before.years)
        else:
            out.append(token)
    return out


def _up_to(text: str, found: Sequence[Token]) -> list[Token]:
    """ "As of 31 December 2023" is a count at the end of the year, "up to June 2023" a part of it."""
    out: list[Token] = []
    for token in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind in AHEAD
            and token.kind in (DATED if before.kind == "from" else ("date", "day", "month"))
            and _BLANK.fullmatch(text, before.end, token.start)
        ):
            start, years = before.start, token.years
            if token.kind == "months_told":
                out[-1] = token._replace(start=start)
                continue
            if before.kind in ("before", "since", "from", "compared"):
                out[-1] = Token("open_date", start, token.end, years)
            elif token.months[1] == 12 and token.day in (0, 31) and years[0]:
                out[-1] = Token("year", start, token.end, years)
            else:
                out[-1] = Token("until_month", start, token.end, years, (1, token.months[1]))
        else:
            out.append(token)
    return out


def _whole(token: Token) -> Token:
    """January to December as the year, or the years."""
    if token.kind != "months_told" or token.months != (1, 12) or token.day:
        return token
    first, last = token.years
    if first and first != last:
        return token._replace(kind="span", second=str(last))
    return token._replace(kind="year" if first else "whole_year")

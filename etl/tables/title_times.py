"""What one title, note or name says about the time of a whole table."""

from __future__ import annotations

import re
from typing import NamedTuple

from etl.cells import any_word_alone
from etl.labels import unknown_year
from etl.periods import PeriodReading, find_periods, has_date, names_paper, part_named, plan_named, read_period, refused
from etl.problems import Issue
from etl.tables.table_notes import plan_told
from etl.tables.word_lists import LISTS

#: Times that keep figures of the same year out, wherever that year stands.
STRONG = ("part", "plan", "letter")
#: Times that keep a name farther away from giving the year.
BLOCKING = (*STRONG, "open", "half_school_year")
_NARROWS = any_word_alone(LISTS["narrows"])


_SHORT = 2
_HANDLED = re.compile(
    r"\b(?:check|correct|updat|receiv|sent|send|submit|confirm|verif|compil|enter|edit|chang|add|review|see|ask|meet)"
    r"(?:e?d|e?s|ing|ied)?\b|ពិនិត្យ|កែ|ផ្ញើ|ទទួល",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|covers?|covering|refers?|is for|are for)\b|តែ", re.IGNORECASE)
_DATA_OF = re.compile(r"\b(?:data|figures?|values?|results?)\b|ទិន្នន័យ|តួលេខ", re.IGNORECASE)
_FROM = re.compile(r"\b(?:are|is|were|was) from\b", re.IGNORECASE)
_OF_A_SOURCE = re.compile(
    r"\b(?:source|survey|census|cdhs|dhs|mics|cses|emis|published|publication|report|compared|change|weight\w*|boundar\w*"
    r"|population|updated|collected|downloaded|accessed|next|available|no data|target\w*)\b"
    r"|ប្រភព|អង្កេត|ជំរឿន|បោះពុម្ព",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"\b[A-Z]{3,}[ -]+(?:19|20)\d\d")


class TimeTold(NamedTuple):
    """A time that is not the year of a figure: ``cell`` is ``None`` for the name of the sheet or the file.

    ``skip`` when a person saw it and said that its figures are to be left out.
    """

    cell: tuple[int, int] | None
    text: str
    reading: PeriodReading
    skip: bool = False

    @property
    def strong(self) -> bool:
        """Whether figures that call themselves of that year are in doubt as well."""
        return self.reading.kind in STRONG

    def issue(self) -> Issue:
        """Why a figure of this time is not taken; of words in a name, which name they stand in."""
        issue = unknown_year(self.reading)
        if self.cell is not None:
            return issue
        return Issue("unknown_year", "in_name", params=(*issue.params, ("name", self.text)))

    def covers(self, period: tuple[int, int, str, str]) -> bool:
        """Whether figures of ``period`` may be of this time; one without a year may be of any."""
        start, end = self.reading.year_start, self.reading.year_end
        return not start or start <= period[0] <= period[1] <= end


def refused_by(text: str, cell: tuple[int, int] | None, *, of_file: bool = False) -> tuple[TimeTold, ...]:
    """The times in a title or a name that are not the year of a figure.

    "June" as the name of a sheet is a part of a year; in the name of a file (``of_file``) a month is when it was
    written.
    """
    found = [reading for reading in find_periods(text) if reading.refused]
    if not any(reading.kind in STRONG for reading in found) and (named := part_named(text, of_file=of_file)):
        found.append(named)
    if cell is None and not found and (plan := plan_named(text)):
        found.append(plan)
    out = []
    for reading in found:
        if reading.kind == "month" and of_file:
            continue
        if reading.kind == "month" and cell is None and not reading.year_start:
            reading = reading._replace(kind="part", variant="part")
        out.append(TimeTold(cell, text, reading))
    return tuple(out)


def refused_by_note(text: str, cell: tuple[int, int]) -> tuple[TimeTold, ...]:
    """The parts of a year that a note says the figures are about, and that it says they are plans.

    Months may be those in which people were asked.
    """
    if plan := plan_told(text):
        return (TimeTold(cell, text, refused("plan")._replace(words=plan)),)
    found = [reading for reading in find_periods(text) if reading.kind == "part"]
    if not found or not _NARROWS.search(text):
        return ()
    return tuple(TimeTold(cell, text, one) for one in found if one.year_start or _ONLY.search(text))


def refused_by_remark(text: str, cell: tuple[int, int]) -> tuple[TimeTold, ...]:
    """The parts of a year and the plans that a comment says figures are of; not when it was written or checked."""
    found: list[TimeTold] = []
    for line in text.splitlines():
        paper = names_paper(line) and len(line.split()) > _SHORT
        if _HANDLED.search(line) or paper or has_date(line):
            found += () if _HANDLED.search(line) else refused_by_note(line, cell)
            continue
        for words in dict.fromkeys((line, _NARROWS.sub(" ", line).strip())):
            told = [one for one in refused_by(words, cell) if one.strong]
            told += [TimeTold(cell, line, plan) for plan in (plan_named(words),) if plan and not told]
            if told:
                found += [one._replace(text=line) for one in told]
                break
    return tuple(found)


def year_of_note(text: str) -> PeriodReading | None:
    """The one year that a note says figures are of ("* data of 2019", "¹ 2019"); that of a source is none."""
    bare = text.strip().lstrip("*†‡§#¹²³ ).")
    told = [one for one in find_periods(bare) if one.accepted and one.kind != "two_digit"]
    from_then = [one for one in find_periods(bare) if one.kind == "open" and _FROM.search(bare)]
    told += [one._replace(label=str(one.year_start)) for one in from_then]
    if len(told) != 1 or names_paper(bare) or names_release(bare) or _OF_A_SOURCE.search(bare):
        return None
    alone = read_period(bare).accepted and bare != text.strip()
    return told[0] if alone or _DATA_OF.search(bare) else None


def names_release(text: str) -> bool:
    """Whether the year of a title may be that of a source ("IGME 2023", "CDHS 2014") and not of the figures."""
    return _RELEASE.search(text) is not None


def year_of_name(name: str) -> PeriodReading | None:
    """The year, when the name of a sheet is a year and nothing else ("2021", "SY2021-22", "ឆ្នាំ ២០២១", "2021 (2)")."""
    reading = read_period(re.sub(r"\s*\(\d\)$", "", name))
    bare = reading.kind == "two_digit" and "-" not in reading.label
    return reading if reading.accepted and not bare else None

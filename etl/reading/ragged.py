"""Lines of a text table that are longer or shorter than its header: a mark too many or too few moves their figures.

``Kep,2019,527,027`` under three headers is no figure of 527. Lines of one field are titles and notes; what stands above
the header is a preamble; a blank line parts two tables, each with a header of its own; blank fields at the end are
padding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_NUMBER = re.compile(r"\s*[-+(]?[\d\u17e0-\u17e9][\d\u17e0-\u17e9., ]*%?\)?\s*")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")

Line = Sequence[str]


def ragged_lines(lines: Sequence[Line], delimiter: str) -> Iterator[int]:
    """The 0-based numbers of the lines whose fields do not stand under the header of their table."""
    start = 0
    for number in range(len(lines) + 1):
        if number == len(lines) or not _filled(lines[number]):
            yield from (start + place for place in _of_block(lines[start:number], delimiter))
            start = number + 1


def _filled(line: Line) -> int:
    return sum(bool(field.strip()) for field in line)


def _width(line: Line) -> int:
    """Number of fields up to the last one that holds something."""
    return max((place for place, field in enumerate(line, 1) if field.strip()), default=0)


def _of_block(lines: Sequence[Line], delimiter: str) -> Iterator[int]:
    wide = [place for place, line in enumerate(lines) if _filled(line) > 1]
    if len(wide) < 2:
        return
    usual = Counter(_width(lines[place]) for place in wide).most_common(1)[0][0]
    first = next(place for place in wide if _width(lines[place]) == usual)
    header = first
    if (
        _holds_figures(lines[first])
        and first
        and _filled(lines[first - 1]) > 1
        and not _holds_figures(lines[first - 1])
    ):
        header = first - 1
    least, most = _width(lines[header]), max(len(lines[header]), _width(lines[header]))
    for place in range(header + 1, len(lines)):
        line = lines[place]
        if _filled(line) == 1:
            if _otherwise_separated(line, delimiter, least):
                yield place
        elif _width(line) > most or (len(line) < least and any(map(_NUMBER.fullmatch, line))):
            yield place


def _holds_figures(line: Line) -> bool:
    """Whether a line holds numbers that are no years, as headers do not."""
    return any(_NUMBER.fullmatch(field) and not _YEAR.fullmatch(field) for field in line)


def _otherwise_separated(line: Line, delimiter: str, width: int) -> bool:
    """Whether a line has as many fields as the others when it is parted at another mark."""
    text = next(field for field in line if field.strip())
    return any(
        mark != delimiter and text.count(mark) == width - 1 and any(map(_NUMBER.fullmatch, text.split(mark)))
        for mark in ",;\t|"
    )

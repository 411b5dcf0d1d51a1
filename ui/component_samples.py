"""Samples of the charts of groups, changes, many places, many years and pairs, on invented data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from childrights import words
from childrights.charts import sketch as go
from childrights.charts.dumbbell import draw_groups
from childrights.charts.heat import draw_heat
from childrights.charts.multiples import draw_places
from childrights.charts.parts import Blank, Caption, Dot, HeatRow, Key, Line, Mark, Pair, Point, Row, YearMap
from childrights.charts.scatter import draw_pair
from childrights.charts.slope import draw_slope
from childrights.charts.tokens import group_colour
from childrights.charts.year_maps import draw_year_maps
from childrights.i18n import Translator

FIFTHS = tuple(f"quintile_{n}" for n in range(1, 6))
VERDICTS = ("better", "worse", "no_clear_change", "up")


def more_samples(
    caption: Caption, marks: Sequence[Mark], blanks: Sequence[Blank], t: Translator
) -> dict[str, go.Figure]:
    """One figure of each kind by name."""
    keys = [
        Key(code, words.group_code(code, t), group_colour(caption.colours, code, i), sign=code[-1])
        for i, code in enumerate(FIFTHS)
    ]
    rows = [
        Row(year, tuple(replace(mark, code=key.code) for mark, key in zip(marks[start:], keys, strict=False)))
        for year, start in (("2010", 2), ("2000", 9))
    ]
    pairs = [Pair(a.name, b, a, v) for a, b, v in zip(marks[:4], marks[4:8], VERDICTS, strict=True)]
    lines = [_line(a, b, caption.colours.action) for a, b in zip(marks[:6], marks[6:12], strict=True)]
    maps = [YearMap(year, tuple(part), tuple(blanks)) for year, part in (("2000", marks), ("2010", marks))]
    heat = [HeatRow(a.code, a.name, (a, b)) for a, b in zip(marks[:4], marks[4:8], strict=True)]
    heat += [HeatRow(one.code, one.name, (one, marks[i])) for i, one in enumerate(blanks)]
    scale = {"polarity": "lower_better", "number": str, "t": t}
    dots = [Dot(a, b, 100.0 + 40 * i) for i, (a, b) in enumerate(zip(marks[:9], marks[9:18], strict=True))]
    return {
        "groups": draw_groups(rows, keys, caption),
        "change": draw_slope(pairs, caption, ("2000", "2010"), t=t),
        "places": draw_places(lines, _line(marks[3], marks[12], caption.colours.ink), caption, focus=(marks[1].code,)),
        "years": draw_year_maps(maps, caption, **scale),
        "grid": draw_heat(heat, ("2000", "2010"), caption, **scale, focus=(marks[1].code,)),
        "pair": draw_pair(dots, caption, t._("per cent"), t._("per cent"), focus=(marks[1].code,)),
    }


def _line(first: Mark, second: Mark, colour: str) -> Line:
    return Line(first.code, first.name, ((Point(2000, first), Point(2010, second)),), colour)

"""How a figure came to where it stands: the turns of a line, and from where a change is told.

"Up 39 points from 2008" may hide a rise to 75, a fall to 50 and a rise to 67. Which start tells the best story is no
rule, so this is one: a change is told from the last turn of the line, or from its beginning where it never turned.
"""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import Indicator, Observation
from childrights.statistics.differences import CLEAR, comparison
from childrights.statistics.targets import TREND_YEARS

TURN_SHARE, TURN_POINTS, TURN_PART = 0.25, 2.0, 0.05
"""A line has turned where it went one way and back by at least a quarter of all that lies between its lowest and its
highest figure, by 2 percentage points (for other units a twentieth of its highest figure), and clearly so. Less is how
registers and samples waver; the dating of business cycles tells turns from wavering by limits of such a kind too
(Bry and Boschan, Cyclical Analysis of Time Series, NBER 1971)."""


def recent(line: Sequence[Observation]) -> tuple[Observation, ...]:
    """The part of an unbroken line, oldest first, that a change is told of: the last ``TREND_YEARS``, of longer steps
    the last one."""
    near = tuple(one for one in line if line[-1].year_end - one.year_end <= TREND_YEARS)
    return near if len(near) > 1 else tuple(line[-2:])


def turns(line: Sequence[Observation], indicator: Indicator) -> tuple[Observation, ...]:
    """The highest and lowest figures at which an unbroken line, oldest first, turned; its ends are none."""
    values = [float(one.value or 0.0) for one in line]
    if len(values) < 3:
        return ()
    least = TURN_POINTS if indicator.unit == "percent" else TURN_PART * max(map(abs, values))
    most = max(TURN_SHARE * (max(values) - min(values)), least)
    found: list[int] = []
    low = high = 0
    rising: bool | None = None
    for at in range(1, len(values)):
        low = at if values[at] < values[low] else low
        high = at if values[at] > values[high] else high
        if rising is not False and values[high] - values[at] >= most and _clear(line, high, at, indicator):
            found += [high] if rising or values[high] - values[0] >= most else []
            rising, low, high = False, at, at
        elif rising is not True and values[at] - values[low] >= most and _clear(line, low, at, indicator):
            found += [low] if rising is False or values[0] - values[low] >= most else []
            rising, low, high = True, at, at
        elif rising is False and low == at:
            high = at
        elif rising is True and high == at:
            low = at
    return tuple(line[at] for at in found)


def _clear(line: Sequence[Observation], one: int, other: int, indicator: Indicator) -> bool:
    return comparison(line[one], line[other], indicator).code == CLEAR


def told_from(line: Sequence[Observation], indicator: Indicator) -> Observation:
    """The figure that the change up to the end of an unbroken line is told from: its last turn, else its beginning."""
    near = recent(line)
    turned = turns(near, indicator)
    return turned[-1] if turned else near[0]


def turns_between(
    line: Sequence[Observation], first: Observation, last: Observation, indicator: Indicator
) -> tuple[Observation, ...]:
    """The turns of an unbroken line strictly between two of its figures."""
    stretch = [one for one in line if first.year_end <= one.year_end <= last.year_end]
    return turns(stretch, indicator)

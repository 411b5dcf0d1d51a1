"""A percentage as people say it, never stronger than the figure: "about 1 in 3", "nearly half", "more than 2 in 3".

The exact figure always stands beside it (UNECE, Making Data Meaningful, part 1, 2009: round in the text, keep the
figure at hand; ONS style guide: no fraction that the number does not bear out).
"""

from __future__ import annotations

from dataclasses import dataclass

from childrights.statistics import Interval

FRACTIONS: tuple[tuple[int, int], ...] = (
    (1, 100),
    (1, 50),
    (1, 40),
    (1, 30),
    (1, 25),
    (1, 20),
    (1, 15),
    (1, 12),
    (1, 10),
    (1, 9),
    (1, 8),
    (1, 7),
    (1, 6),
    (1, 5),
    (1, 4),
    (3, 10),
    (1, 3),
    (2, 5),
    (1, 2),
    (3, 5),
    (2, 3),
    (7, 10),
    (3, 4),
    (4, 5),
    (5, 6),
    (7, 8),
    (9, 10),
    (19, 20),
    (49, 50),
    (99, 100),
)
"""Every fraction that may be said, smallest first."""
EXACT = 0.05
"""Points within which a fraction is said without a qualifier."""
ABOUT_POINTS, ABOUT_SHARE, ABOUT_REST = 1.5, 0.05, 0.25
"""``about``: nearer than 1.5 points, than a twentieth of the fraction, and than a quarter of what it leaves out."""
NEARLY_POINTS, NEARLY_SHARE, NEARLY_REST = 2.5, 0.08, 0.4
"""``nearly``: below the fraction by less than 2.5 points, 8 % of the fraction, and 40 % of what it leaves out."""
NEAR_ENOUGH, NEAR_ENOUGH_HELD = 0.7, 0.8
"""``more than`` is not said of a fraction below 70 % of the figure, or below 80 % where the interval makes it step
down: "more than 1 in 3" of 55.9 % would be true, and would mislead."""
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Fraction:
    """``qualifier`` (``exact``, ``about``, ``nearly``, ``more_than``, ``fewer_than``) of ``n`` in ``m``."""

    qualifier: str
    n: int
    m: int

    @property
    def percentage(self) -> float:
        """The fraction in per cent."""
        return 100 * self.n / self.m


def everyday(percentage: float, interval: Interval | None = None, *, whole: bool = False) -> Fraction | None:
    """The fraction nearest to ``percentage`` (0 to 100, rounded as shown) that is true of it.

    ``more than`` becomes ``about`` where the ``interval`` reaches the fraction or beyond and the two are near, and
    gives way to a smaller fraction, or to none, otherwise: the figure then stands alone. ``None`` also for 0, 100 and
    outside.
    A figure published in ``whole`` per cent is never said without a qualifier.
    """
    if not 0 < percentage < 100:
        return None
    near = min(FRACTIONS, key=lambda one: (abs(percentage - 100 * one[0] / one[1]), one[1]))
    fraction = 100 * near[0] / near[1]
    off = percentage - fraction
    if abs(off) <= EXACT + SLACK:
        return Fraction("about" if whole else "exact", *near)
    if abs(off) <= min(ABOUT_POINTS, ABOUT_SHARE * fraction, ABOUT_REST * (100 - fraction)) + SLACK:
        return Fraction("about", *near)
    above = [one for one in FRACTIONS if 100 * one[0] / one[1] > percentage]
    if above:
        whole_of = 100 * above[0][0] / above[0][1]
        most = min(NEARLY_POINTS, NEARLY_SHARE * whole_of, NEARLY_REST * (100 - whole_of))
        if whole_of - percentage <= most + SLACK:
            return Fraction("nearly", *above[0])
    return _more_than(percentage, interval)


def _more_than(percentage: float, interval: Interval | None) -> Fraction | None:
    below = [one for one in FRACTIONS if 100 * one[0] / one[1] < percentage]
    if not below:
        return Fraction("fewer_than", *FRACTIONS[0])
    held = [one for one in below if interval is None or 100 * one[0] / one[1] < interval.lower]
    if below[-1] not in held:
        fraction = 100 * below[-1][0] / below[-1][1]
        if percentage - fraction <= min(2 * ABOUT_SHARE * fraction, ABOUT_REST * (100 - fraction)) + SLACK:
            return Fraction("about", *below[-1])
    least = NEAR_ENOUGH if below[-1] in held else NEAR_ENOUGH_HELD
    near = held and 100 * held[-1][0] / held[-1][1] >= least * percentage - SLACK
    return Fraction("more_than", *held[-1]) if near else None

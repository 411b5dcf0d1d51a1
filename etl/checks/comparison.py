"""A figure beside the published one of the same thing: the same, or another. The only place that decides it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from childrights.catalogue import Observation

SAME, DIFFERENT, OVERLAPS = "same", "different", "overlaps"
_ROUNDING_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Comparison:
    """A member's figure and the published one of the same thing, by their codes. ``relation`` is ``SAME`` or
    ``DIFFERENT``, or ``OVERLAPS``: the published one is of an area that shares ground with that of a quoted one.
    ``decision`` is the code of the steward's decision about a difference, empty while it is open."""

    figure: str
    upload: str
    published: str
    relation: str
    decision: str = ""


def relation(one: Observation, published: Observation, decimals: int) -> str:
    """Whether ``one`` says what ``published`` says: ``SAME``, ``DIFFERENT``, or empty where nothing was published.

    Values are the same when the one with fewer decimals may be the other one rounded, to no fewer than the
    ``decimals`` that the indicator is told with: 32.4 is 32.42, but 32 is not. A figure that is hidden, or rests on too
    few cases, differs from any value; of one that its publisher left out nothing was published.
    """
    if published.value is None and published.status not in ("suppressed", "too_few_cases"):
        return ""
    if one.value is None or published.value is None:
        return SAME if one.value is None and published.value is None else "" if one.value is None else DIFFERENT
    return SAME if same_value(one.value, published.value, decimals) else DIFFERENT


def same_value(one: float, other: float, decimals: int) -> bool:
    """Whether two values may be one, told with different exactness, see ``relation``."""
    exactness = max(min(_decimals(one), _decimals(other)), decimals)
    step = float(Decimal(1).scaleb(-exactness))
    return abs(one - other) <= (step / 2 if _decimals(one) != _decimals(other) else 0) + _ROUNDING_SLACK * max(
        1.0, abs(one)
    )


def _decimals(value: float) -> int:
    """How many decimals a value is written with; what arithmetic leaves behind (32.000000000000004) counts as none."""
    exponent = Decimal(f"{value:.12g}").normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

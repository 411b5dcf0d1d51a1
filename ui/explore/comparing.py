"""Which groups may be put side by side."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.model import DIMENSIONS, TOTAL, Group
from childrights.queries import age_order


def split(start: Group, name: str, measured: Sequence[Group]) -> tuple[Group, ...]:
    """Groups that differ from ``start`` in the dimension ``name`` only, the total first.

    Wealth quarters and fifths never stand together: fifths win.
    """
    same = [
        group
        for group in measured
        if all(getattr(group, other) == getattr(start, other) for other in DIMENSIONS if other != name)
    ]
    if any(getattr(group, name).startswith("quintile") for group in same):
        same = [group for group in same if not getattr(group, name).startswith("quartile")]
    order = age_order if name == "age" else lambda code: (code != TOTAL, code)
    return tuple(sorted(same, key=lambda group: order(getattr(group, name))))

"""Which groups may be put side by side, and how what they have in common is said."""

from __future__ import annotations

from collections.abc import Sequence

from childrights import words
from childrights.catalogue import Indicator
from childrights.i18n import Translator
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


def held(group: Group, t: Translator, by: str = "") -> str:
    """What a group is limited to beside the dimension ``by``, in words; empty for everybody."""
    codes = [getattr(group, name) for name in DIMENSIONS if name != by and getattr(group, name) != TOTAL]
    return t._(", ").join(words.group_code(code, t) for code in codes)


def subject(indicator: Indicator, group: Group, t: Translator, by: str = "") -> str:
    """The indicator, with what ``group`` is limited to beside ``by`` in brackets."""
    name, about = indicator.short_name(t.lang), held(group, t, by)
    return f"{name} ({about})" if about else name

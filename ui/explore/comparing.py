"""Which groups may be put side by side, how what they have in common is said, and what must be known of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from childrights import words
from childrights.catalogue import Indicator
from childrights.coverage import MapView, NotDrawn
from childrights.format import period
from childrights.i18n import Translator
from childrights.model import DIMENSIONS, TOTAL, Group, Observation
from childrights.queries import age_order
from geo.areas import members
from geo.provinces import area_name
from ui.page import Page


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


def group_cautions(page: Page, found: Sequence[Observation], by: str) -> list[str]:
    """What the numbers of groups of the dimension ``by`` stand for, and which figures are hidden, few or modelled."""
    t, notes = page.t, list[str]()
    if any(one.wealth.startswith("quintile") for one in found):
        notes.append(t._("Each number is a fifth of the households by their wealth: 1 the poorest, 5 the richest."))
    if any(one.wealth.startswith("quartile") for one in found):
        notes.append(t._("Each number is a quarter of the households by their wealth: 1 the poorest, 4 the richest."))
    hidden = [one for one in found if one.value is None]
    if hidden:
        names = [f"{words.group_code(getattr(o, by), t)} {period(o.period_label, page.lang)}" for o in hidden]
        notes.append(t._("Not drawn – hidden to protect children: {names}.").format(names=t._(", ").join(names)))
    if any(one.status == "small_sample" for one in found):
        notes.append(t._("Values in brackets rest on 25 to 49 cases: use with caution."))
    if any(one.status == "modelled" for one in found):
        notes.append(t._("These values are modelled estimates, not counts."))
    return notes


def unmeasured(page: Page, view: MapView, told: Collection[str]) -> list[str]:
    """Each place that ``view`` does not draw and that is not among the provinces ``told`` of, with its reason."""
    return not_drawn(page, [gap for gap in view.not_drawn if not set(members(gap.area)) <= set(told)])


def not_drawn(page: Page, gaps: Sequence[NotDrawn]) -> list[str]:
    """Areas that are not drawn, those with the same reason in one sentence."""
    t, found = page.t, dict[str, dict[str, None]]()
    for gap in gaps:
        found.setdefault(gap.reason, {})[area_name(gap.area, page.lang)] = None
    sentence = t._("Not drawn – {reason}: {names}.")
    return [
        sentence.format(reason=words.reason(reason, t).lower(), names=t._(", ").join(names))
        for reason, names in found.items()
    ]

"""Provinces that were split later: an old figure of the parent province also covers what is a province now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from childrights.model import Observation
from geo.areas import canonical
from geo.provinces import load_provinces

_CODE = re.compile(r"[A-Z]{2}[-_ ]?\d{1,2}|\d{1,2}", re.I)


@lru_cache(maxsize=1)
def _children() -> dict[str, tuple[str, int]]:
    """Parent province to the younger province and the first full year of both."""
    formed = [province for province in load_provinces().values() if province.split_from]
    return {
        province.split_from: (province.code, int(province.formed[:4]) + (province.formed[5:] > "01-01"))
        for province in formed
    }


def as_of_their_time(observations: Sequence[Observation]) -> list[Observation]:
    """Figures named after a parent province for a period before its split, as figures of both provinces together.

    Not where the place was given as a code, nor where the younger province has a figure of its own for the same
    indicator and period in the same table: then somebody has worked out the present areas.
    """
    children = _children()
    old = [place for place, one in enumerate(observations) if one.area in children]
    old = [place for place in old if observations[place].year_end < children[observations[place].area][1]]
    if not old:
        return list(observations)
    younger = {child for child, _ in children.values()}
    own = {(one.area, one.indicator, one.period_label) for one in observations if one.area in younger}
    out = list(observations)
    for place in old:
        one = out[place]
        child, _ = children[one.area]
        if _CODE.fullmatch(one.area_as_published.strip()) or (child, one.indicator, one.period_label) in own:
            continue
        name = load_provinces()[child].name_en
        note = "; ".join(filter(None, (one.note, f"Area includes the present {name}")))
        out[place] = replace(one, area=canonical([one.area, child]), note=note)
    return out

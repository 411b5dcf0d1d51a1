"""What is known speaks against many figures at once: filler, a power of ten.

Never decided silently: a warning tells both values once; only filler (99999 again and again) is kept out, since it
stands for a missing figure. The same key with another value is told figure by figure in ``comparisons``, published
figures in a wrong place in ``misplaced``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log10
from statistics import median

from childrights.catalogue import PUBLISHED, Catalogue, Observation
from etl.problems import Problem, problem

_NINES = re.compile(r"9{3,}")
_AGAIN = 2
_ENOUGH = 5
_NEAR_A_POWER, _SPREAD = 0.12, 0.12
_YEARS = 10


def check_filler(observations: Sequence[Observation]) -> Iterator[Problem]:
    """Nines alone (999, 9999, 99999), given twice or more for one indicator: no figure, each is an error."""
    nines: dict[tuple[str, str, float], list[Observation]] = defaultdict(list)
    for one in observations:
        if one.value is not None and one.value >= 999 and _NINES.fullmatch(f"{one.value:.10g}"):
            nines[one.sheet, one.indicator, one.value].append(one)
    for same in nines.values():
        for one in same if len(same) >= _AGAIN else ():
            yield problem("out_of_range", "filler", "error", one.sheet, one.cell, one.value, times=len(same))


def check_scale(
    observations: Sequence[Observation], published: Sequence[Observation], catalogue: Catalogue
) -> Iterator[Problem]:
    """All figures of an indicator ten, a hundred or a thousand times those published for the same places and groups
    within ten years (a warning, once for each column)."""
    codes = {one.indicator for one in observations if not one.scope}
    known: dict[tuple[str, ...], list[Observation]] = defaultdict(list)
    for other in published:
        if other.indicator in codes and other.value and other.layer == PUBLISHED:
            known[_place(other)].append(other)
    columns: dict[tuple[str, str, str], list[tuple[float, Observation, Observation]]] = defaultdict(list)
    for one in observations:
        near = [o for o in known.get(_place(one), ()) if abs(o.year_start - one.year_start) <= _YEARS]
        if one.value and one.value > 0 and not one.scope and near:
            other = min(near, key=lambda o: abs(o.year_start - one.year_start))
            columns[one.sheet, _letters(one), one.indicator].append((log10(one.value / (other.value or 1)), one, other))
    for pairs in columns.values():
        middle = median(ratio for ratio, _, _ in pairs)
        power = round(middle)
        tight = median(abs(ratio - middle) for ratio, _, _ in pairs) <= _SPREAD
        if len(pairs) >= _ENOUGH and power and abs(middle - power) <= _NEAR_A_POWER and tight:
            _, one, other = min(pairs, key=lambda pair: abs(pair[0] - middle))
            decimals = catalogue.indicators[one.indicator].decimals
            told = {"published": f"{other.value:.{decimals}f}", "period": other.period_label}
            variant = "times_larger" if power > 0 else "times_smaller"
            yield problem(
                "out_of_range", variant, "warning", one.sheet, one.cell, one.value, times=10 ** abs(power), **told
            )


def _letters(one: Observation) -> str:
    return one.cell.rstrip("0123456789")


def _group(one: Observation) -> tuple[str, ...]:
    return (one.sex, one.age, one.residence, one.wealth, one.disability)


def _place(one: Observation) -> tuple[str, ...]:
    return (one.indicator, one.area, *_group(one))

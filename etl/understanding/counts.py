"""Counts beside a percentage: how many were asked or measured, which is its sample or its denominator."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.understanding.found import GROUP_DIMENSIONS
from etl.understanding.labels import Labels
from etl.understanding.lines import Layout, Measure
from etl.understanding.shapes import Table
from etl.understanding.surroundings import Surroundings
from etl.understanding.text import plain
from etl.understanding.units import find_unit
from etl.understanding.view import View
from etl.understanding.words import names_sample

_LARGEST_SAMPLE = 20_000
_WHOLE = re.compile(r"\b(?:total|all|weighted|eligible|under|aged?)\b|\d|សរុប|អាយុ", re.I)
_TAIL = re.compile(r"\s*\([^()]*\)|\s+(?:under|below|aged?)\b.*$|\s+\d.*$", re.I)
_WITHOUT = ("unit", "age")


def settle_counts(view: View, labels: Labels, table: Table, layout: Layout, around: Surroundings) -> None:
    """Give "Number of children" and the like beside a percentage the role of its sample size or denominator.

    A column with a figure above 20,000 is no survey's sample and stays what its own header says.
    """
    values = [m for m in layout.measures if m.role == "value"]
    rates = [m for m in values if m.issue is None and _is_percent(m, labels, around)]
    if not rates:
        return
    for measure in values:
        if measure in rates or not _counts_people(measure):
            continue
        dims = {kind: code for kind, code in measure.dims.items() if kind not in _WITHOUT}
        owners = [rate for rate in rates if _agree(rate, dims)]
        if not owners or any(m.owner == _nearest(owners, measure).col for m in layout.measures if m is not measure):
            continue
        if _largest(view, table, measure.col) > _LARGEST_SAMPLE:
            continue
        measure.dims, measure.issue, measure.owner = dims, None, _nearest(owners, measure).col
        whole = _WHOLE.search(plain(measure.label)) and "unweighted" not in measure.label.casefold()
        measure.role = "denominator" if whole else "sample_size"


def _is_percent(measure: Measure, labels: Labels, around: Surroundings) -> bool:
    unit = find_unit(measure.label).unit or str(measure.dims.get("unit", ""))
    code = measure.dims.get("indicator", around.dims.get("indicator", ""))
    known = labels.catalogue.indicators.get(code)
    return unit == "percent" or (not unit and known is not None and known.unit == "percent" and _own(measure))


def _own(measure: Measure) -> bool:
    return "indicator" in measure.dims and not names_sample(measure.label)


def _counts_people(measure: Measure) -> bool:
    if measure.dims.keys() & set(GROUP_DIMENSIONS) - {"age"}:
        return False
    return names_sample(measure.label) or names_sample(_TAIL.sub("", measure.label))


def _agree(rate: Measure, dims: dict[str, object]) -> bool:
    return all(rate.dims.get(kind, code) == code for kind, code in dims.items())


def _nearest(owners: Sequence[Measure], measure: Measure) -> Measure:
    left = [owner for owner in owners if owner.col < measure.col]
    return left[-1] if left else owners[0]


def _largest(view: View, table: Table, col: int) -> float:
    numbers = [view.cols[col][row] for row in table.data]
    return max((value for value in numbers if isinstance(value, int | float)), default=0)

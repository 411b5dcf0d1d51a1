"""Counts beside a percentage: how many were asked or measured, which is its sample or its denominator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from childrights.catalogue import Observation
from etl.cells import find_unit, plain
from etl.labels import GROUP_DIMENSIONS, Labels, names_sample, sample_in
from etl.reading import parse_a1
from etl.tables import MeasureColumn, SheetView, Surroundings, Table, TableLayout

_LARGEST_SAMPLE = 20_000
_WHOLE = re.compile(r"\b(?:total|all|weighted|eligible|under|aged?)\b|\d|សរុប|អាយុ", re.I)
_TAIL = re.compile(r"\s*\([^()]*\)|\s+(?:under|below|aged?)\b.*$|\s+\d.*$", re.I)
_WITHOUT = ("unit", "age")


def settle_counts(view: SheetView, labels: Labels, table: Table, layout: TableLayout, around: Surroundings) -> None:
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


def _is_percent(measure: MeasureColumn, labels: Labels, around: Surroundings) -> bool:
    unit = find_unit(measure.label).unit or str(measure.dims.get("unit", ""))
    code = measure.dims.get("indicator", around.dims.get("indicator", ""))
    known = labels.catalogue.indicators.get(code)
    return unit == "percent" or (not unit and known is not None and known.unit == "percent" and _own(measure))


def _own(measure: MeasureColumn) -> bool:
    return "indicator" in measure.dims and not names_sample(measure.label)


def _counts_people(measure: MeasureColumn) -> bool:
    if measure.dims.keys() & set(GROUP_DIMENSIONS) - {"age"}:
        return False
    return names_sample(measure.label) or names_sample(_TAIL.sub("", measure.label))


def _agree(rate: MeasureColumn, dims: dict[str, object]) -> bool:
    return all(rate.dims.get(kind, code) == code for kind, code in dims.items())


def _nearest(owners: Sequence[MeasureColumn], measure: MeasureColumn) -> MeasureColumn:
    left = [owner for owner in owners if owner.col < measure.col]
    return left[-1] if left else owners[0]


def _largest(view: SheetView, table: Table, col: int) -> float:
    numbers = [view.cols[col][row] for row in table.data]
    return max((value for value in numbers if isinstance(value, int | float)), default=0)


def with_samples(view: SheetView, layout: TableLayout, observations: Sequence[Observation]) -> list[Observation]:
    """Figures with the number of cases that the label of their row tells. One in the header of a column counts the
    people of all its rows, so it is kept only where the column has a single figure."""
    columns = [stub.col for stub in layout.stubs]
    told = any(sample_in(text) for col in columns for text in set(view.cols[col]) if isinstance(text, str))
    headed = {measure.col: sample for measure in layout.measures if (sample := sample_in(measure.label))}
    if not told and not headed:
        return list(observations)
    places = [parse_a1(one.cell) for one in observations]
    held = [col for _, col in places]
    out = []
    for one, (row, col) in zip(observations, places, strict=True):
        samples = {sample for label in columns if (sample := sample_in(view.text(row, label)))}
        if not samples and held.count(col) == 1 and col in headed:
            samples = {headed[col]}
        given = samples.pop() if len(samples) == 1 and one.sample_size is None else one.sample_size
        out.append(replace(one, sample_size=given))
    return out

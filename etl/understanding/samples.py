"""Figures that rest on as many people as the label of their row says: ``Girls (N=1,204)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from childrights.model import Observation
from etl.reading.address import parse_a1
from etl.understanding.asides import sample_in
from etl.understanding.lines import Layout
from etl.understanding.view import View


def with_samples(view: View, layout: Layout, observations: Sequence[Observation]) -> list[Observation]:
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

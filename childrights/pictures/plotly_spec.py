"""What a Plotly figure asks for, its template filled in. What nobody knows here is refused, never dropped."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from childrights.charts import Figure
from childrights.pictures.properties import check_figure
from childrights.pictures.scene import NotDrawable

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """Traces and layout of a figure, each with its defaults."""

    traces: tuple[dict[str, Any], ...]
    layout: dict[str, Any]


def asked(figure: Figure) -> FigureSpec:
    """Traces and layout of a figure with its template applied. Raises ``NotDrawable`` for what is not known."""
    raw = figure.to_dict()
    layout = dict(raw.get("layout", {}))
    template = layout.pop("template", None) or {}
    common = template.get("layout", {})
    notes, shapes = common.get("annotationdefaults", {}), common.get("shapedefaults", {})
    layout = merged_specs({k: v for k, v in common.items() if k not in ("annotationdefaults", "shapedefaults")}, layout)
    layout["annotations"] = [merged_specs(notes, one) for one in layout.get("annotations", ())]
    layout["shapes"] = [merged_specs(shapes, one) for one in layout.get("shapes", ())]
    defaults = template.get("data", {})
    traces = [merged_specs((defaults.get(one["type"]) or ({},))[0], one) for one in raw.get("data", ())]
    for part, given in parts(layout, traces):
        check_figure(part, given)
    return FigureSpec(tuple(traces), layout)


def parts(layout: Given, traces: Sequence[Given]) -> Iterator[tuple[str, Given]]:
    """Every part of a figure under the name by which ``properties`` knows its kind."""
    rest = {}
    for name, value in layout.items():
        kind = name.rstrip("0123456789")
        if name in ("annotations", "shapes"):
            yield from ((name.removesuffix("s"), one) for one in value)
        elif kind in ("xaxis", "yaxis"):
            yield "axis", value
        elif kind == "geo":
            yield kind, value
        else:
            rest[name] = value
    yield "layout", rest
    yield from ((trace["type"], trace) for trace in traces)


def merged_specs(below: Given, above: Given) -> dict[str, Any]:
    """``above`` over ``below``, dictionary by dictionary."""
    result = dict(below)
    for name, value in above.items():
        standing = result.get(name)
        result[name] = (
            merged_specs(standing, value) if isinstance(standing, Mapping) and isinstance(value, Mapping) else value
        )
    return result


def number_property(given: Given, name: str, default: float) -> float:
    """A number of ``given``, or ``default`` where nothing is said."""
    value = given.get(name)
    return default if value is None else float(value)


def each(value: Any, count: int, default: Any = None) -> list[Any]:
    """A value for each of ``count`` points: Plotly takes one for all or one a point."""
    if value is None:
        return [default] * count
    if isinstance(value, str) or (not isinstance(value, Sequence) and not hasattr(value, "tolist")):
        return [value] * count
    found = value.tolist() if hasattr(value, "tolist") else list(value)
    if len(found) != count:
        raise NotDrawable(f"{len(found)} values for {count} points")
    return [default if one is None else one for one in found]


def axis_values(values: Any) -> list[Any]:
    """Values of an axis, numbers or names, with ``None`` where there is nothing (NaN too)."""
    found = values.tolist() if hasattr(values, "tolist") else list(values if values is not None else ())
    return [None if one is None or (isinstance(one, float) and math.isnan(one)) else one for one in found]


def numbers(values: Any) -> list[float | None]:
    """Numbers with ``None`` where there is nothing (NaN too)."""
    return [None if one is None else float(one) for one in axis_values(values)]


DASHES: Mapping[str, tuple[float, ...]] = {
    "solid": (),
    "dot": (1, 1),
    "dash": (3, 3),
    "longdash": (5, 5),
    "dashdot": (3, 1, 1, 1),
}
"""In widths of the line, which count as three pixels at least (plotly.js, ``drawing.dashStyle``)."""


def dash_lengths(dash: str | None, width: float) -> tuple[float, ...]:
    """A dash of Plotly's in pixels: a name, or lengths like ``5px,4px``."""
    if not dash:
        return ()
    if dash in DASHES:
        return tuple(length * max(width, 3) for length in DASHES[dash])
    try:
        return tuple(float(length.strip().removesuffix("px")) for length in re.split(r"[,\s]+", dash))
    except ValueError:
        raise NotDrawable(f"the dash {dash!r}") from None


def on_scale(value: float, low: float, high: float, scale: Sequence[Sequence[Any]]) -> str:
    """The colour of ``value`` on a Plotly colour scale (pairs of place and ``#rrggbb``) from ``low`` to ``high``."""
    at = 0.0 if high == low else min(max((value - low) / (high - low), 0.0), 1.0)
    for (start, first), (end, second) in pairwise(scale):
        if start <= at <= end and (at < end or end == scale[-1][0]):
            if first == second or end == start:
                return str(second)
            return _between(str(first), str(second), (at - start) / (end - start))
    return str(scale[-1][1])


def _between(first: str, second: str, share: float) -> str:
    if share <= 1e-3 or share >= 1 - 1e-3:
        return first if share < 0.5 else second
    if not (first.startswith("#") and second.startswith("#")):
        raise NotDrawable(f"colours between {first} and {second}")
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)

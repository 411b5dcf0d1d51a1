"""The views of the explorer, in the order of their tabs. A new one is one line here."""

from __future__ import annotations

from typing import Any

from ui.explore import change, grid, groups, inequality, map, pair, places, ranking, table, trend, years
from ui.explore.view import View

VIEWS: tuple[View[Any], ...] = (
    map.VIEW,
    trend.VIEW,
    ranking.VIEW,
    groups.VIEW,
    change.VIEW,
    places.VIEW,
    years.VIEW,
    grid.VIEW,
    pair.VIEW,
    inequality.VIEW,
    table.VIEW,
)

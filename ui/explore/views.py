"""The views of the explorer, in the order of need, which is that of their tabs. A new one is one line here."""

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

FIRST_TABS = 4
"""So many tabs are shown at once, beside the one that is open; the others come when somebody asks for more."""

"""The views of the explorer, in the order of their tabs. A new one is one line here."""

from __future__ import annotations

from typing import Any

from ui.explore import map, ranking, table, trend
from ui.explore.view import View

VIEWS: tuple[View[Any], ...] = (map.VIEW, trend.VIEW, ranking.VIEW, table.VIEW)

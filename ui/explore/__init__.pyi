from .controls import measured_below, offered
from .first_looks import FirstLook, first_look
from .frame import show_explorer
from .groups import GroupsChoice, group_caveats, groups_figure, load_groups, split
from .map import map_figure
from .over_places import PlacesChoice, drawn_sentence, load_view, place_caveats
from .ranking import ranking_figure
from .timeline import redraw_interval
from .trend import TrendChoice, load_series, trend_caveats, trend_figure

__all__ = [
    "FirstLook",
    "GroupsChoice",
    "PlacesChoice",
    "TrendChoice",
    "drawn_sentence",
    "first_look",
    "group_caveats",
    "groups_figure",
    "load_groups",
    "load_series",
    "load_view",
    "map_figure",
    "measured_below",
    "offered",
    "place_caveats",
    "ranking_figure",
    "redraw_interval",
    "show_explorer",
    "split",
    "trend_caveats",
    "trend_figure",
]

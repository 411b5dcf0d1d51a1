from .choosing import MOST, Chosen, Wishes, choose, everything, fallen
from .desks import Desks
from .front import LEADING, leading
from .kinds import CARD, CHARTS, GROUPS, MAP, NONE, PLAIN_CHARTS, RANKING, TREND, chart_of, tells_groups
from .ranking import FIRST, MOST_PER_TOPIC, Ranked, ranked
from .scope import Scope

__all__ = [
    "CARD",
    "CHARTS",
    "FIRST",
    "GROUPS",
    "LEADING",
    "MAP",
    "MOST",
    "MOST_PER_TOPIC",
    "NONE",
    "PLAIN_CHARTS",
    "RANKING",
    "TREND",
    "Chosen",
    "Desks",
    "Ranked",
    "Scope",
    "Wishes",
    "chart_of",
    "choose",
    "everything",
    "fallen",
    "leading",
    "ranked",
    "tells_groups",
]

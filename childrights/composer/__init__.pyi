from .choosing import MOST, Chosen, Wishes, choose, everything, fallen
from .desks import Desks
from .kinds import CARD, CHARTS, GROUPS, MAP, NONE, PLAIN_CHARTS, RANKING, TREND, chart_of, tells_groups
from .ranking import FIRST, MOST_PER_TOPIC, Ranked, ranked
from .scope import Scope

__all__ = [
    "CARD",
    "CHARTS",
    "FIRST",
    "GROUPS",
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
    "ranked",
    "tells_groups",
]

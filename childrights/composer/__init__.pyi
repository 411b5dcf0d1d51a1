from .choosing import MOST, Chosen, choose, everything, fallen
from .desks import Desks
from .kinds import CARD, CHARTS, NONE, PLAIN_CHARTS, chart_of, tells_groups
from .ranking import FIRST, MOST_PER_TOPIC, Ranked, ranked
from .scope import Scope

__all__ = [
    "CARD",
    "CHARTS",
    "FIRST",
    "MOST",
    "MOST_PER_TOPIC",
    "NONE",
    "PLAIN_CHARTS",
    "Chosen",
    "Desks",
    "Ranked",
    "Scope",
    "chart_of",
    "choose",
    "everything",
    "fallen",
    "ranked",
    "tells_groups",
]

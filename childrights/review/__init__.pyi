from .comparing import consequences
from .items import Consequences, HeadlineChange, MapChange, RankChange, RankRow
from .words import (
    areas_words,
    conflict_words,
    consequence_lines,
    headline_words,
    lead_words,
    map_words,
    sentence_words,
)

__all__ = [
    "Consequences",
    "HeadlineChange",
    "MapChange",
    "RankChange",
    "RankRow",
    "areas_words",
    "conflict_words",
    "consequence_lines",
    "consequences",
    "headline_words",
    "lead_words",
    "map_words",
    "sentence_words",
]

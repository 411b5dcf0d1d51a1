from .comparing import consequences, consequences_of
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
    "consequences_of",
    "headline_words",
    "lead_words",
    "map_words",
    "sentence_words",
]

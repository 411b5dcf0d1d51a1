from .rounds import Round, begin_round, last_round, stop_round
from .waiting import accept_shown, known_publishers, last_asked, waiting_changes, waiting_mark

__all__ = [
    "Round",
    "accept_shown",
    "begin_round",
    "known_publishers",
    "last_asked",
    "last_round",
    "stop_round",
    "waiting_changes",
    "waiting_mark",
]

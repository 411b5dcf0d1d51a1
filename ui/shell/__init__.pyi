from . import server
from .app import run
from .style import tour_again

__all__ = [
    "run",
    "server",
    "tour_again",
]

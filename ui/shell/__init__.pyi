from . import server
from .app import run
from .tour import tour_again

__all__ = [
    "run",
    "server",
    "tour_again",
]

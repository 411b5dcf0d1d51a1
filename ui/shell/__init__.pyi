from . import server
from .app import run
from .tour import tour_button

__all__ = [
    "run",
    "server",
    "tour_button",
]

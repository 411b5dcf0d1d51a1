from .people import Limits, find_limits, known_of, settle_people

__all__ = [
    "Limits",
    "find_limits",
    "known_of",
    "settle_people",
]

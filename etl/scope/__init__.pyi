from .people import PopulationLimits, find_limits, known_of, settle_people

__all__ = [
    "PopulationLimits",
    "find_limits",
    "known_of",
    "settle_people",
]

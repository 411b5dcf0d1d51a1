from . import standing, words
from .inputs import Basis, basis
from .standing import Profile, ProvinceStanding, profile

__all__ = [
    "Basis",
    "Profile",
    "ProvinceStanding",
    "basis",
    "profile",
    "standing",
    "words",
]

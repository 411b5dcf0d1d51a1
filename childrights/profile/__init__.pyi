from . import standing, words
from .inputs import Basis, basis
from .standing import Profile, Standing, profile

__all__ = [
    "Basis",
    "Profile",
    "Standing",
    "basis",
    "profile",
    "standing",
    "words",
]

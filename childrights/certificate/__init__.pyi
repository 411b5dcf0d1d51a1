from . import birth, words
from .birth import Certificate, Neighbour, UnknownNumber, certificate, newer_exists
from .withdrawn import Gone, NoLonger, sentence

__all__ = [
    "Certificate",
    "Gone",
    "Neighbour",
    "NoLonger",
    "UnknownNumber",
    "birth",
    "certificate",
    "newer_exists",
    "sentence",
    "words",
]

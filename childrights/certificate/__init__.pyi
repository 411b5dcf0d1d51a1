from . import birth, words
from .birth import Certificate, Neighbour, UnknownNumber, certificate
from .withdrawn import Gone, NoLonger, sentence

__all__ = [
    "Certificate",
    "Gone",
    "Neighbour",
    "NoLonger",
    "UnknownNumber",
    "birth",
    "certificate",
    "sentence",
    "words",
]

from . import assemble
from .assemble import BuildReport, Inputs, build
from .publish import published

__all__ = [
    "BuildReport",
    "Inputs",
    "assemble",
    "build",
    "published",
]

from . import assemble
from .assemble import BuildReport, Inputs, build
from .fetched import as_source
from .publish import published

__all__ = [
    "BuildReport",
    "Inputs",
    "as_source",
    "assemble",
    "build",
    "published",
]

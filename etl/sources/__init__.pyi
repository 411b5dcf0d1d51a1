from .sources import SMALL_NOTES, Rejected, SourceLayout, SourceResult, load_layout, published_period, read_source

__all__ = [
    "SMALL_NOTES",
    "Rejected",
    "SourceLayout",
    "SourceResult",
    "load_layout",
    "published_period",
    "read_source",
]

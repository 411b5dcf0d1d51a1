from .sources import SMALL_NOTES, Layout, Rejected, SourceResult, load_layout, read_period, read_source

__all__ = [
    "SMALL_NOTES",
    "Layout",
    "Rejected",
    "SourceResult",
    "load_layout",
    "read_period",
    "read_source",
]

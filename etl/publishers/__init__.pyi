from .asking import PoliteClient, PublisherFault
from .comparing import SeriesDifference
from .refreshing import Refreshed, Refreshing, chosen_publishers
from .series_table import load_publishers
from .telling import difference_lines, kept_record, refresh_record

__all__ = [
    "PoliteClient",
    "PublisherFault",
    "Refreshed",
    "Refreshing",
    "SeriesDifference",
    "chosen_publishers",
    "difference_lines",
    "kept_record",
    "load_publishers",
    "refresh_record",
]

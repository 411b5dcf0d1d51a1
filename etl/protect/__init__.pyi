from .cells import OFFICIAL, Given, Key, Publicity, cells_of, hand_of, primary, small_note
from .history import BEFORE, NOTHING_DISCLOSED, Disclosed, decide
from .protecting import CASES, COMPLEMENT, SENT_HIDDEN, ZERO, Hidden, masked, protect
from .said_base import without_counts
from .thresholds import SETTING, threshold, threshold_table

__all__ = [
    "BEFORE",
    "CASES",
    "COMPLEMENT",
    "NOTHING_DISCLOSED",
    "OFFICIAL",
    "SENT_HIDDEN",
    "SETTING",
    "ZERO",
    "Disclosed",
    "Given",
    "Hidden",
    "Key",
    "Publicity",
    "cells_of",
    "decide",
    "hand_of",
    "masked",
    "primary",
    "protect",
    "small_note",
    "threshold",
    "threshold_table",
    "without_counts",
]

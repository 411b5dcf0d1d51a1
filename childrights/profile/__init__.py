"""One province across all rights: where it stands, what changed, and what is unknown.

Holds what a profile is read from, what it finds, and how it is worded.
May import: catalogue, snapshot, areas, gaps, statistics and language.
Must never: rank figures without intervals.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
